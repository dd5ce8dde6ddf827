"""OpenDocument texts (ODT): paragraphs in their order, tables cell by cell, text boxes; notes where they stand.

Left out: headers and footers, comments, deleted words. ISO/IEC 26300.
"""

import re
from collections.abc import Mapping

from crosswire.ingest.office import (
    MAX_SMALL,
    BrokenPackage,
    Handler,
    Package,
    Paragraphs,
    TitleHandler,
    compose,
    read_xml,
)
from crosswire.ingest.readers import Read, Reader
from crosswire.model import Capture, Problem

MEDIA = "application/vnd.oasis.opendocument.text"
LEFT_OUT = {"annotation", "tracked-changes", "note-citation", "forms", "sequence-decls", "binary-data"}
KINDS = {"Title": "title", "Caption": "caption", "Illustration": "caption", "Figure": "caption"}
SPACES = 200
"""Most blanks that one `text:s` stands for."""


def _sniff(head: bytes) -> bool:
    return (
        head.startswith(b"PK\x03\x04") and head[30:38] == b"mimetype" and head[38 : 38 + len(MEDIA)] == MEDIA.encode()
    )


def _read(capture: Capture) -> Read:
    try:
        package = Package(capture.content)
        reading, properties = _Reading(), TitleHandler()
        read_xml(package.part("content.xml"), reading)
        read_xml(package.part("meta.xml", MAX_SMALL), properties)
        rows = reading.paragraphs.rows
    except BrokenPackage as error:
        return (), [Problem("C101", capture.name, str(error))]
    if not any(words.strip() for words, _ in rows):
        return (), [
            Problem("C102", capture.name, "it holds no words, pictures at most; they need OCR, or leave it out")
        ]
    return compose(rows, properties.titles), ()


class _Reading(Handler):
    """Where the reading of a text stands."""

    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        self._kinds: dict[str, str] = {}
        self._left_out = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if tag in LEFT_OUT:
            self._left_out += 1
        elif self._left_out:
            return
        elif tag == "style":  # styles of the writer's own hands stand on the named ones
            parent = KINDS.get(attributes.get("parent-style-name", ""))
            if parent:
                self._kinds[attributes.get("name", "")] = parent
        elif tag in ("p", "h"):
            style = attributes.get("style-name", "")
            self.paragraphs.begin()
            self.paragraphs.style(KINDS.get(style) or self._kinds.get(style, ""))
        elif tag == "s":
            count = attributes.get("c", "")[:6]
            self.paragraphs.add(" " * (min(int(count), SPACES) if count.isascii() and count.isdigit() else 1))
        elif tag in ("tab", "line-break"):
            self.paragraphs.add("\t" if tag == "tab" else "\n")

    def data(self, words: str) -> None:
        """Keep words inside a paragraph."""
        if not self._left_out:
            self.paragraphs.add(BLANK.sub(" ", words))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in LEFT_OUT:
            self._left_out -= 1
        elif tag in ("p", "h") and not self._left_out:
            self.paragraphs.end()


BLANK = re.compile(r"[ \t\r\n]+")
"""Blanks in the XML are one blank; what shall be more is said by elements (part 3, 6.1.2)."""

READERS = (Reader("odt", MEDIA, (".odt",), _sniff, read=_read),)
