"""Differences between tellings of one happening: how many, when, where, why, which of a list, and how far it has come."""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import combinations

from crosswire.compare.calendar import apart, bounds
from crosswire.compare.clauses import CAUSED, Clause
from crosswire.compare.deed_differences import elsewhere, same_reason
from crosswire.compare.deeds import PASSING
from crosswire.compare.developments import has_grown, has_moved_on, updated
from crosswire.compare.differences import Scene, label
from crosswire.compare.happenings import ELSEWHERE, Happening, alike_named, other_object
from crosswire.compare.lists import compare_members, find_lists
from crosswire.compare.quantities import Quantity, differ
from crosswire.compare.scales import find_shift, is_judging
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import DateValue, Difference, Side, Span

FARTHEST = 4.0
"""Times that one number may be the other and still count the same things: a ledger's 14 ships and a radio's nine, not six dead and 1,400."""

ALIKE = 0.7
"""Share of words in common from which two quoted sentences of one speaker are one utterance."""

BESIDE = 60
"""Characters around a value that are shown with it."""

UNNAMED = -0.05
"""Added to every row: of two that tell one thing, the one that knows the statement or the issue stands first."""

SURE = 3.0
"""Points of a happening from which another place or standing in it is no sign of two happenings."""


def compare_happenings(
    happenings: Sequence[Happening], scene: Scene, tolls: Set[tuple[str, int]] = frozenset()
) -> Iterator[Difference]:
    """Yield the differences between the tellings of each happening. tolls: numbers, by document and place, that are compared as tolls."""
    for happening in happenings:
        yield from compare_counts(happening, scene, tolls)
        if happening.clauses[0].measures:
            continue
        yield from compare_days(happening, scene)
        yield from compare_where(happening, scene)
        yield from compare_reasons(happening, scene)
        yield from compare_lists(happening, scene)
        yield from compare_standings(happening, scene)
        yield from compare_strength(happening, scene)


def heading(happening: Happening, scene: Scene) -> str:
    """Return the words that name a happening: the shortest telling's."""
    texts = []
    for clause in happening.clauses:
        first, last = min(clause.region, default=clause.deed.shown)[0], max(clause.region, default=clause.deed.shown)[1]
        texts.append((last - first, clause.doc, scene.accounts.words(clause.doc, first, last)))
    return label(min(texts)[2])


def pick(happening: Happening, has: Callable[[Clause], bool]) -> list[Clause]:
    """Return, for each account, the first of its tellings that has something."""
    firsts = [next((t for t in happening.tellings(c) if has(t)), None) for c in happening.clauses]
    return [c for c in firsts if c is not None]


def row(
    kind: str, happening: Happening, sides: dict[str, Side], scene: Scene, basis: str, *, verdict: str = "differ"
) -> Difference | None:
    """Build a difference, or None where only one voice is left."""
    kept = scene.one_voice_each(sides)
    if len(kept) < 2 or len({s.value.lower() for s in kept}) < 2:
        return None
    issue = next((c.deed.issue for c in happening.clauses if c.deed.issue and not c.deed.bare), None)
    return scene.make(kind, heading(happening, scene), kept, issue=issue, basis=basis, verdict=verdict, weight=UNNAMED)


def value_side(clause: Clause, value: Span, scene: Scene) -> Side:
    """Return a side that shows a value with its clause around it."""
    piece = next((r for r in clause.region if r[0] <= value[0] < r[1]), clause.deed.shown)
    return scene.side(clause.doc, min(piece[0], value[0]), max(piece[1], value[1]), value)


def clashing(clauses: Sequence[Clause], clash: Callable[[Clause, Clause], bool], scene: Scene) -> list[Clause]:
    """Return the clauses that clash with one of another voice."""
    return [
        one
        for one in clauses
        if any(clash(one, other) and scene.voices([one.doc, other.doc]) == 2 for other in clauses if other is not one)
    ]


def compare_counts(happening: Happening, scene: Scene, tolls: Set[tuple[str, int]]) -> Iterator[Difference]:
    """Another number of the same things, tolls apart. Two versions by one agency or outlet are an update."""
    for what in sorted({q.what for c in (*happening.clauses, *happening.again) for q in c.quantities}):
        told: dict[Clause, Quantity] = {}
        for clause in happening.clauses:
            for telling in happening.tellings(clause):
                mine = [q for q in telling.quantities if q.what == what and (telling.doc, q.start) not in tolls]
                if len(mine) == 1:
                    told[telling] = mine[0]
                    break

        def clash(one: Clause, other: Clause, told: dict[Clause, Quantity] = told) -> bool:
            alike = (one.measures or comes_alike(one, other)) and one.years == other.years
            if not alike or updated(one, other, scene) or (apart_in_place(one, other) and happening.points < SURE):
                return False
            return numbers_clash(told[one], told[other]) and not has_grown(one, other, told[one], told[other], scene)

        picked = clashing(list(told), clash, scene)
        if not picked:
            continue
        sides = {c.doc: value_side(c, (told[c].start, told[c].end), scene) for c in told}
        exact = all(not told[c].hedged and quoted_alike(c, picked[0], scene) for c in picked)
        basis = f"numbers of one thing in one happening ({what})"
        found = row("number", happening, sides, scene, basis, verdict="contradict" if exact else "differ")
        if found is not None:
            yield found


def apart_in_place(one: Clause, other: Clause) -> bool:
    """Whether two clauses name places and none in common."""
    return bool(one.places and other.places and not one.places & other.places)


def comes_alike(one: Clause, other: Clause) -> bool:
    """Whether both clauses tell of what is still to come, or both of one standing."""
    return one.ahead and other.ahead if one.ahead or other.ahead else one.level == other.level


def numbers_clash(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers of one thing cannot both hold, and are not so far apart that they count something else."""
    lower, upper = (a, b) if a.low <= b.low else (b, a)
    return differ(a, b) and upper.low <= FARTHEST * lower.high


def quoted_alike(one: Clause, other: Clause, scene: Scene) -> bool:
    """Whether two clauses stand in quoted words of one speaker that are nearly the same: one slot of one utterance."""
    if one is other:
        return bool(one.deed.quotation)
    ids = (one.deed.quotation, other.deed.quotation)
    if (
        any(q is None or scene.accounts.quotations[q].type == "indirect" for q in ids)
        or not one.speakers & other.speakers
    ):
        return False
    return len(one.beside & other.beside) >= ALIKE * max(len(one.beside), len(other.beside))


def compare_days(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """Another date of it: dates that share no day, or spans that begin alike and end differently."""
    dated = {c: c.days[0] for c in pick(happening, lambda c: len(c.days) == 1)}

    def clash(one: Clause, other: Clause) -> bool:
        return comes_alike(one, other) and dates_clash(dated[one], dated[other])

    picked = clashing(list(dated), clash, scene)
    passing = happening.clauses[0].concept in PASSING and not all(c.ahead for c in picked)
    if not picked or (passing and happening.points < SURE):
        return
    times = {c: next(t for t in scene.accounts.times_in(c.doc, c.region)) for c in dated}
    sides = {c.doc: value_side(c, (times[c].start, times[c].end), scene) for c in dated}
    values = "; ".join(sorted({dated[c].value or "" for c in dated}))
    found = row("date", happening, sides, scene, values)
    if found is not None:
        yield found


def dates_clash(a: DateValue, b: DateValue) -> bool:
    """Whether two dates cannot be one."""
    one, other = a.value or "", b.value or ""
    ends_differ = "/" in one and "/" in other and bounds(one)[0] == bounds(other)[0] and one != other
    return apart(one, other) or ends_differ


def compare_where(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """Another place of it, or a vaguer one."""
    placed = {c: c.deed.place for c in pick(happening, lambda c: c.deed.place is not None) if c.deed.place}
    words = {c: scene.accounts.words(c.doc, *span) for c, span in placed.items()}

    def clash(one: Clause, other: Clause) -> bool:
        return (
            elsewhere(words[one], words[other])
            and not knows(one, words[other], scene)
            and not knows(other, words[one], scene)
        )

    picked = clashing(list(placed), clash, scene)
    if not picked or happening.points - ELSEWHERE < SURE + 1.0:
        return
    sides = {c.doc: scene.side(c.doc, max(c.start, span[0] - BESIDE), span[1], span) for c, span in placed.items()}
    found = row("place", happening, sides, scene, "place phrases in one happening")
    if found is not None:
        yield found


def knows(clause: Clause, place: str, scene: Scene) -> bool:
    """Whether a clause's document names another account's place somewhere: then one lies in the other, or both are part of it."""
    text = scene.accounts.documents[clause.doc].text
    return any(w in text for w, _, _ in read_words(place, 0, len(place)) if w[0].isupper() and len(w) > 2)


def compare_reasons(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """Another reason given for it."""
    texts = {c.doc: scene.accounts.documents[c.doc].text for c in happening.clauses}
    told = pick(happening, lambda c: reason_of(c, texts[c.doc]) is not None)
    given = {c.doc: reason_side(c, reason, scene) for c in told if (reason := reason_of(c, texts[c.doc]))}
    kept = scene.one_voice_each(given)
    if len(kept) < 2 or all(same_reason(kept[0].value, s.value) for s in kept[1:]):
        return
    found = row("reason", happening, given, scene, "words of cause or purpose in one happening")
    if found is not None:
        yield found


def reason_side(clause: Clause, reason: Span, scene: Scene) -> Side:
    """Return the side that shows a reason; where it is a bare thing ("gas"), with the clause that says so around it."""
    if clause.concept != CAUSED:
        return scene.side(clause.doc, *reason)
    return scene.side(clause.doc, min(clause.act.start, reason[0]), max(clause.act.end, reason[1]), reason)


def reason_of(clause: Clause, text: str) -> Span | None:
    """Return the reason that a clause gives: the clause's own, else words of cause later in the sentence. A bare "to ..." says what is done next as
    often as why, so that it only counts with verbs that name a motive.
    """
    if clause.concept == CAUSED:
        return clause.deed.reason
    own = clause.act.reason[0] if clause.act.reason else None
    if own is None:
        return clause.deed.reason
    words = [w.lower() for w, _, _ in read_words(text, own[0], min(own[1], own[0] + 40))]
    bare = len(words) > 1 and words[0] == "to" and words[1] not in load_kind("motive")
    return None if bare else own


def compare_lists(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """A list that one account gives longer or otherwise."""
    tables = {}
    for clause in happening.clauses:
        text = scene.accounts.documents[clause.doc].text
        taken = [(t.start, t.end) for t in scene.accounts.times_in(clause.doc, clause.region)]
        tables[clause] = [found for span in clause.region for found in find_lists(text, span, taken)]
    texts = {c: scene.accounts.documents[c.doc].text for c in tables}
    for first in tables:
        for mine in tables[first]:
            sides = {first.doc: value_side(first, mine.span, scene)}
            for other in tables:
                if other is first or scene.voices([first.doc, other.doc]) < 2:
                    continue
                theirs = compare_members(mine, tables[other], texts[other], other.region, texts[first])
                if theirs is not None:
                    sides[other.doc] = value_side(other, theirs, scene)
            if len(sides) > 1 and (found := row("list", happening, sides, scene, "members of one list")) is not None:
                yield found
                return


def compare_standings(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """How far it has come: considered here, announced there, denied elsewhere."""
    told = [c for c in happening.clauses if c.level != "named" and not speaks_of_itself(c, scene)]
    levels = {c.level for c in told}
    if any(other_object(a, b) or not (a.heads & b.heads or alike_named(a, b)) for a, b in combinations(told, 2)):
        return
    if levels == {"done", "not"} and len({c.act.tense for c in told}) > 1 and happening.points < SURE:
        return
    if levels == {"considered", "planned"} and not any(c.act.governed_by and not is_carried(c) for c in told):
        return  # "they will discuss" and "they were to discuss"
    concept = happening.clauses[0].concept
    if len(levels) < 2 or scene.voices(c.doc for c in told) < 2 or has_moved_on(tuple(told), scene):
        return
    if concept.rstrip(":") in PASSING and "not" not in levels:
        return
    unsure = levels <= {"asked", "planned", "done"} or levels <= {"planned", "threatened"}
    if levels <= {"asked", "considered"} or (unsure and happening.points < SURE):
        return
    sides = {c.doc: scene.side(c.doc, *c.deed.shown) for c in told}
    found = row("status", happening, sides, scene, "; ".join(sorted(levels)))
    if found is not None:
        yield found


def is_carried(clause: Clause) -> bool:
    """Whether a clause's step is told by a noun that its verb carries ("discuss trade")."""
    return clause.concept.endswith(":")


def speaks_of_itself(clause: Clause, scene: Scene) -> bool:
    """Whether a clause is what somebody says of "I", "we" or "you" in direct speech: what was said, not what is told of a step."""
    if clause.deed.quotation is None or scene.accounts.quotations[clause.deed.quotation].type == "indirect":
        return False
    subject = clause.act.subject
    return subject is None or scene.accounts.words(clause.doc, *subject).lower() in load_kind("self")


def compare_strength(happening: Happening, scene: Scene) -> Iterator[Difference]:
    """Who is told to have asked for it here is told to have demanded it there; what is called a mistake here, an outrage there."""
    told = {c: words for c in happening.clauses if (words := weighing_words(c, scene))}
    shifts = {(a, b): find_shift(told[a] - told[b], told[b] - told[a]) for a, b in combinations(told, 2)}

    def clash(one: Clause, other: Clause) -> bool:
        return bool(shifts.get((one, other)) or shifts.get((other, one)))

    picked = clashing(list(told), clash, scene)
    if not picked:
        return
    sides = {c.doc: scene.side(c.doc, *c.deed.shown) for c in picked}
    shown = sorted({w for shift in shifts.values() if shift for w in shift})
    found = row("wording", happening, sides, scene, "; ".join(shown))
    if found is not None:
        yield found


def weighing_words(clause: Clause, scene: Scene) -> frozenset[str]:
    """Return the words of a clause that may stand on a scale: the verb over it, a verb of judging itself, and what somebody calls something."""
    act = clause.act
    if act.governed_by:
        return frozenset([stem(act.governed_by)])
    words = {stem(act.lemma)} if is_judging(act.lemma) else set()
    if act.lemma in load_kind("calling") and act.object is not None:
        text = scene.accounts.documents[clause.doc].text
        words |= {stem(w) for w, _, _ in read_words(text, act.object[1], act.end)}
    return frozenset(words)
