"""Stances of one document: which clause is for or against what, before anybody asks who says it or which issue it is.

Read from the clauses (who does what) and the lexicon of frames. Every stance has the words that show it and the noun phrases that they may mean;
a word that takes no noun phrase shows nothing. Needs no actors: what is an issue must not hang on how actors were joined.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from crosswire.compare.appraisals import Appraisals
from crosswire.compare.clause_stances import LEAD, MUST, NEGATED, WOULD, Stance
from crosswire.compare.frames import Frame, load_appraisals, load_turns
from crosswire.compare.gestures import Gestures
from crosswire.compare.stated import StatedStances
from crosswire.compare.targets import FAR, Target, turning
from crosswire.compare.words import load_kind, stem
from crosswire.model import Act, Span

UNSURE = re.compile(r"\b(?:may|might|could|can|cannot)\b", re.IGNORECASE)
"""A verb that leaves open whether there is a stance."""

CANNOT = re.compile(r"\bcan(?:not|\b)|\bcould\b", re.IGNORECASE)
"""A verb that, denied, says that somebody will not."""

WAITING = re.compile(r"\b(?:until(?! now\b)|unless|if|whether|(?<!than )once(?! (?:more|again)\b))\b", re.IGNORECASE)
"""What opens a clause that tells what is waited for or asked."""

ASKED_WHETHER = re.compile(r"\b(?:whether|if) (?:the )?$", re.IGNORECASE)
"""Before a subject of whom something is only asked."""

ASKED = re.compile(r"(?:,? [^\s.,;]+){0,2} (?:not )?to (?!(?:the|an?|its|their|his|her|our|this|that|all|any)\b)[a-z]")
"""What stands behind somebody who is asked to do something."""

ASKED_OF_IT = re.compile(r" (?:it|them|him|her|us|me|you) to ")
"""The same, where a pronoun stands for whom."""

MOOT = re.compile(
    r"\b(?:it|that|this)(?:['’]s| is| was| would be| will be| has been| remains| seems)(?: \w+){0,2}? (\w+) (?:for [\w ]{2,30} )?(?:not )?$|"
    r"\bthe time (?:has|had|is) (come) (?:for [\w ]{2,30} )?$",
    re.IGNORECASE,
)
"""Before a step that is told as right, wrong or due."""

BEHIND = re.compile(r"(?: (?:on|in|at|for|last|this|next|\w+day|[A-Z]\w+|now|again|back|all)){0,4} ")
"""What may stand between an object and the words that belong to its verb."""

UNDONE = re.compile(r" (?:to be )?(?:\w+ly )?(\w+(?:ed|en|t|ut))\b")
"""A participle behind what is wanted ("wants the levy scrapped")."""

READY = ("be", "remain", "stand", "feel", "seem", "appear", "declare", "say", "pronounce")
"""Verbs by which somebody is ready to do a thing."""

SO = re.compile(r"\b(?:so|as) (?:also |too )?$")
"""Before "does": somebody stands where the one named before stands."""

BARE = re.compile(r"[.,;”\"]|$| (?:on|last|at once|immediately|yesterday|today)\b")
"""Behind a verb that takes nothing."""

PARTED = re.compile(r"[;:] ")
"""What stands between two clauses of which neither hangs under the other."""

DEEP = 3
"""Verbs above a clause that are looked at."""


class StanceReader(Appraisals, StatedStances, Gestures):
    """Reads the stances of one document."""

    def read(self) -> Iterator[Stance]:
        """Yield the stances of every clause of the body, in order of place."""
        before: list[Stance] = []
        settled = 0  # where the words end that say that somebody has not made up his mind
        for act in self.acts:
            sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
            if sentence is None or sentence.where != "body" or self.is_question(sentence.start, sentence.end):
                continue
            if any(
                a.condition and a.condition[0] <= act.verb[0] < a.condition[1] for a in self.by_sentence[act.sentence]
            ):
                continue  # what a step waits for is no position
            if act.verb[0] < settled:
                continue  # "it is up to each state to decide on the levy"
            if WAITING.search(self.text, max(sentence.start, act.start - 8), act.verb[1]):
                continue
            if act.subject and ASKED_WHETHER.search(
                self.text, max(sentence.start, act.subject[0] - 12), act.subject[0]
            ):
                continue
            told = list(self.of_act(act))
            if act.lemma == "do" and SO.search(self.text, max(sentence.start, act.start - 12), act.verb[0]):
                told = [replace(s, act=act, holder=act) for s in before if s.holder is not None]
            settled = max([settled, *(s.word[1] for s in told if s.kind == "open")])
            yield from told
            before = told or before
        yield from self.copulas()

    def of_act(self, act: Act) -> Iterator[Stance]:
        """Yield what one clause says: by its verb, by what it says of its subject, by the nouns of stance in it."""
        frame = self.frame(act)
        if act.governed_by not in load_kind("blaming"):
            judged = list(self.judged(act, frame))
            yield from judged or self.foreboding(act)
            yield from self.door(act)
        yield from self.needed(act)
        found = self.opened(act)
        if found is not None and act.governed_by not in load_kind("blaming"):
            yield found
            return
        under = self.under(act)
        if under is None:
            return
        factor, holder = under
        yield from self.called(act, holder)
        yield from self.nominal(act, holder)
        yield from self.apposed(act)
        yield from self.given(act, holder)
        yield from self.gesture(act, holder)
        yield from self.turned(act, factor, holder)
        called = frame is not None and frame.kind == "talk" and act.lemma in load_kind("calling")
        if (
            frame is not None
            and frame.kind not in ("hold", "judge")
            and not (called and list(self.called(act, holder)))
        ):
            yield from self.taken(act, frame, factor, holder)
        yield from self.denied(act)
        yield from self.depending(act, holder)

    def under(self, act: Act, depth: int = 0) -> tuple[int, Act | None] | None:
        """Return how the verb above bears on a clause: its sign, and the clause whose subject holds the stance; None where the clause is somebody
        else's doing as another tells it."""
        lemma = act.governed_by
        if moot := self.moot(act):
            return moot, None
        if lemma is None or self.is_beside(act):
            return (-1 if self.is_put_off(act) else 1), act
        if lemma == "rule" and (ruling := self.parent(act)) is not None:
            return None if ruling.negated else (-1, ruling)
        if lemma in load_kind("willing") | load_kind("unwilling"):
            return (1 if lemma in load_kind("willing") else -1), self.bearer(act)
        parent = self.parent(act)
        if parent is None:
            return None  # under a noun: what leads to the thing is read from the noun
        if lemma in load_kind("blaming") or (depth < DEEP and self.under(parent, depth + 1) is None):
            return None
        if lemma in load_kind("asking") and (act.subject != parent.subject or act.subject is None):
            against = self.text.endswith("against ", 0, act.verb[0])
            return (-1 if parent.negated or against else 1), parent
        frame = self.frame(parent)
        if frame is not None and frame.kind == "attitude" and lemma not in load_kind("refusing"):
            return frame.sign * (-1 if parent.negated else 1), parent
        if lemma in load_kind("wanting") or self.is_told(act):
            going = lemma == "go" and parent.negated and not act.negated  # "we are not going to cut the quota"
            return (-1 if going else 1), act
        return None

    def is_put_off(self, act: Act) -> bool:
        """Whether a step that seems to hang under no verb is one that its subject is loath to take ("has hesitated in the past to embark on")."""
        before = [a for a in self.by_sentence[act.sentence] if a.verb[1] <= act.verb[0] and a.subject == act.subject]
        return self.text.startswith("to ", act.verb[0]) and bool(before) and before[-1].lemma in load_kind("unwilling")

    def is_told(self, act: Act) -> bool:
        """Whether the verb above a clause is the one by which it is said, whatever verb that is ("tweeted")."""
        quotation = self.quotations.get(act.quotation or "")
        return quotation is not None and quotation.speech and quotation.cue_lemma == act.governed_by

    def is_beside(self, act: Act) -> bool:
        """Whether the verb above a clause only stands in another part of the sentence."""
        parent = self.parent(act)
        if parent is None or act.subject is None or act.subject[0] < min(act.start, act.verb[0] - FAR):
            return False
        first, second = sorted((act.verb, parent.verb))
        return PARTED.search(self.text, first[1], second[0]) is not None

    def moot(self, act: Act) -> int:
        """Return 1 where a clause tells what it is time or right to do, -1 where it would be wrong to, else 0."""
        loose = act.subject is None or self.is_of(act, "dummy")
        if not loose or not self.text.startswith("to ", act.verb[0]):
            return 0
        match = MOOT.search(self.text, max(0, act.verb[0] - 2 * FAR), act.verb[0])
        if match is None or "." in match.group():
            return 0
        word = (match[1] or match[2]).lower()
        sign = 1 if word in ("time", "come") else load_appraisals().get(word, 0)
        return -sign if NEGATED.search(match.group()) else sign

    def bearer(self, act: Act) -> Act:
        """Return the clause that says who is ready or loath to do a thing: itself, or "is" before it where the parse parted them."""
        if act.subject is not None:
            return act
        above = [
            a
            for a in self.by_sentence[act.sentence]
            if a.verb[1] <= act.verb[0] < a.end and a.lemma in READY and a.subject is not None
        ]
        return above[-1] if above else act

    def taken(self, act: Act, frame: Frame, factor: int, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of a verb towards what it takes."""
        thing = self.passive(act)
        if thing:
            targets, pronoun = self.targets.inside(thing), False
        else:
            targets, pronoun = self.targets.after(frame.end, self.limit(act, frame.end))
            if not targets and not pronoun and act.object and act.verb[0] < act.object[0] < act.object[1] <= frame.end:
                targets = self.targets.inside(act.object)  # "vote the levy down"
            answers = act.lemma in load_kind("answering") and act.object is None and not targets
            pronoun = pronoun or (answers and BARE.match(self.text, act.verb[1]) is not None)  # "Osmark accepted"
            if act.lemma in load_kind("giving") and targets:
                targets = self.targets.second(targets[0], self.limit(act, frame.end)) or targets
        if not targets and not pronoun:
            return
        asking = frame.kind == "ask" or act.lemma in load_kind("asking") or act.lemma in load_kind("allowing")
        if asking and targets and not thing and ASKED.match(self.text, targets[0].end):
            return  # who is asked; what for is a clause of its own
        if asking and ASKED_OF_IT.match(self.text, frame.end):
            return
        must = MUST.search(self.text, *act.verb) is not None or (
            act.governed_by in ("have", "need") and thing is not None
        )
        unnamed = holder is act and (act.subject is None or thing == act.subject)
        condition = self.condition(act, act.negated)
        if not self.is_meant(act, frame, condition, unnamed=unnamed, must=must, unowned=holder is None):
            return
        listed = self.targets.listed(targets[-1], act.end) if targets and not thing else []
        # "see no need for": the denial is in the frame
        own_no = not frame.denied and NEGATED.search(self.text, act.verb[1], frame.end)
        sign = frame.sign * factor * (-1 if act.negated and not own_no else 1)
        if frame.kind == "ask" and targets and self.is_undone((listed or targets)[-1].end):
            sign = -sign
        if holder is not None and self.is_of(holder, "nobody"):
            sign = -frame.sign * factor  # "nobody wants the levy"
        own = None if unnamed or must or self.is_there(holder) or self.is_of(holder, "everybody") else holder
        kind = frame.kind
        if act.lemma == "raise" and targets and not self.is_heightened(targets[0]):
            kind, sign = "talk", 0
        yield Stance(act, kind, sign, (act.verb[0], frame.end), (*targets, *listed), pronoun, own, condition)

    def turned(self, act: Act, factor: int, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of a verb and the words behind its object: "took the levy to court", "put the sale on hold"."""
        for kind, sign, pattern in load_turns().get(act.lemma, ()):
            match = pattern.match(self.text, act.verb[1])
            end = match.start(1) if match else 0
            targets, _ = self.targets.after(act.verb[1], end) if match and end <= act.verb[1] + FAR else ([], False)
            if match is None or not targets:
                continue
            if match[1].lower() == "against":  # "warned Osmark against the drills"
                targets, _ = self.targets.after(match.end(1), match.end(1) + LEAD)
            elif not BEHIND.fullmatch(self.text, targets[-1].end, end):
                continue
            named = act.subject is not None or holder is not act
            condition = self.condition(act, act.negated)
            if targets and self.is_meant(
                act, Frame(kind, sign, end), condition, unnamed=not named, must=False, unowned=holder is None
            ):
                turn = sign * factor * (-1 if act.negated else 1)
                yield Stance(act, kind, turn, (act.verb[0], match.end(1)), tuple(targets), False, holder, condition)
                return

    def is_meant(
        self, act: Act, frame: Frame, condition: Span | None, *, unnamed: bool, must: bool, unowned: bool
    ) -> bool:
        """Whether a verb shows a stance by its mood and tense. unnamed: nobody is told to do it; must: it is put to somebody; unowned: it is told
        as right or wrong."""
        verb = self.text[slice(*act.verb)]
        planned = unowned or act.modality in ("future", "intended", "hypothetical") or WOULD.search(verb) is not None
        unable = frame.kind == "attitude" and act.negated and CANNOT.search(verb)  # "cannot accept" is no guess
        if UNSURE.search(verb) and not unable and (condition is None or (frame.kind != "attitude" and not must)):
            return False
        if frame.kind == "attitude" and verb.lower().endswith("ing") and " " not in verb and act.governed_by is None:
            return False  # "with Osmark backing the rebels": whose doing it is cannot be told
        if frame.kind == "make" and not planned and act.governed_by is None:
            return False  # who holds or keeps a thing shows it only where it is meant
        refused = planned or (act.governed_by or "") in load_kind("turning") | load_kind("asking")
        if (
            frame.kind in ("deed", "make", "ask")
            and act.negated
            and not refused
            and act.tense == "past"
            and "never" not in verb.lower()
        ):
            return False  # who did not do a thing may well be for it
        return not unnamed or must or (act.negated and planned)  # "it was rejected": by whom is not said

    def is_heightened(self, target: Target) -> bool:
        """Whether what is raised is made higher or set up ("raise the levy"); all else is only brought up ("raise the drills")."""
        return stem(self.text[target.start : target.end].split()[-1]) in {stem(w) for w in load_kind("heightened")}

    def is_undone(self, end: int) -> bool:
        """Whether what is wanted of a thing is that it ends: "wants the levy scrapped"."""
        match = UNDONE.match(self.text, end)
        return match is not None and stem(match[1]) in turning()
