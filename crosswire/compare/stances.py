"""Stances of one document: which clause is for or against what, before anybody asks who says it or which issue it is.

Read from the clauses (who does what) and the lexicon of frames. Every stance has the words that show it and the noun phrases that they may mean;
a word that takes no noun phrase shows nothing. Needs no actors: what is an issue must not hang on how actors were joined.
"""

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.compare.accounts import Accounts
from crosswire.compare.conditions import find_condition
from crosswire.compare.frames import Frame, load_judgements, phrase_frame, verb_frame
from crosswire.compare.perfects import join_perfects
from crosswire.compare.targets import Target, Targets, turning
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Act, Reading, Span

UNSURE = re.compile(r"\b(?:may|might|could|can|cannot)\b", re.IGNORECASE)
"""A verb that leaves open whether there is a stance."""

MUST = re.compile(r"\b(?:must|should|ought to|ha(?:s|ve) (?:got )?to|needs? to)\b", re.IGNORECASE)
"""A verb that puts something to somebody."""

WOULD = re.compile(r"\b(?:will|would|shall|won['’]t|wouldn['’]t|'ll|going to)\b", re.IGNORECASE)
"""A verb of what is to come."""

NEGATED = re.compile(r"\b(?:no|not|never|neither|nor|hardly|nothing|none|without)\b|n['’]t\b", re.IGNORECASE)
"""Words that deny."""

OPEN = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:not|yet)(?: yet)?(?: to)? (?:decide|made up|make up|take[n]? (?:a|any) (?:decision|position|side|stand)|ma[dk]e (?:a|any) decision|"
    r"reach(?:ed)? (?:a|any) decision)\w*|undecided|abstain(?:ed|s|ing)?|(?:takes?|took|taken|ha[sd]|have) no (?:position|sides?|view|opinion|stand|stance)|"
    r"ke(?:ep|pt|eps) (?:silent|quiet)|under study|still (?:studying|considering|weighing|undecided)|no decision|an open mind|are open to|is open to|"
    r"keeping (?:all|its) options open|neutral)\b",
    re.IGNORECASE,
)
"""Words that say that a party has not made up its mind, or keeps out of it."""

WAITING = re.compile(r"\b(?:until(?! now\b)|unless|if|whether|(?<!than )once(?! (?:more|again)\b))\b", re.IGNORECASE)
"""What opens a clause that tells what is waited for or asked."""

CUT = re.compile(r"[;:]|, (?:but|while|whereas|and|which|who)\b")
"""Where another clause begins, to which a condition behind it belongs."""

ASKED = re.compile(r"(?:,? [^\s.,;]+){0,2} (?:not )?to (?!(?:the|an?|its|their|his|her|our|this|that|all|any)\b)[a-z]")
"""What stands behind somebody who is asked to do something."""

DOOR = re.compile(r"\W+(?:\w+ )?open[”\"]? (?:to|for)\b")
"""Behind a subject that ends in "door": it stands open to something."""

UNDONE = re.compile(r" (?:to be )?(?:\w+ly )?(\w+(?:ed|en|t|ut))\b")
"""A participle behind what is wanted ("wants the levy scrapped")."""

RELATIVE = re.compile(r",? (?:which|that) (?:\w+ly )?$")
"""The words by which a relative clause begins."""

IS = re.compile(r" (?:is|are|was|were|remains?|remained|would be|will be|has been) ")
"""A verb of being, where the parse gives no clause for it."""

BESIDE = re.compile(
    r"\b(?:of|for|to|in|on|from|into|about|over|against|with|between|through|by|at|and|or) (?:the |a |an |its |their |his |her |any )?$"
)
"""A phrase after these is a detail of another, not what is judged."""

TOWARDS = re.compile(r"\s+at (?!\w+ing\b)")
""""aimed at us", but not "aimed at sending"."""

FRONTED = re.compile(r"[“\"]?\s*(As for|As to|On|Regarding|Concerning|About|Over)\b(?:[^,.;]|(?<=[A-Z])\.)*,")
"""A topic put in front of its sentence."""

ONLY = re.compile(r"only (?:\w+ )?(?:way|option|answer|hope|solution|guarantee|choice)\b")
"""A judgement of several words."""

QUOTED = re.compile(r"[“”\"]")
"""The marks of a quotation."""

THANKS = re.compile(r"[^.,;]{1,40}? for\b")
"""Whom somebody thanks, up to what for."""

NEAR = 6
"""Contents of quotations before a verb in which it may stand."""

DEEP = 3
"""Verbs above a clause that are looked at."""

LEAD = 90
"""Characters between what is judged and the judgement, at most."""


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


class StanceReader:
    """Reads the stances of one document."""

    def __init__(self, reading: Reading, accounts: Accounts) -> None:
        self.reading, self.accounts = reading, accounts
        self.text = accounts.documents[reading.doc].text
        self.targets = Targets(reading.doc, accounts)
        self.acts = sorted(join_perfects(reading.acts, reading.mentions, self.text), key=lambda a: a.verb)
        self.starts = [a.verb[0] for a in self.acts]
        self.times = [(t.start, t.end) for t in reading.times]
        self.by_sentence: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            self.by_sentence[act.sentence].append(act)
        self.contents = sorted((a, b) for q in reading.quotations for a, b in q.content)

    def read(self) -> Iterator[Stance]:
        """Yield the stances of every clause of the body, in order of place."""
        for act in self.acts:
            sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
            if sentence is None or sentence.where != "body" or self.is_question(sentence.start, sentence.end):
                continue
            if any(
                a.condition and a.condition[0] <= act.verb[0] < a.condition[1] for a in self.by_sentence[act.sentence]
            ):
                continue  # what a step waits for is no position
            if WAITING.search(self.text, max(sentence.start, act.start - 8), act.verb[1]):
                continue
            yield from self.of_act(act)
        yield from self.copulas()

    def is_question(self, start: int, end: int) -> bool:
        """Whether a sentence asks."""
        return self.text[start:end].rstrip(" \"”'’\n").endswith("?")

    # ------------------------------------------------------------------------------------------- one clause

    def of_act(self, act: Act) -> Iterator[Stance]:
        """Yield what one clause says: by its verb, by what it says of its subject, by the nouns of stance in it."""
        frame = self.frame(act)
        if act.governed_by not in load_kind("blaming"):
            yield from self.judged(act, frame)
            yield from self.door(act)
        under = self.under(act)
        if under is None:
            return
        factor, holder = under
        found = self.opened(act)
        if found is not None:
            yield found
            return
        yield from self.called(act, holder)
        yield from self.nominal(act, holder)
        if frame is not None and frame.kind not in ("hold", "judge"):
            yield from self.taken(act, frame, factor, holder)
        yield from self.denied(act)
        yield from self.depending(act)

    def under(self, act: Act, depth: int = 0) -> tuple[int, Act | None] | None:
        """Return how the verb above bears on a clause: its sign, and the clause whose subject holds the stance; None where the clause is somebody
        else's doing as another tells it."""
        lemma = act.governed_by
        if lemma is None or lemma in load_kind("willing"):
            return 1, act
        if lemma in load_kind("unwilling"):
            return -1, act
        parent = self.parent(act)
        if parent is None:
            return None  # under a noun: what leads to the thing is read from the noun
        if lemma in load_kind("blaming") or (depth < DEEP and self.under(parent, depth + 1) is None):
            return None
        if lemma in load_kind("asking") and (act.subject != parent.subject or act.subject is None):
            return (-1 if parent.negated or lemma == "warn" else 1), parent
        frame = self.frame(parent)
        if frame is not None and frame.kind == "attitude" and lemma not in load_kind("refusing"):
            return frame.sign * (-1 if parent.negated else 1), parent
        return (1, act) if lemma in load_kind("wanting") else None

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
        return verb_frame(act.lemma, particles, self.text, act.verb[1], max(act.end, act.verb[1]))

    def passive(self, act: Act) -> Span | None:
        """Return what a passive clause acts on, or what "which" stands for, before its verb."""
        if not act.object or act.object[1] > act.verb[0]:
            return None
        first = min(act.verb[0], act.subject[0] if act.subject and act.subject[0] > act.object[0] else act.verb[0])
        lead = RELATIVE.search(self.text, max(0, first - 40), first)
        near = self.targets.phrase_at(lead.start() - 1) if lead and lead.start() else None
        return (near.start, near.end) if near else act.object

    def taken(self, act: Act, frame: Frame, factor: int, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of a verb towards what it takes."""
        thing = self.passive(act)
        if thing:
            targets, pronoun = self.targets.inside(thing), False
        else:
            targets, pronoun = self.targets.after(frame.end, self.limit(act, frame.end))
        if not targets and not pronoun:
            return
        asking = frame.kind == "ask" or act.lemma in load_kind("asking") or act.lemma in load_kind("allowing")
        if asking and targets and not thing and ASKED.match(self.text, targets[0].end):
            return  # who is asked; what for is a clause of its own
        must = MUST.search(self.text, *act.verb) is not None
        unnamed = holder is act and act.subject is None
        condition = self.condition(act, act.negated)
        if not self.is_meant(act, frame, condition, unnamed=unnamed, must=must):
            return
        listed = self.targets.listed(targets[-1], act.end) if targets and not thing else []
        sign = frame.sign * factor * (-1 if act.negated else 1)
        if frame.kind == "ask" and targets and self.is_undone((listed or targets)[-1].end):
            sign = -sign
        own = None if unnamed or must else holder
        kind = frame.kind
        if act.lemma == "raise" and targets and not self.is_heightened(targets[0]):
            kind, sign = "talk", 0
        yield Stance(act, kind, sign, (act.verb[0], frame.end), (*targets, *listed), pronoun, own, condition)

    def is_meant(self, act: Act, frame: Frame, condition: Span | None, *, unnamed: bool, must: bool) -> bool:
        """Whether a verb shows a stance by its mood and tense. unnamed: nobody is told to do it; must: it is put to somebody."""
        verb = self.text[slice(*act.verb)]
        planned = act.modality in ("future", "intended", "hypothetical") or WOULD.search(verb) is not None
        if UNSURE.search(verb) and (condition is None or (frame.kind != "attitude" and not must)):
            return False
        if frame.kind == "attitude" and verb.lower().endswith("ing") and " " not in verb and act.governed_by is None:
            return False  # "with Osmark backing the rebels": whose doing it is cannot be told
        if frame.kind == "make" and not planned and act.governed_by is None:
            return False  # who holds or keeps a thing shows it only where it is meant
        refused = planned or (act.governed_by or "") in load_kind("turning")
        if frame.kind in ("deed", "make", "ask") and act.negated and not refused and act.tense == "past":
            return False  # who did not do a thing may well be for it
        return not unnamed or must or (act.negated and planned)  # "it was rejected": by whom is not said

    def is_heightened(self, target: Target) -> bool:
        """Whether what is raised is made higher or set up ("raise the levy"); all else is only brought up ("raise the drills")."""
        return stem(self.text[target.start : target.end].split()[-1]) in {stem(w) for w in load_kind("heightened")}

    def is_undone(self, end: int) -> bool:
        """Whether what is wanted of a thing is that it ends: "wants the levy scrapped"."""
        match = UNDONE.match(self.text, end)
        return match is not None and stem(match[1]) in turning()

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
        return found or (
            act.condition if act.condition and find_condition(self.text, *act.condition, self.times) else None
        )

    # ------------------------------------------------------------------------------------------- judgements

    def judged(self, act: Act, frame: Frame | None) -> Iterator[Stance]:
        """Yield what a clause says of its subject: "the radar is a threat", "the levy would punish the poor", "the sale must be stopped"."""
        self.text[slice(*act.verb)]
        thing = self.passive(act)
        aimed = act.lemma == "aim" and thing is not None and TOWARDS.match(self.text, act.verb[1])
        if frame is not None and frame.kind == "judge" and (aimed or (thing is None and act.lemma != "aim")):
            subject, word, sign = (act.object if aimed else act.subject), act.verb, frame.sign
            sign = -sign if act.negated or NEGATED.search(self.text[act.verb[0] : act.verb[1]]) else sign
        elif act.lemma in load_kind("being") and act.subject and act.subject[1] <= act.verb[0]:
            hit = self.judgement(act.verb[1], min(max(act.end, act.verb[1]), act.verb[1] + LEAD))
            if hit is None:
                return
            subject, (sign, word) = act.subject, hit
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

    def judgement(self, start: int, end: int) -> tuple[int, Span] | None:
        """Return the first word of judgement in [start, end): its sign and place."""
        for word, a, b in read_words(self.text, start, end):
            if word.lower() == "only" and ONLY.match(self.text, a, end):
                return 1, (a, b)
            sign = load_judgements().get(word.lower())
            if sign is not None:
                return sign, (a, b)
            if word.lower() in ("that", "which", "because", "but", "if", "to", "than", "for", "of", "by"):
                return None
        return None

    def copulas(self) -> Iterator[Stance]:
        """Yield judgements in speech whose "is" the parse took for something else, as it does where a quotation mark stands behind it."""
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
                hit = self.judgement(match.end(), min(end, match.end() + LEAD))
                if phrase is None or hit is None or phrase.end != match.start():
                    continue
                if BESIDE.search(self.text, max(0, phrase.start - 24), phrase.start):
                    continue  # "a way out of the pact would be": what is judged stands before
                sign, word = hit
                sign = -sign if NEGATED.search(self.text[match.end() : word[0]]) else sign
                act = next((a for a in self.by_place(sentence.start, sentence.end)), None)
                if act is not None:
                    yield Stance(act, "judge", sign, word, (Target(phrase.start, phrase.end, 1),))

    def by_place(self, start: int, end: int) -> list[Act]:
        """Return the clauses whose verb stands in [start, end)."""
        return self.acts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def called(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield what somebody calls a thing: "called the tariffs unlawful", "regards the radar as a threat"."""
        if act.lemma not in load_kind("calling") or not act.object or act.object[0] < act.verb[1] or act.negated:
            return
        targets, _ = self.targets.after(act.verb[1], max(act.object[1], act.verb[1]))
        if not targets:
            return
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        stop = min(sentence.end if sentence else act.end, targets[0].end + LEAD)
        hit = self.judgement(targets[0].end, stop)
        if hit is None or re.search(r"[.;,]", self.text[targets[0].end : hit[1][0]]):
            return
        sign, word = hit
        if NEGATED.search(self.text[targets[0].end : word[0]]):
            sign = -sign
        yield Stance(act, "judge", sign, word, (targets[0],), holder=holder)

    # ------------------------------------------------------------------------------------------- nouns and predicates

    def nominal(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of a noun that a clause states ("voiced its opposition to") or of what follows "is" ("is in favour of")."""
        kind = "be" if act.lemma in ("be", "remain", "speak", "come") else "stance" if self.holds(act) else None
        if kind is None:
            return
        for number, (word, a, _) in enumerate(
            read_words(self.text, act.verb[1], min(len(self.text), act.verb[1] + 60))
        ):
            frame = phrase_frame(kind, self.text, a, len(self.text))
            if frame is not None:
                targets, pronoun = self.targets.after(frame.end, min(len(self.text), frame.end + LEAD))
                if targets or pronoun:
                    listed = self.targets.listed(targets[-1], act.end) if targets else []
                    turned = act.negated or NEGATED.search(self.text[act.verb[1] : a]) is not None
                    sign = frame.sign * (-1 if turned else 1)
                    yield Stance(
                        act,
                        "attitude",
                        sign,
                        (a, frame.end),
                        (*targets, *listed),
                        pronoun,
                        holder,
                        self.condition(act, act.negated),
                    )
                return
            low = word.lower()
            if kind == "be" and not (
                low.endswith("ly")
                or low in ("very", "also", "not", "still", "no", "all", "now", "out", "more", "much", "too", "quite")
            ):
                return
            if kind == "stance" and number > 5:
                return

    def holds(self, act: Act) -> bool:
        """Whether a clause's verb has, states or gives what the noun after it says."""
        frame = verb_frame(act.lemma, (), self.text, act.verb[1], act.verb[1])
        return act.lemma == "be" or (frame is not None and frame.kind == "hold") or act.lemma in load_kind("stating")

    def denied(self, act: Act) -> Iterator[Stance]:
        """Yield that a thing will not be, where somebody says so of his own steps: "there would be no amnesty"."""
        if act.lemma != "be" or not WOULD.search(self.text[slice(*act.verb)]):
            return
        lead = self.text[max(0, act.verb[0] - 8) : act.verb[0]].lower()
        match = re.match(r"\s*no (?!longer)", self.text[act.verb[1] :])
        if not lead.rstrip().endswith("there") or match is None:
            return
        start = act.verb[1] + match.end() - 1
        targets, _ = self.targets.after(start, min(len(self.text), start + LEAD))
        if targets:
            yield Stance(act, "deed", -1, (act.verb[0], start), tuple(targets), condition=self.condition(act, True))

    def depending(self, act: Act) -> Iterator[Stance]:
        """Yield that a thing hangs on another: "the talks will depend on"."""
        if act.lemma not in ("depend", "hinge") or act.negated or not act.subject:
            return
        condition = find_condition(self.text, act.verb[0], max(act.end, act.verb[1] + 40))
        targets = self.targets.inside(act.subject)
        if targets and condition:
            yield Stance(act, "depend", 0, act.verb, tuple(targets), condition=condition)

    def door(self, act: Act) -> Iterator[Stance]:
        """Yield that "the door is open to" a thing."""
        match = DOOR.match(self.text, act.verb[1])
        if (
            match is None
            or act.negated
            or not act.subject
            or not self.text[slice(*act.subject)].lower().endswith(("door", "doors"))
        ):
            return
        targets, _ = self.targets.after(match.end(), min(len(self.text), match.end() + LEAD))
        if targets:
            yield Stance(act, "attitude", 1, (act.verb[0], match.end()), tuple(targets))

    def opened(self, act: Act) -> Stance | None:
        """Return that somebody has not made up his mind."""
        match = OPEN.search(self.text, act.verb[0], min(max(act.end, act.verb[1] + 40), len(self.text)))
        if (
            match is None
            or match.start() > act.verb[1] + 20
            or re.search(r"[.;]", self.text[act.verb[1] : match.start()])
        ):
            return None
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        own = not any(act.verb[1] <= a.verb[0] <= match.start() for a in self.by_sentence[act.sentence])
        if sentence is None or not own:  # "Tolvan said the league is open to": it is the league
            return None
        index = bisect_left(self.targets.starts, match.end())
        after = [p for p in self.targets.phrases[index : index + 4] if p.start < sentence.end]
        before = [p for p in self.targets.phrases[:index] if sentence.start <= p.start and p.end <= match.start()]
        targets = [Target(p.start, p.end, 1) for p in (*after, *reversed(before))]
        return Stance(act, "open", 0, match.span(), tuple(targets), holder=act) if targets else None
