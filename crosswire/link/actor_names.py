"""When two names can be one person's: each test gives its reason in words and how sure it is, or None."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from crosswire.model.folding import skeleton, sound_alike, spellings

Verdict = tuple[str, str]
"""(reason, certainty): certainty is "certain", "likely" or "possible"."""

SHORTEST = 4
"""Letters that a given name needs to be taken for another spelling of one that differs by a letter. By eye: "Igor" and "Ihor", not "Jan" and "Jon"."""
LONG = 8
"""Sounds of a surname that two people with nearly one given name seldom share. By eye."""
CONSONANTS = 3
"""Consonants that a surname needs to be known by them alone ("Qasouri", "Kassuri")."""


def same_person(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two full names, folded, are one wherever they stand: the same surname, and given names that are equal, or left out between the same ends."""
    return tuple(left) == tuple(right) or (
        len(left) > 1 and len(right) > 1 and left[-1] == right[-1] and left[0] == right[0] and len(left[0]) > 1
    )


def transliterated(left: Sequence[str], right: Sequence[str]) -> Verdict | None:
    """Say whether two full names, lower case, sound as one under some way of writing Cyrillic in Latin letters."""
    if len(left) < 2 or len(right) < 2 or not sound_alike(left[-1], right[-1]) or not sound_alike(left[0], right[0]):
        return None
    return f"two spellings of one name: {' '.join(left)}, {' '.join(right)}", "likely"


def long_surname(left: Sequence[str], right: Sequence[str]) -> Verdict | None:
    """Say whether two full names share a surname that is too long to be shared by chance, and given names a letter apart."""
    sound = min((len(s) for s in spellings(left[-1]) & spellings(right[-1])), default=0)
    if len(left) < 2 or len(right) < 2 or sound < LONG or left[-1] == right[-1] or left[0][0] != right[0][0]:
        return None
    if not nearly(left[0], right[0]):
        return None
    return f"two spellings of a long surname, given names a letter apart: {' '.join(left)}, {' '.join(right)}", "likely"


def close(left: Sequence[str], right: Sequence[str]) -> Verdict | None:
    """Say whether two full names, lower case, can be one person's in accounts of one story that never name both."""
    told = f"{' '.join(left)}, {' '.join(right)}"
    if len(left) < 2 or len(right) < 2:
        return None
    if sorted(left) == sorted(right) or (sound_alike(left[0], right[-1]) and sound_alike(left[-1], right[0])):
        return f"one name with the surname first and last: {told}", "likely"
    first, other = left[0], right[0]
    if sound_alike(left[-1], right[-1]):
        if first == other:
            return f"one given name and a surname that sounds the same: {told}", "likely"
        short, long_ = sorted((first, other), key=len)
        if len(short) >= 2 and long_.startswith(short):
            return f"a short and a long given name of one surname: {told}", "likely"
        if first[0] == other[0] and skeleton(first) == skeleton(other):
            return f"given names with the same consonants and one surname: {told}", "likely"
        if min(len(first), len(other)) >= SHORTEST and first[0] == other[0] and nearly(first, other):
            return f"given names a letter apart and one surname: {told}", "possible"
    elif (
        skeleton(left[-1]) == skeleton(right[-1])
        and len(skeleton(left[-1])) >= CONSONANTS
        and left[-1][0] == right[-1][0]
        and (sound_alike(first, other) or (first[0] == other[0] and skeleton(first) == skeleton(other)))
    ):
        return f"names with the same consonants: {told}", "likely"
    return None


def nearly(left: str, right: str) -> bool:
    """Whether some readings of two words are one letter apart."""
    pairs = ((a, b) for a in sorted(spellings(left)) for b in sorted(spellings(right)))
    return any(Levenshtein.distance(a, b, score_cutoff=1) <= 1 for a, b in pairs)
