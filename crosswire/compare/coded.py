"""Coded events beside what else was read in the same clauses: which clause, cue or time of a document tells which event."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Event, EventAccount, EventReport, Place, Reading, Span

REPEATED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types of PLOVER of which one story tells many on many days."""

DEEDS = frozenset({"AID", "RETREAT", "SANCTION"})
"""Types of what one party does to another, and not every day."""

ELSEWHERE = "same sentence: "
"""How the basis of a date begins that another clause of the sentence gives (link.events_dates)."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One report of an event, with what is known of it over all accounts."""

    event: Event
    account: EventAccount
    report: EventReport

    @property
    def doc(self) -> str:
        """The document."""
        return self.account.doc

    @property
    def kind(self) -> str:
        """The kind of act, precise enough to lay two accounts' verbs side by side ("recalled", "withdrew"): type, mode and CAMEO code of a deed; "" for
        words, for what has no direction, and for what is done over and over.
        """
        deed = self.report.event_type in DEEDS
        return f"{self.report.event_type} {self.report.mode or ''} {self.report.cameo[:3]}" if deed else ""

    @property
    def ahead(self) -> bool:
        """Whether the report tells what is still to come, or may come."""
        return bool({"future", "hypothetical"} & set(self.account.auxiliary))

    @property
    def times(self) -> tuple[Place, ...]:
        """The words of time in its own clause."""
        if any(step.startswith(ELSEWHERE) for step in self.account.date.basis):
            return ()
        return self.account.date.places

    def within(self, place: Place) -> bool:
        """Whether the words that name the act stand in a place."""
        return self.doc == place.doc and any(place.start <= a < place.end for a, _ in self.report.trigger)


class CodedActs:
    """The typed reports of events, by where they stand. A comment or a statement without a type (CAMEO 01, 02) tells no act."""

    def __init__(self, events: Sequence[Event], readings: Iterable[Reading]) -> None:
        reports = {(r.doc, e.id): e for r in readings for e in r.event_reports}
        self.by_event: dict[str, tuple[Coded, ...]] = {}
        self._by_act: dict[tuple[str, str], Coded] = {}
        self._by_time: dict[Place, Coded] = {}
        self._by_trigger: dict[str, list[Coded]] = defaultdict(list)
        for event in sorted(events, key=lambda e: e.id):
            told = [
                Coded(event, a, reports[a.doc, a.report])
                for a in event.reports
                if (a.doc, a.report) in reports and reports[a.doc, a.report].event_type
            ]
            if told:
                self.by_event[event.id] = tuple(told)
        for coded in sorted(
            (c for cs in self.by_event.values() for c in cs), key=lambda c: (c.doc, c.report.start, c.report.id)
        ):
            if coded.report.act is not None:
                self._by_act.setdefault((coded.doc, coded.report.act), coded)
            for place in coded.times:
                self._by_time.setdefault(place, coded)
            self._by_trigger[coded.doc].append(coded)

    def of_act(self, doc: str, act: str) -> Coded | None:
        """Return what a clause is coded as."""
        return self._by_act.get((doc, act))

    def of_cue(self, doc: str, cue: Iterable[Span]) -> Coded | None:
        """Return what the words of saying are coded as ("warned", "demanded")."""
        spans = tuple(cue)
        return next(
            (
                c
                for c in self._by_trigger.get(doc, ())
                if any(a < end and start < b for start, end in c.report.trigger for a, b in spans)
            ),
            None,
        )

    def of_time(self, time: Place) -> Coded | None:
        """Return the event that words of time date."""
        return self._by_time.get(time)
