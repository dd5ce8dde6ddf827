"""Mentions in the making: drafts, and a labelled paragraph with the words that they have taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate._nlp import Paragraph
from crosswire.annotate.labels import Label
from crosswire.annotate.names import Key
from crosswire.annotate.words import Word


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before the decisions over its whole document.

    key: the words by which mentions of one name meet. where: zone of its paragraph. sure: evidence of its type, 0 (none) to 3
    (a title, a table, a noun in the name). Other fields as in `Mention`.
    """

    start: int
    end: int
    kind: str
    type: str | None
    where: str
    name: str | None = None
    key: Key = ()
    role: str | None = None
    of: str | None = None
    country: str | None = None
    kinds: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    stands_for: bool = False
    sure: int = 0
    basis: str = ""
    seat: str | None = None


class Line:
    """A labelled paragraph, and which of its words a draft has taken."""

    def __init__(
        self, words: Sequence[Word], labels: Sequence[Label], paragraph: Paragraph, treaties: Iterable[str]
    ) -> None:
        self.words, self.labels, self.treaties = words, labels, treaties
        self.where, self.base, self.line = paragraph.where, paragraph.start, paragraph.text
        self.at: dict[int, Label] = {x.start: x for x in labels}
        self.ending: dict[int, Label] = {x.end: x for x in labels}
        self.used: set[int] = set()

    def is_used(self, label: Label) -> bool:
        """Whether some word of a label is taken."""
        return any(i in self.used for i in range(label.start, label.end))

    def take(self, start: int, end: int) -> None:
        """Mark words as used."""
        self.used.update(range(start, end))

    def text(self, start: int, end: int) -> str:
        """Return the words [start, end) as printed."""
        return str(self.line[self.words[start].start - self.base : self.words[end - 1].end - self.base])

    def draft(self, start: int, end: int, **more: object) -> Draft:
        """Return a draft over the words [start, end)."""
        base = Draft(self.words[start].start, self.words[end - 1].end, "name", None, self.where)
        return replace(base, **more)  # type: ignore[arg-type]

    def low(self, i: int) -> str:
        """Return a word's look-up form, or "" outside the paragraph."""
        return self.words[i].low if 0 <= i < len(self.words) else ""


def organisation_key(words: Sequence[Word]) -> Key:
    """Return an organisation's key: hyphen-joined parts in sorted order, so that "A-B Council" and "B-A Council" are one."""
    lows: list[str] = []
    i = 0
    words = [w for w in words if w.low not in {"the", "'s"}]
    while i < len(words):
        j = i + 1
        while j < len(words) and words[j].joined:
            j += 1
        lows.extend(sorted(w.low for w in words[i:j]))
        i = j
    return tuple(lows)
