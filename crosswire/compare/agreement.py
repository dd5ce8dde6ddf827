"""Where accounts of one thing differ, and what only some of them have.

Differences come from aligned statements and from deeds told by several accounts, never from whole texts. The verdict is `differ`; it is
`contradict` only for the same slot of the same statement or deed with values that cannot both hold. False ones cost more than missed ones.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from crosswire.compare.accounts import Accounts
from crosswire.compare.deed_differences import compare_deeds
from crosswire.compare.deeds import find_deeds
from crosswire.compare.differences import Scene
from crosswire.compare.naming import compare_names
from crosswire.compare.slots import compare_slots
from crosswire.compare.solo import find_solo
from crosswire.compare.telling_differences import compare_tellings
from crosswire.compare.topics import Topics
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    Difference,
    Document,
    Issue,
    Position,
    Published,
    Reading,
    Statement,
    Story,
)

MOST_WORDINGS = 3
"""Rows for a story that only show another wording: after what differs in substance, a few examples say enough."""

MOST = 40
"""Differences kept for one storyline, the weightiest first."""


def compare_accounts(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    copies: Sequence[CopyGroup],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    issues: Sequence[Issue],
    positions: Sequence[Position],
) -> tuple[Difference, ...]:
    """Return the differences between the accounts of each storyline, weightiest first.

    A storyline's stories are compared together, since a later account may tell an earlier deed in another way; statements and "only" stay within
    one story. `positions` are not needed: where parties differ is no difference between accounts.
    """
    accounts = Accounts(
        documents=documents,
        readings=readings,
        stories=stories,
        published=published,
        actors=actors,
        attributions=attributions,
    )
    topics = Topics(accounts, issues)
    by_issue = {i.id: i for i in issues}
    by_story: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        by_story.setdefault(statement.story, []).append(statement)
    found: list[Difference] = []
    for line in sorted(accounts.storylines):
        members = accounts.storylines[line]
        scene = Scene(accounts, members, copies, issues)
        mine = [s for story in scene.stories for s in by_story.get(story.id, [])]
        deeds = [d for doc in scene.docs for d in find_deeds(accounts.readings[doc], accounts, topics)]
        rows = [
            *compare_deeds(deeds, scene, by_issue),
            *compare_slots(scene, topics, by_issue),
            *compare_names(scene),
            *find_solo(deeds, mine, scene, by_issue),
        ]
        for statement in mine:
            rows.extend(compare_tellings(statement, scene))
        found.extend(order_rows(rows)[:MOST])
    return tuple(order_rows(found))


def order_rows(rows: Iterable[Difference]) -> list[Difference]:
    """Return the weightiest first; a row that shows no other places or words than one before it, of its kind, is left out."""
    kept: list[Difference] = []
    seen: set[tuple[str, frozenset[tuple[str, int, int]]]] = set()
    told: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    worded: Counter[str] = Counter()
    for row in sorted(rows, key=lambda r: (-r.weight, r.kind, r.id)):
        places = (row.kind, frozenset((s.place.doc, s.place.start, s.place.end) for s in row.sides))
        values = (row.kind, frozenset((s.place.doc, s.value) for s in row.sides))
        again = row.kind == "wording" and (
            worded[row.story] >= MOST_WORDINGS or any((row.kind, frozenset([p])) in seen for p in places[1])
        )
        if places not in seen and values not in told and not again:
            seen.add(places)
            if row.kind == "wording":
                worded[row.story] += 1
                seen.update((row.kind, frozenset([p])) for p in places[1])
            told.add(values)
            kept.append(row)
    return kept
