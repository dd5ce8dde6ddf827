"""The table of readers: which file is opened by whom. One format, one file in `formats/`; those of others stand in the same table.

There are two sorts. A *container* (zip, WARC, feed, rows) holds captures of their own: it is opened where files are
found, as a stream, and gives one `Member` after another, each of which is again looked up here. A *format* (plain text,
HTML, PDF, ninjs) is read where documents are made: a pure function from one capture to its articles.

A package adds a reader with

    [project.entry-points."crosswire.readers"]
    tei = "my_package.tei:READER"

where READER is a `Reader`. It may take new endings and media types; it cannot take ours away.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import BinaryIO

from crosswire.ingest.headers import Declared
from crosswire.ingest.zones import Hints
from crosswire.model import Capture, Problem, Zone
from crosswire.plugins import READERS as GROUP
from crosswire.plugins import load_plugin, plugin_names

LOG = logging.getLogger("crosswire")

HEAD = 8192
"""Bytes from the beginning of a file that `Reader.sniff` is given."""

MAX_BYTES = 20 * 1024 * 1024
"""A capture larger than this is refused (C106): no news article is, and half an article would be quoted as a whole one."""

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes that a file of whatever size may unpack to, all containers in it together."""

MAX_RATIO = 100
"""Bytes that a file may unpack to for each of its own, beyond MAX_UNPACKED. Packed pages come to 4 to 10, a bomb to 1,000 and more."""

MAX_FIELD = 4000
"""Characters of a field that a container gives (a title, an address) which are kept."""

MAX_DEPTH = 3
"""Containers inside containers that are opened; a packing of one file (page.html.gz) is not counted."""


@dataclass(frozen=True, slots=True)
class Member:
    """A capture that a container holds.

    name: its own name, as a path inside the container ("page.html"), or "" where it has none: it is then called by its
    number ("clips.warc#3"). content: its bytes. stream: its bytes where they may be too many for memory (a WARC in a zip),
    in place of `content`; it is read before the next member is asked for. media_type: as the container says, or "" to look
    at name and bytes. looks: the name whose ending says what it is, where that is another ("page.html" in page.html.gz).
    fields: what the container knows of it, (name, value) pairs: header fields title, date, publisher, url, lang, by;
    and `charset`, `retrieved` (ISO 8601), `place` (where in the container, in words), `part` ("teaser" where it is not the
    article but only words about it). own_id: the name stands alone and is not put below the container's (a row's id).
    """

    name: str
    content: bytes = b""
    media_type: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    own_id: bool = False
    stream: BinaryIO | None = None
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One article as a format gives it, before zones.

    content: its stored text; where `page` holds, the source of an HTML page whose visible text will be the stored text.
    declared: what the format says of it outside that text. clean: the format holds the article alone (ninjs, NewsML),
    so that all of its text is body but for `zones`: stretches of which the format itself says what they are, sorted.
    hints: where the text is not clean, what the format says of some of its lines. number: the article's own number in
    its capture, where others of it are left out; else it is counted.
    """

    content: str
    page: bool = False
    declared: Declared = field(default_factory=Declared)
    clean: bool = False
    zones: tuple[Zone, ...] = ()
    hints: Hints | None = None
    number: int | None = None


Read = tuple[Sequence[Source], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A row of the table.

    name: of the format. media_type: what its captures carry. endings: of file names, lower-case, with the dot. sniff:
    whether the first HEAD bytes of a file are of this format; asked where the ending says another or nothing.
    also: further media types that containers and servers use for it. read: a format's function, pure: one Source an
    article, in their order. members: a container's function: from a stream at its start to members and problems (named
    by the part of the container; the finder puts the container's name before it). It must not take more memory than one
    member. Exactly one of both is given. single: it packs one file only, and that keeps
    the packed file's name. extra: the part of the installation that it needs (`crosswire[pdf]`).
    """

    name: str
    media_type: str
    endings: tuple[str, ...] = ()
    sniff: Callable[[bytes], bool] | None = None
    also: tuple[str, ...] = ()
    read: Callable[[Capture], Read] | None = None
    members: Callable[[BinaryIO, str], Iterator[Member | Problem]] | None = None
    single: bool = False
    extra: str | None = None


OWN = (
    "ninjs",
    "docx",
    "odt",
    "rtf",
    "pdf",
    "newsml",
    "warc",
    "zips",
    "wacz",
    "gzips",
    "feeds",
    "rows",
    "json_lists",
    "csv_rows",
    "mhtml",
    "mail",
    "page",
    "text",
)
"""Our readers, by the names of their files in `formats/`, in the order in which they are asked to sniff."""


@cache
def find_readers() -> tuple[Reader, ...]:
    """Return the table: ours, then those of other packages in the order of their names."""
    own = tuple(r for name in OWN for r in import_module(f"crosswire.ingest.formats.{name}").READERS)
    taken = {r.media_type for r in own}
    others = []
    for name in plugin_names(GROUP):
        try:
            reader = load_plugin(GROUP, name)
        except Exception as error:  # somebody's broken package costs its own format, not ours
            LOG.warning(
                "the reader %r of another package cannot be loaded (%s); what it reads is left out", name, error
            )
            continue
        if isinstance(reader, Reader) and reader.media_type not in taken:
            taken.add(reader.media_type)
            others.append(reader)
    return own + tuple(others)


def reader_of(media_type: str) -> Reader | None:
    """Return the reader of a media type, its parameters aside ("text/html; charset=utf-8")."""
    return _by_media_type().get(media_type.split(";")[0].strip().lower())


@cache
def _by_media_type() -> dict[str, Reader]:
    """Return media type -> reader; a reader's own type goes before another's further one."""
    table = find_readers()
    further = {kind: reader for reader in reversed(table) for kind in reader.also}
    return further | {reader.media_type: reader for reader in reversed(table)}


def pick_reader(name: str, head: bytes, media_type: str = "") -> Reader | None:
    """Return the reader of a file or member, or None where its kind is not one that is read.

    name: its last part counts. head: its first bytes. media_type: what its container says. The bytes are asked first, since
    endings and servers' words are often wrong; where several readers know them, the ending decides (a .wacz is a zip too).
    Plain text is what is left where an ending or a media type says so.
    """
    said = reader_of(media_type) if media_type else None
    if said and said.sniff and said.sniff(head):  # what is said and what is seen agree
        return said
    table = find_readers()
    lower = name.rsplit("/", 1)[-1].lower()
    known = [reader for reader in table if reader.sniff is not None and reader.sniff(head)]
    ended = [reader for reader in table if lower.endswith(reader.endings)]
    both = [reader for reader in known if reader in ended]
    found = next(iter(both or known or ended), None)
    return found or said


def all_endings() -> tuple[str, ...]:
    """Return every ending that is read, sorted."""
    return tuple(sorted({ending for reader in find_readers() for ending in reader.endings}))
