"""Appraisals: what a clause says of its subject, and what somebody calls a thing."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator

from crosswire.compare.clause_stances import LEAD, MUST, NEGATED, WOULD, Clauses, Stance
from crosswire.compare.frames import Frame, judging_phrases, load_appraisals
from crosswire.compare.targets import Target
from crosswire.compare.words import load_kind, read_words
from crosswire.model import Act, Span

IS = re.compile(r" (?:is|are|was|were|remains?|remained|would be|will be|has been) ")
"""A verb of being, where the parse gives no clause for it."""

BESIDE = re.compile(
    r"\b(?:of|for|to|in|on|from|into|about|over|against|with|between|through|by|at|and|or) (?:the |a |an |its |their |his |her |any )?$"
)
"""A phrase after these is a detail of another, not what is judged."""

TOWARDS = re.compile(r"\s+(?:at|against) (?!\w+ing\b)")
""""aimed at us", but not "aimed at sending"."""

FRONTED = re.compile(r"[“\"]?\s*(As for|As to|On|Regarding|Concerning|About|Over)\b(?:[^,.;]|(?<=[A-Z])\.)*,")
"""A topic put in front of its sentence."""

ASIDE = re.compile(r", (?:which|who|whose)\b[^,;.]*,")
"""A relative clause between what is called something and what it is called."""

WORKING = re.compile(r" (?:on|with|for|as|together|towards?|alongside|to|in|at|closely)\b")
"""Behind a verb that is no praise then: who works with another does not "work"."""

TIME = re.compile(r" (?:more |some |much |a lot of )?time\b")
"""What a matter takes that is put off."""

TOO = re.compile(r" (?!late\b|early\b|soon\b|much to\b|many\b)[a-z]+")
"""What is more than it should be."""

CALLED_IT = re.compile(r" (?:it|them|this|that) (?:an?|the|as) ")
"""Behind a verb of calling: what was named before is called something."""

ONLY = re.compile(r"only (?:\w+ )?(?:way|option|answer|hope|solution|guarantee|choice)\b")
"""An appraisal of several words."""

QUOTED = re.compile(r"[“”\"]")
"""The marks of a quotation."""


class Appraisals(Clauses):
    """Reads appraisals."""

    def judged(self, act: Act, frame: Frame | None) -> Iterator[Stance]:
        """Yield what a clause says of its subject: "the radar is a threat", "the levy would punish the poor", "the sale must be stopped"."""
        thing = self.passive(act)
        aimed = act.lemma in load_kind("aiming") and thing is not None and TOWARDS.match(self.text, act.verb[1])
        if act.lemma == "take" and act.subject and TIME.match(self.text, act.verb[1]):
            if targets := self.targets.inside(act.subject):
                yield Stance(act, "talk", 0, act.verb, tuple(targets))
            return
        if (
            frame is not None
            and frame.kind == "judge"
            and (aimed or (thing is None and act.lemma not in load_kind("aiming")))
        ):
            if act.lemma in load_kind("faring") and (
                WORKING.match(self.text, act.verb[1]) or not (WOULD.search(self.text[slice(*act.verb)]) or act.negated)
            ):
                return  # how a thing fared is told by its friends too
            subject, word, sign = (act.object if aimed else act.subject), act.verb, frame.sign
            denied = NEGATED.search(self.text, *act.verb) or act.negated
            sign = -sign if denied and not NEGATED.search(self.text, act.verb[1], frame.end) else sign
        elif act.lemma == "make" and thing is None and self.made(act):
            subject, word, sign = act.subject, act.verb, self.made(act) * (-1 if act.negated else 1)
        elif act.lemma in load_kind("being") and act.subject and act.subject[1] <= act.verb[0]:
            first = act.verb[1] + len(" to") if act.lemma == "amount" else act.verb[1]
            hit = self.appraisal(first, min(max(act.end, act.verb[1]), act.verb[1] + LEAD))
            if hit is None:
                return
            subject, sign, word = act.subject, *hit
            negated = act.negated or NEGATED.search(self.text[act.verb[0] : word[0]]) is not None
            sign = -sign if negated else sign
        elif act.subject and (going := self.going(act)):
            subject, word, sign = act.subject, act.verb, going * (-1 if act.negated else 1)
        else:
            return
        if subject is None or QUOTED.search(self.text, *subject):
            return  # a subject that runs over the end of a quotation is misread
        targets = [*self.targets.inside(subject), *self.fronted(act, subject)]
        if targets:
            yield Stance(act, "judge", sign, word, tuple(targets))

    def made(self, act: Act) -> int:
        """Return 1 where a clause says that its subject makes things better, -1 where worse, else 0."""
        for word, _, _ in read_words(self.text, act.verb[1], min(len(self.text), act.verb[1] + LEAD // 2)):
            if word.lower() in load_kind("bettering"):
                return 1
            if word.lower() in load_kind("worsening"):
                return -1
        return 0

    def going(self, act: Act) -> int:
        """Return 1 where a clause says that its subject shall go on, -1 where it shall end, else 0 ("the vote will go ahead", "it must stop")."""
        verb = self.text[slice(*act.verb)]
        must, will = MUST.search(verb), WOULD.search(verb)
        ahead = re.match(r" (?:ahead|on|forward)\b(?! with)", self.text[act.verb[1] : act.verb[1] + 10])
        if (must or will) and (act.lemma in ("continue", "proceed", "stay") or (act.lemma == "go" and ahead)):
            return 0 if re.match(r" (?:to|with)\b", self.text[act.verb[1] : act.verb[1] + 5]) else 1
        return -1 if must and not act.object and act.lemma in ("stop", "end", "go", "cease") else 0

    def fronted(self, act: Act, subject: Span) -> list[Target]:
        """Return what is named in a topic put in front of a sentence: what is judged may be a part of it ("As for the masts, they are ...")."""
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        match = FRONTED.match(self.text, sentence.start, subject[0]) if sentence else None
        if match is None:
            return []
        index = bisect_left(self.targets.starts, match.end(1))
        held = itertools.takewhile(lambda p: p.end <= match.end(), self.targets.phrases[index:])
        return [Target(p.start, p.end, 1) for p in held]

    def appraisal(self, start: int, end: int) -> tuple[int, Span] | None:
        """Return the first word of appraisal in [start, end): its sign and place."""
        for word, a, b in read_words(self.text, start, end):
            for pattern, worth in judging_phrases():
                if found := pattern.match(self.text, a, end):
                    return worth, found.span()
            if word.lower() == "too" and TOO.match(self.text, b):
                return -1, (a, b)
            if word.lower() == "only" and ONLY.match(self.text, a, end):
                return 1, (a, b)
            sign = load_appraisals().get(word.lower())
            if sign is not None:
                return sign, (a, b)
            if word.lower() in (
                "that",
                "which",
                "because",
                "but",
                "if",
                "to",
                "than",
                "for",
                "of",
                "by",
            ):
                return None
        return None

    def copulas(self) -> Iterator[Stance]:
        """Yield appraisals in speech whose "is" the parse took for something else, as it does where a quotation mark stands behind it."""
        known = {a.verb[0] for a in self.acts if a.lemma == "be" and a.subject and a.object}
        for start, end in self.contents:
            for match in IS.finditer(self.text, start, end):
                sentence = self.accounts.sentence_at(self.reading.doc, match.start())
                phrase = self.targets.phrase_at(match.start() - 1)
                if (
                    match.start() + 1 in known
                    or sentence is None
                    or sentence.where != "body"
                    or self.is_question(sentence.start, sentence.end)
                ):
                    continue
                hit = self.appraisal(match.end(), min(end, match.end() + LEAD))
                if phrase is None or hit is None or phrase.end != match.start():
                    continue
                if BESIDE.search(self.text, max(0, phrase.start - 24), phrase.start):
                    continue  # "a way out of the pact would be": what is judged stands before
                sign, word = hit
                sign = -sign if NEGATED.search(self.text[match.end() : word[0]]) else sign
                act = next((a for a in self.by_place(sentence.start, sentence.end)), None)
                if act is not None:
                    yield Stance(act, "judge", sign, word, (Target(phrase.start, phrase.end, 1),))

    def called(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield what somebody calls a thing: "called the tariffs unlawful", "regards the radar as a threat"."""
        if act.lemma not in load_kind("calling") or act.negated or (act.object and act.object[0] < act.verb[1]):
            return
        targets, pronoun = self.targets.after(act.verb[1], max(act.object[1] if act.object else act.end, act.verb[1]))
        if pronoun := pronoun or CALLED_IT.match(self.text, act.verb[1]) is not None:
            targets = [Target(act.verb[1] + 1, self.text.find(" ", act.verb[1] + 1), 1)]
        if not targets:
            return
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        last = targets[-1].end
        stop = min(sentence.end if sentence else act.end, last + 2 * LEAD)
        aside = ASIDE.match(self.text, last, stop)
        behind = aside.end() if aside else last
        hit = self.appraisal(behind, stop)
        if hit is None or re.search(r"[.;,]", self.text[behind : hit[1][0]]):
            return
        sign, word = hit
        if NEGATED.search(self.text[behind : word[0]]):
            sign = -sign
        yield Stance(act, "judge", sign, word, () if pronoun else tuple(targets), pronoun, holder)
