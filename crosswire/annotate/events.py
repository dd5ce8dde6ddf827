"""Political events of one document: who did what to whom, coded to PLOVER 0.8 with CAMEO beside it, each with its words.

The parse gives verbs and nouns; events.tsv says what they name; operators ("agreed to", "threatened", "called off") combine with what hangs
under them (`events_lexicon.combine`). What stands under an act only says what it is about and is none of its own; neither is a condition ("until X
withdraws"). A negated act is dropped, as the codebook asks; one to come or merely possible is marked.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.acts import CONDITIONS, Overlaps, times_by_verb
from crosswire.annotate.clauses import tense_of, verb_of
from crosswire.annotate.events_coding import Coded, code_token, is_told, lemma_of, told_under
from crosswire.annotate.events_features import event_features, tokens_over
from crosswire.annotate.events_lexicon import QUADS, STATEMENT, Code, Frame, after_now, contexts, frames
from crosswire.annotate.events_model import EventCoder
from crosswire.annotate.events_parties import Sides
from crosswire.annotate.events_said import code_said
from crosswire.annotate.events_sides import SideFinder
from crosswire.annotate.quotations_clauses import LONGEST_SENTENCE
from crosswire.model import Act, Document, EventReport, Mention, Party, Quotation, Span, TimeExpression, make_id

JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
ROOTS = {
    "AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070", "ACCUSE": "110", "REQUEST": "100", "REJECT": "120",
    "THREATEN": "130", "PROTEST": "140", "SANCTION": "160", "MOBILIZE": "150", "COERCE": "170", "ASSAULT": "190",
}  # fmt: skip
"""CAMEO codes of acts whose type the coder alone says."""
IMPOSED = "163"
"""CAMEO code of sanctions imposed."""
SURE, UNLIKELY = 0.4, 0.3
"""Chances from which the coder overrules the frames. Tuned on plover_gsr_dev with weights that never saw it."""
ALONE = frozenset({"PROTEST", "MOBILIZE"})
"""Types that need no recipient."""
UNDIRECTED = frozenset(
    {"SUPPORT", "CONCEDE", "AID", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "RETREAT", "REQUEST"}
)
"""Types that are told without a recipient where their sentence tells nothing more."""
NEAR = 40
SENT = re.compile(r"\s*(\([^)]*\)\s*)?[-–—]{1,2}\s")
"""What stands behind the day of a dateline."""
EARLIER = frozenset({"earlier", "previously", "once", "formerly"})
SETTING = frozenset({"REJECT", "SANCTION", "THREATEN", "ACCUSE"})
"""Types whose condition asks something of the other side."""
DRILL = Code("MOBILIZE", "troops", "152")
"""What an exercise is that one state holds alone."""
REQUEST = Code("REQUEST", "yield", "105")
TOLD_IN = frozenset({"body"})
"""Zones whose events are told: a title, a caption, a shot list repeat what the body says."""


@dataclass(frozen=True, slots=True)
class _Act:
    """An act with its sides; both: they do alike."""

    coded: Coded
    actors: list[Party]
    recipients: list[Party]
    both: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What a document's other records say around an act. timed: ids of times by verb index; said: quotations by place; acts: by the end of their verb."""

    document: Document
    paragraph: Paragraph
    timed: Mapping[int, list[str]]
    times: Sequence[TimeExpression]
    said: Overlaps[Quotation]
    acts: Mapping[int, Act]
    coder: EventCoder | None


def find_events(
    document: Document,
    parsed: Parsed,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeExpression, ...],
    acts: tuple[Act, ...],
    coder: EventCoder | None = None,
) -> tuple[EventReport, ...]:
    """Find the reports of political events, sorted by place (code points of the document's text). coder: settles the type together with the frames;
    without one the frames alone say it.
    """
    starts, time_starts = [m.start for m in mentions], [t.start for t in times]
    said = Overlaps((a, b, q) for q in quotations for a, b in q.content)
    act_at = {a.verb[1]: a for a in acts}
    known = know(mentions)
    out: dict[str, EventReport] = {}
    for paragraph in parsed.paragraphs:
        if paragraph.where not in TOLD_IN:
            continue
        inside = mentions[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        finder = SideFinder(Sides.of(paragraph, inside, known, said))
        own_times = times[bisect_left(time_starts, paragraph.start) : bisect_left(time_starts, paragraph.end)]
        around = _Around(document, paragraph, times_by_verb(paragraph, own_times), own_times, said, act_at, coder)
        for sentence in paragraph.doc.sents:
            if len(sentence) <= LONGEST_SENTENCE:
                for report in read_sentence(sentence, finder, around):
                    out.setdefault(report.id, report)
    return tuple(sorted(out.values(), key=lambda e: (e.start, e.end, e.id)))


def know(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Return mentions by id, and by the key of each local entity the one that says most: a country, a role, a name."""
    out: dict[str, Mention] = {}
    for m in mentions:
        out[m.id] = m
        best = out.get(m.entity) if m.entity else None
        if m.entity and (best is None or fullness(m) > fullness(best)):
            out[m.entity] = m
    return out


def fullness(mention: Mention) -> tuple[bool, bool, bool]:
    """Return what a mention says of its actor, for comparison."""
    return (mention.country is not None, mention.role is not None, mention.kind == "name")


def read_sentence(sentence: Any, finder: SideFinder, around: _Around) -> list[EventReport]:
    """Return the events of a sentence: outer acts first, so that what hangs under them is read as a part of them."""
    used: set[int] = set()
    whole: list[_Act] = []
    undirected: list[_Act] = []
    only = finder.sides.only_country(sentence)
    candidates = [t for t in sentence if is_candidate(t)]
    for token in sorted(candidates, key=lambda t: (t.pos_ == "NOUN", sum(1 for _ in t.ancestors), t.i)):
        if token.i in used or not is_told(token) or in_condition(token):
            continue
        coded = code_token(token)
        if coded is None or coded.code.kind.islower():
            spoken = code_said(token, finder, around.paragraph.start, around.said) if token.pos_ != "NOUN" else None
            if spoken is not None:
                used |= spoken[0].parts | told_under(token)
                whole.append(_Act(*spoken, False))
            continue
        used |= coded.parts | told_under(token)
        actors, recipients, both = finder.find(coded)
        if coded.code.cameo == "062" and len(actors) == 1 and not recipients:
            coded.code, coded.frame = DRILL, Frame(DRILL, notes=frozenset({"self"}))
        coded.code = finder.met_how(coded, actors, recipients)
        act = _Act(coded, *finder.at_home(actors, recipients, only, coded.code.kind), both)
        if is_whole(act):
            whole.append(act)
        elif (
            actors
            and not coded.negated
            and token.pos_ != "NOUN"
            and UNDIRECTED & {coded.code.kind, coded.frame.code.kind}
        ):
            undirected.append(act)
    for act in tuple(whole):  # a condition is no act of its own, but asks for one
        asked = finder.demanded(act.coded, act.actors) if act.coded.code.kind in SETTING else None
        if asked is not None:
            whole.append(_Act(Coded(asked[0], REQUEST, Frame(REQUEST), [asked[0]]), act.actors, asked[1], False))
    told = whole or undirected[:1]  # an act without a recipient is told only where nothing more is
    return [make_report(act, around, alone=len(told) == 1) for act in told]


def is_whole(act: _Act) -> bool:
    """Whether an act has the sides that make it an event, and happens at all."""
    if not act.actors or act.coded.negated:
        return False
    notes = act.coded.frame.notes
    if "envoy" in notes and not is_visit(act):
        return False
    if "rec" in notes and not act.recipients:
        return len(act.actors) > 1
    return bool(act.recipients) or act.both or act.coded.code.kind in ALONE or "self" in notes


def is_visit(act: _Act) -> bool:
    """Whether officials go to another state: "Marran flew to Osmark"."""
    return all("GOV" in p.sectors for p in act.actors) and all(p.sectors in {(), ("GOV",)} for p in act.recipients)


def make_report(told: _Act, around: _Around, *, alone: bool) -> EventReport:
    """Return the record of an act. alone: its sentence tells no other, so that the coder, which looks at whole sentences, may settle its type."""
    coded, actors, recipients = told.coded, told.actors, told.recipients
    offset = around.paragraph.start
    at = offset + coded.token.idx
    certainty = settle_type(told, around) if alone else None
    verb = verb_of(coded.token)
    own_times = times_of(coded.token, around)
    if coded.token.pos_ == "NOUN" and is_ahead(own_times, around):
        coded.code, coded.future = after_now(coded.code) or coded.code, True
    kind = coded.code.kind
    act = around.acts.get(at + len(coded.token)) if coded.token.pos_ != "NOUN" else None
    start, end = (act.start, act.end) if act else phrase_span(coded.token, offset)
    trigger = tuple(sorted({(offset + t.idx, offset + t.idx + len(t)) for t in coded.words}))
    quotation = min(
        around.said.over(at, at + 1), key=lambda q: (not q.speech, sum(b - a for a, b in q.content), q.id), default=None
    )
    return EventReport(
        id=make_id("e", around.document.id, trigger, kind, [p.span for p in actors], [p.span for p in recipients]),
        start=start,
        end=end,
        trigger=trigger,
        event_type=None if kind == STATEMENT else kind,
        mode=coded.code.mode,
        quad_code=QUADS.get(kind, 1),
        cameo=coded.code.cameo,
        auxiliary=tuple(
            n
            for n, on in (
                ("future", coded.future),
                ("historical", is_past(coded.token)),
                ("hypothetical", coded.hypothetical),
            )
            if on
        ),
        actors=tuple(actors),
        recipients=tuple(recipients),
        reciprocal=told.both,
        times=own_times,
        tense=tense_of(verb) if verb is not None else None,
        quotation=quotation.id if quotation else None,
        claimed_by=quotation.sources if quotation else (),
        contexts=contexts_of(coded.token.sent),
        location=act.location if act else (),
        act=act.id if act else None,
        certainty=certainty,
        basis=f"frame: {' '.join(lemma_of(t) for t in coded.words)}",
        where=around.paragraph.where,
    )


def is_past(token: Any) -> bool:
    """Whether an act is told as one of an earlier time: "earlier threatened", "had once been"."""
    return any(
        c.dep_ == "advmod" and c.lower_ in EARLIER and c.i < token.i and c.n_lefts == 0  # not "a month earlier"
        for c in token.children
    )


def is_ahead(own: Sequence[str], around: _Around) -> bool:
    """Whether an act's time says itself that it is to come: "next week", "in two months"."""
    return any(t.id in own and t.offset is not None and t.offset > 0 and t.anchor == "document" for t in around.times)


def times_of(token: Any, around: _Around) -> tuple[str, ...]:
    """Return the ids of an act's times: of its own words, else of the clause it is told in, else of the clause that tells of that."""
    if token.pos_ == "NOUN":
        first, last = phrase_span(token, around.paragraph.start)
        if inside := tuple(t.id for t in around.times if first <= t.start < last):
            return inside
    if counted := counted_time(token, around):
        return counted
    verb = verb_of(token)
    for _ in range(3):
        if verb is None:
            return ()
        if found := around.timed.get(verb.i) or aimed_times(verb, around):
            return tuple(sorted(found, key=lambda i: is_aside(i, around)))
        if verb.dep_ not in {"ccomp", "xcomp", "conj", "advcl", "pcomp"} or verb.head == verb:
            return ()
        verb = verb_of(verb.head)
    return ()


def is_aside(time: str, around: _Around) -> bool:
    """Whether a time says only which thing is meant ("rejected Sunday's vote") or when the report was sent ("HARLE, May 13 - ...")."""
    found = next((t for t in around.times if t.id == time), None)
    if found is None:
        return False
    behind = around.document.text[found.end : found.end + NEAR]
    return behind.startswith(("'s", "’s")) or (
        found.start - around.paragraph.start < NEAR and SENT.match(behind) is not None
    )


def counted_time(token: Any, around: _Around) -> tuple[str, ...]:
    """Return the id of the time that counts from an act: "two days after it arrested them", "a day before the talks"."""
    links = [c for c in token.children if c.dep_ == "mark"]
    links += [token.head] if token.dep_ in {"pobj", "pcomp"} else []
    ends = {around.paragraph.start + c.idx + len(c) for c in links if c.lower_ in {"after", "before"}}
    return tuple(t.id for t in around.times if t.end in ends and t.anchor == "context")


def aimed_times(verb: Any, around: _Around) -> list[str]:
    """Return the times of what a verb's act is about, where that has none but an infinitive: "crushed an attempt to retake the town last August"."""
    for t in verb.subtree:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in t.children)
        if t.i > verb.i and infinitive and t.dep_ in {"xcomp", "acl"} and (found := around.timed.get(t.i)):
            return found
    return []


def settle_type(told: _Act, around: _Around) -> float | None:
    """Let the learned coder settle an act's type: where it is sure of another one than the frames say, that holds, but for sanctions, which the codebook
    (PLOVER 0.8) has apart and what the coder learnt from has not. Returns the chance of the type.
    """
    if around.coder is None or told.coded.code.kind == STATEMENT:
        return None
    offset, coded, sentence = around.paragraph.start, told.coded, told.coded.token.sent
    actors, recipients = (
        tokens_over(sentence, [(p.span[0] - offset, p.span[1] - offset) for p in side])
        for side in (told.actors, told.recipients)
    )
    chances = around.coder.chances(event_features(sentence, actors, recipients))
    kind = JOINED.get(coded.code.kind, coded.code.kind)
    best = max(chances, key=lambda k: (chances[k], k))
    if (
        best != kind
        and best in ROOTS
        and chances[best] >= SURE
        and chances[kind] < UNLIKELY
        and not (kind == "SANCTION" and coded.code.cameo == IMPOSED)
    ):
        coded.code, kind = told_code(best, sentence), best
    return round(chances[kind], 3)


def told_code(kind: str, sentence: Any) -> Code:
    """Return the code of a type that the coder alone says: of the first word of the sentence that the frames hold for one, else the type's own."""
    for token in sentence:
        if token.pos_ in {"VERB", "NOUN"} and (coded := code_token(token)) is not None and coded.code.kind == kind:
            return coded.code
    return Code(kind, None, ROOTS[kind])


def contexts_of(sentence: Any) -> tuple[str, ...]:
    """Return the contexts that a sentence's words show, sorted."""
    lemmas = {lemma_of(t) for t in sentence}
    return tuple(sorted(name for name, words in contexts().items() if words & lemmas))


def phrase_span(token: Any, offset: int) -> Span:
    """Return the place of a word with all that hangs on it."""
    first, last = token.left_edge, token.right_edge
    while last.is_punct and last.i > token.i:
        last = last.nbor(-1)
    return offset + first.idx, offset + last.idx + len(last)


def is_candidate(token: Any) -> bool:
    """Whether a word may head an act: a verb that is no auxiliary or modifier, a predicate adjective, a noun of the frames."""
    if token.pos_ == "NOUN":
        return token.dep_ not in {"compound", "nmod"} and lemma_of(token) in frames("n")
    if token.pos_ == "ADJ":
        return token.dep_ == "acomp" and lemma_of(token) in frames("v")
    if token.pos_ == "AUX":
        return token.dep_ not in {"aux", "auxpass"}
    return token.pos_ == "VERB" and token.dep_ not in {"amod", "compound", "nmod"}


def in_condition(token: Any) -> bool:
    """Whether a word stands in "until ...", "unless ...", "if ...": a condition is not an act."""
    for t in (token, *token.ancestors):
        if t.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in CONDITIONS for c in t.children):
            return True
        if t.dep_ == "prep" and t.lower_ in {"until", "till", "pending", "without"}:
            return True
    return False
