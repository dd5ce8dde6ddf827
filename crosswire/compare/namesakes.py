"""Actors of one name told apart by their stories: a state that one story knows by its ministers and another only by name, a minister whose follow-up story
has only the surname.

Only for names that no table knows: those have their country, and are one actor already.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crosswire.compare.accounts import PARTIES
from crosswire.model import Actor

CABINET = re.compile(r"['’]s? (?:government|administration|cabinet)$")
"""What a leader, or a state, governs by."""


def join_namesakes(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the actors, those that only share the name of a state or body, or the surname of somebody who speaks for one, bound to it."""
    bound = Counter(a.affiliation for a in actors if a.affiliation)
    bodies: dict[str, list[Actor]] = defaultdict(list)
    surnames: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.type in PARTIES and actor.affiliation is None and bound[actor.id]:
            bodies[actor.name].append(actor)
        if actor.type == "person" and actor.affiliation and " " in actor.name:
            surnames[actor.name.split()[-1]].add(actor.affiliation)
    people = {a.name.split()[-1] for a in actors if a.type == "person" and a.affiliation is None}
    best = {name: max(same, key=lambda a: (bound[a.id], len(a.mentions), a.id)).id for name, same in bodies.items()}
    told = [bind(a, best, surnames, people) if a.country is None and a.affiliation is None else a for a in actors]
    mentions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    states = set()
    for before, after in zip(actors, told, strict=True):
        if after is not before and after.affiliation:
            mentions[after.affiliation] += before.mentions
            states |= {after.affiliation} if before.type == "state" else set()
    return tuple(
        replace(a, mentions=(*a.mentions, *mentions[a.id]), type="state" if a.id in states else a.type)
        if a.id in mentions
        else a
        for a in told
    )


def bind(actor: Actor, bodies: dict[str, str], surnames: dict[str, set[str]], people: set[str]) -> Actor:
    """Return an actor bound to the body that has its name, or to that for which the one person of its name speaks; else the actor."""
    named = CABINET.sub("", actor.name)
    body = bodies.get(named)
    if body is not None:
        return actor if body == actor.id else replace(actor, type="person", affiliation=body)
    homes = surnames.get(named, set())
    if named != actor.name and not homes and named in people:
        return replace(actor, type="person")  # the cabinet of somebody whose state is not known binds none that is
    return replace(actor, type="person", affiliation=min(homes)) if len(homes) == 1 else actor
