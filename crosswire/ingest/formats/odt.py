"""OpenDocument texts (ODT): paragraphs in their order, tables cell by cell, text boxes; notes where they stand.

Left out: headers and footers, comments, deleted words. ISO/IEC 26300.
"""

from crosswire.ingest.office import MAX_SMALL, BrokenPackage, Package, Paragraphs, attribute, compose, read_events
from crosswire.ingest.readers import Read, Reader
from crosswire.model import Capture, Problem

MEDIA = "application/vnd.oasis.opendocument.text"
LEFT_OUT = {"annotation", "tracked-changes", "note-citation", "forms", "sequence-decls", "binary-data"}
KINDS = {"Title": "title", "Caption": "caption", "Illustration": "caption", "Figure": "caption"}
SPACES = 200
"""Most blanks that one `text:s` stands for."""


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and head[30:38] == b"mimetype" and head[38 : 38 + len(MEDIA)] == MEDIA.encode()


def _read(capture: Capture) -> Read:
    try:
        package = Package(capture.content)
        rows = _read_content(package.part("content.xml"))
        titles = _titles(package.part("meta.xml", MAX_SMALL))
    except BrokenPackage as error:
        return (), [Problem("C101", capture.name, str(error))]
    if not any(words.strip() for words, _ in rows):
        return (), [Problem("C102", capture.name, "it holds no words, pictures at most; they need OCR, or leave it out")]
    return compose(rows, titles), ()


def _titles(content: bytes) -> tuple[str, ...]:
    """Return the title among the file's properties."""
    for event, tag, element in read_events(content or b"<none/>"):
        if event == "end" and tag == "title" and element.text and len(element.text) < 400:
            return (element.text,)
    return ()


def _read_content(content: bytes) -> list[tuple[str, str]]:
    """Return the paragraphs of a text with their kinds."""
    paragraphs = Paragraphs()
    kinds: dict[str, str] = {}
    left_out = 0
    for event, tag, element in read_events(content or b"<none/>"):
        if tag in LEFT_OUT:
            left_out += 1 if event == "start" else -1
        elif event == "start" and not left_out:
            if tag == "style":  # styles of the writer's own hands stand on the named ones
                parent = KINDS.get(attribute(element, "parent-style-name"))
                if parent:
                    kinds[attribute(element, "name")] = parent
            elif tag in ("p", "h"):
                style = attribute(element, "style-name")
                paragraphs.begin()
                paragraphs.style(KINDS.get(style) or kinds.get(style, ""))
            elif tag == "s":
                count = attribute(element, "c")
                paragraphs.add(" " * (min(int(count), SPACES) if count.isascii() and count.isdigit() else 1))
            elif tag in ("tab", "line-break"):
                paragraphs.add("\t" if tag == "tab" else "\n")
            if tag in TEXTS:
                paragraphs.add(element.text)
        if event == "end":
            if tag in ("p", "h") and not left_out:
                paragraphs.end()
            if not left_out and tag not in ("p", "h"):
                paragraphs.add(element.tail)
    return paragraphs.rows


TEXTS = {"p", "h", "span", "a", "meta", "ruby-base", "bookmark-ref", "date", "time", "title", "author-name", "sequence"}
"""Elements whose own words are shown."""

READERS = (Reader("odt", MEDIA, (".odt",), _sniff, read=_read),)
