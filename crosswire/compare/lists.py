"""Lists in a clause ("oil, gas and timber") and how two accounts' lists of one thing differ in their members."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.compare.words import Word, load_kind, read_words, stem
from crosswire.model import Span

AND = re.compile(r"(?:and|or)", re.IGNORECASE)
SMALL = frozenset(["", "a", "an", "the", "and", "or"])
"""Stems of words that stand before anything, so that they do not say what a name does there."""

LONGEST = 3
"""Words of one member at most; a longer one is a clause."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list. members: their stems in order. span: its place. before: stem of the word before it, by which a single member elsewhere is known to do
    the same work. named: its members are names.
    """

    members: tuple[str, ...]
    span: Span
    before: str
    named: bool


def find_lists(text: str, span: Span, taken: Sequence[Span] = ()) -> list[Listed]:
    """Return the lists in [start, end): members joined by commas and a last "and" or "or". taken: words of time, which are no members."""
    words = read_words(text, *span)
    found: list[Listed] = []
    for n, (word, _, _) in enumerate(words):
        if not AND.fullmatch(word) or n == 0 or n + 1 == len(words):
            continue
        last = member_after(words, n + 1 + is_article(words, n + 1), text)
        members = members_before(words, n - 1, text)
        if last is None or not members or any(a <= words[n + 1][1] < b for a, b in taken):
            continue
        first = members[0][0]
        led = first - is_article(words, first - 1)
        keys = [key_of(words, a, b) for a, b in (*members, last)]
        if len(set(keys)) < len(keys) or any(k.isdigit() for k in keys):
            continue
        if len({is_name(words[a][0]) for a, _ in (*members, last)}) > 1:
            continue
        before = stem(words[led - 1][0]) if led else ""
        found.append(Listed(tuple(keys), (words[first][1], words[last[1] - 1][2]), before, is_name(words[first][0])))
    return found


def member_after(words: Sequence[Word], n: int, text: str) -> tuple[int, int] | None:
    """Return the last member's words [from, to): up to what ends it."""
    stop = n
    while stop < len(words) and stop - n < LONGEST and not ends(words[stop][0]):
        stop += 1
        if stop < len(words) and text[words[stop - 1][2] : words[stop][1]].strip(" -"):
            break
        if stop < len(words) and is_name(words[stop - 1][0]) != is_name(words[stop][0]):
            break
    return (n, stop) if stop > n else None


def members_before(words: Sequence[Word], n: int, text: str) -> list[tuple[int, int]]:
    """Return the members that end at word n or at commas before it, in order."""
    members: list[tuple[int, int]] = []
    while n >= 0:
        first = n
        while (
            first > 0
            and n - first + 1 < LONGEST
            and not ends(words[first - 1][0])
            and not text[words[first - 1][2] : words[first][1]].strip(" -")
            and is_name(words[first - 1][0]) == is_name(words[first][0])
        ):
            first -= 1
        if ends(words[n][0]):
            return members
        members.insert(0, (first, n + 1))
        first -= is_article(words, first - 1)
        if first == 0 or text[words[first - 1][2] : words[first][1]].strip() != ",":
            return members
        n = first - 1
    return members


def is_article(words: Sequence[Word], n: int) -> bool:
    """Whether the n-th word is an article, which stands before a member and is no part of it ("pistols, an axe and a rope")."""
    return 0 <= n < len(words) and words[n][0].lower() in ("a", "an", "the")


def ends(word: str) -> bool:
    """Whether a word belongs to no member: small words, prepositions, pronouns."""
    low = word.lower()
    return (
        low in load_kind("filling")
        or low in load_kind("adverbial")
        or low in load_kind("clausal")
        or low in load_kind("pronoun")
    )


def is_name(word: str) -> bool:
    """Whether a word is written as a name."""
    return word[0].isupper()


def key_of(words: Sequence[Word], first: int, stop: int) -> str:
    """Return a member's key: the stems of a name, cut so that "North Korean" meets "North Korea"; the last stem of other words."""
    mine = [w for w, _, _ in words[first:stop]]
    return " ".join(stem(w)[:5] for w in mine) if is_name(mine[0]) else stem(mine[-1])


def compare_members(
    mine: Listed, theirs: Sequence[Listed], text: str, region: Sequence[Span], own_text: str
) -> Span | None:
    """Return the place of another account's list that shares a member with this one and is not the same; None where there is none.

    Of other words than names one list must be longer: "jail and a fine" beside "prison and a fine" is one list in other words.
    Where the account has no list, one name of this list after the same word will do ("from Karsia" beside "from Karsia or Brend").
    """
    for other in theirs:
        shared = set(mine.members) & set(other.members)
        longer = set(mine.members) < set(other.members) or set(other.members) < set(mine.members)
        if (
            shared
            and (longer or (mine.named and set(mine.members) != set(other.members)))
            and (mine.before == other.before or len(shared) > 1)
        ):
            return other.span
        if shared:
            return None
    if not mine.named or mine.before in SMALL or own_text[slice(*mine.span)].rpartition(" ")[0] in text:
        return None
    for start, end in region:
        words = read_words(text, start, end)
        for n in range(1, len(words)):
            if stem(words[n - 1][0]) != mine.before or ends(words[n][0]):
                continue
            last = member_after(words, n, text)
            if last is not None and key_of(words, *last) in mine.members:
                return words[n][1], words[last[1] - 1][2]
    return None
