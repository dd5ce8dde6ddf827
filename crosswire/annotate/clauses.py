"""The grammar of a clause as the parse shows it: its verb, tense, modality, negation, and what it hangs under."""

from typing import Any

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
