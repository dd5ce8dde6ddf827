"""Stances that a noun or a predicate states: "voiced its opposition to", "is in favour of", "has not decided", "there would be no"."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from crosswire.compare.clause_stances import LEAD, NEGATED, Clauses, Stance
from crosswire.compare.conditions import find_condition
from crosswire.compare.frames import Frame, phrase_frame, verb_frame
from crosswire.compare.targets import Target
from crosswire.compare.words import load_kind, read_words
from crosswire.model import Act

OPEN = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:not|yet)(?: yet)?(?: to)? (?:decide|made up|make up|take[n]? (?:a|any) (?:decision|position|side|stand)|ma[dk]e (?:a|any) decision|"
    r"reach(?:ed)? (?:a|any) decision|sa(?:y|id) (?:whether|if|how) \w+ (?:will|would|plan|intend|back|support|vote)|"
    r"announced? (?:a|any) (?:decision|position)|commit)\w*|"
    r"undecided|(?:leaves?|left|leaving) (?:it )?open|waver(?:s|ed|ing)?|vacillat\w+|too (?:early|soon) to (?:say|decide|tell|judge)|"
    r"abstain(?:ed|s|ing)?|(?:takes?|took|taken|ha[sd]|have) no (?:official |clear |formal )?(?:position|sides?|view|opinion|stand|stance)|"
    r"ke(?:ep|pt|eps) (?:silent|quiet)|under study|no decision|an open mind|are open to|is open to|in no hurry|"
    r"(?:is|are|was|were|remain\w*|be)(?: still| now| also)? (?:studying|considering|weighing|reviewing|examining|assessing|mulling|pondering|undecided|"
    r"wavering|hesitant|noncommittal|non-committal|on the fence|agnostic)|still (?:studying|considering|weighing|reviewing|examining|assessing)|"
    r"ke(?:ep|pt|eps|eping) (?:all |its |their |every |his |her )*options? (?:open|on the table)|"
    r"ke(?:ep|eps|pt) (?:well )?out of (?:the |a )?(?:\w+ )?(?=row|dispute|quarrel|debate|fight|argument)|"
    r"(?:put|puts|putting) off (?:its|their|his|her|a|the|any) (?:decision|vote|ruling)|"
    r"(?:postpone|delay|defer)(?:s|d|red|ring)? (?:its|their|his|her|a|the|any) (?:decision|vote|ruling)|"
    r"need(?:s|ed)? (?:more |some )?time to (?:study|decide|consider|think|examine|reflect|review)|(?:split|divided|undecided|torn)(?= (?:on|over|about)\b)|"
    r"(?:will|would) (?:make up (?:its|their|his|her) minds?|decide)(?= (?:on|about|whether)\b)|up to (?!date\b)[\w ]{2,30}? to decide|"
    r"(?:sit|sits|sat|sitting) on the fence|neutral|"
    r"(?:(?:do|does|did|would|will|could)(?: not|n['’]t)|declined? to|declines to|declining to|refused? to|refuses to|refusing to) "
    r"(?:be drawn(?= on\b| about\b| over\b)|take (?:a |any )?(?:sides?|position|stand)|"
    r"say (?:whether|if|how) \w+ (?:will|would|plan\w*|intend\w*|back\w*|support\w*)|"
    r"commit (?:itself|himself|herself|themselves))|"
    r"(?:do|does|did|has|have|had|is|are|would|will|could|can)(?: ?not|n['’]t)(?: yet| fully| entirely| completely)? rul(?:e|ed|ing) out|"
    r"reserve[sd]? (?:its|his|her|their) (?:judg\w+|position|decision))\b",
    re.IGNORECASE,
)
"""Words that say that a party has not made up its mind, or keeps out of it."""

WORDS = re.compile(r"[^\W_]+")
"""A word, where only its beginning is asked for."""

NOUNS = 60
"""Characters behind a verb in which a noun of stance is looked for."""

MAY_BE = re.compile(r"\b(?:will|would|shall|won['’]t|'ll|going to|can|could|must|should)\b", re.IGNORECASE)
"""A verb of being that says what shall be."""

BLESSING = re.compile(
    r" [^.;:]{3,60}? (?:its|his|her|their|a|the|full|strong) (?:\w+ ){0,2}?(?:blessing|backing|support|approval|consent|endorsement|go-ahead|green light|"
    r"seal of approval|"
    r"thumbs up|nod|(thumbs down|cold shoulder))\b",
    re.IGNORECASE,
)
"""What is given to a thing by those who are for or against it."""

CONSENT = re.compile(
    r" (?:its|his|her|their) (?:full |final )?(?:blessing|backing|approval|consent|endorsement|go-ahead|assent)"
    r"(?=[.,;]| (?:on|last|after|yesterday)\b)"
)
"""What is given to what was named before."""

FOR = re.compile(
    r" [^.;:,]{0,20}?(?:\d[\d,.]*|dozens|hundreds|thousands|millions|billions|money|funds|troops|soldiers|ships|planes|experts)\b"
    r"[^.;:]{0,40}? (?:for|towards|to support|to help) "
)
"""What is given, up to what it is for."""

TO_BE_TIED = re.compile(r"(?:conditional|contingent|dependent)", re.IGNORECASE)
"""How what is tied to a thing is told."""

ON = re.compile(r"\W{1,2}(on|about|over|regarding|as to|whether|if|how|to|when)\b")
"""What leads on from an open mind to what it is open on."""

ASKING = ("whether", "if", "how", "to", "when")
"""What leads on to a clause, in which the thing may stand anywhere."""

WITHOUT = re.compile(r"[“\"]?(Without) [^,.;]{3,60}?(?=,| there\b| we\b| it\b| this\b| the\b)")
"""A sentence that says first what all hangs on."""

DOOR = re.compile(r"\W+(?:\w+ )?open[”\"]? (?:to|for)\b")
"""Behind a subject that ends in "door": it stands open to something."""


class StatedStances(Clauses):
    """Reads what nouns and predicates state."""

    def nominal(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield the stance of a noun that a clause states ("voiced its opposition to"), or of what follows "is" ("is in favour of", "is a backer
        of")."""
        kind = (
            "be"
            if act.lemma in ("be", "remain", "speak", "come")
            else "stance"
            if self.holds(act) or act.lemma in load_kind("shedding")
            else None
        )
        if kind is None:
            return
        for number, (word, a, _) in enumerate(
            read_words(self.text, act.verb[1], min(len(self.text), act.verb[1] + NOUNS))
        ):
            frame = phrase_frame(kind, self.text, a, len(self.text))
            if frame is None and kind == "be":
                frame = phrase_frame("who", self.text, a, len(self.text))
            if frame is not None:
                turned = act.negated or NEGATED.search(self.text[act.verb[1] : a]) is not None
                shed = kind == "stance" and act.lemma in load_kind("shedding")
                yield from self.of_noun(act, frame, a, -1 if turned != shed else 1, holder)
                return
            low = word.lower()
            loose = number < 5 and self.names_somebody(a)
            if kind == "be" and not (low.endswith("ly") or low in load_kind("adverb") or loose):
                return
            if kind == "stance" and number > 5:
                return

    def names_somebody(self, start: int) -> bool:
        """Whether what somebody is towards a thing stands near ("one of the first backers of")."""
        near = WORDS.finditer(self.text, start, min(len(self.text), start + NOUNS))
        return any(phrase_frame("who", self.text, m.start(), len(self.text)) for m in itertools.islice(near, 6))

    def of_noun(self, act: Act, frame: Frame, start: int, turn: int, holder: Act | None) -> Iterator[Stance]:
        """Yield what a noun or predicate of stance at `start` takes. turn: -1 where it is denied or given up."""
        targets, pronoun = self.targets.after(frame.end, min(len(self.text), frame.end + LEAD))
        if not targets and not pronoun:
            return
        listed = self.targets.listed(targets[-1], act.end) if targets else []
        own = None if self.is_there(holder) else holder
        condition = self.condition(act, act.negated)
        where = (start, frame.end)
        yield Stance(act, "attitude", frame.sign * turn, where, (*targets, *listed), pronoun, own, condition)

    def apposed(self, act: Act) -> Iterator[Stance]:
        """Yield what a subject is called between commas: "Osmark, a firm backer of the levy, ..."."""
        if act.subject is None or act.subject[1] > act.verb[0]:
            return
        comma = self.text.find(", ", *act.subject)
        near = WORDS.finditer(self.text, comma + 1, act.subject[1]) if comma >= 0 else iter(())
        for a in (m.start() for m in itertools.islice(near, 6)):
            frame = phrase_frame("who", self.text, a, act.subject[1])
            if frame is not None:
                yield from self.of_noun(replace(act, condition=None), frame, a, 1, act)
                return

    def given(self, act: Act, holder: Act | None) -> Iterator[Stance]:
        """Yield that a party gives something for a thing, or gives a thing its support: "pledged 300 soldiers for the mission", "gave the levy its
        blessing"."""
        if act.lemma not in load_kind("giving") | load_kind("backing") or act.negated:
            return
        blessing = BLESSING.match(self.text, act.verb[1])
        if blessing is None and (bare := CONSENT.match(self.text, act.verb[1])):
            yield Stance(act, "attitude", 1, (act.verb[0], bare.end()), (), True, holder, self.condition(act, False))
            return
        match = blessing or FOR.match(self.text, act.verb[1])
        if match is None:
            return
        targets, _ = self.targets.after(
            act.verb[1] if blessing else match.end(), match.end() if blessing else match.end() + LEAD
        )
        if targets:
            sign = -1 if blessing and blessing[1] else 1
            kind = "attitude" if blessing else "make"
            yield Stance(
                act, kind, sign, (act.verb[0], match.end()), tuple(targets), False, holder, self.condition(act, False)
            )

    def holds(self, act: Act) -> bool:
        """Whether a clause's verb has, states or gives what the noun after it says."""
        frame = verb_frame(act.lemma, (), self.text, act.verb[1], act.verb[1])
        return act.lemma == "be" or (frame is not None and frame.kind == "hold") or act.lemma in load_kind("stating")

    def denied(self, act: Act) -> Iterator[Stance]:
        """Yield that a thing will not or must not be, where somebody says so: "there would be no amnesty", "there can be no truce until"."""
        if act.lemma != "be" or not MAY_BE.search(self.text[slice(*act.verb)]):
            return
        lead = self.text[max(0, act.verb[0] - 8) : act.verb[0]].lower()
        match = re.match(r"\s*no (?!longer|alternative|doubt|reason|need|question)", self.text[act.verb[1] :])
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        if not lead.rstrip().endswith("there") or match is None or sentence is None:
            return
        if WITHOUT.match(self.text, sentence.start, sentence.end):
            return
        start = act.verb[1] + match.end() - 1
        targets, _ = self.targets.after(start, min(len(self.text), start + LEAD))
        if targets:
            yield Stance(act, "deed", -1, (act.verb[0], start), tuple(targets), condition=self.condition(act, True))

    def depending(self, act: Act, holder: Act | None = None) -> Iterator[Stance]:
        """Yield that a thing hangs on another: "the talks will depend on", or is made to: "made talks conditional on"."""
        if act.negated:
            return
        condition = find_condition(self.text, act.verb[0], max(act.end, act.verb[1] + 40))
        if condition is None:
            return
        if act.lemma in load_kind("tying"):
            targets, pronoun = self.targets.after(act.verb[1], condition[0])
            if targets and (act.lemma == "make" or TO_BE_TIED.match(self.text, condition[0])):
                yield Stance(act, "depend", 0, act.verb, tuple(targets), pronoun, holder, condition)
        elif act.lemma in ("depend", "hinge", "be") and act.subject and condition[0] <= act.verb[1] + 2:
            pronoun = self.text[slice(*act.subject)].lower() in ("it", "that", "this", "all this")
            targets = [] if pronoun else self.targets.inside(act.subject)
            if targets or pronoun:
                yield Stance(act, "depend", 0, act.verb, tuple(targets), pronoun, condition=condition)

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
        if act.subject is None:
            act = replace(act, subject=act.object, subjects=act.objects)  # "would not be drawn on the levy"
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        own = act.subject is not None and not any(
            act.verb[1] <= a.verb[0] <= match.start() for a in self.by_sentence[act.sentence]
        )
        if sentence is None or not own:  # "Tolvan said the league is open to": it is the league
            return None
        on = ON.match(self.text, match.end())
        targets = self.targets.after(on.end(), sentence.end)[0] if on else []
        if not on or on[1] in ASKING:
            index = bisect_left(self.targets.starts, match.end())
            after = [p for p in self.targets.phrases[index : index + 4] if p.start < sentence.end]
            before = [p for p in self.targets.phrases[:index] if sentence.start <= p.start and p.end <= match.start()]
            targets = [Target(p.start, p.end, 1) for p in (*after, *reversed(before))]
        condition = self.condition(act, False) if match.group().endswith("open to") else None
        return Stance(act, "open", 0, match.span(), tuple(targets), False, act, condition) if targets else None

    def needed(self, act: Act) -> Iterator[Stance]:
        """Yield that nothing goes without a thing: "without the truce there will be no aid"."""
        sentence = self.accounts.sentence_at(self.reading.doc, act.verb[0])
        first = self.by_place(sentence.start, sentence.end)[:1] if sentence else []
        if sentence is None or first != [act]:
            return
        match = WITHOUT.match(self.text, sentence.start, sentence.end)
        if match is None:
            return
        rest = {w.lower() for w, _, _ in read_words(self.text, match.end(), sentence.end)}
        if not NEGATED.search(self.text, match.end(), sentence.end) and not rest & load_kind("ruinous"):
            return
        targets, _ = self.targets.after(match.end(1), match.end())
        if targets:
            yield Stance(act, "judge", 1, match.span(1), tuple(targets))
