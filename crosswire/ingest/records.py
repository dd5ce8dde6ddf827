"""Archive records: texts made of named fields (`- Title: ...`), with a shot list and a story text inside.

Only a text with at least three fields of known names is taken for a record. What a field is called decides what its value is; an
unknown name in a dashed field is kept as metadata. The layout of shot lists follows the Reuters Handbook, "Television Scripts".
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from crosswire.ingest.datelines import find_dateline
from crosswire.ingest.lines import Line

FIELD = re.compile(r"(?P<dash>[-–•*]\s{1,3})?(?P<name>[^\W\d_][\w /.&'’-]{1,38}?)\s?:(?:\s+|$)")
GLUED = re.compile(r"\s(?P<head>[-–•]\s(?P<name>[A-Z][A-Za-z /]{1,38}?):)(?=\s|$)")
ENOUGH = 3

PARTS = {
    "title": ("title", "headline"),
    "date": ("metadata", "publication_date"),
    "summary": ("metadata", "summary"),
    "embargo": ("rights", "embargo"),
    "copyright_holder": ("rights", "copyright_holder"),
    "copyright_notice": ("rights", "copyright_notice"),
    "usage_terms": ("rights", "usage_terms"),
    "byline": ("byline", "byline"),
    "agency": ("metadata", "agency_credit"),
    "located": ("dateline", "located"),
    "caption": ("caption", "photo_caption"),
    "standfirst": ("teaser", "standfirst"),
    "record_id": ("metadata", "record_id"),
    "body": ("body", "paragraph"),
}
"""Zones of field values by role; other roles are metadata with the role as sub-label."""

LONG_VALUES = {"body", "summary", "caption", "contact"}
"""Roles whose value may go on over the following lines."""


@dataclass
class Part:
    """A stretch of the text with its zone, or with None where the line model has still to say."""

    start: int
    end: int
    label: str | None
    sub: str | None


@dataclass
class Record:
    """The fields of a record. parts: typed stretches, sorted. body: spans of story text, a line each. truncated: values that break off."""

    parts: list[Part] = field(default_factory=list)
    body: list[tuple[int, int]] = field(default_factory=list)
    truncated: list[tuple[int, int]] = field(default_factory=list)
    has_body: bool = False


@cache
def _roles() -> dict[str, str]:
    """Return roles by field name, lower-case."""
    table = files("crosswire.ingest").joinpath("fields.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: role for role, *names in rows for name in names}


def field_role(name: str) -> str | None:
    """Return the role of a field's name, or None where it is not known."""
    bare = " ".join(name.lower().split())
    return _roles().get(bare) or ("record_id" if bare.endswith((" id", " number", " no.")) else None)


def find_record(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the fields of a text that is a record, or None.

    Needs three different known roles at line starts, or two in dashed fields beside another dashed one, so that a transcript
    (`Marran: ...`) or a list is not taken for one.
    """
    heads: list[tuple[int, re.Match[str], str]] = []
    roles: set[str] = set()
    dashed = 0
    for line in lines:
        match = FIELD.match(line.text[:60])
        if not match:
            continue
        role = field_role(match["name"])
        if role is None and not match["dash"]:
            continue
        heads.append((line.number, match, role or "field"))
        if role:
            roles.add(role)
        dashed += bool(match["dash"])
    if len(roles) < ENOUGH or (not dashed and not roles & {"title", "body", "embargo", "copyright_holder", "date"}):
        return None
    return _read_fields(text, lines, heads)


def _read_fields(text: str, lines: tuple[Line, ...], heads: list[tuple[int, re.Match[str], str]]) -> Record:
    """Give every field's name and value its zone."""
    record = Record()
    starts = {number: (match, role) for number, match, role in heads}
    role, empty = "", False
    for line in lines:
        head = starts.get(line.number)
        if head:
            match, role = head
            colon = line.start + match.group().rstrip().__len__()
            record.parts.append(Part(line.start, colon, "metadata", "field_name"))
            value = line.start + match.end()
            empty = value >= line.end
            if not empty:
                role = _read_value(text, value, line.end, role, record)
        elif role in LONG_VALUES or empty:
            role, before = _read_value(text, line.start, line.end, role, record), role
            if empty and before not in LONG_VALUES:
                role = ""
            empty = False
    record.parts.sort(key=lambda part: part.start)
    record.has_body = bool(record.body)
    return record


def _read_value(text: str, start: int, end: int, role: str, record: Record) -> str:
    """Add a value's zones, first splitting off fields glued to its end; return the role of the last field seen."""
    pieces: list[tuple[int, int, str]] = []
    at = start
    for match in GLUED.finditer(text, start, end):
        next_role = field_role(match["name"])
        if next_role is None:
            continue
        pieces.append((at, match.start(), role))
        record.parts.append(Part(match.start("head"), match.end("head"), "metadata", "field_name"))
        at, role = match.end("head"), next_role
    pieces.append((at, end, role))
    for first, last, name in pieces:
        raw = text[first:last]
        first, last = first + len(raw) - len(raw.lstrip()), last - (len(raw) - len(raw.rstrip()))
        if first >= last:
            continue
        if name == "body":
            record.body.append((first, last))
        elif name == "summary" and _is_shotlist(text[first:last]):
            _read_shots(text, first, last, record)
        else:
            label, sub = PARTS.get(name, ("metadata", name))
            record.parts.append(Part(first, last, label, sub))
            if _breaks_off(text[first:last], name):
                record.truncated.append((first, last))
    return role


SOUNDBITE = re.compile(
    r"\((?:SOUNDBITE|SOT|UPSOUND|SYNC)\b[^()]{0,40}\)\s{0,3}(?:\([^()\n]{2,40}\)\s{0,3})?[^\"“”\n]{0,200}?(?:SAYING|SAYS|:)\s?:?\s{0,3}(?=[\"“])",
    re.IGNORECASE,
)
QUOTE = re.compile(r"[\"“](?:[^\"”]*[\"”]|[^\"”]*$)")
SHOT_CODE = re.compile(r"\([A-Z]{1,4}\d{1,4}\)\s*|\d{1,2}\s?[.)]\s+")
SHOT_DATELINE = re.compile(r"(?<![\w(])(?=[A-Z][^()a-z\n]{2,60}\([^()\n]{4,40}\)\s{0,3}\()")


SHOTS = 40_000
"""Characters of a shot list that are split into shots; no film of news has more."""


def _is_shotlist(value: str) -> bool:
    """A shot list is mostly capitals outside its quotations, or holds a soundbite."""
    head = QUOTE.sub(" ", value[:4000])
    letters = [c for c in head if c.isalpha()]
    return bool(SOUNDBITE.search(value[:4000])) or (
        len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    )


def _read_shots(text: str, start: int, end: int, record: Record) -> None:
    """Split a shot list into code, datelines, shots, soundbite cues and their quotations."""
    cuts: list[tuple[int, int, str, str]] = []
    code = SHOT_CODE.match(text, start, end)
    if code:
        cuts.append((start, start + len(code.group().rstrip()), "metadata", "shot_code"))
    at = code.end() if code else start
    far = min(end, start + SHOTS)
    for match in SHOT_DATELINE.finditer(text, at, far):
        found = find_dateline(text, match.start(), end, shots=True)
        if found and found.date:
            cuts.append((found.start, found.end, "dateline", "shot_dateline"))
    for match in SOUNDBITE.finditer(text, start, far):
        cuts.append((match.start(), match.start() + len(match.group().rstrip()), "metadata", "soundbite_cue"))
        quote = QUOTE.match(text, match.end(), end)
        if quote:
            cuts.append((quote.start(), quote.end(), "metadata", "soundbite_quote"))
            if quote.group()[-1] not in '"”' or len(quote.group()) < 2:
                record.truncated.append((quote.start(), quote.end()))
    cursor = start
    for first, last, label, sub in [*sorted(cuts), (end, end, "", "")]:
        if first < cursor:
            continue
        between = text[cursor:first]
        if between.strip():
            left = cursor + len(between) - len(between.lstrip())
            record.parts.append(Part(left, cursor + len(between.rstrip()), "metadata", "shotlist"))
        if label:
            record.parts.append(Part(first, last, label, sub))
        cursor = last


def _breaks_off(value: str, role: str) -> bool:
    """A long value that stops inside a word, a sentence or a quotation was cut by the archive's field length."""
    if role not in {"summary", "standfirst", "caption"} or len(value) < 200:
        return False
    last = value.rstrip()[-1:]
    return last.isalnum() or last in ",;:-" or value.rstrip().endswith(("...", "…"))
