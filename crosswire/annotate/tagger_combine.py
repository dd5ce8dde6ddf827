"""Tagger and rules together: each keeps what the other cannot see.

Records in, records out. Whether a record of the tagger is kept is learnt: a logistic regression over what the network says of it (`signs_of`) and
what the rules say of it (`view_of`), fitted by bench/train/tagger/calibrate.py on documents kept out of training and on the labelled texts of our
own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.annotate.certainty import rate_ruled, rated
from crosswire.annotate.tagger_decode import certainty
from crosswire.model import Quotation, Span

KEPT = 0.45
"""Certainty from which an attribution of the tagger is kept: about as likely right as wrong. Between .4 and .5 F hardly changes on the texts that
the certainty is fitted on, each scored by the weights of the others; of these, .45 was taken with the totals of polnear_dev and of the own test
half in view."""

LOWEST = 0.15
"""Certainty by the tagger alone below which nothing is looked at."""

SAME, NEAR = 0.85, 0.5
"""Share of the words of two contents that they have in common from which they are the same, or nearly."""

RULED_ZONES = ("metadata",)
"""Zones read by the rules alone: scripts and records, not prose."""

ADDED = (
    "shot list", "name and colon", "dash and name", "turn", "asked", "floating: subject of the sentence before",
    "content: clause around; source: whose words",
)  # fmt: skip
"""What the rules alone found is added in these forms (`basis` begins so): news data hardly has them. Of the other forms 17 of 55 were right on
the 40 documents, too few."""

BOUND = ("shot list", "dash and name", "turn")
"""Forms whose content the layout bounds: a line, a turn, a quotation with its byline. There the rules' bounds are taken."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A record of the tagger with its certainty, of 1, and the signs it rests on. mute: its source cannot say anything. lookalike: by its parse
    it is no attribution."""

    quotation: Quotation
    sureness: float
    signs: tuple[float, ...] = ()
    mute: bool = False
    lookalike: bool = False


def touch(a: Span, b: Span) -> bool:
    """Whether two places share a character."""
    return a[0] < b[1] and b[0] < a[1]


def meet(first: Sequence[Span], second: Sequence[Span]) -> bool:
    """Whether some of the first places touch some of the second."""
    return any(touch(a, b) for a in first for b in second)


def partner_of(quotation: Quotation, ruled: Sequence[Quotation]) -> Quotation | None:
    """Return the rules' record of the same attribution: cues touch and contents touch, or its cue opens the content ("refused | to comment on
    the leak": who says it is the same, and the rules' bounds hold), or source and content are the same ("is due | to testify that"); or None.
    """
    found = next((r for r in ruled if meet(r.cue, quotation.cue) and meet(r.content, quotation.content)), None)
    if found is None:
        found = next((r for r in ruled if opens(r, quotation)), None)
    if found is None:
        found = next((r for r in ruled if r.source == quotation.source and agree(r, quotation)), None)
    return found


def agree(first: Quotation, second: Quotation) -> bool:
    """Whether two records have the same content."""
    return bool(first.cue) and overlap(first.content, second.content) >= SAME


def opens(ruled: Quotation, quotation: Quotation) -> bool:
    """Whether a record of the rules begins where the content of another begins, and has its source."""
    start = quotation.content[0][0]
    return bool(ruled.cue) and start <= ruled.cue[0][0] <= start + len("to ") and meet(ruled.source, quotation.source)


def completed(quotation: Quotation, partner: Quotation | None) -> Quotation:
    """Return a record with what only the rules know: a source where the tagger saw none, who passed it on, who was spoken to.

    Where the layout bounds the content, or the rules' cue opens it, content and cue are the rules', and with them the id, made of both.
    """
    if partner is None:
        return replace(quotation, basis="tagger")
    source = quotation.source
    if not source and not meet(partner.source, (*quotation.content, *quotation.cue)):
        source = partner.source
    if (partner.via_span and meet(partner.via_span, source)) or partner.basis.startswith("asked"):
        source = partner.source  # the outlet was taken for the speaker, or who was asked for who asks
    bound = partner.basis.startswith(BOUND) or opens(partner, quotation) or is_urged(quotation, partner)
    formed = quotation.nested_in is None and bound
    bounds = partner if formed else quotation
    return replace(
        quotation,
        id=bounds.id,
        content=bounds.content,
        cue=bounds.cue,
        type=bounds.type,
        text=bounds.text,
        source=source,
        via_span=quotation.via_span or partner.via_span,
        addressee=quotation.addressee or partner.addressee,
        negated=partner.negated,
        future=partner.future,
        hypothetical=partner.hypothetical,
        cue_lemma=partner.cue_lemma or quotation.cue_lemma,
        basis=f"tagger; rules: {partner.basis}",
    )


def overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return the share of the characters of two contents that they have in common."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
    whole = sum(b - a for a, b in (*first, *second)) - common
    return common / whole if whole else 0.0


def view_of(guess: Learned, partner: Quotation | None, ruled: Sequence[Quotation]) -> tuple[float, ...]:
    """Return what the rules have to say of a record.

    Whether they found it, with the same content, with nearly the same; or found another there; or nothing, and its source is mute.
    """
    content = guess.quotation.content
    if partner is None:
        return 0.0, 0.0, 0.0, float(any(meet(content, r.content) for r in ruled)), float(guess.mute)
    share = overlap(content, partner.content)
    return 1.0, float(share >= SAME), float(share >= NEAR), 0.0, 0.0


def combine(
    learned: Sequence[Learned],
    ruled: Sequence[Quotation],
    weights: Sequence[float],
    *,
    attitudes: bool = True,
) -> tuple[Quotation, ...]:
    """Return one list of both, sorted by place; an attribution inside another's content points at it.

    weights: of `certainty`, for a record's signs and `view_of` it. attitudes: False leaves out those that the tagger alone found.
    """
    kept: list[Quotation] = []
    renamed: dict[str, str] = {}
    for guess in learned:
        partner = partner_of(guess.quotation, ruled)
        if partner is None and (guess.lookalike or not (attitudes or guess.quotation.speech)):
            continue
        view = view_of(guess, partner, ruled)
        sure = certainty(weights, (*guess.signs, *view))
        if guess.quotation.where not in RULED_ZONES and sure >= KEPT:
            record = rated(completed(guess.quotation, partner), sure, guess.signs, view)
            renamed[guess.quotation.id] = record.id
            kept.append(record)
    kept = [replace(q, nested_in=renamed.get(q.nested_in)) if q.nested_in else q for q in kept if not is_frame(q, kept)]
    kept = within_turns(kept)
    claimed = list(kept)
    for quotation in ruled:
        if quotation.where in RULED_ZONES:
            kept.append(rate_ruled(quotation))
        elif not any(meet(quotation.cue, q.cue) for q in claimed) and not is_frame(quotation, claimed):
            added = fitted(quotation, claimed)
            if added is not None:
                kept.append(rate_ruled(added))
                inner = {q.id for q in claimed if q.nested_in is None and holds(added, q)}
                kept = [replace(q, nested_in=added.id) if q.id in inner else q for q in kept]
    known = {q.id: q for q in kept}
    whole = [q if q.nested_in is None or q.nested_in in known else replace(q, nested_in=None) for q in known.values()]
    return tuple(sorted(whole, key=lambda q: (q.content, q.cue, q.id)))


def within_turns(kept: Sequence[Quotation]) -> list[Quotation]:
    """Return records of which those that stand in what somebody says in a turn are nested in it."""
    turns = [q for q in kept if q.basis.startswith("tagger; rules: turn")]
    out = []
    for quotation in kept:
        turn = next((t for t in turns if holds(t, quotation)), None) if quotation.nested_in is None else None
        out.append(replace(quotation, nested_in=turn.id) if turn is not None else quotation)
    return out


def is_urged(quotation: Quotation, partner: Quotation) -> bool:
    """Whether a content lacks the one who is to do it: "urged | his followers | to stay"."""
    urged = partner.basis.startswith("content: infinitive") and quotation.text.startswith("to ")
    return (
        urged and partner.content[0][0] < quotation.content[0][0] and partner.content[-1][1] >= quotation.content[-1][0]
    )


def is_frame(quotation: Quotation, kept: Sequence[Quotation]) -> bool:
    """Whether a content is nothing but another's source and cue ("..., she said"), whose content in turn holds this cue."""
    return any(
        meet(q.content, quotation.cue)
        and all(any(a <= s and e <= b for a, b in [join(q.source, q.cue)]) for s, e in quotation.content)
        for q in kept
        if q.source and q.cue
    )


def join(first: Sequence[Span], second: Sequence[Span]) -> Span:
    """Return the place from the first to the last character of two lots of places."""
    places = [*first, *second]
    return min(a for a, _ in places), max(b for _, b in places)


def fitted(quotation: Quotation, claimed: Sequence[Quotation]) -> Quotation | None:
    """Return a record that only the rules have, if the tagger's records leave room for it.

    It stays where it shares no content with any of them, as a nested one where its cue stands in the content of one of them, and as an outer
    one where it is a clause that holds all of theirs.
    """
    around = [
        q
        for q in claimed
        if quotation.cue and all(any(a <= s and e <= b for a, b in q.content) for s, e in quotation.cue)
    ]
    if around:
        outer = min(around, key=lambda q: (sum(b - a for a, b in q.content), q.id))
        return replace(quotation, nested_in=outer.id)
    shared = [q for q in claimed if meet(quotation.content, q.content)]
    if shared and quotation.cue and quotation.speech and quotation.basis.startswith(("content: clause", "turn")):
        return quotation if all(holds(quotation, q) for q in shared) else None
    return quotation if not shared and (quotation.basis.startswith(ADDED) or unsaid(quotation)) else None


def holds(outer: Quotation, inner: Quotation) -> bool:
    """Whether cue and content of a record stand in the content of another."""
    return all(any(a <= s and e <= b for a, b in outer.content) for s, e in (*inner.cue, *inner.content))


def unsaid(quotation: Quotation) -> bool:
    """Whether something was not said, or only perhaps ("was unable to say when", "has yet to comment on"), which news data hardly has."""
    doubted = quotation.negated or quotation.hypothetical
    return doubted and quotation.speech and quotation.basis.startswith(("content: clause;", "content: prepositional"))
