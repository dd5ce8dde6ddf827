"""PDF: the text of its pages in the order of reading, wrapped lines joined to paragraphs (needs `crosswire[pdf]`).

PDFium gives the characters with their boxes; the order, the paragraphs and what only heads pages are found by us
(reading_order.py, printed_lines.py). Nothing in the file is run or fetched: no script, no form, no attachment, no link. Pages are
not drawn. See docs/decisions for why PDFium.
"""

import ctypes
import math
import re
import zlib
from collections import Counter
from typing import Any

from crosswire.ingest.exports import split_export
from crosswire.ingest.office import INVALID
from crosswire.ingest.printed_lines import Paper, read_paper
from crosswire.ingest.readers import Read, Reader, Source
from crosswire.ingest.reading_order import Stretch, order_stretches
from crosswire.ingest.zones import Hints
from crosswire.model import Capture, Problem

MEDIA = "application/pdf"
MAX_PAGES = 2000
MAX_CHARACTERS = 8_000_000
MAX_PAGE_CHARACTERS = 300_000
"""Bounds of what is read of one file; a page of a broadsheet has some 60,000 characters."""

MAX_STREAM = 48 * 1024 * 1024
MAX_STREAMS = 384 * 1024 * 1024
"""Bytes that one compressed stream, and all of them, may unpack to; a page's drawing has some 100 KB."""

MAX_LZW = 1024 * 1024
"""Bytes of streams in the old compression, which cannot be counted cheaply."""

STREAM = re.compile(rb"stream\r?\n")
APART = 0.8
"""Em between two characters of a line from which they stand in two columns."""

OFF_LINE = 0.3
"""Em that a character may stand off the base line and still be on it (small signs above and below)."""

BELOW = 0.22
"""Part of the type's size below the base line. Taken for all type, since fonts that the file lacks differ from machine to machine."""

ASK_OCR = "its pages are pictures; recognise their text first (OCR), or leave it out"


class _Refused(Exception):
    """The file is not read; the message says why and what to do."""


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"%PDF-")


def _read(capture: Capture) -> Read:
    try:
        import pypdfium2
    except ImportError:
        return (), [
            Problem("C112", capture.name, 'PDF is read by an extra; install it with: pip install "crosswire[pdf]"')
        ]
    try:
        _check_streams(capture.content)
        document = pypdfium2.PdfDocument(capture.content)
    except _Refused as error:
        return (), [Problem("C106", capture.name, str(error))]
    except pypdfium2.PdfiumError as error:
        secret = "assword" in str(error)
        reason = (
            "it is encrypted; save it without a password"
            if secret
            else f"it is no PDF that can be opened ({str(error)[:80]})"
        )
        return (), [Problem("C101", capture.name, reason)]
    try:
        return _read_document(document, capture.name)
    finally:
        document.close()


def _check_streams(content: bytes) -> None:
    """Refuse a file whose streams unpack to more than is read: the engine would unpack them whole. Raises _Refused."""
    total = lzw = 0
    for match in STREAM.finditer(content):
        start = match.end()
        if b"LZW" in content[max(0, start - 400) : start]:
            end = content.find(b"endstream", start)
            lzw += (end if end >= 0 else len(content)) - start
        size = _unpacked(content, start)
        total += size
        if size > MAX_STREAM or total > MAX_STREAMS or lzw > MAX_LZW:
            raise _Refused("what it holds unpacks to more than is read; print its pages to a new PDF, or leave it out")


def _unpacked(content: bytes, start: int, layers: int = 0) -> int:
    """Return how many bytes a stream unpacks to, at most one more than MAX_STREAM; 0 where it is not compressed so."""
    if len(content) - start < 2 or content[start] & 0x0F != 8 or (content[start] * 256 + content[start + 1]) % 31:
        return 0
    size = 0
    head = b""
    stream = zlib.decompressobj()
    piece = content[start : start + 65536]
    at = start + len(piece)
    try:
        while not stream.eof and size <= MAX_STREAM:
            out = stream.decompress(piece, 1 << 20)
            head = head or out[: 1 << 16]
            size += len(out)
            piece = stream.unconsumed_tail
            if not piece:
                if at >= len(content):
                    break
                piece = content[at : at + 65536]
                at += len(piece)
    except zlib.error:
        pass
    if layers < 3 and size and _unpacked(head, 0, layers + 1) > (1 << 20):  # packed twice: a bomb's way, no printer's
        return MAX_STREAM + 1
    return size


def _read_document(document: Any, name: str) -> Read:
    """Read the pages of an open document."""
    problems: list[Problem] = []
    pages: list[list[Stretch]] = []
    heights: list[float] = []
    characters = 0
    empty: list[int] = []
    count = len(document)
    for number in range(min(count, MAX_PAGES)):
        stretches, height, size = _read_page(document, number)
        characters += size
        if size > MAX_PAGE_CHARACTERS or characters > MAX_CHARACTERS:
            problems.append(
                Problem(
                    "C106",
                    name,
                    f"reading stopped at page {number + 1}, which holds too many characters; split the file",
                )
            )
            break
        if not stretches:
            empty.append(number + 1)
        pages.append(order_stretches(stretches))
        heights.append(height)
    if count > MAX_PAGES:
        problems.append(
            Problem("C106", name, f"it has {count:,} pages, of which {MAX_PAGES:,} were read; split the file")
        )
    if not any(pages):
        return (), problems or [Problem("C102", name, ASK_OCR if count else "it has no pages; leave it out")]
    if empty and len(empty) < len(pages):
        shown = ", ".join(map(str, empty[:8])) + (" ..." if len(empty) > 8 else "")
        problems.append(Problem("C102", name, f"no text on page {shown}: blank, or a picture that needs OCR"))
    return _sources(read_paper(pages, heights), _title(document)), problems


def _title(document: Any) -> str:
    """Return the title that the file declares; it is a hint only, since templates leave theirs."""
    try:
        return str(document.get_metadata_value("Title"))[:400]
    except Exception:  # a broken trailer
        return ""


def _read_page(document: Any, number: int) -> tuple[list[Stretch], float, int]:
    """Return the stretches of a page in its own order, its height as read, and how many characters it has; none where it is broken."""
    import pypdfium2

    try:
        page = document[number]
        try:
            text = page.get_textpage()
            try:
                count = text.count_chars()
                if count > MAX_PAGE_CHARACTERS:
                    return [], 1.0, count
                sheet = _Sheet(text.raw, tuple(map(float, page.get_bbox())), number)
                return *sheet.stretches(count), count
            finally:
                text.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return [], 1.0, 0


class _Sheet:
    """The characters of one page. A page that lies on its side is turned: most of its text runs from left to right then."""

    def __init__(self, text: Any, edges: tuple[float, ...], page: int) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._text = text
        self._left, self._bottom, right, top = edges
        self._wide, self._high = max(right - self._left, 1.0), max(top - self._bottom, 1.0)
        self._page = page
        self._found: list[tuple[int, Stretch]] = []

    def stretches(self, count: int) -> tuple[list[Stretch], float]:
        """Return the stretches, those of another direction than most marked as turned, and the page's height as it is read."""
        self._gather(count)
        turns = Counter[int]()
        for turn, stretch in self._found:
            turns[turn] += len(stretch.words)
        main = max(turns, key=lambda turn: (turns[turn], -turn)) if turns else 0
        high = self._wide if main % 2 else self._high
        wide = self._high if main % 2 else self._wide
        kept: list[Stretch] = []
        seen: dict[str, list[Stretch]] = {}
        for turn, stretch in self._found:
            stretch.turned = turn != main
            if turn == main and not (0 <= stretch.middle <= high and stretch.right > 0 and stretch.left < wide):
                continue  # printer's marks outside the page
            twins = seen.setdefault(stretch.words, [])
            if any(_same_place(stretch, twin) for twin in twins):
                continue  # drawn twice, for a bold look
            twins.append(stretch)
            kept.append(stretch)
        return kept, high

    def _gather(self, count: int) -> None:
        """Gather characters to stretches: on one base line, without a gap that parts columns."""
        pdfium, text = self._pdfium, self._text
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        now: Stretch | None = None
        base, turn = 0.0, 0
        letters: list[str] = []
        for n in range(count):
            code = pdfium.FPDFText_GetUnicode(text, n)
            letter = chr(code) if code <= 0x10FFFF else "\ufffd"
            if letter in "\r\n":
                continue
            if letter.isspace():
                if letters and not letters[-1].isspace():
                    letters.append(letter if letter == "\u00a0" else " ")
                continue
            if not (pdfium.FPDFText_GetLooseCharBox(text, n, box) and pdfium.FPDFText_GetCharOrigin(text, n, x, y)):
                continue
            left, right, line = self._turned(box, x.value, y.value, turn)
            if (
                now is not None
                and abs(line - base) < OFF_LINE * now.size
                and -now.size < left - now.right < APART * now.size
            ):
                letters.append(letter)
                now.right = max(now.right, right)
                continue
            self._close(now, letters, turn)
            turn, size = self._direction(n)
            left, right, base = self._turned(box, x.value, y.value, turn)
            now = Stretch("", left, right, base - BELOW * size, base + (1 - BELOW) * size, size, self._page)
            letters = [letter]
        self._close(now, letters, turn)

    def _close(self, now: Stretch | None, letters: list[str], turn: int) -> None:
        """Keep a stretch that has words."""
        words = INVALID.sub(_show, "".join(letters)).rstrip() if now is not None else ""
        if now is not None and words:
            now.words = words
            self._found.append((turn, now))

    def _direction(self, n: int) -> tuple[int, float]:
        """Return the quarter turns of a character (1: upwards) and the size of its type in points."""
        matrix = self._pdfium.FS_MATRIX()
        size = float(self._pdfium.FPDFText_GetFontSize(self._text, n))
        if not self._pdfium.FPDFText_GetMatrix(self._text, n, matrix):
            return 0, max(size, 1.0)
        size *= math.hypot(matrix.c, matrix.d)
        if not (math.isfinite(size) and 0.5 < size < 2000):
            size = 10.0
        if not (math.isfinite(matrix.a) and math.isfinite(matrix.b)):
            return 0, size
        return round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4, size

    def _turned(self, box: Any, x: float, y: float, turn: int) -> tuple[float, float, float]:
        """Return the left, the right and the base line of a character on the page turned so that it runs to the right."""
        x, y = x - self._left, y - self._bottom
        if turn == 1:
            return y, box.top - self._bottom, self._wide - x
        if turn == 2:
            return self._wide - x, self._wide - (box.left - self._left), self._high - y
        if turn == 3:
            return self._high - y, self._high - (box.bottom - self._bottom), x
        return x, box.right - self._left, y


def _same_place(a: Stretch, b: Stretch) -> bool:
    return abs(a.left - b.left) < 0.2 * a.size and abs(a.middle - b.middle) < 0.2 * a.size


def _show(match: re.Match[str]) -> str:
    """Return what stands for a character that no text has: PDFium marks hyphens at a line's end so."""
    return "-" if match.group() in "\u0002\ufffe" else "\ufffd"


def _sources(paper: Paper, title: str) -> list[Source]:
    """Return the articles of a paper: those of a database's export, or one."""
    articles = split_export("\n".join(paper.paragraphs))
    if articles:
        return articles
    contexts = {}
    lines = [*paper.heads[0], *paper.paragraphs, *paper.heads[1]]
    at = 0
    for n, line in enumerate(lines):
        if n < len(paper.heads[0]) or n >= len(lines) - len(paper.heads[1]):
            contexts[at + len(line) - len(line.lstrip())] = "footer"
        at += len(line) + 1
    titles = tuple(words for words in (*paper.titles, " ".join(title.split())) if words)
    return [Source("\n".join(lines), hints=Hints(None, contexts, titles) if contexts or titles else None)]


READERS = (Reader("pdf", MEDIA, (".pdf",), _sniff, also=("application/x-pdf",), read=_read, extra="pdf"),)
