"""The timeline: what the accounts date, ordered by when it happened, not by when it was reported.

One entry is one dated deed or utterance over all accounts that date it alike. What has no date is left out; the story's own occasion is always
in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.background import is_pluperfect, is_recalled
from crosswire.compare.calendar import bounds, dates_a_clause, resolve_time
from crosswire.compare.clauses import is_to
from crosswire.compare.coded import CodedActs
from crosswire.compare.timeline_joins import Dated, add_coding, content, join_dated, make_entries
from crosswire.compare.words import load_kind
from crosswire.model import (
    Act,
    Actor,
    Attribution,
    CopyGroup,
    DateValue,
    Document,
    Event,
    Place,
    Published,
    Quotation,
    Reading,
    Statement,
    Story,
    TimeExpression,
    TimelineEntry,
    make_id,
)

NEAR_CLAUSE = 200
"""Characters before a clause in which its subject may stand and still be shown with it."""

STRETCH_FROM = re.compile(r"\b(?:from|between) (?:early |late )?$", re.IGNORECASE)
STRETCH_TO = re.compile(
    r"(?: (?:morning|afternoon|evening|night))? (?:to|until|till|into|through|and)\b[^,.;:]{0,30}", re.IGNORECASE
)
"""What stands before the near end of a stretch of time, and between its ends."""


def build_timeline(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    copies: Sequence[CopyGroup],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    events: Sequence[Event] = (),
) -> tuple[TimelineEntry, ...]:
    """Return the dated entries of each story in order of date, then of place.

    Times are anchored to each document's date (`published`); one that cannot be told is left out. Entries of one story with dates that
    fit, an actor in common and like words are joined, and those that tell one coded event.
    """
    accounts = Accounts(
        documents=documents,
        readings=readings,
        stories=stories,
        published=published,
        actors=actors,
        attributions=attributions,
    )
    acts = CodedActs(events, accounts.readings.values())
    entries: list[TimelineEntry] = []
    for story in sorted(stories, key=lambda s: s.id):
        dated = [
            add_coding(d, accounts, acts)
            for doc in sorted(story.docs)
            if doc in accounts.readings
            for d in find_dated(accounts.readings[doc], accounts, story.id, acts)
        ]
        entries.extend(make_entries(join_dated(dated), accounts, acts))
        occasion = make_occasion(story, accounts)
        if occasion is not None:
            entries.append(occasion)
    return tuple(sorted(entries, key=lambda e: (bounds(e.date.value or ""), e.story, e.places[:1], e.id)))


def find_dated(reading: Reading, accounts: Accounts, story: str, acts: CodedActs) -> Iterator[Dated]:
    """Yield the dated clauses and utterances of a document's body."""
    published = accounts.published.get(reading.doc, DateValue())
    text = accounts.documents[reading.doc].text
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for n, time in enumerate(reading.times):
        sentence = accounts.sentence_at(reading.doc, time.start)
        if sentence is not None and sentence.where == "body":
            by_sentence[sentence.start].append(n)
    for start, numbers in sorted(by_sentence.items()):
        beside = [reading.times[n] for n in numbers]
        sentence = accounts.sentence_at(reading.doc, start)
        for time in beside:
            act = clause_of(reading, time.id, time.start)
            if act is not None and is_to(act, text):
                time = replace(time, tense="future")
            date = resolve_time(time, published, beside)
            if date is None or date.value is None or sentence is None or not dates_a_clause(time, text):
                continue
            if is_spoken_now(time, reading) or ends_a_stretch(time, beside, text):
                continue
            quotation = saying(reading, time, sentence.start, sentence.end, text)
            if quotation is not None and quotation.speech and (quotation.future or not is_ahead(date, published)):
                yield make_said(quotation, date, time.start, time.end, accounts, reading.doc, story)
            elif act is not None:
                yield make_done(act, date, time.start, time.end, accounts, reading, story, published, acts)


def is_ahead(date: DateValue, published: DateValue) -> bool:
    """Whether a date begins after the day of its text."""
    return bool(published.value and date.value and bounds(date.value)[0] > bounds(published.value)[1])


def ends_a_stretch(time: TimeExpression, beside: Sequence[TimeExpression], text: str) -> bool:
    """Whether a time is the far end of "from Monday afternoon into the early hours of Tuesday", which the near end tells already."""
    return any(
        other.start < time.start
        and STRETCH_FROM.search(text[max(0, other.start - 12) : other.start])
        and STRETCH_TO.fullmatch(text[other.end : time.start])
        for other in beside
    )


def is_spoken_now(time: TimeExpression, reading: Reading) -> bool:
    """Whether a time is the "today" of direct speech, which is the speaker's day and mostly dates nothing."""
    spoken = (q for q in reading.quotations if q.type == "direct")
    return time.offset == 0 and any(a <= time.start < b for q in spoken for a, b in q.content)


def saying(reading: Reading, time: TimeExpression, start: int, end: int, text: str) -> Quotation | None:
    """Return the quotation whose cue's clause a time belongs to: same sentence, outside every content, no other clause's time."""
    at = time.start
    if any(a <= at < b for q in reading.quotations for a, b in q.content):
        return None
    near = [
        q
        for q in reading.quotations
        if q.cue and start <= q.cue[0][0] < end and q.where == "body" and q.nested_in is None
    ]
    best = min(near, key=lambda q: (abs(q.cue[0][0] - at), q.id), default=None)
    if best is None:
        return None
    between = sorted((at, best.cue[0][0]))
    if at < best.cue[0][0] and is_trailing(reading, best, time, text):
        return None
    verbs = [
        a
        for a in reading.acts
        if between[0] <= a.verb[0] < between[1] and not best.cue[0][0] <= a.verb[0] < best.cue[0][1]
    ]
    return best if not verbs else None


def is_trailing(reading: Reading, quotation: Quotation, time: TimeExpression, text: str) -> bool:
    """Whether a cue only trails the clause that a time stands in: another verb before the time carries it ("received her on Monday, and both said
    ..."; not "the figures published on Monday show ..."), if it is not sure which, then before a participle ("suspended its part in 2007, saying").
    """
    cue = quotation.cue[0]
    others = [a for a in reading.acts if not a.verb[0] <= cue[0] < a.verb[1] and a.verb[1] <= time.start]
    if any(time.id in a.times and not any(s <= a.verb[0] < e for s, e in quotation.source) for a in others):
        return True
    return any(time.start < a.end for a in others) and text[slice(*cue)].endswith("ing")


def clause_of(reading: Reading, time: str, at: int) -> Act | None:
    """Return the innermost clause that a time belongs to."""
    holding = [a for a in reading.acts if time in a.times or a.start <= at < a.end]
    return min(holding, key=lambda a: (a.end - a.start, a.start, a.id), default=None)


def attitude_of(act: Act, reading: Reading) -> Quotation | None:
    """Return the attitude (what an actor wants or believes) whose content or cue holds a clause's verb, where nobody says it."""
    at = act.verb[0]
    for quotation in reading.quotations:
        if quotation.speech:
            continue
        if act.quotation == quotation.id or (act.quotation is None and any(a <= at < b for a, b in quotation.cue)):
            return quotation
    return None


def make_said(
    quotation: Quotation, date: DateValue, start: int, end: int, accounts: Accounts, doc: str, story: str
) -> Dated:
    """Build the entry of an utterance on a named day."""
    spans = [*quotation.content, *quotation.cue, *quotation.source]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    place = accounts.clip(doc, min(first, start) if abs(first - start) < 200 else first, last, quotation.cue[0][0])
    speakers = accounts.speakers.get(quotation.id, ())
    status = standing_of(quotation)
    now = accounts.published.get(doc) or accounts.stories[story].date
    opens = in_opening(quotation.cue[0][0], accounts.readings[doc])
    if status in RECALLED and is_recalled(date, now, opens=opens):
        status = "reported earlier"
    return Dated(
        date=date,
        status=status,
        place=place,
        times=(Place(doc, start, end),),
        story=story,
        actors=frozenset(speakers),
        words=content(quotation.text),
        record=quotation.id,
    )


RECALLED = ("done", "announced")
"""Standings of which an account may tell as known: what was only said stays said."""


def in_opening(at: int, reading: Reading) -> bool:
    """Whether a code point stands in the first sentence of a document's body."""
    first = next((s for s in reading.sentences if s.where == "body"), None)
    return first is not None and first.start <= at < first.end


def standing_of(quotation: Quotation) -> str:
    """Return what an utterance on a named day is: planned, an announcement, an agreement that was reached, or just said."""
    if quotation.future:
        return "planned"
    if quotation.cue_lemma in load_kind("announcing"):
        return "announced"
    return "done" if quotation.cue_lemma == "agree" else "said"


def make_done(
    act: Act,
    date: DateValue,
    start: int,
    end: int,
    accounts: Accounts,
    reading: Reading,
    story: str,
    published: DateValue,
    acts: CodedActs,
) -> Dated:
    """Build the entry of a dated clause."""
    doc = reading.doc
    text = accounts.documents[doc].text
    spans = [s for s in (act.subject, act.object) if s and act.start - NEAR_CLAUSE <= s[0]]
    first = min([act.start, start] + [s[0] for s in spans])
    place = accounts.clip(doc, first, max(act.end, end), start)
    status = status_of(act, date, published, attitude_of(act, reading), is_to(act, text))
    coded = acts.of_act(doc, act.id)
    historical = coded is not None and "historical" in coded.account.auxiliary
    now = published if published.value else accounts.stories[story].date
    opens, past = in_opening(act.verb[0], reading), is_pluperfect(act, text)
    if status in RECALLED and is_recalled(date, now, opens=opens, historical=historical, pluperfect=past):
        status = "reported earlier"
    return Dated(
        date=date,
        status=status,
        place=place,
        times=(Place(doc, start, end),),
        story=story,
        actors=frozenset(accounts.actors_in(doc, place.start, place.end)),
        words=content(accounts.words(doc, place.start, place.end)),
        record=act.id,
    )


def status_of(
    act: Act, date: DateValue, published: DateValue, attitude: Quotation | None = None, planned: bool = False
) -> str:
    """Return planned, announced, reported or done.

    planned: it "is to" happen. attitude: whose content or cue the clause is; what is wished is planned, and what is believed reported: neither is
    done. What somebody says has happened is done; the accounts' own words say who says it.
    """
    if (
        is_ahead(date, published)
        or planned
        or act.modality in ("future", "intended", "hypothetical")
        or (act.governed_by or "") in load_kind("planning")
        or (attitude is not None and attitude.cue_lemma in load_kind("planning"))
    ):
        return "planned"
    if attitude is not None:
        return "reported"
    if act.lemma in load_kind("announcing"):
        return "announced"
    told = act.governed_by in load_kind("announcing")
    return "announced" if told and act.tense != "past" else "done"


def make_occasion(story: Story, accounts: Accounts) -> TimelineEntry | None:
    """Build the entry of the story's own occasion: its date, shown by each account's first sentence."""
    if story.date.value is None:
        return None
    places = []
    for doc in sorted(story.docs):
        reading = accounts.readings.get(doc)
        first = next((s for s in reading.sentences if s.where == "body"), None) if reading else None
        if first is not None:
            places.append(accounts.clip(doc, first.start, first.end))
    if not places:
        return None
    actors = sorted({a for p in places for a in accounts.actors_in(p.doc, p.start, p.end)})
    return TimelineEntry(
        id=make_id("e", story.id, "occasion"),
        date=story.date,
        status="reported",
        places=tuple(places),
        times=tuple(p for p in story.date.places if p.doc in story.docs),
        story=story.id,
        actors=tuple(actors),
    )
