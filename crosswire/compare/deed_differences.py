"""Differences between tellings of one deed: how far it has come, why, where, when."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from crosswire.compare.calendar import apart
from crosswire.compare.deeds import PASSING, Deed
from crosswire.compare.differences import Scene, label
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Difference, Issue, Side

SEVERAL = re.compile(r"\w,? (?:and|or) (?:the )?[A-Z]")
"""A list of places."""

MOST_DATED = 4
"""A deed dated by more accounts than this is likely several deeds."""

NAMED = 0.1
"""Added for a step whose issue is named: of two rows that tell one thing it stands first."""

SAME_VALUE = 0.6
"""Share of the shorter one's words from which two reasons are told in the same way."""

ORDER = (
    "done",
    "begun",
    "announced",
    "agreed",
    "threatened",
    "refused",
    "denied",
    "planned",
    "asked",
    "considered",
    "named",
)
"""Which telling stands for an account that tells a deed more than once: the most definite."""

SETTLED = ("done", "announced", "refused", "agreed", "denied", "threatened")
"""Standings that are worth a line of their own where only some accounts tell them."""

STANDINGS = {"begun": "done"}
"""Rungs that are one standing."""


def compare_deeds(deeds: Sequence[Deed], scene: Scene, issues: dict[str, Issue]) -> Iterator[Difference]:
    """Yield the differences between accounts of the same deed: same family and issue, and for its standing the same party."""
    by_party: dict[tuple[str, str, str], list[Deed]] = defaultdict(list)
    by_thing: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.issue is None or deed.issue not in issues:
            continue
        by_thing[deed.issue, deed.family].append(deed)
        if deed.party:
            by_party[deed.issue, deed.family, deed.party].append(deed)
    for (issue, family, party), group in sorted(by_party.items()):
        if family in PASSING:
            continue
        about = label(f"{name(scene, party)}: {issues[issue].name}")
        yield from compare_status(group, scene, about, issue)
        yield from compare_reasons(group, scene, about, issue)
        yield from compare_dates(group, scene, about, issue)
    for (issue, family), group in sorted(by_thing.items()):
        if family not in PASSING:
            named = {(p.doc, o) for p in issues[issue].places for o in range(p.start, p.end)}
            group = [d for d in group if (d.doc, d.start) not in named]  # "the base" names the issue, not a step
            yield from compare_places(group, scene, issues[issue].name, issue)


def name(scene: Scene, party: str) -> str:
    """Return a party's name."""
    actor = scene.accounts.actors.get(party)
    return actor.name if actor else party


def most_definite(deeds: Sequence[Deed]) -> dict[str, Deed]:
    """Return the most definite telling of each document that is more than a name."""
    best: dict[str, Deed] = {}
    for deed in sorted(deeds, key=lambda d: (ORDER.index(d.rung), d.negated, d.bare, d.start)):
        if deed.rung != "named":
            best.setdefault(deed.doc, deed)
    return best


def compare_status(deeds: Sequence[Deed], scene: Scene, about: str, issue: str) -> Iterator[Difference]:
    """A deed threatened here, announced there, done elsewhere."""
    best = most_definite(deeds)
    standing = {doc: (STANDINGS.get(d.rung, d.rung), d.negated) for doc, d in best.items()}
    if scene.voices(best) < 2 or len(set(standing.values())) < 2 or all(d.bare for d in best.values()):
        return
    sides = {doc: scene.side(doc, *d.shown) for doc, d in best.items()}
    denied = {n for s, n in standing.values() if s == "done"} == {True, False} and same_time(best.values())
    if not denied and {s for s, _ in standing.values()} <= {"asked", "considered", "named"}:
        return
    basis = "; ".join(f"{s}{' (negated)' if n else ''}" for s, n in sorted(set(standing.values())))
    yield scene.make(
        "status",
        about,
        scene.one_voice_each(sides),
        issue=issue,
        verdict="contradict" if denied else "differ",
        basis=basis,
        weight=NAMED,
    )


def same_time(deeds: Iterable[Deed]) -> bool:
    """Whether all tellings name the same time, which a contradiction needs."""
    dates = {d.date.value if d.date else None for d in deeds}
    return len(dates) == 1 and None not in dates


def compare_reasons(deeds: Sequence[Deed], scene: Scene, about: str, issue: str) -> Iterator[Difference]:
    """Another reason given for the same deed."""
    sides: dict[str, Side] = {}
    for deed in sorted(deeds, key=lambda d: (d.doc, d.start)):
        if deed.reason:
            sides.setdefault(deed.doc, scene.side(deed.doc, *deed.reason))
    kept = scene.one_voice_each(sides)
    if len(kept) < 2 or all(same_reason(kept[0].value, s.value) for s in kept[1:]):
        return
    yield scene.make(
        "reason", about, kept, issue=issue, basis="words of cause or purpose beside the deed", weight=NAMED
    )


def same_reason(a: str, b: str) -> bool:
    """Whether two reasons are told alike: most words of substance of the shorter stand in the other."""
    left, right = (
        frozenset(
            stem(w)
            for w, _, _ in read_words(v, 0, len(v))
            if w.lower() not in load_kind("filling") | load_kind("causing")
        )
        for v in (a, b)
    )
    return len(left & right) >= SAME_VALUE * min(len(left), len(right))


def compare_dates(deeds: Sequence[Deed], scene: Scene, about: str, issue: str) -> Iterator[Difference]:
    """Dates of the same deed that cannot both be: a month and a day in it can, two days cannot."""
    dated: dict[str, tuple[Deed, str]] = {}
    for deed in sorted(deeds, key=lambda d: (d.doc, d.start)):
        if deed.date and deed.date.value and deed.rung in ("done", "announced"):
            dated.setdefault(deed.doc, (deed, deed.date.value))
    docs = sorted(dated)
    clash = {
        doc
        for n, a in enumerate(docs)
        for b in docs[n + 1 :]
        if dated[a][0].rung == dated[b][0].rung and apart(dated[a][1], dated[b][1]) and scene.voices([a, b]) == 2
        for doc in (a, b)
    }
    if not clash or len(docs) > MOST_DATED:
        return
    sides = {doc: scene.side(doc, *dated[doc][0].shown) for doc in sorted(clash)}
    values = "; ".join(sorted({dated[doc][1] for doc in clash}))
    yield scene.make("date", about, scene.one_voice_each(sides), issue=issue, basis=values, weight=NAMED)


def compare_places(deeds: Sequence[Deed], scene: Scene, about: str, issue: str) -> Iterator[Difference]:
    """Another place of the same deed, or a vaguer one."""
    sides: dict[str, Side] = {}
    for deed in sorted(deeds, key=lambda d: (d.doc, d.start)):
        if deed.place:
            begin = max(deed.start, deed.place[0] - 60)
            sides.setdefault(deed.doc, scene.side(deed.doc, begin, deed.place[1], deed.place))
    kept = scene.one_voice_each(sides)
    if len(kept) < 2 or not any(elsewhere(a.value, b.value) for n, a in enumerate(kept) for b in kept[n + 1 :]):
        return
    yield scene.make("place", about, kept, issue=issue, basis="place phrases after the deed", weight=NAMED)


def elsewhere(a: str, b: str) -> bool:
    """Whether two place phrases name other places; "in the bay" beside "in the southern bay" does not, a longer list does."""
    left, right = (frozenset(w.lower() for w, _, _ in read_words(v, 0, len(v)) if w[0].isupper()) for v in (a, b))
    if not left or not right:
        return False
    if not left & right:
        return not {skeleton(w) for w in left} & {skeleton(w) for w in right}
    return left != right and bool(SEVERAL.search(a)) != bool(SEVERAL.search(b))


def skeleton(name: str) -> str:
    """Return a name without what spellings of one place differ in ("Shirana", "Sharuna"): its first letter and its consonants; short ones whole."""
    kept = name[0] + re.sub(r"[aeiouyhw'’]", "", name[1:])
    return kept if len(kept) > 1 else name


def find_solo_deeds(
    deeds: Sequence[Deed], scene: Scene, issues: dict[str, Issue]
) -> Iterator[tuple[str, str, dict[str, Deed]]]:
    """Yield deeds that some accounts tell and others do not: (issue, family, document -> deed)."""
    groups: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.family in PASSING:
            continue
        if deed.issue in issues and deed.issue is not None and deed.doer and (deed.negated or deed.rung in SETTLED):
            groups[deed.issue, deed.family].append(deed)
    for (issue, family), group in sorted(groups.items()):
        yield issue, family, most_definite(group)
