"""Stories of documents that come in one after another: each is assigned at once, and what was assigned is looked at again from time to time.

The scores are those of `group_stories`, worked out from what has come in so far. An assigned document joins the story whose latest members it
is most like; from time to time the latest `OPEN` are linked anew all together (average link), so that a story that the first pass has
split is whole again. Ids stay with most of a story's documents; an id that ends redirects.
"""

from collections.abc import Mapping

import numpy as np

from crosswire.link.days import DayEvidence
from crosswire.link.identities import keep_ids
from crosswire.link.linkage import link_average
from crosswire.link.nearest import Nearest
from crosswire.link.pair_scores import NEIGHBOURS, Voice, assume_density, load_weights, score_pair, shortness
from crosswire.link.terms import Lexicon, count_terms
from crosswire.model import Document, make_id

LATEST = 12
"""Members of a story that a document is held against: its latest."""
REMERGE = 500
"""Documents after which the latest are linked anew, at most: a young stream is looked at whenever it has grown by `GROWTH`."""
GROWTH = 0.2
OPEN = 2_000
"""Documents that are linked anew: what came before is closed."""


class StoryStream:
    """Stories that grow. story_of: id of each document's story. redirects: ended id -> id that took most of its documents."""

    def __init__(self) -> None:
        self.story_of: list[str] = []
        self.redirects: dict[str, str] = {}
        self._weights = load_weights()
        self._lexicon = Lexicon()
        self._index = Nearest()
        self._docs: list[str] = []
        self._voices: list[Voice] = []
        self._tops: list[list[float]] = []
        self._pairs: dict[int, tuple[list[int], list[float]]] = {}
        self._members: dict[str, list[int]] = {}
        self._due = 2

    def take(self, document: Document, days: DayEvidence) -> str:
        """Assign a document and return its story's id as it is now. Documents come in the order of their days."""
        number = len(self._docs)
        row = self._lexicon.weigh(self._lexicon.take(count_terms(document)))
        found, cosines = self._index.add(row)
        others, likeness = found.tolist(), cosines.tolist()
        self._docs.append(document.id)
        self._tops.append(sorted([0.0] * NEIGHBOURS + likeness, reverse=True)[:NEIGHBOURS])
        self._voices.append(Voice(self._lexicon.numbers(row), 0.0, shortness(len(row[0])), days))
        self._pairs[number] = (others, likeness)
        self._pairs.pop(number - OPEN, None)
        for other, cosine in zip(others, likeness, strict=True):
            if cosine > self._tops[other][-1]:
                self._tops[other] = sorted([*self._tops[other], cosine], reverse=True)[:NEIGHBOURS]
        story = self._choose(number, others, likeness) or make_id("s", document.id)
        self.story_of.append(story)
        self._members.setdefault(story, []).append(number)
        if number + 1 >= self._due:
            self.remerge()
        return self.story_of[number]

    def _voice(self, number: int) -> Voice:
        """Return a document's voice with its density as known by now."""
        voice, assumed = self._voices[number], assume_density(len(self._docs), self._weights)
        density = float(np.mean([max(cosine, assumed) for cosine in self._tops[number]]))
        return Voice(voice.numbers, density, voice.brief, voice.days)

    def _choose(self, number: int, others: list[int], cosines: list[float]) -> str | None:
        """Return the story whose latest members score best on average, if that is enough."""
        own, scores = self._voice(number), dict[str, list[tuple[int, float]]]()
        for other, cosine in zip(others, cosines, strict=True):
            score = score_pair(cosine, self._voice(other), own, self._weights).score
            scores.setdefault(self.story_of[other], []).append((other, score))
        best: tuple[float, str] | None = None
        for story, found in scores.items():
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
        voices = {number: self._voice(number) for number in range(first, len(self._docs))}
        ties = {
            (other - first, number - first): score_pair(cosine, voices[other], voices[number], self._weights).score
            for number in voices
            for other, cosine in zip(*self._pairs[number], strict=True)
            if other >= first
        }
        groups = link_average(len(voices), ties, tau=self._weights.tau, unknown=self._weights.unknown)
        names = [[self._docs[first + member] for member in group] for group in groups]
        earlier: dict[str, list[str]] = {}
        for number in voices:
            earlier.setdefault(self.story_of[number], []).append(self._docs[number])
        found = {make_id("s", *sorted(docs)): docs for docs in names}
        kept, ended = keep_ids(found, earlier)
        for docs, group in zip(names, groups, strict=True):
            story = kept[make_id("s", *sorted(docs))]
            for member in group:
                self.story_of[first + member] = story
        self._close(first, earlier, ended)
        self.redirects = {old: ended.get(new, new) for old, new in self.redirects.items()} | ended
        return ended

    def _close(self, first: int, earlier: Mapping[str, list[str]], ended: Mapping[str, str]) -> None:
        """Bring the members of the stories that were linked anew up to date; closed documents go with their story's id."""
        closed = [number for story in earlier for number in self._members.pop(story) if number < first]
        for number in closed:
            self.story_of[number] = ended.get(self.story_of[number], self.story_of[number])
        for number in (*sorted(closed), *range(first, len(self._docs))):
            self._members.setdefault(self.story_of[number], []).append(number)
