"""Actors that only their storylines keep apart: a state that one story knows by its ministers and another by its name alone, the cabinet of a known
leader, a minister of whom a later story has only the surname.

Only for names that no table knows: those have their country, and are one actor already.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.model import Actor, Judgement

CABINET = re.compile(r"['’]s? (?:government|administration|cabinet)$")
"""What a leader, or a state, governs by."""
PARTIES = ("state", "organisation")


def join_namesakes(actors: Sequence[Actor]) -> tuple[list[Actor], dict[str, str]]:
    """Join what only shares the name of a state or body for which somebody speaks, or is its cabinet; bind a bare surname to the state for which the
    people of that name speak, where it is one.

    Returns the actors, sorted by id, and ended id -> id of the actor that took its mentions.
    """
    bound = Counter(a.affiliation for a in actors if a.affiliation)
    bodies: dict[str, list[Actor]] = defaultdict(list)
    homes: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.type in PARTIES and actor.affiliation is None and bound[actor.id]:
            bodies[actor.name].append(actor)
        if actor.type == "person" and actor.affiliation and " " in actor.name:
            homes[actor.name.split()[-1]].add(actor.affiliation)
    best = {name: max(same, key=lambda a: (bound[a.id], len(a.mentions), a.id)).id for name, same in bodies.items()}
    people = {a.name.split()[-1] for a in actors if a.type == "person" and a.affiliation is None}
    taken: dict[str, str] = {}
    kept: list[Actor] = []
    for actor in actors:
        whose = CABINET.sub("", actor.name)
        home = min(homes[whose]) if len(homes.get(whose, ())) == 1 else None
        if actor.country is not None or actor.affiliation is not None or best.get(whose) == actor.id:
            kept.append(actor)
        elif whose in best:
            taken[actor.id] = best[whose]
        elif home and whose != actor.name:
            taken[actor.id] = home
        elif home:
            kept.append(replace(actor, type="person", affiliation=home))
        elif whose != actor.name and not homes.get(whose) and whose in people:
            kept.append(replace(actor, type="group"))  # the cabinet of somebody whose state is not known is no state
        else:
            kept.append(actor)
    taken = {ended: taken.get(by, by) for ended, by in taken.items()}  # the home of a cabinet may be joined itself
    kept = [replace(a, affiliation=taken.get(a.affiliation or "", a.affiliation)) for a in kept]
    return merge(kept, {a.id: a for a in actors}, taken), taken


def merge(kept: Sequence[Actor], by_id: Mapping[str, Actor], taken: Mapping[str, str]) -> list[Actor]:
    """Return the actors with the mentions of those that they took, and a judgement for each."""
    parts: dict[str, list[Actor]] = defaultdict(list)
    for ended in sorted(taken):
        parts[taken[ended]].append(by_id[ended])
    out = []
    for actor in kept:
        for part in parts.get(actor.id, ()):
            reason = f"one name in two stories: {part.name}"
            sides = zip(actor.mentions[:1], part.mentions[:1], strict=False)
            actor = replace(
                actor,
                type="state" if part.type == "state" else actor.type,
                aliases=tuple(sorted({*actor.aliases, *part.aliases})),
                mentions=tuple(sorted({*actor.mentions, *part.mentions})),
                basis=tuple(sorted({*actor.basis, reason})),
                judgements=(*actor.judgements, *(Judgement(a, b, reason, "likely") for a, b in sides)),
            )
        out.append(actor)
    return sorted(out, key=lambda a: a.id)
