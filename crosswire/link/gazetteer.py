"""Places: names of a text -> what and where they are, by a small table of states, capitals and large cities (GeoNames, CC BY 4.0).

A name that several places bear is given to one only where the text says which: by a country it names, or because one is a capital or far larger
than the rest. Else its country and coordinates stay unknown. The rule is mordecai's idea (Halterman 2017) without its learned part.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosswire.model.folding import fold

FAR_LARGER = 10
"""Times the people of the next place of the name, from which the larger one is meant without a word. Chosen so that Paris is France's and
Birmingham is nobody's; not tuned on labelled texts.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table. kind: state, capital or city. latitude, longitude: WGS 84, None for states."""

    kind: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None
    people: int
    geonames: str


@cache
def _entries() -> dict[str, tuple[Entry, ...]]:
    """Return folded name -> its places, most people first."""
    text = files("crosswire.link").joinpath("lexicon/gazetteer.tsv").read_text(encoding="utf-8")
    found: dict[str, list[Entry]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, name, country, latitude, longitude, people, geonames = line.split("\t")
            north, east = (float(latitude), float(longitude)) if latitude else (None, None)
            found.setdefault(fold(name), []).append(Entry(kind, name, country, north, east, int(people), geonames))
    return {k: tuple(sorted(v, key=lambda e: (-e.people, e.geonames))) for k, v in found.items()}


def find_place(name: str, countries: Collection[str] = ()) -> tuple[Entry | None, str]:
    """Return the place that a name means, with the reason in words; None where the table does not know it or nothing says which is meant.

    countries: ISO 3166-1 alpha-3 codes of the states that the text names near by.
    """
    entries = _entries().get(fold(name), ())
    if not entries:
        return None, "not in the table of places"
    if len(entries) == 1:
        return entries[0], "the only place of the name in the table"
    near = [e for e in entries if e.country in countries]
    if len({e.country for e in near}) == 1:
        return near[0], f"a place of {near[0].country}, which the text names"
    states = [e for e in entries if e.kind == "state"]
    if len(states) == 1:
        return states[0], "a state's name"
    capitals = [e for e in entries if e.kind == "capital"]
    if len(capitals) == 1:
        return capitals[0], "the only capital of the name"
    if entries[0].people >= FAR_LARGER * max(1, entries[1].people):
        return entries[0], "by far the largest place of the name"
    return None, f"{len(entries)} places of the name; nothing says which"
