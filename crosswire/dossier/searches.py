"""What a search shows: results in groups, each with its words and the places of what was looked for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crosswire.model import Actor, Place, Span
from crosswire.store.lookups import Lookups
from crosswire.store.search import KINDS, Entry, Query, Traits

CONTEXT = 90
"""Characters of its paragraph shown on each side of the first word found in a document."""

WIDEST = 600
"""Characters of a result's words that are shown."""

FACETED = 120
"""Results, from the first, that facets count."""

VALUES = 8
"""Values of a facet that are shown."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. kind: statement, event, document or actor. record: what was found; group: the statement, event, document or actor it belongs
    to. place: what is shown, None for an actor; words: its characters; found: the words looked for, as spans of `words`, in code points.
    """

    kind: str
    record: str
    group: str
    place: Place | None
    words: str
    found: tuple[Span, ...]
    outlet: str
    document: str
    date: str
    speakers: tuple[Actor, ...]
    manner: str


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind. total: how many there are; at least so many, where `more`."""

    kind: str
    hits: tuple[Hit, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field by which results can be narrowed: (value for the query, words, how many of the first `FACETED` results have it)."""

    field: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found, group by group, and what it can be narrowed by."""

    query: Query
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]


def search(
    lookups: Lookups,
    query: Query,
    *,
    kinds: Iterable[str] = KINDS,
    limit: int = 5,
    offset: int = 0,
    facets: bool = True,
) -> Results:
    """Return what a query finds: of each of some kinds `limit` results from `offset`."""
    if query.is_empty:
        return Results(query, (), ())
    found = [
        lookups.search(query, k, limit=limit, offset=offset, first=FACETED if facets and k == "statement" else 0)
        for k in kinds
    ]
    entries = [e for f in found for e in f.entries]
    named = {s for e in entries for s in e.speakers} | {e.record for e in entries if e.doc is None}
    actors: Mapping[str, Actor] = {a.id: a for a in lookups.by_id("actors", named)}
    wanted = _wanted(query)
    groups = tuple(
        Group(f.kind, tuple(_hit(f.kind, e, actors, wanted) for e in _once(f.kind, f.entries)), f.total, f.more)
        for f in found
    )
    return Results(query, groups, _facets(lookups, [t for f in found for t in f.first]))


def _once(kind: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries without those that show the same words again: one place can be attributed twice, and stand in several statements."""
    seen: set[tuple[object, ...]] = set()
    for entry in entries:
        of = "" if kind == "statement" else entry.group
        place = (of, entry.doc, entry.start, entry.end)
        if entry.doc is None or place not in seen:
            yield entry
        seen.add(place)


def _hit(kind: str, entry: Entry, actors: Mapping[str, Actor], wanted: "Wanted") -> Hit:
    speakers = tuple(actors[s] for s in entry.speakers if s in actors)
    place, words = None, entry.words
    if entry.doc is None or entry.start is None or entry.end is None:
        words = actors[entry.record].name if entry.record in actors else entry.record
        found = wanted.spans(words)
    else:
        found = wanted.spans(words)
        low, high = _window(words, found) if kind == "document" else (0, min(len(words), WIDEST))
        words = words[low:high]
        found = tuple((s - low, e - low) for s, e in found if low <= s and e <= high)
        place = Place(entry.doc, entry.start + low, entry.start + high)
    return Hit(
        kind=kind,
        record=entry.record,
        group=entry.group,
        place=place,
        words=words,
        found=found,
        outlet=entry.outlet,
        document=entry.document,
        date=entry.date or "",
        speakers=speakers,
        manner=entry.manner,
    )


def _window(words: str, found: tuple[Span, ...]) -> Span:
    """Return the part of a paragraph around the first word found, cut between words."""
    at = found[0][0] if found else 0
    low, high = max(0, at - CONTEXT), min(len(words), at + 2 * CONTEXT)
    while low > 0 and not words[low - 1].isspace():
        low -= 1
    while high < len(words) and not words[high].isspace():
        high += 1
    return low, high


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is marked in results: phrases as folded words, and beginnings of words."""

    phrases: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where they stand in a text, sorted."""
        words = tuple(map(fold, _WORDS.findall(text)))
        runs = {
            (i, i + len(phrase) - 1)
            for phrase in self.phrases
            if phrase[0] in words
            for i, word in enumerate(words)
            if word == phrase[0] and words[i : i + len(phrase)] == phrase
        }
        if self.beginnings:
            runs |= {(i, i) for i, word in enumerate(words) if word.startswith(self.beginnings)}
        if not runs:
            return ()
        tokens = [m.span() for m in _WORDS.finditer(text)]
        return _apart(
            sorted(((tokens[i][0], tokens[last][1]) for i, last in runs), key=lambda span: (span[0], -span[1]))
        )


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans without those that begin inside an earlier one."""
    out: list[Span] = []
    for span in spans:
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return tuple(out)


def _wanted(query: Query) -> Wanted:
    words = [w for w in query.words if not w.endswith("*")]
    phrases = (tuple(fold(m) for m in _WORDS.findall(w.replace("_", " "))) for w in words)
    return Wanted(tuple(p for p in phrases if p), tuple(fold(w.rstrip("*")) for w in query.words if w.endswith("*")))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case and accents, as the index compares words."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _facets(lookups: Lookups, sample: Sequence[Traits]) -> tuple[Facet, ...]:
    counts = {
        "speaker": Counter(s for t in sample for s in t.speakers.split()),
        "outlet": Counter(t.outlet for t in sample),
        "issue": Counter(i for t in sample for i in t.issues.split()),
        "manner": Counter(t.manner for t in sample),
    }
    common = {name: sorted(c.items(), key=lambda v: (-v[1], v[0]))[:VALUES] for name, c in counts.items()}
    words = {i.id: i.name for i in lookups.by_id("issues", [i for i, _ in common["issue"]])}
    words |= {a.id: a.name for a in lookups.by_id("actors", [a for a, _ in common["speaker"]])}
    return tuple(
        Facet(name, tuple((value, words.get(value, value), number) for value, number in values if value))
        for name, values in common.items()
        if values
    )
