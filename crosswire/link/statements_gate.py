"""Which quotations may be one utterance at all: the same speaker, on occasions that can be one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.model import Actor, Attribution, DateValue, Document, Quotation, Reading, TimeExpression


class Gate:
    """Compares who speaks.

    The same actor (or a joint statement with an actor in common) may be the `same`; a state or body and the person who speaks for it, or a
    source that is not known by name, only `possible`.
    """

    def __init__(self, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> None:
        self.affiliation = {a.id: a.affiliation for a in actors}
        self.persons = {a.id for a in actors if a.type == "person"}
        self.vague = {a.id for a in actors if a.type == "group" and not a.affiliation}
        self.speakers = {a.quotation: a.speakers for a in attributions}

    def of(self, quotation: str) -> tuple[str, ...]:
        """Return the speakers of a quotation; empty if unknown."""
        return self.speakers.get(quotation, ())

    def match(self, a: str, b: str) -> str | None:
        """Return same, possible or None."""
        left, right = set(self.of(a)), set(self.of(b))
        if left & right:
            return "same"
        if not left or not right or left <= self.vague or right <= self.vague:
            return "possible"
        for s in sorted(left):
            if self.affiliation.get(s) in right:
                return "possible"
        for s in sorted(right):
            if self.affiliation.get(s) in left:
                return "possible"
        return None

    def people(self, quotations: Iterable[str]) -> frozenset[str]:
        """Return the persons who speak in some quotations."""
        return frozenset(s for q in quotations for s in self.of(q) if s in self.persons)

    def unknown(self, a: str, b: str) -> bool:
        """Whether one of two quotations has no speaker."""
        return not self.of(a) or not self.of(b)

    def shared_speakers(self, quotations: Iterable[str]) -> tuple[str, ...]:
        """Return the speakers whom all wordings name; else all whom any names."""
        sets = [set(self.of(q)) for q in quotations if self.of(q)]
        common = set.intersection(*sets) if sets else set()
        return tuple(sorted(common or set().union(*sets)))


SLACK = 1
"""Days by which two accounts may differ on the day of one utterance: late in the evening, or on the other side of the globe."""

NEWS, OLD = 1, 8
"""Days up to which one utterance is news for another outlet too, and from which it hardly is."""

LONG_BEFORE = 10
"""Days before its document's date from which an utterance is an earlier one, told again."""


@dataclass(frozen=True, slots=True)
class SpokenOn:
    """When something was said, as far as its sentence tells. days: (earliest, latest) ISO days, or None. published: ISO day of its document, or
    None.
    """

    days: tuple[str, str] | None = None
    published: str | None = None

    def fits(self, other: "SpokenOn") -> bool:
        """Whether both can be one occasion: not known, or overlapping but for `SLACK`."""
        if self.days is None or other.days is None:
            return True
        return self.days[0] <= later(other.days[1], SLACK) and other.days[0] <= later(self.days[1], SLACK)

    def agrees(self, other: "SpokenOn") -> bool:
        """Whether both name a time and it is the same, or one lies inside the other."""
        if self.days is None or other.days is None:
            return False
        first, last = max(self.days[0], other.days[0]), min(self.days[1], other.days[1])
        return (first, last) in (self.days, other.days)

    def strays(self, other: "SpokenOn") -> bool:
        """Whether one of them was said long before its document, as its sentence tells, and the other names no time."""
        return (self.days is None) != (other.days is None) and (self.long_before() or other.long_before())

    def gap(self, other: "SpokenOn") -> float:
        """How far apart the documents' days are: 0 up to `NEWS` days, 1 from `OLD` days on; 0 where a day is not known."""
        mine, theirs = as_day(self.published), as_day(other.published)
        if mine is None or theirs is None:
            return 0.0
        return min(1.0, max(0, abs((mine - theirs).days) - NEWS) / (OLD - NEWS))

    def precedes(self, other: "SpokenOn") -> bool:
        """Whether one was in print before the day on which the other, as its sentence tells, was said."""
        return any(
            bool(a.days and a.published != b.published and b.published and b.published < a.days[0])
            for a, b in ((self, other), (other, self))
        )

    def long_before(self) -> bool:
        """Whether it was said `LONG_BEFORE` days or more before its document was published."""
        return bool(self.days and self.published and later(self.days[1], LONG_BEFORE) <= self.published)


def later(day: str, days: int) -> str:
    """Return the ISO day so many days later; a day at the end of the calendar stays."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def find_occasions(
    readings: Sequence[Reading], documents: dict[str, Document], published: dict[str, DateValue]
) -> dict[str, SpokenOn]:
    """Return when each quotation was uttered, from the times of its cue's clause outside its content."""
    found: dict[str, SpokenOn] = {}
    for reading in readings:
        known = published.get(reading.doc)
        day = known.value[:10] if known and known.value and len(known.value) >= len("2031-05-13") else None
        free = free_times(reading)
        for quotation in reading.quotations:
            found[quotation.id] = SpokenOn(find_days(quotation, reading, free, known.value if known else None), day)
    return found


def free_times(reading: Reading) -> list[TimeExpression]:
    """Return a document's times, by place, without those that somebody's words hold."""
    held = sorted(span for quotation in reading.quotations for span in quotation.content)
    free, at, reach = [], 0, 0
    for t in sorted(reading.times, key=lambda t: t.start):
        while at < len(held) and held[at][0] <= t.start:
            reach = max(reach, held[at][1])
            at += 1
        if t.start >= reach:
            free.append(t)
    return free


def find_days(
    quotation: Quotation, reading: Reading, free: Sequence[TimeExpression], published: str | None
) -> tuple[str, str] | None:
    """Return the days that the words beside a quotation name, or None where they name none that can be told.

    free: the document's times outside all contents, by place.
    """
    if not quotation.cue:
        return None
    at = quotation.cue[0][0]
    number = bisect_right(reading.sentences, at, key=lambda s: s.start) - 1
    if number < 0 or at >= reading.sentences[number].end:
        return None
    sentence = reading.sentences[number]
    first = bisect_left(free, sentence.start, key=lambda t: t.start)
    last = bisect_left(free, sentence.end, key=lambda t: t.start)
    days = [d for t in free[first:last] if (d := named_days(t, published))]
    return days[0] if len(days) == 1 else None


def named_days(time: TimeExpression, published: str | None) -> tuple[str, str] | None:
    """Return the (first, last) ISO days that a time outside all contents names, or None where it names none that can be told.

    What was said lies in the past of its document: a weekday is the last one, a month without year the last one that had begun.
    """
    if time.until_month is not None or time.until_day is not None:
        return None
    if time.month is not None:
        return None if time.offset is not None else days_of_month(time, published)
    day = as_day(published)
    if time.year is not None:
        return (f"{time.year:04d}-01-01", f"{time.year:04d}-12-31")
    if day is None:
        return None
    if time.weekday is not None and time.offset is None and time.unit is None:
        said = (day - timedelta(days=(day.weekday() - time.weekday) % 7)).isoformat()
        return (said, said)
    if time.weekday is None and time.offset is not None and time.offset <= 0:
        return days_back(day, -time.offset, time.unit)
    return None


def as_day(published: str | None) -> date | None:
    """Return the day of an ISO date, or None where it is not that precise."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def days_of_month(time: TimeExpression, published: str | None) -> tuple[str, str] | None:
    """Return the days of a date or month; its year, where it is missing, is the last one in which it had begun."""
    year = time.year or (int(published[:4]) if published and published[:4].isdigit() else None)
    if year is None:
        return None
    first, last = (time.day, time.day) if time.day is not None else (1, 31)
    if time.year is None and published and f"{year:04d}-{time.month:02d}-{first:02d}" > later(published[:10], SLACK):
        year -= 1
    return (f"{year:04d}-{time.month:02d}-{first:02d}", f"{year:04d}-{time.month:02d}-{last:02d}")


def days_back(day: date, count: int, unit: str | None) -> tuple[str, str] | None:
    """Return the days so many units before a day."""
    try:
        if unit == "day":
            said = (day - timedelta(days=count)).isoformat()
            return (said, said)
        if unit == "week":
            middle = day - timedelta(weeks=count)
            return ((middle - timedelta(days=6)).isoformat(), (middle + timedelta(days=6 if count else 0)).isoformat())
        if unit == "month":
            months = day.year * 12 + day.month - 1 - count
            month = f"{months // 12:04d}-{months % 12 + 1:02d}"
            return (f"{month}-01", f"{month}-31")
        if unit == "year":
            return (f"{day.year - count:04d}-01-01", f"{day.year - count:04d}-12-31")
    except OverflowError:
        pass
    return None
