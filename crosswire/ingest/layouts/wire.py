"""Wire copy as the agency sends it: slug, priority, word count, notes to editors, headline, story, end mark. `wire.tsv` has the forms."""

from crosswire.ingest.layouts.line_rules import LineLayout, load_rules, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line

LINES = LineLayout("wire", *load_rules("wire.tsv"), least=4.0, kinds=2, within=2, after=("metadata", "after_end"))


def read_wire(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a text with a wire header: at least two kinds of header lines, the first among the first three lines."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("wire", read_wire)
