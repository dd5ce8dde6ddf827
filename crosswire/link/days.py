"""What a document says of its own day, as constraints: a stated date, a month and day without a year, a weekday, a past year.

Nothing is filled in here. Two documents' constraints can conflict although neither names a year (26 June against 29 April).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from crosswire.link.words import zone_spans
from crosswire.model import Document, Place, Reading, TimeExpression
from crosswire.model.anchoring import day_of, parse_day, shifted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

LEAD = 1000
"""Characters of the body in which a month and day is taken for the occasion's; later ones are more often background."""
OPENING = 450
"""Characters of the body in which a bare weekday is taken for the occasion's: the first two or three paragraphs."""

_MONTH = {name[:length].lower(): n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_MONTH_WORDS = "|".join(sorted({name for full in MONTHS for name in (full, full.upper())}, key=len, reverse=True))
_SHORT_WORDS = r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?"
_WEEKDAY_WORDS = "|".join(WEEKDAYS)
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d))?(?![\d:])"
MONTH_DAY = re.compile(rf"\b(?P<month>{_MONTH_WORDS}|{_SHORT_WORDS})\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b{_YEAR}")
DAY_MONTH = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH_WORDS}|{_SHORT_WORDS})\b{_YEAR}"
)
BEFORE_MONTH = re.compile(r"\b[0-3]?\d(?:st|nd|rd|th)?\s(?:of\s)?\Z")
"""What stands before a month in `DAY_MONTH`: eight characters at most ("31st of ")."""
MONTH_SEEN = re.compile("|".join(sorted({form for name in MONTHS for form in (name[:3], name[:3].upper())})))
"""Quick to look for: where no month begins, no day of the calendar is printed."""
WEEKDAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)})\b")
"""A weekday, if no letter stands before it. (A pattern that begins with its letters is found four times as fast as one with a boundary.)"""
OCCASION = re.compile(rf"\b(?:[Oo]n\s(?:the\s)?(?:(?:{'|'.join(WEEKDAYS)}),?\s)?|(?:{'|'.join(WEEKDAYS)}),?\s)\(?$")
"""What stands before a day on which the lead says that something happened: "on 5 June", "on Tuesday, June 5", "Tuesday (June 5)"."""
TO_COME = re.compile(r"\b(?:will|shall|until|next|scheduled|planned|due|expected|to be|set to)\b")
"""Words of a sentence whose day is not, or need not be, the occasion's."""
AWAY = re.compile(r"\b(?:[Ll]ast|[Nn]ext|[Ee]very|[Uu]ntil|[Bb]y|[Ss]ince|[Ff]rom)\s$")
"""What stands before a weekday that is not the occasion's own."""
DATED = re.compile(rf"\b(?P<weekday>{_WEEKDAY_WORDS}),?\s\(?$")
"""A weekday right before a day with its year: "on Tuesday, June 5, 2012", which is the text's own day where the calendar agrees."""
BESIDE = re.compile(r"\s?\(|,\s|\s[-–—]\s")
"""What may stand between a day counted from the text's own and its name: "yesterday (June 4)"."""
RIGHTS = re.compile(r"(?:©|\(c\)|copyright|all rights)\W[^.\n]{0,60}$", re.IGNORECASE)
"""A year after these is a year of rights: it bounds nothing."""
PARTIAL = re.compile(r"(?<!\d)--(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b")
"""A day without a year in ISO 8601:2000, as a header's steps name it."""


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day of the calendar as printed. year: None where none is printed."""

    month: int
    day: int
    year: int | None
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class PrintedWeekday:
    """A weekday as printed: 0 (Monday) to 6."""

    weekday: int
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class PrintedYear:
    """A year that the text speaks of in the past, so that the text is not older."""

    year: int
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class PrintedShift:
    """The occasion's day counted from the text's own, as printed: "today" is 0, "yesterday" -1."""

    days: int
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class DayEvidence:
    """What a document says of its own day.

    doc, name: of the document. stated: the header's day. printed: a month and day (perhaps a year) of the dateline, else
    of the lead. of: "header", "dateline", "lead", "text" (a day counted from the text's own and named: "yesterday (June 4)") or "":
    where the best day comes from; printed_of: where `printed` comes from. weekday: the one weekday of the opening. since: the latest
    year spoken of in the past.
    shift: "today" or "yesterday" in the opening. ordinal: a day of a month alone in the opening ("on the 26th").
    """

    doc: str
    name: str
    stated: date | None = None
    printed: PrintedDay | None = None
    of: str = ""
    weekday: PrintedWeekday | None = None
    since: PrintedYear | None = None
    printed_of: str = ""
    shift: PrintedShift | None = None
    ordinal: PrintedDay | None = None

    @property
    def exact(self) -> date | None:
        """The day, if it is known with its year."""
        if self.stated or not self.printed or not self.printed.year:
            return self.stated
        return day_of(self.printed.year, self.printed.month, self.printed.day)


def name_day(day: date) -> str:
    """Return a day in words: 26 June 2007."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def find_days(document: Document, start: int, end: int) -> Iterator[PrintedDay]:
    """Yield the days of the calendar printed in [start, end), in the order of the text."""
    text, matches = document.text, []
    for seen in MONTH_SEEN.finditer(text, start, end):
        at = seen.start()
        before = BEFORE_MONTH.search(text, max(start, at - 8), at)
        for form, first in ((MONTH_DAY, at), (DAY_MONTH, before.start() if before else at)):
            if found := form.match(text, first, end):
                matches.append(found)
    reached = start
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        month, day = _MONTH[match["month"].rstrip(".").lower()], int(match["day"])
        if match.start() >= reached and day_of(int(match["year"] or 2000), month, day):
            year = int(match["year"]) if match["year"] else None
            yield PrintedDay(month, day, year, Place(document.id, *match.span()), match.group())
            reached = match.end()


def find_weekdays(document: Document, start: int, end: int) -> Iterator[PrintedWeekday]:
    """Yield the weekdays printed in [start, end), in the order of the text."""
    for match in WEEKDAY.finditer(document.text, start, end):
        before = document.text[max(0, match.start() - 1) : match.start()]
        if before.isalnum() or before == "_":
            continue
        yield PrintedWeekday(WEEKDAYS.index(match.group()), Place(document.id, *match.span()), match.group())


def read_days(document: Document, reading: Reading | None) -> DayEvidence:
    """Return what a document says of its own day.

    The header's date goes before the dateline's day, and that before the first day on which the lead lets something happen.
    `reading` gives the tense of time expressions; without it no year is taken as past.
    """
    times = reading.times if reading else ()
    stated = parse_day(document.header.published.value)
    printed, of = _printed_day(document, times)
    return DayEvidence(
        doc=document.id,
        name=document.name,
        stated=stated,
        printed=printed,
        of="header" if stated else of,
        printed_of=of,
        weekday=_opening_weekday(document, times),
        since=_past_year(document, times),
        shift=_opening_shift(document, times),
        ordinal=_opening_ordinal(document, times),
    )


def _printed_day(document: Document, times: Sequence[TimeExpression]) -> tuple[PrintedDay | None, str]:
    """Return the day of the header's partial date or of the dateline, else the lead's, and which it is."""
    published = document.header.published
    for step, place in zip(published.basis, published.places, strict=False):
        if place.doc == document.id and (found := PARTIAL.search(step)):
            return PrintedDay(int(found["month"]), int(found["day"]), None, place, document.words(place)), "dateline"
    for start, end in zone_spans(document, ("dateline",)) if document.zones else ():
        for day in find_days(document, start, end):
            return day, "dateline"
    if counted := _counted_day(document, times):
        return counted, "text"
    for start, end in _first_of_body(document, OPENING):
        for day in find_days(document, start, end):
            if day.year and _is_dated(document.text, day, start) and not _to_come(day.place, times):
                return day, "lead"
    for start, end in _first_of_body(document, LEAD):
        for day in find_days(document, start, end):
            if day.year is None and _is_occasion(document.text, day.place, start) and not _to_come(day.place, times):
                return day, "lead"
    return None, ""


def _is_occasion(text: str, place: Place, start: int) -> bool:
    """Tell whether a day in the lead is one on which something happened, by the words around it in its sentence.

    (News tells its own day without a year; a day with a year is mostly background, or a stamp, which is for the header.)
    """
    before = text[start : place.start]
    opening = max(before.rfind(stop) for stop in (". ", "\n", "? ", "! ")) + 1
    return bool(OCCASION.search(before)) and not TO_COME.search(before[opening:])


def _is_dated(text: str, day: PrintedDay, start: int) -> bool:
    """Tell whether a day with its year stands after its weekday, in a sentence that looks at nothing to come."""
    before = text[start : day.place.start]
    opening = max(before.rfind(stop) for stop in (". ", "\n", "? ", "! ")) + 1
    found = DATED.search(before)
    own = day_of(day.year or 0, day.month, day.day) if day.year else None
    if found is None or own is None or TO_COME.search(before[opening:]) or AWAY.search(before[: found.start()]):
        return False
    return WEEKDAYS.index(found["weekday"]) == own.weekday()


def _counted_day(document: Document, times: Sequence[TimeExpression]) -> PrintedDay | None:
    """Return the document's own day from "yesterday (June 4)" or "today, June 5" in its lead, if nothing else is said so.

    The years of February's last days differ in length: without a year nothing is counted over them.
    """
    reach = list(_first_of_body(document, LEAD))
    found: list[PrintedDay] = []
    for left, right in pairwise(times):
        if not any(start <= left.start and right.end <= end for start, end in reach):
            continue
        for counted, named in ((left, right), (right, left)):
            if (
                counted.kind != "relative"
                or counted.unit != "day"
                or counted.anchor != "document"
                or counted.offset is None
            ):
                continue
            if (
                named.kind != "date"
                or not named.month
                or not named.day
                or not BESIDE.fullmatch(document.text[left.end : right.start])
            ):
                continue
            day = day_of(named.year or 2001, named.month, named.day)
            own = day and shifted(day, -counted.offset)
            if (
                day is None
                or own is None
                or (named.year is None and counted.offset and {day.month, own.month} == {2, 3})
            ):
                continue
            words = document.text[left.start : right.end]
            place = Place(document.id, left.start, right.end)
            found.append(PrintedDay(own.month, own.day, own.year if named.year else None, place, words))
    return found[0] if len({(day.month, day.day) for day in found}) == 1 else None


def _opening_shift(document: Document, times: Sequence[TimeExpression]) -> PrintedShift | None:
    """Return "today" or "yesterday" of the opening, if it says only one of them and in no clause about what is to come."""
    reach = list(_first_of_body(document, OPENING))
    found = [
        PrintedShift(t.offset, Place(document.id, t.start, t.end), document.text[t.start : t.end])
        for t in times
        if t.kind == "relative"
        and t.unit == "day"
        and t.anchor == "document"
        and t.offset in (0, -1)
        and t.tense == "past"
        if any(start <= t.start and t.end <= end for start, end in reach)
    ]
    return found[0] if len({shift.days for shift in found}) == 1 else None


def _opening_ordinal(document: Document, times: Sequence[TimeExpression]) -> PrintedDay | None:
    """Return a day of a month alone ("on the 26th") of the opening, if it says only one, as past."""
    reach = list(_first_of_body(document, OPENING))
    found = [
        PrintedDay(0, t.day, None, Place(document.id, t.start, t.end), document.text[t.start : t.end])
        for t in times
        if t.kind == "date" and t.day and t.month is None and t.tense == "past"
        if any(start <= t.start and t.end <= end for start, end in reach)
    ]
    return found[0] if len({day.day for day in found}) == 1 else None


def _opening_weekday(document: Document, times: Sequence[TimeExpression]) -> PrintedWeekday | None:
    """Return the first weekday of the opening, if no other one stands there."""
    found = [
        weekday
        for start, end in _first_of_body(document, OPENING)
        for weekday in find_weekdays(document, start, end)
        if not _to_come(weekday.place, times) and not AWAY.search(document.text[start : weekday.place.start])
    ]
    return found[0] if len({weekday.weekday for weekday in found}) == 1 else None


def _past_year(document: Document, times: Sequence[TimeExpression]) -> PrintedYear | None:
    past = [
        (time.year, -time.start, time.end)
        for time in times
        if time.year and time.kind in ("year", "date", "month") and time.tense == "past" and time.where == "body"
        if not RIGHTS.search(document.text[max(0, time.start - 80) : time.start])
    ]
    if not past:
        return None
    year, start, end = max(past)
    return PrintedYear(year, Place(document.id, -start, end), document.text[-start:end])


def _first_of_body(document: Document, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that hold the first `limit` characters of the body."""
    left = limit
    for start, end in zone_spans(document, ("body",)):
        if left <= 0:
            return
        yield (start, min(end, start + left))
        left -= end - start


def _to_come(place: Place, times: Sequence[TimeExpression]) -> bool:
    """Tell whether the reading found that a time is spoken of as still to come."""
    return any(t.tense == "future" and t.start < place.end and place.start < t.end for t in times)


def read_all_days(documents: Sequence[Document], readings: Sequence[Reading]) -> Mapping[str, DayEvidence]:
    """Return what each document says of its own day, by document id."""
    by_doc = {reading.doc: reading for reading in readings}
    return {document.id: read_days(document, by_doc.get(document.id)) for document in documents}


def near_years(evidence: DayEvidence, around: date, reach: int) -> list[date]:
    """Return the days with the printed month and day within `reach` days of another day that break no constraint."""
    if evidence.printed is None:
        return []
    found = []
    for year in (around.year - 1, around.year, around.year + 1):
        day = day_of(year, evidence.printed.month, evidence.printed.day)
        if day and abs((day - around).days) <= reach and is_allowed(evidence, day):
            found.append(day)
    return found


def is_allowed(evidence: DayEvidence, day: date) -> bool:
    """Tell whether a day fits a document's weekday and lies in or after the latest year it speaks of in the past.

    With a day printed in the lead the weekday belongs to the same occasion; a dateline may be a day after the weekday told.
    """
    if evidence.since and day.year < evidence.since.year:
        return False
    if evidence.weekday is None:
        return True
    behind = (day.weekday() - evidence.weekday.weekday) % 7
    return behind == 0 if evidence.of == "lead" else behind <= (6 if evidence.of == "text" else 1)


def occasion_of(evidence: DayEvidence, day: date) -> date | None:
    """Return the day of the occasion that a document of a known day tells of, where its opening names it; None where it does not.

    A weekday of news is the latest one up to the day on which the text came out.
    """
    if evidence.printed_of == "lead" and evidence.printed:
        near = [d for d in near_years(evidence, day, 7) if d <= day]
        return near[-1] if near else None
    if evidence.weekday:
        return shifted(day, -((day.weekday() - evidence.weekday.weekday) % 7))
    if evidence.shift:
        return shifted(day, evidence.shift.days)
    return None


def days_apart(left: DayEvidence, right: DayEvidence) -> int | None:
    """Return the least number of days between two documents' days that their words allow; None where one has no day."""
    one, other = left.exact, right.exact
    if one and other:
        return abs((one - other).days)
    if other and not one:
        left, right, one = right, left, other
    if right.printed is None or (one is None and left.printed is None):
        return None
    if one:
        return _least_gap(one, right.printed.month, right.printed.day)
    assert left.printed is not None
    month, day = left.printed.month, left.printed.day
    return _least_gap(date(2001, month, min(day, 28) if month == 2 else day), right.printed.month, right.printed.day)


def _least_gap(day: date, month: int, of_month: int) -> int:
    """Return the days from a day to the nearest such day of any year; 29 February counts as the 28th."""
    years = (year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= 9999)
    return min(abs((date(year, month, min(of_month, 28) if month == 2 else of_month) - day).days) for year in years)


def weekday_near(around: date, weekday: int) -> date:
    """Return the day with a weekday that is at most three days from another day."""
    return around + timedelta(days=(weekday - around.weekday() + 3) % 7 - 3)
