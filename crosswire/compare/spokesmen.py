"""For whom somebody speaks or acts: which states and bodies a source or a subject binds.

A minister speaks for the state; an opposition leader, a member of parliament, a former official or a reporter does not. A detail of a subject
("rivals in Osmark") acts for nobody.
"""

import re
from collections.abc import Sequence

from crosswire.compare.accounts import Accounts
from crosswire.compare.offices import home_of
from crosswire.compare.words import load_kind, load_words, read_words, stem
from crosswire.model import Act, Actor, Quotation, Reading, Span

ATTACHED = re.compile(r"\b(?:of|in|on|for|by|with|from|at|to|against|over|near|between)\b", re.IGNORECASE)
MEMBERS = re.compile(
    r"\b(?:members?|states|countries|governments?|leaders?|ministers?|president|chief|head|secretary|government|ministry|"
    r"republic|kingdom|commonwealth|federation|emirate|sultanate|principality|duchy) (?:of|for)(?: the)? *$",
    re.IGNORECASE,
)
ORGAN = re.compile(r"['’]s? (?:\w+ )?(?:parliament|cabinet|army|navy|ministry|executive|administration|authorities)$")
"""What a state owns and acts by."""

UNBOUND = re.compile(
    r"(?:It|Its (?:\w+ )?(?:parliament|cabinet|government|army|navy|ministry|executive|administration|authorities|leaders?|ministers?|president))"
)
"""A subject that opens a sentence and takes up the one before."""

OWNED = re.compile(r"^['’]s?\b")
ADJECTIVE = re.compile(r"(?:ish|ese|ian|ist|istic|ic)$")

SHORT_NAMES = 2
"""Mentions that a body of one plain word needs to be a party by what it says: fewer are mostly words that only look like names ("First"). Who does
a thing for or against an issue needs one."""


def official(quotation: Quotation, speakers: tuple[str, ...], reading: Reading, accounts: Accounts) -> tuple[str, ...]:
    """Return the parties for which a quotation's speakers speak."""
    words = " ".join(accounts.words(reading.doc, a, b) for a, b in quotation.source)
    if is_unofficial(words):
        return ()
    bound = [s for s in speakers if not unofficial_actor(s, accounts)]
    named = tuple(p for p in bound_by(bound, accounts) if is_party(p, accounts))
    if named or len(bound) < len(speakers) or not quotation.source:
        return named
    home = home_of(reading.doc, office_of(quotation.source[0], bound, reading, accounts), accounts)
    return (home,) if home is not None and is_party(home, accounts) else ()


def office_of(source: Span, speakers: Sequence[str], reading: Reading, accounts: Accounts) -> Span:
    """Return the words that tell a speaker's office: the source's own, or where it is a surname or "he" the mention that first names him with one."""
    keys = {key for s in speakers for key in accounts.actors[s].mentions if accounts.actors[s].type == "person"}
    titled = [m for m in reading.mentions if m.role and m.start < source[0] and (reading.doc, m.id) in keys]
    return (titled[0].start, titled[0].end) if titled else source


def bound_by(actors: Sequence[str], accounts: Accounts) -> list[str]:
    """Return the parties of some actors; of a house of many voices only where it speaks itself, not one of its members."""
    return [
        p
        for p in accounts.parties(actors)
        if p in actors
        or not any(
            w.lower() in load_kind("assembly")
            for w, _, _ in read_words(accounts.actors[p].name, 0, len(accounts.actors[p].name))
        )
    ]


def parties_of_subject(act: Act, reading: Reading, accounts: Accounts) -> tuple[list[str], tuple[str, ...]]:
    """Return (actors, parties) of a clause's subject: those that head it, not those that it mentions by the way."""
    if act.subject is None:
        doers = accounts.actors_of(reading.doc, act.subjects)
        return doers, tuple(p for p in accounts.parties(doers) if is_party(p, accounts))
    if UNBOUND.fullmatch(accounts.words(reading.doc, *act.subject)) and not accounts.actors_of(
        reading.doc, act.subjects
    ):
        return subject_before(act, reading, accounts)
    mentions = [m for m in reading.mentions if m.id in act.subjects]
    named = any(m.kind == "name" and m.type == "organisation" and m.end == act.subject[1] for m in mentions)
    if not named and is_unofficial(accounts.words(reading.doc, *act.subject)):
        return [], ()  # "the rebel Freedom Front" has a name of its own
    if not mentions or not accounts.parties(accounts.actors_of(reading.doc, act.subjects)):
        home = home_of(reading.doc, act.subject, accounts)
        if home is not None and is_party(home, accounts, fewest=1):
            return [home], (home,)
    mentions = [m for m in mentions if not (m.plural and m.type == "person" and m.kind == "name")]  # "more Osmarkers"
    heads = [m.id for m in mentions if leads((m.start, m.end), act.subject, accounts.documents[reading.doc].text)]
    doers = [a for a in accounts.actors_of(reading.doc, heads) if not unofficial_actor(a, accounts)]
    return doers, tuple(p for p in bound_by(doers, accounts) if is_party(p, accounts, fewest=1))


def subject_before(act: Act, reading: Reading, accounts: Accounts) -> tuple[list[str], tuple[str, ...]]:
    """Return (actors, parties) of the subject of the sentence before, for an "it" or "its parliament" that the text left unbound."""
    sentence = accounts.sentence_before(reading.doc, act.start)
    here = accounts.sentence_at(reading.doc, act.start)
    if sentence is None or here is None or sentence.paragraph != here.paragraph:
        return [], ()
    first = next((a for a in reading.acts if a.subject and sentence.start <= a.subject[0] < sentence.end), None)
    if first is None or first.subject is None or UNBOUND.fullmatch(accounts.words(reading.doc, *first.subject)):
        return [], ()
    return parties_of_subject(first, reading, accounts)


def leads(mention: Span, subject: Span, text: str) -> bool:
    """Whether a mention heads a subject: nothing attaches it to another noun, it owns nothing but an organ of its own, and no other noun stands
    behind it ("American companies" are not the United States, "NATO members" are NATO)."""
    before = text[subject[0] : mention[0]]
    if ATTACHED.search(before) and not MEMBERS.search(before):
        return False
    behind = text[mention[1] : subject[1]]
    if OWNED.match(behind[:3]):
        return ORGAN.match(behind) is not None
    tail = re.split(r",|\b(?:who|which|that|in|of|for|at|and|or|from|on|with)\b", behind, maxsplit=1)[0].split()
    return not tail or tail[-1].lower().strip("”\"’'") in load_kind("organ") or tail[-1][:1].isupper()


def is_unofficial(words: str) -> bool:
    """Whether words name somebody who binds no state or body ("opposition leader", "a former minister"); what is part of a name does not
    ("the Workers' Party")."""
    told = [w for w, _, _ in read_words(words, 0, len(words))]
    return any(w.lower() in load_kind("unofficial") for n, w in enumerate(told) if n == 0 or w.islower())


def unofficial_actor(actor: str, accounts: Accounts) -> bool:
    """Whether an actor is known in a part that binds nobody, and in none that does."""
    record = accounts.actors.get(actor)
    if record is not None and record.type == "group":
        # "Russian officials", "deputies of the Harbour League"; but not "American companies"
        head, of, _ = record.name.partition(" of ")
        return head.split()[-1].lower() not in load_kind("delegates" if of else "organ")
    if record is None or record.type != "person":
        return False
    return bool(record.roles) and any(is_unofficial(role) for role, _ in record.roles)


def is_party(actor: str, accounts: Accounts, fewest: int = SHORT_NAMES) -> bool:
    """Whether an actor can hold a position: a state, or a body that is no newspaper and no stray word. fewest: mentions that a body of one plain word
    needs."""
    record = accounts.actors[actor]
    if any(name.casefold() in accounts.watched for name in (record.name, *record.aliases)):
        return record.type != "person"
    if record.type == "state" and (record.country or " " in record.name):
        return True
    if record.id in accounts.served and not record.name[0].islower():
        return True
    words = [w for w, _, _ in read_words(record.name, 0, len(record.name))]
    if not words or any(w.lower() in load_kind("press") for w in words):
        return False
    if words[0].lower() in ("a", "an") or record.name[0].islower():
        return False
    if record.type == "state":
        return (
            words[0].lower() not in load_kind("portfolio")
            and not ADJECTIVE.search(record.name)
            and not is_common(record, accounts)
        )
    if len(words) > 1:
        return words[-1].lower() in load_kind("body") or not all(stem(w) in load_words("generic.txt") for w in words)
    if stem(words[0]) in load_words("generic.txt"):
        return False
    return record.name.isupper() or (
        len(record.mentions) >= fewest and not ADJECTIVE.search(record.name) and not is_common(record, accounts)
    )


def is_common(record: Actor, accounts: Accounts) -> bool:
    """Whether a name of one word stands in lower case too in a text that has it: it is no name ("Science", "Labour")."""
    word = re.compile(rf"(?<![\w-]){re.escape(record.name.lower())}(?![\w-])")
    return any(
        word.search(accounts.documents[doc].text)
        for doc in sorted({d for d, _ in record.mentions})
        if doc in accounts.documents
    )
