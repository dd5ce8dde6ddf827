"""Which way a time looks from the day of its text: back, ahead, or not told.

The tense of the clause is the rule (TimeML's event-time links reduced to one bit), and what stands between the time and its verb the exception: "asked
them to leave by Friday", "plans for a May 9 vote", "is due on Monday" look ahead out of clauses that look back or tell of now.
"""

from typing import Any

from crosswire.annotate.clauses import MODALS, auxiliaries, tense_of
from crosswire.annotate.words import word_set

PLANNING = word_set(
    "plan agree arrange schedule expect intend prepare vow pledge promise hope aim propose threaten due set slate slated scheduled expected poised ready"
)
"""Words over an infinitive that put off to its own time what it tells."""

INTENDED = word_set("plan preparation date deadline timetable schedule call campaign candidate proposal bid run-up")
"""Nouns whose "for" leads to what has not been held: "plans for a vote on Sunday"."""

HELD = word_set(
    "vote election referendum ballot poll runoff talk negotiation meeting summit conference visit trip tour session hearing trial protest rally march strike "
    "ceremony launch start beginning opening signing inauguration release withdrawal return ceasefire truce exercise test match game debate"
)
"""Nouns of what is held on a day that was set."""

DUE = word_set("due set scheduled slated expected")
"""What stands after "is" before the day of something to come."""

LIMITS = word_set("by until till before")
"""Prepositions of a time by which something is to be done."""

THROUGH = LIMITS | word_set("through")
COUNTING = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last only latest")
"""Words of a noun before "in three weeks" that make it a stretch over which is counted."""


def direction_of(token: Any | None, verb: Any | None, *, yearless: bool) -> str | None:
    """Return past, present, future or None (not told) for a time.

    token: the one by which the time hangs on its clause. verb: the clause's. yearless: the time is a day of a month without a year, for which "not told"
    means the nearest one; for a weekday it means the latest.
    """
    if verb is None:
        return None
    tense = tense_of(verb)
    if tense == "future" or token is None:
        return tense
    lead = _lead(token)
    if _looks_ahead(verb, tense, lead) or _is_intended(token, tense):
        return "future"
    if yearless and tense == "past" and (lead in THROUGH or _noun_over(token) is not None):
        return None
    return tense


def is_duration(token: Any | None, verb: Any | None, behind: str) -> bool:
    """Whether "in three weeks" says how long something took, not when it will be. behind: the text after it."""
    if behind.lstrip().startswith("of "):
        return True
    if token is None or verb is None:
        return False
    if any(c.lower_ in COUNTING for noun in _nouns_near(token, verb) for c in noun.children):
        return True
    return tense_of(verb) == "past" and not _is_infinitive(verb)


def _lead(token: Any) -> str:
    """Return the preposition that a time hangs on, or "", passing over "the morning of", "9 pm on"."""
    for _ in range(4):
        if token.head == token:
            return ""
        token = token.head
        if token.dep_ in {"prep", "mark"} or token.pos_ in {"ADP", "SCONJ"}:
            if token.lower_ not in {"of", "on", "at"}:
                return str(token.lower_)
        elif token.pos_ in {"VERB", "AUX"}:
            return ""
    return ""


def _looks_ahead(verb: Any, tense: str | None, lead: str) -> bool:
    """Whether the verb puts its time ahead: a modal, an infinitive with a limit or under a word of planning, "is due"."""
    aux = auxiliaries(verb)
    lows = {a.lower_ for a in aux}
    if any(low in MODALS for low in lows) and not lows & {"have", "'ve"}:
        return True
    if _is_infinitive(verb):
        over = verb.head
        return lead in LIMITS or over.lemma_.lower() in PLANNING or over.lower_ in PLANNING
    if tense == "present":
        held = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "oprd"})]
        return any(t.lower_ in DUE for t in held) or (verb.tag_ == "VBG" and bool(aux))
    return False


def _is_infinitive(verb: Any) -> bool:
    return any(a.lower_ == "to" for a in auxiliaries(verb)) and verb.head != verb


def _noun_over(token: Any) -> Any | None:
    """Return the noun that a time describes ("a May 9 vote", "the vote on May 9"), or None where it hangs on a verb."""
    head = token.head
    if head.pos_ == "ADP" and token.dep_ == "pobj":
        head = head.head
    return head if head != token and head.pos_ in {"NOUN", "PROPN"} and token.pos_ != "VERB" else None


def _is_intended(token: Any, tense: str | None) -> bool:
    """Whether a time describes what is planned ("plans for a vote on Sunday") or, told of now, what is waited for ("ahead of a vote on Sunday")."""
    noun = _noun_over(token)
    for _ in range(3):
        if noun is None or noun.head == noun:
            return False
        over = noun.head
        if over.pos_ == "ADP":
            beyond = over.head
            if over.lower_ == "for" and beyond.lemma_.lower() in INTENDED and noun.lemma_.lower() in HELD:
                return True
            if over.lower_ == "before" or (over.lower_ == "of" and beyond.lower_ in {"ahead", "advance", "run-up"}):
                return tense == "present"
            noun = beyond if beyond.pos_ in {"NOUN", "PROPN"} else None
        elif over.pos_ in {"NOUN", "PROPN"}:
            noun = over
        else:
            return False
    return False


def _nouns_near(token: Any, verb: Any) -> list[Any]:
    """Return the nouns between a time and its verb, on the way up."""
    out = []
    for _ in range(4):
        if token in (verb, token.head):
            break
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"}:
            out.append(token)
    return out + [c for c in verb.children if c.dep_ in {"nsubj", "attr", "dobj"}]
