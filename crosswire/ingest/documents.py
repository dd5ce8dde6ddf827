"""One capture -> its document: stored text, zones, header."""

from crosswire.ingest.articles import ExtractorFailed, align_lines, extract_article
from crosswire.ingest.decoding import read_text
from crosswire.ingest.headers import Declared, read_header
from crosswire.ingest.lines import find_lines
from crosswire.ingest.pages import clean_source, dump_text, parse_page, read_declared, strip_tags
from crosswire.ingest.zones import Hints, find_zones, whole_body
from crosswire.model import Capture, Document, Problem, make_id, sha256

FIELDS = {"title": "headline", "date": "published", "publisher": "publisher", "url": "uri", "lang": "language"}
"""Fields of a JSONL row -> header values."""


def read_capture(capture: Capture) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents of a capture (one, or none where it holds no text) and what was found wrong.

    Pure; never raises, whatever the bytes. The document's id is derived from the capture's sha256 alone.
    """
    source, problems = read_text(capture)
    if source is None:
        return (), problems
    found = list(problems)
    doc = make_id("d", capture.sha256)
    values = {FIELDS[name]: (value, f"field {name!r} of the row") for name, value in capture.fields if name in FIELDS}
    declared = Declared(values)
    text = source
    hints: Hints | None = None
    if capture.media_type == "text/html":
        text, hints, declared, said = _read_page(capture.name, doc, source)
        found += said
        if not text.strip():
            return (), (
                *found,
                Problem("C102", capture.name, "the page shows no text; leave it out, or capture it again"),
            )
    layout = whole_body(text) if capture.as_is else find_zones(text, hints)
    header = read_header(doc, text, layout, declared, as_is=capture.as_is)
    found += _layout_problems(capture.name, doc, text, layout.found, layout.truncated)
    document = Document(
        id=doc,
        name=capture.name,
        capture=capture.sha256,
        media_type=capture.media_type,
        text=text,
        text_sha256=sha256(text),
        zones=layout.zones,
        header=header,
        as_is=capture.as_is,
    )
    return (document,), tuple(found)


def _read_page(name: str, doc: str, source: str) -> tuple[str, Hints | None, Declared, list[Problem]]:
    """Return a page's visible text, what its elements and an extractor say of its lines, and its own declarations."""
    tree = parse_page(source)
    if tree is None:
        problem = Problem(
            "C107", name, "its elements nest too deep or are none; only its text was read, look at its zones", doc=doc
        )
        return strip_tags(source), None, Declared(), [problem]
    text, contexts = dump_text(tree)
    declared, titles = read_declared(tree)
    try:
        article = align_lines(find_lines(text), extract_article(clean_source(source)))
        return text, Hints(article, contexts, titles), declared, []
    except ExtractorFailed as error:
        problem = Problem(
            "C107", name, f"{error}; its lines were told apart as in plain text, look at its zones", doc=doc
        )
        return text, Hints(None, contexts, titles), declared, [problem]


def _layout_problems(
    name: str, doc: str, text: str, body: bool, truncated: tuple[tuple[int, int], ...]
) -> list[Problem]:
    """Say what the zones show to be missing."""
    problems = []
    if not body:
        problems.append(
            Problem(
                "Z102",
                name,
                "nothing in it reads like an article; look at its zones, or build it with --as-is",
                doc=doc,
            )
        )
    for start, end in truncated:
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
