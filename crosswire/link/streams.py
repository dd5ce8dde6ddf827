"""Stories of documents that come in one after another: each is assigned at once, and what was assigned is looked at again from time to time.

The scores are those of `group_stories`, worked out from what has come in so far. An assigned document joins the story whose latest members it
is most like; from time to time the latest `OPEN` are linked anew all together (average link), so that a story that the first pass has
split is whole again. Ids stay with most of a story's documents; an id that ends redirects. What came `KEPT` documents before is
forgotten but for the id of its story, so neither the cost of a document nor the memory for its words grows with their number.
"""

from collections import deque
from collections.abc import Mapping

import numpy as np

from crosswire.link.days import DayEvidence
from crosswire.link.grounds import Grounds, Voice, Voices, shortness
from crosswire.link.headlines import join_headlines
from crosswire.link.identities import keep_ids
from crosswire.link.linkage import Ties, link_average
from crosswire.link.nearest import Nearest
from crosswire.link.pair_scores import NEIGHBOURS, assume_density, load_weights, score_pairs
from crosswire.link.terms import Lexicon
from crosswire.model import Document, make_id

LATEST = 12
"""Members of a story that a document is held against: its latest."""
REMERGE = 500
"""Documents after which the latest are linked anew, at most: a young stream is looked at whenever it has grown by `GROWTH`."""
GROWTH = 0.2
OPEN = 2_000
"""Documents that are linked anew: what came before is closed."""
KEPT = 100_000
"""Documents that a new one is held against."""


class StoryStream:
    """Stories that grow. story_of: id of each document's story. redirects: ended id -> id that took most of its documents."""

    def __init__(self) -> None:
        self.story_of: list[str] = []
        self.redirects: dict[str, str] = {}
        self._weights = load_weights()
        self._lexicon = Lexicon()
        self._index = Nearest(KEPT)
        self._docs: list[str] = []
        self._voices = Voices()
        self._tops = np.zeros((1024, NEIGHBOURS), np.float32)
        self._pairs: deque[tuple[np.ndarray, np.ndarray, Grounds]] = deque(maxlen=OPEN)
        self._members: dict[str, list[int]] = {}
        self._due = 2

    def take(self, document: Document, days: DayEvidence) -> str:
        """Assign a document and return its story's id as it is now. Documents come in the order of their days."""
        number = len(self._docs)
        row = self._lexicon.weigh(self._lexicon.take(document))
        others, cosines = self._index.add(row)
        self._docs.append(document.id)
        self._voices.add(Voice(self._lexicon.numbers(row), shortness(len(row[0])), days))
        if number >= KEPT:
            self._voices.forget(number - KEPT)
        grounds = self._voices.compare(others, np.full(len(others), number))
        self._pairs.append((others, cosines, grounds))
        self._note_nearest(number, others, cosines)
        story = self._choose(number, others, cosines, grounds) or make_id("s", document.id)
        self.story_of.append(story)
        self._members.setdefault(story, []).append(number)
        if number + 1 >= self._due:
            self.remerge()
        return self.story_of[number]

    def _note_nearest(self, number: int, others: np.ndarray, cosines: np.ndarray) -> None:
        """Keep the greatest cosines of each document, the new one's and those that it is near to."""
        if number >= len(self._tops):
            self._tops = np.concatenate([self._tops, np.zeros_like(self._tops)])
        best = np.sort(cosines)[-NEIGHBOURS:]
        self._tops[number, NEIGHBOURS - len(best) :] = best
        nearer = cosines > self._tops[others, 0]
        rows = self._tops[others[nearer]]
        rows[:, 0] = cosines[nearer]
        self._tops[others[nearer]] = np.sort(rows, axis=1)

    def _densities(self, numbers: np.ndarray) -> np.ndarray:
        """Return the likeness of some documents to their nearest ones, as known by now."""
        assumed = assume_density(len(self._docs), self._weights)
        return np.add.reduce(np.maximum(self._tops[numbers], assumed), axis=1, dtype=np.float64) / NEIGHBOURS

    def _choose(self, number: int, others: np.ndarray, cosines: np.ndarray, grounds: Grounds) -> str | None:
        """Return the story whose latest members score best on average, if that is enough."""
        densities = self._densities(np.append(others, number))
        scores = score_pairs(cosines, grounds, densities[:-1], densities[-1:], self._weights).score
        by_story: dict[str, list[tuple[int, float]]] = {}
        for other, score in zip(others.tolist(), scores.tolist(), strict=True):
            by_story.setdefault(self.story_of[other], []).append((other, score))
        best: tuple[float, str] | None = None
        for story, found in by_story.items():
            latest = self._members[story][-LATEST:]
            known = [score for other, score in found if other >= latest[0]]
            if not known:
                continue
            mean = (sum(known) + self._weights.unknown * (len(latest) - len(known))) / len(latest)
            if mean >= self._weights.tau and (best is None or (-mean, story) < best):
                best = (-mean, story)
        return best[1] if best else None

    def remerge(self) -> Mapping[str, str]:
        """Link the latest documents anew. Returns the ids that this ended, with those that took their documents."""
        size = len(self._docs)
        self._due = size + min(REMERGE, max(2, int(GROWTH * size)))
        first = max(0, size - OPEN)
        density = self._densities(np.arange(first, size))
        ties = self._ties(first, density)
        groups = link_average(size - first, ties, tau=self._weights.tau, unknown=self._weights.unknown)
        rows, days = self._index.rows(first), self._voices.days(first)
        groups, _ = join_headlines(groups, rows, days, density, self._weights)
        names = [[self._docs[first + member] for member in group] for group in groups]
        earlier: dict[str, list[str]] = {}
        for number in range(first, size):
            earlier.setdefault(self.story_of[number], []).append(self._docs[number])
        ids = [make_id("s", *sorted(docs)) for docs in names]
        kept, ended = keep_ids(dict(zip(ids, names, strict=True)), earlier)
        for id_, group in zip(ids, groups, strict=True):
            for member in group:
                self.story_of[first + member] = kept[id_]
        self._close(first, earlier, ended)
        alive = set(kept.values())  # a story may come apart again into one that had ended
        led = self.redirects | ended
        self.redirects = {old: ended.get(new, new) for old, new in led.items() if old not in alive}
        return ended

    def _ties(self, first: int, density: np.ndarray) -> Ties:
        """Return the scores of the pairs of documents from a number on, counted from it, as the stream knows them by now. density: of these."""
        if not self._pairs:
            none = np.zeros(0)
            return Ties(none.astype(np.int64), none.astype(np.int64), none)
        size = len(self._docs)
        found = list(self._pairs)
        left = np.concatenate([others for others, _, _ in found])
        right = np.repeat(np.arange(size - len(found), size), [len(others) for others, _, _ in found])
        cosine = np.concatenate([cosines for _, cosines, _ in found])
        grounds = Grounds(*(np.concatenate(column) for column in zip(*(g for _, _, g in found), strict=True)))
        open_ = (left >= first) & (right >= first)
        left, right = left[open_] - first, right[open_] - first
        grounds = Grounds(*(column[open_] for column in grounds))
        return Ties(
            left, right, score_pairs(cosine[open_], grounds, density[left], density[right], self._weights).score
        )

    def _close(self, first: int, earlier: Mapping[str, list[str]], ended: Mapping[str, str]) -> None:
        """Bring the members of the stories that were linked anew up to date; closed documents go with their story's id."""
        closed = [number for story in earlier for number in self._members.pop(story) if number < first]
        for number in closed:
            self.story_of[number] = ended.get(self.story_of[number], self.story_of[number])
        for number in (*sorted(closed), *range(first, len(self._docs))):
            self._members.setdefault(self.story_of[number], []).append(number)
