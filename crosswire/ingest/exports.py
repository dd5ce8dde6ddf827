"""Exports of news databases: one file, many articles. Whatever its format, its text is split here."""

from crosswire.ingest.formats.factiva import split_factiva
from crosswire.ingest.formats.nexis import split_nexis
from crosswire.ingest.readers import Source
from crosswire.ingest.wrapping import unwrap


def split_export(text: str, *, wrapped: bool = False) -> list[Source] | None:
    """Return the articles of a database's export in their order, or None where the text is no export.

    Each article's stored text is its slice of the file with its field lines, line ends being `\\n`. wrapped: the text may be
    wrapped at a margin (plain text); those line ends are blanks in the stored text. An article that lacks a part costs nothing
    but that part.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for split in (split_nexis, split_factiva):
        found = split(text)
        if found is not None:
            return split(unwrap(text)) if wrapped else found
    return None
