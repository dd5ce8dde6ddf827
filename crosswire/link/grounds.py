"""What pairs of documents have beside their words: the days between them, numbers in common, shortness. Many pairs at a time, in columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, log1p
from typing import NamedTuple

import numpy as np

from crosswire.link.days import DayEvidence, days_apart
from crosswire.link.terms import share_numbers

BRIEF = 15
"""Documents of fewer terms are headlines alone: two that tell one thing may share a word or two."""
LEAD_SURE = 0.5
"""Weight of a day that is only printed in the lead, against 1 for a header's or a dateline's."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What a document brings to a pair beside its words. brief: its shortness."""

    numbers: Mapping[int, float]
    brief: float
    days: DayEvidence


class Grounds(NamedTuple):
    """What pairs have beside their words, as columns, whatever stands around them. numbers: cosine of their numbers. brief: mean
    shortness. apart: days between them, NaN where unknown. sure: how far that is believed, 0 where unknown.
    """

    numbers: np.ndarray
    brief: np.ndarray
    apart: np.ndarray
    sure: np.ndarray

    def cost(self, per_day: float, missing: float) -> np.ndarray:
        """Return what the days cost. missing: days that a missing date counts for."""
        known = self.sure * np.log1p(np.where(self.sure > 0, self.apart, 0.0))
        return per_day * (known + (1 - self.sure) * log1p(missing))


class Voices:
    """Documents by number, as they are added, with what each brings to a pair."""

    def __init__(self, voices: Iterable[Voice] = ()) -> None:
        self._voices: list[Voice | None] = []
        self._brief = np.zeros(1024)
        self._day = np.zeros(1024, np.int64)
        self._lead = np.zeros(1024, bool)
        self._partial = np.zeros(1024, bool)
        self._numeric = np.zeros(1024, bool)
        for voice in voices:
            self.add(voice)

    def add(self, voice: Voice) -> None:
        """Add a document under the next number."""
        number, days = len(self._voices), voice.days
        self._voices.append(voice)
        if number >= len(self._day):
            for name in ("_brief", "_day", "_lead", "_partial", "_numeric"):
                column = getattr(self, name)
                setattr(self, name, np.concatenate([column, np.zeros_like(column)]))
        exact = days.exact
        self._brief[number] = voice.brief
        self._day[number] = exact.toordinal() if exact else 0
        self._lead[number] = days.of == "lead"
        self._partial[number] = exact is None and days.printed is not None
        self._numeric[number] = bool(voice.numbers)

    def forget(self, number: int) -> None:
        """Drop a document: it takes part in no further pair."""
        self._voices[number] = None

    def days(self, first: int) -> list[DayEvidence]:
        """Return the days of the documents from a number on that are not forgotten."""
        return [voice.days for voice in self._voices[first:] if voice is not None]

    def compare(self, left: np.ndarray, right: np.ndarray) -> Grounds:
        """Return the grounds of pairs of numbers."""
        numbers = np.zeros(len(left))
        for k, one, other in self._both(left, right, self._numeric[left] & self._numeric[right]):
            numbers[k] = share_numbers(one.numbers, other.numbers)
        earlier, later = self._day[left], self._day[right]
        known = (earlier > 0) & (later > 0)
        apart = np.where(known, np.abs(earlier - later), np.nan)
        partial = self._partial[left] & (later > 0) | self._partial[right] & (earlier > 0)
        partial |= self._partial[left] & self._partial[right]
        for k, one, other in self._both(left, right, partial):
            days = days_apart(one.days, other.days)
            apart[k] = np.nan if days is None else days
        sure = np.where(self._lead[left] | self._lead[right], LEAD_SURE, 1.0)
        sure[np.isnan(apart)] = 0.0
        return Grounds(numbers, (self._brief[left] + self._brief[right]) / 2, apart, sure)

    def _both(self, left: np.ndarray, right: np.ndarray, chosen: np.ndarray) -> Iterator[tuple[int, Voice, Voice]]:
        """Yield the place and the two documents of the chosen pairs."""
        at = np.flatnonzero(chosen)
        for k, i, j in zip(at.tolist(), left[at].tolist(), right[at].tolist(), strict=True):
            one, other = self._voices[i], self._voices[j]
            assert one is not None and other is not None
            yield k, one, other


def shortness(terms: int) -> float:
    """Return by how much a document is shorter than a text, as a logarithm; 0 for texts."""
    return max(0.0, log(BRIEF / max(terms, 1)))
