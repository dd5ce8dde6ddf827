"""The lexicon of stances: what verbs, nouns and predicates say of the thing that they take.

A frame is found by its words, the longest first: "call off" is no "call", "vote for" and "vote against" are two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.words import load_kind, load_table, read_words
from crosswire.model import Span

SIGNS = {"+": 1, "-": -1, "0": 0}
BY_VERB = ("attitude", "deed", "make", "ask", "talk", "judge", "hold")
FIRST = re.compile(r"[^\W_]+")
"""The first word of a phrase."""

MIDDLE = 4
"""Words looked at behind a verb for what belongs to it ("push strongly ahead with")."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a word says of what it takes. kind: as in lexicon/frames.tsv; sign: 1, -1, or 0 for mere talk; end: where its words end; denied: whether
    a "no" that is none of its words stands among them ("take no part in")."""

    kind: str
    sign: int
    end: int
    denied: bool = False


@cache
def load_frames() -> dict[str, dict[tuple[str, ...], tuple[str, int]]]:
    """Return by first word: the words of a frame -> (kind, sign). Nouns and predicates stand under their kind ("stance", "be")."""
    frames: dict[str, dict[tuple[str, ...], tuple[str, int]]] = {}
    for kind, sign, cell in load_table("frames.tsv"):
        for entry in cell.split(","):
            words = tuple(entry.split())
            first = words[0] if kind in BY_VERB else kind
            frames.setdefault(first, {}).setdefault(words, (kind, SIGNS[sign]))
    return frames


@cache
def load_appraisals() -> dict[str, int]:
    """Return word -> sign of lexicon/appraisals.tsv."""
    return {w: SIGNS[sign] for sign, words in load_table("appraisals.tsv") for w in words.split() if "_" not in w}


@cache
def judging_phrases() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the phrases of lexicon/appraisals.tsv, those of one sign as one pattern, with the sign."""
    found = []
    for sign, words in load_table("appraisals.tsv"):
        phrases = sorted((w for w in words.split() if "_" in w), key=lambda w: (-len(w), w))
        pattern = "|".join(r"[\s\-'’]".join(w.split("_")) for w in phrases)
        found.append((re.compile(rf"(?:{pattern})\b", re.IGNORECASE), SIGNS[sign]))
    return tuple(found)


@cache
def load_turns() -> dict[str, tuple[tuple[str, int, re.Pattern[str]], ...]]:
    """Return verb -> (kind, sign, pattern of its object and the words behind it), of lexicon/turns.tsv."""
    turns: dict[str, list[tuple[str, int, re.Pattern[str]]]] = {}
    for kind, sign, verb, cell in load_table("turns.tsv"):
        words = "|".join(re.escape(w.strip()) for w in cell.split(","))
        pattern = re.compile(rf" (?!(?:{words})\b)[^.;:,?!]{{2,70}}? ({words})\b", re.IGNORECASE)
        turns.setdefault(verb, []).append((kind, SIGNS[sign], pattern))
    return {verb: tuple(found) for verb, found in turns.items()}


def verb_frame(
    lemma: str, particles: tuple[str, ...], text: str, end: int, limit: int, apart: Sequence[Span] = ()
) -> Frame | None:
    """Return what a verb says of what follows at `end`: by its particles and the words after it, the longest frame first. apart: stretches that
    may stand between them and say nothing of it ("protested on Tuesday against")."""
    known = load_frames().get(lemma)
    if not known:
        return None
    near = read_words(text, end, min(limit, end + 80))
    after = [(w.lower(), b) for w, a, b in near if not any(x <= a < y for x, y in apart)][:MIDDLE]
    chain: list[tuple[str, int]] = [(lemma, end), *((p, end) for p in particles)]
    skipped = denied = False
    for word, stop in after:
        if word == "no" and not any(word in k for k in known):
            denied = True
            continue
        if not skipped and (word in load_kind("between") or word.endswith("ly")) and not any(word in k for k in known):
            continue
        skipped = True
        chain.append((word, stop))
    for size in range(len(chain), 0, -1):
        words = tuple(w for w, _ in chain[:size])
        if words in known:
            kind, sign = known[words]
            return Frame(kind, sign, chain[size - 1][1], denied and size > 1)
    if particles and (lemma,) in known:
        return None  # "back down" is no "back"
    return None


@cache
def first_words(kind: str) -> frozenset[str]:
    """Return the words by which the nouns and predicates of `kind` begin."""
    return frozenset(words[0] for words in load_frames().get(kind, {}))


def phrase_frame(kind: str, text: str, start: int, limit: int) -> Frame | None:
    """Return the noun or predicate of `kind` that begins at `start` ("opposition to", "in favour of")."""
    first = FIRST.match(text, start)
    if first is None or first.group().lower() not in first_words(kind):
        return None
    chain = [(w.lower(), b) for w, _, b in read_words(text, start, min(limit, start + 60))][:MIDDLE]
    known = load_frames().get(kind, {})
    for size in range(len(chain), 0, -1):
        found = known.get(tuple(w for w, _ in chain[:size]))
        if found:
            return Frame(kind, found[1], chain[size - 1][1])
    return None
