"""What act a verb or noun names, with what hangs under it, and where its sides stand in the parse."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from crosswire.annotate.clauses import is_misread_noun, is_negated, modality_of, subject_of
from crosswire.annotate.events_lexicon import ANY, Code, Frame, after_now, combine, frames, refused
from crosswire.annotate.words import word_set

COMPLEMENTS = ("xcomp", "ccomp", "dobj", "pcomp", "advcl", "acl", "oprd", "attr", "acomp")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LIGHT = word_set(
    "hold conduct launch stage carry make begin start continue resume impose give provide announce order declare issue mount wage have undertake take deliver "
    "extend offer lead join organize organise face receive suffer see commit perpetrate perform pay do reach sign seek"
)
"""Verbs that only carry the act of their object."""
DEEPEST = 4
SPOKEN = word_set("demand call urge protest accuse condemn criticise criticize seek ask press insist blame express")
"""Verbs of participles that say why, not what else: "rallied, demanding ..."."""
CLAIMS = word_set("allege claim charge insist complain contend maintain accuse demand warn threaten urge")
"""Verbs whose clause is what is claimed or wanted, not what happened."""
ADJECTIVAL = word_set("oppose commit dedicate prepare resign")
"""Verbs whose participle with "to" says what its subject thinks: "is opposed to"."""
HAPPENINGS = frozenset({"CONSULT", "ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})
"""Types of nouns that name what happened ("the talks"); other nouns name a thing ("the treaty")."""
WEAK = word_set("potential possible likely threatened planned proposed future alleged further more no any")
"""Words before a noun of an act that leave open whether it happened."""
SETTINGS = word_set("after during at following before ahead since amid despite over")
"""Prepositions behind which an act's noun tells what happened."""
OPENINGS = word_set("start begin open end conclude culminate")
"""Verbs behind whose "with" an act's noun tells what happened: "the week began with talks"."""
EDGES = word_set("start end close opening beginning conclusion")
"""Nouns of an act's edge: "at the opening of a meeting"."""
AIMS = word_set(
    "aim goal plan task purpose intention idea hope job role mission challenge question problem choice answer priority policy way point step"
)
"""Nouns of which "is to" says what they are."""
MEANS = word_set("by after before since while following")
RELATIVES = frozenset({"who", "whom", "which", "that"})


@dataclass(slots=True)
class Coded:
    """An act found: the token that names it, its code, further trigger words, tokens that say who and to whom, all tokens read as parts of it."""

    token: Any
    code: Code
    frame: Frame
    words: list[Any] = field(default_factory=list)
    inner: "Coded | None" = None
    parts: set[int] = field(default_factory=set)
    future: bool = False
    hypothetical: bool = False
    negated: bool = False


CUT_SHORT = {
    "stag": "stage",
    "wag": "wage",
    "fin": "fine",
    "hop": "hope",
    "rap": "rape",
    "snip": "snipe",
    "instal": "install",
}
"""Lemmas that the parser's rules cut short ("staged"), and what they are in news."""


def lemma_of(token: Any) -> str:
    """Return a token's lemma, in lower case."""
    lemma = str(token.lemma_).lower()
    return CUT_SHORT.get(lemma, lemma) if token.pos_ == "VERB" else lemma


def objects_of(verb: Any) -> list[Any]:
    """Return the nouns that an act's verb acts on: objects, a passive's subject, with their joined ones."""
    found = [c for c in verb.children if c.dep_ in {"dobj", "obj", "nsubjpass", "attr", "oprd"}]
    relative = verb.dep_ == "relcl" and any(
        c.dep_ in {"nsubjpass", "dobj"} and c.lower_ in RELATIVES for c in verb.children
    )
    if relative or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        found = [c for c in found if c.lower_ not in RELATIVES] + [verb.head]
    return [t for f in found for t in (f, *f.conjuncts)]


def object_lemmas(verb: Any) -> set[str]:
    """Return the lemmas of what a verb acts on, with the nouns and adjectives before them."""
    out: set[str] = set()
    for noun in objects_of(verb):
        out.add(lemma_of(noun))
        out.update(lemma_of(c) for c in noun.children if c.dep_ in {"compound", "amod", "nmod"})
    for noun in objects_of(verb):  # "a series of bombs", "an end to violence"
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in {"of", "in"}:
                out.update(lemma_of(c) for c in prep.children if c.dep_ == "pobj")
    return out


def find_frame(token: Any) -> Frame | None:
    """Return the first frame of a verb or noun that its clause fits, or None."""
    lemma = lemma_of(token)
    if token.pos_ == "NOUN" or is_misread_noun(token):
        rows = frames("n").get(lemma)
        return rows[0] if rows else None
    rows = frames("v").get(lemma)
    if not rows or token.pos_ not in {"VERB", "ADJ"}:
        return None
    objects = object_lemmas(token)
    particles = {c.lower_ for c in token.children if c.dep_ in {"prt", "advmod", "prep", "acomp"}}
    prepositions = particles | {
        g.lower_ for c in token.children if c.dep_ in {"dobj"} for g in c.children if g.dep_ == "prep"
    }
    for row in rows:
        if row.particle and row.particle not in particles:
            continue
        if row.prepositions and not row.prepositions & prepositions:
            continue
        if row.objects and not row.objects & objects:
            continue
        below = {lemma_of(c) for c in token.children if c.dep_ in {"xcomp", "ccomp"}}
        if row.complements and not (row.complements & below or (row.complements == ANY and below)):
            continue
        if row.around and not row.around & {lemma_of(t) for t in token.subtree}:
            continue
        return row
    return None


def complements_of(token: Any, *, behind: bool = True) -> Iterator[Any]:
    """Yield the words under a verb or noun that may name the act it speaks of: the nearest link first. behind: also behind its prepositions, and clauses
    with a subject of their own ("X announced that Y ..." is not X's act).
    """
    children = [
        c for c in token.children if behind or c.dep_ != "ccomp" or not any(g.dep_ in SUBJECTS for g in c.children)
    ]
    for dep in COMPLEMENTS:
        for child in children:
            if child.dep_ != dep or (
                dep == "advcl" and not any(g.lower_ == "to" and g.dep_ == "aux" for g in child.children)
            ):
                continue
            yield child
            yield from (t for t in child.conjuncts if t.i > child.i and t.pos_ == child.pos_)
    for child in children if behind else []:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {
            "to",
            "for",
            "on",
            "of",
            "in",
            "from",
            "against",
            "with",
            "at",
            "over",
            "into",
            "about",
        }:
            for noun in child.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    yield noun
    for child in children:
        if child.dep_ == "nsubjpass":
            yield child


def code_token(token: Any, depth: int = 0) -> Coded | None:
    """Return the act that a token names, with what hangs under it taken in; None for no act."""
    frame = find_frame(token)
    carried = None
    if token.pos_ == "VERB" and lemma_of(token) in LIGHT and (frame is None or frame.code.kind.islower()):
        carried = carried_act(token, depth)
    if carried is not None and (frame is None or frame.code.kind in {"pass", "intend"}):
        return carried
    if frame is None:
        return None
    code = frame.code
    coded = Coded(token, code, frame, [token], parts={token.i})
    if code.kind.islower():
        inner = (
            next(
                (
                    c
                    for c in (code_inner(t, depth + 1) for t in complements_of(token, behind=code.kind != "pass"))
                    if c is not None
                ),
                None,
            )
            if depth < DEEPEST
            else None
        )
        made = combine(code.kind, inner.code if inner else None, code)
        if made is None:
            return None
        coded.code = made
        if inner is not None:
            coded.inner = inner
            if "rec" in inner.frame.notes:
                coded.frame = replace(frame, notes=frame.notes | {"rec"})
            coded.parts |= inner.parts
            coded.words += inner.words
            if code.kind == "pass":
                coded.frame = inner.frame
                coded.future, coded.hypothetical, coded.negated = inner.future, inner.hypothetical, inner.negated
    elif token.pos_ != "NOUN":
        coded.words += [o for o in objects_of(token)[:1] if frame.objects and lemma_of(o) in frame.objects]
    return settle(coded)


def carried_act(verb: Any, depth: int) -> Coded | None:
    """Return the act of a light verb's object: "held talks", "launched an attack"."""
    for noun in objects_of(verb):
        if noun.pos_ != "NOUN":
            continue
        named = noun
        frame = find_frame(noun)
        if frame is None:  # "a mediation effort"
            named = next(
                (c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN" and find_frame(c)), noun
            )
            frame = find_frame(named) if named != noun else None
        if frame is not None:
            coded = Coded(verb, frame.code, frame, [verb, named], parts={verb.i, noun.i, named.i})
            coded.inner = Coded(noun, frame.code, frame, [named], parts={noun.i, named.i})
            return settle(coded)
    return None


def code_inner(token: Any, depth: int) -> Coded | None:
    """Return the act named by a complement, or by what hangs right under it ("its readiness to withdraw")."""
    if depth > DEEPEST:
        return None
    coded = code_token(token, depth)
    if coded is not None:
        return coded
    if token.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "ADP"}:
        for child in complements_of(token):
            if (found := code_inner(child, depth + 1)) is not None:
                found.parts.add(token.i)
                return found
    return None


def settle(coded: Coded) -> Coded | None:
    """Read tense, modality and negation of the token itself into the code."""
    token = coded.token
    if token.pos_ == "ADJ":
        token = token.head  # "is ready to ...": the tense is the copula's
    if token.pos_ not in {"VERB", "AUX"} or is_misread_noun(token):
        return coded
    modality = "future" if is_due(token) else modality_of(token)
    negated = is_negated(token) or (is_due(token) and is_negated(token.head))
    would = (
        modality == "hypothetical"
        and any(c.lower_ in {"would", "'d"} for c in token.children if c.dep_ == "aux")
        and is_reported(token)
    )
    if modality == "future" or would:
        made = refused(coded.code) if negated else after_now(coded.code)
        if made is None:
            return None
        coded.code, coded.future = made, not negated
    elif modality == "hypothetical":
        coded.hypothetical = True
    elif negated:
        coded.negated = True
    return coded


def is_reported(verb: Any) -> bool:
    """Whether a verb stands in what somebody is told to have said: "said it would"."""
    return verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and verb.head.tag_ in {"VBD", "VBN"}


def told_under(token: Any) -> set[int]:
    """Return the tokens that only say what an act is about: its object, what it asks, promises or aims at; acts named there are none of their own."""
    out: set[int] = set()
    for child in token.children:
        purpose = child.dep_ == "advcl" and any(g.lower_ == "to" and g.dep_ == "aux" for g in child.children)
        spoken = child.dep_ == "advcl" and child.tag_ == "VBG" and lemma_of(child) in SPOKEN
        if (
            child.dep_ in {"xcomp", "dobj", "oprd", "pcomp"}
            or purpose
            or spoken
            or (child.dep_ == "ccomp" and lemma_of(token) in CLAIMS)
        ) or (
            child.dep_ == "prep"
            and child.lower_
            in {
                "of",
                "for",
                "to",
                "in",
                "against",
                "over",
                "about",
                "into",
                "at",
                "on",
            }
        ):
            out.update(
                t.i for t in child.subtree if not any(a.dep_ == "relcl" for a in (t, *t.ancestors) if a.i > token.i)
            )
    return out


def subject_tokens(verb: Any) -> list[Any]:
    """Return the words of who acts: a passive's agent, else the subject that the grammar gives or lends."""
    if verb.pos_ == "ADJ":
        verb = verb.head
    if lemma_of(verb) in ADJECTIVAL and any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.children):
        return [c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}]
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if agent is not None:
        return [c for c in agent.children if c.dep_ == "pobj"]
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    # "HARLE, May 13 - Veldania accused": the place of a dateline is none
    found = own[-1] if len(own) > 1 else subject_of(verb)
    return [found] if found is not None else []


def noun_sides(noun: Any) -> tuple[list[Any], list[Any], bool]:
    """Return who acts, on whom, and whether both do alike, as a noun's own words say: "X's attack on Y", "talks between X and Y"."""
    actors: list[Any] = [
        c
        for c in noun.children
        if c.dep_ == "poss" or (c.dep_ in {"amod", "compound", "nmod"} and c.text[:1].isupper())
    ]
    others: list[Any] = []
    places: list[Any] = []
    frame = find_frame(noun)
    held = frame is not None and frame.code.kind == "CONSULT"  # "a meeting in X of Y": X is where, not with whom
    both = False
    for prep in noun.children:
        if prep.dep_ not in {"prep", "agent"}:
            continue
        inner = [c for c in prep.children if c.dep_ == "pobj"]
        if prep.lower_ == "between" or (prep.lower_ == "of" and not actors and any(c.conjuncts for c in inner)):
            actors += inner
            both = True
        elif prep.lower_ in {"by"}:
            actors += inner
        elif prep.lower_ in {"with", "on", "against", "to", "in", "from", "into", "for", "at", "of"}:
            (places if prep.lower_ in {"in", "at"} and held else others).extend(inner)
    return actors, others or places, both


def is_due(verb: Any) -> bool:
    """Whether an infinitive tells what is arranged ("X and Y are to sign a treaty") rather than what something is ("the aim is to sign one")."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.pos_ != "AUX" or above.lower_ not in {"is", "are", "was", "were"}:
        return False
    subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
    others = any(c.dep_ in {"attr", "acomp", "expl"} for c in above.children)
    return subject is not None and not others and lemma_of(subject) not in AIMS


def is_told(token: Any) -> bool:
    """Whether a verb or noun tells an act as one that happens, not only as something wished, spoken of or made possible.

    An infinitive or a participle that hangs on anything but an act of its own (which then is read with it) leaves open whether it happens; so does a
    noun that is neither a subject nor the setting of the sentence ("after talks with").
    """
    if token.pos_ in {"ADJ", "AUX"}:
        return True
    if token.pos_ == "VERB":
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
            return is_due(token)
        if token.tag_ == "VBG" and token.dep_ == "pcomp":
            return token.head.lower_ in MEANS
        return not (token.tag_ == "VBG" and token.dep_ in {"xcomp", "csubj", "dobj", "amod"})
    frame = find_frame(token)
    if frame is None or frame.code.kind not in HAPPENINGS:
        return False
    if any(lemma_of(c) in WEAK for c in token.children if c.dep_ in {"amod", "det"}):
        return False
    if token.dep_ == "pobj":
        link = token.head
        if link.lower_ == "of" and lemma_of(link.head) in EDGES and link.head.dep_ == "pobj":
            link = link.head.head
        if link.lower_ == "with" and lemma_of(link.head) in OPENINGS:
            return True
        return link.lower_ in SETTINGS or (link.lower_ == "of" and link.head.lower_ == "ahead")
    return token.dep_ in {"nsubj", "nsubjpass", "ROOT", "appos", "npadvmod", "conj"}
