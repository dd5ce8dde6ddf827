"""Bytes -> text. The stored text of a plain-text capture is the decoded file, line ends and all; only the byte order mark goes."""

import codecs
import json
import re
from itertools import pairwise

from crosswire.ingest.columns import row_text
from crosswire.model import Capture, Problem

SAMPLE = 200_000
"""Bytes that the guess of an encoding looks at; more changes nothing and costs time."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""Labels that browsers read as a larger encoding (https://encoding.spec.whatwg.org/#names-and-labels)."""


def read_text(capture: Capture) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a capture's bytes and what was found wrong, or None where there is no text in them.

    A JSONL row gives its `text` field, other captures all their bytes. Order: byte order mark, UTF-8, UTF-16 without mark, the
    charset that the container names (field `charset`) or an HTML page declares, then a guess (C104). Lone surrogates become
    U+FFFD, one for one, so that offsets hold.
    """
    if not capture.content.strip():
        return None, (Problem("C102", capture.name, "it holds no characters; leave it out, or capture it again"),)
    if capture.media_type == "application/json":
        return _row_text(capture)
    text, problem = decode(
        capture.content,
        capture.name,
        html=capture.media_type == "text/html",
        label=dict(capture.fields).get("charset"),
    )
    if text is None:
        return None, (problem,) if problem else ()
    if not text.strip():
        return None, (Problem("C102", capture.name, "it holds no characters; leave it out, or capture it again"),)
    return text, (problem,) if problem else ()


def _row_text(capture: Capture) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a row: its `text`, or what it calls so."""
    try:
        row = json.loads(capture.content)
    except (ValueError, RecursionError):
        return None, (Problem("C105", capture.name, "the row is not JSON; mend or remove it"),)
    if not isinstance(row, dict):
        return None, (Problem("C105", capture.name, "the row is no object with a text; mend or remove it"),)
    found = row_text(row)
    if found is None:
        if isinstance(row.get("text"), str):
            return None, (Problem("C102", capture.name, "its text holds no characters; leave it out"),)
        return None, (Problem("C105", capture.name, 'the row has no "text" that is a text; mend or remove it'),)
    text = found.content
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        mended = re.sub("[\ud800-\udfff]", "\ufffd", text)
        return mended, (
            Problem("C104", capture.name, "halves of characters stand alone in it; each is shown as U+FFFD"),
        )
    return text, ()


def decode(
    content: bytes, name: str, *, html: bool = False, label: str | None = None
) -> tuple[str | None, Problem | None]:
    """Return bytes as text and what was wrong with them; None where they are no text.

    Tries the sure encodings, then guesses. html: a charset declared in the first kilobytes counts. label: the charset that
    somebody outside names (a server, a mail's part).
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), None
            except UnicodeDecodeError:
                text = content.decode(encoding, "replace")
                return text, Problem(
                    "C104", name, f"its mark says {encoding}, but not all of it is; those places show U+FFFD"
                )
    wide = _wide_encoding(content)
    if wide:
        try:
            return content.decode(wide), None
        except UnicodeDecodeError:
            pass
    binary = Problem("C103", name, "it is not text but, say, a picture or a program; leave it out")
    if _is_binary(content):
        return None, binary
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = (_codec(label) if label else None) or (_declared(content) if html else None)
    if declared:
        try:
            return content.decode(declared), None
        except (UnicodeDecodeError, LookupError):
            pass
    return _guess(content, name, declared)


def _likeliest(content: bytes) -> str | None:
    """Return the encoding that charset_normalizer takes bytes for."""
    from charset_normalizer import from_bytes  # here, since few captures need it and it takes long to import

    best = from_bytes(content[:SAMPLE]).best()
    return best.encoding if best else None


def _guess(content: bytes, name: str, declared: str | None) -> tuple[str, Problem]:
    """Decode by the likeliest encoding and say that it is a guess.

    A file that is UTF-8 but for a few broken bytes is read as UTF-8: a guesser would take all its other letters wrong.
    """
    rough = content.decode("utf-8", "replace")
    broken = rough.count("\ufffd")
    beyond = sum(1 for byte in content[:SAMPLE] if byte >= 0x80)
    if broken * 10 <= beyond:
        return rough, Problem("C104", name, f"{broken} places are not UTF-8 and show U+FFFD; save it anew as UTF-8")
    guessed = _likeliest(content)
    order = ("cp1252", guessed) if _is_western(content[:SAMPLE]) else (guessed, "cp1252")
    encodings = [encoding for encoding in (declared, *order) if encoding]
    for encoding in encodings:
        try:
            return content.decode(encoding), Problem(
                "C104", name, f"read as {encoding}, by guess; save it as UTF-8 to be sure"
            )
        except (UnicodeDecodeError, LookupError):
            continue
    text = content.decode("latin-1")
    return text, Problem("C104", name, "no encoding fits; read as latin-1; save it as UTF-8 to be sure")


def guess_encoding(sample: bytes) -> str:
    """Return the likeliest encoding of those lines of a sample that are not UTF-8."""
    odd = []
    for line in sample.split(b"\n"):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            odd.append(line)
    lines = b"\n".join(odd)
    if not lines or _is_western(lines):
        return "cp1252"
    return _likeliest(lines) or "cp1252"


def _is_western(content: bytes) -> bool:
    """Tell text in a Western alphabet: its letters beyond ASCII stand alone between ASCII letters (the guesser mistakes short ones)."""
    beyond = [n for n, byte in enumerate(content) if byte >= 0x80]
    side_by_side = sum(after - before == 1 for before, after in pairwise(beyond))
    return side_by_side < 0.3 * len(beyond)


def _declared(content: bytes) -> str | None:
    """Return the charset that an HTML page declares in its first kilobytes."""
    match = DECLARED.search(content[:4096])
    if not match:
        return None
    return _codec(match.group(1).decode("ascii"))


def _codec(label: str) -> str | None:
    """Return the codec of a charset's label as browsers take it, or None where there is none."""
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(WEB_NAMES.get(label, label)).name
        "".encode(name)  # "base64" and the like are codecs, but not of text
    except (LookupError, ValueError):
        return None
    return name


def _wide_encoding(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of Western text is zero."""
    head = content[:4000]
    if len(head) < 8 or len(content) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27, 28, 29, 30, 31})


def _is_binary(content: bytes) -> bool:
    """Tell bytes that are no text: many control characters, or the first bytes of a common file format."""
    if content.startswith(
        (
            b"%PDF-",
            b"PK\x03\x04",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"\x7fELF",
            b"\x1f\x8b",
            b"RIFF",
            b"\xd0\xcf\x11\xe0",
        )
    ):
        return True
    head = content[:SAMPLE]
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > 0.02 * len(head) and (controls > 8 or controls > 0.2 * len(head))
