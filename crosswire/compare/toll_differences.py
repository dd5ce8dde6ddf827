"""Differences between tolls: how many were killed, hurt, arrested, moved to safety by one account and by another.

Two tolls are laid side by side where they are of one kind and of the same people, and either share a day or a name, or each is the only toll of its kind
that its account gives near its top.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crosswire.compare.calendar import share_day
from crosswire.compare.developments import has_grown, updated
from crosswire.compare.differences import Scene, label
from crosswire.compare.quantities import differ
from crosswire.compare.tolls import Toll
from crosswire.model import Difference, Side, Story

FARTHEST = 5.0
"""Times that one toll may be another and still count the same people. Early counts of one disaster lie further apart than two counts of things."""

TOP = 12
"""Sentences from the top of an account in which its only toll of a kind is its own news. Looked at on bench/labelled/differences/wire.txt."""

AROUND = 100
"""Characters around a toll that are shown with it."""


def compare_tolls(tolls: Sequence[Toll], story: Story, scene: Scene) -> Iterator[Difference]:
    """Yield the tolls that the accounts of a story give differently, one row a toll. tolls: of one document a voice."""
    by_kind: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_kind[toll.kind].append(toll)
    for kind in sorted(by_kind):
        for group in join_tolls(by_kind[kind], scene):
            if any(clash(a, b, scene) for a, b in combinations(group, 2)):
                yield make_row(kind, group, story, scene)


def join_tolls(tolls: Sequence[Toll], scene: Scene) -> Iterator[list[Toll]]:
    """Yield the tolls of one kind that are one toll in several accounts, at most one an account."""
    sole = {t for t in tolls if is_sole(t, tolls)}
    partners: dict[Toll, list[Toll]] = {
        t: [o for o in tolls if o.doc != t.doc and is_same(t, o, sole) and not updated(t, o, scene)] for t in tolls
    }
    taken: set[Toll] = set()
    for toll in sorted(tolls, key=lambda t: (-len(partners[t]), t.order, t.doc, t.quantity.start)):
        if toll in taken:
            continue
        group = [toll]
        for other in sorted(partners[toll], key=lambda t: (t.order, t.doc, t.quantity.start)):
            fits = all(other in partners[t] or agree(t, other) for t in group if t.doc != other.doc)
            if (
                other not in taken
                and fits
                and all(other.doc != t.doc for t in group)
                and is_plain(other, toll, partners)
            ):
                group.append(other)
        if len(group) > 1:
            taken.update(t for t in tolls for mine in group if t.doc == mine.doc and agree(t, mine))
            yield group


def is_plain(one: Toll, other: Toll, partners: dict[Toll, list[Toll]]) -> bool:
    """Whether two tolls are plainly each other's: every other toll of the one's account that may be the other's tells the same."""
    return all(
        agree(rival, mine)
        for mine, theirs in ((one, other), (other, one))
        for rival in partners[theirs]
        if rival.doc == mine.doc
    )


def agree(one: Toll, other: Toll) -> bool:
    """Whether some value fits both tolls."""
    return not differ(one.quantity, other.quantity)


def is_sole(toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Whether an account gives no other toll of the kind, or this one again and again, and near its top."""
    mine = [t for t in tolls if t.doc == toll.doc]
    same = [t for t in mine if agree(toll, t)]
    others = [t for t in mine if t not in same and not (t.running and not toll.running)]
    again = len(same) > 1 and not any(sum(agree(t, o) for o in others) >= len(same) for t in others)
    return toll.order < TOP and (not others or again)


def is_same(one: Toll, other: Toll, sole: set[Toll]) -> bool:
    """Whether two tolls of one kind count the same people at the same time."""
    if not same_people(one, other) or (one.running != other.running and not (one.total and other.total)):
        return False
    shared_day = share_day(one.days, other.days)
    if one.days and other.days and not shared_day:
        return False
    if one.places and other.places and not (one.names & other.names or shared_day):
        return False
    low, high = sorted((one.quantity, other.quantity), key=lambda q: q.low)
    if low.high > 0 and high.low > FARTHEST * low.high:
        return False
    if (one in sole and other in sole) or (one.total and other.total):
        return True
    return (
        bool(one.quantity.what)
        and one.quantity.what == other.quantity.what
        and shared_day
        and bool(one.names & other.names)
    )


def same_people(one: Toll, other: Toll) -> bool:
    """Whether two tolls count by one word, or both count people as such."""
    return one.quantity.what == other.quantity.what or (one.of_people and other.of_people)


def clash(one: Toll, other: Toll, scene: Scene) -> bool:
    """Whether two tolls cannot both hold, and the later account's is no growth."""
    return differ(one.quantity, other.quantity) and not has_grown(one, other, one.quantity, other.quantity, scene)


def make_row(kind: str, group: Sequence[Toll], story: Story, scene: Scene) -> Difference:
    """Build the row of one toll: each account's number with the words around it, headed by the shortest."""
    sides: list[Side] = []
    for toll in group:
        begin = max(toll.sentence.start, toll.quantity.start - AROUND)
        end = min(toll.sentence.end, toll.quantity.end + AROUND)
        text = scene.accounts.documents[toll.doc].text
        begin = begin if begin == toll.sentence.start else text.find(" ", begin) + 1
        end = end if end == toll.sentence.end else text.rfind(" ", begin, end)
        sides.append(scene.side(toll.doc, begin, max(end, toll.quantity.end), (toll.quantity.start, toll.quantity.end)))
    first = min(group, key=lambda t: (t.order, t.doc))
    about = label(scene.accounts.words(first.doc, first.sentence.start, first.sentence.end))
    return scene.make("number", about, sides, basis=f"tolls of one story ({kind})", story=story.id)
