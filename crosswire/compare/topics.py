"""Which issue a stretch of text is about: what it names, else what its sentence names, else what the sentence before named."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from crosswire.compare.accounts import Accounts
from crosswire.model import Issue, Span

LIST = re.compile(r"^[,;]? ?(?:and|or|as well as|to)?[,;]? ?(?:be it|on|over|the|issue of|question of|\s)*$")
"""What may stand between two issues of one list."""


class Topics:
    """Finds the issues of a stretch."""

    def __init__(self, accounts: Accounts, issues: Sequence[Issue]) -> None:
        self.accounts = accounts
        self.spots: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for issue in issues:
            for place in issue.places:
                self.spots[place.doc].append((place.start, place.end, issue.id))
        for spots in self.spots.values():
            spots.sort()
        self.names = {issue.id: issue.name for issue in issues}

    def inside(self, doc: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the places of issues that begin inside [start, end)."""
        spots = self.spots.get(doc, [])
        return spots[bisect_left(spots, (start, -1, "")) : bisect_left(spots, (end, -1, ""))]

    def of(self, doc: str, scan: Span, words: Sequence[Span]) -> list[str]:
        """Return the issues that the words at `words` are about: the nearest, with those listed beside it.

        A thing named after a word is nearer than one named before it, since most stance words take an object.
        """
        spots = self.inside(doc, *scan)
        if not spots:
            spots = self.around(doc, scan)
            return list(dict.fromkeys(i for _, _, i in spots))[-1:]
        distance = lambda s: min((s[0] - b if s[0] >= b else (a - s[1]) * 1.5 if s[1] <= a else 0) for a, b in words)  # noqa: E731
        best = min(range(len(spots)), key=lambda n: (distance(spots[n]), n))
        text = self.accounts.documents[doc].text
        chosen = [spots[best][2]]
        for n in range(best + 1, len(spots)):
            if not LIST.match(text[spots[n - 1][1] : spots[n][0]]):
                break
            chosen.append(spots[n][2])
        for n in range(best - 1, -1, -1):
            if not LIST.match(text[spots[n][1] : spots[n + 1][0]]):
                break
            chosen.append(spots[n][2])
        return list(dict.fromkeys(chosen))

    def around(self, doc: str, scan: Span) -> list[tuple[int, int, str]]:
        """Return the places of issues in the sentence of a stretch, else in the sentence before it."""
        sentence = self.accounts.sentence_at(doc, scan[0])
        if sentence is None:
            return []
        spots = self.inside(doc, sentence.start, sentence.end)
        if not spots:
            before = self.accounts.sentence_before(doc, scan[0])
            spots = self.inside(doc, before.start, before.end) if before else []
        return spots
