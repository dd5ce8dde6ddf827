"""Which quotations may be one utterance at all: the same speaker, on occasions that can be one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Actor, Attribution, DateValue, Document, Quotation, Reading, TimeExpression


class Gate:
    """Compares who speaks.

    The same actor (or a joint statement with an actor in common) may be the `same`; a state or body and the person who speaks for it, or a
    source that is not known by name, only `possible`.
    """

    def __init__(self, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> None:
        self.affiliation = {a.id: a.affiliation for a in actors}
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

    def unknown(self, a: str, b: str) -> bool:
        """Whether one of two quotations has no speaker."""
        return not self.of(a) or not self.of(b)

    def shared_speakers(self, quotations: Iterable[str]) -> tuple[str, ...]:
        """Return the speakers whom all wordings name; else all whom any names."""
        sets = [set(self.of(q)) for q in quotations if self.of(q)]
        common = set.intersection(*sets) if sets else set()
        return tuple(sorted(common or set().union(*sets)))


@dataclass(frozen=True, slots=True)
class SpokenOn:
    """When something was said, as far as its sentence tells: (earliest, latest) ISO days, or None."""

    days: tuple[str, str] | None = None

    def fits(self, other: "SpokenOn") -> bool:
        """Whether both can be one occasion: not known, or overlapping."""
        if self.days is None or other.days is None:
            return True
        return self.days[0] <= other.days[1] and other.days[0] <= self.days[1]

    def agrees(self, other: "SpokenOn") -> bool:
        """Whether both name a time and it is the same."""
        return self.days is not None and self.days == other.days


def find_occasions(
    readings: Sequence[Reading], documents: dict[str, Document], published: dict[str, DateValue]
) -> dict[str, SpokenOn]:
    """Return when each quotation was uttered, from the times of its cue's clause outside its content."""
    found: dict[str, SpokenOn] = {}
    for reading in readings:
        date = published.get(reading.doc)
        free = free_times(reading)
        for quotation in reading.quotations:
            found[quotation.id] = SpokenOn(find_days(quotation, reading, free, date.value if date else None))
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
    """Return the days of a month or date that a text names, its year taken from the document where it is missing."""
    if time.month is None or time.offset is not None or time.until_month is not None:
        return None
    year = time.year or (int(published[:4]) if published and published[:4].isdigit() else None)
    if year is None:
        return None
    if time.day is not None:
        day = f"{year:04d}-{time.month:02d}-{time.day:02d}"
        return (day, day)
    return (f"{year:04d}-{time.month:02d}-01", f"{year:04d}-{time.month:02d}-31")
