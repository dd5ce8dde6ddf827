"""Names in the line under a story that says who reported and who edited it; those who reported are its byline where it has none."""

import re

from crosswire.ingest.forms import find_names

PART = re.compile(r"(?P<what>[^;.()\[\]]*?)\bby\s+(?P<names>[^;()\[\]]+)", re.IGNORECASE)
WROTE = re.compile(
    r"^\W*(?:reporting|reported|written|writing|story|words|text|reporting and writing|written and reported)\W*$",
    re.IGNORECASE,
)
"""What comes before `by` where the names are the authors'; additional reporters, editors and translators are none."""


def find_reporters(credit: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the authors' names in `(Reporting by Aun Reder in Sorne; Editing by Tor Brask)`."""
    for match in PART.finditer(credit[:400]):
        if not WROTE.match(match["what"]):
            continue
        names = match["names"].rstrip(" .;)]")
        start = match.start("names")
        spans = find_names("By " + names)
        if spans:
            return tuple((start + first - 3, start + last - 3) for first, last in spans)
    return ()
