"""A small dossier built by hand: four accounts of one meeting, one of them a copy, and a sequel two years later.

The states, people and outlets are invented. Among the accounts: a wire text without a headline, a page with furniture and a
caption, an archive record under embargo, a text with an astral character and CRLF line ends, and one that carries markup.
"""

from dataclasses import replace

from crosswire.model import (
    Actor,
    CopyGroup,
    Difference,
    Document,
    Findings,
    Header,
    HeaderValue,
    Issue,
    Mention,
    Pair,
    Position,
    Problem,
    Quotation,
    Side,
    Statement,
    Story,
    TimelineEntry,
    make_id,
)
from tests.factory import (
    make_actor,
    make_attribution,
    make_date,
    make_document,
    make_findings,
    make_mention,
    make_published,
    make_reading,
    make_statement,
    make_story,
    place_of,
)

WIRE = """Northwire,
Veldania warned on Tuesday that it would close Trel Bay to survey ships, but both sides agreed to go on talking.
“We will not let one shore grow safe by making the other shore poor,” Foreign Minister Ilse Marran \
said after a session of the Council of the Straits in Port Orrin.
Marran also said that the survey treaty was “the keel of the whole strait.”
Osmark's envoy Teodor Quill told reporters that 14 ships had been turned back since April.
Osmark insists that the ships only map the sea floor.
"""

PAGE = """Menu  Home  World  Sport

Marran Draws a Line in Trel Bay

Ilse Marran in Port Orrin (photo: L. Abel) June 12, 2031 (The Orrin Courier) -- Veldania's foreign minister has threatened to close Trel Bay.

"One shore must not grow safe at the cost of making the other poor," Ilse Marran told the Council of the Straits.

She said the survey treaty remained "the keel of the strait", and that Osmark must first publish its maps.

Osmark's envoy, Teodor Quill, said that at least 20 ships had been turned back.

(with agency reports)

Read more: Ten harbours to see this summer
"""

RECORD = """ORRIN: Ministers meet over Trel Bay
Record ID: 77120
- Date: 12th June 2031
- Embargoed: 26th June 2031 18:00
- Summary: (PORT ORRIN) MINISTERS ARRIVE (SOUNDBITE) FOREIGN MINISTER ILSE MARRAN SAYING: "One shore must not gr
- Story Text: Veldania announced that it was closing Trel Bay to survey ships from July. \
Foreign Minister Ilse Marran said neither shore should be made poor for the safety of the other.
Osmark says the ships map the sea floor and nothing else.
- Usage Terms: Not for broadcast in Osmark
"""

REPRINT = """Bay could close, says Marran
Veldania warned on Tuesday that it would close Trel Bay to survey ships, but both sides agreed to go on talking.
“We will not let one shore grow safe by making the other shore poor,” Foreign Minister Ilse Marran \
said after a session of the Council of the Straits in Port Orrin.
"""

SEQUEL = (
    "Two years on, the bay is open again \U0001f6a2\r\n"
    "PORT ORRIN, Aug 3 (Northwire) - Veldania reopened Trel Bay on Monday.\r\n"
    "\r\n"
    "\"The maps are <b>published</b> & the bay is open,\" Marran said. <script>document.title='owned'</script>\r\n"
    'Quill called it \U0001f30a "a good tide for both shores".\r\n'
)


def stated(value: str, **rest: object) -> HeaderValue:
    """Return a header value that the capture states."""
    return HeaderValue(value, "stated", **rest)  # type: ignore[arg-type]


def sample_documents() -> dict[str, Document]:
    """Return the five documents by a short key."""
    page = make_document(
        PAGE,
        name="clips/courier.html.txt",
        zones=[
            ("Menu  Home  World  Sport", "furniture"),
            ("Marran Draws a Line in Trel Bay", "title"),
            ("Ilse Marran in Port Orrin (photo: L. Abel)", "caption"),
            ("June 12, 2031 (The Orrin Courier) --", "dateline"),
            ("(with agency reports)", "byline"),
            ("Read more: Ten harbours to see this summer", "furniture"),
        ],
    )
    page = replace(
        page,
        header=Header(
            headline=stated("Marran Draws a Line in Trel Bay", place=place_of(page, "Marran Draws a Line in Trel Bay")),
            publisher=stated("The Orrin Courier", place=place_of(page, "The Orrin Courier")),
            agency=HeaderValue("The Orrin Courier", "inferred", basis=("the dateline credits the outlet itself",)),
            published=make_date("2031-06-12", place=place_of(page, "June 12, 2031")),
            credits=(stated("with agency reports", place=place_of(page, "(with agency reports)")),),
            language=HeaderValue("en", "inferred", basis=("the words of the body",)),
        ),
    )
    record = make_document(
        RECORD,
        name="clips/record.txt",
        zones=[
            ("ORRIN: Ministers meet over Trel Bay", "title"),
            ("Record ID: 77120", "metadata"),
            ("- Date: 12th June 2031", "metadata"),
            ("- Embargoed: 26th June 2031 18:00", "metadata"),
            (RECORD.splitlines()[4], "metadata"),
            ("- Story Text:", "metadata"),
            ("- Usage Terms: Not for broadcast in Osmark", "rights"),
        ],
    )
    summary = place_of(record, RECORD.splitlines()[4])
    record = replace(
        record,
        header=Header(
            headline=stated("ORRIN: Ministers meet over Trel Bay"),
            agency=stated("Strait Pictures"),
            published=make_date("2031-06-12", place=place_of(record, "12th June 2031")),
            embargoed=stated(
                "26th June 2031 18:00", parsed="2031-06-26T18:00", place=place_of(record, "26th June 2031 18:00")
            ),
            usageterms=stated("Not for broadcast in Osmark", place=place_of(record, "Not for broadcast in Osmark")),
            truncated=(summary,),
        ),
    )
    wire = make_document(WIRE, name="clips/northwire.txt", zones=[("Northwire,", "metadata")])
    wire = replace(wire, header=Header(agency=stated("Northwire", place=place_of(wire, "Northwire"))))
    reprint = make_document(
        REPRINT,
        name="clips/reprint.txt",
        zones=[("Bay could close, says Marran", "title")],
        headline="Bay could close, says Marran",
        publisher="Harbour Daily",
    )
    sequel = make_document(
        SEQUEL,
        name="clips/sequel.txt",
        zones=[
            ("Two years on, the bay is open again \U0001f6a2", "title"),
            ("PORT ORRIN, Aug 3 (Northwire) -", "dateline"),
        ],
        headline="Two years on, the bay is open again \U0001f6a2",
        located="PORT ORRIN",
        agency="Northwire",
    )
    return {"wire": wire, "page": page, "record": record, "reprint": reprint, "sequel": sequel}


def _near(text: str, words: str | None, at: int) -> tuple[tuple[int, int], ...]:
    """Return where `words` stand nearest to an offset, as a span list."""
    if words is None:
        return ()
    found = [i for i in range(len(text)) if text.startswith(words, i)]
    start = min(found, key=lambda i: abs(i - at))
    return ((start, start + len(words)),)


def _said(
    doc: Document, content: str, source: str | None = None, cue: str | None = None, type: str = "indirect"
) -> Quotation:
    """Return a quotation of a document; source and cue are looked for nearest to its content."""
    start = doc.text.index(content)
    spans = ((start, start + len(content)),)
    return Quotation(
        id=make_id("q", doc.id, spans, type),
        content=spans,
        cue=_near(doc.text, cue, start),
        source=_near(doc.text, source, start),
        type=type,
        where=doc.zone_at(start) or "body",
        text=content,
    )


SHORE = "“We will not let one shore grow safe by making the other shore poor,”"
MARRAN = "Foreign Minister Ilse Marran"


def sample_quotations(docs: dict[str, Document]) -> dict[str, dict[str, Quotation]]:
    """Return the quotations of every document, by short keys."""
    wire, page, record, reprint, sequel = (docs[k] for k in ("wire", "page", "record", "reprint", "sequel"))
    cost = '"One shore must not grow safe at the cost of making the other poor,"'
    neither = "neither shore should be made poor for the safety of the other"
    return {
        "wire": {
            "close": _said(wire, "it would close Trel Bay to survey ships", "Veldania", "warned"),
            "shore": _said(wire, SHORE, MARRAN, "said", "direct"),
            "keel": _said(wire, "the survey treaty was “the keel of the whole strait.”", "Marran", "said", "mixed"),
            "ships": _said(wire, "14 ships had been turned back since April", "Osmark's envoy Teodor Quill", "told"),
            "map": _said(wire, "the ships only map the sea floor", "Osmark", "insists"),
        },
        "page": {
            "shore": _said(page, cost, "Ilse Marran", "told", "direct"),
            "keel": _said(page, 'the survey treaty remained "the keel of the strait"', "She", "said", "mixed"),
            "must": _said(page, "Osmark must first publish its maps", "She", "said"),
            "ships": _said(page, "at least 20 ships had been turned back", "Osmark's envoy, Teodor Quill", "said"),
        },
        "record": {
            "shot": _said(record, '"One shore must not gr', "FOREIGN MINISTER ILSE MARRAN", "SAYING", "direct"),
            "shore": _said(record, neither, MARRAN, "said"),
            "map": _said(record, "the ships map the sea floor and nothing else", "Osmark", "says"),
        },
        "reprint": {"shore": _said(reprint, SHORE, MARRAN, "said", "direct")},
        "sequel": {
            "open": _said(sequel, '"The maps are <b>published</b> & the bay is open,"', "Marran", "said", "direct"),
            "tide": _said(sequel, '"a good tide for both shores"', "Quill", "called", "direct"),
        },
    }


def sample_actors() -> tuple[Actor, ...]:
    """Return a minister, an envoy and their two states."""
    veldania = make_actor("Veldania", type="state", country="VLD")
    osmark = make_actor("Osmark", type="state", country="OSM")
    marran = make_actor(
        "Ilse Marran",
        aliases=["Marran", MARRAN],
        affiliation=veldania.id,
        roles=(("foreign minister", "Veldania"),),
        basis=("one surname in all accounts",),
    )
    quill = make_actor("Teodor Quill", aliases=["Quill"], affiliation=osmark.id, roles=(("envoy", "Osmark"),))
    return marran, quill, veldania, osmark


_SPEAKERS = {"ships": "quill", "tide": "quill", "map": "osmark", "close": "veldania"}


def _mentions(doc: Document, actors: dict[str, Actor]) -> list[tuple[str, Mention]]:
    """Return (actor key, mention) for the names that the actors have in a document."""
    names = {
        "marran": ["Ilse Marran", "ILSE MARRAN"],
        "quill": ["Teodor Quill"],
        "veldania": ["Veldania"],
        "osmark": ["Osmark"],
    }
    found = []
    for key, words in names.items():
        for word in words:
            if word in doc.text:
                found.append((key, make_mention(doc, word, nth=0)))
    return found


def sample_findings() -> Findings:
    """Return everything that the sample dossier holds."""
    docs = sample_documents()
    wire, page, record, reprint, sequel = (docs[k] for k in ("wire", "page", "record", "reprint", "sequel"))
    quotations = sample_quotations(docs)
    actors = dict(zip(("marran", "quill", "veldania", "osmark"), sample_actors(), strict=True))
    meeting, after = _stories(docs)
    mentions = {key: _mentions(doc, actors) for key, doc in docs.items()}
    with_mentions = [
        replace(actor, mentions=tuple((docs[k].id, m.id) for k in docs for name, m in mentions[k] if name == key))
        for key, actor in actors.items()
    ]
    readings = [
        make_reading(doc, quotations=quotations[key].values(), mentions=[m for _, m in mentions[key]])
        for key, doc in docs.items()
    ]
    attributions = [
        make_attribution(
            docs[key],
            q,
            actors[_SPEAKERS.get(name, "marran")],
            status="inferred" if docs[key].text[slice(*q.source[0])] == "She" else "stated",
            basis="pronoun: last speaker" if docs[key].text[slice(*q.source[0])] == "She" else "",
        )
        for key, own in quotations.items()
        for name, q in own.items()
    ]
    reasons = ("12 June 2031 in two accounts of the same meeting", "the lead says “Tuesday”")
    return make_findings(
        docs.values(),
        readings,
        stories=[meeting, after],
        copies=[CopyGroup(make_id("c", wire.id), tuple(sorted((wire.id, reprint.id))), wire.id, 0.93)],
        published=[
            make_published(wire, "2031-06-12", status="inferred", basis=reasons, alternatives=("2031-06-13",)),
            make_published(page, "2031-06-12", place=place_of(page, "June 12, 2031")),
            make_published(record, "2031-06-12", place=place_of(record, "12th June 2031")),
            make_published(reprint, None),
            make_published(
                sequel, "2033-08-03", status="inferred", basis=("“Aug 3” in the dateline", "Monday in the lead")
            ),
        ],
        actors=with_mentions,
        attributions=attributions,
        statements=_statements(meeting, actors, quotations),
        issues=(
            Issue("i-treaty", "survey treaty", ("survey treaty",), (place_of(wire, "survey treaty"),)),
            Issue("i-bay", "Trel Bay", ("Trel Bay", "the bay"), (place_of(wire, "Trel Bay"),)),
        ),
        positions=_positions(docs, actors, quotations),
        differences=_differences(docs, meeting.id),
        timeline=_timeline(docs, meeting.id),
        problems=[
            Problem(
                "Z101", record.name, "the field Summary breaks off", record.text.index("- Summary"), None, record.id
            ),
            Problem("C103", "clips/harbour.jpg", "the bytes are not text; nothing was read"),
        ],
    )


def _stories(docs: dict[str, Document]) -> tuple[Story, Story]:
    four = [docs[k] for k in ("wire", "page", "record", "reprint")]
    meeting = make_story(four, date="2031-06-12", storyline="l-bay", title="Marran Draws a Line in Trel Bay")
    after = make_story([docs["sequel"]], storyline="l-bay", title=SEQUEL.splitlines()[0])
    dated = make_date("2033-08", status="inferred", basis=("two years after the meeting of June 2031",))
    return (
        replace(meeting, title_of=docs["page"].id, independent=3),
        replace(after, date=dated),
    )


def _statements(
    story: Story, actors: dict[str, Actor], quotations: dict[str, dict[str, Quotation]]
) -> tuple[Statement, ...]:
    wire, page, record, reprint = (quotations[k] for k in ("wire", "page", "record", "reprint"))
    marran, quill, osmark = (actors[k] for k in ("marran", "quill", "osmark"))
    shore = make_statement(
        story, [marran], wire["shore"], page["shore"], reprint["shore"], record["shore"], possible=[record["shot"]]
    )
    pair = Pair(wire["shore"].id, page["shore"].id, 0.81, (("words", 0.42), ("sense", 0.88)), "same")
    return (
        replace(shore, accounts=4, independent=3, issues=("i-bay",), pairs=(pair,)),
        replace(make_statement(story, [marran], wire["keel"], page["keel"]), issues=("i-treaty",)),
        make_statement(story, [quill], wire["ships"], page["ships"]),
        make_statement(story, [osmark], wire["map"], record["map"]),
    )


def _positions(
    docs: dict[str, Document], actors: dict[str, Actor], quotations: dict[str, dict[str, Quotation]]
) -> tuple[Position, ...]:
    wire, page, record, sequel = (docs[k] for k in ("wire", "page", "record", "sequel"))
    veldania, osmark, marran = actors["veldania"].id, actors["osmark"].id, actors["marran"].id
    close = place_of(wire, "it would close Trel Bay to survey ships")
    opened = place_of(sequel, "Veldania reopened Trel Bay on Monday.")
    return (
        Position("o-close", veldania, "i-bay", "opposes", "2031-06-12", (close,), basis=("would close",)),
        Position("o-open", veldania, "i-bay", "supports", "2033-08-03", (opened,), basis=("reopened",)),
        Position(
            "o-maps",
            veldania,
            "i-treaty",
            "conditional",
            "2031-06-12",
            (place_of(page, 'the survey treaty remained "the keel of the strait"'),),
            quotations=(quotations["page"]["keel"].id,),
            speakers=(marran,),
            condition=place_of(page, "Osmark must first publish its maps"),
        ),
        Position(
            "o-map",
            osmark,
            "i-bay",
            "supports",
            None,
            (place_of(record, "the ships map the sea floor and nothing else"),),
        ),
    )


def _differences(docs: dict[str, Document], story: str) -> tuple[Difference, ...]:
    wire, page, record, reprint = (docs[k] for k in ("wire", "page", "record", "reprint"))

    def side(doc: Document, words: str, value: str) -> Side:
        return Side(place_of(doc, words), value)

    return (
        Difference(
            "x-ships",
            "number",
            "differ",
            "ships turned back",
            (
                side(wire, "14 ships had been turned back since April", "14 ships"),
                side(page, "at least 20 ships had been turned back", "at least 20 ships"),
            ),
            story,
            weight=2.0,
            basis="two numbers with the same head noun",
        ),
        Difference(
            "x-close",
            "status",
            "contradict",
            "Trel Bay",
            (
                side(page, "has threatened to close Trel Bay", "threatened"),
                side(record, "announced that it was closing Trel Bay to survey ships", "announced"),
            ),
            story,
            issue="i-bay",
            weight=3.0,
        ),
        Difference(
            "x-maps",
            "only",
            "only",
            "publish its maps",
            (side(page, "Osmark must first publish its maps", "publish its maps"),),
            story,
            absent=tuple(sorted((wire.id, reprint.id))),
            unsure=(record.id,),
        ),
    )


def _timeline(docs: dict[str, Document], story: str) -> tuple[TimelineEntry, ...]:
    wire, record = docs["wire"], docs["record"]
    return (
        TimelineEntry(
            "e-back",
            make_date("2031-04", status="inferred", basis=("“April”, before the meeting",)),
            "reported",
            (place_of(wire, "14 ships had been turned back since April"),),
            (place_of(wire, "since April"),),
            story,
        ),
        TimelineEntry(
            "e-close",
            make_date("2031-07", status="inferred", basis=("“from July”, after the meeting",)),
            "announced",
            (place_of(record, "it was closing Trel Bay to survey ships from July"),),
            (place_of(record, "from July"),),
            story,
        ),
        TimelineEntry(
            "e-undated", make_date(None), "said", (place_of(wire, "both sides agreed to go on talking"),), (), story
        ),
    )
