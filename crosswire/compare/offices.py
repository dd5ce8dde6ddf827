"""Whose office-holder somebody is whom a text names by his office alone: "In Osmark, Prime Minister Tave ...", "the foreign minister".

News names the state once and leaves it out afterwards. It is the one that the sentence puts in front, or the one that acts before it in the paragraph.
"""

import re
from collections.abc import Iterator

from crosswire.compare.accounts import Accounts
from crosswire.compare.words import load_kind, read_words
from crosswire.model import Span

FRONTED = re.compile(
    r"[“\"]?(?:Back |Over )?[Ii]n (?:neighbouring |neighboring |nearby |the )*((?:[A-Z][\w’'-]*)(?: (?:of |the )*[A-Z][\w’'-]*)*)[ ,]"
)
"""A place put in front of its sentence."""

OFFICIAL = frozenset(
    {"prime", "deputy", "vice", "attorney", "affairs", "social", "lower", "upper", "president", "secretary"}
)
"""Words of an office beside its portfolio."""

NEAR = 2
"""Sentences before an office-holder in which the state may stand that he serves."""


def home_of(doc: str, where: Span, accounts: Accounts) -> str | None:
    """Return the state for which the holder of an office, or a house of state, at a place speaks or acts where no word says which; None where the
    words name no office of state, or several states may be meant."""
    words = accounts.words(doc, *where)
    printed = [w for w, _, _ in read_words(words, 0, len(words))]
    told = [w.lower() for w in printed]
    office = next((n for n, w in enumerate(told) if w in load_kind("state-office")), None)
    if office is None or set(told) & load_kind("unofficial"):
        return None
    sentence = accounts.sentence_at(doc, where[0])
    if sentence is None:
        return None
    if own := states_in(doc, where, accounts):
        return own[0] if len(own) == 1 else None  # "Osmark's foreign ministry"
    if any(
        w[0].isupper() and w.lower() not in load_kind("portfolio") | load_kind("article") | OFFICIAL
        for w in printed[:office]
    ):
        return None  # "the Castellan senate": whose it is was told, though not found
    text = accounts.documents[doc].text
    fronted = FRONTED.match(text, sentence.start, max(where[0], sentence.start))
    if fronted is not None:
        led = states_in(doc, fronted.span(1), accounts)
        return led[0] if len(led) == 1 else None
    for stretch in stretches_before(doc, where[0], accounts):
        if acting := acting_in(doc, stretch, accounts):
            return acting[0] if len(acting) == 1 else None
    return None


def stretches_before(doc: str, offset: int, accounts: Accounts) -> Iterator[Span]:
    """Yield what stands before a code point in its sentence, then the sentences before it in its paragraph, the nearest first."""
    sentence = accounts.sentence_at(doc, offset)
    if sentence is None:
        return
    yield sentence.start, offset
    before = sentence
    for _ in range(NEAR):
        earlier = accounts.sentence_before(doc, before.start)
        if earlier is None or earlier.paragraph != sentence.paragraph:
            return
        yield earlier.start, earlier.end
        before = earlier


def states_in(doc: str, where: Span, accounts: Accounts) -> list[str]:
    """Return the states named at a place, each once, in order; a name of one word that no table knows may be one."""
    parties = accounts.parties(accounts.actors_in(doc, *where))
    records = [accounts.actors[p] for p in parties]
    return [
        r.id
        for r in records
        if r.type == "state" or (r.type == "organisation" and r.country is None and r.name.isalpha())
    ]


def acting_in(doc: str, where: Span, accounts: Accounts) -> list[str]:
    """Return the states that are, or own, the subject of the first clause of a stretch, or that it puts in front."""
    fronted = FRONTED.match(accounts.documents[doc].text, *where)
    if fronted is not None and (led := states_in(doc, fronted.span(1), accounts)):
        return led
    first = next(
        (a for a in accounts.acts(doc) if a.subject and where[0] <= a.subject[0] and a.verb[0] < where[1]), None
    )
    return states_in(doc, first.subject, accounts) if first is not None and first.subject is not None else []
