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
from crosswire.link.words import stem
from crosswire.model import Document, Place

NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|then|late|under|since|(?:succeed|replac|defeat)\w*(?:\sby)?|previous|predecessors?|successors?|old|designate|elect|candidate|challenger)"
    r"[\s-]{1,2}(?:the\s)?(?:[A-Z]\.?[A-Za-z.]*[’']?s?\s){0,2}$",
    re.IGNORECASE,
)
"""Before a title: the person need not hold the office when the text is written."""


TOP = 1200
"""Characters of the body in which somebody named with a title is taken to hold it: background comes later."""
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
"""A sentence with a year may speak of those who held the office then."""


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
            facts.append(
                WorldFact(
                    kind, name, tuple(words.split("|") if kind == "term" else words.split()), titled, *days, source
                )
            )
    return tuple(facts)


def told_by_world(facts: Sequence[WorldFact]) -> tuple[Told, ...]:
    """Return events and foundings as things told by the table."""
    return tuple(
        Told(
            frozenset(map(stem, f.words)), f.first, f.last, f"the world fact “{f.name}” ({f.source})", None, True, True
        )
        for f in facts
        if f.kind != "term"
    )


def term_windows(document: Document, facts: Sequence[WorldFact]) -> tuple[Window, ...]:
    """Return the terms of those whom the top of the body names with their title, as holding it when the text was written."""
    found = []
    text = document.text
    start = next((zone.start for zone in document.zones if zone.label == "body"), 0)
    for fact in facts:
        if fact.kind != "term":
            continue
        for match in _pattern(fact).finditer(text, start, start + TOP):
            before = text[max(start, match.start() - 200) : match.start()]
            sentence = (
                re.split(r"[.!?]\s|\n", before)[-1] + re.split(r"[.!?]\s|\n", text[match.end() : match.end() + 200])[0]
            )
            if NOT_IN_OFFICE.search(before) or YEAR.search(sentence):
                continue
            words = " ".join(match.group().split())
            term = f"{fact.first.isoformat()} to {fact.last.isoformat()}"
            step = f"the text calls somebody “{words}”; the world fact “{fact.name}”: {term} ({fact.source})"
            place = Place(document.id, match.start(), match.end())
            found.append(Window(fact.first, fact.last, step, (place,), world=True))
            break
    return tuple(found)


@cache
def _pattern(fact: WorldFact) -> re.Pattern[str]:
    titles = "|".join(re.escape(t).replace(r"\ ", r"[\s-]") for t in sorted(fact.titles, key=len, reverse=True))
    names = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in sorted(fact.words, key=len, reverse=True))
    return re.compile(rf"\b(?:{titles}),?\s(?:{names})\b", re.IGNORECASE)
