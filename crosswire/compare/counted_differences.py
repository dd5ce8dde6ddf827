"""Differences between numbers of one thing whose sentences are alike, whatever verbs they are told with ("stole gold worth 38 million crowns",
"took gold worth 52 million crowns").

Numbers in one clause of one kind are compared as happenings, those of people as tolls; what is left over is compared here, and only where the words right
beside both numbers and more of their sentences are the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import name_other_days, resolve_time
from crosswire.compare.clauses import WHERE, says_something
from crosswire.compare.developments import has_grown, updated
from crosswire.compare.differences import Scene, label
from crosswire.compare.happening_differences import numbers_clash
from crosswire.compare.quantities import ONES, ROUGH, SCALES, TENS, Quantity, differ, find_numbers, find_quantities
from crosswire.compare.tolls import MORE, names_in
from crosswire.compare.words import load_kind, load_words, read_words, stem
from crosswire.model import DateValue, Difference, Sentence, Story

BEFORE, AFTER = 5, 3
"""Words before and after a number that stand right beside it."""

NEAR, FAR, LONE, ENOUGH = 1.0, 0.5, 0.5, 2.5
"""Points of a word beside both numbers, of another word in both sentences, and of being the only numbers of such things in both accounts; and the points
from which two numbers count one thing. Looked at on bench/labelled/differences/wire.txt."""

NUMERALS = frozenset(stem(w) for w in (*ONES, *TENS, *SCALES, *ROUGH))
"""Stems of words that are numbers themselves."""

FEWEST = 2
"""Words beside both numbers, fewer than which say little of what is counted; where they are the only ones of such things, as many other words help."""

MARGIN = 1.0
"""Points by which the best partner must be better than the next of its account that tells another number."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a thing, with the words that say what it is. near: stems right beside it; kind: of
    the words between the number and the thing ("access points"); words: the other stems of its sentence. days, years,
    places, hours (parts of the day): named in the sentence.
    """

    doc: str
    quantity: Quantity
    sentence: Sentence
    near: frozenset[str]
    kind: frozenset[str]
    words: frozenset[str]
    days: tuple[DateValue, ...]
    years: frozenset[int]
    places: frozenset[str]
    hours: frozenset[str]


def find_counted(doc: str, accounts: Accounts, left_out: Set[tuple[str, int]]) -> Iterator[Counted]:
    """Yield the numbers of a document's body that count a thing by a word, once in their sentence. left_out: numbers, by document and place."""
    text = accounts.documents[doc].text
    published = accounts.published.get(doc, DateValue())
    for sentence in accounts.readings[doc].sentences:
        if sentence.where != "body":
            continue
        span = (sentence.start, sentence.end)
        times = accounts.times_in(doc, [span])
        taken = [(t.start, t.end) for t in times]
        found = find_quantities(text, span, taken)
        words = [
            (stem(w), a)
            for w, a, _ in read_words(text, *span)
            if says_something(w) and not any(t.start <= a < t.end for t in times)
        ]
        for quantity in found:
            if (doc, quantity.start) in left_out or sum(q.what == quantity.what for q in found) > 1:
                continue
            if MORE.search(text, quantity.start, quantity.end):
                continue
            before = [s for s, a in words if a < quantity.start][-BEFORE:]
            after = [s for s, a in words if a >= quantity.end][:AFTER]
            near = frozenset([*before, *after]) - load_words("generic.txt")
            yield Counted(
                doc=doc,
                quantity=quantity,
                sentence=sentence,
                near=near,
                kind=frozenset([s for s, a in words if quantity.start <= a < quantity.end][:-1]) - NUMERALS,
                words=frozenset(s for s, _ in words) - near - {quantity.what} - load_words("generic.txt"),
                days=tuple(d for t in times if (d := resolve_time(t, published, times)) and d.value),
                years=frozenset(t.year for t in times if t.year),
                places=frozenset(w for m in WHERE.finditer(text, *span) for w in names_in(text, m.span(1), taken)),
                hours=frozenset(w.lower() for w, _, _ in read_words(text, *span) if w.lower() in load_kind("hours")),
            )


def compare_counted(
    docs: Sequence[str], left_out: Set[tuple[str, int]], story: Story, scene: Scene
) -> Iterator[Difference]:
    """Yield the numbers that accounts give differently in sentences that are alike. docs: of one story, one a voice."""
    by_what: dict[str, list[Counted]] = defaultdict(list)
    for doc in docs:
        for counted in find_counted(doc, scene.accounts, left_out):
            by_what[counted.quantity.what].append(counted)
    for what in sorted(by_what):
        for one, other in combinations(by_what[what], 2):
            if not one.near & other.near or one.doc == other.doc:
                continue
            if clash(one, other, scene) and is_best(one, other, by_what[what]):
                yield make_row(one, other, story, scene)


def points_of(one: Counted, other: Counted, lone: bool) -> float:
    """Return the points that two numbers count one thing; 0 where something says otherwise."""
    near = one.near & other.near
    far = ((one.near | one.words) & (other.near | other.words)) - near
    if (
        len(near) < FEWEST - (lone and len(far) >= FEWEST)
        or one.years != other.years
        or (one.kind and other.kind and not one.kind & other.kind)
    ):
        return 0.0
    if name_other_days(one.days, other.days):
        return 0.0
    if any(a and b and not a & b for a, b in ((one.places, other.places), (one.hours, other.hours))):
        return 0.0
    return NEAR * len(near) + FAR * len(far) + LONE * lone


def is_best(one: Counted, other: Counted, rivals: Sequence[Counted]) -> bool:
    """Whether two numbers are plainly each other's."""
    lone = all(sum(r.doc == c.doc for r in rivals) == 1 for c in (one, other))
    best = points_of(one, other, lone)
    return best >= ENOUGH and not any(
        rival is not mine
        and rival.doc == mine.doc
        and differ(rival.quantity, mine.quantity)
        and points_of(rival, theirs, lone) > best - MARGIN
        for mine, theirs in ((one, other), (other, one))
        for rival in rivals
    )


def clash(one: Counted, other: Counted, scene: Scene) -> bool:
    """Whether two numbers cannot both hold and are no update or growth of each other."""
    ours, theirs = one.quantity, other.quantity
    if not numbers_clash(ours, theirs) or updated(one, other, scene) or knows_both(one, other, scene):
        return False
    return not has_grown(one, other, ours, theirs, scene)


def knows_both(one: Counted, other: Counted, scene: Scene) -> bool:
    """Whether the sentence of one number has the other number too, so that it tells them apart ("18,000, on top of the 50,000")."""
    return any(
        number.low == theirs.quantity.low
        for mine, theirs in ((one, other), (other, one))
        for number in find_numbers(scene.accounts.documents[mine.doc].text, (mine.sentence.start, mine.sentence.end))
    )


def make_row(one: Counted, other: Counted, story: Story, scene: Scene) -> Difference:
    """Build the row of two numbers, each with its sentence, headed by the shorter."""
    sides = [
        scene.side(c.doc, c.sentence.start, c.sentence.end, (c.quantity.start, c.quantity.end)) for c in (one, other)
    ]
    shortest = min((one, other), key=lambda c: (c.sentence.end - c.sentence.start, c.doc))
    about = label(scene.accounts.words(shortest.doc, shortest.sentence.start, shortest.sentence.end))
    basis = f"numbers of one thing in like sentences ({one.quantity.what})"
    return scene.make("number", about, sides, basis=basis, weight=-0.1, story=story.id)
