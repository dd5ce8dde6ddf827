"""POLECAT's TSV: one row an event, in the 40 columns of the weekly files (POLECAT 2023-, doi:10.7910/DVN/AJGVIT).

Columns for which Crosswire has nothing are "None", as empty cells are there. Correlates of War numbers and Wikipedia names are not filled in.
"""

from collections.abc import Iterator, Sequence

import crosswire
from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files
from crosswire.export.event_rows import Told, event_day, intensity, on_one_line, told_events
from crosswire.model import Event, EventParty

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
    ),
    "Wikipedia Actor ID",
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
NONE = "None"


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "events.polecat.tsv", _lines(dossier)


def _lines(dossier: Dossier) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    named = _named(dossier)
    for event, reports in told_events(dossier):
        if event.event_type is not None:
            yield "\t".join(_row(dossier, event, reports, named)) + "\n"


def _named(dossier: Dossier) -> dict[str, dict[str, list[str]]]:
    """Return, by document, the names of its people and of its bodies and states."""
    found: dict[str, dict[str, list[str]]] = {}
    for actor in sorted(dossier.findings.actors, key=lambda a: (a.name, a.id)):
        kind = "people" if actor.type == "person" else "organisations"
        for doc in sorted({doc for doc, _ in actor.mentions}):
            found.setdefault(doc, {}).setdefault(kind, []).append(actor.name)
    return found


def _listed(values: Sequence[str | None]) -> str:
    cells = [on_one_line(v) for v in dict.fromkeys(values) if v]
    return "; ".join(cells) or NONE


def _row(dossier: Dossier, event: Event, reports: Sequence[Told], named: dict[str, dict[str, list[str]]]) -> list[str]:
    first = reports[0]
    score = intensity(event.event_type, event.mode)
    header = first.document.header
    people = named.get(first.document.id, {})
    places = [first.words(s) for t in reports for s in t.report.location]
    day = event_day(event)
    return [
        event.id,
        day or NONE,
        event.event_type or NONE,
        event.mode or NONE,
        NONE if score is None else f"{score:g}",
        QUADS[event.quad_code],
        _listed(event.contexts),
        *_side(dossier, event.actors, [first.words(p.span) for p in first.report.actors]),
        *_side(dossier, event.recipients, [first.words(p.span) for p in first.report.recipients]),
        *_place(event, places),
        _listed([dossier.outlet(first.document.id)]),
        dossier.published(first.document.id).value or NONE,
        _listed(people.get("people", [])),
        _listed(people.get("organisations", [])),
        _listed(places),
        _listed([header.language.value]),
        f"crosswire {crosswire.__version__}",
    ]


def _place(event: Event, printed: Sequence[str]) -> list[str]:
    """Return the cells from Placename to Feature Type: of the first place that the table of places knows."""
    known = next((p for p in event.locations if p.geonames), None)
    if known is None:
        return [*([NONE] * 8), _listed(printed[:1]), NONE]
    point = [NONE if v is None else f"{v:.3f}" for v in (known.latitude, known.longitude)]
    city = NONE if known.kind == "state" else known.name
    return [
        known.name,
        city,
        NONE,
        NONE,
        known.country or NONE,
        *point,
        known.geonames or NONE,
        _listed(printed[:1]),
        known.kind or NONE,
    ]


def _side(dossier: Dossier, parties: Sequence[EventParty], raw: Sequence[str]) -> list[str]:
    actors = [a for p in parties if p.actor for a in dossier.actors_of([p.actor])]
    sectors = [s for p in parties for s in p.sectors]
    return [
        _listed([p.name for p in parties]),
        _listed([p.country for p in parties]),
        NONE,
        _listed(sectors[:1]),
        _listed(sectors),
        _listed([role for a in actors for role, _ in a.roles]),
        _listed(raw),
        NONE,
    ]


POLECAT = Exporter(
    "polecat",
    "Coded events in the 40 columns of POLECAT, one row an event.",
    _files,
    single="events.polecat.tsv",
    mark="Event ID\tEvent Date\t",
)
