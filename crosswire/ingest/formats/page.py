"""An HTML page: its source, from which the visible text is dumped later."""

import re

from crosswire.ingest.decoding import read_text
from crosswire.ingest.readers import Read, Reader, Source
from crosswire.model import Capture

BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,400}-->\s*)?<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE,
)


def _sniff(head: bytes) -> bool:
    return BEGINNING.match(head) is not None


def _read(capture: Capture) -> Read:
    source, problems = read_text(capture)
    return ([] if source is None else [Source(source, page=True)]), problems


READERS = (
    Reader("page", "text/html", (".html", ".htm", ".xhtml"), _sniff, also=("application/xhtml+xml",), read=_read),
)
