"""Chapters: stories whose days adjoin and that belong to one storyline or quote the same people, over which an utterance may be told in two stories.

A minister's words of Monday evening stand in Monday's story and in the one that Tuesday's news opened. Two stories that lie further apart are two
occasions: the same words are then said again, not told again.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from crosswire.link.statements_gate import NEWS, as_day
from crosswire.model import DateValue, Story

MOST_DOCUMENTS = 60
"""Documents of a chapter at most: a war that fills the papers every day is one storyline, and must not become one chapter."""


SHARED = 2
"""People quoted in both of two stories whose days adjoin, from which they are one chapter although their words differ: one alone is quoted
on many matters in a day. Chosen beforehand, not tuned."""

Dated = tuple[date, date, Story]
"""The first and the last day of a story's documents, and the story."""


def find_chapters(
    stories: Sequence[Story], published: Mapping[str, DateValue], quoted: Mapping[str, Collection[str]]
) -> list[tuple[Story, ...]]:
    """Return the stories in groups: those that lie `NEWS` days apart at most and are of one storyline or quote `SHARED` people in common, else each by
    itself.

    quoted: by document, the people whom it quotes. Nearest first, as long as a group holds no more than `MOST_DOCUMENTS`. Sorted by the id of the first
    story, so that the order given does not matter.
    """
    lines: dict[str, list[Dated]] = defaultdict(list)
    people: dict[str, list[Dated]] = defaultdict(list)
    for story in stories:
        days = sorted(d for doc in story.docs if doc in published and (d := as_day(published[doc].value)))
        if days:
            dated = (days[0], days[-1], story)
            lines[story.storyline or story.id].append(dated)
            for who in {who for doc in story.docs for who in quoted.get(doc, ())}:
                people[who].append(dated)
    near = {pair for line in lines.values() for pair in adjoining(line)}
    common = Counter(pair for told in people.values() for pair in adjoining(told))
    near |= {pair for pair, count in common.items() if count >= SHARED}
    home = {story.id: [story] for story in stories}
    for _, one, other in sorted(near):
        left, right = home[one], home[other]
        if left is not right and sum(len(s.docs) for s in (*left, *right)) <= MOST_DOCUMENTS:
            left += right
            home |= {s.id: left for s in right}
    chapters = {id(group): tuple(sorted(group, key=lambda s: s.id)) for group in home.values()}
    return sorted(chapters.values(), key=lambda group: group[0].id)


def adjoining(dated: Sequence[Dated]) -> list[tuple[int, str, str]]:
    """Return (days between, story, story) for the stories that adjoin."""
    ordered = sorted(dated, key=lambda d: (d[0], d[1], d[2].id))
    found = []
    for n, (_, last, story) in enumerate(ordered):
        for first, _, other in ordered[n + 1 :]:
            gap = max(0, (first - last).days)
            if gap > NEWS:
                break
            found.append((gap, story.id, other.id))
    return found


def main_story(chapter: Sequence[Story], docs: Sequence[str]) -> str:
    """Return the id of the chapter's story to which most of some documents belong; of equals the first by id."""
    return max(
        sorted(s.id for s in chapter), key=lambda i: sum(d in s.docs for s in chapter if s.id == i for d in docs)
    )
