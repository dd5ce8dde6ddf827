"""A person's judgements on quotations: what is none, and who speaks. Applied to what the rules have found, in the order in which they were given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.errors import CorrectionError
from crosswire.link.actors_wishes import ANCHORS, choose_actor
from crosswire.model import Actor, Attribution, Quotation, Reading, Spans, make_id
from crosswire.model.corrections import QuotationCorrection, standing

HALF = 0.5
"""Share of the characters of two quotations from which they are one, cut differently by another reading."""


def drop_quotations(
    readings: Sequence[Reading], log: tuple[QuotationCorrection, ...]
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """Return the readings without what a person said is no quotation, and in words what could not be found again."""
    by_doc: dict[str, list[QuotationCorrection]] = {}
    for c in standing(log):
        if c.verb == "drop":
            by_doc.setdefault(c.doc, []).append(c)
    out, missing = [], {c.id for cs in by_doc.values() for c in cs}
    for reading in readings:
        gone = set()
        for c in by_doc.get(reading.doc, ()):
            found = _find(reading, c)
            if found is not None:
                gone.add(found.id)
                missing.discard(c.id)
        out.append(_without(reading, gone) if gone else reading)
    return tuple(out), _told(log, missing)


def correct_speakers(
    attributions: Sequence[Attribution],
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    log: tuple[QuotationCorrection, ...],
    merged: Mapping[str, str],
) -> tuple[tuple[Attribution, ...], tuple[str, ...]]:
    """Return the attributions with the speakers that a person named (status `set`), and in words what could not be found again.

    merged: ended actor id -> the id that took its mentions.
    """
    wished = [c for c in standing(log) if c.verb == "speaker"]
    if not wished:
        return tuple(attributions), ()
    by_doc = {r.doc: r for r in readings}
    alive = {a.id for a in actors}
    holder = {m: a.id for a in actors for m in a.mentions}
    speakers: dict[str, tuple[tuple[str, ...], str]] = {}
    missing = set()
    for c in wished:
        quotation = _find(by_doc[c.doc], c) if c.doc in by_doc else None
        actor = _current(c, alive, holder, merged)
        if quotation is None or actor is None:
            missing.add(c.id)
        else:
            speakers[quotation.id] = ((actor,) if actor else (), c.id)
    known = {a.quotation for a in attributions}
    made = [Attribution(q, _doc_of(q, readings), ()) for q in speakers if q not in known]
    out = [
        replace(
            a, speakers=speakers[a.quotation][0], status="set", basis=f"given by a person ({speakers[a.quotation][1]})"
        )
        if a.quotation in speakers
        else a
        for a in (*attributions, *made)
    ]
    return tuple(out), _told(log, missing)


def _doc_of(quotation: str, readings: Sequence[Reading]) -> str:
    return next(r.doc for r in readings if any(q.id == quotation for q in r.quotations))


def _current(
    c: QuotationCorrection, alive: set[str], holder: Mapping[tuple[str, str], str], merged: Mapping[str, str]
) -> str | None:
    """Return the id under which the named actor now goes, "" for nobody, None where it is not to be found."""
    actor = merged.get(c.actor, c.actor)
    if not actor or actor in alive:
        return actor
    return next((holder[m] for m in c.anchors if m in holder), None)


def _find(reading: Reading, c: QuotationCorrection) -> Quotation | None:
    """Return the quotation that a correction means: of its id, else the one that shares most of its characters, half of both at least."""
    for q in reading.quotations:
        if q.id == c.quotation:
            return q
    near = [(_shared(q.content, c.content), q) for q in reading.quotations]
    near = [(share, q) for share, q in near if share > HALF]
    return max(near, key=lambda n: (n[0], n[1].id))[1] if near else None


def _shared(left: Spans, right: Spans) -> float:
    both = sum(max(0, min(e, f) - max(s, t)) for s, e in left for t, f in right)
    longer = max(sum(e - s for s, e in left), sum(e - s for s, e in right))
    return both / longer if longer else 0.0


def _without(reading: Reading, gone: set[str]) -> Reading:
    def freed(quotation: str | None) -> str | None:
        return None if quotation in gone else quotation

    kept = [q for q in reading.quotations if q.id not in gone]
    return replace(
        reading,
        quotations=tuple(replace(q, nested_in=freed(q.nested_in)) for q in kept),
        acts=tuple(replace(a, quotation=freed(a.quotation)) for a in reading.acts),
        event_reports=tuple(replace(e, quotation=freed(e.quotation)) for e in reading.event_reports),
        vectors=tuple(v for v in reading.vectors if v.of not in gone),
    )


def _told(log: tuple[QuotationCorrection, ...], missing: set[str]) -> tuple[str, ...]:
    return tuple(f"{c.id}: {c.verb} “{c.text}”: nothing like it was read" for c in log if c.id in missing)


# ------------------------------------------------------------------------------------------- what a person wishes


def wish_drop(readings: Sequence[Reading], log: tuple[QuotationCorrection, ...], words: str) -> QuotationCorrection:
    """Say that something is no quotation. words: its id or the beginning of one. Raises CorrectionError."""
    return _numbered(_about(readings, words, "drop"), log)


def wish_speaker(
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    log: tuple[QuotationCorrection, ...],
    words: str,
    speaker: str,
) -> QuotationCorrection:
    """Say who speaks a quotation; an empty `speaker` is nobody who is known. Raises CorrectionError."""
    correction = _about(readings, words, "speaker")
    if speaker:
        actor = choose_actor(actors, speaker)
        correction = replace(
            correction, actor=actor.id, name=actor.name, anchors=tuple(sorted(actor.mentions))[:ANCHORS]
        )
    return _numbered(correction, log)


def wish_undo_quotation(log: tuple[QuotationCorrection, ...], words: str) -> QuotationCorrection:
    """Take a correction of quotations back: the one of this id, or the last one. Raises CorrectionError."""
    open_ = standing(log)
    found = [c for c in open_ if c.id.startswith(words)] if words else list(open_[-1:])
    if len(found) != 1:
        known = ", ".join(c.id for c in open_[-8:]) or "none"
        raise CorrectionError(
            f"{words or 'The last one'!r} is no correction of quotations that stands. There are: {known}."
        )
    return _numbered(replace(found[0], verb="undo", of=found[0].id), log)


def _about(readings: Sequence[Reading], words: str, verb: str) -> QuotationCorrection:
    low = words.strip()
    every = [(r.doc, q) for r in readings for q in r.quotations]
    found = [(d, q) for d, q in every if q.id == low] or [
        (d, q) for d, q in every if len(low) > 3 and q.id.startswith(low)
    ]
    if len(found) != 1:
        fits = f"fits {len(found)} quotations" if found else "is no quotation of this dossier"
        raise CorrectionError(
            f"{words!r} {fits}. Their ids stand in `crosswire export DIR --to jsonl` and on the pages."
        )
    doc, quotation = found[0]
    return QuotationCorrection("", verb, quotation.id, doc, quotation.content, quotation.text)


def _numbered(correction: QuotationCorrection, log: tuple[QuotationCorrection, ...]) -> QuotationCorrection:
    c = correction
    return replace(c, id=make_id("k", "quotations", len(log), c.verb, c.quotation, c.actor, c.of))
