"""Clauses: who does what, and how the clause says that it stands (done, planned, threatened, denied, under a condition, for a reason)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.clauses import (
    antecedent,
    auxiliaries,
    is_contrast,
    is_misread_noun,
    is_negated,
    modality_of,
    stolen_subject,
    subject_of,
    tense_of,
    verb_of,
)
from crosswire.annotate.quotations_clauses import LONGEST_SENTENCE
from crosswire.annotate.sentences import find_sentences
from crosswire.annotate.times import clause_verb, token_over
from crosswire.annotate.words import word_set
from crosswire.model import Act, Document, Mention, Quotation, Span, TimeExpression, make_id

REFUSALS = word_set("decline refuse fail deny reject stop cease avoid forget neglect reluctance refusal failure")
INTENTIONS = word_set(
    "plan threaten intend want hope aim seek prepare promise pledge vow propose offer expect threat plan proposal intention promise pledge vow bid "
    "attempt try effort need"
)
CONDITIONS = word_set("if unless until till provided once whether")
CAUSES = frozenset({"because", "since", "as", "so"})
REASON_NOUNS = word_set(
    "retaliation response protest reaction reply revenge return solidarity move bid effort attempt order connection view light wake defiance support"
)
REASON_VERBS = word_set("say cite argue accuse claim blame complain allege note point contend insist protest fear")
PLACE_PREPOSITIONS = word_set("in at near across inside outside around along off")
PLACE_TAGS = frozenset({"GPE", "LOC", "FAC"})
OBJECT_PREPOSITIONS = word_set("to against on of with from for by about over at into in")
REASON_LINKS = frozenset({"advcl", "xcomp", "acl", "prep"})
"""How a reason hangs on its clause; looked at first, since every word below every verb is asked."""
T = TypeVar("T")


def find_acts(
    document: Document,
    parsed: Parsed,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Act, ...]:
    """Find the clauses of the zones that are read, sorted by place (code points).

    A verb without a subject of its own takes the one that the grammar gives it (joined verbs, infinitives, participles, relative
    clauses); of a passive, the agent is the subject. The clause's span leaves out joined clauses and trailing participles.

    A sentence of more than LONGEST_SENTENCE tokens is a table or a broken text and has no acts: each verb's clause would be most of
    the sentence. Nothing tells of it here; its words still have their mentions and times.
    """
    sentences = [s.start for s in find_sentences(document, parsed)]
    starts = [m.start for m in mentions]
    time_starts = [t.start for t in times]
    said = Overlaps((a, b, q) for q in quotations for a, b in q.content)
    out: list[Act] = []
    for paragraph in parsed.paragraphs:
        inside = _Names.of(mentions[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)])
        own_times = times[bisect_left(time_starts, paragraph.start) : bisect_left(time_starts, paragraph.end)]
        timed = times_by_verb(paragraph, own_times)
        for sentence in paragraph.doc.sents:
            if len(sentence) > LONGEST_SENTENCE:
                continue
            for token in sentence:
                if is_clause(token):
                    out.append(_Clause(document, paragraph, token, inside).act(said, timed.get(token.i, ()), sentences))
    return tuple(sorted(out, key=lambda a: (a.start, a.end, a.id)))


class Overlaps(Generic[T]):
    """Records by their places, so that what meets a place is found without asking all."""

    def __init__(self, rows: Iterable[tuple[int, int, T]]) -> None:
        self.rows = sorted(rows, key=lambda r: r[0])
        self.starts = [r[0] for r in self.rows]
        self.reach = list(accumulate((r[1] for r in self.rows), max))

    def over(self, start: int, end: int) -> list[T]:
        """Return the records that meet [start, end), in order of place."""
        found: list[T] = []
        at = bisect_left(self.starts, end) - 1
        while at >= 0 and self.reach[at] > start:
            if self.rows[at][1] > start:
                found.append(self.rows[at][2])
            at -= 1
        return found[::-1]


@dataclass(frozen=True, slots=True)
class _Names:
    """The mentions of a paragraph, by place; the places (code points) at which persons and places begin."""

    places: Overlaps[Mention]
    persons: frozenset[int]
    grounds: tuple[int, ...]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "_Names":
        """Sort a paragraph's mentions once for all its verbs."""
        return cls(
            Overlaps((m.start, m.end, m) for m in mentions),
            frozenset(m.start for m in mentions if m.type == "person"),
            tuple(sorted({m.start for m in mentions if m.type in {"place", "state"}})),
        )

    def ground_in(self, first: int, last: int) -> bool:
        """Whether a place or state begins in [first, last]."""
        at = bisect_left(self.grounds, first)
        return at < len(self.grounds) and self.grounds[at] <= last


def is_clause(token: Any) -> bool:
    """Whether a token is the verb of a clause: not an auxiliary or adjective; "be" only with something said of the subject."""
    if token.dep_ in {"aux", "auxpass", "amod", "compound", "nmod", "punct", "case"}:
        return False
    if token.pos_ == "VERB":
        return not is_misread_noun(token)
    return (
        token.pos_ == "AUX"
        and any(c.dep_ in {"attr", "acomp", "prep", "advmod"} for c in token.children)
        and any(c.dep_ in {"nsubj", "expl"} for c in token.children)
    )


def times_by_verb(paragraph: Paragraph, times: Sequence[TimeExpression]) -> dict[int, list[str]]:
    """Return the ids of the paragraph's times by the index of the verb they go with."""
    out: dict[int, list[str]] = {}
    for t in times:
        token = token_over(paragraph, t.start - paragraph.start, t.end - paragraph.start)
        verb = clause_verb(paragraph, t.start - paragraph.start, token)
        while verb is not None and not is_clause(verb) and verb.head != verb:
            verb = verb_of(verb.head)
        if verb is not None:
            out.setdefault(verb.i, []).append(t.id)
    return out


class _Clause:
    """One verb with what hangs on it."""

    def __init__(self, document: Document, paragraph: Paragraph, verb: Any, names: _Names) -> None:
        self.document, self.paragraph, self.verb, self.names = document, paragraph, verb, names
        self.below = list(verb.subtree)  # asked three times, and walked by the parser's library each time

    def span(self, tokens: Sequence[Any]) -> Span:
        """Return the code points from the first to the last of some tokens, marks at the ends left out."""
        kept = sorted(tokens, key=lambda t: t.i)
        while len(kept) > 1 and kept[-1].is_punct and kept[-1].text not in {")", "]", "%"}:
            kept.pop()
        while len(kept) > 1 and kept[0].is_punct and kept[0].text not in {"(", "["}:
            kept.pop(0)
        return (self.paragraph.start + kept[0].idx, self.paragraph.start + kept[-1].idx + len(kept[-1]))

    def act(self, quotations: Overlaps[Quotation], times: Sequence[str], sentences: Sequence[int]) -> Act:
        """Return the record."""
        subject, object_ = self.trimmed(self.subject()), self.object()
        governor = self.governor()
        start, end = self.span(self.clause_tokens(subject))
        at = self.paragraph.start + self.verb.idx
        innermost = min(
            quotations.over(at, at + 1),
            key=lambda q: (
                not q.speech,
                sum(b - a for a, b in q.content),
                q.id,
            ),  # an attitude only where nobody speaks
            default=None,
        )
        subject_span = self.span(subject) if subject else None
        object_span = self.span(object_) if object_ else None
        return Act(
            id=make_id("a", self.document.id, start, end, at),
            start=start,
            end=end,
            verb=self.span(self.verb_group()),
            lemma=self.verb.lemma_.lower(),
            subject=subject_span,
            object=object_span,
            subjects=self.mentions_in(subject_span, subject),
            objects=self.mentions_in(object_span, object_),
            negated=is_negated(self.verb) or (governor is not None and governor.lemma_.lower() in REFUSALS),
            modality=self.modality(governor),
            tense=tense_of(self.verb),
            governed_by=governor.lemma_.lower() if governor is not None else None,
            condition=self.condition(),
            reason=self.reasons(),
            location=self.locations(),
            times=tuple(times),
            quotation=innermost.id if innermost is not None else None,
            sentence=max(0, bisect_right(sentences, at) - 1),
        )

    # ------------------------------------------------------------------ spans

    def verb_group(self) -> list[Any]:
        """Return the verb with its auxiliaries, particles and negation, as far as they stand in one piece."""
        parts = [self.verb, *auxiliaries(self.verb), *(c for c in self.verb.children if c.dep_ in {"prt", "neg"})]
        return [t for t in parts if abs(t.i - self.verb.i) <= 4]

    def clause_tokens(self, subject: Sequence[Any]) -> list[Any]:
        """Return the tokens of the clause: its subtree without joined clauses, asides and trailing participles, in one piece around the verb."""
        inside = {self.verb.i}
        left = [c for c in self.verb.children if not self.is_beside(c)]
        while left:  # down the tree, not into what is left out
            token = left.pop()
            if not is_contrast(token):
                inside.add(token.i)
                left.extend(token.children)
        dropped = {t.i for t in self.below} - inside
        tokens = [t for t in self.below if t.i in inside]
        own = [t for t in subject if t.i in inside]
        first = (
            own[0].i if own and own[0].i < self.verb.i else min((t.i for t in self.verb_group()), default=self.verb.i)
        )
        if self.verb.dep_ in {"relcl", "ccomp", "advcl", "acl", "xcomp"}:
            first = min(first, self.verb.left_edge.i) if own else first
        run = [t for t in tokens if t.i >= first]
        kept: list[Any] = []
        for t in run:  # stop at the first gap behind the verb
            if (
                kept
                and t.i > kept[-1].i + 1
                and t.i > self.verb.i
                and any(i in dropped for i in range(kept[-1].i + 1, t.i))
            ):
                break
            kept.append(t)
        return kept or [self.verb]

    def is_beside(self, child: Any) -> bool:
        """Whether a child is a joined clause, an aside or a trailing participle: in the verb's subtree, not in its clause."""
        joined = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}
        aside = child.dep_ in {"parataxis", "cc", "intj"} or (child.dep_ == "ccomp" and child.i < self.verb.i)
        return joined or aside or self.is_trailing(child)

    def is_trailing(self, child: Any) -> bool:
        """Whether a child is ", saying ..." behind the clause."""
        return (
            child.dep_ == "advcl"
            and child.tag_ == "VBG"
            and child.i > self.verb.i
            and child.lemma_.lower() in REASON_VERBS
        )

    def phrase(self, token: Any) -> list[Any]:
        """Return a noun's own words: its subtree without relative clauses and what follows them, without asides."""
        dropped: set[int] = set()
        for child in token.children:
            if child.dep_ in {"relcl", "parataxis"} or (
                child.dep_ in {"acl"} and child.i > token.i + 1 and child.tag_ == "VBG"
            ):
                dropped.update(t.i for t in child.subtree)
        kept: list[Any] = []
        for t in token.subtree:
            if t.i in dropped:
                if t.i > token.i:
                    break
                continue
            kept.append(t)
        while len(kept) > 1 and kept[-1].is_punct and kept[-1].text not in {")", "]"}:
            kept.pop()
        return kept

    # ------------------------------------------------------------------ arguments

    def subject(self) -> list[Any]:
        """Return the words of who acts."""
        agent = next((c for c in self.verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            by = next((c for c in agent.children if c.dep_ == "pobj"), None)
            return self.phrase(by) if by is not None else []
        found = subject_of(self.verb)
        return self.phrase(found) if found is not None else []

    def trimmed(self, tokens: list[Any]) -> list[Any]:
        """Cut a place off the front of a subject: "In Trel Bay, Marran told ..." parsed as one name."""
        for i, t in enumerate(tokens[:-1]):
            if t.text != ",":
                continue
            rest = self.paragraph.start + tokens[i + 1].idx
            first = self.paragraph.start + tokens[0].idx
            if rest in self.names.persons and self.names.ground_in(first, first):
                return tokens[i + 1 :]
        return tokens

    def object(self) -> list[Any]:
        """Return the words of what is acted on: an object, what is said of the subject, a passive's subject, else the first complement."""
        children = list(self.verb.children)
        for deps in ({"nsubjpass"}, {"dobj", "obj"}, {"attr", "acomp", "oprd"}):
            found = next((c for c in reversed(children) if c.dep_ in deps), None)
            if found is not None and found == stolen_subject(self.verb):
                return []
            if found is not None and found.lower_ in {"who", "which", "that", "whom"} and self.verb.dep_ == "relcl":
                noun = antecedent(self.verb)
                return [t for t in self.phrase(noun) if t.i < self.verb.left_edge.i] or [noun]
            if found is not None:
                return self.phrase(found)
        if self.verb.dep_ == "acl" and self.verb.tag_ == "VBN":
            return self.phrase_before(self.verb.head)
        for child in children:
            if child.dep_ == "prep" and child.i > self.verb.i and child.lower_ in OBJECT_PREPOSITIONS:
                inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
                if inner is not None and inner.ent_type_ not in {"DATE", "TIME"} | PLACE_TAGS:
                    return self.phrase(inner)
        return []

    def phrase_before(self, noun: Any) -> list[Any]:
        """Return a noun's words as far as the clause that hangs on it."""
        return [t for t in noun.subtree if t.i < self.verb.left_edge.i]

    def mentions_in(self, span: Span | None, tokens: Sequence[Any]) -> tuple[str, ...]:
        """Return the mentions that hold the head of a phrase or a word joined to it; where there is none, those that fill it."""
        if span is None or not tokens:
            return ()
        inside = {t.i for t in tokens}
        top = next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])
        heads = [self.paragraph.start + t.idx for t in (top, *top.conjuncts) if t.i in inside]
        held = self.names.places.over(*span)
        found = [m for m in held if any(m.start <= h < m.end for h in heads)]
        return tuple(m.id for m in found or held if m.type != "place" or found)

    # ------------------------------------------------------------------ standing

    def governor(self) -> Any | None:
        """Return the verb or noun that the clause hangs under ("threatened to ...", "plans to ...", "declared that ...")."""
        verb = self.verb
        hops = 0
        while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and hops < 3:
            verb, hops = verb.head, hops + 1
        if verb.dep_ in {"ccomp", "xcomp", "acl"}:
            return verb.head
        if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
            return verb.head.head
        return None

    def modality(self, governor: Any | None) -> str | None:
        """Return how the act stands: its own auxiliaries first, then what it hangs under."""
        own = modality_of(self.verb)
        if own in {"future", "hypothetical"}:
            return own
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in self.verb.children) or self.verb.tag_ in {
            "VB",
            "VBG",
        }
        if governor is not None and infinitive:
            if governor.lemma_.lower() in INTENTIONS:
                return "intended"
            above = modality_of(governor) if governor.pos_ in {"VERB", "AUX"} else None
            if above in {"future", "hypothetical"}:
                return above
        if self.verb.dep_ == "advcl" and any(
            c.lower_ in {"if", "unless", "whether"} and c.dep_ == "mark" for c in self.verb.children
        ):
            return "hypothetical"
        return own

    def condition(self) -> Span | None:
        """Return the words of "until ...", "unless ...", "if ...", "depending on ...", "depend on ..."."""
        below = [c for v in self.verb.children if v.dep_ == "xcomp" for c in v.children]
        for child in [
            *self.verb.children,
            *below,
        ]:  # "declined to ratify until ...": the parser hangs the condition on the infinitive
            if child.dep_ == "advcl" and any(
                c.dep_ in {"mark", "advmod"} and c.lower_ in CONDITIONS for c in child.children
            ):
                return self.span(list(child.subtree))
            if child.dep_ == "prep" and child.lower_ in {"until", "till", "pending", "without", "depending"}:
                return self.span(list(child.subtree))
            if (
                child.dep_ == "prep"
                and child.lower_ in {"on", "upon"}
                and self.verb.lemma_ in {"depend", "hinge", "rest"}
            ):
                return self.span(list(child.subtree))
            noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ == "prep" else None
            if noun is not None and noun.lower_ in {"condition", "conditions", "proviso"}:
                return self.span(list(child.subtree))
        return None

    def reasons(self) -> tuple[Span, ...]:
        """Return the words of purposes and causes, sorted."""
        out: list[Span] = []
        for child in self.below:
            if child.dep_ not in REASON_LINKS:
                continue
            noun = child.head if is_misread_noun(child.head) else None
            above = verb_of(noun.head) if noun is not None else verb_of(child.head)
            if above != self.verb and child.head != self.verb:
                continue
            if self.is_reason(child):
                # "in retaliation against Osmark plans to ...", the plans taken for a verb: they belong to the reason
                more = [t for t in noun.subtree if t.i > child.i] if noun is not None and child.i < noun.i else []
                out.append(self.span([*child.subtree, *more]))
        return tuple(s for s in sorted(set(out)) if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in out))

    def is_reason(self, child: Any) -> bool:
        """Whether a word heads a purpose or a cause of the clause."""
        lows = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}}
        if child.dep_ == "advcl" and child.head == self.verb:
            if lows & CAUSES and child.tag_ != "VBG":
                return "because" in lows or ("since" not in lows and "as" not in lows)
            if self.is_trailing(child) or (child.tag_ == "VBG" and child.lemma_.lower() in REASON_VERBS):
                return True
            purpose = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            return purpose and child.i > self.verb.i
        if child.dep_ == "xcomp" and child.head == self.verb and self.verb.lemma_ not in INTENTIONS:
            # "declared a moratorium to protest ...": the parser often takes a purpose behind an object for a complement
            has_object = any(c.dep_ == "dobj" for c in self.verb.children)
            return has_object and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if child.dep_ == "acl" and child.lemma_.lower() in {"protest", "retaliate", "respond", "punish", "avenge"}:
            return True
        if child.dep_ == "prep":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.lower_ == "in" and noun is not None and noun.lemma_.lower() in REASON_NOUNS:
                return any(c.dep_ in {"prep", "relcl", "acl"} for c in noun.children) or noun.lemma_ in {
                    "protest",
                    "retaliation",
                    "response",
                }
            return child.lower_ in {"because", "due"} or (child.lower_ == "over" and child.head == self.verb)
        return False

    def locations(self) -> tuple[Span, ...]:
        """Return the place phrases of the clause: "in Poland and the Czech Republic"."""
        out: list[Span] = []
        for child in self.below:
            if child.dep_ != "prep" or child.lower_ not in PLACE_PREPOSITIONS or verb_of(child.head) != self.verb:
                continue
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is None:
                continue
            left = self.paragraph.start + noun.left_edge.idx
            if noun.ent_type_ in PLACE_TAGS or self.names.ground_in(left, self.paragraph.start + noun.idx):
                out.append(self.span([child, *self.phrase(noun)]))
        return tuple(sorted(set(out)))
