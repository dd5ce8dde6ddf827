"""Exports of news databases: one file, many articles. Whatever its format, its text is split here."""

from crosswire.ingest.formats.factiva import split_factiva
from crosswire.ingest.formats.nexis import split_nexis
from crosswire.ingest.readers import Source
from crosswire.ingest.wrapping import unwrap


def split_export(text: str) -> list[Source] | None:
    """Return the articles of a database's export in their order, or None where the text is no export.

    Each article's stored text is its slice of the file with its field lines; line ends are `\\n` in it, and those at which a
    paragraph was only wrapped are blanks. An article that lacks a part costs nothing but that part.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for split in (split_nexis, split_factiva):
        if split(text) is not None:
            return split(unwrap(text))
    return None
