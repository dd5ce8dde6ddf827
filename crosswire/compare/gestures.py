"""What parties do and foresee for or against a thing: a step taken in protest at it, a petition for it, a warning of what it would bring."""

import re
from collections.abc import Iterator

from crosswire.compare.clause_stances import LEAD, WOULD, Clauses, Stance
from crosswire.compare.words import load_kind, load_table, read_words
from crosswire.model import Act

SIGNS = {"+": 1, "-": -1}

CAUSE = re.compile(
    r"\bin (?:\w+ )?(?:(protest|anger|opposition|defiance|rejection|outrage|fury|dismay|retaliation|response)|"
    r"(support|favou?r|defen[cs]e|solidarity|celebration|praise)) "
    r"(?:at|over|against|of|about|with|for|to) ",
    re.IGNORECASE,
)
"""What a step is taken for ("in protest at")."""

RESPONSES = ("retaliation", "response")
"""Of these only what follows "for" or "to" is meant, which need not be argued about."""

GESTURE = re.compile(
    r"[^.;:]{0,70}?\b([a-z-]+) (against|over|for|in favou?r of|in support of|in protest at) ", re.IGNORECASE
)
"""A noun and what joins it to what it is for or against."""

OVER = re.compile(r"[^.;:,]{0,50}? over ")
"""Behind a verb of parting: what somebody leaves for."""

AGAINST = ("against", "over", "in protest at")

MAY = re.compile(r"\b(?:could|may|might)\b")
"""A verb of what is feared."""

UNTOLD = ("be", "come", "happen", "continue", "last", "begin", "start", "resume", "go", "remain", "end", "take", "have")
"""Verbs of a warning that say nothing of what a thing would bring."""


class Gestures(Clauses):
    """Reads gestures and forebodings."""

    def gesture(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of what a party does: "pulled out its ministers in protest at the cuts", "chanted slogans against the levy", "left the
        cabinet over the accord"."""
        if act.negated or holder is None or act.subject is None or act.modality == "hypothetical":
            return
        frame = self.frame(act)
        ended = frame is not None and frame.sign < 0 and frame.kind in ("deed", "make")
        parts = act.lemma in load_kind("parting")
        if (ended or act.lemma in load_kind("shedding")) and not parts:
            return  # "called off its strike over the levy"
        stop = self.stop_of(act)
        if match := CAUSE.search(self.text, act.verb[1], stop):
            sign = -1 if match[1] else 1
            if (match[1] or "").lower() in RESPONSES:
                return
            yield from self.towards(act, sign, match.start(), match.end(), holder)
            return
        if parts:
            if match := OVER.match(self.text, act.verb[1], stop):
                yield from self.towards(act, -1, act.verb[0], match.end(), holder)
            return
        match = GESTURE.match(self.text, act.verb[1], stop)
        if match is None or act.object is None or not act.object[0] <= match.start(1) < act.object[1]:
            return
        noun, joined = match[1].lower(), match[2].lower()
        if noun in load_kind("gesture") or (noun in load_kind("protest") and joined != "for"):
            yield from self.towards(act, -1 if joined in AGAINST else 1, match.start(1), match.end(), holder)

    def towards(self, act: Act, sign: int, start: int, end: int, holder: Act | None) -> Iterator[Stance]:
        """Yield a stance towards what stands at `end`."""
        targets, pronoun = self.targets.after(end - 1, min(len(self.text), end + LEAD))
        if targets or pronoun:
            yield Stance(act, "attitude", sign, (start, end - 1), tuple(targets), pronoun, holder)

    def stop_of(self, act: Act) -> int:
        """Return where what belongs to a clause ends at the latest: the next clause with a subject of its own, or the sentence."""
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        end = sentence.end if sentence else act.end
        later = [a for a in self.by_sentence[act.sentence] if a.verb[0] > act.verb[1]]
        return min([end, *(a.verb[0] for a in later)])

    def foreboding(self, act: Act) -> Iterator[Stance]:
        """Yield what somebody says that a thing would bring: "warned that the levy would scare off investors", "the dam will bring jobs"."""
        if act.subject is None or act.subject[1] > act.verb[0] or act.negated:
            return
        sign = self.brought(act)
        warned = act.governed_by in load_kind("foreboding") and act.lemma not in UNTOLD and act.object is not None
        modal = WOULD.search(self.text[slice(*act.verb)]) or MAY.search(self.text[slice(*act.verb)])
        if not sign and warned and modal and self.frame(act) is None:
            sign = -1
        if not sign:
            return
        targets = self.targets.inside(act.subject)
        if targets:
            yield Stance(act, "judge", sign, act.verb, tuple(targets))

    def brought(self, act: Act) -> int:
        """Return 1 where a clause says that its subject brings something good, -1 something bad, else 0."""
        if not WOULD.search(self.text[slice(*act.verb)]) and act.quotation is None:
            return 0
        if act.lemma not in load_kind("yielding"):
            return 0
        near = [w.lower() for w, _, _ in read_words(self.text, act.verb[1], min(self.stop_of(act), act.verb[1] + LEAD))]
        signs = {SIGNS[sign] for sign, words in load_table("yields.tsv") if set(near) & set(words.split())}
        if len(signs) != 1:
            return 0
        sign = signs.pop()
        return -sign if act.lemma in load_kind("costing") else sign
