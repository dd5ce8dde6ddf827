"""The names that spaCy's recogniser finds, without its walk: the decisions for all words outside a name are taken in one product.

spaCy's walk asks word by word which of 74 moves are allowed, and takes and gives back Python's lock for each answer: a quarter of the whole
parse. Between two names, though, a move depends on the word alone, so that all of them can be weighed at once; only inside a name is
there something to walk.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

NEVER = -np.inf

TOKENS = 4_000
"""Tokens from which no further text is taken into one product: each takes 3 kB while it lasts."""


class QuickNames:
    """Gives parsed texts the names that `EntityRecognizer` would give them: the same weights, moves and rules for what may follow what.

    The rules are those of a text without names given before (spacy/pipeline/_parser_internals/ner.pyx): no name begins on a blank, none
    reaches over the start of a sentence, and the last word ends what is open.
    """

    def __init__(self, recogniser: Any) -> None:
        self._vectors, self._lower, self._upper = recogniser.model.layers
        moves = [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]
        self._kinds = np.array([move[0] for move in moves])
        self._labels = [move[2:] for move in moves]
        self._begins = self._kinds == "B"
        self._opens = self._begins | (self._kinds == "U")
        # a move to go on or to end is for an open name; "U-" without a label, for names that were ruled out beforehand
        self._barred = ~(self._opens | (self._kinds == "O")) | np.array([move == "U-" for move in moves])
        self._inside = {
            label: [moves.index(f"I-{label}"), moves.index(f"L-{label}")]
            for label, begins in zip(self._labels, self._begins, strict=True)
            if begins
        }

    def annotate(self, docs: Sequence[Any]) -> None:
        """Set the names of some texts whose sentences are known."""
        batch: list[Any] = []
        for doc in docs:
            if len(doc):
                batch.append(doc)
            if sum(map(len, batch)) >= TOKENS:
                self._annotate(batch)
                batch = []
        if batch:
            self._annotate(batch)

    def _annotate(self, docs: Sequence[Any]) -> None:
        parts = self._lower.predict(self._vectors.predict(docs))
        none, parts = parts[0], parts[1:]  # what a missing word adds; [words, places, width, pieces]
        scores = self._weigh(parts[:, 0] + none[1] + none[2])
        scores[:, self._barred] = NEVER
        start = 0
        for doc in docs:
            stop = start + len(doc)
            doc.ents = self._walk(doc, parts[start:stop], scores[start:stop])
            start = stop

    def _weigh(self, summed: Any) -> Any:
        """Return the score of each move [rows, moves] from the sum of what the words of a state add."""
        return self._upper.predict((summed + self._lower.get_param("b")).max(-1))

    def _walk(self, doc: Any, parts: Any, scores: Any) -> list[tuple[str, int, int]]:
        """Return (label, first token, last token + 1) of each name."""
        blank, sentence = (doc.to_array(["IS_SPACE", "SENT_START"]) == 1).T
        ending = np.append(sentence[1:], True)  # whether a name must end at a token
        scores[np.ix_(ending, self._begins)] = NEVER
        scores[np.ix_(blank, self._opens)] = NEVER
        best = scores.argmax(1)
        found = []
        stop = 0
        for at in np.flatnonzero(self._kinds[best] != "O").tolist():
            if at < stop:
                continue
            label, stop = self._labels[best[at]], at + 1
            if self._begins[best[at]]:
                while not ending[stop] and self._goes_on(label, parts[stop, 0] + parts[at, 1] + parts[stop - 1, 2]):
                    stop += 1
                stop += 1
            found.append((label, at, stop))
        return found

    def _goes_on(self, label: str, summed: Any) -> bool:
        """Whether an open name goes on after a word."""
        on, last = self._weigh(summed[None])[0, self._inside[label]]
        return bool(on >= last)
