"""Differences over who did it: one act, done to one thing on one day, told of two doers that cannot be one.

An act is one by the kind of step or by the kind as which it is coded, by its day and by what it is done to. Two doers are two where they are states or
bodies of which neither speaks for the other, people with two names, or nouns for two kinds of doers (lexicon/doers.tsv). Anything else may be one doer
under two names, and is no row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosswire.compare.calendar import share_day
from crosswire.compare.clauses import Clause, says_something
from crosswire.compare.coded import CodedActs
from crosswire.compare.deeds import PASSING
from crosswire.compare.differences import Scene, label
from crosswire.compare.words import load_groups, load_kind, read_words, stem
from crosswire.model import Difference

SHARED = 2
"""Words in common of what comes after two clauses' verbs, from which it is done to one thing. One would make every "attack on a village" one."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A clause that tells what somebody did, with the stems of what it says besides its doer, in order: to whom or what, where, with what."""

    clause: Clause
    targets: tuple[str, ...]

    @property
    def doc(self) -> str:
        """The document."""
        return self.clause.doc


def compare_doers(clauses: Sequence[Clause], acts: CodedActs, scene: Scene) -> Iterator[Difference]:
    """Yield the acts of which the accounts of a story name two doers."""
    by_kind: dict[str, list[Doing]] = defaultdict(list)
    for clause in sorted(clauses, key=lambda c: (c.doc, c.start, c.concept)):
        if clause.level != "done" or clause.act.subject is None or clause.concept.endswith(":") or clause.measures:
            continue
        if is_said(clause, scene):
            continue
        doing = Doing(clause, read_targets(clause, scene))
        by_kind[clause.concept].append(doing)
        coded = acts.of_act(clause.doc, clause.act.id)
        if coded is not None:
            by_kind[f"{coded.report.event_type} {coded.report.mode or ''}"].append(doing)
    told: set[tuple[Doing, Doing]] = set()
    for kind in sorted(by_kind):
        for one, other in combinations(by_kind[kind], 2):
            if (one, other) in told or scene.voices([one.doc, other.doc]) < 2:
                continue
            if is_one_act(one, other, by_kind[kind]) and are_two(one.clause, other.clause, scene):
                told.add((one, other))
                yield make_row(one.clause, other.clause, scene)


def is_one_act(one: Doing, other: Doing, rivals: Sequence[Doing]) -> bool:
    """Whether two clauses of one kind tell one act: done to one thing, on one day, and nothing else of their accounts may be meant."""
    mine, theirs = one.clause, other.clause
    target = frozenset(one.targets) & frozenset(other.targets)
    first = one.targets[:1] == other.targets[:1] and bool(mine.days and theirs.days)
    if len(target) < (1 if first else SHARED) or mine.years != theirs.years or not on_one_day(mine, theirs):
        return False
    if mine.parts and theirs.parts and not mine.parts & theirs.parts:
        return False
    enough = min(SHARED, len(target))
    return all(
        sum(r.doc == doing.doc and len(target & frozenset(r.targets)) >= enough for r in rivals) == 1
        for doing in (one, other)
    )


def on_one_day(one: Clause, other: Clause) -> bool:
    """Whether two clauses name one day; or none and, where the step is one that is taken over and over, one place."""
    if one.days and other.days:
        return share_day(one.days, other.days)
    return not one.days and not other.days and (one.concept not in PASSING or bool(one.places & other.places))


def is_said(clause: Clause, scene: Scene) -> bool:
    """Whether a clause's verb only says or calls: of two speakers of like words both may have said them."""
    if clause.act.lemma in load_kind("calling") | load_kind("announcing") | load_kind("stating"):
        return True
    cues = (span for q in scene.accounts.readings[clause.doc].quotations for span in q.cue)
    return any(a <= clause.act.verb[0] < b or a <= clause.act.verb[1] - 1 < b for a, b in cues)


def read_targets(clause: Clause, scene: Scene) -> tuple[str, ...]:
    """Return the stems of what a clause says besides its doer and verb, in order."""
    act, doc = clause.act, clause.doc
    text = scene.accounts.documents[doc].text
    times = scene.accounts.times_in(doc, clause.region)
    doer = act.subject or (0, 0)
    return tuple(
        stem(w)
        for a, b in clause.region
        for w, at, _ in read_words(text, a, b)
        if says_something(w)
        and not doer[0] <= at < doer[1]
        and not act.verb[0] <= at < act.verb[1]
        and not any(t.start <= at < t.end for t in times)
    )


def are_two(one: Clause, other: Clause, scene: Scene) -> bool:
    """Whether the doers of two clauses cannot be one: two states, two people by name, or nouns for two kinds of doers."""
    for type_ in ("state", "person"):
        left, right = (doers_of(c, type_, scene) for c in (one, other))
        if left and right:
            return not left & right and not (type_ == "person" and names_either(one, other, scene))
    left, right = (kinds_of(c, scene) for c in (one, other))
    return bool(left and right and not left & right)


def doers_of(clause: Clause, type_: str, scene: Scene) -> frozenset[str]:
    """Return the actors of one type that a clause's subject names; of a body or person the state, where that is asked for."""
    accounts, doc = scene.accounts, clause.doc
    mentions = accounts.mentions_in(doc, *(clause.act.subject or (0, 0)))
    actors = accounts.actors_of(doc, [m.id for m in mentions if m.kind == "name"])
    known = actors if type_ == "person" else accounts.parties(actors)
    return frozenset(a for a in known if a in accounts.actors and accounts.actors[a].type == type_)


def names_either(one: Clause, other: Clause, scene: Scene) -> bool:
    """Whether a name of one clause's doer stands in the other's sentence: then it may be one person under two names, or the one to whom it was done."""
    for mine, theirs in ((one, other), (other, one)):
        text = scene.accounts.documents[mine.doc].text
        named = {stem(w) for w, _, _ in read_words(text, *(mine.act.subject or (0, 0))) if w[0].isupper()}
        if named & theirs.beside:
            return True
    return False


def kinds_of(clause: Clause, scene: Scene) -> frozenset[str]:
    """Return the kinds of doers that a clause's subject names by a noun."""
    text = scene.accounts.documents[clause.doc].text
    words = read_words(text, *(clause.act.subject or (0, 0)))
    return frozenset(kind for w, _, _ in words if (kind := load_groups("doers.tsv").get(stem(w))) is not None)


def make_row(one: Clause, other: Clause, scene: Scene) -> Difference:
    """Build the row of one act: each account's doer with its clause around it."""
    sides = []
    for clause in (one, other):
        doer = clause.act.subject or clause.act.verb
        first, last = clause.deed.shown
        sides.append(scene.side(clause.doc, min(first, doer[0]), max(last, doer[1], clause.act.verb[1]), doer))
    about = min(
        (scene.accounts.words(s.place.doc, s.place.start, s.place.end) for s in sides), key=lambda w: (len(w), w)
    )
    return scene.make("attribution", label(about), sides, basis="two doers of one act")
