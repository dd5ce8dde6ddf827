"""The table of layouts: archive record, press release, wire copy, official statement, script. A text of none is read line by line.

Each layout is one file in `layouts/` and answers with a `Record` or with None. The stricter ones are asked first, so that a press release
with fields is one, and a page that merely looks a little like a record is read as a page.
"""

from crosswire.ingest.layouts import archive, release, script, statement, wire
from crosswire.ingest.layouts.archive import field_role
from crosswire.ingest.layouts.parts import Layout, Part, Record
from crosswire.ingest.lines import Line

LAYOUTS: tuple[Layout, ...] = (release.LAYOUT, archive.LAYOUT, wire.LAYOUT, statement.LAYOUT, script.LAYOUT)
"""Layouts in the order in which they are asked."""


def find_record(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return what the first layout that a text has says of it, or None where it has none. lines: the text's own (`find_lines`)."""
    for layout in LAYOUTS:
        record = layout.read(text, lines)
        if record is not None:
            return record
    return None


__all__ = ["LAYOUTS", "Layout", "Part", "Record", "field_role", "find_record"]
