"""Reading a stance from a clause: words with a sign, what turns them round, and conditions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.words import load_kind, load_table, read_words
from crosswire.model import Span

CALLING = frozenset(["call", "calls", "called", "calling"])
"""Words that ask for something only before "for" or "on"."""

AGAINST = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "out",
        "firmly",
        "strongly",
        "remains",
        "remain",
        "voted",
        "vote",
        "campaigned",
    ]
)
"""Words right before "against" with which it says opposition ("has spoken out against")."""

WARNING = frozenset(["warn", "warns", "warned", "warning"])

STOPS = re.compile(r"[.;:!?]")
LOOK_BACK = 40
"""Characters before a stretch in which a negation may stand ("refused" before "to ratify")."""

REACH = 4
"""Words before a signed word in which a negation reaches it ("do not pose any threat", "pose no security threat")."""

CONDITION = re.compile(
    r"\b(?:(?:un(?:til|less)|only if|only when|provided(?: that)?|on condition that|as long as|so long as|in (?:return|exchange) for|"
    r"depend(?:s|ing|ed)? (?:up)?on|conditional (?:up)?on|subject to|hinges? (?:up)?on|contingent (?:up)?on)\b|"
    r"(?<!as )(?<!even )\bif\b(?! I may| you like| any\b| not\b| anything))",
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
        if low == "against" and n and (words[n - 1][0].lower() in AGAINST or words[n - 1][0].lower() in WARNING):
            entries = (("attitude", -1),)
        if not entries:
            continue
        before = [
            w.lower().replace("’", "'") for w, x, _ in words[max(0, n - REACH) : n] if not STOPS.search(text[x:a])
        ]
        turned = (
            sum(w in load_kind("negator") or w.endswith("n't") or w in load_kind("turning") for w in before) % 2 == 1
        )
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


def judge(
    text: str,
    scan: Span,
    *,
    own: Callable[[Signed], bool] = lambda signed: True,
    times: Sequence[Span] = (),
    until: int | None = None,
) -> Verdict | None:
    """Return the stance that the words of `scan` show towards what they are about, or None where they show none.

    until: for a narrator's clause, the code point up to which a word of attitude or deed is the clause's own; None for what somebody says,
    where judgements and wishes count too and mere talk is `procedural`.
    """
    signed = find_signed(text, *scan)
    if until is not None:
        signed = [s for s in signed if s.role in ("attitude", "deed", "undo") and s.start < until]
    total, words = weigh(signed, own)
    condition = find_condition(text, *scan, times)
    if condition is not None and (words or until is None):
        opened_by_if = text[condition[0] : condition[0] + 2].lower() == "if"
        if not (opened_by_if and all(s.role == "quality" for s in words)):
            return Verdict("conditional", words, condition)
    if total:
        return Verdict("supports" if total > 0 else "opposes", words)
    talk = tuple(s for s in signed if s.role == "talk")
    return Verdict("procedural", talk) if talk and until is None else None
