"""What every kind of difference shares: building the record, one side an account, and when values differ at all."""

from collections.abc import Iterable, Mapping, Sequence

from crosswire.compare.accounts import Accounts
from crosswire.compare.words import stems
from crosswire.model import CopyGroup, Difference, Issue, Side, Statement, Story, make_id

WEIGHTS = {
    "status": 9.0,
    "number": 8.5,
    "date": 8.5,
    "reason": 8.0,
    "place": 7.5,
    "list": 7.0,
    "attribution": 5.0,
    "naming": 5.5,
    "only": 4.0,
    "wording": 3.0,
}
"""Order on the page: what changes the story before what changes its words. A reader's order, not tuned."""

CONTRADICTION = 20.0
"""Added to a contradiction, so that it stands first."""

PER_VOICE = 0.25
"""Added for each independent account."""


class Scene:
    """One storyline's documents, and how to make a difference of them."""

    def __init__(
        self, accounts: Accounts, stories: Sequence[Story], copies: Sequence[CopyGroup], issues: Sequence[Issue] = ()
    ) -> None:
        self.accounts = accounts
        self.stories = sorted(stories, key=lambda s: s.id)
        self.copy_of = {d: c.id for c in copies for d in c.docs}
        self._stems: dict[str, tuple[str, ...]] = {}
        self.originals = {c.origin for c in copies}
        self.docs = sorted({d for s in stories for d in s.docs if d in accounts.readings})
        self.story_of = {d: s.id for s in stories for d in s.docs}
        self.topic_of = {q: issue.id for issue in reversed(issues) for q in issue.quotations}

    def stems_in(self, doc: str) -> tuple[str, ...]:
        """Return the stems of all words of a document, in order."""
        if doc not in self._stems:
            self._stems[doc] = stems(self.accounts.documents[doc].text)
        return self._stems[doc]

    def issue_of(self, statement: Statement) -> str | None:
        """Return the weightiest issue that a statement's wordings name, or None."""
        return next((self.topic_of[q] for q in statement.quotations if q in self.topic_of), None)

    def voices(self, docs: Iterable[str]) -> int:
        """Return the number of independent accounts among some documents."""
        return len({self.copy_of.get(d, d) for d in docs})

    def make(
        self,
        kind: str,
        about: str,
        sides: Sequence[Side],
        *,
        issue: str | None = None,
        verdict: str = "differ",
        basis: str = "",
        weight: float = 0.0,
        absent: Sequence[str] = (),
        unsure: Sequence[str] = (),
        story: str | None = None,
    ) -> Difference:
        """Build the record. The story is the one that most of the sides' documents belong to; sides stand in order of document."""
        docs = [s.place.doc for s in sides]
        home = story or max(
            sorted({self.story_of.get(d, "") for d in docs}),
            key=lambda i: sum(self.story_of.get(d, "") == i for d in docs),
        )
        total = (
            WEIGHTS[kind] + weight + PER_VOICE * self.voices(docs) + (CONTRADICTION if verdict == "contradict" else 0.0)
        )
        ordered = tuple(sorted(sides, key=lambda s: (s.place.doc, s.place.start, s.place.end, s.value)))
        return Difference(
            # the values too: one sentence may differ from another in two numbers
            id=make_id("x", kind, [[s.place.doc, s.place.start, s.place.end, s.value] for s in ordered]),
            kind=kind,
            verdict=verdict,
            about=about,
            sides=ordered,
            story=home,
            absent=tuple(absent),
            unsure=tuple(unsure),
            issue=issue,
            weight=round(total, 3),
            basis=basis,
        )

    def side(self, doc: str, start: int, end: int, value: tuple[int, int] | None = None) -> Side:
        """Build one account's side: its place (at most 400 characters) and the words that differ."""
        place = self.accounts.clip(doc, start, end, value[0] if value else None)
        words = self.accounts.words(doc, *(value or place.span))
        return Side(place=place, value=" ".join(words.split())[:400])

    def one_voice_each(self, sides: Mapping[str, Side]) -> list[Side]:
        """Return one side a voice: of copies the original's where it has one, so that a reprint that is added later changes nothing."""
        return sorted((sides[doc] for doc in self.one_doc_each(sides)), key=lambda s: s.place)

    def one_doc_each(self, docs: Iterable[str]) -> list[str]:
        """Return one document a voice, originals first."""
        kept: dict[str, str] = {}
        for doc in sorted(set(docs), key=lambda d: (d not in self.originals, d)):
            kept.setdefault(self.copy_of.get(doc, doc), doc)
        return list(kept.values())


def label(words: str, longest: int = 80) -> str:
    """Return words for the page's heading: blanks joined, cut at a word."""
    joined = " ".join(words.split())
    return joined if len(joined) <= longest else joined[: joined.rfind(" ", 0, longest)] + " …"
