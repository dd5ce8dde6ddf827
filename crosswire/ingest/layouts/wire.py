"""Wire copy as the agency sends it: slug, priority, word count, notes to editors, headline, story, end mark.

After the header fields of ANPA-1312 and IPTC 7901 in their printed forms, and the Reuters Handbook's "Headlines" and "Updates"; the
patterns are ours.
"""

import re

from crosswire.ingest.layouts.line_rules import LineLayout, Rule, read_lines
from crosswire.ingest.layouts.parts import Layout, Record
from crosswire.ingest.lines import Line


def _rule(kind: str, label: str, sub: str, pattern: str, worth: float = 0.0, flags: int = 0, *, opens: bool = False) -> Rule:
    return Rule(kind, label, sub, re.compile(pattern, flags), worth, opens)


CHANGES = (
    r"(?:correct|updat|add|recast|refil|repeat|remov|clarif|fix|rewrit|writ|chang|restor|delet|relead|trim|insert|drop|edit|"
    r"refresh|lead|combin|expand|minor edit|new throughout|no change)"
)
VERSIONS = r"(?:UPDATE|WRAPUP|RPT|REFILE|REPEAT|CORRECTED|CORRECTION|ADVISORY|EXCLUSIVE|LEAD|ALERT|SNAP|URGENT|FACTBOX|TIMELINE|NEWSMAKER)"

HEAD = (
    _rule("start", "metadata", "transmission", r"(?:ZCZC\b.{0,60}|[A-Z]{2,4}\d{3,5}\b(?:\s[\w/.-]{1,20}){0,8}|[a-z]{1,3}\d{3,5}\s[\w-].{0,50})", 1),
    _rule("slug", "metadata", "slug", r"\^?(?:[A-Z]{1,2}\s)?(?:BC|AM|PM|AS|EU|ML|AF|LT|CB|US|UN)-{1,2}[\w&.’'-]+(?:-{1,2}[\w&.’'-]+)*(?:,.{1,60})?", 2),
    _rule("slug", "metadata", "slug", r"[A-Z][A-Z0-9]{2,}(?:[-/][A-Z0-9.]{2,})+/?(?:\s?\([^()]{2,40}\))?(?:,\s?.{1,40})?", 2),
    _rule("slug", "metadata", "slug", r"(?:Slug(?:line)?|SLUG(?:LINE)?)\s?[:=]\s?(?P<value>\S.{1,80})", 2),
    _rule("keywords", "metadata", "keywords", r"(?:Key\s?words?|KEY\s?WORDS?)\s?[:=]\s?(?P<value>\S.{1,200})", 1),
    _rule("priority", "metadata", "priority", r"(?:Priority|PRIORITY|Urgency|URGENCY)\s?[:=]\s?\S.{0,20}|[urbdf]\s[a-z](?:\s.{0,30})?", 1),
    _rule("priority", "metadata", "priority", r"(?:FLASH|BULLETIN|URGENT|SNAP|ROUTINE|DEFERRED|EXPEDITE)[.!]?", 1),
    _rule("length", "metadata", "word_count", r"\(?(?:Word ?count|WORD ?COUNT|Words|WORDS|Length|wc)\s?[:=]\s?\d{2,5}(?:\swords)?\)?|[(\[]?\d{2,5}\s(?:words|WORDS)[)\]]?", 1),
    _rule("note", "metadata", "editors_note", r"[(\[]?(?:EDS|Eds|EDITORS?|Editors?|EDITORS?['’]? NOTES?|NOTE TO EDITORS|ATTENTION|ATTN)\b\s?(?:[:-]|–)\s?.+", 2, opens=True),
    _rule("note", "metadata", "editors_note", rf"[(\[]{CHANGES}(?:s|es|ies|ing|ed|ten)?\b.{{2,280}}[)\]]\.?", 2, re.IGNORECASE),
    _rule("note", "metadata", "editors_note", rf"(?:{CHANGES}(?:S|ES|IES)?)\s?:\s.{{2,280}}", 2, re.IGNORECASE),
    _rule("note", "metadata", "editors_note", r"(?:///|\+{2,3}.{2,60}\+{2,3}|=\s?\(?(?:PICTURE|VIDEO|GRAPHIC|FILE).{0,40})", 1),
    _rule("headline", "title", "headline", r"\^(?P<value>[^\s<].{5,200}?)<?", 2),
    _rule("headline", "title", "headline", rf"(?P<value>{VERSIONS}(?:\s\d{{1,2}})?\s?-\s?(?=[^\W\d_]).{{8,200}})", 2),
    _rule("bullet", "teaser", "standfirst", r"[*•]\s\S.{8,200}"),
    _rule("time", "metadata", "time_stamp", r"\d{1,2}[:.]?\d{2}\s?(?:GMT|UTC|[ECMP][DS]?T|CES?T)\b.{0,40}", 1),
    _rule("contact", "metadata", "contact", r"\(+[\w.+-]+@[\w.-]+.{0,120}\)+"),
)
TAIL = (
    _rule("end", "metadata", "end_mark", r"-{0,2}\s?30\s?-{0,2}|#{2,}|(?:#\s){2,}#|NNNN|-?\s?(?:ENDS?|END ITEM|MORE|ends?|more)\s?-?|[(\[](?:END|ENDS|MORE|end|ends|more)[)\]]\S{0,12}"),
    _rule("end", "metadata", "end_mark", r"(?:[a-z]{2,4}/){1,4}[a-z]{2,4}|[A-Z]{2}-[A-Z]{2}-\d\d-\d\d-\d\d\s\d{4}\s?[A-Z]{2,4}"),
    _rule("keywords", "metadata", "keywords", r"(?:Key\s?words?|KEY\s?WORDS?)\s?[:=]\s?(?P<value>\S.{1,200})"),
    _rule("contact", "metadata", "contact", r"\(+[\w.+-]+@[\w.-]+.{0,120}\)+"),
)  # fmt: skip

LINES = LineLayout("wire", HEAD, TAIL, least=4.0, kinds=2, within=2, after=("metadata", "after_end"))


def read_wire(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a text with a wire header: at least two kinds of header lines, the first of them among the first three lines."""
    return read_lines(LINES, text, lines)


LAYOUT = Layout("wire", read_wire)
