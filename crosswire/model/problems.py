"""What went wrong with one capture or document: a row, never a crash."""

from dataclasses import dataclass

CODES = {
    "C101": "the file cannot be read",
    "C102": "the capture is empty",
    "C103": "the bytes are not text",
    "C104": "the encoding is not certain",
    "C105": "a row is not JSON, or has no text",
    "C106": "the capture is too large to be read whole",
    "C107": "no part of the page could be told apart as article",
    "C108": "the file's kind is not one that is read",
    "C109": "the same bytes were found before",
    "C110": "a file that holds several captures is broken",
    "C111": "a file that holds several captures unpacks to more than is read",
    "C112": "a part of the installation is missing that this kind of file needs",
    "C113": "only a summary of the article is there",
    "C120": "its sender withheld or canceled it",
    "Z101": "a field of the record breaks off",
    "Z102": "nothing in the capture looks like the body of an article",
    "Z103": "two ways of finding the article on a page disagree",
    "Z104": "a page lists several stories",
    "Z105": "the capture has more lines than are looked at",
    "Q101": "a quotation mark has no partner",
    "Q102": "a paragraph is too long to be parsed",
    "R101": "the document could not be read",
    "R102": "a step over all documents failed, and what it gives is missing; please report it",
    "D101": "the document's date is not known",
    "D102": "the document's dates disagree",
    "X101": "a correction names something the dossier does not hold",
}
"""Every code with its meaning."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A thing that went wrong and cost only its own row.

    code: of CODES. name: of the capture or document. message: what was found and what to do. start, end: code points
    where it applies, or None. doc: document id, or None if there is no document.
    """

    code: str
    name: str
    message: str
    start: int | None = None
    end: int | None = None
    doc: str | None = None
