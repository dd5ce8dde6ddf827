"""Dates: what a document does not say of its own date, its words and its story's other accounts may settle, or nothing does.

A date is a set of candidates that constraints narrow: month and day, weekday, years spoken of as past, and the days that other accounts
state. What is left alone is `inferred` with the steps; what is not stays `unknown` with what the evidence allows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from crosswire.link.days import (
    MONTHS,
    WEEKDAYS,
    DayEvidence,
    day_of,
    is_allowed,
    name_day,
    near_years,
    parse_day,
    read_all_days,
)
from crosswire.model import NO_DATE, DateValue, Document, Place, Published, Reading, Story

REACH = 7
"""Days that an account of the same story may lie away and still lend its year."""
NAMED = 3
"""Other accounts named in a step."""


def resolve_dates(
    *, documents: Sequence[Document], readings: Sequence[Reading], stories: Sequence[Story]
) -> tuple[tuple[Published, ...], tuple[Story, ...]]:
    """Date documents and stories.

    A date stated in the capture, or set by a person, is kept as it is. Returns one `Published` a document, sorted by
    document, and the stories in their order with `date` filled from their members.
    """
    known = {document.id: document for document in documents}
    evidence = read_all_days(documents, readings)
    dates: dict[str, DateValue] = {}
    for story in stories:
        members = [evidence[doc] for doc in story.docs if doc in known]
        for member in members:
            others = [other for other in members if other.doc != member.doc and other.stated]
            dates[member.doc] = date_document(known[member.doc], member, others, known)
    for document in documents:
        if document.id not in dates:
            dates[document.id] = date_document(document, evidence[document.id], (), known)
    published = tuple(Published(doc, dates[doc]) for doc in sorted(dates))
    return published, tuple(replace(story, date=date_story(story, dates, evidence)) for story in stories)


def date_document(
    document: Document, evidence: DayEvidence, others: Sequence[DayEvidence], known: Mapping[str, Document]
) -> DateValue:
    """Return a document's date. others: what the story's other accounts with a stated day say; known: documents by id."""
    if document.header.published.value:
        return document.header.published
    others = sorted(others, key=lambda other: (other.name, other.doc))
    if evidence.printed:
        return _date_by_day(document, evidence, others, known)
    if evidence.weekday:
        return _date_by_weekday(document, evidence, others, known)
    steps = (
        "the text names no day of its own",
        *_other_steps(others, {other.stated for other in others if other.stated}),
    )
    return replace(document.header.published, basis=(*document.header.published.basis, *steps))


def _date_by_day(
    document: Document, evidence: DayEvidence, others: Sequence[DayEvidence], known: Mapping[str, Document]
) -> DateValue:
    """Date a document that prints a month and a day: other accounts near that day, or the printed year, give the year."""
    printed = evidence.printed
    assert printed is not None
    own_steps, places = _own_steps(evidence)
    if printed.year and evidence.exact:
        step = "the day stands there with its year, though not as a date of publication"
        return _inferred(evidence.exact, (*own_steps, step), places, evidence)
    found = {day for other in others if other.stated for day in near_years(evidence, other.stated, REACH)}
    if len(found) == 1:
        (day,) = found
        near = [other for other in others if other.stated and abs((other.stated - day).days) <= REACH]
        steps = (
            *own_steps,
            *_other_steps(near, {other.stated for other in near if other.stated}),
            *_check(evidence, day),
        )
        return _inferred(day, steps, (*places, *_header_places(near, known)), evidence)
    partial = [f"--{printed.month:02d}-{printed.day:02d}"]
    if evidence.of == "lead":
        after = date(2000, printed.month, printed.day) + timedelta(days=1)
        partial.append(f"--{after.month:02d}-{after.day:02d}")
    steps = (*own_steps, *_calendar(evidence), "no other account of the story settles the year")
    allowed = tuple(day.isoformat() for day in sorted(found)) or tuple(partial)
    return DateValue(None, None, "unknown", allowed, steps, None, places)


def _date_by_weekday(
    document: Document, evidence: DayEvidence, others: Sequence[DayEvidence], known: Mapping[str, Document]
) -> DateValue:
    """Date a document that only names a weekday: it must be the weekday of a day that other accounts state."""
    own_steps, places = _own_steps(evidence)
    stated = {other.stated for other in others if other.stated}
    fitting = {day for day in stated if is_allowed(evidence, day) and _is_weekday(evidence, day)}
    if len(fitting) == 1:
        (day,) = fitting
        near = [other for other in others if other.stated == day]
        steps = (*own_steps, *_other_steps(near, fitting), *_check(evidence, day))
        return _inferred(day, steps, (*places, *_header_places(near, known)), evidence)
    reason = f"{len(fitting)} of the days that other accounts state fit"
    if not stated:
        reason = "no other account of the story states its date"
    steps = (*own_steps, *_other_steps(others, stated), reason)
    return DateValue(None, None, "unknown", tuple(day.isoformat() for day in sorted(fitting)), steps, None, places)


def _inferred(day: date, steps: Iterable[str], places: Sequence[Place], evidence: DayEvidence) -> DateValue:
    """Return an inferred day; without a dateline the text may have come out the day after what it tells."""
    later: tuple[str, ...] = ()
    steps = tuple(steps)
    if evidence.of != "dateline" and day < date.max:
        later = ((day + timedelta(days=1)).isoformat(),)
        steps = (*steps, "this is the day that the text tells of: it may have come out a day later")
    return DateValue(day.isoformat(), "day", "inferred", later, steps, None, tuple(places))


def _is_weekday(evidence: DayEvidence, day: date) -> bool:
    return evidence.weekday is not None and evidence.weekday.weekday == day.weekday()


def _own_steps(evidence: DayEvidence) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Return what the document itself says, in words, and where."""
    steps: list[str] = []
    places: list[Place] = []
    if evidence.printed:
        year = "" if evidence.printed.year else ", without a year"
        steps.append(f"the {evidence.of} says “{' '.join(evidence.printed.words.split())}”{year}")
        places.append(evidence.printed.place)
    if evidence.weekday:
        steps.append(f"the text opens with “{evidence.weekday.words}”")
        places.append(evidence.weekday.place)
    if evidence.since:
        steps.append(
            f"the text speaks of “{evidence.since.words}” as past, so it is not older than {evidence.since.year}"
        )
        places.append(evidence.since.place)
    return tuple(steps), tuple(places)


def _other_steps(others: Sequence[DayEvidence], days: Iterable[date]) -> tuple[str, ...]:
    """Return one step for each day that other accounts state, with their names."""
    steps = []
    for day in sorted(days):
        names = [other.name for other in others if other.stated == day]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        noun = "account" if len(names) == 1 else "accounts"
        steps.append(f"{len(names)} other {noun} of the story dated {name_day(day)}: {', '.join(names[:NAMED])}{more}")
    return tuple(steps)


def _check(evidence: DayEvidence, day: date) -> tuple[str, ...]:
    """Return the calendar's word on an inferred day, where the text names a weekday."""
    return (f"{name_day(day)} is a {WEEKDAYS[day.weekday()]}",) if _is_weekday(evidence, day) else ()


def _calendar(evidence: DayEvidence) -> tuple[str, ...]:
    """Return the years in which the printed day falls on the weekday named, from the latest year spoken of as past."""
    printed, weekday, since = evidence.printed, evidence.weekday, evidence.since
    if printed is None or weekday is None or since is None:
        return ()
    days = (day_of(year, printed.month, printed.day) for year in range(since.year, since.year + 40))
    years = islice((str(day.year) for day in days if day and day.weekday() == weekday.weekday), 4)
    return (f"{printed.day} {MONTHS[printed.month - 1]} is a {weekday.words} in {', '.join(years)} …",)


def _header_places(others: Sequence[DayEvidence], known: Mapping[str, Document]) -> tuple[Place, ...]:
    """Return where other accounts state their dates."""
    places = [known[other.doc].header.published.place for other in others if other.doc in known]
    return tuple(place for place in places if place)


def date_story(story: Story, dates: Mapping[str, DateValue], evidence: Mapping[str, DayEvidence]) -> DateValue:
    """Return the day of a story's occasion: the day that most accounts have, the earliest where they are even.

    It is stated if one of these accounts states it. Without any day it is unknown, with the days that the members' words allow.
    """
    members = [(doc, dates[doc]) for doc in story.docs if doc in dates]
    by_day: dict[date, list[str]] = {}
    for doc, value in members:
        if day := parse_day(value.value):
            by_day.setdefault(day, []).append(doc)
    if not by_day:
        allowed = sorted({value.alternatives[0] for _, value in members if value.alternatives})
        steps = tuple(dict.fromkeys(f"{evidence[doc].name}: {step}" for doc, value in members for step in value.basis))
        return replace(NO_DATE, alternatives=tuple(allowed), basis=steps) if members else NO_DATE
    day = min(by_day, key=lambda candidate: (-len(by_day[candidate]), candidate))
    stating = [doc for doc in by_day[day] if dates[doc].status in ("stated", "set")]
    steps = tuple(
        f"{len(docs)} of {len(members)} accounts: {name_day(other)}" for other, docs in sorted(by_day.items())
    )
    return DateValue(
        value=day.isoformat(),
        precision="day",
        status="stated" if stating else "inferred",
        alternatives=tuple(other.isoformat() for other in sorted(by_day) if other != day),
        basis=steps,
        place=next((place for doc in stating if (place := dates[doc].place)), None),
        places=tuple(place for doc in stating if (place := dates[doc].place)),
    )
