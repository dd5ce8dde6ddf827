"""Datelines: place x date x agency x dash, each optional, at the start of a line or after a caption that is glued before it.

Forms seen in wire copy: `PLACE (AG) -`, `PLACE, June 5 (AG) -`, `June 5, 2007 (AG) --`, `PLACE, June 5, 2007 -`, `PLACE -`, `(AG) -`,
`PLACE, COUNTRY (JUNE 5, 2007) (AG)` in shot lists; two places with a slash; U+00A0 before the dash.
"""

import re
from dataclasses import dataclass

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.stated_dates import PrintedDate, find_date

REACH = 140
"""A dateline is at most this long."""

GLUED = 420
"""How far into a line a caption may push the dateline."""

SPACES = {ord(c): " " for c in "\t\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u2005"}
DASH = re.compile(r"\.?(?:--+|[-–—―])(?=\s|$|[\"“«A-Z])|\s_(?=\s)|(?<=[\d)]):(?=\s)")
MARKS = re.compile("[-–—―_:)/]")
DASHES = re.compile("[-–—―_:]")
"""Without one of these there is no dateline, or none inside a line; most lines are told by that."""

PAREN = re.compile(r"\(([^()]{1,60})\)")
SLASHED = re.compile(r"(?<=[\s.])/([^/()]{2,40})/(?=[\s.])")
"""An agency between slashes (`June 5 /Osmark Wire/ --`, `MOSCOW, June 26. /TASS/.`)."""
WEEKDAY = re.compile(r"(?:^|,?\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.IGNORECASE)
FULL_STOP = re.compile(r"[^\W\d_]{4}\.$")
PLACE_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
SMALL = {
    "de",
    "del",
    "la",
    "le",
    "al",
    "el",
    "am",
    "an",
    "der",
    "den",
    "of",
    "the",
    "and",
    "sur",
    "da",
    "do",
    "dos",
    "upon",
    "us",
    "near",
}
RUBRICS = {
    "live", "watch", "video", "exclusive", "update", "updated", "breaking", "analysis", "opinion", "comment", "factbox", "explainer",
    "interview", "editorial", "feature", "profile", "review", "gallery", "photos", "audio", "podcast", "listen", "photo", "news", "alert",
    "urgent", "correction", "corrected", "advisory", "note", "editor's", "newsletter", "read", "q", "a",
}  # fmt: skip
"""Words in capitals before a dash that are no places."""


@dataclass(frozen=True)
class Dateline:
    """A dateline and its parts as spans in the text (code points); parts that are not there are None."""

    start: int
    end: int
    place: tuple[int, int] | None
    date: PrintedDate | None
    agency: tuple[int, int] | None
    dash: bool

    @property
    def sub(self) -> str:
        """What it holds: `place_date_agency`, `date_agency`, `place` ..."""
        have = (("place", self.place), ("date", self.date), ("agency", self.agency))
        return "_".join(name for name, part in have if part)


def find_dateline(text: str, start: int, end: int, *, shots: bool = False) -> Dateline | None:
    """Return the dateline that opens text[start:end], or None.

    The candidate stops at one of the first dashes or brackets and must consist of place, date and agency alone. With `shots` the
    bare form of shot lists (no dash, place in capitals, date or agency in brackets) is enough.
    """
    first = text[start : start + 1]
    if not (first.isupper() or first.isdigit() or first == "("):
        return None
    view = text[start : min(end, start + REACH)]
    if not MARKS.search(view):
        return None
    if not view.isascii() or "\t" in view:
        view = view.translate(SPACES)
    if "/" in view:
        view = SLASHED.sub(r"(\1)", view)
    stops = {m.end() for m in DASH.finditer(view)} | {m.end() for m in PAREN.finditer(view)}
    for stop in sorted(stops, reverse=True):
        found = _parse(view[:stop], start)
        if found and _is_credible(found, view, text, shots):
            return found
    return None


def find_glued_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return a dateline inside a line, after something that ends with a bracket or a sentence's mark (a caption glued before it)."""
    if not DASHES.search(text, start, min(end, start + GLUED + REACH)):
        return None
    view = text[start : min(end, start + GLUED)]
    for match in re.finditer(r"[)\].!?”\"]\s{1,3}(?=[^\W_])", view):
        at = start + match.end()
        found = find_dateline(text, at, end)
        if found and (found.agency or (found.date and found.place)) and found.dash and end - found.end > 20:
            return found
    return None


def _parse(candidate: str, offset: int) -> Dateline | None:
    """Read a candidate from right to left: dash, agency, date; what is left must be a place."""
    rest = candidate.rstrip()
    dash = re.search(r"(?<!\.)\.?(?:--+|[-–—―])$|\s_$|:$|(?<=\))\.$", rest)
    if dash:
        rest = rest[: dash.start()].rstrip()
    agency: tuple[int, int] | None = None
    date: PrintedDate | None = None
    while match := re.search(r"\(([^()]{1,60})\)$", rest):
        inner = match.group(1)
        inside = find_date(inner)
        if inside and inside.end - inside.start >= len(inner.strip()) - 2:
            if date:
                return None
            date = PrintedDate(
                match.start(1) + inside.start, match.start(1) + inside.end, inside.year, inside.month, inside.day
            )
        elif agency is None:
            agency = match.span(1)
        else:
            return None
        rest = rest[: match.start()].rstrip(" ,")
    rest = rest.rstrip(" ,")
    if agency is None and dash:
        agency, rest = _open_agency(rest)
    inside = find_date(rest) if date is None else None
    if inside:
        tail = rest[inside.end :].strip(" ,.")
        if tail:
            return None
        date = inside
        rest = rest[: inside.start].rstrip(" ,")
    rest = WEEKDAY.sub("", rest).rstrip(" ,")
    if FULL_STOP.search(rest) and "," not in rest.rsplit(" ", 1)[0]:  # `MOSCOW. June 5 -`, not `Charleston, S.C. -`
        rest = rest[:-1]
    bare = rest.strip()
    if bare and not _is_place(bare):
        return None
    place = (offset + len(rest) - len(rest.lstrip()), offset + len(rest)) if bare else None
    moved = PrintedDate(offset + date.start, offset + date.end, date.year, date.month, date.day) if date else None
    credit = (offset + agency[0], offset + agency[1]) if agency else None
    return Dateline(offset, offset + len(candidate.rstrip()), place, moved, credit, bool(dash))


def _open_agency(rest: str) -> tuple[tuple[int, int] | None, str]:
    """Find an agency without brackets at the end: `PARIS, AFP -`, `OSLO, June 5, Interfax -`."""
    for words in (1, 2, 3):
        parts = rest.rsplit(" ", words)
        tail = " ".join(parts[1:]) if len(parts) > words else rest
        known = find_agency(tail)
        if known and known.kind != "photo" and tail != tail.lower() and (len(tail) < len(rest) or tail.isupper()):
            at = len(rest) - len(tail)
            return (at, len(rest)), rest[:at].rstrip(" ,/")
    return None, rest


def _is_place(words: str) -> bool:
    """Tell whether words can be a dateline's place: up to seven capitalised words, with commas and slashes between."""
    parts = [p for p in re.split(r"[ ,/]+", words) if p]
    if not 1 <= len(parts) <= 7 or any(c in words for c in '"“”:;!?()[]'):
        return False
    if any(FULL_STOP.search(p) for p in parts[:-1]) or (len(parts) == 1 and FULL_STOP.search(parts[0])):
        return False
    names = [p for p in parts if p.lower() not in SMALL]
    return bool(names) and all(PLACE_WORD.fullmatch(p) and p[:1].isupper() for p in names)


def _is_credible(found: Dateline, view: str, text: str, shots: bool) -> bool:
    """Decide whether place, date, agency and dash are enough together."""
    place = text[found.place[0] : found.place[1]] if found.place else ""
    first = re.split(r"[,/]", place)[0]
    capitals = first.upper() == first and len(first) >= 3
    if place and {w.lower() for w in re.split(r"[ ,/]+", place)} & RUBRICS:
        return False
    if view[: found.end - found.start].rstrip().endswith(":") and not (found.date and (capitals or found.agency)):
        return False
    if found.agency:
        credit = text[found.agency[0] : found.agency[1]]
        known = find_agency(credit)
        if not known:
            named = (
                credit[:1].isupper()
                and len(credit.split()) <= 4
                and len(credit) > 1
                and not any(c.isdigit() for c in credit)
            )
            return bool(named and (found.dash or shots) and (capitals or found.date))
        if known.kind == "photo":
            return bool(found.dash and (place or found.date))
        if found.dash:
            return True
        return bool(capitals or found.date)
    if shots:
        return bool(capitals and found.date)
    if not found.dash or not place:
        return False
    spaced = (
        view[found.end - found.start : found.end - found.start + 1] in (" ", "")
        or view[: found.end - found.start][-1:] in "–—"
    )
    return bool(spaced and (found.date or (capitals and len(place.split()) <= 4)))
