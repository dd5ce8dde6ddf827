"""Word processors' files (DOCX, ODT): zip packages of XML, read part by part as a stream, never unpacked beyond a bound.

XML is parsed with entities, DTDs and the network off, and no tree of it is built.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, cast

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


def entry_names(head: bytes) -> list[str]:
    """Return the names of a package's first entries, as far as its first bytes tell where each ends."""
    names: list[str] = []
    at = 0
    while head[at : at + 4] == b"PK\x03\x04" and len(head) >= at + 30:
        flags, packed, length, extra = struct.unpack("<6xH10xI4xHH", head[at : at + 30])
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        if flags & 8:  # its size stands behind it
            break
        at += 30 + length + extra + packed
    return names


class Package:
    """A zip package whose parts are read within bounds."""

    def __init__(self, content: bytes) -> None:
        if content.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise BrokenPackage(f"it lists more than {MAX_ENTRIES:,} parts; save it anew")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error) as error:
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
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            struct.error,
        ) as error:
            raise BrokenPackage(f"its part {name} is broken ({str(error)[:100]}); save it anew") from error
        if len(found) > limit:
            raise BrokenPackage(f"its part {name} unpacks to more than {limit:,} bytes; split the file")
        return found


class Handler:
    """What takes the parts of an XML stream: local names of elements, attributes by local name, words."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, words: str) -> None:
        """Take words."""


class _Target:
    """The parser's side of a Handler (lxml's target interface)."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        raise BrokenPackage("its XML declares a document type, as no word processor does; leave it out")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._handler.start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._handler.end(_local(tag))

    def data(self, words: str) -> None:
        self._handler.data(words)

    def close(self) -> None:
        return None


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def read_xml(content: bytes, handler: Handler) -> None:
    """Give an XML part to a handler, piece by piece; no tree is built.

    Raises BrokenPackage where it is not well formed, nests too deep or declares a document type.
    """
    parser = etree.XMLParser(
        target=cast(Any, _Target(handler)), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        for at in range(0, len(content), CHUNK):
            parser.feed(content[at : at + CHUNK])
        if content:
            parser.close()
    except etree.LxmlError as error:
        raise BrokenPackage(f"its XML is broken ({str(error)[:100]}); save it anew") from error


CHUNK = 1 << 20
"""Bytes given to the parser at a time."""


class TitleHandler(Handler):
    """Takes the title among a file's properties."""

    def __init__(self) -> None:
        self._words: list[str] | None = None
        self.titles: tuple[str, ...] = ()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin to listen."""
        self._words = [] if tag == "title" else None

    def data(self, words: str) -> None:
        """Keep the title's words."""
        if self._words is not None and len(self._words) < 20:
            self._words.append(words[:400])

    def end(self, tag: str) -> None:
        """Keep the title."""
        if self._words and tag == "title":
            self.titles = ("".join(self._words)[:400],)
        self._words = None


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
