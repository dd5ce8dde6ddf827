"""Word processors' files (DOCX, ODT): zip packages of XML, read part by part as a stream, never unpacked beyond a bound.

XML is parsed with entities, DTDs and the network off, and without a tree: what is read is let go of at once.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crosswire.ingest.exports import split_export
from crosswire.ingest.readers import Source
from crosswire.ingest.zones import Hints

MAX_ENTRIES = 20_000
"""Entries of a package; a document with a picture on every page of a thousand has a tenth."""

MAX_PART = 96 * 1024 * 1024
"""Bytes that one part of a package may unpack to. An export of 500 articles has some 10 MB."""

MAX_SMALL = 4 * 1024 * 1024
"""Bytes of parts that hold properties and styles."""

MAX_CHARACTERS = 40 * 1024 * 1024
"""Characters of text read from one file."""

BLANKS = re.compile(r"(?:[ \t\u00a0]*\n){3,}")
INVALID = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class BrokenPackage(Exception):
    """A package cannot be read; the message says why and what to do."""


class Package:
    """A zip package whose parts are read within bounds."""

    def __init__(self, content: bytes) -> None:
        if content.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise BrokenPackage(f"it lists more than {MAX_ENTRIES:,} parts; save it anew")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error) as error:
            raise BrokenPackage(f"its package is broken ({str(error)[:100]}); save it anew") from error

    def part(self, name: str, limit: int = MAX_PART) -> bytes:
        """Return the bytes of a part, or none where there is no such part. Raises BrokenPackage where it is too large or broken."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                found = stream.read(limit + 1)
        except RuntimeError as error:  # zipfile's word for a password
            raise BrokenPackage("it is encrypted; save it without a password") from error
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, struct.error) as error:
            raise BrokenPackage(f"its part {name} is broken ({str(error)[:100]}); save it anew") from error
        if len(found) > limit:
            raise BrokenPackage(f"its part {name} unpacks to more than {limit:,} bytes; split the file")
        return found


def read_events(content: bytes) -> Iterator[tuple[str, str, Any]]:
    """Give (start or end, local name, element) of an XML part, letting go of what has ended.

    Raises BrokenPackage where it is not well formed, nests too deep or declares a document type.
    """
    parser = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    first = True
    try:
        for event, element in parser:
            if first and element.getroottree().docinfo.doctype:
                raise BrokenPackage("its XML declares a document type, as no word processor does; leave it out")
            first = False
            tag = element.tag
            yield event, tag.rpartition("}")[2] if isinstance(tag, str) else "", element
            if event == "end":
                element.clear(keep_tail=True)
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.LxmlError as error:
        raise BrokenPackage(f"its XML is broken ({str(error)[:100]}); save it anew") from error


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name, or an empty text."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class Paragraphs:
    """The paragraphs of a document as they are read: one a line, those inside a text box after the one that holds it."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []
        self._open: list[tuple[list[str], str]] = []
        self._inner: list[tuple[str, str]] = []
        self.size = 0

    def begin(self) -> None:
        """Open a paragraph."""
        self._open.append(([], ""))

    def style(self, name: str) -> None:
        """Name the style of the paragraph at hand."""
        if self._open:
            self._open[-1] = (self._open[-1][0], name)

    def add(self, words: str | None) -> None:
        """Add words to the paragraph at hand."""
        if words and self._open and self.size < MAX_CHARACTERS:
            self.size += len(words)
            self._open[-1][0].append(words)

    def end(self) -> None:
        """Close the paragraph at hand."""
        if not self._open:
            return
        parts, style = self._open.pop()
        row = (INVALID.sub("\ufffd", "".join(parts)), style)
        if self._open:
            self._inner.append(row)
        else:
            self.rows += [row, *self._inner]
            self._inner = []


def compose(rows: list[tuple[str, str]], titles: tuple[str, ...]) -> list[Source]:
    """Return the articles of a file of paragraphs: those of a database's export, or one.

    rows: (words, kind) of paragraphs; kinds `title` and `caption` say what they are. titles: that the file declares. Lines
    are kept as they are; of several blank lines one is left.
    """
    text = "\n".join(words.rstrip() for words, _ in rows).strip("\n")
    text = BLANKS.sub("\n\n", text)
    articles = split_export(text)
    if articles:
        return articles
    heads = [words for words, kind in rows if kind == "title" and words.strip()]
    captions = {words.strip() for words, kind in rows if kind == "caption" and words.strip()}
    contexts = {}
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare in captions:
            contexts[at + line.index(bare)] = "figcaption"
        at += len(line) + 1
    named = tuple(" ".join(words.split()) for words in (*heads[:3], *titles) if words.strip())
    return [Source(text, hints=Hints(None, contexts, named) if contexts or named else None)]
