"""Positions: where a party stands on an issue at a time, each with the words that say so.

Evidence comes from what is said (quotations) and from what is done (clauses whose subject is a party). The party is the state or body for which
the speaker speaks. No stance is made up from silence, and no position stands without a place.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.compare.accounts import LONGEST, Accounts
from crosswire.compare.calendar import resolve_time
from crosswire.compare.governed import Governed, Governor, constructive, weigh_issues
from crosswire.compare.spokesmen import official, parties_of_subject
from crosswire.compare.stance_words import Signed, find_condition, find_signed, load_stances
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import (
    Act,
    Actor,
    Attribution,
    Document,
    Issue,
    Place,
    Position,
    Published,
    Quotation,
    Reading,
    Span,
    Statement,
    Story,
    make_id,
)

STRENGTH = {"attitude": 3, "deed": 3, "quality": 2, "ask": 1, "undo": 1, "talk": 1}
"""What a word's role counts when two readings of one party, issue and time disagree."""

BESIDE = 40
"""Characters after a clause's verb in which a word of attitude is the clause's own ("declared a moratorium"), not of something it mentions."""

ATTRIBUTIVE = frozenset(["opposed"])
"""Participles that say an attitude without a clause of their own ("firmly opposed to")."""

ALLOWING = frozenset(["allow", "allows", "allowed", "permit", "permits", "permitted"])
"""Verbs that show a stance only where they are denied: who "must be allowed" something has not asked for it."""

WEIGHTY = frozenset(["important", "essential", "vital", "necessary"])
"""Adjectives that wish for something only before "to", "that" or "for"."""

ENDLESS = re.compile(r"as long as (?:it takes|necessary|needed|possible)", re.IGNORECASE)
DEPENDS = re.compile(r"depend|conditional|subject|hinge|contingent", re.IGNORECASE)
FIRST = frozenset(
    ["we", "i", "our", "my", "ours", "our government", "my government", "his government", "her government"]
)

MINORITY = 0.5
"""A stance with less than this share of the strength of its opposite, for the same party, issue and time, is taken for a misreading."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch in which one party says or does something: `scan` is where the words are read, `place` what is shown."""

    doc: str
    scan: Span
    place: Place
    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    quotation: str | None = None
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading of a stance, before those of one party, issue and time are joined."""

    party: str
    issue: str
    stance: str
    date: str | None
    place: Place
    strength: int
    speakers: tuple[str, ...]
    quotation: str | None
    condition: Place | None
    words: tuple[str, ...]


def find_positions(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    issues: Sequence[Issue],
) -> tuple[Position, ...]:
    """Return the positions of all parties, sorted by issue (in the order given), party and date."""
    accounts = Accounts(
        documents=documents,
        readings=readings,
        stories=stories,
        published=published,
        actors=actors,
        attributions=attributions,
    )
    topics = Topics(accounts, issues)
    findings: list[Finding] = []
    for reading in sorted(accounts.readings.values(), key=lambda r: r.doc):
        for unit in find_units(reading, accounts):
            findings.extend(read_unit(unit, accounts, topics))
    order = {issue.id: n for n, issue in enumerate(issues)}
    positions = join_findings(findings)
    return tuple(sorted(positions, key=lambda p: (order.get(p.issue, len(order)), p.party, p.date or "", p.stance)))


def find_units(reading: Reading, accounts: Accounts) -> Iterator[Unit]:
    """Yield the stretches of a document's body in which a party says or does something."""
    for quotation in reading.quotations:
        speakers = accounts.speakers.get(quotation.id, ())
        parties = official(quotation, speakers, reading, accounts)
        if parties and quotation.where == "body" and quotation.nested_in is None and not quotation.negated:
            yield from quotation_units(quotation, reading, accounts, speakers, parties)
    contents = [c for q in reading.quotations for c in q.content]
    conditions = [a.condition for a in reading.acts if a.condition]
    cues = [c for q in reading.quotations for c in q.cue]
    for act in reading.acts:
        start, end = act.verb
        where = accounts.sentence_at(reading.doc, start)
        if (
            where is None
            or where.where != "body"
            or any(a <= start < b for a, b in contents)
            or any(a < end and start < b for a, b in cues)
        ):
            continue
        if any(a <= start < b for a, b in conditions):
            continue  # what somebody else's step waits for is no position
        doers, parties = parties_of_subject(act, reading, accounts)
        if parties:
            first = min(start, act.subject[0] if act.subject else start)
            last = max(end, next((a for a, b in contents if end <= a < act.end), act.end))
            yield Unit(
                reading.doc,
                (start, last),
                accounts.clip(reading.doc, first, last, start),
                parties,
                tuple(doers),
                act=act,
            )


def quotation_units(
    quotation: Quotation, reading: Reading, accounts: Accounts, speakers: tuple[str, ...], parties: tuple[str, ...]
) -> Iterator[Unit]:
    """Yield a quotation's content sentence by sentence, with its cue where that stands right before it; a later fragment of the same
    sentence is shown with what was shown before it, since one fragment may be the subject and the next what is said of it.
    """
    cuts = [s.start for s in reading.sentences]
    first = True
    before_it: Span | None = None
    for start, end in quotation.content:
        edges = sorted({start, end} | {c for c in cuts if start < c < end})
        for a, b in itertools.pairwise(edges):
            scan, shown = a, a
            before = [s for s, _ in (*quotation.cue, *quotation.source) if s < a]
            if first and before and not quotation.cue[0][0] > a if quotation.cue else False:
                scan = min([s for s, _ in quotation.cue if s < a], default=a)
                shown = min(before)
                shown = shown if b - shown <= LONGEST else a
            elif before_it and b - before_it[0] <= LONGEST and not any(before_it[1] < c <= a for c in cuts):
                shown = before_it[0]
            first, before_it = False, (shown, b)
            yield Unit(
                reading.doc,
                (scan, b),
                accounts.clip(reading.doc, shown, b, a),
                parties,
                tuple(speakers),
                quotation=quotation.id,
            )


def read_unit(unit: Unit, accounts: Accounts, topics: Topics) -> Iterator[Finding]:
    """Yield the stances that a stretch shows towards what its words of stance govern: one a party and issue."""
    text = accounts.documents[unit.doc].text
    times = [(t.start, t.end) for t in accounts.readings[unit.doc].times]
    governor = Governor(unit.doc, accounts, topics)
    sentence = accounts.sentence_at(unit.doc, unit.scan[0])
    if sentence and text[sentence.start : sentence.end].rstrip(" \"”'’\n").endswith("?"):
        return  # a question takes no side
    condition = find_condition(text, *unit.scan, times)
    if condition and ENDLESS.match(text, condition[0]):
        condition = None
    beyond = [condition] if condition else []
    found: list[Governed] = []
    for signed in find_signed(text, *unit.scan):
        if any(a <= signed.start < b for a, b in beyond) or not counts(signed, unit, accounts):
            continue
        found.extend(governor.find(signed, unit.scan, beyond))
    for issue, total, words in weigh_issues(found):
        if all(w.role == "talk" for w in words):
            if issue in topics.plain:
                continue
            stance = "procedural"
        elif condition and waits(unit, condition, words, text):
            stance = "conditional"
        elif total:
            stance = "supports" if total > 0 else "opposes"
        else:
            continue
        yield from make_findings(unit, issue, stance, words, condition if stance == "conditional" else None, accounts)
    if condition:
        for issue in waiting_issues(unit, condition, accounts, topics) - {g.issue for g in found}:
            yield from make_findings(unit, issue, "conditional", (), condition, accounts)


def make_findings(
    unit: Unit, issue: str, stance: str, words: tuple[Signed, ...], condition: Span | None, accounts: Accounts
) -> Iterator[Finding]:
    """Yield one finding for each party of a stretch."""
    for party in unit.parties:
        yield Finding(
            party=party,
            issue=issue,
            stance=stance,
            date=date_of(unit, accounts),
            place=unit.place,
            strength=sum(STRENGTH[s.role] for s in words) or 1,
            speakers=tuple(s for s in unit.speakers if s != party),
            quotation=unit.quotation,
            condition=Place(unit.doc, *condition) if condition else None,
            words=tuple(s.word for s in words),
        )


def counts(signed: Signed, unit: Unit, accounts: Accounts) -> bool:
    """Whether a word of stance is the party's own, and in a narrator's clause the clause's own."""
    text = accounts.documents[unit.doc].text
    act = next((a for a in accounts.acts(unit.doc) if a.verb[0] <= signed.start < a.verb[1]), None)
    if signed.word[0].isupper() and signed.start > unit.scan[0] + 1:
        return False  # "Operation Pillar of the Strait"
    if re.search(r"\bas $", text[max(0, signed.start - 4) : signed.start]):
        return False  # "as opposed to"
    if signed.role in ("attitude", "deed") and act is None and signed.word.lower().endswith("ed"):
        return signed.word.lower() in ATTRIBUTIVE
    if signed.word.lower() in ("must", "should") and not carries_on(text, signed.end):
        return False
    if signed.word.lower() in WEIGHTY and not re.match(r" (?:to|that|for)\b", text[signed.end : signed.end + 6]):
        return False  # "the most important chokepoint"
    if signed.word.lower() in ALLOWING and not signed.negated:
        return False
    if signed.role in ("attitude", "deed") and any(
        a.lemma in load_kind("receiving") and a.verb[1] <= signed.start < a.end and signed.start - a.verb[1] < BESIDE
        for a in accounts.acts(unit.doc)
    ):
        return False  # who "faced criticism over the radar" criticised nothing
    if unit.act is not None:
        if signed.role not in ("attitude", "deed") or signed.start >= unit.act.verb[1] + BESIDE:
            return False
        if signed.word != "against" and any(
            unit.act.verb[1] <= a.verb[0] < signed.start for a in accounts.acts(unit.doc)
        ):
            return False
    if signed.role in ("attitude", "deed"):
        return is_own(signed, unit, accounts)
    return True


def carries_on(text: str, end: int) -> bool:
    """Whether what "must" or "should" be done is to keep to a thing or to be for or against it, and not some other step that only touches it."""
    words = [w.lower() for w, _, _ in read_words(text, end, min(len(text), end + 40))]
    first = next((w for w in words if w not in ("not", "be", "also", "now")), "")
    return (
        first in load_kind("keeping")
        or first in load_stances()
        or stem(first) in constructive()
        or first in ("exercise", "show")
    )


def waits(unit: Unit, condition: Span, words: tuple[Signed, ...], text: str) -> bool:
    """Whether a condition bears on a stance; an "if" beside a mere judgement or wish does not."""
    opened_by_if = text[condition[0] : condition[0] + 2].lower() == "if"
    weak = all(w.role in ("quality", "ask") for w in words)
    return not (opened_by_if and weak) and all(w.end <= condition[0] or opened_by_if for w in words)


def waiting_issues(unit: Unit, condition: Span, accounts: Accounts, topics: Topics) -> set[str]:
    """Return the issues of a step that the party itself will not take, or will take, on a condition ("will build no masts until ..."), and of
    what "will depend on" something.
    """
    text = accounts.documents[unit.doc].text
    found: set[str] = set()
    holders = [
        a for a in accounts.acts(unit.doc) if unit.scan[0] <= a.verb[0] <= condition[0] and a.end > condition[0] - 2
    ]
    if not holders:
        return found
    act = max(holders, key=lambda a: a.verb[0])
    if DEPENDS.match(text, condition[0]):
        spans = [act.subject] if act.subject and not act.negated else []
    elif act.modality in ("future", "intended") or (
        act.modality == "hypothetical" and (act.negated or not text[condition[0] :].lower().startswith("if"))
    ):
        doers = accounts.parties(accounts.actors_of(unit.doc, act.subjects))
        said = text[slice(*act.subject)].lower() if act.subject else ""
        if not set(doers) & set(unit.parties) and not (not doers and said in FIRST):
            return found
        spans = [act.object] if act.object else []
    else:
        return found
    for span in spans:
        spots = topics.inside(unit.doc, *span)
        found.update(s[2] for s in spots[:1])
    return found


def is_own(signed: Signed, unit: Unit, accounts: Accounts) -> bool:
    """Whether an attitude or deed is the party's own: no other party is the subject of its clause or its owner ("X's opposition")."""
    beside = [
        m
        for m in accounts.mentions_in(unit.doc, max(0, signed.start - 60), signed.end)
        if signed.start - 4 <= m.end <= signed.start or m.start < signed.start < m.end
    ]
    owners = accounts.parties(accounts.actors_of(unit.doc, [m.id for m in beside]))
    if owners and not set(owners) & set(unit.parties):
        return False
    for act in accounts.acts(unit.doc):
        if act.verb[0] <= signed.start < act.verb[1]:
            doers = accounts.parties(accounts.actors_of(unit.doc, act.subjects))
            if doers or act.subject is None or act is unit.act:
                return not doers or bool(set(doers) & set(unit.parties))
            said = accounts.words(unit.doc, *act.subject).lower()
            return said in FIRST or said in load_kind("pronoun")
    return True


def date_of(unit: Unit, accounts: Accounts) -> str | None:
    """Return when the position was shown, to the month: a time that the clause names in the past, else the document's date."""
    published = accounts.published.get(unit.doc)
    if published is None:
        return None
    sentence = accounts.sentence_at(unit.doc, unit.scan[0])
    if sentence is not None:
        near = [t for t in accounts.readings[unit.doc].times if unit.place.start <= t.start < unit.place.end]
        holding = {t for a in accounts.acts(unit.doc) if a.start <= unit.scan[0] < a.end for t in a.times}
        holding |= set(unit.act.times) if unit.act else set()
        for time in near:
            lead = accounts.words(unit.doc, max(unit.place.start, time.start - 60), time.start)
            if (unit.act and time.id not in holding) or re.search(r"\bsince\b", lead):
                continue
            value = resolve_time(time, published, near)
            if (
                value
                and value.value
                and published.value
                and value.value[:7] <= published.value[:7]
                and (time.month or time.year)
            ):
                return value.value[:7]
    return published.value[:7] if published.value else None


def join_findings(findings: Sequence[Finding]) -> list[Position]:
    """Join the findings of one party, issue, stance and time; drop a stance that its opposite outweighs."""
    groups: dict[tuple[str, str, str | None], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for f in findings:
        groups[f.party, f.issue, f.date][f.stance].append(f)
    positions = []
    for (party, issue, date), stances in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1], g[0][2] or "")):
        weight = {s: sum(f.strength for f in fs) for s, fs in stances.items()}
        for stance in sorted(stances):
            other = {"supports": "opposes", "opposes": "supports"}.get(stance)
            if other in weight and weight[stance] < MINORITY * weight[other]:
                continue
            if stance == "procedural" and len(stances) > 1:
                continue
            positions.append(make_position(party, issue, stance, date, stances[stance]))
    return positions


def make_position(party: str, issue: str, stance: str, date: str | None, findings: Sequence[Finding]) -> Position:
    """Build the record; the strongest evidence comes first."""
    ordered = sorted(findings, key=lambda f: (-f.strength, f.place))
    evidence = tuple(dict.fromkeys(f.place for f in ordered))
    return Position(
        id=make_id("o", party, issue, stance, date),
        party=party,
        issue=issue,
        stance=stance,
        date=date,
        evidence=evidence,
        quotations=tuple(sorted({f.quotation for f in findings if f.quotation})),
        speakers=tuple(sorted({s for f in findings for s in f.speakers})),
        condition=next((f.condition for f in ordered if f.condition), None),
        basis=tuple(dict.fromkeys(w for f in ordered for w in f.words)),
    )
