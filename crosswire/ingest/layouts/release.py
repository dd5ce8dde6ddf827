"""Press releases: notice of release or embargo, contacts, title, story, end mark, notes to editors, what the sender says of itself.

`release.tsv` has the forms of lines.
"""

from crosswire.ingest.layouts.line_rules import LineLayout, load_rules, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line

LINES = LineLayout("release", *load_rules("release.tsv"), least=4.0, kinds=1, within=8)


def read_release(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a press release: a notice of immediate release, or an embargo or a kind with another header line."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("release", read_release)
