"""Press releases: notice of release or embargo, contacts, title, story, end mark, notes to editors, and what the sender says of itself."""

import re

from crosswire.ingest.layouts.line_rules import LineLayout, Rule, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line


def _rule(kind: str, label: str, sub: str, pattern: str, worth: float = 0.0, flags: int = re.IGNORECASE, *, opens: bool = False) -> Rule:
    return Rule(kind, label, sub, re.compile(pattern, flags), worth, opens)


NOTES = r"notes?\s(?:to|for)\s(?:the\s)?(?:editors?|journalists|media)\s?:?"
CONTACTS = (
    r"(?:for\s(?:further|more)\s(?:information|details)(?:,?\s(?:please\s)?contact)?|(?:press|media|news|further)?\s?"
    r"(?:contacts?|enquiries|inquiries)(?:\s(?:information|details|person))?)\s?(?::.{0,160})?"
)

HEAD = (
    _rule("notice", "metadata", "release_notice", r"(?:-\s?)?for (?:immediate|instant) (?:release|publication|use)(?:\s?[-–—:]\s?.{0,60}|\.|\s-)?", 4),
    _rule("embargo", "rights", "embargo", r"(?:strictly |under )?embargo(?:ed)?\b.{0,160}|not for (?:release|publication|broadcast)\b.{0,20}\b(?:before|until|prior to)\b.{4,100}|(?:for release|hold for release|not before)\b\s?(?:[:-]|on|at|until|after)?\s.{0,10}\d.{3,80}", 3),
    _rule("kind", "metadata", "release_notice", r"(?:press|news|media) (?:release|statement|advisory|notice|information|invitation)|pressemitteilung|communiqu[ée] de presse|comunicado de prensa|comunicato stampa|пресс-релиз", 2),
    _rule("date", "metadata", "publication_date", r"(?:date|dated|issued|release date|released)\s?:\s?(?P<value>.{6,60})", 1),
    _rule("number", "metadata", "record_id", r"(?:(?:press |news )?release\s)?(?:no\.?|nr\.?|number|ref\.?|reference)\s?:?\s?(?P<value>[\w/.-]*\d[\w/.-]*)", 1),
    _rule("contact", "metadata", "contact", CONTACTS, 1, opens=True),
    _rule("contact", "metadata", "contact", r"(?:tel|phone|telephone|ph|mob|mobile|cell|fax|e-?mail|web|twitter)\.?\s?[:.]\s?.{3,80}", 1),
    _rule("end_head", "metadata", "mark", r"[-–—_=*]{3,}"),
)
TAIL = (
    _rule("end", "metadata", "end_mark", r"#{2,}|(?:#\s){2,}#|\*{3,}|(?:\*\s){2,}\*|-{0,3}\s?30\s?-{0,3}|[-–—*]{0,4}\s?\[?ends?\]?\s?[-–—*]{0,4}"),
    _rule("notes", "metadata", "notes_to_editors", NOTES, opens=True),
    _rule("contact", "metadata", "contact", CONTACTS, opens=True),
    _rule("boilerplate", "furniture", "boilerplate", r"about\s(?:the\s|us\b)?[A-Z]?[^.!?]{0,70}?:?", flags=0, opens=True),
    _rule("boilerplate", "furniture", "boilerplate", r"(?:About|ABOUT)\s(?:(?:the|The|THE)\s)?[A-Z][^.!?]{1,70}:?", flags=0, opens=True),
)  # fmt: skip

LINES = LineLayout("release", HEAD, TAIL, least=4.0, kinds=1, within=8)


def read_release(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a press release: a notice of immediate release, or an embargo or a kind with another header line."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("release", read_release)
