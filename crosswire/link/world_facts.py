"""Facts of the world that date a text: terms of office, wars, foundings. Off unless asked for, and named where they are used.

The table is small on purpose: it is no knowledge base, but the few things that undated wire copy leans on most. Each row has its source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from crosswire.link.clues import Told, Window
from crosswire.model import Document, Place

NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|then|late|under|after|since|of|by|previous|predecessors?|successors?|old|designate|elect|against|candidate|challenger)"
    r"[\s-]{1,2}(?:the\s)?(?:[A-Z]\.?[A-Za-z.]*[’']?s?\s){0,2}$"
)
"""Before a title: the person need not hold the office when the text is written."""


@dataclass(frozen=True, slots=True)
class WorldFact:
    """A row of the table. kind: event (war, treaty, attack), founding, or term (of office). name: in words. words: what a sentence must hold
    for the event to be meant, lower-case; of a term: the person's surname. titles: of a term, the title printed before the name. first, last:
    its days. source: where it can be looked up.
    """

    kind: str
    name: str
    words: tuple[str, ...]
    titles: tuple[str, ...]
    first: date
    last: date
    source: str


@cache
def load_world_facts() -> tuple[WorldFact, ...]:
    """Return the table that comes with the package."""
    table = files("crosswire.link").joinpath("lexicon", "world_facts.tsv").read_text("utf-8")
    facts = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, name, words, titles, first, last, source = line.split("\t")
            days = date.fromisoformat(first), date.fromisoformat(last)
            titled = tuple(titles.split("|")) if titles else ()
            facts.append(WorldFact(kind, name, tuple(words.split("|") if kind == "term" else words.split()), titled, *days, source))
    return tuple(facts)


def told_by_world(facts: Sequence[WorldFact]) -> tuple[Told, ...]:
    """Return events and foundings as things told by the table."""
    return tuple(
        Told(frozenset(f.words), f.first, f.last, f"the world fact “{f.name}” ({f.source})", None, True, True)
        for f in facts
        if f.kind != "term"
    )


def term_windows(document: Document, facts: Sequence[WorldFact], start: int, end: int) -> tuple[Window, ...]:
    """Return the terms of those whom [start, end) names with their title as holding it."""
    found = []
    text = document.text[start:end]
    for fact in facts:
        if fact.kind != "term":
            continue
        pattern = _pattern(fact)
        for match in pattern.finditer(text):
            if NOT_IN_OFFICE.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            words = " ".join(match.group().split())
            step = f"the text calls somebody “{words}”; the world fact “{fact.name}”: {fact.first.isoformat()} to {fact.last.isoformat()} ({fact.source})"
            place = Place(document.id, start + match.start(), start + match.end())
            found.append(Window(fact.first, fact.last, step, (place,), world=True))
            break
    return tuple(found)


@cache
def _pattern(fact: WorldFact) -> re.Pattern[str]:
    titles = "|".join(re.escape(t).replace(r"\ ", r"[\s-]") for t in sorted(fact.titles, key=len, reverse=True))
    names = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in sorted(fact.words, key=len, reverse=True))
    return re.compile(rf"\b(?:{titles}),?\s(?:{names})\b", re.IGNORECASE)
