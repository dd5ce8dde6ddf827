"""What a party is for or against though the texts name it only once: a request, a refusal or a judgement makes an issue of it.

Needs no actors: whether somebody in office holds a stance is read from the document's own mentions, since what is an issue must not hang on how
actors were joined.
"""

from collections.abc import Iterable, Iterator, Sequence

from crosswire.compare.clause_stances import Stance
from crosswire.compare.issue_terms import Term
from crosswire.compare.targets import passing, turning
from crosswire.compare.words import load_groups, load_words
from crosswire.model import Mention, Reading

CONTESTING = ("attitude", "judge", "ask", "open")
"""Kinds of stance that make an issue of what they are about; a mere step does not."""

STAKING = ("attitude", "judge", "ask", "deed")
"""Kinds that make an issue of what stands once, where a party holds them."""


def find_stakes(reading: Reading, stances: Sequence[Stance], terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Yield, for each stance that a party holds in one document, the terms that it may be about, the first that it takes first."""
    by_end = {t.end: t for t in terms}
    for stance in find_held(reading, stances):
        led = tuple(by_end[t.end] for t in stance.targets if not t.listed and t.end in by_end)
        if stance.kind in STAKING or (stance.kind == "make" and led and len(led[-1].tokens) > 1):
            yield led


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
        if stance.kind in ("attitude", "ask"):
            yield from (t.end for t in stance.targets)


def in_office(mention: Mention) -> bool:
    """Whether a mention is of a state or body, or of somebody who speaks for one."""
    return mention.type in ("state", "organisation") or mention.of is not None


def stake_of(terms: Sequence[Term]) -> Term | None:
    """Return the term that names what a stance is about: the last that it leads to that is more than a step, a treaty told of as one known, a place,
    or who bears it ("withdrawal of its troops" is about the withdrawal)."""
    bodies = {load_groups("kin.tsv").get(w, w) for w in load_words("bodies.txt")}
    borne = False
    for term in reversed(terms):
        bearer = term.head in load_words("bearers.txt")
        step = term.head in turning() | passing() and len(term.tokens) == 1 and not borne
        known = term.head in bodies and term.definite and not term.titled
        named = term.head in term.tokens or (len(term.tokens) > 0 and term.end - term.start > len(term.head) + 2)
        if named and not bearer and not step and not known and (term.titled or not term.proper):
            return term
        borne = borne or bearer
    return None
