"""Word documents (DOCX, Office Open XML): paragraphs in their order, tables cell by cell, text boxes, footnotes at the end.

Left out: headers and footers of pages, comments, deleted and hidden words. What its properties say is the file's, not the
article's: the author is whoever saved it, the date when; only its title helps to find the line that prints it. ECMA-376, part 1.
"""

from collections.abc import Mapping

from crosswire.ingest.office import (
    MAX_SMALL,
    BrokenPackage,
    Handler,
    Package,
    Paragraphs,
    TitleHandler,
    compose,
    entry_names,
    read_xml,
)
from crosswire.ingest.readers import Read, Reader
from crosswire.model import Capture, Problem

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPrChange", "rPrChange", "sectPr", "ruby"}
"""Elements of which nothing is shown: deletions, a second form of what stands beside it, codes of fields."""

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
KINDS = {"title": "title", "caption": "caption"}
OFF = {"0", "false", "off", "none"}


def _sniff(head: bytes) -> bool:
    """Tell by the package's first entries; those of a zip that holds documents are other names."""
    return any(
        name == "[Content_Types].xml"
        or (name.startswith(("word/", "_rels/", "docProps/")) and name.endswith((".xml", ".rels")))
        for name in entry_names(head)
    )


def _read(capture: Capture) -> Read:
    try:
        package = Package(capture.content)
        main = _main_part(package)
        if not main:
            other = (
                "a sheet or slides"
                if any(name.startswith(("xl/", "ppt/")) for name in package.names)
                else "no document"
            )
            return (), [Problem("C108", capture.name, f"it is {other}; save what it says as DOCX, PDF or text")]
        styles, properties = _Styles(), TitleHandler()
        read_xml(package.part("word/styles.xml", MAX_SMALL), styles)
        read_xml(package.part("docProps/core.xml", MAX_SMALL), properties)
        rows = _read_part(package, main, styles.kinds) + _read_part(package, "word/footnotes.xml", styles.kinds)
    except BrokenPackage as error:
        return (), [Problem("C101", capture.name, str(error))]
    if not any(words.strip() for words, _ in rows):
        return (), [
            Problem("C102", capture.name, "it holds no words, pictures at most; they need OCR, or leave it out")
        ]
    return compose(rows, properties.titles), ()


def _main_part(package: Package) -> str:
    """Return the name of the part that holds the document."""
    return next((name for name in ("word/document.xml", "word/document2.xml") if name in package.names), "")


class _Styles(Handler):
    """Kinds by style id; Word names its own styles in English whatever its language."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self._style = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a style's id and its name."""
        if tag == "style":
            self._style = attributes.get("styleId", "")
        elif tag == "name" and self._style:
            kind = KINDS.get(attributes.get("val", "").lower())
            if kind:
                self.kinds[self._style] = kind
            self._style = ""


class _Reading(Handler):
    """Where the reading of a part stands."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.paragraphs = Paragraphs()
        self._kinds = kinds
        self._left_out = 0
        self._hidden = [False]
        self._shown = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if tag in LEFT_OUT:
            self._left_out += 1
        elif self._left_out:
            return
        elif tag == "p":
            self.paragraphs.begin()
        elif tag == "pStyle":
            self.paragraphs.style(self._kinds.get(attributes.get("val", ""), ""))
        elif tag == "r":
            self._hidden.append(False)
        elif tag in ("vanish", "webHidden"):
            self._hidden[-1] = attributes.get("val", "") not in OFF and len(self._hidden) > 1
        elif tag in SIGNS and not self._hidden[-1] and len(self._hidden) > 1:  # outside a run `tab` is a stop, no sign
            self.paragraphs.add(SIGNS[tag])
        self._shown = tag == "t" and not self._hidden[-1]

    def data(self, words: str) -> None:
        """Keep a run's words."""
        if self._shown and not self._left_out:
            self.paragraphs.add(words)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._shown = False
        if tag in LEFT_OUT:
            self._left_out -= 1
        elif self._left_out:
            return
        elif tag == "r" and len(self._hidden) > 1:
            self._hidden.pop()
        elif tag == "p":
            self.paragraphs.end()


def _read_part(package: Package, name: str, kinds: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the paragraphs of a part with their kinds."""
    reading = _Reading(kinds)
    read_xml(package.part(name), reading)
    return reading.paragraphs.rows


READERS = (Reader("docx", MEDIA, (".docx", ".docm"), _sniff, read=_read),)
