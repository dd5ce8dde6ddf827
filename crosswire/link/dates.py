"""Dates: what a document does not say of its own date, its words and its story's other accounts may settle, or nothing does.

A date is a set of candidates that constraints narrow: month and day, weekday, years spoken of as past or to come, anniversaries and other
times counted from things that somebody dates, copies of the same text, and the days that other accounts state. What is left alone is
`inferred` with the steps; what is not stays `unknown` with what the evidence allows. Facts of the world count only where they are given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from crosswire.link.clues import ToldThings, Window, find_told, narrow, own_windows, told_windows
from crosswire.link.days import (
    MONTHS,
    WEEKDAYS,
    DayEvidence,
    is_allowed,
    name_day,
    near_years,
    occasion_of,
    read_all_days,
)
from crosswire.link.world_facts import WorldFact, term_windows, told_by_world
from crosswire.model import NO_DATE, CopyGroup, DateValue, Document, Place, Published, Reading, Story
from crosswire.model.anchoring import day_of, parse_day

REACH = 7
"""Days that an account of the same story may lie away and still lend its year."""
NAMED = 3
"""Other accounts named in a step."""
SAME_TEXT = 0.5
"""Least share of a copy group's words in common for one text to lend another its day: what only quotes at length has a day of its own."""
LISTED = 6
"""Days listed as alternatives at most."""


@dataclass(frozen=True, slots=True)
class Lender:
    """Another account of the story whose day is known. evidence: what it says. day: its day. stated: in the capture itself, or by a person."""

    evidence: DayEvidence
    day: date
    stated: bool

    @property
    def name(self) -> str:
        """How steps call it."""
        return self.evidence.name if self.stated else f"{self.evidence.name} (inferred)"

    @property
    def occasion(self) -> date | None:
        """The day of which it tells, where its opening names it."""
        return occasion_of(self.evidence, self.day)


@dataclass(frozen=True, slots=True)
class _Grounds:
    """All that a story's documents are dated by. windows, world: by document, what texts say and what facts of the world add."""

    known: Mapping[str, Document]
    evidence: Mapping[str, DayEvidence]
    windows: Mapping[str, tuple[Window, ...]]
    world: Mapping[str, tuple[Window, ...]]


def resolve_dates(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    copies: Sequence[CopyGroup] = (),
    facts: Sequence[WorldFact] = (),
) -> tuple[tuple[Published, ...], tuple[Story, ...]]:
    """Date documents and stories.

    copies: a text that names no day of its own takes that of the text it copies. facts: of the world, which count only where they
    are given (`load_world_facts`). A date stated in the capture, or set by a person, is kept as it is. Returns one
    `Published` a document, sorted by document, and the stories in their order with `date` filled from their members.
    """
    known = {document.id: document for document in documents}
    evidence = read_all_days(documents, readings)
    grounds = _Grounds(known, evidence, *_find_windows(known, readings, stories, facts))
    dates: dict[str, DateValue] = {}
    for story in stories:
        dates.update(_date_members([doc for doc in story.docs if doc in known], grounds))
    dates.update(_date_members([doc for doc in known if doc not in dates], grounds, alone=True))
    dates.update(_date_copies(copies, dates, grounds))
    published = tuple(Published(doc, dates[doc]) for doc in sorted(dates))
    return published, tuple(replace(story, date=date_story(story, dates, evidence)) for story in stories)


def _find_windows(
    known: Mapping[str, Document], readings: Sequence[Reading], stories: Sequence[Story], facts: Sequence[WorldFact]
) -> tuple[dict[str, tuple[Window, ...]], dict[str, tuple[Window, ...]]]:
    """Return each undated document's windows, by its own words and by what its story's accounts tell with a year; and those by the facts."""
    reading_of = {reading.doc: reading for reading in readings}
    groups = [tuple(doc for doc in story.docs if doc in known) for story in stories]
    held = {doc for group in groups for doc in group}
    groups += [(doc,) for doc in known if doc not in held]
    from_facts = ToldThings(told_by_world(facts))
    windows: dict[str, tuple[Window, ...]] = {}
    world: dict[str, tuple[Window, ...]] = {}
    for group in groups:
        undated = [doc for doc in group if known[doc].header.published.value is None]
        tellers = sorted(group, key=lambda doc: (known[doc].name, doc)) if undated else []
        told = ToldThings(
            thing for doc in tellers for thing in find_told(known[doc], reading_of.get(doc), known[doc].name)
        )
        for doc in undated:
            document, reading = known[doc], reading_of.get(doc)
            windows[doc] = (*own_windows(document, reading), *told_windows(document, reading, told))
            if facts:
                world[doc] = (*told_windows(document, reading, from_facts), *term_windows(document, facts))
    return windows, world


def _date_members(docs: Sequence[str], grounds: _Grounds, *, alone: bool = False) -> dict[str, DateValue]:
    """Date the documents of one story: first each by itself, then with the days of those that are dated, last with facts of the world."""
    dates: dict[str, DateValue] = {}

    def date_again(lenders: Sequence[Lender], world: Mapping[str, tuple[Window, ...]]) -> None:
        for doc in docs:
            if doc in dates and (parse_day(dates[doc].value) or dates[doc].status in ("stated", "set")):
                continue
            others = [lender for lender in lenders if lender.evidence.doc != doc]
            windows = (*grounds.windows.get(doc, ()), *world.get(doc, ()))
            dates[doc] = date_document(grounds.known[doc], grounds.evidence[doc], others, grounds.known, windows)

    date_again((), {})
    lenders: list[Lender] = []
    for world in ({}, grounds.world) if grounds.world else ({},):
        lenders = [] if alone else _lenders(docs, dates, grounds)
        date_again(lenders, world)
    return dates


def _lenders(docs: Sequence[str], dates: Mapping[str, DateValue], grounds: _Grounds) -> list[Lender]:
    """Return the accounts whose day is known."""
    return [
        Lender(grounds.evidence[doc], day, dates[doc].status in ("stated", "set"))
        for doc in docs
        if (day := parse_day(dates[doc].value))
    ]


def _date_copies(
    copies: Sequence[CopyGroup], dates: Mapping[str, DateValue], grounds: _Grounds
) -> dict[str, DateValue]:
    """Date texts that name no day of their own by the text that they copy, where all dated copies have one day."""
    found: dict[str, DateValue] = {}
    for group in copies:
        if group.share < SAME_TEXT:
            continue
        members = [doc for doc in group.docs if doc in dates]
        dated = [(doc, day) for doc in members if (day := parse_day(dates[doc].value))]
        days = {day for _, day in dated}
        for doc in members:
            if dates[doc].value or not dated:
                continue
            if grounds.evidence[doc].printed and grounds.evidence[doc].printed_of == "dateline":
                continue
            names = ", ".join(sorted(grounds.evidence[other].name for other, _ in dated)[:NAMED])
            step = f"the text is a copy of one dated {' or '.join(name_day(day) for day in sorted(days))}: {names}"
            fitting = sorted(
                day
                for day in days
                if is_allowed(grounds.evidence[doc], day) and _inside(day, grounds.windows.get(doc, ()))
            )
            places = (*dates[doc].places, *(p for other, _ in dated if (p := dates[other].place)))
            basis = (*(b for b in dates[doc].basis if not b.startswith(NOTHING)), step)
            if len(days) == 1 and fitting:
                found[doc] = _inferred(fitting[0], basis, places, grounds.evidence[doc])
            else:
                found[doc] = replace(
                    dates[doc], alternatives=tuple(day.isoformat() for day in fitting), basis=basis, places=places
                )
    return found


NOTHING = ("the text names no day of its own", "no other account", "0 of the days")
"""How steps begin that say what did not help; they are dropped where something else does."""


def date_document(
    document: Document,
    evidence: DayEvidence,
    others: Sequence[Lender],
    known: Mapping[str, Document],
    windows: Sequence[Window] = (),
) -> DateValue:
    """Return a document's date. others: the story's other accounts with a known day; known: documents by id; windows: between which days
    the document's own words, or what others tell, put it.
    """
    if document.header.published.value:
        return document.header.published
    others = sorted(others, key=lambda other: (other.evidence.name, other.evidence.doc))
    if evidence.printed:
        return _date_by_day(document, evidence, others, known, windows)
    if evidence.weekday or evidence.ordinal or (evidence.shift and _own_offsets(evidence, others)):
        return _date_by_occasion(document, evidence, others, known, windows)
    days = {other.day for other in others}
    steps = ("the text names no day of its own", *_window_steps(windows), *_other_steps(others, days))
    return _reduced(
        evidence, windows, replace(document.header.published, basis=(*document.header.published.basis, *steps))
    )


def _date_by_day(
    document: Document,
    evidence: DayEvidence,
    others: Sequence[Lender],
    known: Mapping[str, Document],
    windows: Sequence[Window],
) -> DateValue:
    """Date a document that prints a month and a day: the printed year, other accounts near that day, or the windows give the year."""
    printed = evidence.printed
    assert printed is not None
    own_steps, places = _own_steps(evidence)
    if printed.year and evidence.exact:
        step = "the day stands there with its year, though not as a date of publication"
        return _inferred(evidence.exact, (*own_steps, step), places, evidence)
    steps = (*own_steps, *_window_steps(windows))
    places = (*places, *_window_places(windows))
    found = {day for other in others for day in near_years(evidence, other.day, REACH) if _inside(day, windows)}
    if len(found) == 1:
        (day,) = found
        near = [other for other in others if abs((other.day - day).days) <= REACH]
        steps = (*steps, *_other_steps(near, {other.day for other in near}), *_check(evidence, day))
        return _inferred(day, steps, (*places, *_header_places(near, known)), evidence)
    if windows and not any(near_years(evidence, other.day, REACH) for other in others):
        found = _days_inside(evidence, windows)
        if len(found) == 1:
            (day,) = found
            return _inferred(day, (*steps, f"only {name_day(day)} is left", *_check(evidence, day)), places, evidence)
    partial = [f"--{printed.month:02d}-{printed.day:02d}"]
    if evidence.of == "lead":
        after = date(2000, printed.month, printed.day) + timedelta(days=1)
        partial.append(f"--{after.month:02d}-{after.day:02d}")
    calendar = () if found else _calendar(evidence)
    steps = (*steps, *calendar, "no other account of the story settles the year")
    allowed = tuple(day.isoformat() for day in sorted(found))
    return DateValue(
        None, None, "unknown", allowed if 0 < len(allowed) <= LISTED else tuple(partial), steps, None, places
    )


def _date_by_occasion(
    document: Document,
    evidence: DayEvidence,
    others: Sequence[Lender],
    known: Mapping[str, Document],
    windows: Sequence[Window],
) -> DateValue:
    """Date a document that only names a weekday, a day of a month, "today" or "yesterday": a day that other accounts state, or of which
    they tell, must be it.
    """
    own_steps, places = _own_steps(evidence)
    steps, places = (*own_steps, *_window_steps(windows)), (*places, *_window_places(windows))
    offsets = _own_offsets(evidence, others)
    if evidence.weekday or evidence.ordinal:
        days = {other.day for other in others} | {day for other in others if (day := other.occasion)}
        fitting = {day for day in days if _names(evidence, day) and is_allowed(evidence, day) and _inside(day, windows)}
        source: Callable[[Lender], set[date | None]] = lambda other: {other.day, other.occasion}  # noqa: E731
    else:
        fitting = {day for day in offsets if is_allowed(evidence, day) and _inside(day, windows)}
        source = lambda other: {_shifted(evidence, other)}  # noqa: E731
    if len(fitting) == 1:
        (day,) = fitting
        near = [other for other in others if day in source(other)]
        steps = (
            *steps,
            *_other_steps(near, {other.day for other in near}),
            *_told_steps(near, day),
            *_check(evidence, day),
        )
        return _inferred(day, steps, (*places, *_header_places(near, known)), evidence)
    reason = f"{len(fitting)} of the days that other accounts state fit"
    if not others:
        reason = "no other account of the story states its date"
    steps = (*steps, *_other_steps(others, {other.day for other in others}), reason)
    value = DateValue(None, None, "unknown", tuple(day.isoformat() for day in sorted(fitting)), steps, None, places)
    return value if fitting else _reduced(evidence, windows, value)


def _names(evidence: DayEvidence, day: date) -> bool:
    """Tell whether the weekday and the day of a month of an opening both name a day."""
    weekday = evidence.weekday is None or evidence.weekday.weekday == day.weekday()
    return weekday and (evidence.ordinal is None or evidence.ordinal.day == day.day)


def _own_offsets(evidence: DayEvidence, others: Sequence[Lender]) -> set[date]:
    """Return the days that "today" or "yesterday" gives, counted from the occasion of which other accounts tell."""
    return {day for other in others if (day := _shifted(evidence, other))}


def _shifted(evidence: DayEvidence, other: Lender) -> date | None:
    occasion = other.occasion
    if evidence.shift is None or occasion is None or not date.min < occasion < date.max:
        return None
    return occasion - timedelta(days=evidence.shift.days)


def _told_steps(others: Sequence[Lender], day: date) -> tuple[str, ...]:
    """Return the step that names the occasion's day, where no account is dated on the day itself."""
    told = sorted({o for other in others if (o := other.occasion)}) if all(other.day != day for other in others) else []
    return tuple(f"they tell of {name_day(occasion)}" for occasion in told[:1])


def _inside(day: date, windows: Sequence[Window]) -> bool:
    return all(window.first <= day <= window.last for window in windows)


def _days_inside(evidence: DayEvidence, windows: Sequence[Window]) -> set[date]:
    """Return the days with the printed month and day that the windows and the text's weekday and past years leave; none where no window
    closes the time.
    """
    printed, span = evidence.printed, narrow(windows)
    if printed is None or span is None or span[1] == _open_end():
        return set()
    first = max(span[0].year, evidence.since.year if evidence.since else 1)
    if span[1].year - first > 40:
        return set()
    days = (day_of(year, printed.month, printed.day) for year in range(first, span[1].year + 1))
    return {day for day in days if day and _inside(day, windows) and is_allowed(evidence, day)}


def _open_end() -> date:
    """Return the end of a time that no window closes."""
    span = narrow(())
    assert span is not None
    return span[1]


def _reduced(evidence: DayEvidence, windows: Sequence[Window], value: DateValue) -> DateValue:
    """Return the month or the year that windows leave a text without a day, as inferred; else the value as it is."""
    since = evidence.since
    span = narrow(
        [*windows, *([Window(date(since.year, 1, 1), date.max, "")] if since and 1 <= since.year <= 9999 else [])]
    )
    if not windows or span is None or span[0].year != span[1].year:
        return value
    month = span[0].month == span[1].month
    reduced = span[0].isoformat()[:7] if month else f"{span[0].year:04d}"
    return replace(
        value,
        value=reduced,
        precision="month" if month else "year",
        status="inferred",
        places=(*value.places, *_window_places(windows)),
    )


def _window_steps(windows: Sequence[Window]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(window.step for window in windows))


def _window_places(windows: Sequence[Window]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for window in windows for place in window.places))


def _inferred(day: date, steps: Iterable[str], places: Sequence[Place], evidence: DayEvidence) -> DateValue:
    """Return an inferred day; without a dateline the text may have come out the day after what it tells."""
    later: tuple[str, ...] = ()
    steps = tuple(steps)
    if evidence.of not in ("dateline", "text") and not (evidence.shift and not evidence.weekday) and day < date.max:
        later = ((day + timedelta(days=1)).isoformat(),)
        steps = (*steps, "this is the day that the text tells of: it may have come out a day later")
    return DateValue(day.isoformat(), "day", "inferred", later, steps, None, tuple(dict.fromkeys(places)))


def _is_weekday(evidence: DayEvidence, day: date) -> bool:
    return evidence.weekday is not None and evidence.weekday.weekday == day.weekday()


def _own_steps(evidence: DayEvidence) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Return what the document itself says, in words, and where."""
    steps: list[str] = []
    places: list[Place] = []
    if evidence.printed:
        year = "" if evidence.printed.year else ", without a year"
        steps.append(f"the {evidence.printed_of} says “{' '.join(evidence.printed.words.split())}”{year}")
        places.append(evidence.printed.place)
    if evidence.weekday:
        steps.append(f"the text opens with “{evidence.weekday.words}”")
        places.append(evidence.weekday.place)
    if evidence.ordinal:
        steps.append(f"the text opens with “{evidence.ordinal.words}”")
        places.append(evidence.ordinal.place)
    if evidence.shift and not evidence.weekday and not evidence.printed:
        steps.append(f"the text opens with “{evidence.shift.words}”")
        places.append(evidence.shift.place)
    if evidence.since:
        steps.append(
            f"the text speaks of “{evidence.since.words}” as past, so it is not older than {evidence.since.year}"
        )
        places.append(evidence.since.place)
    return tuple(steps), tuple(places)


def _other_steps(others: Sequence[Lender], days: Iterable[date]) -> tuple[str, ...]:
    """Return one step for each day that other accounts have, with their names."""
    steps = []
    for day in sorted(days):
        names = [other.name for other in others if other.day == day]
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


def _header_places(others: Sequence[Lender], known: Mapping[str, Document]) -> tuple[Place, ...]:
    """Return where other accounts state their dates."""
    places = [known[other.evidence.doc].header.published.place for other in others if other.evidence.doc in known]
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
        allowed = sorted(
            {value.value or value.alternatives[0] for _, value in members if value.value or value.alternatives}
        )
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
