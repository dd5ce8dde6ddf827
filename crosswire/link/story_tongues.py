"""Stories over languages: accounts that share no words meet by the people they name, their numbers and their days.

A name is read through the ways in which it is transliterated (Lavrov, Lawrow, Лавров). One person is in the news of several occasions in a day, so that
a name counts the less the more stories of one language and of those days hold it. Stories of one language are never joined here: of those the words
know more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from crosswire.link.actor_names import same_person, transliterated
from crosswire.link.days import DayEvidence
from crosswire.link.linkage import Ties, find_parts, link_average
from crosswire.link.statements_segments import find_tongue
from crosswire.link.words import TOLD_ZONES, told_text
from crosswire.model import Document, Reading
from crosswire.model.folding import folded, sound_alike, spellings

ENOUGH = 2.0
"""Evidence from which two stories in two languages are one: two people whom no other story of those days names. Set beforehand, not tuned."""
NUMBER, NUMBERS = 0.5, 2
"""What a number in common counts, where a person counts 1 at most; and how many numbers count."""
SHARE = 0.5
"""Share of the people of the story that names fewer, who must be named in the other too."""
ADJOINING = 1
"""Days by which two accounts of one occasion may be apart."""
TAU = 0.6
"""Mean strength from which groups join (strength: 2/3 at `ENOUGH`, towards 1): a story that only one of two known ones is tied to stays apart."""
CROWD = 60
"""Names of one sound in either of two languages above which they are not compared."""
FIGURE = re.compile(r"(?<![\d.,])\d[\d.,  ]*\d(?![\d])")
"""Numbers of two digits and more."""

Name = tuple[str, ...]


class Bridge(NamedTuple):
    """Two documents (indices) in two languages, the first of stories that were joined, with the strength and the people, as the first names them."""

    left: int
    right: int
    strength: float
    names: tuple[str, ...]


@dataclass(slots=True)
class Teller:
    """What a story brings: its documents' languages and days, as ordinals; people (numbers of names that are one); figures."""

    tongues: frozenset[str]
    days: set[int]
    people: set[int]
    figures: set[str]

    def around(self) -> set[int]:
        """Return the days on which another account of the occasion may be."""
        return {day + step for day in self.days for step in range(-ADJOINING, ADJOINING + 1)}


def join_tongues(
    groups: Sequence[Sequence[int]],
    voices: Sequence[Document],
    readings: Sequence[Reading],
    days: Sequence[DayEvidence],
) -> tuple[list[list[int]], list[Bridge]]:
    """Join groups (indices of voices) in different languages that tell of one occasion. days: of each voice.

    Returns the groups, sorted, and what joined them. A corpus in one language comes back as it is, and costs a look at its headers.
    """
    stated = [(voice.header.language.value or "")[:2].lower() for voice in voices]
    if set(stated) <= {"", "en"}:
        return [list(group) for group in groups], []
    tongues = [tongue or find_tongue(voice) for tongue, voice in zip(stated, voices, strict=True)]
    names = find_names(voices, readings)
    spoken: dict[Name, set[str]] = defaultdict(set)
    for tongue, mine in zip(tongues, names, strict=True):
        for name in mine:
            spoken[name].add(tongue)
    known = join_names(spoken)
    tellers: dict[int, Teller] = {}
    for number, group in enumerate(groups):
        dated = {day.toordinal() for at in group if (day := days[at].exact)}
        people = {known[name] for at in group for name in names[at]}
        if dated and people:
            figures = {figure for at in group for figure in find_figures(voices[at])}
            tellers[number] = Teller(frozenset(tongues[at] for at in group), dated, people, figures)
    bridges = find_bridges(tellers)
    pairs = sorted(bridges)
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    ties = Ties(left, right, np.array([bridges[pair] for pair in pairs], np.float64))
    wholes = link_average(len(groups), ties, tau=TAU, unknown=0.0)
    inside = {number: at for at, whole in enumerate(wholes) for number in whole}
    found = []
    for one, other in pairs:
        if inside[one] == inside[other]:
            shared = tellers[one].people & tellers[other].people
            words = sorted({" ".join(n).title() for at in groups[one] for n in names[at] if known[n] in shared})
            found.append(Bridge(groups[one][0], groups[other][0], bridges[one, other], tuple(words)))
    return sorted(sorted(at for number in whole for at in groups[number]) for whole in wholes), found


def explain_bridges(
    groups: Sequence[Sequence[int]], bridges: Sequence[Bridge], voices: Sequence[Document]
) -> list[tuple[tuple[str, str, float, str], ...]]:
    """Return for each group what joined it over languages, as a story's links are kept: two documents, the strength, the grounds."""
    group_of = {at: number for number, group in enumerate(groups) for at in group}
    links: list[list[tuple[str, str, float, str]]] = [[] for _ in groups]
    for left, right, strength, names in bridges:
        grounds = f"{', '.join(names)} (two languages; strength {strength:.2f})"
        links[group_of[left]].append((voices[left].id, voices[right].id, round(strength, 3), grounds))
    return [tuple(found) for found in links]


def find_names(voices: Sequence[Document], readings: Sequence[Reading]) -> list[set[Name]]:
    """Return the full names of people in each voice, as lower-case words."""
    by_doc: dict[str, set[Name]] = defaultdict(set)
    for reading in readings:
        for mention in reading.mentions:
            kind, _, rest = (mention.entity or "").partition(":")
            words = tuple(rest.partition("|")[0].split())
            if mention.kind == "name" and kind in ("person", "name") and len(words) > 1:
                by_doc[reading.doc].add(words)
    return [by_doc[voice.id] for voice in voices]


def join_names(named: Mapping[Name, Collection[str]]) -> Mapping[Name, int]:
    """Return for each name the number of the person: names of two languages that are one under some way of transliterating share it. named: the
    languages in which each name stands."""
    ordered = sorted(named)
    sounds: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, name in enumerate(ordered):
        for sound in spellings(name[-1]):
            for tongue in named[name]:
                sounds[sound][tongue].append(at)
    alike = {
        (one, other)
        for by_tongue in sounds.values()
        for left, right in combinations(sorted(by_tongue), 2)
        if len(by_tongue[left]) * len(by_tongue[right]) <= CROWD * CROWD
        for one in by_tongue[left]
        for other in by_tongue[right]
        if one != other and is_one(ordered[one], ordered[other])
    }
    left, right = (np.array([pair[side] for pair in sorted(alike)], np.int64) for side in (0, 1))
    return dict(zip(ordered, find_parts(len(ordered), left, right).tolist(), strict=True))


def is_one(left: Name, right: Name) -> bool:
    """Whether two full names can be one person's in two languages. Given names need the first sound alone ("Lucia", "Лусия"): they are only ever
    evidence beside another name of the same day."""
    if same_person(folded(left), folded(right)) or transliterated(left, right):
        return True
    begin = ({sound[:1] for sound in spellings(name[0])} for name in (left, right))
    return sound_alike(left[-1], right[-1]) and bool(set.intersection(*begin))


def find_figures(voice: Document) -> set[str]:
    """Return the numbers of a text in one spelling, the separators left out; years are no evidence."""
    found = {re.sub(r"\D", "", figure) for figure in FIGURE.findall(told_text(voice, TOLD_ZONES))}
    return {figure for figure in found if not re.fullmatch(r"(?:19|20)\d\d", figure)}


def find_bridges(tellers: Mapping[int, Teller]) -> dict[tuple[int, int], float]:
    """Return the strength of the pairs of stories in two languages, by number, whose days adjoin and whose evidence is `ENOUGH`."""
    holders: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, teller in tellers.items():
        for person in teller.people:
            for day in teller.days:
                holders[person, day].add(number)
    found: dict[tuple[int, int], float] = {}
    for one, left in tellers.items():
        near: dict[int, dict[int, float]] = defaultdict(dict)  # other story -> person -> weight
        for person in left.people:
            about = {n for day in left.around() for n in holders.get((person, day), ())}
            crowd = Counter(tongue for n in about for tongue in tellers[n].tongues)
            for other in about:
                if not tellers[other].tongues & left.tongues:
                    near[other][person] = 1 / max(crowd[tongue] for tongue in tellers[other].tongues)
        for other, weights in near.items():
            pair = (min(one, other), max(one, other))
            evidence = weigh(weights, left, tellers[other])
            found[pair] = min(found.get(pair, evidence), evidence)  # as each of the two sees it
    return {pair: 1 - 1 / (1 + evidence) for pair, evidence in found.items() if evidence >= ENOUGH}


def weigh(named: Mapping[int, float], left: Teller, right: Teller) -> float:
    """Return the evidence for one occasion. named: what each person in common counts."""
    if len(named) < SHARE * min(len(left.people), len(right.people)):
        return 0.0
    return sum(named.values()) + NUMBER * min(NUMBERS, len(left.figures & right.figures))
