"""The only place where spaCy is imported: loads the model by its content fingerprint and parses paragraph by paragraph."""

from dataclasses import dataclass, field
from typing import Any

from crosswire.model import Document, Problem


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph (a line of a zone that is read).

    start: code point of its first character in the document's text; a token's place is `start + token.idx`. doc: the spaCy Doc of exactly
    `text[start:end]`. where: label of its zone. index: number of the paragraph in the document, from 0.
    """

    start: int
    end: int
    where: str
    index: int
    doc: Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's parsed paragraphs in order, and what could not be parsed."""

    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...] = field(default=())


class Engine:
    """A loaded pipeline. fingerprint: of the weights and the versions that shape its output."""

    fingerprint: str

    def parse(self, document: Document) -> Parsed:
        """Parse the zones that are read."""
        raise NotImplementedError


def load_engine() -> Engine:
    """Load the pipeline. Raises ModelError where the weights are absent or are not the ones expected."""
    raise NotImplementedError
