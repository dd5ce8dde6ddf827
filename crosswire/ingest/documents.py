"""One capture -> its document: stored text, zones, header."""

from crosswire.ingest.decoding import read_text
from crosswire.ingest.zones import find_zones, whole_body
from crosswire.model import Capture, Document, Header, HeaderValue, Problem, make_id, sha256


def read_capture(capture: Capture) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents of a capture (one, or none where it holds no text) and what was found wrong.

    Pure; never raises, whatever the bytes.
    """
    text, problems = read_text(capture)
    if text is None:
        return (), problems
    layout = whole_body(text) if capture.as_is else find_zones(text)
    document = Document(
        id=make_id("d", capture.sha256),
        name=capture.name,
        capture=capture.sha256,
        media_type=capture.media_type,
        text=text,
        text_sha256=sha256(text),
        zones=layout.zones,
        header=Header(headline=HeaderValue()),
        as_is=capture.as_is,
    )
    return (document,), problems
