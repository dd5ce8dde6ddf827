"""What a later account tells further on is no difference: a toll that has grown, a step that has been taken since.

Accounts of one story may lie days apart. Only what could have been told otherwise on the earlier day sets two accounts against each other.
"""

from itertools import combinations
from typing import Protocol

from crosswire.compare.calendar import bounds, first_day, last_day, share_day
from crosswire.compare.clauses import Clause
from crosswire.compare.differences import Scene
from crosswire.compare.quantities import Quantity
from crosswire.model import DateValue

DAYS = 2
"""Days between two accounts from which the later one may tell what has happened since. The papers of the next morning tell of the day before: in
bench/labelled/differences what they tell otherwise is a difference.
"""

LADDER = ("considered", "asked", "threatened", "planned", "done")
"""Standings in the order in which a step comes about."""


class Telling(Protocol):
    """What one account tells, with the days that it names."""

    @property
    def doc(self) -> str:
        """The document."""

    @property
    def days(self) -> tuple[DateValue, ...]:
        """The days named."""


def day_of_account(clause: Telling, scene: Scene) -> str:
    """Return the day, month or year on which a clause's account was published, or ""."""
    published = scene.accounts.published.get(clause.doc)
    return published.value or "" if published is not None else ""


def is_later(one: Telling, other: Telling, scene: Scene) -> bool:
    """Whether one account was published DAYS or more after another; not where one of the days is unknown."""
    first, last = first_day(day_of_account(one, scene)), last_day(day_of_account(other, scene))
    return first is not None and last is not None and (first - last).days >= DAYS


def has_grown(one: Telling, other: Telling, ours: Quantity, theirs: Quantity, scene: Scene) -> bool:
    """Whether the later account counts more, and nothing says that both count up to one day."""
    later, earlier, more, less = (
        (one, other, ours, theirs) if is_later(one, other, scene) else (other, one, theirs, ours)
    )
    if not is_later(later, earlier, scene) or more.low < less.low:
        return False
    return not share_day(one.days, other.days)


def has_moved_on(clauses: tuple[Clause, ...], scene: Scene) -> bool:
    """Whether wherever one account is further than another it is a later one, and does not tell it of a day before the earlier account."""
    uneven = [
        (a, b) if LADDER.index(a.level) < LADDER.index(b.level) else (b, a)
        for a, b in combinations([c for c in clauses if c.level in LADDER], 2)
        if a.level != b.level
    ]
    known = {c.level for c in clauses} <= set(LADDER)
    return known and all(is_later(far, near, scene) and not told_before(far, near, scene) for near, far in uneven)


def told_before(far: Clause, near: Clause, scene: Scene) -> bool:
    """Whether what is told further on lies before the day of the account that is not so far."""
    return any(bounds(d.value or "")[0] <= bounds(day_of_account(near, scene))[1] for d in far.days)


def updated(one: Telling, other: Telling, scene: Scene) -> bool:
    """Whether two accounts are by one outlet or agency, so that the later one is an update of the earlier."""
    names = []
    for telling in (one, other):
        header = scene.accounts.documents[telling.doc].header
        names.append({v.value.casefold() for v in (header.agency, header.publisher) if v.value})
    return bool(names[0] & names[1])
