"""How an attribution stands: was it said, denied, not yet said, or said only in a supposition?

negated: "did not say", "denied that", "nobody said", "refused to say", "has yet to say", "without saying". future: "will tell", "is expected to
say", and "would" as reported from the past. hypothetical: "would say", "might argue", "if he says", "should the court rule".
"""

from typing import Any

from crosswire.annotate.cues import Cue
from crosswire.annotate.quotations_sources import MEDIA, child
from crosswire.model.folding import word_set

AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "gon"})
SUPPOSED = frozenset({"would", "could", "should", "might", "may", "can", "must", "'d", "’d", "ca"})
UNABLE = frozenset({"would", "could", "can", "ca", "'d", "’d"})
"""With "not": a refusal or an inability, not a supposition ("would not say")."""

DENYING = frozenset({"deny", "disavow", "disclaim", "denial"})
UNWILLING = frozenset({"refuse", "decline"})
"""As cues of their own: "refused comment", "declined to be drawn"."""

REFUSING = word_set(
    "refuse decline fail avoid neglect omit forget hesitate refrain stop shy abstain short unwilling unable reluctant"
)
"""Above a cue: it was not said ("refused to say", "stopped short of saying", "unable to say")."""

COMING = word_set("expect schedule set due poise plan intend go about ready prepare slate be likely")
"""Above an infinitive: it will be said ("is expected to announce", "is due to testify", "are to announce")."""

AIMS = word_set(
    "aim goal plan idea purpose job task challenge point thing way choice option hope problem intention role duty trick it this that "
    "what all"
)
"""Subjects of "is to" that nobody's speech follows ("the aim is to ...")."""

HARDLY = frozenset({"hardly", "scarcely", "barely", "nowhere"})
NOBODY = frozenset({"nobody", "none", "neither", "no-one", "nothing"})
CONDITIONS = frozenset({"if", "unless", "whether", "supposing", "provided"})


def standing(verb: Any, cues: dict[str, Cue]) -> tuple[bool, bool, bool]:
    """Return whether a cue is negated, future, hypothetical."""
    modals = modals_of(verb)
    refused = (
        any(c.dep_ == "neg" or c.lower_ in HARDLY for c in verb.children) or says_nothing(verb) or nobody_says(verb)
    )
    negated = refused or verb.lemma_.lower() in DENYING | UNWILLING or below_refusal(verb)
    future = bool(modals & AHEAD) or below_coming(verb)
    hypothetical = bool(modals & SUPPOSED) or conditional(verb)
    if refused and modals & UNABLE and not conditional(verb):
        hypothetical = False
    if hypothetical and modals & {"would", "'d", "’d"} and reported(verb, cues):
        hypothetical, future = False, not refused
    return negated, future and not below_refusal(verb), hypothetical


def modals_of(verb: Any) -> frozenset[str]:
    """Return the modal verbs of a cue, its own or lent by the verb that it is joined to."""
    token, found = verb, set()
    for _ in range(3):
        found |= {c.lower_ for c in token.children if c.dep_ == "aux" and c.tag_ == "MD" and c.i < verb.i}
        if token.dep_ == "acl" and token.head.dep_ == "dobj" and token.head.lemma_ in MEDIA and not found:
            token = token.head.head  # "will issue a statement condemning"
            found |= {c.lower_ for c in token.children if c.dep_ == "aux" and c.tag_ == "MD"}
        if found or token.dep_ not in ("xcomp", "conj") or token.head == token or child(token, "nsubj") is not None:
            break
        if token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP"):
            break  # a tense of its own
        token = token.head
    return frozenset(found)


def above(verb: Any) -> list[Any]:
    """Return the words that govern a cue as an infinitive or gerund, nearest first; a verb joined to another has that one's."""
    out: list[Any] = []
    token = verb
    for _ in range(4):
        if token.head == token:
            break
        if token.dep_ == "conj" and token.tag_ in ("VB", "VBG"):
            token = token.head
            continue
        passive = (
            token.tag_ == "VBN"
            and child(token, "auxpass") is not None
            and any(c.lower_ == "to" for c in token.children)
        )
        infinitive = (passive or token.tag_ in ("VB", "VBG")) and token.dep_ in (
            "xcomp",
            "pcomp",
            "ccomp",
            "advcl",
            "acl",
            "relcl",
            "prep",
            "attr",
        )
        if not infinitive and token.dep_ not in ("prep", "acomp"):
            break
        token = token.head
        out.append(token)
        if token.pos_ == "VERB" and token.lemma_ not in COMING | REFUSING:
            break
    return out


def below_refusal(verb: Any) -> bool:
    """Whether a cue hangs under a refusal, "without" or "has yet to"."""
    for token in above(verb):
        if token.lemma_.lower() in REFUSING or token.lower_ == "without":
            return True
        if token.lemma_ in ("have", "be") and any(c.lower_ == "yet" and c.i < verb.i for c in token.children):
            return True
        if any(c.dep_ == "neg" for c in token.children) and token.pos_ in ("VERB", "AUX", "ADJ"):
            return True
    before = verb.doc[max(0, verb.i - 3) : verb.i]
    return [t.lower_ for t in before if t.dep_ != "advmod" or t.lower_ == "yet"][-2:] == ["yet", "to"]


def below_coming(verb: Any) -> bool:
    """Whether a cue is an infinitive that is still to come."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in first_joined(verb).children):
        return False
    governing = above(verb)
    if not governing:
        return False
    token = governing[0]
    if token.lemma_ == "be":
        subject = child(token, "nsubj", "nsubjpass")
        return (
            subject is not None
            and subject.lemma_.lower() not in AIMS
            and not any(c.lower_ == "yet" for c in token.children)
        )
    if token.lemma_.lower() not in COMING:
        return False
    return token.pos_ in ("VERB", "ADJ", "ADP", "ADV", "SCONJ") and not (token.lemma_ == "go" and token.tag_ == "VBD")


def first_joined(verb: Any) -> Any:
    """Return the first of the verbs that "and" joins to this one."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VB":
        verb = verb.head
    return verb


def nobody_says(verb: Any) -> bool:
    """Whether the subject of a cue is nobody ("no minister said", "neither side has said")."""
    token = verb
    for _ in range(3):
        if any(c.lower_ == "neither" and c.dep_ in ("preconj", "cc", "advmod", "det") for c in token.children):
            return True
        subject = child(token, "nsubj")
        if subject is not None:
            return denies(subject)
        if token.dep_ not in ("conj", "xcomp") or token.head == token:
            break
        token = token.head
    return False


def denies(noun: Any) -> bool:
    """Whether a noun phrase names nobody."""
    return noun.lower_ in NOBODY or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "advmod", "cc", "cc:preconj")
        for c in noun.children
    )


def says_nothing(verb: Any) -> bool:
    """Whether a cue's object is nothing ("said nothing about")."""
    object_ = child(verb, "dobj")
    return object_ is not None and object_.lower_ in ("nothing", "none") and verb.lemma_ != "do"


def conditional(verb: Any) -> bool:
    """Whether a cue heads a condition: "if he says", "should the court rule", "had the pilot warned"."""
    token = verb
    for _ in range(3):
        for c in token.children:
            if c.dep_ in ("mark", "advmod") and c.lower_ in CONDITIONS and c.i < verb.i:
                return True
        subject = child(token, "nsubj", "nsubjpass")
        if subject is not None:
            lead = [
                c
                for c in token.children
                if c.dep_ == "aux" and c.i < subject.i and c.lower_ in ("had", "should", "were")
            ]
            return bool(lead) and token.dep_ in ("advcl", "ccomp", "conj") and token.doc[-1].text != "?"
        if token.dep_ not in ("conj", "xcomp") or token.head == token:
            break
        token = token.head
    return False


def reported(verb: Any, cues: dict[str, Cue]) -> bool:
    """Whether a cue stands in what somebody said in the past: "said she would announce"."""
    for token in list(verb.ancestors)[:6]:
        if token.lemma_.lower() in cues and token.pos_ == "VERB" and token.i < verb.i:
            past = token.tag_ == "VBD" or (
                token.tag_ in ("VBN", "VBG") and any(c.lower_ == "had" for c in token.children)
            )
            clause = next((a for a in [verb, *verb.ancestors] if a.head == token), verb)
            return (
                past
                and clause.dep_ in ("ccomp", "conj")
                and not any(
                    c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in CONDITIONS for m in c.children)
                    for c in verb.children
                )
            )
    return False
