"""Copies in one run: containment with half-linked merge, beside MinHash of datasketch and of rensa with the same shingles.

    python bench/copies.py [--set FILE]

Prints pair precision, recall and F1 and documents a second of processor time, reading the words included. The libraries are needed
by this bench only (`bench` extra); one that is not installed is passed over, and says so. Each is given at the customary threshold of
Jaccard and at the best one for this very set, which flatters it.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from running import SHARED
from story_sets import pair_scores, read_set

from crosswire.link import group_copies
from crosswire.link.copies import SHINGLE, group_samples, sample_documents
from crosswire.link.words import COPIED_ZONES, WORD, told_text
from crosswire.model import Document

PERMUTATIONS = 128
TAUS = (0.7, 0.4, 0.25)

Groups = list[list[int]]


def ours(documents: Sequence[Document]) -> Groups:
    """Group by containment of sampled shingles."""
    return [group for group, _ in group_samples(sample_documents(documents))]


def ours_whole(documents: Sequence[Document]) -> Groups:
    """The same with origins, kinds and the passages held in common."""
    number = {document.id: at for at, document in enumerate(documents)}
    return [[number[doc] for doc in group.docs] for group in group_copies(documents=documents, readings=())]


def shingles_of(document: Document) -> list[str]:
    """Return a document's shingles as strings."""
    words = WORD.findall(told_text(document, COPIED_ZONES).lower())
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def join(pairs: Sequence[tuple[int, int]], size: int) -> Groups:
    """Return connected components."""
    leader = list(range(size))

    def find(x: int) -> int:
        while leader[x] != x:
            leader[x] = leader[leader[x]]
            x = leader[x]
        return x

    for left, right in pairs:
        leader[find(left)] = find(right)
    groups: dict[int, list[int]] = {}
    for number in range(size):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def with_datasketch(documents: Sequence[Document], tau: float) -> Groups:
    """MinHash with locality-sensitive hashing, connected components."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=tau, num_perm=PERMUTATIONS)
    pairs = []
    for number, document in enumerate(documents):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles_of(document)])
        pairs += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return join(pairs, len(documents))


def with_rensa(documents: Sequence[Document], tau: float) -> Groups:
    """R-MinHash with locality-sensitive hashing, connected components."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index = RMinHashLSH(threshold=tau, num_perm=PERMUTATIONS, num_bands=32)
    pairs, sketches = [], []
    for number, document in enumerate(documents):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=7)
        sketch.update(shingles_of(document))
        pairs += [(other, number) for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= tau]
        sketches.append(sketch)
        index.insert(number, sketch)
    return join(pairs, len(documents))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SHARED / "data" / "stories" / "reprints_dev.jsonl")
    chosen = parser.parse_args()
    if not chosen.set.is_file():
        print("../shared is not here: the labelled sets are not part of the repository, so nothing was scored.")
        return 0
    documents, gold = read_set(chosen.set)
    theirs = [gold[document.name] for document in documents]
    methods: dict[str, Callable[[Sequence[Document]], Groups]] = {
        "crosswire": ours,
        "crosswire, with kinds and passages": ours_whole,
    }
    for library, work in (("datasketch", with_datasketch), ("rensa", with_rensa)):
        if find_spec(library) is None:
            print(f"{library} is not installed: passed over (pip install {library}).")
            continue
        methods |= {f"{library}, Jaccard {tau}": lambda d, w=work, t=tau: w(d, t) for tau in TAUS}  # type: ignore[misc]
    for name, method in methods.items():
        begun = time.process_time()
        groups = method(documents)
        rate = len(documents) / (time.process_time() - begun)
        label = {member: at for at, group in enumerate(groups) for member in group}
        found = [label.get(number, -1 - number) for number in range(len(documents))]
        precision, recall, f1 = pair_scores(theirs, found)
        print(f"{name:36} pair P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {rate:7.0f} documents/s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
