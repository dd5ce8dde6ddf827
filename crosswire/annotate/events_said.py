"""What somebody says others must do, or thinks of what they do: "X said Y should stop" is a request, "called Y's plan unacceptable" disapproval."""

from typing import Any

from crosswire.annotate.acts import Overlaps
from crosswire.annotate.clauses import SAYING, is_negated, subject_of, verb_of
from crosswire.annotate.events_coding import Coded, lemma_of
from crosswire.annotate.events_lexicon import Code, Frame
from crosswire.annotate.events_sides import SideFinder
from crosswire.annotate.words import word_set
from crosswire.model import Party, Quotation

TELLING = SAYING | word_set(
    "tell stress reiterate warn underline emphasise emphasize declare state call describe reaffirm comment"
)
DUTIES = word_set("must should ought")
NEEDS = word_set("need have")
BAD = word_set(
    "negative unacceptable wrong regrettable illegal deplorable unfair dangerous provocative counterproductive irresponsible disappointing shameful baseless "
    "groundless absurd unjust hostile aggressive reckless intolerable inadmissible unhelpful destabilising destabilizing disgraceful outrageous"
)
GOOD = word_set(
    "positive valuable constructive encouraging helpful commendable praiseworthy exemplary courageous historic laudable reliable"
)
REQUEST = Frame(Code("REQUEST", "change", "020"))
BLAME = Frame(Code("ACCUSE", "disapprove", "111"))
PRAISE = Frame(Code("SUPPORT", None, "051"))


def code_said(
    token: Any, finder: SideFinder, offset: int, said: Overlaps[Quotation]
) -> tuple[Coded, list[Party], list[Party]] | None:
    """Return what a verb told as somebody's words asks for or judges, who says so and of whom; None for anything else."""
    frame = stance_of(token)
    if frame is None:
        return None
    speakers = speakers_of(token, finder, offset, said)
    subject = subject_of(token)
    if not speakers or subject is None or subject.lower_ in {"we", "i", "he", "she", "there"}:
        return None
    parties = finder.sides.parties(subject)
    own = {p.country for p in speakers if p.country}
    whom = [p for p in finder.apart(parties, speakers) if p.country not in own]
    if not whom:
        return None
    would = frame is not REQUEST and any(c.dep_ == "aux" and c.lower_ in {"would", "could"} for c in token.children)
    return Coded(token, frame.code, frame, [token], parts={token.i}, hypothetical=would), speakers, whom


def stance_of(token: Any) -> Frame | None:
    """Return what a clause says of its subject: a duty, blame or praise; None for a plain telling."""
    if any(c.dep_ == "aux" and c.lower_ in DUTIES for c in token.children):
        return REQUEST
    if lemma_of(token) in NEEDS and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in token.children
    ):
        return None if is_negated(token) else REQUEST
    if lemma_of(token) == "be":
        words = {lemma_of(t) for c in token.children if c.dep_ in {"attr", "acomp"} for t in (c, *c.children)}
        if words & BAD:
            return PRAISE if is_negated(token) else BLAME
        if words & GOOD and not is_negated(token):
            return PRAISE
    return None


def speakers_of(token: Any, finder: SideFinder, offset: int, said: Overlaps[Quotation]) -> list[Party]:
    """Return who says a clause: the source of the quotation that holds it, else the subject of the verb of saying above it."""
    at = offset + token.idx
    for quotation in sorted(
        said.over(at, at + 1), key=lambda q: (not q.speech, sum(b - a for a, b in q.content), q.id)
    ):
        found = [finder.sides.mentioned(m) for m in quotation.sources]
        if parties := [p for p in found if p is not None]:
            return parties
    above = verb_of(token.head) if token.dep_ == "ccomp" else None
    if above is None or lemma_of(above) not in TELLING:
        return []
    subject = subject_of(above)
    return finder.sides.parties(subject) if subject is not None else []
