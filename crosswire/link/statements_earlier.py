"""The same words said again: statements of one speaker that repeat, on a later day, what he or she said before.

Two utterances are kept apart, however alike, where they were made on two days; a reader wants to know all the same that it was said before. Only
near repetitions count: what merely means the same is the business of positions. Works over all stories at once; cost grows with the number of
statements that share two rare words in a row, not with its square.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from crosswire.link.statements_gate import SpokenOn, later
from crosswire.link.statements_words import content_stems, find_turned, find_words, weigh_words
from crosswire.model import Quotation, SaidBefore, Statement

REPEATED = 0.7
"""Share of the shorter wording's words that must stand in the longer one, in order."""

FEWEST = 6
"""Words that a wording needs: "No comment" is said by everybody every day."""

RUN = 2
"""Words in a row that count as taken over."""

LATER = 3
"""Days between two statements' days from which the later one is no late report of the earlier."""

CROWD = 100
"""Statements of one speaker with one pair of words from which the pair is a set phrase and brings nothing together."""

MOST = 5
"""Earlier statements listed for one, the latest first."""

Days = tuple[str, str]


def link_earlier(
    statements: Sequence[Statement], quotations: Mapping[str, Quotation], occasions: Mapping[str, SpokenOn]
) -> tuple[Statement, ...]:
    """Return the statements with `earlier` filled: those in which one of the same speakers said the same words on an earlier day.

    quotations, occasions: by id of quotation. Statements without a known day are left alone.
    """
    days = [spoken_days(s, occasions) for s in statements]
    wordings = [wordings_of(s, quotations) for s in statements]
    found: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(find_pairs(statements, wordings)):
        one, other = days[i], days[j]
        if one is None or other is None or not repeats(wordings[i], wordings[j]):
            continue
        if later(one[1], LATER) <= other[0]:
            found[j].append(i)
        elif later(other[1], LATER) <= one[0]:
            found[i].append(j)
    out = list(statements)
    for n, before in found.items():
        latest = sorted(before, key=lambda k: (days[k] or ("", ""), statements[k].id), reverse=True)[:MOST]
        links = (SaidBefore(statements[k].id, statements[k].story, (days[k] or ("", ""))[1]) for k in latest)
        out[n] = replace(statements[n], earlier=tuple(links))
    return tuple(out)


def spoken_days(statement: Statement, occasions: Mapping[str, SpokenOn]) -> Days | None:
    """Return (first, last) ISO days of a statement: as its wordings name them, else the day on which the first of them was in print."""
    known = [occasions[q] for q in statement.quotations if q in occasions]
    named = sorted(o.days for o in known if o.days)
    if named:
        return max(first for first, _ in named), min(last for _, last in named)
    printed = min((o.published for o in known if o.published), default=None)
    return (printed, printed) if printed else None


def wordings_of(statement: Statement, quotations: Mapping[str, Quotation]) -> list[Quotation]:
    """Return a statement's wordings that are long enough to be told again, each text once."""
    once = {q.text.lower(): q for q in (quotations[i] for i in statement.quotations if i in quotations)}
    return [q for _, q in sorted(once.items()) if len(find_words(q.text)) >= FEWEST]


def find_pairs(statements: Sequence[Statement], wordings: Sequence[Sequence[Quotation]]) -> set[tuple[int, int]]:
    """Return the pairs of statements, by number, that share a speaker and two content words in a row."""
    holders: dict[tuple[str, tuple[str, str]], list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        keys = {(s, pair) for s in statement.speakers for q in wordings[n] for pair in word_pairs(q)}
        for key in sorted(keys):
            holders[key].append(n)
    return {
        (i, j)
        for members in holders.values()
        if len(members) <= CROWD
        for n, i in enumerate(members)
        for j in members[n + 1 :]
    }


def word_pairs(quotation: Quotation) -> Iterator[tuple[str, str]]:
    """Yield the content stems of a wording two by two."""
    yield from pairwise(stem for stem, _ in content_stems(weigh_words(quotation.text)))


def repeats(one: Sequence[Quotation], other: Sequence[Quotation]) -> bool:
    """Whether some wording of one repeats some wording of the other, and neither turns it round."""
    return any(
        a.negated == b.negated
        and bool(find_turned(a.text)) == bool(find_turned(b.text))
        and share_repeated(find_words(a.text.lower()), find_words(b.text.lower())) >= REPEATED
        for a in one
        for b in other
    )


def share_repeated(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter list of words stands in the longer one, in order and `RUN` or more in a row."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size >= RUN) / (min(len(one), len(other)) or 1)
