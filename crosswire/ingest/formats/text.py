"""Plain text and Markdown: the stored text is the decoded file, unchanged."""

from crosswire.ingest.decoding import read_text
from crosswire.ingest.readers import Read, Reader, Source
from crosswire.model import Capture


def _read(capture: Capture) -> Read:
    text, problems = read_text(capture)
    return ([] if text is None else [Source(text)]), problems


READERS = (
    Reader("text", "text/plain", (".txt", ".text"), read=_read),
    Reader("markdown", "text/markdown", (".md",), also=("text/x-markdown",), read=_read),
)
