"""Who passed it on: "told Radio Osk", "in an interview with the Herald", "quoted by the agency", "the agency reported, citing her".

Tokens are spaCy's of one paragraph. An outlet is known by the words of its name (lexicon/outlets.tsv), never by what it says.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from crosswire.annotate.quotations_sources import agent_of, child, phrase_of
from crosswire.model.folding import word_set

OCCASIONS = word_set(
    "interview remark comment speech address debate programme program show broadcast article op-ed column letter essay report "
    "conversation statement message video film documentary appearance podcast call piece"
)
"""Nouns of what is given to, or appears in, an outlet."""

INSIDE = ("on", "in", "for", "with", "to", "by", "from", "at", "via", "during")
"""Prepositions between a cue, or one of OCCASIONS, and the outlet."""

SURNAMES = word_set(
    "post mail globe guardian bell star sun mirror mercury figaro echo argus gazette express standard monitor press"
)
"""Last words of outlets' names that people are called too."""

SPEAKING = ("speak", "write", "appear", "talk", "comment", "interview", "quote")
"""Verbs whose participle beside a cue tells where it was said ("Speaking to Radio Osk, ...")."""

PAPERS = word_set("report statement document memo letter email note diary minutes filing record transcript leak file")
"""What is written and speaks."""

SEEN = ("see", "obtain", "view", "review", "leak")
"""Participles after a document that an outlet holds ("a note seen by the Herald")."""

ISSUED = ("issue", "release", "read", "send", "relay", "post", "give", "deliver")
"""Participles after a statement that somebody else hands out ("issued by her agent")."""


@lru_cache(maxsize=1)
def load_outlets() -> dict[str, frozenset[str]]:
    """Read the table of outlets: kind -> words (or whole names, lower-case)."""
    table = files("crosswire.annotate").joinpath("lexicon/outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {kind: frozenset(words.split("|") if kind == "name" else words.split()) for kind, words in rows}


def is_outlet(head: Any) -> bool:
    """Whether a noun with its words names an outlet or is a word for one."""
    known = load_outlets()
    low = head.lower_
    if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children):
        return False  # "in her paper"
    raised = head.text[:1].isupper() and not head.is_sent_start
    if head.pos_ == "NOUN" and not (raised and low in known["last"]):
        return head.lemma_.lower() in known["noun"] or any(
            is_outlet(c) for c in head.children if c.dep_ in ("poss", "compound", "appos") and c.tag_ == "NNP"
        )
    numbered = head.pos_ == "NUM" and head.i and head.nbor(-1).lower_ == "channel"
    if head.pos_ != "PROPN" and not raised and not numbered:
        return False
    words = phrase_of(head, set())
    text = head.doc[words[0] : words[-1] + 1].text.lower().removeprefix("the ")
    if text in known["name"] or low in known["name"]:
        return True
    name = [
        head.doc[i] for i in words if head.doc[i].pos_ in ("PROPN", "NUM", "NOUN") or head.doc[i].text in ("&", "/")
    ]
    if not name:
        return False
    if name[0].lower_ in known["first"] and len(name) > 1:
        return True
    named = len(name) > 1 or (words and head.doc[words[0]].lower_ == "the")
    if low in known["last"] and named and (head.ent_type_ != "PERSON" or low not in SURNAMES):
        return True
    if any(t.lower_ in ("broadcasting", "news", "radio", "television", "newspaper") for t in name) and len(name) > 1:
        return True
    return any(is_outlet(c) for c in head.children if c.dep_ in ("poss", "appos", "compound"))


def carriers(part: Any, *, hops: int = 3) -> list[Any]:
    """Return the outlets below a preposition, nearest first: "in an interview with X", "on X", "in remarks carried by X"."""
    object_ = child(part, "pobj", "pcomp")
    if object_ is None or hops == 0:
        return []
    if part.lower_ in ("through", "via") and speaks_for(object_):
        return [object_]
    if is_outlet(object_):
        return [outlet_in(object_)]
    if object_.lemma_.lower() not in OCCASIONS and object_.ent_type_ not in ("WORK_OF_ART", "ORG"):
        return []
    return beneath(object_, hops)


def outlet_in(head: Any) -> Any:
    """Return the outlet itself where it only owns the noun ("Channel Nine's breakfast programme"), else the noun."""
    owner = child(head, "poss")
    return owner if owner is not None and is_outlet(owner) else head


def beneath(noun: Any, hops: int) -> list[Any]:
    """Return the outlets that a noun's own phrases name ("an interview with X", "a speech broadcast by X")."""
    found: list[Any] = []
    known = load_outlets()
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in INSIDE:
            found += carriers(c, hops=hops - 1)
        elif c.dep_ == "acl" or (c.dep_ in ("amod", "relcl", "advcl") and c.tag_ == "VBN"):
            by = agent_of(c)
            if (
                by is not None
                and (c.lemma_ in known["passed"] or c.lemma_ in SEEN)
                and (is_outlet(by) or named_body(by))
            ) or (by is not None and c.lemma_ in ISSUED and speaks_for(by)):
                found.append(by)
            elif by is None:
                found += [
                    x for p in c.children if p.dep_ == "prep" and p.lower_ in INSIDE for x in carriers(p, hops=hops - 1)
                ]
    return found


def named_body(head: Any) -> bool:
    """Whether a noun is a name, but not of a person or place."""
    return (
        head.pos_ == "PROPN" and head.ent_type_ not in ("PERSON", "GPE", "LOC", "NORP", "DATE")
    ) or head.lemma_ == "media"


def speaks_for(head: Any) -> bool:
    """Whether a noun is of those who speak for others ("her lawyer", "an interpreter")."""
    return head.lemma_.lower() in load_outlets()["through"]


def beside_verb(verb: Any) -> list[Any]:
    """Return the outlets among a cue verb's own phrases ("said on X", "Speaking to X, she said", "said through a lawyer")."""
    found: list[Any] = []
    for c in verb.children:
        if c.dep_ in ("prep", "dative", "agent") and (c.lower_ in INSIDE or c.lower_ in ("through", "via")):
            found += carriers(c)
        elif c.dep_ in ("advcl", "acl") and c.lemma_ in SPEAKING and c.tag_ in ("VBG", "VBN"):
            by = agent_of(c)
            found += [by] if by is not None and is_outlet(by) else []
            found += [x for p in c.children if p.dep_ in ("prep", "dative") for x in carriers(p)]
    return found


def find_via(verb: Any, source: Any, addressee: Any) -> Any:
    """Return the head of who passed an attribution on, or None.

    verb: the cue. source, addressee: heads of who says it and to whom, or None. What is told to an outlet, said in it or on it, or
    quoted by it, it has passed on; what is told to reporters, nobody.
    """
    if addressee is not None and addressee is not source:
        if is_outlet(addressee):
            return outlet_in(addressee)
        if interviewed(verb) and named_body(addressee):
            return addressee
    found = beside_verb(verb)
    above = verb.head
    if not found and verb.dep_ in ("conj", "xcomp") and above != verb:
        found = beside_verb(above)
    if not found and source is not None:
        found = beneath(source, 2)
    found = [f for f in found if f is not source]
    return min(found, key=lambda f: (abs(f.i - verb.i), f.i)) if found else None


def interviewed(verb: Any) -> bool:
    """Whether a cue stands beside "in an interview"."""
    return any(
        c.dep_ == "prep"
        and c.lower_ in ("in", "during")
        and (o := child(c, "pobj")) is not None
        and o.lemma_ == "interview"
        for c in verb.children
    )


def is_paper(noun: Any) -> bool:
    """Whether a noun is something written that speaks ("a report", "documents")."""
    return noun.lemma_.lower() in PAPERS
