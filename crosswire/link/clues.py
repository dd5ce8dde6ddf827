"""What a text says about its own year without naming it: windows of days in which its own day must lie.

"Founded in 2002, it marks its fifth anniversary" leaves one year, "the war last August" leaves one where somebody tells of that war with
its year: the text itself, another account of the story, or a row of the table of world facts. Constraints over intervals follow the
treatment of dating as narrowing in Chambers (ACL 2012, "Labeling documents with timestamps"), by rules instead of a classifier.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from crosswire.link.days import MONTHS, RIGHTS, WEEKDAYS
from crosswire.link.words import WORD, background, stem, stop_words
from crosswire.model import Document, Place, Reading, Sentence, TimeExpression

FOUNDING = re.compile(
    r"\b(?:found(?:ed|ing|ation)|establish(?:ed|ment|ing)|creat(?:ed|ion)|sign(?:ed|ing)|set up|launch(?:ed)?|form(?:ed|ation)|born|"
    r"began|begun|start(?:ed)?|independen(?:t|ce)|open(?:ed|ing)|adopt(?:ed|ion)|inaugurated|came into force|entered into force|"
    r"died|death|end(?:ed)?|killed|invasion|invaded|war|revolution|unification|accession|joined)\b",
    re.IGNORECASE,
)
"""Words of what has anniversaries."""
AHEAD = re.compile(
    r"\b(?:will|shall|would|upcoming|ahead of|before|next|coming|to mark|to celebrate|planned|plans?|due|scheduled|until|eve of)\b",
    re.IGNORECASE,
)
"""Words that set an anniversary, or a bound, in another year than the text's own."""
APART = re.compile(r"(?:,?\s(?:in\s)?|\s?\(|,?\s(?:and|or)\s|\s[-–—]\s)(?:in\s)?")
"""What may stand between a counted time and the time it names: "two years ago, in 2005", "last month (May 2012)"."""

SHARED = 2
"""Words that two sentences must share to tell of one thing; a word that one text of ten holds does not count."""
COMMON = 0.1
LEAST_WORD = 4
NEAR_TOP = 2500
"""Characters of a text in which its own occasion's anniversary is looked for."""
FARTHEST = 2200
"""No text is of a later year; windows need an end."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which a document's own day lies: from `first` to `last`, both included. step: why, in words. places: what says so.

    world: a fact of the world, which no text of the story states, is among its grounds.
    """

    first: date
    last: date
    step: str
    places: tuple[Place, ...] = ()
    world: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A dated thing as somebody tells it. words: stems of its sentence. first, last: its days. where: who tells it, in words."""

    words: frozenset[str]
    first: date
    last: date
    where: str
    place: Place | None = None
    founding: bool = False
    world: bool = False


def year_window(year: int, step: str, places: Sequence[Place], *, world: bool = False) -> Window:
    """Return the window of one year."""
    return Window(date(year, 1, 1), date(year, 12, 31), step, tuple(places), world)


def narrow(windows: Iterable[Window]) -> tuple[date, date] | None:
    """Return the days that all windows leave, first and last, or None where they leave none."""
    first, last = date(1, 1, 1), date(FARTHEST, 12, 31)
    for window in windows:
        first, last = max(first, window.first), min(last, window.last)
    return (first, last) if first <= last else None


def own_windows(document: Document, reading: Reading | None) -> tuple[Window, ...]:
    """Return the windows that a document's own words give, sorted by place: counted years beside named ones, anniversaries, years to come."""
    if reading is None:
        return ()
    times = [
        t
        for t in reading.times
        if t.where == "body" and not RIGHTS.search(document.text[max(0, t.start - 80) : t.start])
    ]
    return (*_counted(document, times), *_anniversaries(document, reading, times), *_to_come(document, reading, times))


def _counted(document: Document, times: Sequence[TimeExpression]) -> Iterator[Window]:
    """ "two years ago, in 2005", "last month (May 2012)", "this year, 2012"."""
    for left, right in pairwise(times):
        between = document.text[left.end : right.start]
        if len(between) > 12 or not APART.fullmatch(between) or " and" in between or " or" in between:
            continue
        for counted, named in ((left, right), (right, left)):
            if (
                counted.kind != "relative"
                or counted.anchor != "document"
                or counted.offset is None
                or named.year is None
            ):
                continue
            if named.until_year or named.until_month:
                continue
            words = " ".join(document.text[left.start : right.end].split())
            place = Place(document.id, left.start, right.end)
            if counted.unit == "year" and named.year - counted.offset <= FARTHEST:
                yield year_window(named.year - counted.offset, f"the text says “{words}”", (place,))
            elif counted.unit == "month" and named.month:
                months = named.year * 12 + named.month - 1 - counted.offset
                first = date(months // 12, months % 12 + 1, 1)
                yield Window(first, _month_end(first), f"the text says “{words}”", (place,))


def _anniversaries(document: Document, reading: Reading, times: Sequence[TimeExpression]) -> Iterator[Window]:
    """An anniversary and the year of what it is of, in one sentence near the top that speaks of no other time."""
    starts = [t.start for t in times]
    for anniversary in [t for t in times if t.kind == "anniversary" and t.offset and t.start < NEAR_TOP]:
        sentence = sentence_of(reading, anniversary)
        if sentence is None:
            continue
        inside = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        marked = [t for t in inside if t.kind == "anniversary" and t.offset]
        if len(marked) != 1:
            continue
        words = document.text[sentence.start : sentence.end]
        years = [t for t in inside if t.year and not t.until_year]
        elsewhere = [t for t in inside if t.kind == "relative" and t.unit in ("year", "month")]
        if len(years) != 1 or elsewhere or AHEAD.search(words) or not FOUNDING.search(words):
            continue
        mark, of = marked[0], years[0]
        year = (of.year or 0) - (mark.offset or 0)
        if year <= FARTHEST:
            said = f"the text says “{document.text[mark.start : mark.end]}” of what it sets in {of.year}"
            yield year_window(
                year, said, (Place(document.id, mark.start, mark.end), Place(document.id, of.start, of.end))
            )


def _to_come(document: Document, reading: Reading, times: Sequence[TimeExpression]) -> Iterator[Window]:
    """The earliest year that the text speaks of as still to come: the text is not younger."""
    found = []
    for t in times:
        if t.tense != "future" or t.kind not in ("year", "date", "month") or not t.year:
            continue
        sentence = sentence_of(reading, t)
        before = document.text[sentence.start if sentence else max(0, t.start - 200) : t.start]
        if re.search(r"\b(?:will|shall|to be|due|scheduled|planned)\b", before) and re.search(
            r"\b(?:in|by|until|on|for|of)\s$", before
        ):
            found.append((t.year, t.start, t.end))
    if found:
        year, start, end = min(found)
        words = document.text[start:end]
        step = f"the text speaks of “{words}” as still to come, so it is not younger than {year}"
        yield Window(date.min, date(min(year, FARTHEST), 12, 31), step, (Place(document.id, start, end),))


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def sentence_of(reading: Reading, time: TimeExpression) -> Sentence | None:
    """Return the sentence that holds a time (sentences are sorted by place)."""
    at = bisect_right(reading.sentences, time.start, key=lambda sentence: sentence.start) - 1
    return reading.sentences[at] if at >= 0 and time.start < reading.sentences[at].end else None


TIME_WORDS = frozenset(
    {stem(name.lower()) for name in (*MONTHS, *WEEKDAYS)}
    | {
        "year",
        "month",
        "week",
        "anniversary",
        "last",
        "next",
        "since",
        "late",
        "early",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "tenth",
    }
)


def content_words(text: str) -> frozenset[str]:
    """Return the stems of a sentence by which its thing can be told: no numbers, no words of time, no common ones."""
    found = set()
    for word in WORD.findall(text.lower()):
        root = stem(word)
        if len(root) < LEAST_WORD or not root.isalpha() or root in TIME_WORDS or root in stop_words():
            continue
        if background().get(root, 0.0) < COMMON:
            found.add(root)
    return frozenset(found)


def find_told(document: Document, reading: Reading | None, where: str) -> tuple[Told, ...]:
    """Return the things that a document dates with a year, in past clauses. where: how a step names the document."""
    if reading is None:
        return ()
    told = []
    for t in reading.times:
        if t.year is None or t.kind not in ("date", "month", "year") or t.where != "body" or t.tense == "future":
            continue
        sentence = sentence_of(reading, t)
        if (
            sentence is None
            or RIGHTS.search(document.text[max(0, t.start - 80) : t.start])
            or not 1 <= t.year <= FARTHEST
        ):
            continue
        words = document.text[sentence.start : sentence.end]
        first = date(t.year, t.month or 1, 1)
        last = _month_end(first) if t.month else date(t.year, 12, 31)
        place = Place(document.id, t.start, t.end)
        told.append(Told(content_words(words), first, last, where, place, bool(FOUNDING.search(words))))
    return tuple(told)


class ToldThings:
    """What all accounts of a story tell with a year, to be looked up by the words in common. world: things known by all of their words."""

    def __init__(self, things: Iterable[Told]) -> None:
        self.things = tuple(things)
        self._by_word: dict[str, list[int]] = {}
        for n, thing in enumerate(self.things):
            for word in [] if thing.world else thing.words:
                self._by_word.setdefault(word, []).append(n)
        self._world = [thing for thing in self.things if thing.world]

    def find(self, sentence: str) -> list[Told]:
        """Return the things that a sentence may tell of too, in their order: those of which it shares words enough."""
        if not self.things:
            return []
        shared = Counter(n for word in content_words(sentence) for n in self._by_word.get(word, ()))
        found = [self.things[n] for n in sorted(shared) if shared[n] >= SHARED]
        if self._world:
            words = all_words(sentence)
            found += [thing for thing in self._world if thing.words <= words]
        return found


def told_windows(document: Document, reading: Reading | None, told: ToldThings) -> tuple[Window, ...]:
    """Return the windows that follow where a relative time of the text tells of a thing that somebody dates.

    "last August" needs the thing's month and year, "fifth anniversary" its year, "three years ago" its month and year. Where the
    tellers disagree nothing follows.
    """
    found: list[Window] = []
    for t in reading.times if reading and told.things else ():
        if t.where != "body" or not _is_relative(t):
            continue
        assert reading is not None
        sentence = sentence_of(reading, t)
        if sentence is None:
            continue
        words = document.text[sentence.start : sentence.end]
        if t.kind == "anniversary" and (AHEAD.search(words) or sentence.start > NEAR_TOP):
            continue
        fitting = [window for thing in told.find(words) if (window := _window(document, t, thing)) is not None]
        if fitting and len({(w.first, w.last) for w in fitting}) == 1:
            found.append(fitting[0])
    return tuple(found)


def all_words(text: str) -> frozenset[str]:
    """Return every word of a text, lower-case, without possessives, parts of compounds too."""
    found = set()
    for word in WORD.findall(text.lower()):
        found.add(stem(word))
        found.update(stem(part) for part in re.split(r"[-/]", word))
    return frozenset(found)


def _is_relative(t: TimeExpression) -> bool:
    if t.kind == "month":
        return t.year is None and t.offset == -1
    if t.kind == "anniversary":
        return bool(t.offset)
    return t.kind == "relative" and t.unit == "year" and t.anchor == "document" and (t.offset or 0) < -1


def _window(document: Document, t: TimeExpression, thing: Told) -> Window | None:
    """Return the window of one relative time, if the dated thing can be what it tells of."""
    words = " ".join(document.text[t.start : t.end].split())
    place = Place(document.id, t.start, t.end)
    places = (place, thing.place) if thing.place else (place,)
    where = "the text itself" if thing.place and thing.place.doc == document.id else thing.where
    by_month = (thing.last - thing.first).days <= 31 * 3
    if t.kind == "month":
        if (
            not by_month
            or not thing.first.month <= (t.month or 0) <= thing.last.month
            or thing.first.year != thing.last.year
        ):
            return None
        first = date(thing.first.year, t.month or 1, 1)
        step = f"“{words}” tells of what {where} sets in {first.year}"
        return Window(first + timedelta(days=20), first + timedelta(days=380), step, places, thing.world)
    years = -(t.offset or 0)
    if thing.first.year + years > FARTHEST:
        return None
    step = f"“{words}” tells of what {where} sets in {thing.first.year}"
    if t.kind == "anniversary":
        return year_window(thing.first.year + years, step, places, world=thing.world) if thing.founding else None
    if not by_month:
        return None
    middle = date(thing.first.year + years, thing.first.month, min(thing.first.day, 28))
    return Window(middle - timedelta(days=180), middle + timedelta(days=180), step, places, thing.world)
