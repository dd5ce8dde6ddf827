"""When an event was or will be: the times of its clause, in days; what has no time is open: it lies at or before the story's day."""

from collections.abc import Mapping, Sequence
from datetime import date

from crosswire.link.event_days import Dated, told_from
from crosswire.model import DateValue, Document, EventDate, EventReport, Place, TimeExpression
from crosswire.model.anchoring import parse_day

HISTORY = 90
"""Days before the story's day beyond which an event is told as history. An event of the same season is still news."""


def told_date(
    report: EventReport,
    times: Sequence[TimeExpression],
    beside: Sequence[TimeExpression],
    document: Document,
    published: DateValue,
    days: Mapping[str, Dated],
) -> EventDate:
    """Return when a reported event was or will be. times: of its clause; beside: others of its sentence, for a past act without a time of its own; days:
    what times mean, by id.
    """
    story = parse_day(published.value)
    future = "future" in report.auxiliary
    near = [t for t in beside if t.kind in {"weekday", "relative"} and not future]
    for chosen, of in ((times, ""), (near, "same sentence: ")):
        for time in chosen:
            dated = days.get(time.id)
            if dated is None or dated.edge == "never since":
                continue
            begins = report.trigger[0][0] if report.trigger else report.start
            dated = told_from(time, dated, document.text, begins) or dated
            if is_amiss(report, time, dated, story):
                continue
            return event_date(time, dated, of, document, published)
    if story is None:
        return EventDate()
    day = story.isoformat()
    if future or ("hypothetical" in report.auxiliary and report.tense != "past"):
        return EventDate(day, None, "open", "inferred", ("to come", f"story date {day}"))
    return EventDate(None, day, "open", "inferred", ("no time given: not after the story", f"story date {day}"))


def is_amiss(report: EventReport, time: TimeExpression, dated: Dated, story: date | None) -> bool:
    """Whether a time lies on the other side of the story than its event."""
    if "future" in report.auxiliary:
        return story is not None and dated.days[1] < story
    if report.tense != "past" or "hypothetical" in report.auxiliary:
        return False
    return (
        time.tense == "future"
        or (time.anchor == "document" and (time.offset or 0) > 0)
        or (story is not None and dated.days[0] > story)
    )


def event_date(time: TimeExpression, dated: Dated, of: str, document: Document, published: DateValue) -> EventDate:
    """Return the date that a time gives an event, with its words and the steps. of: where the time stands, for the basis."""
    first, last = dated.days
    found = [t for t in (time, dated.counted_from) if t is not None]
    stated = all(t.year is not None for t in found[-1:])
    basis = [f'{of}"{document.text[time.start : time.end]}"']
    if dated.counted_from is not None:
        basis.append(f'counted from "{document.text[found[1].start : found[1].end]}"')
    if not stated:
        basis.append(f"story date {published.value}")
    places = tuple(Place(document.id, t.start, t.end) for t in found)
    return EventDate(
        first.isoformat(), last.isoformat(), dated.precision, "stated" if stated else "inferred", tuple(basis), places
    )


def is_historical(when: EventDate, published: DateValue) -> bool:
    """Whether an event lies so far before its story that it is told as history."""
    story, end = parse_day(published.value), parse_day(when.end)
    return story is not None and end is not None and (story - end).days > HISTORY
