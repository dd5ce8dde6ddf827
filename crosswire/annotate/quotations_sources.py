"""Who says it: from a cue in the parse to the words of its source, of those who passed it on and of those spoken to.

Tokens are spaCy's; sets of token indices are of one paragraph. A pronoun stays a pronoun: who it is, is resolved later.
"""

from dataclasses import dataclass
from typing import Any

SUBJECTS = ("nsubj", "csubj")
RELATIVES = ("who", "which", "that", "whom")
STEPS = 5
"""How far up the parse a subject is looked for ("went on to try to say")."""

MEDIA = (
    "statement",
    "letter",
    "comment",
    "remark",
    "tweet",
    "speech",
    "interview",
    "conference",
    "briefing",
    "op-ed",
    "message",
    "email",
    "note",
    "post",
)
"""Nouns of what is issued: with "a statement saying", the speaker is who issued it."""

PASSED_ON = ("quote", "cite", "report", "describe")
"""Verbs whose passive names the speaker as subject and the outlet as agent ("was quoted by X as saying")."""


FAR = 18
"""Tokens between "quoted" and "as saying" at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source: its head token, those who passed it on, the way it was found, and the relative pronoun that stood for it ("X, who said")."""

    head: Any
    via: Any = None
    way: str = "subject"
    relative: Any = None


def child(token: Any, *deps: str) -> Any:
    """Return the first child with one of these dependency labels, or None."""
    return next((c for c in token.children if c.dep_ in deps), None)


def agent_of(verb: Any) -> Any:
    """Return the head of a passive's by-phrase, or None."""
    by = child(verb, "agent")
    return child(by, "pobj", "pcomp") if by is not None else None


def is_passive(verb: Any) -> bool:
    """Whether a verb is a passive ("was criticised", "criticised by")."""
    return child(verb, "auxpass", "nsubjpass", "agent") is not None


def antecedent(token: Any) -> Any:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT", "IN", "WP$"):
        clause = token.head
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def own_subject(verb: Any) -> Any:
    """Return the subject that hangs on the verb itself, or on its auxiliary, or None."""
    found = child(verb, *SUBJECTS)
    if found is not None and found.tag_ in (
        "WP",
        "WDT",
    ):  # "a man who police said was armed": the parser gives "said" both
        found = next((c for c in verb.children if c.dep_ in SUBJECTS and found.i < c.i < verb.i), found)
    if found is not None and found.lower_ in ("what", "whatever", "it") and found.lower_ != "it":
        return None
    return found


def saying_after(verb: Any) -> Any:
    """Return the "saying" of "quoted X as saying", looked for by the words, since the parser hangs it now here, now there; or None."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + FAR, verb.sent.end - 1)]:
        if token.text in '";:“”':
            return None
        following = token.nbor(1)
        if token.lower_ == "as" and following.tag_ == "VBG":
            return following
    return None


def quoted_as(cue: Any) -> Found | None:
    """Return the source of "saying" in "A quoted X as saying" and "X was quoted by A as saying": X, passed on by A; else None."""
    if cue.tag_ != "VBG" or cue.i == cue.sent.start or cue.nbor(-1).lower_ != "as":
        return None
    before = [
        t for t in cue.doc[max(cue.sent.start, cue.i - FAR) : cue.i] if t.lemma_ in PASSED_ON and t.tag_[:2] == "VB"
    ]
    verb = next((t for t in reversed(before) if saying_after(t) == cue), None)
    if verb is None:
        return None
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        passed = child(verb, "nsubjpass") or (verb.head if verb.dep_ in ("acl", "relcl") else None)
        return Found(antecedent(passed), agent_of(verb), "passed on") if passed is not None else None
    between = [t for t in verb.doc[verb.i + 1 : max(verb.i + 1, cue.i - 1)] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    told = child(verb, "dobj") or next((t for t in reversed(between) if t.dep_ not in ("compound", "poss")), None)
    return Found(told, own_subject(verb), "passed on") if told is not None and told.i > verb.i else None


def find_source(cue: Any) -> Found | None:
    """Find the head token of a cue's source by its parse, or None.

    Own subject first; for a passive the agent; "was quoted by X as saying" gives the subject, with X as who passed it on; a verb
    without subject takes that of the verb it is joined to or hangs under.
    """
    quoted = quoted_as(cue)
    if quoted is not None:
        return quoted
    subject = own_subject(cue)
    if subject is not None and child(cue, "auxpass") is None:
        return relative_or_own(subject, "subject")
    agent = agent_of(cue)
    if agent is not None:
        return Found(agent, way="agent")
    if is_passive(cue):
        return None
    return climb(cue)


def relative_or_own(subject: Any, way: str) -> Found:
    """Return a subject as a source; a relative pronoun together with the noun it stands for."""
    noun = antecedent(subject)
    return Found(noun, way=way, relative=subject if noun is not subject else None)


def issuer_of(noun: Any) -> Found | None:
    """Return who issued a statement or letter that says something ("issued a statement calling ..."), or None."""
    if noun.lemma_ not in MEDIA or noun.dep_ not in ("dobj", "pobj"):
        return None
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    subject = own_subject(verb) if verb.pos_ == "VERB" else None
    return relative_or_own(subject, "issuer") if subject is not None else None


def impersonal(verb: Any) -> bool:
    """Whether a verb's subject is the "it" of "it is worth noting", "it is too soon to say"."""
    return any(c.dep_ in ("nsubj", "expl") and c.lower_ in ("it", "that", "this", "there") for c in verb.children)


def climb(cue: Any) -> Found | None:
    """Look for the subject of a cue that has none among the verbs and nouns above it."""
    token = cue
    for _ in range(STEPS):
        head, dep = token.head, token.dep_
        if head == token:
            return None
        if dep in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return issuer_of(head) or Found(head, way="noun")
        if dep == "pcomp" and head.dep_ == "prep":
            over = head.head
            if head.lower_ == "as" and over.lemma_ in PASSED_ON:
                passed = child(over, "nsubjpass") or (over.head if over.dep_ == "acl" else None)
                if passed is not None:
                    return Found(antecedent(passed), agent_of(over), "passed on")
                told = child(over, "dobj")
                if told is not None:  # "the agency quoted X as saying"
                    return Found(told, own_subject(over), "passed on")
            head = over
            if over.pos_ in ("NOUN", "PROPN"):
                possessor = child(over, "poss")
                if possessor is not None:
                    return Found(possessor, way="possessor")
        elif dep not in ("conj", "advcl", "xcomp", "ccomp", "prep", "dep", "parataxis", "acl") and not (
            dep in ("advmod", "acomp") and token.pos_ in ("ADV", "ADJ") and not impersonal(head)
        ):
            return None
        if head.pos_ in ("VERB", "AUX"):
            if dep == "xcomp" and head.lemma_ in ("ask", "urge", "force", "allow", "lead", "prompt", "cause", "help"):
                object_ = child(head, "dobj")
                if object_ is not None:
                    return Found(object_, way="object of the verb above")
            subject = own_subject(head) or child(head, "nsubjpass")
            if subject is not None and subject.lower_ not in ("there", "it's"):
                return relative_or_own(subject, "subject of the verb above")
        token = head
    return None


def phrase_of(head: Any, barred: set[int]) -> list[int]:
    """Return the token indices of a noun phrase with title and apposition, without relative clauses and what follows a comma.

    barred: indices that are other words of the attribution. The result is one unbroken run that holds the head.
    """
    if head.pos_ == "PRON":
        kept = {head.i}
        if head.lower_ in ("all", "both", "some", "many", "others", "those", "one", "most", "each", "few", "several"):
            kept |= {t.i for c in head.children if c.dep_ == "prep" for t in c.subtree}
    else:
        kept = {head.i}
        for c in head.children:
            if keeps(c, head):
                kept |= {t.i for t in c.subtree if not cut_off(t, head)}
    kept -= barred
    kept.add(head.i)
    left = right = head.i
    while left - 1 in kept:
        left -= 1
    while right + 1 in kept:
        right += 1
    doc = head.doc
    dashes = [i for i in range(left, head.i) if doc[i].text in ("—", "–", "--", "-") and doc[i - 1].whitespace_]
    left = dashes[-1] + 1 if dashes else left  # a dateline before the name
    while right > head.i and doc[right].is_punct and doc[right].text not in (")", "]"):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc") and doc[left].lower_ != "both":
        left += 1
    return list(range(left, right + 1))


def keeps(part: Any, head: Any) -> bool:
    """Whether a child of a noun belongs to the mention."""
    if part.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "dep", "acl"):
        return False
    if part.dep_ in ("prep", "conj") and part.i > head.i:
        between = part.doc[head.i + 1 : part.i]
        far = any(t.text in (",", ";", "—", "–", "--") for t in between)
        return not (far and part.dep_ == "prep") and part.pos_ not in ("VERB", "AUX")
    return True


def cut_off(token: Any, head: Any) -> bool:
    """Whether a token stands in a clause below the mention ("X, who ...") that is not part of it."""
    while token != head and token.head != token:
        if token.dep_ in ("relcl", "advcl", "ccomp"):
            return True
        token = token.head
    return False


def find_addressee(cue: Any, takes_addressee: bool) -> Any:
    """Return the head of who is spoken to ("told reporters", "said to her"), or None."""
    if takes_addressee:
        found = child(cue, "dative", "dobj")
        if found is not None and found.pos_ in ("NOUN", "PROPN", "PRON"):
            return found
    for c in cue.children:
        if c.dep_ in ("prep", "dative") and c.lower_ == "to" and c.i > cue.i:
            found = child(c, "pobj")
            if found is not None and found.i - cue.i < 6:
                return found
    return None
