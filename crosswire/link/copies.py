"""Copies: documents that are one voice because one carries the other's words.

Containment of sampled word shingles (Broder 1997, "On the resemblance and containment of documents") with a merge that
joins two groups only where at least half of their cross pairs are copies of each other: one shared box chains no groups.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crosswire.link.word_hashes import Block, read_blocks, read_words
from crosswire.link.words import COPIED_ZONES, told_text
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
PIECE = 0.2
"""Share of one of two texts that must stand in passages of the other. Of short texts so few shingles are sampled that three stock phrases
reach `TAU`; no true pair of the synthetic reprints has less."""
COMPARED = 8
"""Copies that a text is held against to see how much of it is its own."""
PASSAGE = 8
"""Words in a row that a passage held in common must have."""

Edge = tuple[float, int, int]
"""(containment, smaller index, greater index)."""

_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
"""Odd 64-bit numbers without pattern, one for each word of a shingle."""
QUOTED = re.compile(r"“[^“”„\n]*[“”\n]|„[^“”„\n]*[“”\n]|«[^«»\n]*[»\n]|\"[^\"\n]*\"")
"""Words between quotation marks. A curly mark that nothing closes holds to the end of its paragraph, as where the next one opens anew; a
straight one does not."""


class Samples(NamedTuple):
    """Sampled shingles of documents as columns, sorted by document and shingle, each once a document. owners: the document's number. outside:
    whether the shingle stands outside quotation marks somewhere in it.
    """

    owners: np.ndarray
    shingles: np.ndarray
    outside: np.ndarray

    def of(self, owner: int) -> np.ndarray:
        """Return the shingles of one document, sorted."""
        first, after = np.searchsorted(self.owners, (owner, owner + 1))
        return self.shingles[first:after]


def hash_shingles(numbers: np.ndarray) -> np.ndarray:
    """Return one 64-bit number for each run of `SHINGLE` words, in their order; empty where there are fewer words."""
    length = len(numbers) - SHINGLE + 1
    if length < 1:
        return np.zeros(0, np.uint64)
    mixed = numbers[:length] * _FACTORS[0]
    for step in range(1, SHINGLE):
        mixed ^= numbers[step : step + length] * _FACTORS[step]
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def sample_shingles(block: Block, first: int) -> Samples:
    """Return the sampled shingles of a block of texts, of which the first has a number.

    A shingle is inside quotation marks where its first or its last word is.
    """
    hashes = hash_shingles(block.words.numbers)
    last = SHINGLE - 1
    kept = np.flatnonzero((hashes % np.uint64(SAMPLE) == 0) & (block.owners[: len(hashes)] == block.owners[last:]))
    marks = np.array([match.span() for match in QUOTED.finditer(block.text)], np.int64).ravel()
    outside = np.ones(len(kept), bool)
    for step in (0, last):
        outside &= np.searchsorted(marks, block.words.starts[kept + step], side="right") % 2 == 0
    owners, shingles = block.owners[kept] + first, hashes[kept]
    order = np.lexsort((shingles, owners))
    owners, shingles, outside = owners[order], shingles[order], outside[order]
    new = np.flatnonzero(np.r_[True, (owners[1:] != owners[:-1]) | (shingles[1:] != shingles[:-1])][: len(owners)])
    return Samples(owners[new], shingles[new], np.logical_or.reduceat(outside, new) if len(new) else outside)


def sample_documents(documents: Iterable[Document]) -> Samples:
    """Return the sampled shingles of each document's words that count."""
    found = [Samples(np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, bool))]
    first = 0
    for block in read_blocks(told_text(document, COPIED_ZONES) for document in documents):
        found.append(sample_shingles(block, first))
        first += block.size
    return Samples(*(np.concatenate(column) for column in zip(*found, strict=True)))


def find_edges(samples: Samples) -> list[Edge]:
    """Weigh every pair of documents that share shingles.

    Returns the pairs whose containment, shared / the smaller document's shingles (common ones left out), reaches `TAU`, best first. It must
    reach it outside quotation marks too, unless one of the two is hardly more than a quotation: two outlets that quote one speech at
    length are two voices.
    """
    if not len(samples.shingles):
        return []
    count = int(samples.owners[-1]) + 1
    order = np.argsort(samples.shingles, kind="stable")
    owners, shingles, outside = (column[order] for column in samples)
    starts = np.flatnonzero(np.r_[True, shingles[1:] != shingles[:-1]])
    counts = np.diff(np.r_[starts, len(shingles)])
    kept = np.repeat(counts <= COMMON, counts)
    sizes = np.bincount(owners[kept], minlength=count)
    own_sizes = np.bincount(owners[kept & outside], minlength=count)
    found = list(_pair_keys(owners, outside, starts, counts, count))
    if not found:
        return []
    keys = np.concatenate([keys for keys, _ in found])
    pairs, place, shared = np.unique(keys, return_inverse=True, return_counts=True)
    own_shared = np.bincount(place, np.concatenate([own for _, own in found]), minlength=len(pairs))
    left, right = pairs // count, pairs % count
    containment = shared / np.minimum(sizes[left], sizes[right])
    own = np.minimum(own_sizes[left], own_sizes[right])
    chosen = (shared >= SHARED) & (containment >= TAU)
    chosen &= (own < SHARED) | ((own_shared >= SHARED) & (own_shared >= TAU * own))
    edges = zip(containment[chosen].tolist(), left[chosen].tolist(), right[chosen].tolist(), strict=True)
    return sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2]))


def _pair_keys(
    owners: np.ndarray, outside: np.ndarray, starts: np.ndarray, counts: np.ndarray, size: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield a number for each pair of owners of one shingle, and whether it stands outside quotation marks in both.

    Shingles of equal count are done together; those of more than `COMMON` documents are left out.
    """
    for count in np.unique(counts).tolist():
        if not 2 <= count <= COMMON:
            continue
        rows = starts[counts == count][:, None] + np.arange(count)
        left, right = np.triu_indices(count, 1)
        own = outside[rows]
        yield (owners[rows[:, left]] * size + owners[rows[:, right]]).ravel(), (own[:, left] & own[:, right]).ravel()


def fold_floods(samples: Samples) -> dict[int, int]:
    """Return by number the fullest document of the same text, for texts that more than `COMMON` documents print.

    Their shingles would all pass for furniture. Only documents of which most shingles are common are looked at, and only those that
    resemble each other as wholes (shared / the greater) are folded.
    """
    _, place, counts = np.unique(samples.shingles, return_inverse=True, return_counts=True)
    if not (counts > COMMON).any():
        return {}
    sizes = np.bincount(samples.owners)
    flooded = np.flatnonzero(2 * np.bincount(samples.owners, counts[place] > COMMON) > sizes)
    leaders: dict[int, list[int]] = {}
    folded: dict[int, int] = {}
    for index in flooded[np.lexsort((flooded, -sizes[flooded]))].tolist():
        own = samples.of(index)
        keys = own[:SKETCH].tolist()
        for leader in sorted({leader for key in keys for leader in leaders.get(key, ())}):
            shared = len(np.intersect1d(own, samples.of(leader), assume_unique=True))
            if shared >= FLOODED * sizes[leader]:
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
        words = read_words(document, COPIED_ZONES)
        hashes = hash_shingles(words.numbers)
        return cls(document.id, np.stack([words.starts, words.ends], axis=1), hashes, np.unique(hashes))

    def runs_in(self, other: "Told") -> list[tuple[int, int]]:
        """Return the runs [first word, after the last) of `PASSAGE` words and more whose shingles the other holds too."""
        if not len(self.hashes) or not len(other.distinct):
            return []
        at = np.minimum(np.searchsorted(other.distinct, self.hashes), len(other.distinct) - 1)
        held = np.flatnonzero(other.distinct[at] == self.hashes)
        covered = np.zeros(len(self.spans) + 2, bool)  # one more on both sides, so that every run has an edge
        for step in range(1, SHINGLE + 1):
            covered[held + step] = True
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
    groups = group_samples(sample_documents(ordered))
    built = (_build_group([ordered[index] for index in indices], share) for indices, share in groups)
    return tuple(group for group in built if group is not None)


def group_samples(samples: Samples) -> list[tuple[list[int], float]]:
    """Return the groups of documents (numbers) that are one voice, by their shingles, with the lowest containment that joined them."""
    folded = fold_floods(samples)
    kept = ~np.isin(samples.owners, list(folded)) if folded else slice(None)
    return unfold(merge_half_linked(find_edges(Samples(*(column[kept] for column in samples)))), folded)


def unfold(groups: Sequence[tuple[list[int], float]], folded: Mapping[int, int]) -> list[tuple[list[int], float]]:
    """Return the groups with the folded documents beside their leaders."""
    followers: dict[int, list[int]] = {}
    for index, leader in folded.items():
        followers.setdefault(leader, []).append(index)
    whole = [(sorted([*g, *(f for member in g for f in followers.pop(member, ()))]), share) for g, share in groups]
    whole += [(sorted([leader, *rest]), FLOODED) for leader, rest in followers.items()]
    return sorted(whole)


def _build_group(members: Sequence[Document], share: float) -> CopyGroup | None:
    """Return the record of one group with its origin and the places held in common with the origin; None where nobody else carries it."""
    told = {member.id: Told.of(member) for member in members}
    origin = pick_origin(members, told)
    compared = (compare_copy(told[origin.id], told[member.id]) for member in members if member.id != origin.id)
    found = [(places, relation) for places, relation in compared if max(relation.taken, relation.kept) >= PIECE]
    if not found:
        return None
    docs = tuple(sorted((origin.id, *(relation.doc for _, relation in found))))
    return CopyGroup(
        id=make_id("c", *docs),
        docs=docs,
        origin=origin.id,
        share=round(share, 3),
        passages=join_places(place for places, _ in found for place in places),
        relations=tuple(relation for _, relation in found),
    )
