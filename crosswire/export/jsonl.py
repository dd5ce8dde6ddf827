"""The tables, one JSON Lines file each: what people load, and what scorers read.

`doc` is a document's name everywhere; a place is {"doc", "start", "end"}; offsets are code points of the stored text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crosswire.dossier import Dossier
from crosswire.dossier.embargoes import embargo_status
from crosswire.export.common import Exporter, ExportOptions, Files, json_line
from crosswire.model import (
    DateValue,
    Document,
    EventDate,
    EventParty,
    HeaderValue,
    Party,
    Place,
    Quotation,
    Spans,
)

Row = dict[str, Any]


def table_rows(dossier: Dossier, options: ExportOptions) -> dict[str, Iterator[Row]]:
    """Return table -> its rows, made as they are read."""
    return {
        "documents": _documents(dossier, options),
        "spans": _spans(dossier),
        "quotations": _quotations(dossier, options),
        "actors": _actors(dossier),
        "mentions": _mentions(dossier),
        "statements": _statements(dossier),
        "stories": _stories(dossier),
        "copies": _copies(dossier),
        "issues": _issues(dossier),
        "positions": _positions(dossier),
        "differences": _differences(dossier, options),
        "timeline": _timeline(dossier),
        "events": _events(dossier),
        "problems": _problems(dossier),
    }


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    for name, rows in table_rows(dossier, options).items():
        yield f"{name}.jsonl", map(json_line, rows)


TABLES = Exporter("jsonl", "The tables as JSON Lines, one file each.", _files)


def _place(dossier: Dossier, place: Place | None) -> Row | None:
    if place is None:
        return None
    return {"doc": dossier.document(place.doc).name, "start": place.start, "end": place.end}


def _places(dossier: Dossier, places: Iterable[Place]) -> list[Row | None]:
    return [_place(dossier, p) for p in places]


def _date(dossier: Dossier, date: DateValue) -> Row:
    return {
        "value": date.value,
        "precision": date.precision,
        "status": date.status,
        "alternatives": list(date.alternatives),
        "basis": list(date.basis),
        "place": _place(dossier, date.place),
        "places": _places(dossier, date.places),
    }


def _header(dossier: Dossier, value: HeaderValue) -> Row | None:
    """Return a header value as a row, None where nothing is known. A machine form, if there is one, is the value; what was printed stays."""
    if value.value is None and value.parsed is None:
        return None
    row = {
        "value": value.parsed or value.value,
        "status": value.status,
        "basis": list(value.basis),
        "place": _place(dossier, value.place),
    }
    return row | {"printed": value.value} if value.parsed else row


def _documents(dossier: Dossier, options: ExportOptions) -> Iterator[Row]:
    for d in dossier.documents:
        h = d.header
        story = dossier.story_of(d.id)
        row: Row = {
            "doc": d.name,
            "document": d.id,
            "capture": d.capture,
            "media_type": d.media_type,
            "text_sha256": d.text_sha256,
            "length": len(d.text),
            "outlet": dossier.outlet(d.id),
            "story": story.id if story else None,
            "published": _date(dossier, dossier.published(d.id)),
            "published_printed": _date(dossier, h.published),
            "by": [v.value for v in h.by],
        }
        for name in ("headline", "agency", "publisher", "located", "embargoed", "copyrightholder", "copyrightnotice"):
            row[name] = _header(dossier, getattr(h, name))
        for name in ("usageterms", "language", "uri"):
            row[name] = _header(dossier, getattr(h, name))
        row["standfirst"] = _header(dossier, h.standfirst)
        for name in ("credits", "photocredits", "soundbites"):
            row[name] = [_header(dossier, v) for v in getattr(h, name)]
        row["truncated"] = _places(dossier, h.truncated)
        if options.now is not None and (status := embargo_status(d, options.now, dossier.published(d.id))):
            row["embargo_status"] = status
        if options.with_documents:
            row["text"] = d.text
        yield row


def _spans(dossier: Dossier) -> Iterator[Row]:
    for d in dossier.documents:
        for z in d.zones:
            yield {"doc": d.name, "start": z.start, "end": z.end, "label": z.label, "sub": z.sub}


def _span_list(spans: Spans) -> list[list[int]] | None:
    return [[s, e] for s, e in spans] or None


def _one_or_many(ids: Sequence[str]) -> str | list[str] | None:
    """Return None for no id, the id for one, a list for several."""
    return (ids[0] if len(ids) == 1 else list(ids)) if ids else None


def _quotations(dossier: Dossier, options: ExportOptions) -> Iterator[Row]:
    for d in dossier.documents:
        for q in dossier.reading(d.id).quotations:
            yield _quotation(dossier, d, q, options)


def _quotation(dossier: Dossier, d: Document, q: Quotation, options: ExportOptions) -> Row:
    who = dossier.attribution(q.id)
    row: Row = {
        "id": q.id,
        "doc": d.name,
        "content": _span_list(q.content),
        "cue": _span_list(q.cue),
        "source": _span_list(q.source),
        "speaker": _one_or_many([a.id for a in dossier.actors_of(who.speakers)]),
        "type": q.type,
        "where": None if q.where == "body" else q.where,
        "nested_in": q.nested_in if q.nested_in and dossier.has_quotation(q.nested_in) else None,
        "issues": [i.id for i in dossier.issues_of.get(q.id, ())],
        "via": _one_or_many([a.id for a in dossier.actors_of(who.via)]),
        "speech": q.speech,
        "negated": q.negated,
        "future": q.future,
        "hypothetical": q.hypothetical,
        "cue_lemma": q.cue_lemma,
        "addressee": list(q.addressee) if q.addressee else None,
        "basis": q.basis,
        "certainty": q.certainty,
        "certainty_word": q.certainty_word or None,
        "certainty_reason": q.certainty_reason or None,
        "speaker_status": who.status,
        "speaker_basis": who.basis,
    }
    return row | {"text": words} if (words := options.extract(q.text)) is not None else row


def _actors(dossier: Dossier) -> Iterator[Row]:
    names = {d.id: d.name for d in dossier.findings.documents}
    for a in sorted(dossier.findings.actors, key=lambda a: a.id):
        yield {
            "id": a.id,
            "name": a.name,
            "type": a.type,
            "aliases": list(a.aliases),
            "affiliation": a.affiliation,
            "country": a.country,
            "roles": [{"role": role, "of": of} for role, of in a.roles],
            "basis": list(a.basis),
            "judgements": [
                {
                    "left": {"doc": names.get(j.left[0]), "mention": j.left[1]},
                    "right": {"doc": names.get(j.right[0]), "mention": j.right[1]},
                    "reason": j.reason,
                    "certainty": j.certainty,
                    "by": j.by,
                }
                for j in a.judgements
            ],
            "corrected": list(a.corrected),
        }


def _mentions(dossier: Dossier) -> Iterator[Row]:
    for a in sorted(dossier.findings.actors, key=lambda a: a.id):
        for doc, m in dossier.mentions(a):
            name = dossier.document(doc).name
            yield {
                "actor": a.id,
                "doc": name,
                "start": m.start,
                "end": m.end,
                "kind": m.kind,
                "mention": m.id,
                "basis": m.basis,
            }


def _statements(dossier: Dossier) -> Iterator[Row]:
    for s in sorted(dossier.findings.statements, key=lambda s: s.id):
        yield {
            "id": s.id,
            "quotations": list(s.quotations),
            "possible": list(s.possible),
            "speaker": _one_or_many([a.id for a in dossier.actors_of(s.speakers)]),
            "story": s.story,
            "issues": list(s.issues),
            "accounts": s.accounts,
            "independent": s.independent,
            "earlier": [e.statement for e in s.earlier],
            "pairs": [
                {"left": p.left, "right": p.right, "score": p.score, "judgement": p.judgement, "parts": dict(p.parts)}
                for p in s.pairs
            ],
        }


def _names(dossier: Dossier, docs: Iterable[str]) -> list[str]:
    return [dossier.document(d).name for d in docs]


def _stories(dossier: Dossier) -> Iterator[Row]:
    for s in dossier.stories:
        yield {
            "id": s.id,
            "docs": _names(dossier, s.docs),
            "storyline": s.storyline,
            "date": s.date.value,
            "dated": _date(dossier, s.date),
            "title": s.title,
            "title_of": dossier.document(s.title_of).name if s.title_of else None,
            "accounts": len(s.docs),
            "independent": s.independent,
            "links": [
                {"docs": _names(dossier, (a, b)), "score": score, "shared": shared} for a, b, score, shared in s.links
            ],
        }


def _copies(dossier: Dossier) -> Iterator[Row]:
    for c in sorted(dossier.findings.copies, key=lambda c: c.id):
        yield {
            "id": c.id,
            "docs": _names(dossier, c.docs),
            "origin": dossier.document(c.origin).name,
            "share": c.share,
            "passages": _places(dossier, c.passages),
            "relations": [
                {"doc": dossier.document(r.doc).name, "kind": r.kind, "taken": r.taken, "kept": r.kept}
                for r in c.relations
            ],
        }


def _issues(dossier: Dossier) -> Iterator[Row]:
    for i in sorted(dossier.findings.issues, key=lambda i: i.id):
        yield {
            "id": i.id,
            "name": i.name,
            "aliases": list(i.aliases),
            "places": _places(dossier, i.places),
            "quotations": list(i.quotations),
        }


def _positions(dossier: Dossier) -> Iterator[Row]:
    for p in dossier.positions():
        yield {
            "id": p.id,
            "party": p.party,
            "issue": p.issue,
            "stance": p.stance,
            "date": p.date,
            "evidence": _places(dossier, p.evidence),
            "quotations": list(p.quotations),
            "speakers": list(p.speakers),
            "condition": _place(dossier, p.condition),
            "basis": list(p.basis),
        }


def _differences(dossier: Dossier, options: ExportOptions) -> Iterator[Row]:
    for d in dossier.differences:
        sides = [
            (_place(dossier, s.place) or {})
            | ({"value": words} if (words := options.extract(s.value)) is not None else {})
            for s in d.sides
        ]
        yield {
            "id": d.id,
            "kind": d.kind,
            "verdict": d.verdict,
            "about": d.about,
            "accounts": sides,
            "absent": _names(dossier, d.absent),
            "unsure": _names(dossier, d.unsure),
            "issue": d.issue,
            "story": d.story,
            "weight": d.weight,
            "basis": d.basis,
        }


def _timeline(dossier: Dossier) -> Iterator[Row]:
    for s in dossier.stories:
        for e in dossier.timeline(s.id):
            yield {
                "id": e.id,
                "story": s.id,
                "date": _date(dossier, e.date),
                "status": e.status,
                "places": _places(dossier, e.places),
                "times": _places(dossier, e.times),
                "actors": list(e.actors),
                "records": list(e.records),
                "events": list(e.events),
            }


def _events(dossier: Dossier) -> Iterator[Row]:
    """One row a report; reports of one event share `event`."""
    reports = {e.id: e for r in dossier.findings.readings for e in r.event_reports}
    for event in sorted(dossier.findings.events, key=lambda e: e.id):
        for account in event.reports:
            r = reports[account.report]
            yield {
                "id": r.id,
                "doc": dossier.document(account.doc).name,
                "start": r.start,
                "end": r.end,
                "event": event.id,
                "event_type": r.event_type,
                "mode": r.mode,
                "context": list(r.contexts),
                "quad_code": r.quad_code,
                "auxiliary": _one_or_many(account.auxiliary),
                "cameo": r.cameo,
                "trigger": _span_list(r.trigger),
                "actor": _parties(r.actors, account.actors),
                "recipient": _parties(r.recipients, account.recipients),
                "reciprocal": r.reciprocal,
                "date": event_date_row(dossier, account.date),
                "location": _span_list(r.location),
                "quotation": r.quotation if r.quotation and dossier.has_quotation(r.quotation) else None,
                "repeat": account.repeat,
                "basis": r.basis,
                "certainty": r.certainty,
            }


def party_rows(parties: Sequence[EventParty]) -> list[Row]:
    """Return the sides of an event, resolved, as rows."""
    return [
        {
            "actor": r.actor,
            "text": r.name,
            "country": r.country,
            "sector": list(r.sectors),
            "code": r.code or None,
            "country_basis": r.country_basis or None,
        }
        for r in parties
    ]


def _parties(printed: Sequence[Party], resolved: Sequence[EventParty]) -> list[Row]:
    """Return the sides of a report with their places."""
    rows = zip(printed, party_rows(resolved), strict=True)
    return [{**row, "start": p.span[0], "end": p.span[1]} for p, row in rows]


def event_date_row(dossier: Dossier, date: EventDate) -> Row:
    """Return an event's date as a row."""
    return {
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "status": date.status,
        "basis": list(date.basis),
        "places": _places(dossier, date.places),
    }


def _problems(dossier: Dossier) -> Iterator[Row]:
    for p in sorted(dossier.findings.problems, key=lambda p: (p.name, p.code, p.start or 0, p.end or 0, p.message)):
        yield {"code": p.code, "doc": p.name, "message": p.message, "start": p.start, "end": p.end}
