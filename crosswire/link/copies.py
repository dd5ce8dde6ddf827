"""Copies: documents that are one voice because one carries the other's words.

Containment of sampled word shingles (Broder 1997, "On the resemblance and containment of documents") with a merge that
joins two groups only where at least half of their cross pairs are copies of each other: one shared box chains no groups.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.link.words import COPIED_ZONES, list_words, word_spans
from crosswire.model import CopyGroup, CopyRelation, Document, Place, Reading, make_id

SHINGLE = 4
"""Words in a shingle."""
SAMPLE = 4
"""One shingle in so many is kept, chosen by its hash."""
COMMON = 60
"""A shingle of more documents than this is furniture that zoning has missed."""
SHARED = 3
"""Sampled shingles that a pair must share before it is weighed."""
TAU = 0.25
"""Containment from which a pair is a copy. These five were tuned on synthetic reprints (edited in eleven ways): pair F1 .97."""
FLOODED = 0.6
"""Resemblance from which two documents made mostly of common shingles are one text: a wire that very many have reprinted."""
SKETCH = 8
"""Smallest shingles of a document under which such a text is looked up."""
KIN = 0.4
"""Share of a group that a document must be linked to, or it leaves the group. Tuned as above: .35 to .5 give the same."""
SAME = 0.75
"""Share of a text's words from which it is taken over, though a desk has edited it."""
OWN = 0.5
"""Where less than this of a copy stands in the original, it is a text of its own that carries a piece of it."""
COMPARED = 8
"""Copies that a text is held against to see how much of it is its own."""
PASSAGE = 8
"""Words in a row that a passage held in common must have."""

Edge = tuple[float, int, int]
"""(containment, smaller index, greater index)."""

_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
"""Odd 64-bit numbers without pattern, one for each word of a shingle."""


class _Numbers(dict[str, int]):
    """A word's 32-bit number, the same on every machine; a dictionary answers faster than a function that remembers."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 1 << 17:
            self.clear()
        number = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return number


_NUMBERS = _Numbers()


def hash_shingles(words: Sequence[str]) -> np.ndarray:
    """Return one 64-bit number for each run of `SHINGLE` words, in their order; empty where there are fewer words."""
    if len(words) < SHINGLE:
        return np.zeros(0, np.uint64)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, words), np.uint64, count=len(words))
    length = len(words) - SHINGLE + 1
    mixed = np.zeros(length, np.uint64)
    for step, factor in enumerate(_FACTORS):
        mixed = (mixed ^ (numbers[step : step + length] * factor)) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def sample_shingles(hashes: np.ndarray) -> np.ndarray:
    """Return the distinct sampled shingles, sorted."""
    return np.unique(hashes[hashes % np.uint64(SAMPLE) == 0])


def find_edges(samples: Sequence[np.ndarray]) -> list[Edge]:
    """Weigh every pair of documents that share shingles.

    samples: one sorted array of distinct shingles a document. Returns the pairs whose containment, shared / the smaller
    document's shingles (common ones left out), reaches `TAU`, best first.
    """
    if not samples or not any(map(len, samples)):
        return []
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    shingles = np.concatenate(samples)
    order = np.argsort(shingles, kind="stable")
    shingles, owners = shingles[order], owners[order]
    starts = np.flatnonzero(np.r_[True, shingles[1:] != shingles[:-1]])
    counts = np.diff(np.r_[starts, len(shingles)])
    kept = counts <= COMMON
    sizes = np.bincount(owners[np.repeat(kept, counts)], minlength=len(samples))
    keys = list(_pair_keys(owners, starts[kept], counts[kept], len(samples)))
    if not keys:
        return []
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    pairs, shared = pairs[shared >= SHARED], shared[shared >= SHARED]
    left, right = pairs // len(samples), pairs % len(samples)
    containment = shared / np.minimum(sizes[left], sizes[right])
    chosen = containment >= TAU
    edges = zip(containment[chosen].tolist(), left[chosen].tolist(), right[chosen].tolist(), strict=True)
    return sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2]))


def _pair_keys(owners: np.ndarray, starts: np.ndarray, counts: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Yield a number for each pair of owners of one shingle; shingles of equal count are done together."""
    for count in np.unique(counts).tolist():
        if count < 2:
            continue
        rows = owners[starts[counts == count][:, None] + np.arange(count)]
        left, right = np.triu_indices(count, 1)
        yield (rows[:, left] * size + rows[:, right]).ravel()


def fold_floods(samples: Sequence[np.ndarray]) -> dict[int, int]:
    """Return by index the fullest document of the same text, for texts that more than `COMMON` documents print.

    Their shingles would all pass for furniture. Only documents of which most shingles are common are looked at, and only those that
    resemble each other as wholes (shared / the greater) are folded.
    """
    if len(samples) <= COMMON:
        return {}
    shingles, counts = np.unique(np.concatenate(samples), return_counts=True)
    common = shingles[counts > COMMON]
    if not len(common):
        return {}
    flooded = [n for n, sample in enumerate(samples) if 2 * np.isin(sample, common).sum() > len(sample)]
    leaders: dict[int, list[int]] = {}
    folded: dict[int, int] = {}
    for index in sorted(flooded, key=lambda n: (-len(samples[n]), n)):
        keys = samples[index][:SKETCH].tolist()
        for leader in sorted({leader for key in keys for leader in leaders.get(key, ())}):
            shared = len(np.intersect1d(samples[index], samples[leader], assume_unique=True))
            if shared >= FLOODED * len(samples[leader]):
                folded[index] = leader
                break
        else:
            for key in keys:
                leaders.setdefault(key, []).append(index)
    return folded


def merge_half_linked(edges: Sequence[Edge]) -> list[tuple[list[int], float]]:
    """Join documents along edges, best first, two groups only if half of their cross pairs are edges.

    Returns the groups of two and more with the lowest containment that joined them.
    """
    linked: dict[int, set[int]] = {}
    for _, left, right in edges:
        linked.setdefault(left, set()).add(right)
        linked.setdefault(right, set()).add(left)
    group_of = {member: member for member in linked}
    members = {member: [member] for member in linked}
    lowest = dict.fromkeys(linked, 1.0)
    for share, left, right in edges:
        one, other = group_of[left], group_of[right]
        if one == other:
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        crossing = sum(len(linked[member].intersection(members[one])) for member in members[other])
        if 2 * crossing < len(members[one]) * len(members[other]):
            continue
        for member in members[other]:
            group_of[member] = one
        members[one] += members.pop(other)
        lowest[one] = min(lowest[one], lowest[other], share)
    moved = settle_members({key: set(group) for key, group in members.items()}, linked)
    return sorted((sorted(group), lowest[key]) for key, group in moved.items() if len(group) > 1)


def settle_members(groups: Mapping[int, set[int]], linked: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """Move each document to the group that it has most links to, for its size, or alone where it is linked to less than KIN of it.

    Best edge first, a document that carries a piece of another text may be joined to that text's group by one strong edge
    before its own kin come up. linked: the documents that each one has an edge to.
    """
    settled = {key: set(group) for key, group in groups.items()}
    home = {member: key for key, group in settled.items() for member in group}

    def bond(member: int, key: int) -> float:
        others = settled[key] - {member}
        return len(linked[member] & others) / len(others) if others else 0.0

    loose = sorted((bond(member, key), member) for key, group in groups.items() if len(group) > 2 for member in group)
    for share, member in loose:
        if share >= KIN:
            break
        near = sorted({home[other] for other in linked[member]} - {home[member]})
        best = max(near, key=lambda key: (bond(member, key), -key), default=None)
        settled[home[member]].discard(member)
        home[member] = best if best is not None and bond(member, best) >= KIN else -1 - member  # a key of its own
        settled.setdefault(home[member], set()).add(member)
    return settled


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a document that count for copies. spans: their places, an array [words, 2] of code points. hashes: of their
    shingles; distinct: the same, sorted, each once.
    """

    doc: str
    spans: np.ndarray
    hashes: np.ndarray
    distinct: np.ndarray

    @classmethod
    def of(cls, document: Document) -> "Told":
        """Read a document's words with their places."""
        spans = word_spans(document, COPIED_ZONES)
        hashes = hash_shingles([document.text[a:b].lower() for a, b in spans])
        return cls(document.id, np.array(spans, np.int64).reshape(-1, 2), hashes, np.unique(hashes))

    def runs_in(self, other: "Told") -> list[tuple[int, int]]:
        """Return the runs [first word, after the last) of `PASSAGE` words and more whose shingles the other holds too."""
        if not len(self.hashes) or not len(other.distinct):
            return []
        at = np.minimum(np.searchsorted(other.distinct, self.hashes), len(other.distinct) - 1)
        held = np.flatnonzero(other.distinct[at] == self.hashes)
        turns = np.zeros(len(self.spans) + 1, np.int64)
        np.add.at(turns, held, 1)
        np.add.at(turns, held + SHINGLE, -1)
        covered = np.r_[False, np.cumsum(turns) > 0]
        edges = np.flatnonzero(covered[1:] != covered[:-1])
        pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        return [(first, after) for first, after in pairs if after - first >= PASSAGE]

    def place_of(self, run: tuple[int, int]) -> Place:
        """Return the characters of a run of words."""
        return Place(self.doc, int(self.spans[run[0], 0]), int(self.spans[run[1] - 1, 1]))

    def share_of(self, runs: Sequence[tuple[int, int]]) -> float:
        """Return what part of all its words stand in some runs."""
        return round(sum(after - first for first, after in runs) / max(1, len(self.spans)), 3)


def compare_copy(origin: Told, copy: Told) -> tuple[tuple[Place, ...], CopyRelation]:
    """Return the places that two copies hold in common, in both, and what the copy is to the original."""
    left, right = origin.runs_in(copy), copy.runs_in(origin)
    kept, taken = origin.share_of(left), copy.share_of(right)
    if taken < OWN:
        kind = "quoted"
    elif taken >= SAME and kept >= SAME:
        kind = "reprint"
    elif taken >= SAME:
        kind = "shortened"
    else:
        kind = "update"
    places = (*map(origin.place_of, left), *map(copy.place_of, right))
    return places, CopyRelation(copy.doc, kind, taken, kept)


def pick_origin(documents: Sequence[Document], told: Mapping[str, "Told"]) -> Document:
    """Return the likely original of some copies.

    First the documents that no other outlet carries on (agency without another publisher), then the earliest stated date,
    then the text that shares most with the others, then the longest, then the id. told: the words of each, by id.
    """

    def rank(document: Document) -> tuple[bool, str]:
        header = document.header
        carried = bool(header.agency.value and header.publisher.value and header.agency.value != header.publisher.value)
        return carried, header.published.value or "9999"

    first = min(map(rank, documents))
    likely = sorted((d for d in documents if rank(d) == first), key=lambda d: d.id)
    if len(likely) == 1:
        return likely[0]

    def shared(document: Document) -> float:
        """How much of it the others have, and of them it has, in twentieths: a desk's edits make no difference."""
        text = told[document.id]
        others = [told[d.id] for d in documents if d.id != document.id][:COMPARED]
        found = sum(text.share_of(text.runs_in(o)) + o.share_of(o.runs_in(text)) for o in others)
        return round(10 * found / len(others)) / 20

    return min(likely, key=lambda d: (-shared(d), -len(d.text), d.id))


def join_places(places: Iterator[Place]) -> tuple[Place, ...]:
    """Return places sorted, with those that overlap or touch in one document made one."""
    joined: list[Place] = []
    for place in sorted(places):
        if joined and joined[-1].doc == place.doc and place.start <= joined[-1].end:
            joined[-1] = Place(place.doc, joined[-1].start, max(place.end, joined[-1].end))
        else:
            joined.append(place)
    return tuple(joined)


def group_copies(*, documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[CopyGroup, ...]:
    """Group documents that are one voice: reprints, updates, abridgements.

    Words of furniture and rights notices do not count. Documents without copies are in no group; the order of documents
    makes no difference. `readings` is not needed and taken so that all stages of this room look alike.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    samples = [sample_shingles(hash_shingles(list_words(document, COPIED_ZONES))) for document in ordered]
    folded = fold_floods(samples)
    kept = [sample[:0] if index in folded else sample for index, sample in enumerate(samples)]
    groups = unfold(merge_half_linked(find_edges(kept)), folded)
    return tuple(_build_group([ordered[index] for index in indices], share) for indices, share in groups)


def unfold(groups: Sequence[tuple[list[int], float]], folded: Mapping[int, int]) -> list[tuple[list[int], float]]:
    """Return the groups with the folded documents beside their leaders."""
    followers: dict[int, list[int]] = {}
    for index, leader in folded.items():
        followers.setdefault(leader, []).append(index)
    whole = [(sorted([*g, *(f for member in g for f in followers.pop(member, ()))]), share) for g, share in groups]
    whole += [(sorted([leader, *rest]), FLOODED) for leader, rest in followers.items()]
    return sorted(whole)


def _build_group(members: Sequence[Document], share: float) -> CopyGroup:
    """Return the record of one group with its origin and the places held in common with the origin."""
    told = {member.id: Told.of(member) for member in members}
    origin = pick_origin(members, told)
    found = [compare_copy(told[origin.id], told[member.id]) for member in members if member.id != origin.id]
    docs = tuple(member.id for member in members)
    return CopyGroup(
        id=make_id("c", *docs),
        docs=docs,
        origin=origin.id,
        share=round(share, 3),
        passages=join_places(place for places, _ in found for place in places),
        relations=tuple(relation for _, relation in found),
    )
