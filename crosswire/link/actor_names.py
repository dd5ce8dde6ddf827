"""When two names, or a name and a role, can be one actor's. Each test says why, so that a page can show it."""

import unicodedata
from collections.abc import Sequence


def word_set(line: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(line.split())


LOOSE = word_set("head minister secretary envoy diplomat representative deputy military scholar writer lawmaker")
"""Families that two particular roles may share without being one office: a president and a king are both heads."""

PARTICLES = word_set("de van von der den ter ten le da di del della bin ibn al el abu ben af zu")
"""Words that begin a surname, folded; a name that begins with one lacks its given name."""

SPELLINGS = (
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("yi", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
)
"""Letters that transliterations of one name interchange. Applied in this order."""

DEMONYM_ENDINGS = (
    "",
    "n",
    "an",
    "ian",
    "ean",
    "ese",
    "ish",
    "er",
    "ic",
    "i",
    "k",
    "ite",
    "ard",
    "nian",
    "ch",
    "sh",
    "s",
    "ns",
    "ans",
    "ians",
    "ers",
)
STATE_ENDINGS = ("", "a", "ia", "e", "o", "y", "ea", "us", "land", "os", "ya", "an", "stan")
"""What a demonym has behind the stem that it shares with its state, and what the state has."""


def fold(word: str) -> str:
    """Return a word without accents, with transliteration variants and doubled letters made equal: "Andrey" and "Andrei" both give "andrei"."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    for variant, plain in SPELLINGS:
        letters = letters.replace(variant, plain)
    out = ""
    for c in letters:
        if not out or out[-1] != c:
            out += c
    return out


def folded(words: Sequence[str]) -> tuple[str, ...]:
    """Fold each word of a name."""
    return tuple(fold(w) for w in words)


def is_suffix(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name ends another, as a surname does."""
    return 0 < len(short) <= len(full) and tuple(full[-len(short) :]) == tuple(short)


def same_person(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two full names, folded, can be one person's: the same surname, and given names that are equal, initials or left out between the same ends."""
    if left == right:
        return True
    if len(left) < 2 or len(right) < 2 or left[-1] != right[-1]:
        return False
    a, b = left[0], right[0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def is_whole(name: str) -> bool:
    """Whether a person's printed name can be the whole of it: several words, no particle first ("van der Aale")."""
    words = name.split()
    return len(words) > 1 and fold(words[0]) not in PARTICLES


def initials(words: Sequence[str]) -> str:
    """Return a name's initials in sorted order: the parts of "A-B Council" may stand in either order."""
    return "".join(sorted(w[0] for w in words if w and w not in {"of", "the", "and", "for", "in", "on"}))


def same_office(role: str, kinds: Sequence[str], other: str, other_kinds: Sequence[str]) -> bool:
    """Whether two roles can be one person's: the same words, a general noun of the family ("chief"), or a particular family in common."""
    if role == other:
        return True
    common = {k.lower() for k in kinds} & {k.lower() for k in other_kinds}
    if any(k.isupper() for k in (*kinds, *other_kinds)):
        return bool(common)
    return bool(common - LOOSE)


def shares_stem(adjective: str, state: str) -> bool:
    """Whether one word may be the demonym of the other: "Veldan" or "Veldanian" of "Veldania", "Osmarker" of "Osmark"."""
    left, right = adjective.lower(), state.lower()
    common = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    ends_fit = left[common:] in DEMONYM_ENDINGS and right[common:] in STATE_ENDINGS
    return common >= 3 and left != right and ends_fit
