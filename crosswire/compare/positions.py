"""Positions: where a party stands on an issue at a time, each with the words that say so.

Evidence comes from what is said (quotations) and from what is done (clauses whose subject is a party). The party is the state or body for which
the speaker speaks. No stance is made up from silence, and no position stands without a place.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.compare.accounts import LONGEST, Accounts
from crosswire.compare.calendar import dates_a_clause, resolve_time
from crosswire.compare.clause_stances import Stance
from crosswire.compare.spokesmen import is_unofficial, official, parties_of_subject
from crosswire.compare.stances import StanceReader
from crosswire.compare.targets import Target
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_groups, load_kind, load_words, read_words, stem
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
    Statement,
    Story,
    make_id,
)

STRENGTH = {"attitude": 3, "deed": 3, "make": 2, "judge": 2, "depend": 2, "ask": 2, "open": 1, "talk": 1}
"""What a stance's kind counts when two readings of one party, issue and time disagree."""

MINORITY = 0.5
"""A stance with less than this share of the strength of its opposite, for the same party, issue and time, is taken for a misreading."""

FIRST = frozenset(["we", "i", "our government", "my government", "our country", "my country", "our side"])
PREPOSITION = re.compile(
    r"\b(?:of|on|for|in|at|with|from|over|about|by) (?:the |a |an |its |their )?(?:[A-Z][\w’']* )?$"
)
OWN = re.compile(
    r"(?:his|her|its|their|the) (?:own )?(?:country|government|side|nation|state|administration|cabinet|party|"
    r"members|membership|leadership|leaders|deputies|delegation)"
)
"""What a speaker calls whom he speaks for."""

TAKEN_UP = re.compile(r"\b(?:the|this|that|these|those|such an?) $", re.IGNORECASE)
"""Words before a noun that takes up what was named before."""

PLACE_NAME = re.compile(r"[A-Z][a-z]+")
"""A name of one word: a place, which nobody means by "it" where he rejects something."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds a stance: parties, the actors who spoke or acted for them, and the quotation that says it."""

    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    quotation: Quotation | None = None


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
    words: str


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
    watched: Collection[str] = (),
) -> tuple[Position, ...]:
    """Return the positions of all parties, sorted by issue (in the order given), party and date. watched: names, in small letters, of parties
    that a person follows, whatever else they look like."""
    accounts = Accounts(
        documents=documents,
        readings=readings,
        stories=stories,
        published=published,
        actors=actors,
        attributions=attributions,
        watched=watched,
    )
    topics = Topics(accounts, issues)
    findings: list[Finding] = []
    for doc in sorted(accounts.readings):
        if topics.spots.get(doc):
            findings.extend(DocumentPositions(accounts.readings[doc], accounts, topics).read())
    order = {issue.id: n for n, issue in enumerate(issues)}
    positions = join_findings(findings)
    return tuple(sorted(positions, key=lambda p: (order.get(p.issue, len(order)), p.party, p.date or "", p.stance)))


class DocumentPositions:
    """Finds who stands where in one document."""

    def __init__(self, reading: Reading, accounts: Accounts, topics: Topics) -> None:
        self.reading, self.accounts, self.topics = reading, accounts, topics
        self.doc = reading.doc
        self.text = accounts.documents[reading.doc].text

    def read(self) -> Iterator[Finding]:
        """Yield what the document's stances say of the issues, a finding for each party."""
        for stance in StanceReader(self.reading, self.accounts).read():
            voice = self.voice(stance)
            if voice is None or not voice.parties:
                continue
            for issue, sign in self.issues_of(stance):
                name = self.name_of(stance, sign, issue, said=voice.quotation is not None)
                if name is not None:
                    yield from self.make(stance, voice, issue, name)

    # ------------------------------------------------------------------------------------------- who

    def voice(self, stance: Stance) -> Voice | None:
        """Return whose stance it is: the speaker's, where it is said of a thing or in the first person; the subject's, where it tells what a
        party does; nobody's, where one tells what another wants."""
        quotation = self.spoken(stance)
        if quotation is None:
            return self.acting(stance.holder) if stance.holder else None
        speakers = self.accounts.speakers.get(quotation.id, ())
        parties = official(quotation, speakers, self.reading, self.accounts)
        if quotation.nested_in is not None or quotation.negated:
            return None
        if stance.holder and self.is_reported(quotation) and (doing := self.acting(stance.holder)):
            return doing
        if not parties:
            return self.acting(stance.holder) if stance.holder and self.in_office(quotation) else None
        spoken = Voice(parties, tuple(speakers), quotation)
        if stance.holder is None:
            return spoken
        subject = stance.holder.subject
        said = self.text[slice(*subject)].lower() if subject else ""
        if said in FIRST or OWN.fullmatch(said):
            return spoken
        if said in ("it", "they") and set(speakers) & set(parties):
            return spoken  # "Osmark said it would ..."
        doing = self.acting(stance.holder)
        if doing is None:
            # "Osmark said it would ...": what "it" means was not found, and is hardly anybody else
            return spoken if said in ("it", "they") and not stance.holder.subjects else None
        own = tuple(p for p in doing.parties if p in parties)
        return Voice(own, tuple(speakers), quotation) if own else None

    def in_office(self, quotation: Quotation) -> bool:
        """Whether a quotation's source is told by an office, though not of which state ("President Tolvan said Veldania would leave")."""
        said = " ".join(self.text[a:b] for a, b in quotation.source).lower()
        if is_unofficial(said):
            return False
        roles = [r for s in self.accounts.speakers.get(quotation.id, ()) for r, _ in self.accounts.actors[s].roles]
        if roles:
            return not any(is_unofficial(r) for r in roles)
        return any(w in load_kind("office") for w in said.split())

    def is_reported(self, quotation: Quotation) -> bool:
        """Whether a quotation's source is nothing but the press, which tells what parties do ("accepted the plan, the state news agency reported")."""
        said = [w.lower() for a, b in quotation.source for w, _, _ in read_words(self.text, a, b)]
        return bool(said) and said[-1] in load_kind("press") and quotation.type == "indirect"

    def spoken(self, stance: Stance) -> Quotation | None:
        """Return the innermost speech in which a stance's words stand."""
        at = stance.act.verb[0] if stance.holder else stance.word[0]
        held = [
            q
            for q in self.reading.quotations
            if (q.speech or (stance.holder is None and q.cue_lemma in load_kind("believing")))
            and any(a <= at < b for a, b in q.content)
        ]
        return min(held, key=lambda q: (sum(b - a for a, b in q.content), q.id), default=None)

    def acting(self, act: Act) -> Voice | None:
        """Return the parties that are the subject of a clause."""
        doers, parties = parties_of_subject(act, self.reading, self.accounts)
        return Voice(parties, tuple(doers)) if parties else None

    # ------------------------------------------------------------------------------------------- on what

    def issues_of(self, stance: Stance) -> list[tuple[str, int]]:
        """Return the issues that a stance is about, each with the sign of the way to it: of what leads on, the first that is an issue, and
        what is listed beside it."""
        if stance.pronoun:
            return self.named_before(stance)
        led = [t for t in stance.targets if not t.listed]
        for number, target in enumerate(led):
            issue = self.issue_at(target, near=stance.kind != "open")
            if issue is None:
                continue
            beside = [t for t in stance.targets if t.listed] if number == len(led) - 1 else []
            more = [(other, t.sign) for t in beside if (other := self.issue_at(t)) is not None]
            return list(dict.fromkeys([(issue, target.sign), *more]))
        if led and self.is_echo(led[0]):
            return [(issue, sign * led[0].sign) for issue, sign in self.named_before(stance)]
        return self.treaty_before(stance, led[0]) if led and stance.act.lemma in load_kind("treating") else []

    def issue_at(self, target: Target, *, near: bool = True) -> str | None:
        """Return the issue that the head of a phrase names. near: a word of the same kind will do ("discussions" for "talks")."""
        around = self.topics.inside(self.doc, max(0, target.start - 80), target.end)
        word = self.text[target.start : target.end]
        if not word or stem(word.split()[-1]) in load_words("bearers.txt"):
            return None
        held = [s for s in around if s[0] < target.end <= s[1]]
        if held:
            return held[-1][2]
        group = load_groups("kin.tsv").get(stem(word.split()[-1])) if word.islower() and near else None
        return self.topics.kin_in(self.doc, group) if group else None

    def is_echo(self, target: Target) -> bool:
        """Whether a phrase only takes up what was named before ("this project", "the plan")."""
        words = self.text[target.start : target.end].lower().split()
        return (
            len(words) == 1
            and words[0] in load_kind("echoing")
            and bool(TAKEN_UP.search(self.text, max(0, target.start - 12), target.start))
        )

    def treaty_before(self, stance: Stance, target: Target) -> list[tuple[str, int]]:
        """Return the treaty that "the text" is where one ratifies it: the one named last before the verb."""
        word = self.text[target.start : target.end].split()[-1]
        if word not in load_kind("written"):
            return []
        treaties = [
            issue
            for start, end, issue in self.spots_before(stance)
            if stem(self.text[start:end].split()[-1]) in load_words("bodies.txt")
        ]
        return [(issue, target.sign) for issue in treaties[-1:]]

    def spots_before(self, stance: Stance) -> list[tuple[int, int, str]]:
        """Return the places of issues before a stance's words in its sentence, else in the one before."""
        sentence = self.accounts.sentence_at(self.doc, stance.word[0])
        around = self.topics.inside(self.doc, sentence.start, stance.word[0]) if sentence else []
        before = None if around else self.accounts.sentence_before(self.doc, stance.word[0])
        return self.topics.inside(self.doc, before.start, before.end) if before else around

    def named_before(self, stance: Stance) -> list[tuple[str, int]]:
        """Return the issue that a pronoun takes up, with the sign of the way to it: the one named last before the verb, in its sentence or the
        one before; turned round where a step out of it is named later than it."""
        around = [s for s in self.spots_before(stance) if not PLACE_NAME.fullmatch(self.text, s[0], s[1])]
        heads = [s for s in around if not PREPOSITION.search(self.text, max(0, s[0] - 20), s[0])] or around
        if not heads:
            return []
        between = self.text[heads[-1][1] : stance.word[0]].replace("-", "")
        away = any(w.lower() in load_kind("ending") for w, _, _ in read_words(between, 0, len(between)))
        return [(heads[-1][2], -1 if away else 1)]

    def name_of(self, stance: Stance, sign: int, issue: str, *, said: bool) -> str | None:
        """Return the name of a stance towards an issue, or None where it shows none. said: whether somebody says it; that parties will talk of a
        thing is told in plain news too."""
        if stance.kind == "open":
            return "conditional" if stance.condition else "open"
        if stance.kind == "depend":
            return "conditional"
        if stance.kind == "talk":
            return None if issue in (self.topics.talking if said else self.topics.plain) else "procedural"
        if stance.condition and stance.kind != "judge":
            return "conditional"
        plain = stance.kind == "make" or stance.act.lemma in load_kind("occasional")
        if plain and any(self.is_occasion(t) for t in stance.targets[:1]):
            return None
        total = stance.sign * sign
        return "supports" if total > 0 else "opposes" if total < 0 else None

    def is_occasion(self, target: Target) -> bool:
        """Whether a phrase names something that is held or done once, which nobody is for by doing it ("a meeting", "a raid")."""
        words = self.text[target.start : target.end].split()
        return bool(words) and stem(words[-1]) in load_words("occasions.txt")

    # ------------------------------------------------------------------------------------------- where and when

    def make(self, stance: Stance, voice: Voice, issue: str, name: str) -> Iterator[Finding]:
        """Yield one finding for each party."""
        place = self.place(stance, voice)
        condition = Place(self.doc, *stance.condition) if name == "conditional" and stance.condition else None
        for party in voice.parties:
            if self.is_itself(party, issue):
                continue
            yield Finding(
                party=party,
                issue=issue,
                stance=name,
                date=self.date_of(stance, place),
                place=place,
                strength=STRENGTH[stance.kind],
                speakers=tuple(
                    s for s in voice.speakers if self.accounts.actors[s].name != self.accounts.actors[party].name
                ),
                quotation=voice.quotation.id if voice.quotation else None,
                condition=condition,
                words=self.text[slice(*stance.word)],
            )

    def is_itself(self, party: str, issue: str) -> bool:
        """Whether an issue is the party by one of its names: nobody is for or against himself."""
        actor = self.accounts.actors[party]
        return self.topics.names[issue] in {n.casefold().removeprefix("the ") for n in (actor.name, *actor.aliases)}

    def place(self, stance: Stance, voice: Voice) -> Place:
        """Return what is shown: the clause, with who says it where that stands in the same sentence and the whole is not too long."""
        act = stance.act
        spans = [(act.start, act.end), act.verb, stance.word, *((t.start, t.end) for t in stance.targets[:1])]
        if stance.condition:
            spans.append(stance.condition)
        if stance.holder and stance.holder.subject:
            spans.append(stance.holder.subject)
        if voice.quotation:
            near = [f for f in voice.quotation.content if f[0] <= stance.word[0] < f[1]]
            sentence = self.accounts.sentence_at(self.doc, stance.word[0])
            for a, b in near:
                inside = (max(a, sentence.start), min(b, sentence.end)) if sentence else (a, b)
                spans.append(inside)
            for a, b in (*voice.quotation.cue, *voice.quotation.source):
                if sentence and sentence.start <= a < stance.word[0]:
                    spans.append((a, b))
        start, end = min(a for a, _ in spans), max(b for _, b in spans)
        if end - start > LONGEST:
            start, end = min(act.start, stance.word[0]), max(act.end, stance.word[1])
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.accounts.clip(self.doc, start, end, stance.word[0])

    def date_of(self, stance: Stance, place: Place) -> str | None:
        """Return when the position was shown, to the month: a time that the clause names in the past, else the document's date."""
        published = self.accounts.published.get(self.doc)
        if published is None:
            return None
        near = [t for t in self.reading.times if place.start <= t.start < place.end]
        above = [
            a
            for a in self.accounts.acts(self.doc)
            if a.sentence == stance.act.sentence and a.lemma == stance.act.governed_by
        ]
        holding = {t for a in (stance.act, *above, *([stance.holder] if stance.holder else [])) for t in a.times}
        for time in near:
            lead = self.text[max(place.start, time.start - 60) : time.start]
            if (
                time.id not in holding
                or not dates_a_clause(time, self.text)
                or re.search(r"\bsince\b", lead)
                or not (time.month or time.year)
            ):
                continue
            value = resolve_time(time, published, near)
            if value and value.value and published.value and value.value[:7] <= published.value[:7]:
                return value.value[:7]
        return published.value[:7] if published.value else None


def join_findings(findings: Sequence[Finding]) -> list[Position]:
    """Join the findings of one party, issue, stance and time; drop a stance that its opposite outweighs, and mere talk or indecision beside a
    stance."""
    groups: dict[tuple[str, str, str | None], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for f in findings:
        groups[f.party, f.issue, f.date][f.stance].append(f)
    positions = []
    for (party, issue, date), read in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1], g[0][2] or "")):
        stances = drop_undone(read)
        weight = {s: sum(f.strength for f in fs) for s, fs in stances.items()}
        for stance in sorted(stances):
            other = {"supports": "opposes", "opposes": "supports"}.get(stance)
            if other in weight and weight[stance] < MINORITY * weight[other]:
                continue
            told = {f.place.doc for other, fs in stances.items() if other != stance for f in fs}
            if stance == "procedural" and len(stances) > 1:
                continue
            if stance == "open" and told & {f.place.doc for f in stances[stance]}:
                continue
            positions.append(make_position(party, issue, stance, date, stances[stance]))
    return positions


def drop_undone(stances: Mapping[str, Sequence[Finding]]) -> dict[str, list[Finding]]:
    """Return the findings of one party, issue and time without those whose words are read for the opposite stance too, and no more weakly
    ("rejected the pact in favour of ..."): they show neither.
    """
    opposite = {"supports": "opposes", "opposes": "supports"}
    kept = {
        stance: [
            f
            for f in findings
            if not any(
                f.place == o.place and f.strength <= o.strength for o in stances.get(opposite.get(stance, ""), ())
            )
        ]
        for stance, findings in stances.items()
    }
    return {stance: findings for stance, findings in kept.items() if findings}


def make_position(party: str, issue: str, stance: str, date: str | None, findings: Sequence[Finding]) -> Position:
    """Build the record; the strongest evidence comes first."""
    ordered = sorted(findings, key=lambda f: (-f.strength, f.place))
    return Position(
        id=make_id("o", party, issue, stance, date),
        party=party,
        issue=issue,
        stance=stance,
        date=date,
        evidence=tuple(dict.fromkeys(f.place for f in ordered)),
        quotations=tuple(sorted({f.quotation for f in findings if f.quotation})),
        speakers=tuple(sorted({s for f in findings for s in f.speakers})),
        condition=next((f.condition for f in ordered if f.condition), None),
        basis=tuple(dict.fromkeys(f.words for f in ordered)),
    )
