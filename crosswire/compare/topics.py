"""Which issue a stretch of text is about: what it names, else what its sentence names, else what the sentence before named."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from crosswire.compare.accounts import Accounts
from crosswire.compare.words import load_groups, read_words, stem
from crosswire.model import Issue, Span

LIST = re.compile(r"^[,;]? ?(?:and|or|as well as|to)?[,;]? ?(?:be it|on|over|the|issue of|question of|\s)*$")
"""What may stand between two issues of one list."""


SECOND = 2.0
"""How much farther a thing counts that stands on the less likely side of a word."""


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
        self.names = {issue.id: issue.name.casefold() for issue in issues}
        self.plain = {issue.id for issue in issues if " " not in issue.name and issue.name.islower()}
        kin = load_groups("kin.tsv")
        self.talking = {
            i.id for i in issues if i.id in self.plain and load_groups("kin.tsv").get(stem(i.name)) == stem("dialogue")
        }
        """Issues that are talk itself, which nobody takes up as a matter by talking of it."""
        self.groups = {r.doc: n for n, (_, rs) in enumerate(accounts.groups()) for r in rs}
        self.of_group: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for issue in issues:
            if issue.id in self.plain and (word := kin.get(stem(issue.name))):
                for group in {self.groups[p.doc] for p in issue.places if p.doc in self.groups}:
                    self.of_group[group][word].add(issue.id)
        self.plain_words = {
            kin[stem(issue.name)]: issue.id
            for issue in reversed(issues)
            if issue.id in self.plain and stem(issue.name) in kin
        }

    def inside(self, doc: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the places of issues that begin inside [start, end)."""
        spots = self.spots.get(doc, [])
        return spots[bisect_left(spots, (start, -1, "")) : bisect_left(spots, (end, -1, ""))]

    def kin_in(self, doc: str, group: str) -> str | None:
        """Return the one issue of a document's storyline of one common word that is of a group of kindred nouns ("discussions" for "talks")."""
        held = self.of_group.get(self.groups.get(doc, -1), {}).get(group, set())
        return min(held) if len(held) == 1 else None

    def of(
        self, doc: str, scan: Span, words: Sequence[Span], *, subject: bool = False, here: bool = False
    ) -> list[str]:
        """Return the issues that the words at `words` are about: the nearest, with those listed beside it.

        A thing named after a word is nearer than one named before it, since most stance words take an object; with `subject` it is the other
        way round ("X is a threat to Y"). An issue of one common word ("security") is farther than one with a name of its own. With `here`
        nothing outside the stretch will do.
        """
        spots = self.inside(doc, *scan)
        apart = [s for s in spots if s[2] not in self.plain or not any(s[0] <= a < s[1] for a, _ in words)]
        spots = apart or spots  # "a security threat" is not about security
        if not spots and (verbs := self.by_verb(doc, scan)):
            return verbs
        if not spots and here:
            return []
        if not spots:
            spots = self.around(doc, scan)
            return list(dict.fromkeys(i for _, _, i in spots))[-1:]
        before, after = (1.0, SECOND) if subject else (SECOND, 1.0)

        def distance(spot: tuple[int, int, str]) -> float:
            first, last, issue = spot
            gaps = [(first - b) * after if first >= b else (a - last) * before if last <= a else 0 for a, b in words]
            return (min(gaps) + 10) * (SECOND if issue in self.plain else 1.0)

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

    def by_verb(self, doc: str, scan: Span) -> list[str]:
        """Return the issue of one common word that a stretch names by its verb ("discuss" for "talks")."""
        kin = load_groups("kin.tsv")
        for word, _, _ in read_words(self.accounts.documents[doc].text, *scan):
            group = kin.get(stem(word))
            if group in self.plain_words and word[0].islower():
                return [self.plain_words[group]]
        return []

    def around(self, doc: str, scan: Span) -> list[tuple[int, int, str]]:
        """Return the places of issues in the sentence of a stretch, else in the sentence before it."""
        sentence = self.accounts.sentence_at(doc, scan[0])
        if sentence is None:
            return []
        spots = self.inside(doc, sentence.start, sentence.end)
        if not spots:
            before = self.accounts.sentence_before(doc, scan[0])
            spots = self.inside(doc, before.start, before.end) if before else []
            spots = [s for s in spots if s[2] not in self.plain]
        return spots
