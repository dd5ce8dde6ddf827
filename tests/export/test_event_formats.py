"""Coded events in the formats of others, read back with the column lists that their readers use."""

import csv
import io
import json

import pytest

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions
from crosswire.export.event_rows import GOLDSTEIN, intensity, number_of
from crosswire.model import Event, EventAccount, EventDate, EventParty, EventReport, Party, Place
from tests.factory import make_actor, make_document, make_findings, make_published, make_reading

FIRST = "PORT ORRIN (Northwire) -- Veldania recalled its envoy from Osmark on Tuesday. Osmark regretted the move."
SECOND = "Veldania’s envoy left Osmark. Later Veldania recalled its envoy from Osmark, officials said."

GDELT_EVENTS = """
GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode
Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode
Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent
EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type
Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long
Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat
ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL
""".split()  # noqa: SIM905
"""As in events2.csv of gdelt 0.1.14 (gdeltPyR)."""

GDELT_MENTIONS = """
GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset
Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras
""".split()  # noqa: SIM905
"""As in mentions.csv of gdelt 0.1.14."""

POLECAT = """
Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors
Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors
Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID
Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version
"""
"""The header of the weekly files of 2023 (doi:10.7910/DVN/AJGVIT)."""

POLECAT_COLUMNS = POLECAT.strip().replace("\n", "|").split("|")
PLOVER_KEYS = """
id date enddate actor recipient event mode context auxiliary quad_code event_scale event_text event_loc cameo text text_info cite_info link comment
""".split()  # noqa: SIM905
"""Fields of a record in the manual of PLOVER 0.8, and the CAMEO code beside them."""


def span(text, words):
    """Return the place of words."""
    start = text.index(words)
    return (start, start + len(words))


def report(text, name, act, **rest):
    """Return a report that Veldania recalled its envoy from Osmark."""
    start = text.index("Veldania " + act)
    return EventReport(
        id=f"e-{name}",
        start=start,
        end=start + 20,
        trigger=(span(text, act),),
        event_type="REJECT",
        mode="meet",
        contexts=("diplomatic",),
        quad_code=3,
        cameo="1246",
        actors=(Party((start, start + 8), None, "VEL", ("GOV",)),),
        recipients=(Party(span(text, "Osmark"), None, "OSM"),),
        basis="frame: recall",
        **rest,
    )


@pytest.fixture
def dossier():
    """Return two accounts of one event, told three times."""
    docs = [make_document(FIRST, name="a.txt", publisher="Northwire"), make_document(SECOND, name="b.txt")]
    veldania, osmark = make_actor("Veldania", type="state"), make_actor("Osmark", type="state")
    sides = (EventParty(veldania.id, "Veldania", "VEL", ("GOV",), "VELGOV"),), (EventParty(osmark.id, "Osmark", "OSM"),)
    date = EventDate("2031-06-10", "2031-06-10", "day", "inferred", ("Tuesday before the dateline",))
    told = [report(FIRST, "1", "recalled"), report(SECOND, "2", "recalled", certainty=0.8)]
    event = Event(
        id="v-1",
        reports=tuple(EventAccount(d.id, r.id, *sides, date) for d, r in zip(docs, told, strict=True)),
        event_type="REJECT",
        mode="meet",
        contexts=("diplomatic",),
        quad_code=3,
        cameo="1246",
        auxiliary=(),
        reciprocal=False,
        actors=sides[0],
        recipients=sides[1],
        date=date,
        accounts=2,
        independent=2,
        story=None,
        places=tuple(Place(d.id, r.start, r.end) for d, r in zip(docs, told, strict=True)),
    )
    readings = [make_reading(d, event_reports=[r]) for d, r in zip(docs, told, strict=True)]
    published = [make_published(d, "2031-06-12") for d in docs]
    return Dossier(make_findings(docs, readings, actors=[veldania, osmark], events=[event], published=published))


def files(name, dossier, **options):
    """Return file name -> content of an export."""
    made = FORMATS[name].files(dossier, ExportOptions(**options))
    return {file: b"".join(p.encode() if isinstance(p, str) else p for p in pieces) for file, pieces in made}


def test_plover_has_the_offsets_of_every_report(dossier):
    """One record a report; `text_info` cuts the words out of the stored text, and `link` is the event's id."""
    (content,) = files("plover", dossier).values()
    records = [json.loads(line) for line in content.splitlines()]
    texts = {"a.txt": FIRST, "b.txt": SECOND}
    assert len(records) == 2 and {r["link"] for r in records} == {"v-1"}
    for r in records:
        text = texts[r["cite_info"]["corpus"]]
        assert text[r["text_info"]["start"] : r["text_info"]["end"]] == r["text"]
        assert all(text[a["start"] : a["end"]] == a["entity_text"] for a in (*r["actor"], *r["recipient"]))
        assert r["event"] == ["REJECT"] and r["event_scale"] == -2 and r["date"] == "2031-06-10"
        assert r["comment"] == "date inferred; Tuesday before the dateline"
        assert list(r) == PLOVER_KEYS and list(r["text_info"]) == ["sequence", "start", "end"]
        assert set(r["cite_info"]) == {
            "corpus",
            "url",
            "title",
            "language",
            "publication",
            "coder",
            "codebook",
            "version",
        }


def test_plover_without_text_keeps_the_offsets(dossier):
    """Words stay home, places go out."""
    (content,) = files("plover", dossier, with_text=False).values()
    for record in map(json.loads, content.splitlines()):
        assert record["text"] is None and record["event_text"] == [] and record["text_info"]["end"] > 0


def test_polecat_has_forty_columns_and_a_row_an_event(dossier):
    """Lists are joined by "; ", empty cells are None, the quad class is in words."""
    (content,) = files("polecat", dossier).values()
    (row,) = csv.DictReader(io.StringIO(content.decode()), delimiter="\t")
    assert list(row) == POLECAT_COLUMNS and len(row) == 40
    assert row["Event Type"] == "REJECT" and row["Quad Code"] == "VERBAL CONFLICT" and row["Intensity"] == "-2"
    assert row["Actor Country"] == "VEL" and row["Recipient Name"] == "Osmark" and row["Wikipedia Actor ID"] == "None"


def test_gdelt_has_one_event_and_a_mention_a_report(dossier):
    """61 and 16 columns without a header; ids join the two; offsets are code points of the stored text."""
    found = files("gdelt", dossier)
    tables = {
        name: [dict(zip(columns, line.split("\t"), strict=True)) for line in found[name].decode().splitlines()]
        for name, columns in (("events.export.CSV", GDELT_EVENTS), ("events.mentions.CSV", GDELT_MENTIONS))
    }
    (event,), mentions = tables["events.export.CSV"], tables["events.mentions.CSV"]
    assert event["SQLDATE"] == "20310610" and event["EventRootCode"] == "12" and event["QuadClass"] == "3"
    assert event["Actor1Code"] == "VELGOV" and event["Actor2CountryCode"] == "OSM" and event["NumArticles"] == "2"
    assert event["FractionDate"] == "2031.5205" and event["DATEADDED"] == "20310612000000"
    assert {m["GLOBALEVENTID"] for m in mentions} == {event["GLOBALEVENTID"]} == {str(number_of("v-1"))}
    for mention, text in zip(mentions, (FIRST, SECOND), strict=True):
        assert text[int(mention["ActionCharOffset"]) :].startswith("recalled")
        assert text[int(mention["Actor1CharOffset"]) :].startswith("Veldania")
    assert [m["Confidence"] for m in mentions] == ["50", "80"]


def test_scores_are_known_for_every_type_and_root():
    """Every PLOVER type and CAMEO root has a score; a mode without its own takes its type's; a statement has none."""
    assert intensity("PROTEST", "vandalize") == intensity("PROTEST", None) == -5
    assert intensity(None, None) is None
    assert set(GOLDSTEIN) == {f"{n:02}" for n in range(1, 21)}
