"""Where accounts of one thing differ, and what only some of them have.

Differences come from aligned statements and from deeds told by several accounts, never from whole texts. The verdict is `differ`; it is
`contradict` only for the same slot of the same statement or deed with values that cannot both hold. False ones cost more than missed ones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.clauses import Clause, find_clauses
from crosswire.compare.coded import CodedActs
from crosswire.compare.counted_differences import compare_counted
from crosswire.compare.deed_differences import compare_deeds
from crosswire.compare.deeds import find_deeds
from crosswire.compare.differences import Scene
from crosswire.compare.doer_differences import compare_doers
from crosswire.compare.happening_differences import compare_happenings
from crosswire.compare.happenings import Told, find_happenings
from crosswire.compare.naming import compare_names
from crosswire.compare.opposite_differences import compare_opposites
from crosswire.compare.same_words import compare_sources
from crosswire.compare.solo import find_solo
from crosswire.compare.telling_differences import compare_tellings
from crosswire.compare.toll_differences import compare_tolls
from crosswire.compare.tolls import find_tolls
from crosswire.compare.topics import Topics
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    Difference,
    Document,
    Event,
    Issue,
    Position,
    Published,
    Reading,
    Statement,
    Story,
)

MOST_WORDINGS = 3
"""Rows for a story that only show stronger words: after what differs in substance, a few examples say enough. Of what only some have, one row fewer
than the story has voices is kept."""

WHOLE = ("status", "reason", "place", "wording", "only")
"""Kinds of which one clause gives one row: two rows about overlapping places tell one thing."""

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
    events: Sequence[Event] = (),
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
    acts = CodedActs(events, accounts.readings.values())
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
            *compare_names(scene),
        ]
        for story in scene.stories:
            told = read_clauses(story, scene, topics, acts)
            once = read_once(story, scene)
            tolls = [t for doc in once for t in find_tolls(scene.accounts.readings[doc], scene.accounts)]
            tolled = {(t.doc, t.quantity.start) for t in tolls}
            beside = [
                *compare_tolls(tolls, story, scene),
                *compare_counted(once, tolled, story, scene),
                *compare_opposites(once, story, scene),
                *compare_doers(told.clauses, acts, scene),
            ]
            rows.extend(compare_happenings(told.happenings, scene, tolled))
            rows.extend(beside)
            rows.extend(compare_sources(story, scene))
            told = replace(told, beside=tuple(s.place for row in beside for s in row.sides))
            rows.extend(find_solo(story, told, deeds, mine, scene, by_issue))
        for statement in mine:
            rows.extend(compare_tellings(statement, scene))
        found.extend(order_rows(rows, {s.id: scene.voices(s.docs) for s in scene.stories})[:MOST])
    return tuple(sorted(found, key=rank))


def read_once(story: Story, scene: Scene) -> list[str]:
    """Return the documents of a story, of copies the original alone."""
    return sorted(scene.one_doc_each(d for d in story.docs if d in scene.accounts.readings))


def read_clauses(story: Story, scene: Scene, topics: Topics, acts: CodedActs) -> Told:
    """Return the comparable clauses of a story's accounts, and what of them is told by several."""
    clauses = tuple(
        with_code(c, acts)
        for doc in read_once(story, scene)
        for c in find_clauses(scene.accounts.readings[doc], scene.accounts, topics)
    )
    return Told(clauses, tuple(find_happenings(clauses, scene.copy_of)))


def with_code(clause: Clause, acts: CodedActs) -> Clause:
    """Return a clause with the kind of act as which its verb is coded. What a verb of standing carries ("considers an inquiry") is no act of its own."""
    coded = None if clause.concept.endswith(":") else acts.of_act(clause.doc, clause.act.id)
    return clause if coded is None else replace(clause, coded=coded.kind)


def order_rows(rows: Iterable[Difference], voices: Mapping[str, int]) -> list[Difference]:
    """Return the weightiest first; a row that tells again what one before it tells is left out. voices: story -> its independent accounts."""
    kept: list[Difference] = []
    counts: Counter[tuple[str, str]] = Counter()
    for row in sorted(rows, key=rank):
        if any(tells_again(row, other) for other in kept):
            continue
        counts[row.story, row.kind] += 1
        most = {"wording": MOST_WORDINGS, "only": voices.get(row.story, MOST) - 1}
        if counts[row.story, row.kind] <= most.get(row.kind, MOST):
            kept.append(row)
    return kept


def rank(row: Difference) -> tuple[float, str, str]:
    """Return what rows are sorted by."""
    return -row.weight, row.kind, row.id


def tells_again(row: Difference, other: Difference) -> bool:
    """Whether a row shows, for two accounts or for all that it has, the values or places that another row of its kind shows.

    Of a kind of which one clause gives one row, one account's place is enough where the other row has all its accounts.
    """
    if row.kind != other.kind:
        return False
    again = 0
    whole = row.kind in WHOLE
    for side in row.sides:
        for known in other.sides:
            if side.place.doc != known.place.doc:
                continue
            overlap = min(side.place.end, known.place.end) - max(side.place.start, known.place.start)
            if overlap > 0 and (whole or side.value == known.value):
                again += 1
                break
    held = {s.place.doc for s in row.sides} <= {s.place.doc for s in other.sides}
    return again >= (1 if whole and held else min(2, len(row.sides)))
