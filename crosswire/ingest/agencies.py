"""Names by which news agencies, outlets and picture agencies are credited."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SMALL_LETTERS = {"epa", "dpa", "picture alliance", "imago images"}
"""Agencies that write their own name without capitals."""


@dataclass(frozen=True)
class Agency:
    """An agency. name: its full name. kind: wire, outlet (credits itself in its own datelines) or photo."""

    name: str
    kind: str


@cache
def _agencies() -> dict[str, Agency]:
    """Return agencies by credited name, lower-case."""
    table = files("crosswire.ingest").joinpath("agencies.tsv").read_text("utf-8")
    found: dict[str, Agency] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, *names = line.split("\t")
            for name in names:
                found.setdefault(name.lower(), Agency(names[0], kind))
    return found


def find_agency(credit: str) -> Agency | None:
    """Return the agency that a short credit names (`AFP`, `RIA Novosti`, `AP Photo/J. Doe`), or None.

    Of several names parted by a slash, a comma or a bar the first known one counts.
    """
    bare = credit.strip(" \u00a0\t.,;:-–—()[]|©").lower()
    if not bare or len(bare) > 80:
        return None
    known = _agencies()
    if bare in known:
        return known[bare]
    for part in re.split(r"\s*[/|,]\s*|\s+via\s+|\s+and\s+", bare):
        if part in known:
            return known[part]
    return None


def is_agency_name(credit: str) -> bool:
    """Tell whether a line is an agency's name and nothing else. Names in small letters are words (`map`, `trend`) but for a few."""
    bare = credit.strip(" \u00a0\t.,;:-–—()[]|©")
    return bare.lower() in _agencies() and (bare != bare.lower() or bare in SMALL_LETTERS)
