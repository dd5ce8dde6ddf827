"""Stances, and what every reader of stances looks up in the clauses of one document."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.conditions import find_condition
from crosswire.compare.frames import Frame, load_frames, verb_frame
from crosswire.compare.perfects import join_perfects
from crosswire.compare.targets import Target, Targets
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Act, Reading, Span

MUST = re.compile(r"\b(?:must|should|ought to|ha(?:s|ve) (?:got )?to|needs? to)\b", re.IGNORECASE)
"""A verb that puts something to somebody."""

WOULD = re.compile(r"\b(?:will|would|shall|won['’]t|wouldn['’]t|'ll|going to)\b", re.IGNORECASE)
"""A verb of what is to come."""

NEGATED = re.compile(r"\b(?:no|not|never|neither|nor|hardly|nothing|none|without)\b|n['’]t\b", re.IGNORECASE)
"""Words that deny."""

LEAD = 90
"""Characters between what is judged and the appraisal, at most."""

CUT = re.compile(r"[;:]|, (?:but(?! only)|while|whereas|and|which|who)\b")
"""Where another clause begins, to which a condition behind it belongs."""

RELATIVE = re.compile(r",? (?:which|that) (?:\w+ly )?$")
"""The words by which a relative clause begins."""

THANKS = re.compile(r"[^.,;]{1,40}? for\b")
"""Whom somebody thanks, up to what for."""

DATED = re.compile(r"\b(?:on|in|at|by|since|during|over|after|before) (?:the )?$")
"""A preposition right before a date."""

ONLY_WHEN = re.compile(r"[“\"]?Only (?:if|when|once|after)\b")
"""A condition put in front: "Only when Osmark withdraws will Veldania sign"."""

TO_BE = re.compile(r"to be (?:\w+ly )?\w+(?:ed|en|t|n|wn)\b")
"""A passive step."""

HOPED = re.compile(r"hop(?:e|ed|es|ing)\b")
"""Forms of "hope" that a parser may take for those of "hop"."""

NEAR = 6
"""Contents of quotations before a verb in which it may stand."""


@cache
def enacted() -> frozenset[str]:
    """Return the stems of what a parliament passes."""
    return frozenset(stem(w) for w in load_kind("enacted"))


@dataclass(frozen=True, slots=True)
class Stance:
    """What a clause says for or against something.

    kind: of lexicon/frames.tsv, or `open`, `depend`. sign: 1, -1, or 0. word: the words that show it. targets: what it may be about, the likeliest first.
    pronoun: it is about what was named before. holder: span and mentions of whose stance it is; None where it is the speaker's. condition: its place.
    """

    act: Act
    kind: str
    sign: int
    word: Span
    targets: tuple[Target, ...]
    pronoun: bool = False
    holder: Act | None = None
    condition: Span | None = None


class Clauses:
    """The clauses of one document, with what stands around them."""

    def __init__(self, reading: Reading, accounts: Accounts) -> None:
        self.reading, self.accounts = reading, accounts
        self.text = accounts.documents[reading.doc].text
        self.targets = Targets(reading.doc, accounts)
        self.acts = sorted(join_perfects(reading.acts, reading.mentions, self.text), key=lambda a: a.verb)
        self.starts = [a.verb[0] for a in self.acts]
        self.times = sorted((t.start, t.end) for t in reading.times)
        self.by_sentence: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            self.by_sentence[act.sentence].append(act)
        self.quotations = {q.id: q for q in reading.quotations}
        self.contents = sorted((a, b) for q in reading.quotations for a, b in q.content)

    def is_question(self, start: int, end: int) -> bool:
        """Whether a sentence asks."""
        return self.text[start:end].rstrip(" \"”'’\n").endswith("?")

    def parent(self, act: Act) -> Act | None:
        """Return the clause that a clause hangs under: the nearest before it, or behind it, with that verb in its sentence."""
        near = [a for a in self.by_sentence[act.sentence] if a.lemma == act.governed_by and a is not act]
        return min(near, key=lambda a: (a.verb[0] > act.verb[0], abs(a.verb[0] - act.verb[0])), default=None)

    def frame(self, act: Act) -> Frame | None:
        """Return what a clause's verb says of what it takes."""
        if act.lemma == "thank":  # "thanked Osmark for the boats": it is about the boats
            match = THANKS.match(self.text, act.verb[1])
            return Frame("attitude", 1, match.end()) if match else None
        words = [w.lower() for w, _, _ in read_words(self.text, *act.verb)]
        particles = tuple(w for w in words[1:] if w in load_kind("particle"))
        hoped = act.lemma == "hop" and HOPED.match(self.text, act.verb[0]) is not None
        lemma = "hope" if hoped else act.lemma
        if act.lemma == "pass":
            phrase = self.targets.phrases[bisect_left(self.targets.starts, act.verb[1]) :][:1]
            near = phrase and phrase[0].start <= act.verb[1] + LEAD // 3 and not particles
            if near and stem(self.text[phrase[0].start : phrase[0].end].split()[-1]) in enacted():
                return Frame("deed", 1, act.verb[1])
        if lemma not in load_frames():
            return None
        return verb_frame(
            lemma, particles, self.text, act.verb[1], max(act.end, act.verb[1]), self.dates_after(act.verb[1])
        )

    def dates_after(self, start: int) -> list[Span]:
        """Return the dates that stand near behind a verb, each with the preposition before it ("on Tuesday")."""
        near = [t for t in self.times[bisect_left(self.times, (start, 0)) :][:2] if t[0] < start + LEAD]
        lead = [DATED.search(self.text, max(start, a - LEAD // 4), a) for a, _ in near]
        return [(m.start() if m else a, b) for m, (a, b) in zip(lead, near, strict=True)]

    def passive(self, act: Act) -> Span | None:
        """Return what a passive clause acts on, or what "which" stands for, before its verb."""
        if not act.object and act.subject and act.subject[1] <= act.verb[0] and TO_BE.match(self.text, act.verb[0]):
            return act.subject  # "the levy has to be lifted"
        if not act.object or act.object[1] > act.verb[0]:
            return None
        first = min(act.verb[0], act.subject[0] if act.subject and act.subject[0] > act.object[0] else act.verb[0])
        lead = RELATIVE.search(self.text, max(0, first - 40), first)
        near = self.targets.phrase_at(lead.start() - 1) if lead and lead.start() else None
        return (near.start, near.end) if near else act.object

    def limit(self, act: Act, start: int) -> int:
        """Return how far what a verb takes may lie: to the end of its clause, at least to the end of the phrase after it."""
        end = max(act.end, act.object[1] if act.object else start)
        return end if end > start + 3 else min(len(self.text), start + 60)

    def condition(self, act: Act, negated: bool) -> Span | None:
        """Return the condition that bears on a clause: behind its verb with no other verb between, or the one that the parse gives it."""
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        stop = sentence.end if sentence else act.end
        for a, b in self.contents[: bisect_left(self.contents, (act.verb[0] + 1, 0))][-NEAR:]:
            stop = min(stop, b) if a <= act.verb[0] < b else stop
        cut = CUT.search(self.text, act.verb[1], stop)
        found = find_condition(self.text, act.verb[1], cut.start() if cut else stop, self.times, negated=negated)
        first = bisect_left(self.starts, act.verb[1])
        if found and first < len(self.acts) and self.acts[first].verb[0] < found[0]:
            found = None
        if found is None and sentence is not None and ONLY_WHEN.match(self.text, sentence.start):
            found = (sentence.start, act.verb[0])
        return found or (
            act.condition if act.condition and find_condition(self.text, *act.condition, self.times) else None
        )

    def is_of(self, act: Act | None, kind: str) -> bool:
        """Whether a clause's subject is of a kind of lexicon/closed.tsv ("nobody")."""
        words = self.text[slice(*act.subject)].lower().split() if act is not None and act.subject else []
        return words[:1] != [] and (
            words[0] in load_kind(kind)
            or (kind == "everybody" and words[0] in ("our", "my"))
            or words[:2] == ["no", "one"]
        )

    def is_there(self, act: Act | None) -> bool:
        """Whether a clause has no subject but "there"."""
        return act is not None and act.subject is not None and self.text[slice(*act.subject)].lower() == "there"

    def by_place(self, start: int, end: int) -> list[Act]:
        """Return the clauses whose verb stands in [start, end)."""
        return self.acts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
