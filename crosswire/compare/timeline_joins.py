"""Dated clauses and utterances -> entries: what is one happening over all accounts.

Two are one by their words (date, actors, like words) or because they tell one coded event. An entry of an event also shows the accounts that tell
the event without a date.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import bounds
from crosswire.compare.coded import REPEATED, Coded, CodedActs
from crosswire.compare.deeds import load_families
from crosswire.compare.words import load_words, read_words, stem
from crosswire.model import DateValue, EventDate, Place, TimelineEntry, make_id

ALIKE = 0.34
"""Share of content words (of the shorter clause) from which two clauses of one date and with an actor in common are one entry."""

NEARLY = 0.6
"""The same where they have no actor in common, since one account may leave out who it was."""

OVER_AND_OVER = 0.5
"""The share for an undated report of such an act, with an actor in common: looked at on real reports of one war, none of them labelled."""

MIXED = (
    {"said", "done"},
    {"said", "planned"},
    {"said", "reported"},
    {"said", "reported earlier"},
    {"announced", "done"},
    {"announced", "reported earlier"},
)
"""Standings of two clauses that are no one happening: what is said or announced of it on a day, and the day on which it happens."""

HOSTILE = 3
"""Quad class from which an act has a direction: those below (meetings, agreements, aid) are told from either side."""

RANK = ("done", "announced", "reported earlier", "reported", "planned", "said")
"""Standings, the most definite first. What one account recalls was another's news."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated clause or utterance, before those of all accounts are joined. coded: what it is coded as; doers: the states and bodies that then act, or
    for which somebody acts, by id and by country; named: all states and bodies in it, doers or not.
    """

    date: DateValue
    status: str
    place: Place
    times: tuple[Place, ...]
    story: str
    actors: frozenset[str]
    words: frozenset[str]
    record: str
    coded: Coded | None = None
    doers: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @property
    def event(self) -> str | None:
        """The event that it tells, if it is coded."""
        return self.coded.event.id if self.coded else None


def add_coding(item: Dated, accounts: Accounts, acts: CodedActs) -> Dated:
    """Return a dated thing with what it is coded as."""
    coded = coding_of(item, accounts, acts)
    if coded is None:
        return item
    sides = (coded.account.actors, coded.account.recipients)
    doers, facing = (
        frozenset([*accounts.parties(p.actor for p in side if p.actor), *(p.country for p in side if p.country)])
        for side in sides
    )
    return replace(item, coded=coded, doers=doers, named=facing | frozenset(accounts.parties(sorted(item.actors))))


def coding_of(item: Dated, accounts: Accounts, acts: CodedActs) -> Coded | None:
    """Return what the words of saying or the clause is coded as, or what the words of time date inside it: a noun ("looks ahead to talks on Monday"), or
    what is announced ("announced in April that it was leaving").
    """
    doc, time = item.place.doc, item.times[0]
    quotation = accounts.quotations.get(item.record)
    if quotation is not None:
        return acts.of_cue(doc, quotation.cue)
    coded = acts.of_act(doc, item.record)
    if coded is not None and (not coded.times or time in coded.times):
        return coded
    inner = acts.of_time(time)
    told = inner is not None and (inner.report.act is None or item.status == "announced")
    return inner if inner is not None and told and inner.within(item.place) else None


def content(words: str) -> frozenset[str]:
    """Return the stems of a stretch that say something, words for one kind of step as one."""
    generic = load_words("generic.txt")
    families = load_families()
    return frozenset(
        families.get(s, s)
        for w, _, _ in read_words(words, 0, len(words))
        if len(w) > 3 and not w.isdigit() and (s := stem(w)) not in generic
    )


def join_dated(dated: Sequence[Dated]) -> list[list[Dated]]:
    """Join what is one happening: same date, and one event or an actor in common and like words; one clause with two times once. An event that one
    account dates to a month and another to a day of it stands at the day.
    """
    groups: list[list[Dated]] = []
    for item in sorted(dated, key=lambda d: (len(d.date.value or ""), d.date.value or "", d.place, d.record)):
        home = next(
            (g for g in groups if all(one_happening(item, o) for o in g) or any(one_event(item, o) for o in g)), None
        )
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return narrow(groups)


def one_happening(a: Dated, b: Dated) -> bool:
    """Whether two dated things are one by their words."""
    if a.record == b.record and a.place.doc == b.place.doc:
        return a.date.value == b.date.value
    if a.date.value != b.date.value or {a.status, b.status} in MIXED or turned(a, b):
        return False
    return like_words(a.words, a.actors, b.words, b.actors)


def like_words(
    words: frozenset[str],
    actors: frozenset[str],
    others: frozenset[str],
    their_actors: frozenset[str],
    enough: float = ALIKE,
) -> bool:
    """Whether two clauses share enough of their content words: `enough` where they have an actor in common, else NEARLY."""
    shorter = min(len(words), len(others))
    share = len(words & others) / shorter if shorter else 0.0
    return share >= (enough if actors & their_actors else NEARLY)


def one_event(a: Dated, b: Dated) -> bool:
    """Whether two dated things tell one coded event of one date; both as to come, or both as done."""
    same = a.event is not None and a.event == b.event and a.date.value == b.date.value
    return same and (a.status == "planned") == (b.status == "planned")


def turned(a: Dated, b: Dated) -> bool:
    """Whether two hostile acts run in opposite directions: who acts in one is named in the other and does not act there ("Veldania expelled
    Osmark's envoy", "Osmark expelled two diplomats").
    """
    hostile = all(d.coded is not None and d.coded.report.quad_code >= HOSTILE for d in (a, b))
    return hostile and bool((a.doers & b.named or b.doers & a.named) and not a.doers & b.doers)


def narrow(groups: Sequence[list[Dated]]) -> list[list[Dated]]:
    """Put a group of a vaguer date into the one group of the same event that lies in its days and has accounts of its own."""
    homes: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for event in sorted({d.event for d in group if d.event}):
            homes[event].append(n)
    moved: dict[int, int] = {}
    for wide, group in enumerate(groups):
        inside = {
            n
            for event in sorted({d.event for d in group if d.event})
            for n in homes[event]
            if n != wide and within(groups[n][0].date, group[0].date)
        }
        if len(inside) == 1:
            (home,) = inside
            apart = not {d.place.doc for d in groups[home]} & {d.place.doc for d in group}
            if apart and (standing_of(groups[home]) == "planned") == (standing_of(group) == "planned"):
                moved[wide] = home
    joined = [list(g) for g in groups]
    for wide, home in moved.items():
        if home not in moved:
            joined[home].extend(groups[wide])
            joined[wide] = []
    return [g for g in joined if g]


def within(inner: DateValue, outer: DateValue) -> bool:
    """Whether all days of one date lie in another, wider one."""
    (first, last), (start, end) = bounds(inner.value or ""), bounds(outer.value or "")
    return start <= first and last <= end and (first, last) != (start, end)


def make_entries(groups: Sequence[Sequence[Dated]], accounts: Accounts, acts: CodedActs) -> list[TimelineEntry]:
    """Build the records of a story's happenings, each event's undated reports with the one entry that they fit."""
    beside: dict[int, list[Place]] = defaultdict(list)
    homes: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for event in sorted({d.event for d in group if d.event}):
            homes[event].append(n)
    for event, numbers in sorted(homes.items()):
        for coded in acts.by_event[event]:
            fitting = [n for n in numbers if may_tell(coded, groups[n]) and tells_alike(coded, groups[n], accounts)]
            if len(fitting) == 1:
                beside[fitting[0]].append(accounts.clip(coded.doc, coded.report.start, coded.report.end))
    return [make_entry(group, beside[n]) for n, group in enumerate(groups)]


def tells_alike(coded: Coded, group: Sequence[Dated], accounts: Accounts) -> bool:
    """Whether an undated report has words like some dated telling of its event: link.events compares no words, and a war has many attacks."""
    where = (coded.doc, coded.report.start, coded.report.end)
    words, actors = content(accounts.words(*where)), frozenset(accounts.actors_in(*where))
    enough = OVER_AND_OVER if coded.event.event_type in REPEATED else ALIKE
    return any(like_words(words, actors, d.words, d.actors, enough) for d in group)


def may_tell(coded: Coded, group: Sequence[Dated]) -> bool:
    """Whether a report without a day of its own may tell a dated happening: in the same story, both to come or both not, and no day against it."""
    docs = {d.place.doc for d in group}
    if coded.doc in docs or coded.account.date.precision != "open" or coded.event.story != group[0].story:
        return False
    if coded.ahead != (standing_of(group) == "planned") or "historical" in coded.account.auxiliary:
        return False
    return holds(coded.account.date, group[0].date)


def standing_of(group: Sequence[Dated]) -> str:
    """Return the most definite standing that an account gives."""
    return min((d.status for d in group), key=RANK.index)


def holds(interval: EventDate, date: DateValue) -> bool:
    """Whether the days of a date may lie in an interval that is open at one end."""
    first, last = bounds(date.value or "")
    return (interval.start is None or interval.start <= last) and (interval.end is None or first <= interval.end)


def make_entry(group: Sequence[Dated], beside: Sequence[Place]) -> TimelineEntry:
    """Build the record of one happening: one place an account, the most definite status, the narrowest date. beside: undated reports of its event."""
    best = min(group, key=lambda d: (width(d.date), d.date.status != "stated", d.place))
    places: dict[str, Place] = {}
    for place in (*sorted(d.place for d in group), *sorted(beside)):
        places.setdefault(place.doc, place)
    return TimelineEntry(
        id=make_id("e", best.date.value, sorted({d.record for d in group})),
        date=best.date,
        status=standing_of(group),
        places=tuple(sorted(places.values())),
        times=tuple(sorted({t for d in group for t in d.times})),
        story=best.story,
        actors=tuple(sorted({a for d in group for a in d.actors})),
        records=tuple(sorted({d.record for d in group})),
        events=tuple(sorted({d.event for d in group if d.event})),
    )


def width(date: DateValue) -> tuple[int, int]:
    """Return what orders dates from narrow to wide: an interval after a day, a month or year (fewer characters) after both."""
    value = date.value or ""
    return (len(value) < len("2031-05-13"), "/" in value) if value else (2, 0)
