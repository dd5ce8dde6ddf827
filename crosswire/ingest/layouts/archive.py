"""Archive records: texts made of named fields (`- Title: ...`, `STORYLINE:`), with a shot list and a story text inside.

Only a text with at least three fields of known names is taken for a record. What a field is called decides what its value is; an
unknown name in a dashed field is kept as metadata. `fields.tsv` has the names.
"""

import re
from functools import cache
from importlib.resources import files

from crosswire.ingest.layouts.parts import Layout, Part, Record
from crosswire.ingest.layouts.shots import TIME_CODE, is_shotlist, read_shots
from crosswire.ingest.lines import Line

NAME = r"[^\W\d_][\w /.&'’-]{1,38}?"
FIELD = re.compile(
    rf"(?P<dash>[-–—•*·►▪>+]\s{{0,3}}|\d{{1,2}}[.)]\s)?(?P<bold>\*\*|__)?(?P<name>{NAME})(?P=bold)?\s?[:：](?(bold)(?:\*\*|__)?)(?:\s+|$)"
)
BOLD = re.compile(
    rf"(?P<dash>[-–—•*·►▪>+]\s{{1,3}})?(?P<bold>\*\*|__)(?P<name>{NAME})\s?(?:[:：]\s?(?:\*\*|__)|(?:\*\*|__)\s?[:：])(?:\s+|$)"
)
TABLE = re.compile(rf"(?P<dash>\|\s?)?(?P<name>{NAME})\s?(?:\t+|\s\|\s)\s*")
CAPITALS = re.compile(r"(?P<dash>)(?P<name>[A-Z][A-Z /-]{3,38})\s*$")
GLUED = re.compile(r"\s(?P<head>[-–•]\s(?P<name>[A-Z][A-Za-z /]{1,38}?):)(?=\s|$)")
SHOT_LINE = re.compile(rf"(?:\d{{1,2}}[.)]|{TIME_CODE}|[-–—•*])\s+\S")
ENOUGH = 3

PARTS = {
    "title": ("title", "headline"),
    "date": ("metadata", "publication_date"),
    "summary": ("metadata", "summary"),
    "shots": ("metadata", "shotlist"),
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

LONG_VALUES = {"body", "summary", "shots", "caption", "contact", "standfirst"}
"""Roles whose value may go on over the following lines."""

BARE_NAMES = {"body", "shots", "usage_terms", "standfirst"}
"""Roles whose name may stand alone on a line in capitals, without a colon (`STORYLINE`)."""

CUT_FROM = 200
"""A summary, standfirst or caption of fewer characters that ends without a stop may be meant so; archives cut at 200 and more."""


@cache
def _roles() -> dict[str, str]:
    """Return roles by field name, lower-case."""
    table = files("crosswire.ingest").joinpath("fields.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: role for role, *names in rows for name in names}


def field_role(name: str) -> str | None:
    """Return the role of a field's name, or None where it is not known."""
    bare = " ".join(name.lower().replace("-", " ").split())
    known = _roles()
    return (
        known.get(" ".join(name.lower().split()))
        or known.get(bare)
        or ("record_id" if bare.endswith((" id", " number", " no.")) else None)
    )


def _field_of(line: Line) -> tuple[re.Match[str], str | None] | None:
    """Return the field that a line opens and its role. A name without a dash, in a table or alone must be a known one."""
    head = line.text[:70]
    for form in (BOLD, FIELD):
        match = form.match(head)
        if match:
            role = field_role(match["name"])
            if role or (match["dash"] and len(match["name"].split()) <= 5):
                return match, role
    match = TABLE.match(head)
    if match and (role := field_role(match["name"])):
        return match, role
    match = CAPITALS.match(head)
    if match and len(line.text) <= 40 and (role := field_role(match["name"])) in BARE_NAMES:
        return match, role
    return None


def read_archive(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the fields of a text that is a record, or None.

    Needs three different known roles at line starts, one of them a title, a story, a date, shots or rights, or two in dashed fields beside
    another dashed one, so that a transcript (`Marran: ...`) or a list is not taken for one.
    """
    heads: list[tuple[int, re.Match[str], str]] = []
    roles: set[str] = set()
    dashed = 0
    for line in lines:
        found = _field_of(line)
        if found is None:
            continue
        match, role = found
        heads.append((line.number, match, role or "field"))
        if role:
            roles.add(role)
        dashed += bool(match["dash"])
    if len(roles) < ENOUGH or (
        not dashed and not roles & {"title", "body", "embargo", "copyright_holder", "date", "shots"}
    ):
        return None
    return _read_fields(text, lines, heads)


class _Reader:
    """A record while its lines are read. role: of the field that is open. cue: the last shot line ended in a soundbite's cue."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.record = Record(layout="archive")
        self.role = ""
        self.cue = False

    def read_value(self, start: int, end: int) -> None:
        """Add the zones of the open field's value, first splitting off fields glued to its end."""
        at = start
        pieces: list[tuple[int, int, str]] = []
        for match in GLUED.finditer(self.text, start, end):
            next_role = field_role(match["name"])
            if next_role is None:
                continue
            pieces.append((at, match.start(), self.role))
            self.record.parts.append(Part(match.start("head"), match.end("head"), "metadata", "field_name"))
            at, self.role = match.end("head"), next_role
        pieces.append((at, end, self.role))
        for first, last, role in pieces:
            raw = self.text[first:last]
            first, last = first + len(raw) - len(raw.lstrip()), last - (len(raw) - len(raw.rstrip()))
            if first < last:
                self._add(first, last, role)

    def _add(self, first: int, last: int, role: str) -> None:
        """Add one value's zones."""
        value = self.text[first:last]
        if role == "body":
            self.record.body.append((first, last))
        elif role == "shots" or (role == "summary" and is_shotlist(value)):
            self.cue = read_shots(self.text, first, last, self.record, quoted=self.cue)
        else:
            self.record.parts.append(Part(first, last, *PARTS.get(role, ("metadata", role))))
            if _breaks_off(value, role):
                self.record.truncated.append((first, last))


def _read_fields(text: str, lines: tuple[Line, ...], heads: list[tuple[int, re.Match[str], str]]) -> Record:
    """Give every field's name and value its zone."""
    reader = _Reader(text)
    starts = {number: (match, role) for number, match, role in heads}
    empty = False
    for line in lines:
        head = starts.get(line.number)
        if head and reader.role == "shots" and head[1] == "field" and SHOT_LINE.match(line.text):
            head = None  # `- Minister: ...` inside a shot list is a shot
        if head:
            match, reader.role = head
            reader.cue = False
            colon = line.start + len(match.group().rstrip())
            reader.record.parts.append(Part(line.start, colon, "metadata", "field_name"))
            value = line.start + match.end()
            empty = value >= line.end
            if not empty:
                reader.read_value(value, line.end)
        elif reader.role in LONG_VALUES or empty:
            before = reader.role
            reader.read_value(line.start, line.end)
            if empty and before not in LONG_VALUES:
                reader.role = ""
            empty = False
    return reader.record.closed()


def _breaks_off(value: str, role: str) -> bool:
    """A long value that stops inside a word, a sentence or a quotation was cut by the archive's field length."""
    if role not in {"summary", "standfirst", "caption"} or len(value) < CUT_FROM:
        return False
    last = value.rstrip()[-1:]
    return last.isalnum() or last in ",;:-" or value.rstrip().endswith(("...", "…"))


LAYOUT = Layout("archive", read_archive)
