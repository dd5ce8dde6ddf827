"""The words of languages that are read without a parser: their tokens, sentences and names.

Only what it takes to see who says something: a small table of verbs, articles and titles, and capital letters.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crosswire.annotate.marks import Marked

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
INVERTED = re.compile(r"(?P<verb>[^\W\d_]+)-(?:t-)?(?P<who>ils?|elles?|on)", re.IGNORECASE)
"""French: "dit-il", "a-t-il"."""
SENTENCE_END = re.compile(r"[.!?…](?=\s)")
PARTICLES = frozenset(
    ["de", "van", "von", "der", "den", "ten", "ter", "la", "le", "di", "da", "dos", "del", "al", "el", "bin", "ibn"]
)
"""Words inside a name that have no capital letter."""
INITIAL = 2
"""Letters of a word with a stop behind it that may be an initial."""
COMPOUND = 5
"""Fewest letters of a title that may be the end of a longer word ("Verkehrsminister")."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language, lower-case, as lexicon/tongues.tsv explains them."""

    code: str
    cue: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    the: frozenset[str] = frozenset()

    def is_title(self, low: str) -> bool:
        """Whether a word is a title, or a compound that ends in one."""
        return low in self.title or any(low.endswith(t) for t in self.title if len(t) >= COMPOUND)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: [start, end) in code points of its paragraph, in small letters, and whether it has a capital."""

    start: int
    end: int
    low: str
    cap: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with capitals, titles taken off: the tokens first to last of a list, and the words."""

    first: int
    last: int
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def load_tongues() -> dict[str, Tongue]:
    """Return code of a language -> its words."""
    rows: dict[str, dict[str, set[str]]] = {}
    table = files("crosswire.annotate").joinpath("lexicon/tongues.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, kind, words = line.split("\t")
            rows.setdefault(code, {}).setdefault("no" if kind == "not" else kind, set()).update(words.split())
    return {code: Tongue(code, **{k: frozenset(v) for k, v in kinds.items()}) for code, kinds in rows.items()}


def find_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of [start, end); a hyphened French pronoun is a word of its own."""
    for match in WORD.finditer(text, start, end):
        word = match.group()
        inverted = INVERTED.fullmatch(word)
        parts = [(0, len(word))] if inverted is None else [inverted.span("verb"), inverted.span("who")]
        for a, b in ((match.start() + a, match.start() + b) for a, b in parts):
            yield Token(a, b, text[a:b].lower(), text[a].isupper())


def find_sentences_between(text: str, stretches: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return the [start, end) of a paragraph's sentences; a stop inside marks ends one only where the marks end and a capital follows."""
    ends = []
    for match in SENTENCE_END.finditer(text):
        at = match.end()
        if any(s.start < at < s.end for s in stretches) or not starts_anew(text, at) or is_short(text, match.start()):
            continue
        ends.append(at)
    for s in stretches:
        inner = text[: s.end - 1].rstrip()
        if s.closed and inner[-1:] in ".!?…" and starts_anew(text, s.end):
            ends.append(s.end)
    bounds = [0, *sorted(set(ends)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def starts_anew(text: str, at: int) -> bool:
    """Whether a sentence may begin behind a place: a blank, then a capital, a digit or an opening mark."""
    rest = text[at:].lstrip()
    return not rest or (text[at : at + 1].isspace() and (rest[0].isupper() or rest[0].isdigit() or rest[0] in '«„“"»'))


def is_short(text: str, stop: int) -> bool:
    """Whether the stop belongs to an abbreviation or ordinal: one or two letters or digits before it ("M.", "Dr.", "3.")."""
    before = re.search(r"(\w+)$", text[:stop])
    return (
        text[stop] == "."
        and before is not None
        and (len(before[1]) <= 2 and (before[1][0].isupper() or before[1].isdigit()))
    )


def find_names(tokens: Sequence[Token], text: str, tongue: Tongue) -> list[Name]:
    """Return the runs of words with capitals among a sentence's tokens, without titles and articles in front."""
    found, at = [], 0
    while at < len(tokens):
        if not tokens[at].cap:
            at += 1
            continue
        last = at
        while (step := next_in_name(tokens, at, last, text)) is not None:
            last = step
        first = at
        while first <= last and (not tokens[first].cap or is_before_name(tokens[first].low, tongue)):
            first += 1
        if first and last - first >= 2 and tokens[first - 1].low in tongue.of:
            first = last - 1  # "ministra degli Esteri Ilse Marran"
        if first <= last:
            found.append(Name(first, last, tuple(text[t.start : t.end] for t in tokens[first : last + 1])))
        at = last + 1
    return found


def is_before_name(low: str, tongue: Tongue) -> bool:
    """Whether a word stands in front of a name, with a capital or not: a title, an article, a pronoun, a preposition."""
    plain = (tongue.the, tongue.of, tongue.he, tongue.she, tongue.by, tongue.that, tongue.link, tongue.cue)
    return tongue.is_title(low) or any(low in words for words in plain)


def next_in_name(tokens: Sequence[Token], first: int, at: int, text: str) -> int | None:
    """Return the index of the next word of a name that began at `first` and goes on behind `at`, or None; particles follow a first word only."""
    for ahead in range(1, 4):
        if at + ahead >= len(tokens):
            return None
        here, nxt = tokens[at + ahead - 1], tokens[at + ahead]
        between = text[here.end : nxt.start]
        initial = here.end - here.start <= INITIAL and between in (". ", ".\u00a0")
        if between not in (" ", "\u00a0", "'", "’") and not initial:
            return None
        if nxt.cap:
            return at + ahead
        if nxt.low not in PARTICLES or first != at:
            return None
    return None


def full_names(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """Return the last word of each name of two words or more -> the name; of two with one last word, the first."""
    known: dict[str, tuple[str, ...]] = {}
    for name in names:
        if len(name.words) > 1:
            known.setdefault(name.words[-1], name.words)
    return known
