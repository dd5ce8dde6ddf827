"""What the dossier hands to pages and exports: records put together for reading, each still pointing at its characters."""

from dataclasses import dataclass

from crosswire.model import Actor, Attribution, DateValue, Document, Issue, Place, Position, Quotation, Statement


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """How many accounts, and how many of them are independent: copies of one another count once."""

    accounts: int
    independent: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place with all that is needed to show it and to find it again.

    exact: the characters themselves. prefix, suffix: what stands around them in their paragraph. outlet: label of the account.
    document: its name. paragraph: number of the body paragraph it begins in, from 1, or None outside the body. where: label of
    its zone. sha256: hash of the stored text.
    """

    place: Place
    exact: str
    prefix: str
    suffix: str
    outlet: str
    document: str
    paragraph: int | None
    where: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Account:
    """A document as one voice of a story: its label, its date, and the copy group it belongs to (an id, or None)."""

    document: Document
    outlet: str
    published: DateValue
    copy_group: str | None
    origin: bool


def fold_words(text: str) -> str:
    """Return a text without case, blanks and marks, by which the same words elsewhere are known."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, slots=True)
class Wording:
    """One account's words for a statement. certain: False where it is only a `possible` match. evidence: one a fragment."""

    quotation: Quotation
    doc: str
    evidence: tuple[Evidence, ...]
    attribution: Attribution
    speakers: tuple[Actor, ...]
    certain: bool

    @property
    def folded(self) -> str:
        """Its words as `fold_words` folds them."""
        return "".join(fold_words(e.exact) for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker's statements in one story. actors: who speaks (several for a joint statement, none if unknown). alone:
    quotations that stand in no statement with another. attitudes: what the actors hold, want or believe, which nobody said; count is of
    what was said, or of these where nothing was said."""

    actors: tuple[Actor, ...]
    label: str
    statements: tuple[Statement, ...]
    alone: tuple[Wording, ...]
    count: Count
    attitudes: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryTotals:
    """How much the views of a story hold. said: statements, what stands in none, attitudes."""

    said: int
    positions: int
    timeline: int
    differences: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Positions of one party on one issue, latest first. count: accounts that carry their evidence."""

    party: Actor
    issue: Issue
    positions: tuple[Position, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Absence:
    """An account without a thing. unsure: its text breaks off, so that silence does not count."""

    document: Document
    outlet: str
    unsure: bool
