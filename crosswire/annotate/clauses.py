"""The grammar of a clause as the parse shows it: its verb, tense, modality, negation, what it hangs under, and whose deed it tells."""

from typing import Any

from crosswire.annotate.words import word_set

MODALS = {
    "will": "future",
    "shall": "future",
    "'ll": "future",
    "would": "hypothetical",
    "could": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "should": "hypothetical",
    "can": "hypothetical",
    "must": "hypothetical",
}
VERBAL = frozenset({"VERB", "AUX"})
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "hardly"})
MISREAD = word_set("plans moves calls threats claims attempts bids demands talks offers protests")
"""Nouns that the tagger takes for verbs behind a name."""
SAYING = word_set("say complain claim insist argue think believe hope fear contend maintain allege add note")


def verb_of(token: Any) -> Any | None:
    """Return the verb whose clause a token stands in: the nearest verb above it, or itself."""
    hops = 0
    while hops < 30:
        if token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
            return token
        if token.head == token:
            return token if token.pos_ in VERBAL else None
        token, hops = token.head, hops + 1
    return None


def auxiliaries(verb: Any) -> list[Any]:
    """Return a verb's auxiliaries in order."""
    return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]


def tense_of(verb: Any) -> str | None:
    """Return past, present, future or None for a verb with its auxiliaries; a verb without tense of its own takes that of the verb above it."""
    for _ in range(6):
        aux = auxiliaries(verb)
        lows = [a.lower_ for a in aux]
        if any(MODALS.get(low) == "future" or low in {"'ll", "wo"} for low in lows):
            return "future"
        if any(low in {"had", "was", "were", "did"} for low in lows):
            return "past"
        if any(a.lower_ in {"has", "have", "'ve"} for a in aux):
            return "past"
        if verb.tag_ == "VBD":
            return "past"
        if any(low in {"is", "are", "am", "'s", "'re", "do", "does"} for low in lows) or verb.tag_ in {"VBZ", "VBP"}:
            return "present"
        if any(low in MODALS for low in lows):
            return None
        if verb.head == verb or verb.dep_ == "ROOT":
            return None
        above = verb_of(verb.head)
        if above is None or above == verb:
            return None
        verb = above
    return None


def modality_of(verb: Any) -> str | None:
    """Return future, hypothetical, ongoing or None (asserted), from a verb's own auxiliaries."""
    aux = auxiliaries(verb)
    for a in aux:
        if a.lower_ in {"wo", "'ll"}:
            return "future"
        found = MODALS.get(a.lower_) if a.tag_ == "MD" else None
        if found:
            return found
    if any(a.lemma_ == "be" and a.dep_ == "aux" for a in aux) and verb.tag_ == "VBG":
        return "ongoing"
    return None


def is_negated(verb: Any) -> bool:
    """Whether a verb carries a negation of its own, or its subject or object begins with "no"."""
    if any(c.dep_ == "neg" or (c.lower_ in NEGATIONS and c.dep_ in {"advmod", "preconj"}) for c in verb.children):
        return True
    return any(
        g.lower_ in {"no", "neither"} and g.dep_ == "det"
        for c in verb.children
        if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}
        for g in c.children
    )


def is_misread_noun(token: Any) -> bool:
    """Whether the tagger took a noun for a verb: "against Osmark plans to ..." - no subject of its own, and a name right before it that is not one."""
    if token.lower_ not in MISREAD or token.tag_ != "VBZ" or token.i == 0:
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def owner_of(noun: Any) -> Any | None:
    """Return whose a plan is: "X's plans to ...", "X plans to ..."."""
    kinds = {"poss", "compound", "nmod", "amod"}
    own = next((c for c in noun.children if c.dep_ in kinds and (c.ent_type_ or c.dep_ == "poss")), None)
    if own is not None:
        return own
    before = noun.nbor(-1) if noun.i > 0 else None
    # "criticised X plans": the parser may make X an object of its own
    if before is None or not before.ent_type_:
        return None
    return before if is_misread_noun(noun) or (before.head == noun.head and before.dep_ == noun.dep_) else None


def antecedent(verb: Any) -> Any:
    """Return the noun of a relative clause: the one that the parse gives, or the nearer one where only that agrees in number."""
    noun = verb.head
    singular = any(t.lower_ in {"has", "is", "was", "does"} for t in (*auxiliaries(verb), verb)) or verb.tag_ == "VBZ"
    if noun.tag_ not in {"NNS", "NNPS"} or not singular:
        return noun
    at = verb.left_edge.i - 1
    near = next(
        (verb.doc[i] for i in range(at, max(noun.i, at - 4), -1) if verb.doc[i].pos_ in {"NOUN", "PROPN"}), noun
    )
    return near if near.tag_ not in {"NNS", "NNPS"} else noun


def sibling_subject(verb: Any) -> Any | None:
    """Return the subject of "the masts, parts of which will stand there, will watch": the parser gives both verbs' subjects to the first."""
    for other in verb.head.children:
        if other.dep_ == "ccomp" and other.i < verb.i:
            own = [c for c in other.children if c.dep_ in {"nsubj", "nsubjpass"}]
            if len(own) > 1:
                return own[0]
    return None


def stolen_subject(verb: Any) -> Any | None:
    """Return the object of a verb of saying that is really its complement's subject: "X complained Y used it" parsed as "complained Y"."""
    if verb.lemma_.lower() not in SAYING:
        return None
    inner = next(
        (c for c in verb.children if c.dep_ in {"ccomp", "acl"} and c.tag_ in {"VBD", "VBZ", "VBP", "VBN"}), None
    )
    if inner is None or any(c.dep_ in {"nsubj", "nsubjpass"} for c in inner.children):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i == inner.left_edge.i - 1), None)


def is_contrast(token: Any) -> bool:
    """Whether a verb heads ", while X says ...": another clause beside this one, whatever the parser hangs it on."""
    if token.dep_ != "advcl" or token.pos_ not in {"VERB", "AUX"}:
        return False
    lows = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"}}
    return bool(lows & {"while", "whereas", "whilst"}) and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


CONTROLLED = word_set("urge ask tell order force persuade allow want expect invite press")
"""Verbs whose object does what their infinitive says: "urged others to stay away"."""


def subject_of(verb: Any) -> Any | None:
    """Return the word of who acts: the verb's own subject or the one that the grammar lends it; None for a passive without an agent."""
    first = verb
    for _ in range(6):
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if passive is not None and verb == first:
            return None
        own = next((c for c in verb.children if c.dep_ in {"nsubj", "expl", "csubj"}), passive)
        if own is not None:
            relative = own.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl"
            return antecedent(verb) if relative else own
        lent, above = lent_subject(verb)
        if lent is not None or above is None or above == verb:
            return lent
        verb = above
    return None


def lent_subject(verb: Any) -> tuple[Any | None, Any | None]:
    """Return (the word that the clause above lends as subject, None), or (None, the verb above whose subject it shares), or twice None."""
    head = verb.head
    if verb.dep_ == "ccomp":
        stolen = stolen_subject(head) or sibling_subject(verb)
        return (
            (stolen, None)
            if stolen is not None or verb.tag_ != "VB" or auxiliaries(verb) or head.pos_ != "VERB"
            else (None, head)
        )
    if verb.dep_ in {"xcomp", "acl"} and (head.pos_ in {"NOUN", "PROPN"} or is_misread_noun(head)):
        if verb.tag_ == "VBN":
            return None, None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return head, None
        owner = owner_of(head)
        return (owner, None) if owner is not None else (None, verb_of(head))
    if verb.dep_ == "xcomp" and head.lemma_ in CONTROLLED:
        controlled = next((c for c in head.children if c.dep_ in {"dobj", "obj"}), None)
        if controlled is not None:
            return controlled, None
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis"} and head.pos_ in {"VERB", "AUX"}:
        return None, head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return None, verb_of(head.head)
    return None, None
