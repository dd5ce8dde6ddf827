"""The times of a text -> days: each from the story's day and its clause's tense, or counted from another time ("two days earlier").

What an interval holds of the days on the wrong side of the story is cut off: "this month" of what is past ends with the story's day.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.model import DateValue, Document, Sentence, TimeExpression
from crosswire.model.anchoring import Interval, count_from, days_of, parse_day

LEAD = re.compile(r"(\bfirst\b[^.;]*)?\b(since|by|until|till|within)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a time that is the edge of an interval; "for the first time since 2010" bounds what did not happen."""
REACH = 60
"""Characters before a time in which its lead is looked for."""
BEFORE_AFTER = re.compile(r"\b(?:before|after|eve of)$", re.IGNORECASE)
APART = re.compile(r",(?! which| who)")
"""A comma that ends what "before" and "after" lead to."""
EDGES = {"since": "since", "by": "by", "until": "by", "till": "by", "within": "by"}


@dataclass(frozen=True, slots=True)
class Dated:
    """What a time means: its days, their precision, "since" or "by" where it is only an edge, the time that it counts from."""

    days: Interval
    precision: str
    edge: str = ""
    counted_from: TimeExpression | None = None


def date_times(
    document: Document, times: Sequence[TimeExpression], sentences: Sequence[Sentence], published: DateValue
) -> dict[str, Dated]:
    """Return the days of those times of a reading that can be told, by id. times, sentences: sorted by place."""
    story = parse_day(published.value)
    out: dict[str, Dated] = {}
    waiting = []
    for time in times:
        found = days_of(time, story, time.tense)
        if found is not None:
            out[time.id] = bounded(Dated(*found), time, document.text, story)
        elif time.anchor == "context":
            waiting.append(time)
    home = {t.id: n for n, s in enumerate(sentences) for t in times if s.start <= t.start < s.end} if waiting else {}
    beside = Beside(document.text, times, home, out)
    for time in waiting:
        if (same := told_again(time, beside)) is not None:
            out[time.id] = replace(out[same.id], counted_from=same)
            continue
        anchor = anchor_of(time, beside)
        if anchor is not None and (days := count_from(out[anchor.id].days, time)) is not None:
            out[time.id] = Dated(days[0], days[1], counted_from=anchor)
    return out


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around the times of a text. home: id of a time -> index of its sentence. dated: what is told so far, by id."""

    text: str
    times: Sequence[TimeExpression]
    home: Mapping[str, int]
    dated: Mapping[str, Dated]

    def sentence(self, number: int) -> list[TimeExpression]:
        """Return the times of a sentence that are dated, in order."""
        return [t for t in self.times if self.home.get(t.id) == number and t.id in self.dated]


def told_again(time: TimeExpression, beside: Beside) -> TimeExpression | None:
    """Return the day that a time says once more from an event's side: "on Monday, two days after the vote", "A day before the vote, he resigned on
    Monday"; None where it stands alone.
    """
    text = beside.text
    governs = BEFORE_AFTER.search(text[time.start : time.end]) and text[time.end : time.end + 1].isspace()
    if not governs or time.id not in beside.home:
        return None
    inside = [t for t in beside.sentence(beside.home[time.id]) if beside.dated[t.id].precision == "day"]
    before = [t for t in inside if t.end <= time.start and "," in text[t.end : time.start]]
    after = [t for t in inside if t.start > time.end and APART.search(text[time.end : t.start])]
    return before[-1] if before else after[0] if after else None


def told_from(time: TimeExpression, dated: Dated, text: str, at: int) -> Dated | None:
    """Return when that was from which a time counts: of "two days after it arrested them" the arrest. at: where the event's words begin (code points);
    None where the time does not count from them.
    """
    if BEFORE_AFTER.search(text[time.start : time.end]) is None or not time.end <= at or dated.counted_from is None:
        return None
    if APART.search(text[time.end : at]) or text[time.end : at].count(".") > 0:
        return None
    days = count_from(dated.days, replace(time, offset=-(time.offset or 0)))
    return Dated(days[0], days[1], counted_from=dated.counted_from) if days else None


def bounded(dated: Dated, time: TimeExpression, text: str, story: date | None) -> Dated:
    """Return a time as the edge that the word before it makes of it, and cut at the story's day as its tense asks."""
    (first, last), lead = dated.days, LEAD.search(text[max(0, time.start - REACH) : time.start])
    edge = EDGES[lead[2].lower()] if lead else ""
    if lead and lead[1]:
        return replace(dated, edge="never since")
    if story is None:
        return replace(dated, edge=edge)
    if edge == "since" and first <= story:
        return replace(dated, days=(first, story), precision="range", edge=edge)
    if edge == "by" and first > story:
        return replace(dated, days=(story, last), precision="range", edge=edge)
    if time.kind == "span":
        return replace(dated, edge=edge)
    if time.tense == "past" and first <= story < last:
        return replace(dated, days=(first, story))
    if time.tense == "future" and first < story <= last:
        return replace(dated, days=(story, last))
    return dated


def anchor_of(time: TimeExpression, beside: Beside) -> TimeExpression | None:
    """Return the time from which another counts: for "before" and "after" the one that they lead to, else the nearest before, in its sentence or the one
    before.
    """
    text, at = beside.text, beside.home.get(time.id)
    if at is None:
        return None
    inside = [t for t in beside.sentence(at) if t.id != time.id]
    if BEFORE_AFTER.search(text[time.start : time.end]):
        led = next((t for t in inside if t.start > time.end and APART.search(text[time.end : t.start]) is None), None)
        if led is not None:
            return led
    exact = time.unit in {"day", "week"} and time.kind == "relative"  # days are counted from a day, not from a month

    def fits(t: TimeExpression) -> bool:
        first, last = beside.dated[t.id].days
        return not exact or first == last

    nearest = [t for t in inside if t.start < time.start and fits(t)]
    for back in (1, 2):
        nearest = nearest or [t for t in beside.sentence(at - back) if fits(t)]
    return nearest[-1] if nearest else None
