"""Word documents (DOCX, Office Open XML): paragraphs in their order, tables cell by cell, text boxes, footnotes at the end.

Left out: headers and footers of pages, comments, deleted and hidden words. What its properties say is the file's, not the
article's: the author is whoever saved it, the date when; only its title helps to find the line that prints it. ECMA-376, part 1.
"""

from typing import Any

from crosswire.ingest.office import MAX_SMALL, BrokenPackage, Package, Paragraphs, attribute, compose, read_events
from crosswire.ingest.readers import Read, Reader
from crosswire.model import Capture, Problem

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPrChange", "rPrChange", "sectPr", "ruby"}
"""Elements of which nothing is shown: deletions, a second form of what stands beside it, codes of fields."""

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
KINDS = {"title": "title", "caption": "caption"}
OFF = {"0", "false", "off", "none"}


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (
        head[30:49] == b"[Content_Types].xml" or head[30:35] == b"word/" or b"word/document.xml" in head
    )


def _read(capture: Capture) -> Read:
    try:
        package = Package(capture.content)
        main = _main_part(package)
        if not main:
            other = "a sheet or slides" if any(name.startswith(("xl/", "ppt/")) for name in package.names) else "no document"
            return (), [Problem("C108", capture.name, f"it is {other}; save what it says as DOCX, PDF or text")]
        kinds = _style_kinds(package)
        rows = _read_part(package, main, kinds)
        rows += _read_part(package, main.rpartition("/")[0] + "/footnotes.xml", kinds)
        titles = _titles(package)
    except BrokenPackage as error:
        return (), [Problem("C101", capture.name, str(error))]
    if not any(words.strip() for words, _ in rows):
        return (), [Problem("C102", capture.name, "it holds no words, pictures at most; they need OCR, or leave it out")]
    return compose(rows, titles), ()


def _main_part(package: Package) -> str:
    """Return the name of the part that holds the document."""
    return next((name for name in ("word/document.xml", "word/document2.xml") if name in package.names), "")


def _style_kinds(package: Package) -> dict[str, str]:
    """Return kinds by style id; Word names its own styles in English whatever its language."""
    kinds = {}
    style = ""
    for event, tag, element in read_events(package.part("word/styles.xml", MAX_SMALL) or b"<styles/>"):
        if event == "start" and tag == "style":
            style = attribute(element, "styleId")
        elif event == "start" and tag == "name" and style:
            kind = KINDS.get(attribute(element, "val").lower())
            if kind:
                kinds[style] = kind
            style = ""
    return kinds


def _titles(package: Package) -> tuple[str, ...]:
    """Return the title among the file's properties."""
    for event, tag, element in read_events(package.part("docProps/core.xml", MAX_SMALL) or b"<none/>"):
        if event == "end" and tag == "title" and element.text and len(element.text) < 400:
            return (element.text,)
    return ()


class _Reading:
    """Where the reading of a part stands."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.paragraphs = Paragraphs()
        self.kinds = kinds
        self.left_out = 0
        self.hidden = [False]

    def start(self, tag: str, element: Any) -> None:
        """Take the beginning of an element."""
        if tag in LEFT_OUT:
            self.left_out += 1
        elif self.left_out:
            return
        elif tag == "p":
            self.paragraphs.begin()
        elif tag == "pStyle":
            self.paragraphs.style(self.kinds.get(attribute(element, "val"), ""))
        elif tag == "r":
            self.hidden.append(False)
        elif tag in ("vanish", "webHidden"):
            self.hidden[-1] = attribute(element, "val") not in OFF and len(self.hidden) > 1
        elif tag in SIGNS and not self.hidden[-1] and len(self.hidden) > 1:  # outside a run `tab` is a stop, not a sign
            self.paragraphs.add(SIGNS[tag])

    def end(self, tag: str, element: Any) -> None:
        """Take the end of an element."""
        if tag in LEFT_OUT:
            self.left_out -= 1
        elif self.left_out:
            return
        elif tag == "t" and not self.hidden[-1]:
            self.paragraphs.add(element.text)
        elif tag == "r" and len(self.hidden) > 1:
            self.hidden.pop()
        elif tag == "p":
            self.paragraphs.end()


def _read_part(package: Package, name: str, kinds: dict[str, str]) -> list[tuple[str, str]]:
    """Return the paragraphs of a part with their kinds."""
    content = package.part(name)
    reading = _Reading(kinds)
    for event, tag, element in read_events(content) if content else ():
        if event == "start":
            reading.start(tag, element)
        else:
            reading.end(tag, element)
    return reading.paragraphs.rows


READERS = (Reader("docx", MEDIA, (".docx", ".docm"), _sniff, read=_read),)
