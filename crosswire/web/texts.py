"""A stored text as HTML: every character kept, with zones, highlights and anchors around them.

The text content of the result equals the stored text, code point for code point. (HTML cannot hold U+0000 and lone
surrogates: each is shown as one U+FFFD, so that places still agree.)
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from crosswire.model import Quotation, Span, Zone

MANNERS = {"direct": "direct", "mixed": "partial", "indirect": "indirect"}
"""Type of quotation -> its word on pages."""


def manner_of(quotation: Quotation) -> str:
    """Return the word of a quotation on pages; what was not said but held, wanted or believed is an attitude, however it is printed."""
    return MANNERS[quotation.type] if quotation.speech else "attitude"


_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies over a text. zones: sorted. quotations: whose content is marked. anchors: places that links lead to.
    paragraphs: body paragraphs in order, to be numbered from 1."""

    zones: Sequence[Zone]
    quotations: Sequence[Quotation]
    anchors: Iterable[Span]
    paragraphs: Sequence[Span]


def safe(text: str) -> str:
    """Return text escaped for HTML so that a parser gives every character back, carriage returns included."""
    text = showable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;").replace("\r", "&#13;")


def showable(text: str) -> str:
    """Return text with U+FFFD for every character that HTML in UTF-8 cannot hold: one for one, so that places still agree."""
    # there is hardly ever one, and encoding tells so quicker than looking for them
    if text.isascii():
        return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")


def anchor_name(span: Span) -> str:
    """Return the fragment of a place, as RFC 5147 writes character ranges: "char=915,1028"."""
    return f"char={span[0]},{span[1]}"


def mark_text(text: str, layers: Layers) -> Markup:
    """Return a stored text as HTML: a block a line, and in it spans for zones, highlights and anchors."""
    fragments = sorted((s, e, q.id, manner_of(q)) for q in layers.quotations for s, e in q.content if s < e)
    names = _names_at(layers)
    cuts = {0, len(text), *(names)}
    cuts.update(x for s, e, _, _ in fragments for x in (s, e))
    cuts.update(x for z in layers.zones for x in (z.start, z.end))
    numbers = {_line_start(text, start): n for n, (start, _) in enumerate(layers.paragraphs, start=1)}
    lines = _line_starts(text)
    cuts.update(lines)
    line_set = set(lines)
    edges = sorted(c for c in cuts if 0 <= c <= len(text))
    starts = [z.start for z in layers.zones]
    active: list[tuple[int, int, str, str]] = []
    waiting = 0
    out: list[str] = []
    for start, end in pairwise(edges):
        if start in line_set:
            out.append("</div>" if out else "")
            out.append(_line_opening(text, start, numbers, layers.zones, starts))
        out.extend(names.get(start, ()))
        while waiting < len(fragments) and fragments[waiting][0] <= start:
            active.append(fragments[waiting])
            waiting += 1
        active = [f for f in active if f[1] > start]
        out.append(_segment(text[start:end], active, _zone(layers.zones, starts, start)))
    out.extend(names.get(len(text), ()) if len(text) else ())
    out.append("</div>" if out else "")
    return Markup("".join(out))


def _line_starts(text: str) -> list[int]:
    found, at = [0] if text else [], text.find("\n")
    while 0 <= at < len(text) - 1:
        found.append(at + 1)
        at = text.find("\n", at + 1)
    return found


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _zone(zones: Sequence[Zone], starts: Sequence[int], offset: int) -> Zone | None:
    at = bisect_right(starts, offset) - 1
    return zones[at] if at >= 0 and offset < zones[at].end else None


def _line_opening(text: str, start: int, numbers: dict[int, int], zones: Sequence[Zone], starts: Sequence[int]) -> str:
    close = text.find("\n", start)
    line = text[start : close if close >= 0 else len(text)]
    if not line.strip():
        return '<div class="line blank">'
    first = start + len(line) - len(line.lstrip())
    zone = _zone(zones, starts, first)
    label = zone.label if zone else "body"
    number = f' data-n="{numbers[start]}"' if start in numbers else ""
    return f'<div class="line z-{label}"{number}>'


def _names_at(layers: Layers) -> dict[int, list[str]]:
    """Return empty elements that carry the ids links lead to, by their offset. They hold no character."""
    found: dict[int, list[str]] = {}
    for span in sorted(set(layers.anchors)):
        found.setdefault(span[0], []).append(f'<span class="at" id="{anchor_name(span)}"></span>')
    for q in sorted(layers.quotations, key=lambda q: (q.content, q.id)):
        if q.content:
            found.setdefault(q.content[0][0], []).append(f'<span class="at" id="{escape(q.id)}"></span>')
    return found


def _segment(piece: str, active: Sequence[tuple[int, int, str, str]], zone: Zone | None) -> str:
    words = safe(piece)
    if active and piece.strip():
        inner = min(active, key=lambda f: (f[1] - f[0], f[2]))
        ids = " ".join(sorted({f[2] for f in active}))
        words = f'<mark class="{inner[3]}" data-q="{escape(ids)}">{words}</mark>'
    if zone and zone.label != "body":
        return f'<span class="zone {zone.label}">{words}</span>'
    return words
