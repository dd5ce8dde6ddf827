"""What the event formats share: every report of every event with its document, its words and its scores."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosswire.dossier import Dossier
from crosswire.model import Document, Event, EventAccount, EventParty, EventReport, Party, Span

CAMEO_QUAD = {
    **dict.fromkeys(("01", "02", "03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13"), 3),
    **dict.fromkeys(("14", "15", "16", "17", "18", "19", "20"), 4),
}
"""Quad class by CAMEO root, as GDELT has it; PLOVER's own (EventReport.quad_code) differs for 02 and 08."""

GOLDSTEIN = {
    "01": 0.0,
    "02": 3.0,
    "03": 4.0,
    "04": 1.0,
    "05": 3.5,
    "06": 6.0,
    "07": 7.0,
    "08": 5.0,
    "09": -2.0,
    "10": -5.0,
    "11": -2.0,
    "12": -4.0,
    "13": -6.0,
    "14": -6.5,
    "15": -7.2,
    "16": -4.0,
    "17": -7.0,
    "18": -9.0,
    "19": -10.0,
    "20": -10.0,
}
"""Goldstein score by CAMEO root (the roots' own scores, not those of finer codes)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event. first: no earlier report of the same event stands in its document."""

    event: Event
    account: EventAccount
    report: EventReport
    document: Document

    @property
    def first(self) -> bool:
        """Whether the document has not told the event before."""
        return not self.account.repeat

    def words(self, span: Span) -> str:
        """Return the characters of a span of the document on one line."""
        return " ".join(self.document.text[span[0] : span[1]].split())


def told_events(dossier: Dossier) -> Iterator[tuple[Event, tuple[Told, ...]]]:
    """Yield every event with its reports, events by id, reports in the event's order."""
    reports = {(r.doc, e.id): e for r in dossier.findings.readings for e in r.event_reports}
    for event in sorted(dossier.findings.events, key=lambda e: e.id):
        told = tuple(
            Told(event, a, reports[a.doc, a.report], dossier.document(a.doc))
            for a in event.reports
            if (a.doc, a.report) in reports
        )
        if told:
            yield event, told


def number_of(record: str) -> int:
    """Return a positive integer of at most 15 digits that stands for an id, the same always: formats that want numbers get it."""
    return int(hashlib.sha256(record.encode()).hexdigest(), 16) % 10**15


@cache
def _scale() -> dict[tuple[str, str], float]:
    rows = files("crosswire.export").joinpath("plover_scale.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {(kind, mode): float(score) for kind, mode, score in cells}


def intensity(event_type: str | None, mode: str | None) -> float | None:
    """Return PLOVER's intensity score of a type and mode; that of the type where the mode has none; None for a statement."""
    scale = _scale()
    return scale.get((event_type or "", mode or ""), scale.get((event_type or "", "")))


def day_number(value: str | None) -> str:
    """Return an ISO day as YYYYMMDD, or ""."""
    return (value or "")[:10].replace("-", "")


def event_day(event: Event) -> str | None:
    """Return the day that single-day formats get: the first of the interval, or its last where the beginning is open."""
    return event.date.start or event.date.end


def on_one_line(value: str) -> str:
    """Return a value without tabs, line ends and lone surrogates, so that it is one cell of a TSV."""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def sides(told: Told) -> tuple[list[tuple[Party, EventParty]], list[tuple[Party, EventParty]]]:
    """Return a report's actors and recipients, each as printed and as resolved."""
    return (
        list(zip(told.report.actors, told.account.actors, strict=True)),
        list(zip(told.report.recipients, told.account.recipients, strict=True)),
    )
