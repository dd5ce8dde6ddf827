"""What several accounts tell of one happening: clauses of different documents laid side by side.

Two clauses are one happening where they tell the same kind of step, share who or what it is about, and nothing in them says otherwise (another
year, doer, speaker, place, hour). Where they tell it with other verbs ("recalled", "withdrew"), the kind of act as which both are coded stands for
the kind of step. Each clause is laid beside the one of another document that fits it best, where that one fits no other better.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from crosswire.compare.calendar import apart, name_other_days
from crosswire.compare.clauses import CAUSED, Clause
from crosswire.compare.deeds import PASSING, load_rungs
from crosswire.compare.quantities import differ
from crosswire.compare.scales import judging_scale
from crosswire.compare.words import load_words, stem
from crosswire.model import Place

ENOUGH = 2.0
"""Points from which two clauses are one happening. The points are a reader's guess, looked at on the dev half of bench/labelled/differences."""

MARGIN = 0.4
"""Points by which the best partner must be better than the next one of the same document, unless both tell the same."""

HEAD, LOOSE, ACTOR, BESIDE, LONE, DAY, PLACE, COUNT, DUE = 1.0, 0.5, 0.5, 0.25, 1.0, 1.0, 1.0, 0.75, 0.5
"""Points of a shared noun, of one that a pronoun may stand for, a shared actor, another shared word of the sentence, being the only two clauses of
both documents that can be one, one day, one place, numbers of one thing, and being dated ahead."""

GENERAL = 0.5
"""Part of a shared noun's points that is taken off where the noun is one of lexicon/generic.txt, which name nothing by themselves."""

ELSEWHERE, ELSEWHERE_LONE = -1.5, -0.5
"""Points of places that are named in both and are not the same; where both documents have but one clause that can be it."""

BOTH_WHY = 0.75
"""Points of saying why in both: of several clauses that tell of one thing, one says why."""

CARRIED = 0.5
"""Points of the noun that two verbs of standing carry ("rejected a recount", "will hold a recount"), where nothing else in either document can be it."""

SAME_BOTH = 1.0
"""Points of sharing both who does it and what it is done to."""

OTHER_DOER = -2.0
"""Points of doers that are known in both and are not the same."""

MOST_BESIDE = 4
"""Other shared words that count at most."""

WISHED = {"asked", "threatened", "refused", "considered"}
"""Rungs of a governing word under which two clauses may be two parties' wishes."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening in at least two accounts. clauses: one a document, in order of document. points: of the weakest pair. again: further clauses of
    these documents that tell the same once more.
    """

    clauses: tuple[Clause, ...]
    points: float
    again: tuple[Clause, ...] = ()

    def tellings(self, clause: Clause) -> list[Clause]:
        """Return a clause and those of its document that tell the same."""
        return [clause, *(c for c in self.again if c.doc == clause.doc)]


@dataclass(frozen=True, slots=True)
class Told:
    """What the accounts of one story tell: all comparable clauses, and the happenings among them. beside: places that are laid beside another account's
    in other ways.
    """

    clauses: tuple[Clause, ...]
    happenings: tuple[Happening, ...]
    beside: tuple[Place, ...] = ()


def find_happenings(clauses: Sequence[Clause], voice_of: Mapping[str, str]) -> list[Happening]:
    """Return the happenings in the clauses of one story, each with at most one clause a document.

    voice_of: document -> what stands for it among its copies; clauses of one voice are not laid side by side. Cost grows with the square of the
    clauses of one kind in one story, not with the number of stories.
    """
    by_concept: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_concept[clause.concept].append(clause)
    found = [happening for concept in sorted(by_concept) for happening in join(by_concept[concept], voice_of)]
    taken = {(c.doc, c.act.id) for h in found for c in (*h.clauses, *h.again)}
    by_code: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.coded and (clause.doc, clause.act.id) not in taken:
            by_code[clause.coded].append(clause)
    found += [happening for code in sorted(by_code) for happening in join(by_code[code], voice_of)]
    taken |= {(c.doc, c.act.id) for h in found for c in (*h.clauses, *h.again)}
    by_scale: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if (scale := judging_scale(clause.act.lemma)) and (clause.doc, clause.act.id) not in taken:
            by_scale[scale].append(clause)
    return found + [happening for scale in sorted(by_scale) for happening in join(by_scale[scale], voice_of)]


def join(clauses: Sequence[Clause], voice_of: Mapping[str, str]) -> list[Happening]:
    """Join clauses of one kind that are each other's best."""
    group = sorted(clauses, key=lambda c: (c.doc, c.start))
    possible = [
        (i, j)
        for i, j in combinations(range(len(group)), 2)
        if voice_of.get(group[i].doc, group[i].doc) != voice_of.get(group[j].doc, group[j].doc)
        and not against(group[i], group[j])
    ]
    between = Counter((group[i].doc, group[j].doc) for i, j in possible)
    points: dict[tuple[int, int], float] = {}
    for i, j in possible:
        value = weigh(group[i], group[j], lone=between[group[i].doc, group[j].doc] == 1)
        if value >= ENOUGH:
            points[i, j] = value
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), value in points.items():
        near[i][j] = near[j][i] = value
    home: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    weakest: dict[int, float] = {}
    for i, j in sorted(points, key=lambda p: (-points[p], p)):
        if not is_best(i, j, near, group):
            continue
        left, right = members.get(home.get(i, -1), {i}), members.get(home.get(j, -1), {j})
        if left is right:
            continue
        both = left | right
        if len({group[n].doc for n in both}) < len(both):
            continue
        if any(against(group[a], group[b]) for a in left for b in right if group[a].doc != group[b].doc):
            continue
        key = min(both)
        low = min([points[i, j], *(weakest[home[n]] for n in (i, j) if n in home)])
        for n in both:
            home[n] = key
        members[key], weakest[key] = both, low
    found = [Happening(tuple(group[n] for n in sorted(members[k])), weakest[k]) for k in sorted(set(home.values()))]
    free = [c for n, c in enumerate(group) if n not in home]
    return [replace(h, again=tuple(c for c in free if told_again(c, h))) for h in found]


def told_again(clause: Clause, happening: Happening) -> bool:
    """Whether a clause tells once more what another of its document tells in a happening: of the same things, and nothing else of them."""
    mine = next((c for c in happening.clauses if c.doc == clause.doc), None)
    if mine is None or against(mine, clause) or mine.level != clause.level:
        return False
    if not mine.heads & clause.heads or other_object(mine, clause):
        return False
    counted = {q.what: q for q in mine.quantities}
    return not any(q.what in counted and differ(q, counted[q.what]) for q in clause.quantities)


def is_best(i: int, j: int, near: Mapping[int, Mapping[int, float]], group: Sequence[Clause]) -> bool:
    """Whether two clauses are plainly each other's best among the clauses of their documents. near: clause -> partner -> points."""
    best = near[i][j]
    return not any(
        third != partner
        and group[third].doc == group[partner].doc
        and value > best - MARGIN
        and not same_telling(group[third], group[partner])
        for mine, partner in ((i, j), (j, i))
        for third, value in near[mine].items()
    )


def same_telling(one: Clause, other: Clause) -> bool:
    """Whether two clauses of one document tell the same numbers, days and standing, so that it does not matter which is taken."""
    return (
        {(q.low, q.what) for q in one.quantities} == {(q.low, q.what) for q in other.quantities}
        and {d.value for d in one.days} == {d.value for d in other.days}
        and one.level == other.level
    )


def against(one: Clause, other: Clause) -> bool:
    """Whether something says that two clauses are not one happening."""
    if not one.years & other.years and (one.years or other.years) and not redated(one, other):
        return True
    if one.parts and other.parts and not one.parts & other.parts:
        return True
    if one.concept != other.concept and one.doers and other.doers and not one.doers & other.doers:
        return (
            True  # one kind of act in other verbs: "recalled its envoy" and "withdrew its envoy" are two states' steps
        )
    if (
        one.deed.quotation
        and other.deed.quotation
        and one.speakers
        and other.speakers
        and not one.speakers & other.speakers
    ):
        rungs = [load_rungs().get(stem(c.act.governed_by or "")) for c in (one, other)]
        if all(r in WISHED for r in rungs):
            return True
    return one.concept in PASSING and not (one.ahead and other.ahead) and name_other_days(one.days, other.days)


def redated(one: Clause, other: Clause) -> bool:
    """Whether two clauses with two earlier years may be one happening that is dated in two ways: it happens once, to the same thing."""
    both = len(one.years) == len(other.years) == len(one.days) == len(other.days) == 1
    return both and one.concept not in PASSING and bool(one.heads & other.heads) and not other_object(one, other)


def weigh(one: Clause, other: Clause, *, lone: bool) -> float:
    """Return the points that two clauses of one kind are one happening."""
    generic = load_words("generic.txt")
    heads = one.heads & other.heads
    loose = ((one.heads | one.loose) & (other.heads | other.loose)) - heads
    if not heads and not loose and not one.actors & other.actors:
        return 0.0
    if one.measures and not alike_named(one, other):
        return 0.0  # a measure is of its subject
    if one.concept == CAUSED and not heads and not loose:
        return 0.0  # what was brought about
    beside = (one.beside & other.beside) - heads - {stem(one.act.lemma)} - generic
    whole = lone and bool(heads) and one.heads == other.heads
    points = (
        HEAD * min(2.0, len(heads) - GENERAL * len(heads & generic) * (not whole))
        + LOOSE * min(2, len(loose))
        + ACTOR * min(2, len(one.actors & other.actors))
    )
    points += BESIDE * min(MOST_BESIDE, len(beside)) + LONE * lone
    both = one.subjects & other.subjects and one.objects & other.objects - one.subjects
    points += SAME_BOTH * bool(both and not one.measures)
    points += BOTH_WHY * bool(gives_reason(one) and gives_reason(other))
    points += CARRIED * (lone and one.concept.endswith(":") and one.concept.rstrip(":") not in generic)
    points += COUNT * bool({q.what for q in one.quantities} & {q.what for q in other.quantities})
    if other_doer(one, other):
        points += OTHER_DOER
    points += DUE * (one.ahead and other.ahead and len(one.days) == len(other.days) == 1)
    days = [(a.value or "", b.value or "") for a in one.days for b in other.days]
    points += DAY * any(not apart(a, b) for a, b in days)
    if one.places and other.places:
        points += PLACE if one.places & other.places else apart_points(one, lone=lone)
    return points


def gives_reason(clause: Clause) -> bool:
    """Whether a clause says why."""
    return bool(clause.act.reason or clause.deed.reason)


def apart_points(clause: Clause, *, lone: bool) -> float:
    """Return the points of places that are not the same: less where nothing else in either document can be it, and it does not happen over and over."""
    return ELSEWHERE_LONE if lone and clause.concept not in PASSING else ELSEWHERE


def other_object(one: Clause, other: Clause) -> bool:
    """Whether two clauses do it to two things that have no word in common."""
    return (
        bool(one.objects and other.objects)
        and not one.objects & (other.objects | other.loose)
        and not other.objects & one.loose
    )


def alike_named(one: Clause, other: Clause) -> bool:
    """Whether two clauses' doers may be one under two names: their subjects share a word, in the clause or where a pronoun takes it from."""
    left, right = one.subjects | one.loose, other.subjects | other.loose
    both_pronouns = not one.subjects and not other.subjects and bool(one.loose & other.loose)
    return both_pronouns or bool((one.subjects & right) | (left & other.subjects))


def other_doer(one: Clause, other: Clause) -> bool:
    """Whether two clauses have doers that are known, or named, and are not the same."""
    if one.doers & other.doers or alike_named(one, other):
        return False
    return bool((one.doers and other.doers) or (one.named and other.named))
