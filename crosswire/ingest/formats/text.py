"""Plain text and Markdown: the stored text is the decoded file, unchanged; a database's export is split into its articles."""

from crosswire.ingest.decoding import read_text
from crosswire.ingest.exports import split_export
from crosswire.ingest.readers import Read, Reader, Source
from crosswire.model import Capture


def _read(capture: Capture) -> Read:
    text, problems = read_text(capture)
    if text is None:
        return (), problems
    return (None if capture.as_is else split_export(text, wrapped=True)) or [Source(text)], problems


READERS = (
    Reader("text", "text/plain", (".txt", ".text"), read=_read),
    Reader("markdown", "text/markdown", (".md",), also=("text/x-markdown",), read=_read),
)
