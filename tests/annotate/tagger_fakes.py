"""Stand-ins for the tagger's vocabulary and network: words become pieces, and marked words get the tags a test asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

PIECE = re.compile(r"\w{1,6}|[^\w\s]")
WORD = re.compile(r"\w+|[^\w\s]")


@dataclass
class Encoding:
    """What a tokenizer returns, as far as it is read."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    word_ids: list[int]


class FakeTokenizer:
    """Cuts words into pieces of six letters; the same piece always has the same id."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def encode(self, text: str, add_special_tokens: bool = True) -> Encoding:
        """Encode a text."""
        ids, offsets, words = [], [], []
        for number, word in enumerate(WORD.finditer(text)):
            for piece in PIECE.finditer(word.group()):
                ids.append(self.known.setdefault(piece.group(), 10 + len(self.known)))
                offsets.append((word.start() + piece.start(), word.start() + piece.end()))
                words.append(number)
        return Encoding(ids, offsets, words)


@dataclass
class FakeNetwork:
    """Takes given pieces for cues; everything after a cue, up to `stop`, is content, the `before` pieces before it are the source."""

    tokenizer: FakeTokenizer
    cues: Sequence[str] = ("said",)
    stop: str = "."
    before: int = 1
    verdict: float = 6.0
    shown: list[list[int]] = field(default_factory=list)
    start_id: int = 1
    separator_id: int = 2
    alone: Sequence[float] = (0.0, 1.0, *[0.0] * 7)

    def encode(self, ids: Sequence[int], cases: Sequence[int], marks: Sequence[int]) -> tuple[Any, Any]:
        """Return the ids as hidden states, and certain cue logits."""
        self.shown.append(list(ids))
        names = {v: k for k, v in self.tokenizer.known.items()}
        cue = np.array([[8.0, 0.0, 0.0] if names.get(i) in self.cues else [0.0, 0.0, 8.0] for i in ids])
        return np.array([[float(i)] for i in ids]), cue

    def ask(self, hidden: Any, sides: Any) -> tuple[Any, Any]:
        """Return certain tags."""
        names = {v: k for k, v in self.tokenizer.known.items()}
        pieces = [names.get(int(h[0]), "") for h in hidden]
        tags = np.zeros((*sides.shape, 5))
        for row, side in zip(tags, sides, strict=True):
            first = int(np.argmax(side == 1))
            stop = next((i for i in range(first, len(pieces)) if pieces[i] == self.stop), len(pieces))
            chosen = [0] * len(pieces)
            for i in range(max(0, first - self.before), first):
                chosen[i] = 1 if i == max(0, first - self.before) else 2
            for i in range(first + 1, stop):
                chosen[i] = 3 if i == first + 1 else 4
            for i, tag in enumerate(chosen):
                row[i, tag] = 8.0
        return tags, np.full((len(sides), 2), self.verdict)
