"""One capture -> its documents: stored text, zones, header."""

from dataclasses import replace

from crosswire.ingest.given import given_layout
from crosswire.ingest.headers import Declared, read_header
from crosswire.ingest.pages import read_page
from crosswire.ingest.readers import Source, reader_of
from crosswire.ingest.zones import MOST_READ, Hints, Layout, find_zones, whole_body
from crosswire.model import Capture, Document, Problem, make_id, sha256

FIELDS = {"title": "headline", "date": "published", "publisher": "publisher", "url": "uri", "lang": "language"}
"""What a container knows of a capture -> header values."""


def read_capture(capture: Capture) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents of a capture (one, several articles, or none where it holds no text) and what was found wrong.

    Pure; never raises, whatever the bytes. A document's id is derived from the capture's sha256, and from the article's
    number where there are several; these are called `NAME#n`.
    """
    reader = reader_of(capture.media_type)
    if reader is None or reader.read is None:
        return (), (Problem("C108", capture.name, f"{capture.media_type} is not read; convert it, or leave it out"),)
    try:
        sources, problems = reader.read(capture)
    except Exception as error:  # a format's library on bytes that nobody foresaw, or another package's reader
        reason = f"{type(error).__name__}: {str(error)[:160]}"
        return (), (Problem("C101", capture.name, f"reading {reader.name} stopped ({reason}); save it anew"),)
    found = list(problems)
    documents = []
    for number, source in enumerate(sources, start=1):
        part = (source.number or number) if len(sources) > 1 or source.number else None
        document, said = _read_source(capture, source, part)
        documents += [document] if document else []
        found += said
    return tuple(documents), tuple(found)


def _read_source(capture: Capture, source: Source, part: int | None) -> tuple[Document | None, list[Problem]]:
    """Return the document of one article of a capture. part: its number from 1, None where it is the only one."""
    doc = make_id("d", capture.sha256) if part is None else make_id("d", capture.sha256, str(part))
    name = capture.name if part is None else f"{capture.name}#{part}"
    found: list[Problem] = []
    text = source.content
    declared = source.declared
    hints = source.hints
    if source.page:
        page = read_page(name, doc, source.content)
        text, hints, found = page.text, page.hints, list(page.problems)
        declared = Declared({**page.declared.values, **declared.values}, declared.authors or page.declared.authors)
    if not text.strip():
        return None, [*found, Problem("C102", name, "it shows no text; leave it out, or capture it again")]
    known = {
        FIELDS[key]: (
            value,
            f"field {key!r} of the row" if capture.media_type == "application/json" else f"{key!r} of its container",
        )
        for key, value in capture.fields
        if key in FIELDS
    }
    authors = tuple((value, "'by' of its container") for key, value in capture.fields if key == "by")
    declared = Declared({**known, **declared.values}, declared.authors or authors)
    whole = capture.as_is and not source.clean
    layout = _lay_out(text, source, hints, whole)
    if not capture.as_is and ("part", "teaser") in capture.fields:
        layout = Layout(tuple(replace(zone, label="teaser") for zone in whole_body(text).zones))
        found.append(Problem("C113", name, "it is a summary or a beginning; capture the article itself", doc=doc))
    header = read_header(doc, text, layout, declared, as_is=whole)
    found += _layout_problems(name, doc, text, layout)
    document = Document(
        id=doc,
        name=name,
        capture=capture.sha256,
        media_type=capture.media_type,
        text=text,
        text_sha256=sha256(text),
        zones=layout.zones,
        header=header,
        as_is=whole,
    )
    return document, found


def _lay_out(text: str, source: Source, hints: Hints | None, whole: bool) -> Layout:
    """Return the zones of a source: as its format gives them, all body, or told by its lines."""
    if source.clean:
        return given_layout(text, source.zones)
    return whole_body(text) if whole else find_zones(text, hints)


def _layout_problems(name: str, doc: str, text: str, layout: Layout) -> list[Problem]:
    """Say what the zones show to be missing."""
    problems = []
    if not layout.found:
        problems.append(
            Problem(
                "Z102",
                name,
                "nothing in it reads like an article; look at its zones, or build it with --as-is",
                doc=doc,
            )
        )
    if layout.unread:
        words = f"it has more than {MOST_READ:,} lines; only these were looked at, split it"
        problems.append(Problem("Z105", name, words, *layout.unread, doc))
    for start, end in layout.truncated:
        last = text[max(start, end - 30) : end]
        problems.append(
            Problem(
                "Z101",
                name,
                f"a field breaks off after {last!r}; what it leaves out is not counted as absent",
                start,
                end,
                doc,
            )
        )
    return problems
