"""PLOVER JSONL: one record a report, with the offsets that the standard names and nobody writes (PLOVER 0.8, commit of 2024-02-04)."""

from collections.abc import Iterator
from typing import Any

import crosswire
from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files, json_line
from crosswire.export.event_rows import Told, intensity, sides, told_events
from crosswire.model import EventParty, Party

CODEBOOK = "PLOVER 0.8 (2024-02-04)"


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "events.plover.jsonl", map(json_line, _records(dossier, options))


def _records(dossier: Dossier, options: ExportOptions) -> Iterator[dict[str, Any]]:
    for event, reports in told_events(dossier):
        if event.event_type is None:  # a statement: PLOVER has no type for it
            continue
        for sequence, told in enumerate((t for t in reports if t.report.event_type), start=1):
            yield _record(dossier, told, sequence, options)


def _record(dossier: Dossier, told: Told, sequence: int, options: ExportOptions) -> dict[str, Any]:
    report, date = told.report, told.account.date
    actors, recipients = sides(told)
    header = told.document.header
    note = [f"date {date.status}", *date.basis]
    return {
        "id": report.id,
        "date": date.start or date.end,
        "enddate": date.end,
        "actor": [_entity(dossier, told, p, e) for p, e in actors],
        "recipient": [_entity(dossier, told, p, e) for p, e in recipients],
        "event": [report.event_type],
        "mode": [report.mode] if report.mode else [],
        "context": list(report.contexts),
        "auxiliary": list(told.account.auxiliary),
        "quad_code": report.quad_code,
        "event_scale": intensity(report.event_type, report.mode),
        "event_text": [w for s in report.trigger if (w := options.extract(told.words(s)))],
        "event_loc": [w for s in report.location if (w := options.extract(told.words(s)))],
        "cameo": report.cameo or None,
        "text": options.extract(told.document.text[report.start : report.end]),
        "text_info": {"sequence": sequence, "start": report.start, "end": report.end},
        "cite_info": {
            "corpus": told.document.name,
            "url": header.uri.value,
            "title": header.headline.value,
            "language": header.language.value,
            "publication": dossier.outlet(told.document.id),
            "coder": f"crosswire {crosswire.__version__}",
            "codebook": CODEBOOK,
            "version": told.document.text_sha256,
        },
        "link": told.event.id,
        "comment": "; ".join(note),
    }


def _entity(dossier: Dossier, told: Told, printed: Party, resolved: EventParty) -> dict[str, Any]:
    actor = next(iter(dossier.actors_of([resolved.actor] if resolved.actor else [])), None)
    return {
        "code": resolved.country,
        "sector": list(resolved.sectors),
        "entity_text": told.words(printed.span),
        "identifier_id": resolved.actor,
        "identifier_text": resolved.name,
        "office": next((role for role, _ in actor.roles), None) if actor else None,
        "start": printed.span[0],
        "end": printed.span[1],
    }


PLOVER = Exporter(
    "plover",
    "Coded events as PLOVER JSONL, one record a report.",
    _files,
    single="events.plover.jsonl",
    mark='{"id": "e-',
)
