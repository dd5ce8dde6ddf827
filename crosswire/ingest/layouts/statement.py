"""Official statements and readouts as ministries and offices print them: who issues it, kind, number, date, title, text."""

import re

from crosswire.ingest.layouts.line_rules import LineLayout, Rule, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line


def _rule(kind: str, label: str, sub: str, pattern: str, worth: float = 0.0, flags: int = 0) -> Rule:
    return Rule(kind, label, sub, re.compile(pattern, flags), worth)


BODIES = (
    r"(?:Ministry|Department|Embassy|Permanent (?:Mission|Representation)|Consulate|Presidency|Chancellery|Government|Cabinet|Secretariat|"
    r"Parliament|Information (?:and Press )?(?:Service|Department)|Press (?:and Information )?(?:Office|Service|Department)|"
    r"Office of (?:the )?(?:President|Prime Minister|Spokes|Press|Chancellor|Secretary|High Representative)|The White House|Prime Minister['’]s Office|President['’]s Office|"
    r"Foreign (?:Ministry|Office)|State Department)"
)
KINDS = (
    r"(?:Press (?:Statement|Release|Communiqu[ée]|Briefing|Conference|Note)|Statements?(?: and Releases| by the .{3,40})?|Readouts?|Remarks|Communiqu[ée]|Joint (?:Statement|Declaration|Communiqu[ée])|"
    r"Declaration|Speech(?:es)?|Transcript|Announcement|Media Note|Note to Correspondents|Comment|Briefing)"
)
TITLES = (
    r"(?:(?:On|Regarding)\s(?:the\s)?(?:meeting|talks|conversation|telephone)|Readout (?:of|from)|(?:Joint |Press )?Statement (?:by|of|on|from|following)|Remarks (?:by|of|to|at|with)|"
    r"Comments? (?:by|of|on)|(?:Joint )?(?:Communiqu[ée]|Declaration) (?:by|of|on|following)|Answers? (?:by|of)|Address (?:by|of|to)|Speech (?:by|of|at)|"
    r"(?:Foreign |Prime |Defence |Defense )?(?:Minister|President|Secretary|Chancellor|Secretary-General) .{3,60}?['’]s? (?:statement|remarks|speech|answers|address|opening remarks|meeting|telephone|conversation|call))"
)

HEAD = (
    _rule("title", "title", "headline", TITLES + r"\b.{5,240}", 1.5),
    _rule("body", "metadata", "publisher", rf"(?:(?:The|Republic of|Federal|Royal|[A-Z][\w’'-]+)\s){{0,4}}{BODIES}\b[^.:;?!]{{0,80}}", 1.5),
    _rule("kind", "metadata", "kind", rf"{KINDS}|(?i:{KINDS})|(?:Unofficial|Official|Courtesy) translation(?: from \w+)?", 1),
    _rule("number", "metadata", "record_id", r"(?:(?i:no|nr|number|ref|release|press release no)\.?|№|N°)\s?:?\s?(?P<value>[\w/.-]*\d[\w/.-]*)", 1.5),
    _rule("number", "metadata", "record_id", r"\d{1,5}-\d\d-\d\d-\d{4}|(?:19|20)\d\d[/-]\d{1,5}|[A-Z]{2,4}/[A-Z]{2,4}/\d{2,6}", 1.5),
    _rule("date", "metadata", "publication_date", r"(?:[A-Z][a-z]+day,?\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?,?\s\d{4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?(?:[AaPp]\.?[Mm]\.?|GMT|UTC))?)?", 1),
    _rule("date", "metadata", "publication_date", r"(?P<value>(?:Date|Released|Issued|Published)\s?:\s?.{6,40})", 1),
)
TAIL = (
    _rule("end", "metadata", "end_mark", r"#{2,}|(?:#\s){2,}#|\*{3,}|-?\s?(?:ENDS?|End of text|END)\s?-?|_{3,}|-{3,}"),
    _rule("after", "furniture", "navigation", r"(?i:back to (?:top|list)|print(?: version)?|share|related (?:documents|links|materials)|tags?\s?:.{0,80}|previous|next)"),
)  # fmt: skip

LINES = LineLayout("statement", HEAD, TAIL, least=4.0, kinds=3, within=6)


def read_statement(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of an official statement: three of issuer, kind, number, date and title among its first lines."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("statement", read_statement)
