"""Words made comparable, and the word lists of this room.

A stem is only ever compared with a stem, so it need not be a word. It is the room's own: rooms on one line do not import each other.
"""

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word with its inner apostrophes; hyphens and points divide ("U.S." is "U", "S")."""

DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
"""Initials with points, read as one word ("U.S." as "US")."""

HELD = "\ue000"
"""A private character that stands for the points of initials while words are looked for; of their length, so that places hold."""

TOKEN = re.compile(rf"(?:[A-Z]{HELD}){{2,}}|" + WORD.pattern)

INFLECTIONS = ("ings", "ing", "ed", "s")
KEPT = 3

Word = tuple[str, int, int]
"""A lower-case word and its place, [start, end) in code points."""


@cache
def stem(word: str) -> str:
    """Return a comparable form: lower-case, one spelling (defense/defence, -ize/-ise, -our/-or), inflections off."""
    word = word.lower().replace("’", "'")
    word = re.sub(r"'s$|'$", "", word).replace("'", "")
    word = re.sub(r"tre$", "ter", word.replace("z", "s"))
    word = re.sub(r"ens(es?|ive)$", r"enc\1", word)
    if len(word) > 5:
        word = re.sub(r"our(s|ed|ing)?$", r"or\1", word)
    word = re.sub(r"ies$", "y", word)
    if word.endswith(INFLECTIONS) and not word.endswith(("ss", "us", "is")):
        ending = next((e for e in INFLECTIONS if word.endswith(e) and len(word) - len(e) >= KEPT), "")
        if ending:
            word = word[: -len(ending)]
            if ending != "s" and len(word) > KEPT and word[-1] == word[-2] and word[-1] not in "lsf":
                word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > KEPT else word


def read_words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of [start, end) as printed, each with its place."""
    flat = text[start:end]
    if "." in flat:
        flat = DOTTED.sub(lambda m: m.group().replace(".", HELD), flat)
    found = []
    for match in TOKEN.finditer(flat):
        word = match.group().replace(HELD, "")
        found.append((word, start + match.start(), start + match.end()))
    return found


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in order."""
    return tuple(stem(w) for w, _, _ in read_words(text, 0, len(text)))


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of lexicon/, without blank and comment lines."""
    lines = files("crosswire.compare").joinpath("lexicon", name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def load_kind(kind: str) -> frozenset[str]:
    """Return the words, as printed, of one row of lexicon/closed.tsv."""
    return frozenset(word for row in load_table("closed.tsv") if row[0] == kind for word in row[1].split())


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the stems of a word list of lexicon/ (words divided by blanks)."""
    return frozenset(stem(w) for row in load_table(name) for cell in row for w in cell.split())


@cache
def load_groups(name: str) -> dict[str, str]:
    """Return stem -> first stem of its row, of a table of lexicon/ with one group of words a row."""
    groups: dict[str, str] = {}
    for row in load_table(name):
        words = [stem(w) for cell in row for w in cell.split()]
        for word in words:
            groups.setdefault(word, words[0])
    return groups
