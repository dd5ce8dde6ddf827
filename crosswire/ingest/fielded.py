"""Articles made of field lines, as databases export them: a line's field name and value become zones of their own."""

import re
from functools import cache
from importlib.resources import files

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.headers import Declared
from crosswire.ingest.lines import Line, find_lines
from crosswire.ingest.readers import Source
from crosswire.ingest.stated_dates import find_date, month_names
from crosswire.model import Zone

ZONES = {
    "title": ("title", "headline"),
    "publisher": ("metadata", "publisher"),
    "date": ("metadata", "publication_date"),
    "byline": ("byline", "byline"),
    "located": ("dateline", "located"),
    "standfirst": ("teaser", "standfirst"),
    "caption": ("caption", "photo_caption"),
    "copyright_notice": ("rights", "copyright_notice"),
    "credit": ("metadata", "source_credit"),
    "name": ("metadata", "field_name"),
    "end": ("furniture", "end_mark"),
    "page": ("furniture", "page"),
}
"""Zones by role; other roles are metadata with the role as sub-label."""

MONTH = re.compile(r"(?P<month>[^\W\d_]{3,10})\.?,?\s+(?P<year>(?:19|20)\d\d)\b")


@cache
def languages() -> dict[str, str]:
    """Return BCP 47 codes by a language's name, lower-case."""
    table = files("crosswire.ingest").joinpath("language_names.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: code for code, *names in rows for name in names}


class Article:
    """One article of an export: its slice of the text, its lines, and their zones as they are told."""

    def __init__(self, text: str, start: int, end: int) -> None:
        raw = text[start:end]
        self.text = raw.strip()
        self.lines: tuple[Line, ...] = find_lines(self.text)
        self.zones: list[Zone] = []
        self.roles: set[str] = set()
        self.values: dict[str, tuple[str, str]] = {}

    def tell(self, number: int, role: str, start: int = 0, end: int | None = None) -> None:
        """Give the role of a line, or of a part of it (code points from the line's start)."""
        line = self.lines[number]
        words = line.text[start:end]
        bare = words.strip()
        if not bare:
            return
        at = line.start + start + words.index(bare)
        self.roles.add(role)
        label, sub = ZONES.get(role, ("metadata", role))
        self.zones.append(Zone(at, at + len(bare), label, sub))
        if role == "language":
            self._take_language(bare)
        elif role == "date":
            self._take_month(bare)
        elif role == "publisher":
            self._take_agency(bare)

    def tell_field(self, number: int, role: str, colon: int) -> None:
        """Give a line `Name: value` as name, up to the code point `colon`, and value."""
        self.tell(number, "name", 0, colon)
        self.tell(number, role, colon)

    def source(self, number: int) -> Source:
        """Return the article as it stands; of two roles of one stretch the first that was told counts."""
        zones: list[Zone] = []
        for zone in sorted(self.zones, key=lambda z: z.start):  # stable: equal starts stay in the order told
            if not zones or zone.start >= zones[-1].end:
                zones.append(zone)
        return Source(self.text, declared=Declared(self.values), clean=True, zones=tuple(zones), number=number)

    def _take_language(self, words: str) -> None:
        code = languages().get(re.split(r"[;,]", words)[0].strip().lower())
        if code:
            self.values.setdefault("language", (code, f"field: {words[:40]}"))

    def _take_month(self, words: str) -> None:
        """Keep a date without a day; a full one is read from its zone."""
        date = find_date(words)
        match = MONTH.search(words) if date is None or date.year is None else None
        month = month_names().get(match["month"].lower()) if match else None
        if match and month:
            self.values.setdefault("published", (f"{match['year']}-{month:02d}", f"date line: {words[:60]}"))

    def _take_agency(self, words: str) -> None:
        known = find_agency(words) or find_agency(re.split(r"\s+(?:--|[-–—])\s+|\s*\(", words)[0])
        if known and known.kind == "wire":
            self.values.setdefault("agency", (words, "the publication is an agency"))
