"""Whether two reports tell one event: kind of act, sides, days, and for what happens often also where, how many and in which words.

A false "same" costs more than a missed one: wars bring many strikes by one side on the other, and outlets that tell of two of them agree in kind and
sides. So reports of such acts are one only where the day, a place, a number or the words say so, and never where these part them.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.model import EventDate, EventParty, EventReport, Mention, TimeExpression
from crosswire.model.anchoring import parse_day

FAMILIES = {"THREATEN": "warn", "REQUEST": "warn", "CONCEDE": "yield", "RETREAT": "yield"}
"""Types that outlets use for one act: what one calls a warning the other calls a demand."""
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
REPEATED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID"})
"""Types of acts that are done again and again to the same side."""
LONG = 3
"""Days from which on an interval is a stretch in which something was done, not the day of an act."""
ALIKE = 0.4
"""Share of the shorter clause's words that the other holds too, from which their words agree. Tuned by eye on two stories of war."""
FEWEST = 2
"""Words that must be shared at least."""
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})
ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
"""Sectors that act for a state, which its name stands for."""
STEM = 5
"""Letters by which words are compared: "Osmark" and "Osmarkian" are one."""
WORD = re.compile(r"[^\W\d_]{4,}")
NAME = re.compile(r"[^\W\d_a-z][\w'’-]{2,}")
NUMBER = re.compile(r"(?<![\d.,:])\d{1,3}(?:,\d{3})*(?![\d:]|[.,]\d)")
_SMALL = "two three four five six seven eight nine ten eleven twelve"
SMALL = {w: n for n, w in enumerate(_SMALL.split(), 2)}
_EMPTY = """that this with from have been were will would which their they them when after before into over also said says told about more than while where
what other some such only under during against between because could should being there these those since still later earlier officials"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing of what happened."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a report's clause says beside its sides and day: names of places, numbers, stems of its words."""

    places: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its sides and date. persons: actor ids of the persons among its sides, by country."""

    doc: str
    report: EventReport
    actors: tuple[EventParty, ...]
    recipients: tuple[EventParty, ...]
    date: EventDate
    auxiliary: tuple[str, ...]
    persons: Mapping[str, frozenset[str]]
    details: Details = field(default_factory=Details)

    @property
    def family(self) -> str:
        """The kind of act, under which reports are compared."""
        kind = self.report.event_type or self.report.cameo[:2]
        return FAMILIES.get(kind, kind)


def details_of(report: EventReport, text: str, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> Details:
    """Return the details of a report's clause. Names are left out of its words, times of its numbers."""
    names = [m for m in mentions if report.start <= m.start < report.end and m.kind == "name"]
    dates = [t for t in times if report.start <= t.start < report.end]
    places = frozenset(" ".join(text[m.start : m.end].split()).casefold() for m in names if m.type == "place")

    def outside(at: int, stretches: Sequence[Mention] | Sequence[TimeExpression]) -> bool:
        return not any(s.start <= at < s.end for s in stretches)

    words = [(m.start() + report.start, m[0].lower()) for m in WORD.finditer(text[report.start : report.end])]
    counts = {SMALL[w] for at, w in words if w in SMALL and outside(at, dates)}
    for m in NUMBER.finditer(text[report.start : report.end]):
        if outside(report.start + m.start(), dates):
            counts.add(int(m[0].replace(",", "")))
    kept = frozenset(w[:STEM] for at, w in words if w not in EMPTY and outside(at, names) and outside(at, dates))
    return Details(places, frozenset(counts - {0, 1}), kept)


def agree(left: Told, right: Told) -> bool:
    """Whether two reports of one kind of act in one story tell one event: their sides, days and details do not conflict, and say enough."""
    if ("future" in left.auxiliary) != ("future" in right.auxiliary) and left.family != right.family:
        return False
    if ("hypothetical" in left.auxiliary) != ("hypothetical" in right.auxiliary):
        return False
    if not days_meet(left.date, right.date) or is_stretch(left) != is_stretch(right):
        return False
    if any(people.isdisjoint(right.persons.get(country, people)) for country, people in left.persons.items()):
        return False  # two ministers of one state met, or said, two things
    if left.report.event_type == right.report.event_type and not same_way(left.report, right.report):
        return False
    if is_session(left) != is_session(right) and (is_between_two(left) or is_between_two(right)):
        return False  # a session of a council is not the talk that two of its members had
    if is_session(left) and is_session(right) and are_apart(left.details.places, right.details.places):
        return False
    straight = meet(left.actors, right.actors) and meet(others(left), others(right))
    mutual = (left.report.event_type or "") in SYMMETRIC and meet(
        (*left.actors, *left.recipients), (*right.actors, *right.recipients)
    )
    return (straight or mutual) and (not needs_details(left, right) or details_meet(left, right))


def needs_details(left: Told, right: Told) -> bool:
    """Whether kind, sides and days are too little to tell one event by: what is done often, or to nobody who is named."""
    return (left.report.event_type or "") in REPEATED or not (left.recipients or left.report.reciprocal)


def details_meet(left: Told, right: Told) -> bool:
    """Whether two reports share a day, a place, a number or their words, and neither places nor numbers part them."""
    ours, theirs = left.details, right.details
    shared_place = not ours.places.isdisjoint(theirs.places)
    if are_apart(ours.places, theirs.places):
        return False
    shared_number = not ours.numbers.isdisjoint(theirs.numbers)
    shared_words = len(ours.words & theirs.words)
    alike = shared_words >= FEWEST and shared_words >= ALIKE * min(len(ours.words), len(theirs.words))
    if ours.numbers and theirs.numbers and not (shared_number or shared_place or alike):
        return False
    return is_one_date(left, right) or shared_place or shared_number or alike


def are_apart(left: Collection[str], right: Collection[str]) -> bool:
    """Whether two reports both name places, and no common one."""
    return bool(left) and bool(right) and set(left).isdisjoint(right)


def is_one_date(left: Told, right: Told) -> bool:
    """Whether two dates are known and the same: of what is done often one day, else a month or a year will do."""
    ours, theirs = ((told.date.start, told.date.end) for told in (left, right))
    if None in ours or ours != theirs:
        return False
    return ours[0] == ours[1] or (left.report.event_type or "") not in REPEATED


def is_stretch(told: Told) -> bool:
    """Whether a report tells of a stretch in which something was done, not of a day: an interval of more than some days; but a month or a year
    of what is done once only leaves its day open.
    """
    if told.date.precision in {"month", "year"} and (told.report.event_type or "") not in REPEATED:
        return False
    start, end = parse_day(told.date.start), parse_day(told.date.end)
    return start is not None and end is not None and (end - start).days > LONG


def is_session(told: Told) -> bool:
    """Whether a report tells that a body met, not its people."""
    return told.report.mode == "multilateral" and not told.persons


def is_between_two(told: Told) -> bool:
    """Whether a report tells what persons of two sides did together."""
    return told.report.event_type == "CONSULT" and len(told.persons) > 1


def others(told: Told) -> tuple[EventParty, ...]:
    """Return the recipients that are not of the actors' own state, if there are such."""
    own = {p.country for p in told.actors if p.country}
    return tuple(p for p in told.recipients if p.country not in own) or told.recipients


def same_way(left: EventReport, right: EventReport) -> bool:
    """Whether two reports of one type may tell one act: their modes agree, and what is promised. (How people met, outlets tell differently.)"""
    if left.event_type == "CONSULT":
        return True
    if left.event_type == "AGREE":
        return left.cameo == right.cameo or "030" in (left.cameo, right.cameo)
    return left.mode is None or right.mode is None or left.mode == right.mode


def meet(left: Sequence[EventParty], right: Sequence[EventParty]) -> bool:
    """Whether two sides may be the same: the same countries or names, and of each no different kinds of people."""
    if not left or not right:
        return not left and not right
    if not all(any(is_alike(p, q) for q in right) for p in left) or not all(
        any(is_alike(p, q) for p in left) for q in right
    ):
        return False
    return all(
        sectors_meet([p for p in left if p.country == c], [p for p in right if p.country == c])
        for c in sorted({p.country for p in left if p.country})
    )


def is_alike(left: EventParty, right: EventParty) -> bool:
    """Whether two parties may be one: of one country, which one of them acts for, or of one name ("Osmark", "Osmark's navy")."""
    if left.country or right.country:
        return left.country == right.country and (is_organ(left) or is_organ(right) or is_one_name(left, right))
    return is_one_name(left, right)


def is_organ(party: EventParty) -> bool:
    """Whether a party acts for its state, or is a body of states."""
    return party.country in BODIES or bool(ORGANS & set(party.sectors))


def is_one_name(left: EventParty, right: EventParty) -> bool:
    """Whether two parties are one actor, or one's name stands in the other's; those without a name, whether their last word is the same."""
    if left.actor is not None and left.actor == right.actor:
        return True
    ours, theirs = (frozenset(w[:STEM].casefold() for w in NAME.findall(p.name)) for p in (left, right))
    if ours and theirs:
        return ours <= theirs or theirs <= ours
    return not ours and not theirs and left.name.split()[-1:] == right.name.split()[-1:]


def sectors_meet(left: Collection[EventParty], right: Collection[EventParty]) -> bool:
    """Whether the people of one country on two sides may be the same: a government and its army may, a government and its opposition not."""
    ours, theirs = ({s for p in side for s in p.sectors} for side in (left, right))
    return not ours or not theirs or bool(ours & theirs) or (bool(ours & ORGANS) and bool(theirs & ORGANS))


def days_meet(left: EventDate, right: EventDate) -> bool:
    """Whether two intervals have a day in common; what is unknown conflicts with nothing."""
    starts, ends = parse_day(left.start), parse_day(right.end)
    if starts and ends and starts > ends:
        return False
    starts, ends = parse_day(right.start), parse_day(left.end)
    return not (starts and ends and starts > ends)
