"""Differences in standing told with words for two opposite states: "the crossing has been closed" beside "the crossing remains open".

One thing, in two accounts, in two states of a row of lexicon/opposites.tsv, both told as they are and neither days after the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import resolve_time
from crosswire.compare.clauses import HEAD_END
from crosswire.compare.developments import is_later
from crosswire.compare.differences import Scene, label
from crosswire.compare.words import load_kind, load_table, load_words, read_words, stem
from crosswire.model import Act, DateValue, Difference, Span, Story

SEVERAL = re.compile(
    r"(?:an?|another|one|some|any|most|many|several|other|all|both|\d[\d,.]*)\b|.*\b(?:others?|and|or)\b", re.IGNORECASE
)
"""Words of a thing by which two accounts may mean two."""

UNTOLD = re.compile(r"\b(?:once|if|when|until|unless|whether|before|after|that|which|who)\b[^,;]*$", re.IGNORECASE)
"""Words before a verb whose clause only sets the time or condition of another, or describes something."""

NEAR = 30
"""Characters after a verb in which the words of its state begin."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing in a state. pair, side: row and column of lexicon/opposites.tsv. head, words: stems of the thing's head noun and of all its words;
    doer: of who put it into the state, where that is told. days: named in the clause.
    """

    doc: str
    act: Act
    pair: int
    side: int
    head: str
    words: frozenset[str]
    doer: frozenset[str]
    days: tuple[DateValue, ...]


@cache
def load_opposites() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    """Return the pattern of all words of states, and word -> its rows' (number, column), several rows as one key a word and row."""
    table: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(load_table("opposites.tsv")):
        for column, cell in enumerate(row[:2]):
            for word in cell.split():
                table[f"{word.replace('_', ' ')}\t{number}"] = (number, column)
    words = sorted({key.split("\t")[0] for key in table}, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), table


def find_standings(doc: str, accounts: Accounts) -> Iterator[Standing]:
    """Yield the things of a document's body that are told to be in a state, as they are: not what is wished, asked, planned or doubted."""
    reading, text = accounts.readings[doc], accounts.documents[doc].text
    published = accounts.published.get(doc, DateValue())
    pattern, table = load_opposites()
    rows = len(load_table("opposites.tsv"))
    for act in reading.acts:
        if reading.sentences[act.sentence].where != "body" or act.modality not in (None, "ongoing") or act.condition:
            continue
        # what stands after "is" and "remains" is the state itself
        thing = act.subject if act.object is None or act.lemma in load_kind("being") else act.object
        match = pattern.search(text, act.verb[0], min(act.end, act.verb[1] + NEAR))
        opened = text[reading.sentences[act.sentence].start : act.verb[0]]
        if thing is None or match is None or (act.governed_by or "") in load_kind("planning") or UNTOLD.search(opened):
            continue
        head, words = read_thing(thing, text)
        if not head:
            continue
        doer = read_thing(act.subject, text)[1] if act.subject and act.subject != thing else frozenset()
        times = accounts.times_in(doc, [(act.start, act.end)])
        days = tuple(d for t in times if (d := resolve_time(t, published, times)) and d.value)
        for number in range(rows):
            if (found := table.get(f"{match.group().lower()}\t{number}")) is not None:
                yield Standing(doc, act, number, found[1] ^ act.negated, head, words, doer, days)


def read_thing(thing: Span, text: str) -> tuple[str, frozenset[str]]:
    """Return the stems of a thing's head noun and of all its words; "" where it is a pronoun or may be one of several."""
    stop = HEAD_END.search(text, thing[0] + 1, thing[1])
    words = [w for w, _, _ in read_words(text, thing[0], stop.start() if stop else thing[1])]
    if not words or SEVERAL.match(text, *thing) or words[-1].lower() in load_kind("pronoun") | load_kind("self"):
        return "", frozenset()
    named = (stem(w) for w, _, _ in read_words(text, *thing) if w.lower() not in load_kind("filling"))
    return stem(words[-1]), frozenset(named)


def compare_opposites(docs: Sequence[str], story: Story, scene: Scene) -> Iterator[Difference]:
    """Yield the things that one account tells to be in one state, another in the opposite. docs: of one story, one a voice."""
    by_thing: dict[tuple[int, str], list[Standing]] = defaultdict(list)
    for doc in docs:
        for standing in find_standings(doc, scene.accounts):
            by_thing[standing.pair, standing.head].append(standing)
    for _, group in sorted(by_thing.items()):
        both = {s.doc for s in group if s.side == 0} & {s.doc for s in group if s.side == 1}
        first: dict[str, Standing] = {}
        for standing in sorted(group, key=lambda s: (s.doc, s.act.start)):
            if standing.doc not in both:
                first.setdefault(standing.doc, standing)
        picked = [s for s in first.values() if any(are_opposite(s, o, scene) for o in first.values())]
        if picked:
            yield make_row(picked, story, scene)


def are_opposite(one: Standing, other: Standing, scene: Scene) -> bool:
    """Whether two accounts have one thing in two states at one time."""
    if one.side == other.side or is_later(one, other, scene) or is_later(other, one, scene):
        return False
    decided = len(load_table("opposites.tsv")[one.pair]) > 2
    if not one.doer & other.doer and (decided or (one.doer and other.doer)):
        return False
    shared = one.words & other.words
    return len(shared) >= (2 if one.head in load_words("generic.txt") and len(one.words | other.words) > 1 else 1)


def make_row(standings: Sequence[Standing], story: Story, scene: Scene) -> Difference:
    """Build the row of one thing, headed by the shortest clause."""
    sides = {}
    for standing in standings:
        act = standing.act
        spans = [(act.verb[0], act.end), *(s for s in (act.subject, act.object) if s)]
        sides[standing.doc] = scene.side(standing.doc, min(a for a, _ in spans), max(b for _, b in spans))
    about = min((s.value for s in sides.values()), key=lambda w: (len(w), w))
    return scene.make("status", label(about), scene.one_voice_each(sides), basis="two opposite states", story=story.id)
