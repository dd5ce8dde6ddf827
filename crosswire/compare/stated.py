"""Stances that a noun or a predicate states: "voiced its opposition to", "is in favour of", "has not decided", "there would be no"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from crosswire.compare.clause_stances import LEAD, NEGATED, WOULD, Clauses, Stance
from crosswire.compare.conditions import find_condition
from crosswire.compare.frames import phrase_frame, verb_frame
from crosswire.compare.targets import Target
from crosswire.compare.words import load_kind, read_words
from crosswire.model import Act

OPEN = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:not|yet)(?: yet)?(?: to)? (?:decide|made up|make up|take[n]? (?:a|any) (?:decision|position|side|stand)|ma[dk]e (?:a|any) decision|"
    r"reach(?:ed)? (?:a|any) decision)\w*|undecided|abstain(?:ed|s|ing)?|(?:takes?|took|taken|ha[sd]|have) no (?:position|sides?|view|opinion|stand|stance)|"
    r"ke(?:ep|pt|eps) (?:silent|quiet)|under study|still (?:studying|considering|weighing|undecided)|no decision|an open mind|are open to|is open to|"
    r"keeping (?:all|its) options open|neutral)\b",
    re.IGNORECASE,
)
"""Words that say that a party has not made up its mind, or keeps out of it."""

DOOR = re.compile(r"\W+(?:\w+ )?open[”\"]? (?:to|for)\b")
"""Behind a subject that ends in "door": it stands open to something."""


class StatedStances(Clauses):
    """Reads what nouns and predicates state."""

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
