"""Official statements and readouts as ministries and offices print them: who issues it, kind, number, date, title, text.

`statement.tsv` has the forms of lines.
"""

from crosswire.ingest.layouts.line_rules import LineLayout, load_rules, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line

LINES = LineLayout("statement", *load_rules("statement.tsv"), least=4.0, kinds=3, within=6)


def read_statement(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of an official statement: three of issuer, kind, number, date and title among its first lines."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("statement", read_statement)
