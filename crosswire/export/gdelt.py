"""GDELT 2.0: the events table (61 columns) and the mentions table (16), tab-separated, without a header (GDELT Event Codebook 2.0).

One row of `events` is one distinct event, one row of `mentions` one report, with offsets in code points of the stored text (GDELT's own
are of an English translation). Tone and the actors' own places are left empty: Crosswire gives none. Dates of adding are the publication
dates of the reports, as known, so that the same input gives the same bytes.
"""

from collections.abc import Iterator, Sequence

from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files
from crosswire.export.event_rows import (
    CAMEO_QUAD,
    GOLDSTEIN,
    Told,
    day_number,
    event_day,
    number_of,
    on_one_line,
    told_events,
)
from crosswire.model import Event, EventParty

_SIDE = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{c}" for c in _SIDE),
    *(f"Actor2{c}" for c in _SIDE),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"Actor1Geo_{c}" for c in _GEO),
    *(f"Actor2Geo_{c}" for c in _GEO),
    *(f"ActionGeo_{c}" for c in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTION_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})
"""Codes of bodies: groups, where a state's code is a country."""
WEB, CITATION = "1", "2"


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "events.export.CSV", _lines(_event_row(dossier, e, t) for e, t in told_events(dossier) if e.cameo)
    yield (
        "events.mentions.CSV",
        _lines(
            _mention_row(dossier, told, reports) for e, reports in told_events(dossier) if e.cameo for told in reports
        ),
    )


def _lines(rows: Iterator[list[str]]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(map(on_one_line, row)) + "\n"


def _added(dossier: Dossier, doc: str) -> str:
    """Return when a document was published as YYYYMMDDHHMMSS, the day's beginning where no hour is known; "" where the day is not known."""
    value = dossier.published(doc).value or ""
    digits = "".join(c for c in value[:19] if c.isdigit())
    return digits.ljust(14, "0") if len(digits) >= len("20310612") else ""


def _address(told: Told) -> str:
    return told.document.header.uri.value or told.document.name


def _event_row(dossier: Dossier, event: Event, reports: Sequence[Told]) -> list[str]:
    day = event_day(event)
    first = reports[0]
    root = event.cameo[:2]
    number = day_number(day)
    fraction = f"{int(number[:4])}{f'{(int(number[4:6]) * 30 + int(number[6:8])) / 365:.4f}'[1:]}" if number else ""
    left, right = _pair(event)
    sentence = _sentence(dossier, first)
    return [
        str(number_of(event.id)),
        number,
        number[:6],
        number[:4],
        fraction,
        *_side_cells(left),
        *_side_cells(right),
        str(int(sentence is not None and _paragraph(dossier, first) == 0)),
        event.cameo,
        event.cameo[:3],
        root,
        str(CAMEO_QUAD[root]) if root in CAMEO_QUAD else "",
        f"{GOLDSTEIN[root]:g}" if root in GOLDSTEIN else "",
        str(len(reports)),
        str(event.independent),
        str(event.accounts),
        "",
        *([""] * (2 * len(_GEO))),
        *_action_geo(event),
        _added(dossier, first.document.id),
        _address(first),
    ]


def _action_geo(event: Event) -> list[str]:
    """Return where the event was: type 1 (country) or 4 (city of the world). GDELT's country is FIPS 10-4; here it is ISO 3166 alpha-3."""
    known = next((p for p in event.locations if p.geonames), None)
    if known is None:
        return [""] * len(_GEO)
    point = ["" if v is None else f"{v:.3f}" for v in (known.latitude, known.longitude)]
    return [
        "1" if known.kind == "state" else "4",
        known.name,
        known.country or "",
        "",
        "",
        *point,
        known.geonames or "",
    ]


def _pair(event: Event) -> tuple[EventParty | None, EventParty | None]:
    """Return the two sides that a dyadic format has room for; of a reciprocal act without direction, its first two actors."""
    left = event.actors[0] if event.actors else None
    if event.recipients:
        return left, event.recipients[0]
    return left, event.actors[1] if event.reciprocal and len(event.actors) > 1 else None


def _side_cells(party: EventParty | None) -> list[str]:
    if party is None:
        return [""] * len(_SIDE)
    country = party.country or ""
    sectors = [*party.sectors[:3], "", "", ""][:3]
    known = country in BODIES
    return [
        party.code or country,
        party.name.upper(),
        "" if known else country,
        country if known else "",
        "",
        "",
        "",
        *sectors,
    ]


def _sentence(dossier: Dossier, told: Told) -> int | None:
    """Return the number, from 1, of the sentence in which a report begins; None where none was read there."""
    for n, sentence in enumerate(dossier.reading(told.document.id).sentences, start=1):
        if sentence.start <= told.report.start < sentence.end:
            return n
    return None


def _paragraph(dossier: Dossier, told: Told) -> int | None:
    spans = dossier.paragraphs(told.document.id)
    return next((n for n, (low, high) in enumerate(spans) if low <= told.report.start < high), None)


def _mention_row(dossier: Dossier, told: Told, reports: Sequence[Told]) -> list[str]:
    report = told.report
    actor = report.actors[0].span[0] if report.actors else -1
    recipient = report.recipients[0].span[0] if report.recipients else -1
    if not report.recipients and report.reciprocal and len(report.actors) > 1:
        recipient = report.actors[1].span[0]
    certainty = report.certainty if report.certainty is not None else 0.5
    return [
        str(number_of(told.event.id)),
        _added(dossier, reports[0].document.id),
        _added(dossier, told.document.id),
        WEB if told.document.header.uri.value else CITATION,
        dossier.outlet(told.document.id),
        _address(told),
        str(_sentence(dossier, told) or ""),
        str(actor),
        str(recipient),
        str(report.trigger[0][0] if report.trigger else report.start),
        "1",
        str(round(10 * certainty) * 10),
        str(len(told.document.text)),
        "",
        "",
        "",
    ]


GDELT = Exporter("gdelt", "Coded events as GDELT 2.0 events and mentions, in a folder.", _files)
