"""What a party is for or against though the texts name it only once: a request, a refusal or an appraisal makes an issue of it.

Needs no actors: whether somebody in office holds a stance is read from the document's own mentions, since what is an issue must not hang on how
actors were joined.
"""

from collections.abc import Iterable, Iterator, Sequence

from crosswire.compare.clause_stances import MUST, WOULD, Stance
from crosswire.compare.issue_terms import Term
from crosswire.compare.targets import Target, agreed, passing, turning
from crosswire.compare.words import load_groups, load_kind, load_words, stem
from crosswire.model import Mention, Reading

CONTESTING = ("attitude", "judge", "ask", "open")
"""Kinds of stance that make an issue of what they are about; a mere step does not."""

STAKING = ("attitude", "ask", "deed", "depend")
"""Kinds that make an issue of what stands once, where a party holds them; what is only judged must stand twice."""


def find_stakes(
    reading: Reading, stances: Sequence[Stance], terms: Sequence[Term], text: str
) -> Iterator[tuple[Term, ...]]:
    """Yield, for each stance that a party holds in one document, the terms that it may be about, the first that it takes first."""
    by_end = {t.end: t for t in terms}
    for stance in find_held(reading, stances):
        led = tuple(by_end[t.end] for t in led_to(stance, text) if t.end in by_end)
        if not is_proposed(stance, text):
            continue
        if stance.kind in STAKING or (stance.kind == "make" and led and len(led[-1].tokens) > 1):
            yield led


def is_proposed(stance: Stance, text: str) -> bool:
    """Whether a stance is about what may be or may end, and is no reaction to what happened once or a mere step taken."""
    verb = text[slice(*stance.act.verb)]
    if WOULD.search(verb) or MUST.search(verb) or stance.act.negated or stance.act.governed_by is not None:
        return True
    if stance.act.lemma in load_kind("answering-a-plan"):
        return True  # "ruled out a peacekeeping force"
    return stance.kind != "deed" and stance.act.lemma not in load_kind("reacting")


def led_to(stance: Stance, text: str) -> Iterator[Target]:
    """Yield what a stance leads to: up to the first noun that is more than a step ("the shelling of a village" is not about the village)."""
    for target in stance.targets:
        if target.listed:
            return
        yield target
        if stem(text[target.start : target.end].split()[-1]) not in turning() | passing() | agreed():
            return


def find_held(reading: Reading, stances: Sequence[Stance]) -> Iterator[Stance]:
    """Yield the stances that a party holds."""
    mentions = {m.id: m for m in reading.mentions}
    offices = {m.entity for m in reading.mentions if m.entity and in_office(m)}
    sources = {q.id: q.sources for q in reading.quotations if q.speech and not q.negated}
    for stance in stances:
        holders = [*(stance.holder.subjects if stance.holder else ()), *sources.get(stance.act.quotation or "", ())]
        if any(m in mentions and (mentions[m].entity in offices or in_office(mentions[m])) for m in holders):
            yield stance


def wanted_ends(stances: Iterable[Stance]) -> Iterator[int]:
    """Yield the ends (code points) of what stances want or reject."""
    for stance in stances:
        if stance.kind in ("attitude", "ask", "judge", "deed"):
            yield from (t.end for t in stance.targets)


def in_office(mention: Mention) -> bool:
    """Whether a mention is of a state or body, of somebody who speaks for one, or a name of which nothing is known."""
    unknown = mention.kind == "name" and mention.type is None
    if unknown or mention.type in ("state", "organisation") or mention.of is not None:
        return True
    return mention.role is not None and bool(set(mention.role.split()) & load_kind("state-office"))


def stake_of(terms: Sequence[Term]) -> Term | None:
    """Return the term that names what a stance is about: the last that it leads to that is more than a step, a treaty told of as one known, a place,
    or who bears it ("withdrawal of its troops" is about the withdrawal)."""
    bodies = {load_groups("kin.tsv").get(w, w) for w in load_words("bodies.txt")}
    compounds = load_words("weak.txt") | {stem(w) for w in load_kind("compounding")}
    borne = False
    for term in reversed(terms):
        bearer = term.head in load_words("bearers.txt")
        step = term.head in turning() | passing() and len(term.tokens) == 1 and not borne
        known = term.head in bodies and term.definite and not term.titled
        named = term.head in term.tokens or (bool(term.tokens) and term.head in compounds)
        if named and not bearer and not step and not known and (term.titled or not term.proper):
            return term
        borne = borne or bearer
    return None
