"""Reading a stance from a clause: words with a sign, what turns them round, and conditions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.words import load_table, read_words
from crosswire.model import Span

NEGATORS = frozenset("not no never nor neither without cannot cant nobody nothing hardly".split())
TURNING = frozenset("decline declines declined declining refuse refuses refused refusing fail fails failed failing deny denies denied stop stopped reluctance reluctant".split())
"""Verbs that say: not done."""

CALLING = frozenset("call calls called calling".split())
"""Words that ask for something only before "for" or "on"."""

STOPS = re.compile(r"[.;:!?]")
LOOK_BACK = 40
"""Characters before a stretch in which a negation may stand ("refused" before "to ratify")."""

REACH = 4
"""Words before a signed word in which a negation reaches it ("do not pose any threat", "pose no security threat")."""

CONDITION = re.compile(
    r"\b(?:(?:un(?:til|less)|only if|only when|provided(?: that)?|on condition that|as long as|so long as|in (?:return|exchange) for|"
    r"depend(?:s|ing|ed)? (?:up)?on|conditional (?:up)?on|subject to|hinges? (?:up)?on|contingent (?:up)?on)\b|(?<!as )(?<!even )\bif\b(?! I may| you like| any\b| not\b| anything))",
    re.IGNORECASE,
)
"""Words that open a condition."""

CLAUSE_END = re.compile(r"[.;!?”\"](?:\s|$)|, (?:but|and|while|which|who)\b|$")


@dataclass(frozen=True, slots=True)
class Signed:
    """A word that shows a stance: its role and sign (after negation), its place, and whether it was turned round."""

    role: str
    sign: int
    word: str
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause shows: a stance, the words that show it, and the condition's place."""

    stance: str
    words: tuple[Signed, ...]
    condition: Span | None = None


@cache
def load_stances() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return word -> (role, sign) pairs of lexicon/stances.tsv."""
    table: dict[str, list[tuple[str, int]]] = {}
    for role, sign, words in load_table("stances.tsv"):
        for word in words.split():
            entry = (role, {"+": 1, "-": -1, "0": 0}[sign])
            if entry not in table.setdefault(word, []):
                table[word].append(entry)
    return {w: tuple(v) for w, v in table.items()}


def find_signed(text: str, start: int, end: int) -> list[Signed]:
    """Return the words of [start, end) that show a stance, with negation worked in. A word of several roles gives the first that is not `undo`."""
    table = load_stances()
    words = read_words(text, max(0, start - LOOK_BACK), end)
    found = []
    for n, (word, a, b) in enumerate(words):
        if a < start:
            continue
        low = word.lower()
        joined = f"{low}-{words[n + 1][0].lower()}" if n + 1 < len(words) and text[b : b + 1] == "-" else ""
        entries = table.get(joined) or table.get(low)
        if low in CALLING and n + 1 < len(words) and words[n + 1][0].lower() in ("for", "on"):
            entries = (("ask", 1),)
        if not entries:
            continue
        before = [w.lower().replace("’", "'") for w, x, _ in words[max(0, n - REACH) : n] if not STOPS.search(text[x:a])]
        turned = sum(w in NEGATORS or w.endswith("n't") or w in TURNING for w in before) % 2 == 1
        roles = dict(entries)
        role = next((r for r, _ in entries if r != "undo"), "undo")
        sign = roles[role] * (-1 if turned and role != "undo" else 1)
        found.append(Signed(role, sign, text[a:b], a, b, turned))
        if "undo" in roles and role != "undo":
            found.append(Signed("undo", -1, text[a:b], a, b, turned))
    return found


def find_condition(text: str, start: int, end: int, times: Sequence[Span] = ()) -> Span | None:
    """Return the place of a condition in [start, end), from its opening word to the end of its clause; "until Friday" is none."""
    for match in CONDITION.finditer(text, start, end):
        if any(match.end() <= a <= match.end() + 6 for a, _ in times):
            continue
        stop = CLAUSE_END.search(text, match.end(), end)
        return (match.start(), stop.start() if stop else end)
    return None


def weigh(signed: Sequence[Signed], own: Callable[[Signed], bool]) -> tuple[int, tuple[Signed, ...]]:
    """Add up what a clause's words say about the thing it is about.

    own: whether an attitude or deed is the party's own, not somebody else's of whom it speaks. A judgement ("deplore", "a negative
    development") of a step out of the thing is a judgement for the thing.
    """
    judging = [s for s in signed if s.role in ("attitude", "quality", "ask") and (s.role != "attitude" or own(s))]
    deeds = [s for s in signed if s.role == "deed" and own(s)]
    undo = [s for s in signed if s.role == "undo"]
    strong = [s for s in judging if s.role != "ask"]
    if strong:
        total = sum(s.sign for s in strong)
        beside = [u for u in undo if all(u.start != s.start for s in strong)]
        return (-total if beside and total < 0 else total), tuple(strong + beside)
    if deeds:
        return sum(s.sign for s in deeds), tuple(deeds)
    asks = [s for s in judging if s.role == "ask"]
    if asks:
        return sum(s.sign for s in asks), tuple(asks)
    return 0, ()
