"""Rich Text Format: its text, one paragraph a line, by the rules of the specification (Microsoft, 1.9.1).

Left out: headers and footers of pages, pictures, objects, hidden and deleted words, numbers of lists (a word processor makes
them). A link shows its words, not its address. Table cells are lines of their own, footnotes stand at the end.
"""

import re
from dataclasses import dataclass, replace

from crosswire.ingest.office import INVALID, MAX_CHARACTERS, compose
from crosswire.ingest.readers import Read, Reader
from crosswire.model import Capture, Problem

MEDIA = "application/rtf"
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|([{}])|[\r\n]+|([^\\{}\r\n]+)|(\\[\r\n]|\\)"
)

MAX_NESTING = 2000
"""Groups inside groups that are followed; Word stops far below."""

MAX_TOKENS = 6_000_000
"""Control words, groups and stretches of text that are read of one file: some ten seconds of work."""

LEFT_OUT = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr",
    b"footerf", b"pict", b"fldinst", b"listtext", b"pntext", b"listtable", b"listoverridetable", b"rsidtbl", b"annotation", b"atnid",
    b"atnauthor", b"bkmkstart", b"bkmkend", b"objdata", b"objclass", b"shprslt", b"nonshppict", b"generator", b"ud", b"themedata",
    b"colorschememapping", b"latentstyles", b"datastore", b"xe", b"tc", b"revtbl", b"xmlnstbl", b"ftnsep", b"ftnsepc", b"aftnsep",
    b"nonesttables", b"userprops", b"filetbl",
}  # fmt: skip
"""Destinations of which nothing is shown in the text."""

SHOWN = {b"shptxt", b"dptxbxtext", b"footnote", b"fldrslt"}
"""Destinations with text that stand inside such as readers may pass over, or are marked so."""

SOFT, HARD = 1, 2
"""How a destination is left out: SHOWN ones inside it still count, or nothing does."""

SIGNS = {
    b"par": "\n", b"sect": "\n", b"page": "\n", b"column": "\n", b"line": "\n", b"row": "\n", b"nestrow": "\n", b"cell": "\n",
    b"nestcell": "\n", b"softline": "\n", b"tab": "\t", b"emdash": "\u2014", b"endash": "\u2013", b"emspace": "\u2003",
    b"enspace": "\u2002", b"qmspace": "\u2005", b"bullet": "\u2022", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}
"""Control symbols; `\\-` is only a place where a word may be parted."""

CHARSETS = {
    0: "cp1252", 1: "", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
"""Encodings by a font's `\\fcharset`; 1 is the document's own."""

CODEPAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansi": "cp1252"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back. skip: characters that stand for a `\\u` where it is not known."""

    left_out: int = 0
    hidden: bool = False
    encoding: str = ""
    skip: int = 1
    inside: bytes = b""


class _Reading:
    """Where the reading of a file stands."""

    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[_State] = []
        self.out: list[str] = []
        self.notes: list[str] = []
        self.titles: list[str] = []
        self.document = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = self.default = 0
        self._raw = bytearray()
        self._high = 0
        self.to_skip = 0
        self.starred = False
        self.size = 0

    def flush(self) -> None:
        """Decode the bytes gathered since the encoding last changed."""
        if self._raw:
            try:
                words = self._raw.decode(self.state.encoding or self.document, "replace")
            except LookupError:
                words = self._raw.decode("cp1252", "replace")
            self._raw.clear()
            self._put(words)

    def bytes(self, content: bytes) -> None:
        """Take bytes of the text."""
        if self.to_skip:
            cut = min(self.to_skip, len(content))
            self.to_skip -= cut
            content = content[cut:]
        if content and self._is_shown():
            self._raw += content

    def words(self, words: str) -> None:
        """Take characters of the text."""
        self.flush()
        if self._is_shown():
            self._put(words)

    def unicode(self, number: int) -> None:
        """Take a UTF-16 unit; two of them may be one character."""
        self.flush()
        unit = number & 0xFFFF
        self.to_skip = self.state.skip
        if not self._is_shown():
            return
        if 0xD800 <= unit < 0xDC00:
            self._put("")
            self._high = unit
        elif 0xDC00 <= unit < 0xE000 and self._high:
            high, self._high = self._high, 0
            self._put(chr(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)))
        else:
            self._put(chr(unit) if not 0xDC00 <= unit < 0xE000 else "\ufffd")

    def _is_shown(self) -> bool:
        return not self.state.hidden and (not self.state.left_out or self.state.inside == b"title")

    def _put(self, words: str) -> None:
        if self._high:
            words, self._high = "\ufffd" + words, 0
        self.size += len(words)
        if self.size > MAX_CHARACTERS:
            return
        kept = {b"title": self.titles, b"footnote": self.notes}.get(self.state.inside, self.out)
        kept.append(words)


def _control(reading: _Reading, word: bytes, number: int | None) -> None:
    """Follow a control word."""
    state = reading.state
    starred, reading.starred = reading.starred, False
    if word == b"u" and number is not None:
        reading.to_skip = 0
        reading.unicode(number)
        return
    if reading.to_skip:
        reading.to_skip -= 1
        return
    if word in SIGNS:
        reading.words(SIGNS[word])
        return
    changed = state
    if word in SHOWN:
        shown = state.left_out if state.left_out == HARD else 0
        if word == b"footnote" and not shown:
            reading.flush()
            reading.notes.append("\n")
        changed = replace(state, left_out=shown, inside=word if word == b"footnote" else state.inside)
    elif word in LEFT_OUT:
        changed = replace(state, left_out=HARD, inside=word if state.left_out != HARD else state.inside)
    elif word == b"title" and state.inside == b"info":
        changed = replace(state, inside=b"title")
    elif starred:
        changed = replace(state, left_out=max(state.left_out, SOFT))
    elif word in (b"v", b"deleted"):
        changed = replace(state, hidden=number != 0)
    elif word == b"uc" and number is not None:
        changed = replace(state, skip=min(max(number, 0), 8))
    elif word == b"plain":
        changed = replace(state, hidden=False, encoding=reading.fonts.get(reading.default, ""))
    elif word in (b"f", b"deff", b"fcharset"):
        changed = _font(reading, word, number or 0)
    elif word == b"ansicpg" and number:
        reading.document = f"cp{number}" if number != 65001 else "utf-8"
    elif word in CODEPAGES:
        reading.document = CODEPAGES[word]
    if changed is not state:
        reading.flush()
        reading.state = changed


def _font(reading: _Reading, word: bytes, number: int) -> _State:
    """Follow a control word about fonts: in the table it tells a font's encoding, in the text it takes the font."""
    state = reading.state
    if word == b"f" and state.inside == b"fonttbl":
        reading.font = number
    elif word == b"fcharset" and state.inside == b"fonttbl":
        if len(reading.fonts) < 10_000:
            reading.fonts[reading.font] = CHARSETS.get(number, "")
    elif word == b"deff":
        reading.default = number
    elif word == b"f":
        return replace(state, encoding=reading.fonts.get(number, ""))
    return state


def _parse(content: bytes) -> tuple[_Reading, str]:
    """Read a file; return what was read and why the reading stopped before the end, if it did."""
    reading = _Reading()
    at, tokens, entered = 0, 0, False
    while at < len(content):
        match = TOKEN.match(content, at)
        if match is None:
            break
        at = match.end()
        tokens += 1
        if tokens > MAX_TOKENS:
            return reading, f"it has more than {MAX_TOKENS:,} parts; what follows was not read"
        word, number, pair, symbol, brace, words, broken = match.groups()
        if words is not None:
            reading.starred = False
            reading.bytes(words)
        elif word is not None:
            if word == b"bin":
                at += min(max(int(number or 0), 0), len(content))
                continue
            _control(reading, word, int(number) if number else None)
        elif pair is not None:
            if reading.to_skip:
                reading.to_skip -= 1
            else:
                reading.bytes(bytes((int(pair, 16),)))
        elif symbol is not None:
            if symbol == b"*":
                reading.starred = True
            elif reading.to_skip:
                reading.to_skip -= 1
            else:
                reading.words(SYMBOLS.get(symbol, ""))
        elif brace == b"{":
            reading.flush()
            reading.to_skip, reading.starred, entered = 0, False, True
            if len(reading.stack) >= MAX_NESTING:
                return reading, f"its groups nest deeper than {MAX_NESTING:,}; what follows was not read"
            reading.stack.append(reading.state)
        elif brace == b"}":
            reading.flush()
            reading.to_skip, reading.starred = 0, False
            if not reading.stack:
                break
            reading.state = reading.stack.pop()
            if entered and not reading.stack:
                break
        elif broken is not None and len(broken) > 1:
            reading.words("\n")  # a backslash before a line end is a paragraph's end
    reading.flush()
    return reading, ""


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")


def _read(capture: Capture) -> Read:
    if not _sniff(capture.content[:200]):
        return (), [Problem("C101", capture.name, "it does not begin as RTF does; save it anew")]
    reading, stopped = _parse(capture.content)
    problems = [Problem("C101", capture.name, stopped)] if stopped else []
    text = INVALID.sub("\ufffd", "".join([*reading.out, *reading.notes])).replace("\r", "")
    if not text.strip():
        return (), problems or [Problem("C102", capture.name, "it holds no words; leave it out, or capture it again")]
    title = "".join(reading.titles).strip()
    return compose([(line, "") for line in text.split("\n")], (title,) if title else ()), problems


READERS = (Reader("rtf", MEDIA, (".rtf",), _sniff, also=("text/rtf", "application/x-rtf"), read=_read),)
