"""Numbers and dates in the accounts' own clauses: the same verb with the same counted thing, or the same verb about the same issue, told with
another number or date.

Only clauses of one story are compared, and only where verb and thing agree: "turned back 14 ships" with "nine ships have been turned back".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.compare.calendar import bounds, resolve_time
from crosswire.compare.deed_differences import PASSING, apart
from crosswire.compare.deeds import UNTOLD, load_families, load_rungs
from crosswire.compare.differences import Scene, label
from crosswire.compare.telling_differences import HEDGE, NUMBER, NUMBER_WORDS
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Act, DateValue, Difference, Issue, Side, Story

Counted = tuple[str, str, int, int]
"""A number as digits, its bound (least, most, about or ""), and the place from the number to what it counts."""

CURRENCY = ("£", "$", "€", "¥")
UNIT = re.compile(r"\s?(?:hundred|thousand|million|billion|trillion|m|bn|tn|%|per cent|percent)\b|%")
LEAST = re.compile(r"\b(?:more than|over|at least|no (?:less|fewer) than|above|exceeding)\s+\W?$", re.IGNORECASE)
MOST = re.compile(r"\b(?:up to|less than|fewer than|under|at most|no more than)\s+\W?$", re.IGNORECASE)

CLOSE = 0.1
"""Share by which a number told as "about" may be off another."""

WISHED = {"asked", "threatened", "refused", "denied", "considered"}
"""Rungs of a governing word under which two numbers may be two parties' wishes."""

FARTHEST = 4.0
"""Times that one number may be the other and still count the same things: a ledger's 14 ships and a radio's nine, not six dead and 1,400."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where, when and by whom something is told to have happened. past: years other than the document's own."""

    day: str | None
    past: frozenset[str]
    places: frozenset[str]
    doers: frozenset[str]
    speakers: frozenset[str]
    governed_by: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A clause that counts something."""

    doc: str
    act: Act
    counted: Counted
    setting: Setting


def compare_slots(scene: Scene, topics: Topics, issues: dict[str, Issue]) -> Iterator[Difference]:
    """Yield the differences of number and date between clauses of each story."""
    for story in scene.stories:
        acts = [
            (doc, act)
            for doc in sorted(story.docs)
            if doc in scene.accounts.readings
            for act in scene.accounts.acts(doc)
            if act.lemma not in load_kind("light") and in_body(doc, act, scene)
        ]
        yield from compare_counts(acts, story, scene)
        yield from compare_days(acts, story, scene, topics, issues)


def in_body(doc: str, act: Act, scene: Scene) -> bool:
    """Whether a clause stands in the body."""
    sentence = scene.accounts.sentence_at(doc, act.verb[0])
    return sentence is not None and sentence.where == "body"


def find_counts(doc: str, act: Act, scene: Scene) -> dict[str, Counted]:
    """Return counted noun stem -> number, in a clause's subject and object. Of money the currency's sign is the noun; "two of them" counts
    part of some other number and is left out.
    """
    text = scene.accounts.documents[doc].text
    found: dict[str, Counted] = {}
    for span in (act.subject, act.object):
        if span is None:
            continue
        times = scene.accounts.times_in(doc, [span])
        for match in NUMBER.finditer(text, *span):
            if any(t.start <= match.start() < t.end for t in times) or in_range(text, match.start(), match.end()):
                continue
            value = NUMBER_WORDS.get(match.group().lower(), match.group().lower().replace(",", "").replace(" ", ""))
            hedge = find_bound(text, match.start())
            sign = text[match.start() - 1 : match.start()]
            unit = UNIT.match(text, match.end())
            stop = unit.end() if unit else match.end()
            if sign in CURRENCY:
                found.setdefault(sign, (value + (unit.group() if unit else ""), hedge, match.start() - 1, stop))
                continue
            words = read_words(text, stop, min(span[1], stop + 40))[:2]
            if (
                not words
                or words[0][0].lower() in load_kind("filling")
                or words[0][0].lower() in load_kind("uncounted")
            ):
                continue
            noun = next((w for w in words if len(w[0]) > 2 and w[0].isalpha()), None)
            if noun is None or noun[0].lower() in load_kind("uncounted"):
                continue
            found.setdefault(stem(noun[0]), (value, hedge, match.start(), noun[2]))
    return found


def find_bound(text: str, start: int) -> str:
    """Return what stands before a number: "least" ("more than", "at least"), "most" ("up to", "fewer than"), "about", or ""."""
    before = text[max(0, start - 18) : start]
    if LEAST.search(before):
        return "least"
    if MOST.search(before):
        return "most"
    return "about" if HEDGE.search(before) else ""


def compatible(a: Counted, b: Counted) -> bool:
    """Whether two numbers can both hold: "more than 100" and 115 can."""
    left, right = as_number(a[0]), as_number(b[0])
    if a[0] == b[0]:
        return True
    if left is None or right is None:
        return False
    low, high = (a, b) if left < right else (b, a)
    near = "about" in (a[1], b[1]) and abs(left - right) <= CLOSE * max(left, right)
    return low[1] == "least" or high[1] == "most" or near


def as_number(value: str) -> float | None:
    """Return a value of digits as a number, else None."""
    try:
        return float(value)
    except ValueError:
        return None


def in_range(text: str, start: int, end: int) -> bool:
    """Whether a number is one end of a range ("2-3"): such a one fits more than one other number."""
    return text[end : end + 1] in ("-", "–") or (start > 0 and text[start - 1] in "-–")


def compare_counts(acts: Sequence[tuple[str, Act]], story: Story, scene: Scene) -> Iterator[Difference]:
    """Another number of the same things in the same act. Of what happens more than once ("killed") only tellings of one day and place."""
    told: dict[tuple[str, str, bool, bool], list[Telling]] = defaultdict(list)
    for doc, act in acts:
        if act.verb[0] < act.verb[1] and UNTOLD.match(scene.accounts.documents[doc].text, *act.verb):
            continue
        for noun, counted in find_counts(doc, act, scene).items():
            ahead = act.modality in ("future", "intended", "hypothetical")
            told[act.lemma, noun, act.negated, ahead].append(Telling(doc, act, counted, setting_of(doc, act, scene)))
    for (lemma, _, _, _), tellings in sorted(told.items()):
        group = one_event(tellings, lemma, scene)
        if scene.voices(t.doc for t in group) < 2:
            continue
        sides = {t.doc: show(t, scene) for t in group}
        first = group[0]
        begin = min(first.act.start, first.counted[2], first.act.subject[0] if first.act.subject else first.act.start)
        yield scene.make(
            "number",
            label(scene.accounts.words(first.doc, begin, first.act.end)),
            scene.one_voice_each(sides),
            basis=f"the same verb ({lemma}) with another number",
            story=story.id,
        )


def show(telling: "Telling", scene: Scene) -> Side:
    """Return the side of one telling: its clause with the number in it."""
    act, counted = telling.act, telling.counted
    begin = min(act.start, counted[2], act.subject[0] if act.subject else act.start)
    return scene.side(telling.doc, begin, max(act.end, counted[3]), (counted[2], counted[3]))


def one_event(tellings: Sequence["Telling"], lemma: str, scene: Scene) -> list["Telling"]:
    """Return the tellings, one a document, of which each fits another account's setting and gives a number that cannot be the same; empty if none."""
    strict = family_of_verb(lemma) in PASSING
    chosen: dict[str, Telling] = {}
    for n, one in enumerate(tellings):
        for other in tellings[n + 1 :]:
            if scene.voices([one.doc, other.doc]) < 2 or compatible(one.counted, other.counted):
                continue
            if same_setting(one, other, strict=strict) and not beyond(one, other):
                chosen.setdefault(one.doc, one)
                chosen.setdefault(other.doc, other)
    repeated = {t.doc for t in tellings if sum(u.doc == t.doc and u.counted[0] != t.counted[0] for u in tellings)}
    if strict:  # an account that counts several such events cannot be laid beside one that counts one
        chosen = {doc: t for doc, t in chosen.items() if doc not in repeated}
    numbers = {t.counted[0] for t in chosen.values()}
    return [chosen[d] for d in sorted(chosen)] if len(numbers) > 1 else []


def beyond(one: "Telling", other: "Telling") -> bool:
    """Whether two numbers are so far apart that they count different things."""
    left, right = as_number(one.counted[0]), as_number(other.counted[0])
    return bool(left and right) and max(left or 0, right or 0) > FARTHEST * min(left or 1, right or 1)


def family_of_verb(lemma: str) -> str | None:
    """Return the family of deeds of a verb."""
    return load_families().get(stem(lemma))


def setting_of(doc: str, act: Act, scene: Scene) -> "Setting":
    """Return where and when a clause is set: names of places in its sentence, its days, years that its sentence names, and who does it."""
    accounts = scene.accounts
    sentence = accounts.sentence_at(doc, act.verb[0])
    span = (sentence.start, sentence.end) if sentence else (act.start, act.end)
    times = accounts.times_in(doc, [span])
    published = accounts.published.get(doc, DateValue())
    days = [d for t in times if t.id in act.times and (d := resolve_time(t, published, times)) and d.value]
    past = frozenset(str(t.year) for t in times if t.year and (published.value or "")[:4] != str(t.year))
    places = frozenset(
        w.lower()
        for m in accounts.mentions_in(doc, *span)
        if m.type in ("place", "state") and not m.stands_for
        for w, _, _ in read_words(accounts.words(doc, m.start, m.end), 0, m.end - m.start)
        if w[0].isupper()
    )
    doers = frozenset(accounts.parties(accounts.actors_of(doc, act.subjects)))
    speakers = frozenset(accounts.speakers.get(act.quotation, ())) if act.quotation else frozenset()
    return Setting(days[0].value if len(days) == 1 else None, past, places, doers, speakers, act.governed_by)


def same_setting(one: "Telling", other: "Telling", *, strict: bool) -> bool:
    """Whether two clauses can be of one event; with `strict` they must say so, by a day or a place that both name."""
    a, b = one.setting, other.setting
    if a.past != b.past:
        return False
    if a.day and b.day and apart(a.day, b.day):
        return False
    if a.doers and b.doers and not a.doers & b.doers:
        return False
    if a.speakers and b.speakers and not a.speakers & b.speakers:
        return False
    if not strict:
        return (
            a.governed_by == b.governed_by
            or not {load_rungs().get(stem(g)) for g in (a.governed_by, b.governed_by) if g} & WISHED
        )
    if a.places and b.places and not a.places & b.places:
        return False
    return bool(a.day and b.day) or bool(a.places & b.places) or bool(a.doers & b.doers)


def compare_days(
    acts: Sequence[tuple[str, Act]], story: Story, scene: Scene, topics: Topics, issues: dict[str, Issue]
) -> Iterator[Difference]:
    """Another date of the same act about the same issue."""
    told: dict[tuple[str, str], dict[str, tuple[Act, DateValue]]] = defaultdict(dict)
    for doc, act in acts:
        spots = [s for s in topics.inside(doc, act.start, act.end) if s[0] < act.verb[0]]
        spots = (
            spots[:1]
            or topics.inside(doc, act.start, act.end)
            or [s for s in topics.around(doc, (act.start, act.end)) if s[0] < act.start]
        )
        times = [t for t in scene.accounts.readings[doc].times if t.id in act.times]
        if act.quotation:  # "tonight" of a speech is not counted from the day on which it was printed
            times = [t for t in times if t.offset is None and t.weekday is None]
        dates = [
            d
            for t in times
            if (d := resolve_time(t, scene.accounts.published.get(doc, DateValue()), times)) and d.value
        ]
        if spots and len(dates) == 1 and dates[0].precision == "day":
            told[act.lemma, spots[-1][2]].setdefault(doc, (act, dates[0]))
    for (lemma, issue), by_doc in sorted(told.items()):
        values = sorted({d.value or "" for _, d in by_doc.values()})
        if scene.voices(by_doc) < 2 or len(values) < 2 or not clash(values):
            continue
        sides: dict[str, Side] = {doc: scene.side(doc, act.start, act.end) for doc, (act, _) in by_doc.items()}
        if family_of_verb(lemma) in PASSING - {"exercise"}:
            continue
        about = issues[issue].name
        yield scene.make(
            "date",
            about,
            scene.one_voice_each(sides),
            issue=issue,
            basis="the same verb on the same issue: " + "; ".join(values),
            story=story.id,
        )


def clash(values: Sequence[str]) -> bool:
    """Whether dates cannot all be one: no day in common, or spans that begin alike and end differently."""
    pairs = [(a, b) for n, a in enumerate(values) for b in values[n + 1 :]]
    return any(apart(a, b) or ("/" in a and "/" in b and bounds(a)[0] == bounds(b)[0]) for a, b in pairs)
