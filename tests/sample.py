"""A small dossier built by hand: four accounts of one meeting, one of them a copy, and a sequel two years later.

The states, people and outlets are invented. Among the accounts: a wire text without a headline, a page with furniture and a
caption, an archive record under embargo, a text with an astral character and CRLF line ends, and one that carries markup.
"""

from dataclasses import replace

from factory import (
    make_actor,
    make_attribution,
    make_date,
    make_document,
    make_findings,
    make_published,
    make_quotation,
    make_reading,
    make_statement,
    make_story,
    place_of,
)

from crosswire.model import (
    CopyGroup,
    Difference,
    Document,
    Findings,
    Header,
    HeaderValue,
    Issue,
    Pair,
    Position,
    Problem,
    Side,
    Statement,
    TimelineEntry,
    make_id,
)

WIRE = """Northwire,
Veldania warned on Tuesday that it would close Trel Bay to survey ships, but both sides agreed to go on talking.
“We will not let one shore grow safe by making the other shore poor,” Foreign Minister Ilse Marran said after a session of the Council of the Straits in Port Orrin.
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
- Story Text: Veldania announced that it was closing Trel Bay to survey ships from July. Foreign Minister Ilse Marran said neither shore should be made poor for the safety of the other.
Osmark says the ships map the sea floor and nothing else.
- Usage Terms: Not for broadcast in Osmark
"""

REPRINT = """Bay could close, says Marran
Veldania warned on Tuesday that it would close Trel Bay to survey ships, but both sides agreed to go on talking.
“We will not let one shore grow safe by making the other shore poor,” Foreign Minister Ilse Marran said after a session of the Council of the Straits in Port Orrin.
"""

SEQUEL = (
    "Two years on, the bay is open again \U0001f6a2\r\n"
    "PORT ORRIN, Aug 3 (Northwire) - Veldania reopened Trel Bay on Monday.\r\n"
    "\r\n"
    "\"The maps are <b>published</b> & the bay is open,\" Marran said. <script>document.title='owned'</script>\r\n"
    "Quill called it \U0001f30a \"a good tide for both shores\".\r\n"
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
            embargoed=stated("26th June 2031 18:00", parsed="2031-06-26T18:00", place=place_of(record, "26th June 2031 18:00")),
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
        zones=[("Two years on, the bay is open again \U0001f6a2", "title"), ("PORT ORRIN, Aug 3 (Northwire) -", "dateline")],
        headline="Two years on, the bay is open again \U0001f6a2",
        located="PORT ORRIN",
        agency="Northwire",
    )
    return {"wire": wire, "page": page, "record": record, "reprint": reprint, "sequel": sequel}


def sample_findings() -> Findings:
    """Return everything that the sample dossier holds."""
    docs = sample_documents()
    wire, page, record, reprint, sequel = (docs[k] for k in ("wire", "page", "record", "reprint", "sequel"))
    quotations = _quotations(docs)
    actors = _actors()
    marran, quill, veldania, osmark = actors
    copies = CopyGroup(make_id("c", wire.id), tuple(sorted((wire.id, reprint.id))), wire.id, 0.93)
    meeting = replace(
        make_story([wire, page, record, reprint], date="2031-06-12", title="Marran Draws a Line in Trel Bay"),
        title_of=page.id,
        storyline="l-bay",
        independent=3,
    )
    after = replace(make_story([sequel], title=SEQUEL.splitlines()[0]), storyline="l-bay", title_of=sequel.id)
    after = replace(after, date=make_date("2033-08", status="inferred", basis=("two years after the meeting of June 2031",)))
    statements = _statements(meeting, actors, quotations)
    issues = (
        Issue("i-treaty", "survey treaty", ("survey treaty", "treaty"), (place_of(wire, "survey treaty"),), (quotations["keel"].id,)),
        Issue("i-bay", "Trel Bay", ("Trel Bay", "the bay"), (place_of(wire, "Trel Bay"), place_of(sequel, "Trel Bay")), ()),
    )
    reasons = ("12 June 2031 in two accounts of the same meeting", "“Tuesday” in the lead: 12 June 2031 is a Thursday, so a reprint")
    readings = []
    for key, doc in docs.items():
        own = [q for k, q in quotations.items() if k.split(".")[0] in OWNERS[key]]
        readings.append(make_reading(doc, quotations=own))
    speakers = {"ships.w": quill, "ships.p": quill, "maps.o": osmark, "maps.r": osmark, "tide": quill}
    attributions = [
        make_attribution(docs[k], q, speakers.get(name, marran), status="inferred" if name == "keel.p" else "stated", basis="she")
        for k, doc in docs.items()
        for name, q in quotations.items()
        if name.split(".")[0] in OWNERS[k]
    ]
    return make_findings(
        docs.values(),
        readings,
        stories=[meeting, after],
        copies=[copies],
        published=[
            make_published(wire, "2031-06-12", status="inferred", basis=reasons, alternatives=("2031-06-13",)),
            make_published(page, "2031-06-12", place=place_of(page, "June 12, 2031")),
            make_published(record, "2031-06-12", place=place_of(record, "12th June 2031")),
            make_published(reprint, None),
            make_published(sequel, "2033-08-03", status="inferred", basis=("“Aug 3” in the dateline, Monday",)),
        ],
        actors=actors,
        attributions=attributions,
        statements=statements,
        issues=issues,
        positions=_positions(docs, actors, quotations),
        differences=_differences(docs, meeting.id),
        timeline=_timeline(docs, meeting.id, after.id),
        problems=[
            Problem("Z101", record.name, "the field Summary breaks off", summary_start(record), None, record.id),
            Problem("C103", "clips/harbour.jpg", "the bytes are not text; nothing was read"),
        ],
    )


OWNERS = {
    "wire": {"shore", "keel", "ships"},
    "page": {"shore2", "keel2", "ships2", "must"},
    "record": {"shore3", "maps", "shot"},
    "reprint": {"shore4"},
    "sequel": {"open", "tide"},
}
"""Document -> keys of its quotations."""


def summary_start(record: Document) -> int:
    """Return where the record's cut field begins."""
    return record.text.index("- Summary")


def _quotations(docs: dict[str, Document]) -> dict:
    wire, page, record, reprint, sequel = (docs[k] for k in ("wire", "page", "record", "reprint", "sequel"))
    shore = "“We will not let one shore grow safe by making the other shore poor,”"
    said = "Foreign Minister Ilse Marran"
    neither = "neither shore should be made poor for the safety of the other"
    return {
        "shore": make_quotation(wire, content=shore, source=said, cue="said after", type="direct"),
        "keel": make_quotation(
            wire, content="the survey treaty was “the keel of the whole strait.”", source="Marran also", cue="also said", type="mixed"
        )
        if False
        else make_quotation(wire, content="the survey treaty was “the keel of the whole strait.”", cue="also said", type="mixed"),
        "ships": make_quotation(
            wire, content="14 ships had been turned back since April", source="Osmark's envoy Teodor Quill", cue="told"
        ),
        "shore2": make_quotation(
            page,
            content='"One shore must not grow safe at the cost of making the other poor,"',
            source="Ilse Marran told".removesuffix(" told") + " told",
            cue=None,
            type="direct",
        ),
        "keel2": make_quotation(
            page, content='the survey treaty remained "the keel of the strait"', source="She", cue="She said".removeprefix("She "), type="mixed"
        )
        if False
        else make_quotation(page, content='the survey treaty remained "the keel of the strait"', source="She", type="mixed"),
        "must": make_quotation(page, content="Osmark must first publish its maps", source="She"),
        "ships2": make_quotation(page, content="at least 20 ships had been turned back", source="Osmark's envoy, Teodor Quill"),
        "shore3": make_quotation(record, content=neither, source=said, cue="said"),
        "maps": make_quotation(record, content="the ships map the sea floor and nothing else", cue="says"),
        "shot": make_quotation(record, content='"One shore must not gr', cue="SAYING", type="direct"),
        "shore4": make_quotation(reprint, content=shore, source=said, cue="said after", type="direct"),
        "open": make_quotation(
            sequel, content='"The maps are <b>published</b> & the bay is open,"', source="Marran", cue="said", type="direct"
        ),
        "tide": make_quotation(sequel, content='"a good tide for both shores"', source="Quill", cue="called", type="direct"),
    }
