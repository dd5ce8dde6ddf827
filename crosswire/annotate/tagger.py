"""Quotations of one document by the learned tagger: the same records as the rules give, found by a small transformer.

Cue, source and content come from the weights; who passed it on, who was spoken to and whether it was denied, future or hypothetical come
from the parse around the cue. `find_quotations_both` joins them with what the rules find.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate._tagger_onnx import OnnxNetwork, shipped_network
from crosswire.annotate.certainty import rated
from crosswire.annotate.cues import load_cues
from crosswire.annotate.marks import pair_marks
from crosswire.annotate.quotations import DIRECT, find_quotations
from crosswire.annotate.quotations_clauses import flags
from crosswire.annotate.quotations_lookalikes import is_lookalike
from crosswire.annotate.quotations_sources import (
    PASSED_ON,
    Found,
    agent_of,
    antecedent,
    child,
    find_addressee,
    find_source,
    is_passive,
    phrase_of,
    quoted_as,
    saying_after,
)
from crosswire.annotate.quotations_speakers import can_speak
from crosswire.annotate.quotations_via import find_via
from crosswire.annotate.tagger_bounds import freed, fronted, is_article, meets, mended, words_of
from crosswire.annotate.tagger_combine import LOWEST, Learned, combine, touch
from crosswire.annotate.tagger_decode import (
    SPEECH,
    THRESHOLD,
    WORD,
    Attribution,
    continue_quotations,
    follow_on,
    read_units,
)
from crosswire.annotate.tagger_windows import QUOTE, Unit, read_unit
from crosswire.model import Document, Problem, Quotation, Span, Spans, make_id

EXCERPT = re.compile(r"\"(?=[A-Z][A-Z.'’\- ]+:\s)[^\"]*$|“(?=[A-Z][A-Z.'’\- ]+:\s)[^“”]*$")
"""An open mark before a speaker's name in capitals, never closed in its paragraph."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """Loaded weights with their vocabulary. fingerprint: of the weights and the versions that shape their output."""

    network: OnnxNetwork
    tokenizer: Any
    fingerprint: str


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """Load the weights of the package. Raises ModelError where they, onnxruntime or tokenizers are absent."""
    network, tokenizer = shipped_network()
    return Tagger(network, tokenizer, network.fingerprint)


def find_quotations_learned(
    document: Document, parsed: Parsed, tagger: Tagger
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Find who said what in one document by the tagger alone.

    A paragraph sees only neighbours of its own zone. Returns quotations sorted by place; no problems of its own. Offsets are code points of
    `document.text`; `sources` and `via` stay empty (mentions are resolved later), their words stand in `source` and `via_span`.
    """
    learned = read_learned(document, parsed, tagger, THRESHOLD)
    found = [rated(x.quotation, x.sureness, x.signs, ()) for x in learned]
    return tuple(sorted(found, key=lambda q: (q.content, q.cue, q.id))), ()


def find_quotations_both(
    document: Document, parsed: Parsed, tagger: Tagger
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Find who said what by the tagger and the rules together (see `tagger_combine`); same records as `find_quotations` returns.

    In agency copy, an attitude ("wants", "is furious at") needs the rules: it is seldom told there without saying who said so, and the tagger,
    which learnt from newspapers' coverage of a campaign, takes moves of states for it ("declined to ratify").
    """
    ruled, problems = find_quotations(document, parsed)
    learned = read_learned(document, parsed, tagger, LOWEST)
    return combine(learned, ruled, tagger.network.both, attitudes=not is_wire(document)), problems


def is_wire(document: Document) -> bool:
    """Whether a document is agency copy: it names its agency, or has a dateline."""
    return document.header.agency.value is not None or any(z.label == "dateline" for z in document.zones)


def read_learned(document: Document, parsed: Parsed, tagger: Tagger, threshold: float) -> list[Learned]:
    """Return the tagger's records with their certainty, from a threshold on, in the order of their units and cues."""
    units: list[Unit] = []
    for group, start, end in find_stretches(parsed):
        units += read_unit(tagger.tokenizer, document.text, start, end, group)
    found = read_units(tagger.network, document.text, units, threshold)
    found = follow_on(document.text, units, continue_quotations(document.text, units, found))
    return make_records(document, parsed.paragraphs, found)


def find_stretches(parsed: Parsed) -> list[tuple[int, int, int]]:
    """Return (group, start, end) of what the tagger reads as one paragraph; those of one group see each other.

    A line that ends in a colon and the quotation in the line below are one: of 34 such pairs of the training set the annotators count 27 as one
    attribution. An open mark before a speaker's name and colon is left out: it is the sign of an excerpt.
    """
    found: list[tuple[int, int, int]] = []
    before: Paragraph | None = None
    group = 0
    for paragraph in parsed.paragraphs:
        start = paragraph.start + (1 if EXCERPT.match(paragraph.text) else 0)
        announced = before is not None and before.text.endswith(":")
        if before is None or before.where != paragraph.where:
            group += 1
            announced = False
        if announced and QUOTE.match(paragraph.text) and start == paragraph.start:
            found[-1] = (group, found[-1][1], paragraph.end)
        else:
            found.append((group, start, paragraph.end))
        before = paragraph
    return found


def make_records(document: Document, homes: Sequence[Paragraph], found: Sequence[Attribution]) -> list[Learned]:
    """Turn attributions into records with their certainty, each in the paragraph of its cue; homes: the paragraphs in order."""
    marked: dict[int, list[Span]] = {}
    out: list[Learned] = []
    for attribution in found:
        home = homes[bisect_right(homes, attribution.cue[0], key=lambda p: p.start) - 1]
        words = marked_words(document, parsed_homes(homes, attribution, home), marked)
        record = make_record(document, home, attribution, words)
        trap = looks_alike(home, record, words) or record.text.lower() == "that"
        out.append(Learned(record, attribution.sureness, attribution.signs, is_mute(home, record.source), trap))
    return [
        replace(x, quotation=replace(x.quotation, nested_in=out[a.inside].quotation.id)) if a.inside is not None else x
        for x, a in zip(out, found, strict=True)
    ]


def looks_alike(home: Paragraph, record: Quotation, marked: Sequence[Span]) -> bool:
    """Whether a record is no attribution by its parse: another sense of the verb, a title, scare quotes."""
    verb = head_of(home, record.cue[0])
    held = [m for m in marked if meets(m, record.content)]
    return verb is not None and is_lookalike(verb, [words_of(home, m) for m in held])


def is_mute(home: Paragraph, source: Spans) -> bool:
    """Whether a source is a thing that cannot say anything ("The beacon warns ships off the reef")."""
    words = [t for place in source for t in words_of(home, place)]
    inside = {t.i for t in words}
    return bool(words) and not any(can_speak(t) for t in words if t.head.i not in inside or t.head == t)


def parsed_homes(homes: Sequence[Paragraph], attribution: Attribution, home: Paragraph) -> list[Paragraph]:
    """Return the paragraphs over which an attribution's content runs."""
    if attribution.content[-1][1] <= home.end:
        return [home]
    last = attribution.content[-1][1]
    return [p for p in homes if home.start <= p.start < last]


def marked_words(document: Document, paragraphs: Sequence[Paragraph], known: dict[int, list[Span]]) -> list[Span]:
    """Return the marked stretches of some paragraphs, in code points of the document."""
    for paragraph in paragraphs:
        if paragraph.start not in known:
            stretches, _ = pair_marks(document.text[paragraph.start : paragraph.end])
            known[paragraph.start] = [(paragraph.start + s.start, paragraph.start + s.end) for s in stretches]
    return [span for paragraph in paragraphs for span in known[paragraph.start]]


def kind_of(text: str, content: Spans, marked: Sequence[Span]) -> str:
    """Return direct, mixed or indirect by the share of words inside marks."""
    words = [m.start() + a for a, b in content for m in WORD.finditer(text[a:b])]
    inside = sum(any(a <= w < b for a, b in marked) for w in words)
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * len(words) else "mixed"


def make_record(document: Document, home: Paragraph, attribution: Attribution, marked: Sequence[Span]) -> Quotation:
    """Turn one attribution into a record."""
    content, cue = attribution.content, (attribution.cue,)
    source: Spans = (attribution.source,) if attribution.source and not is_article(home, attribution.source) else ()
    source = tuple(freed(home, s, attribution.cue) for s in source)
    if content[-1][1] <= home.end:
        content = mended(home, document.text, content, [*cue, *source])
        content = fronted(home, document.text, content, attribution.cue, source[0]) if source else content
    kind = kind_of(document.text, content, marked)
    verb = head_of(home, attribution.cue)
    negated, future, hypothetical = flags(verb) if verb is not None else (False, False, False)
    source, via, addressee = company(home, verb, [*content, *cue], source)
    return Quotation(
        id=make_id("q", document.id, [list(s) for s in content], [list(s) for s in cue], kind),
        content=content,
        cue=cue,
        source=source,
        type=kind,
        where=home.where,
        speech=attribution.speech >= SPEECH,
        addressee=addressee,
        negated=negated,
        future=future,
        hypothetical=hypothetical,
        cue_lemma=verb.lemma_.lower() if verb is not None else document.text[slice(*attribution.cue)].lower(),
        basis="tagger",
        text=" … ".join(document.text[a:b] for a, b in content),
        via_span=via,
    )


def head_of(home: Paragraph, cue: Span) -> Any:
    """Return the token that heads a cue, or None where it has no word.

    A verb where it has one; of "declined to say" the verb that says.
    """
    span = home.doc.char_span(cue[0] - home.start, cue[1] - home.start, alignment_mode="expand")
    if span is None:
        return None
    verbs = [t for t in span if t.pos_ == "VERB"]
    words = [t for t in span if any(c.isalpha() for c in t.text)]
    heads = [t for t in verbs if t.head.i < span.start or t.head.i >= span.end or t.head == t]
    found = next(iter([*heads, *verbs, *words]), None)
    while (below := next((t for t in verbs if t.dep_ in ("xcomp", "pcomp") and governs(found, t)), None)) is not None:
        found = below
    return found


def governs(verb: Any, below: Any) -> bool:
    """Whether a verb hangs on another, or on its preposition ("quoted as saying")."""
    return bool(below.head == verb or (below.dep_ == "pcomp" and below.head.head == verb))


def company(home: Paragraph, verb: Any, held: Sequence[Span], source: Spans) -> tuple[Spans, Spans, Span | None]:
    """Return the words of the source, of who passed a statement on and of who was spoken to, by the parse around the cue.

    held: content and cue, which none of these may touch. A source that is only "who" has the noun that it stands for; "the agency quoted
    him as saying" was said by him, whatever the tagger takes for the source.
    """
    if verb is None or verb.pos_ != "VERB":
        return source, (), None
    found = quoted_by(verb) or find_source(verb)
    own = spans_of(home, found, verb)
    relative = found is not None and found.relative is not None and place_of(home, [found.relative.i]) in source
    passed = (
        found is not None
        and found.via is not None
        and any(touch(a, b) for a in source for b in spans_of(home, Found(found.via), verb))
    )
    if own and (relative or passed) and not any(touch(a, h) for a in own for h in held):
        source = own
    entry = load_cues().get(verb.lemma_.lower())
    to = find_addressee(verb, entry is not None and entry.takes("addressee"))
    passing = (
        found.via
        if found is not None and found.via is not None
        else find_via(verb, found.head if found is not None else None, to)
    )
    taken = [*held, *source]
    places = [place_of(home, phrase_of(head, {verb.i})) if head is not None else None for head in (passing, to)]
    via, addressee = (p if p is not None and not any(touch(p, h) for h in taken) else None for p in places)
    return source, (via,) if via is not None else (), addressee


def quoted_by(verb: Any) -> Found | None:
    """Return who said it and who passed it on where the cue is "quoted": "was quoted by X as saying", "X quoted her as saying"; or None."""
    if verb.lemma_ not in PASSED_ON:
        return None
    if is_passive(verb):
        subject = child(verb, "nsubjpass")
        return Found(antecedent(subject), agent_of(verb)) if subject is not None else None
    saying = saying_after(verb)
    return quoted_as(saying) if saying is not None else None


def spans_of(home: Paragraph, found: Found | None, verb: Any) -> Spans:
    """Return the words of a source found by the parse, a relative pronoun apart from its noun."""
    if found is None:
        return ()
    noun = place_of(home, phrase_of(found.head, {verb.i}))
    relative = place_of(home, [found.relative.i]) if found.relative is not None else None
    return tuple(sorted(p for p in (noun, relative) if p is not None))


def place_of(home: Paragraph, indices: Sequence[int]) -> Span | None:
    """Return the place from the first to the last of some tokens, or None."""
    if not indices:
        return None
    first, last = home.doc[min(indices)], home.doc[max(indices)]
    return home.start + first.idx, home.start + last.idx + len(last)
