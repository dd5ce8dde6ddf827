"""A capture: the bytes as got. Never changed."""

from dataclasses import dataclass, field

DOSSIER_MARK = "crosswire.db"
"""The file that makes a folder a dossier: such a folder is never searched for captures."""


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were found, and where.

    sha256: of `content`; the capture's id. name: its path relative to the folder given, with `/`, or the id of its
    JSONL row. media_type: as guessed from name and content (text/plain, text/markdown, text/html, application/json
    for a JSONL row). as_is: the user says that the text is a clean article already. fields: header values that came
    with the text from outside it (a JSONL row's title, date, publisher, url, lang), as (name, value) pairs in sorted
    order.
    """

    sha256: str
    name: str
    media_type: str
    content: bytes
    as_is: bool = False
    fields: tuple[tuple[str, str], ...] = field(default=())
