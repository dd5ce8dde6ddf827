"""Layouts that are told line by line: a block of header lines, the story, and what comes after its end mark.

A layout is a table of `Rule`s. The header rules that fit lines at the top are its evidence: each kind counts once, and only where their
worth together reaches `least`, from at least `kinds` kinds, is the text taken to have the layout. Else nothing of it is touched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from crosswire.ingest.datelines import find_dateline
from crosswire.ingest.forms import Form, find_form
from crosswire.ingest.layouts.parts import Part, Record
from crosswire.ingest.lines import Line
from crosswire.ingest.stated_dates import find_date

PROSE = 12
"""Words from which a line that closes like a sentence begins the story."""

LONGEST = 300
"""Characters of a header line at most; prose is longer or does not look like one."""

TITLE = (3, 32)
"""Fewest and most words of a title."""

SHORT = 6
"""Most words of a name or an office in a contact block."""

CROSSHEAD = 9
"""Most words of a crosshead."""


@dataclass(frozen=True)
class Rule:
    """A form of a whole line. kind: what it is, the same for several rules of one thing. label, sub: its zone. worth: as evidence.

    A group named `value` in the pattern is what the zone is of; what stands around it is a `mark` of metadata. opens: the lines after
    it are of it too, up to the next line that some rule knows or that begins the story (a contact block, notes to editors).
    """

    kind: str
    label: str
    sub: str
    pattern: re.Pattern[str]
    worth: float = 0.0
    opens: bool = False


@dataclass(frozen=True)
class LineLayout:
    """A table of rules. head: rules of lines before the story; tail: of lines after it, the first of them ends it. least, kinds: evidence
    needed. within: how many lines from the top the first piece of evidence may stand. reach: how many lines the header may have. after:
    zone of lines after the end that no rule knows. title: whether a header line that no rule knows may be the title.
    """

    name: str
    head: tuple[Rule, ...]
    tail: tuple[Rule, ...]
    least: float
    kinds: int
    within: int = 4
    reach: int = 30
    after: tuple[str, str] = ("furniture", "notice")
    title: bool = True


def load_rules(name: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the header's and the tail's rules of a table beside this file."""
    table = files("crosswire.ingest.layouts").joinpath(name).read_text("utf-8")
    rules: dict[str, list[Rule]] = {"head": [], "tail": []}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            where, kind, label, sub, worth, flags, pattern = line.split("\t")
            compiled = re.compile(pattern, re.IGNORECASE if "i" in flags else 0)
            rules[where].append(Rule(kind, label, sub, compiled, float(worth), "o" in flags))
    return tuple(rules["head"]), tuple(rules["tail"])


def fit(rules: Sequence[Rule], line: Line) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule that fits a line as a whole."""
    if len(line.text) > LONGEST:
        return None
    for rule in rules:
        match = rule.pattern.fullmatch(line.text)
        if match:
            return rule, match
    return None


def read_lines(layout: LineLayout, text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a text that has a layout, or None."""
    if not lines:
        return None
    start = _story_start(layout, text, lines)
    found = {n: hit for n in range(start) if (hit := fit(layout.head, lines[n]))}
    worth: dict[str, float] = {}
    for rule, _ in found.values():
        worth[rule.kind] = max(worth.get(rule.kind, 0.0), rule.worth)
    worth = {kind: value for kind, value in worth.items() if value > 0}
    first = min((n for n, (rule, _) in found.items() if rule.worth > 0), default=len(lines))
    if sum(worth.values()) < layout.least or len(worth) < layout.kinds or first > layout.within:
        return None
    record = Record(layout=layout.name)
    _read_head(layout, lines[:start], found, record)
    end = _story_end(layout, lines, start)
    _read_story(text, lines[start:end], record)
    _read_tail(layout, lines[end:], record)
    return record.closed() if record.body else None


def _story_start(layout: LineLayout, text: str, lines: tuple[Line, ...]) -> int:
    """Return the number of the line that begins the story: a dateline with text behind it, or prose that no rule knows."""
    opened = False
    for n, line in enumerate(lines[: layout.reach]):
        hit = fit(layout.head, line)
        if hit:
            opened = hit[0].opens
            continue
        dateline = find_dateline(text, line.start, line.end)
        if dateline and line.end - dateline.end > 20:
            return n
        if line.ends and line.length >= PROSE and not find_form(line) and not (opened and _is_contact(line)):
            return n
    return min(len(lines), layout.reach)


CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:\+|\b00)?\d[\d\s()/.-]{6,}\d|\bwww\.|https?://", re.IGNORECASE)


def _is_contact(line: Line) -> bool:
    """Tell whether a line holds an address by which people are reached."""
    return bool(CONTACT.search(line.text[:LONGEST])) and line.length <= 30


def _read_head(
    layout: LineLayout, lines: Sequence[Line], found: dict[int, tuple[Rule, re.Match[str]]], record: Record
) -> None:
    """Label the header's lines: by rules, by their form, as part of an open block, and one of the rest as the title."""
    opened: Rule | None = None
    rest: list[Line] = []
    signed = False
    for n, line in enumerate(lines):
        hit = found.get(n)
        form = find_form(line) if hit is None else None
        under, signed = signed, bool(form and form.label == "byline")
        if hit:
            opened = hit[0] if hit[0].opens else None
            _add(line, hit[0], hit[1], record)
        elif opened and not line.gap and _goes_on(opened, line):
            record.parts.append(Part(line.start, line.end, opened.label, opened.sub))
        elif _is_contact(line):
            record.parts.append(Part(line.start, line.end, "metadata", "contact"))
        elif form:
            record.parts.append(Part(line.start, line.end, *_zone_of(form)))
        elif under and not line.gap and line.length <= SHORT:  # `Osmark Wire Writer` under a byline
            record.parts.append(Part(line.start, line.end, "metadata", "byline_title"))
        else:
            rest.append(line)
            opened = None
    has_title = any(rule.sub == "headline" for rule, _ in found.values())
    title = None if has_title or not layout.title else _find_title(rest)
    for line in rest:
        after = title is not None and line.start > title.start
        if line is title:
            record.parts.append(Part(line.start, line.end, "title", "headline"))
        elif after and line.length >= TITLE[0]:
            record.parts.append(Part(line.start, line.end, "teaser", "standfirst"))
        else:
            record.parts.append(Part(line.start, line.end, "metadata", "header_line"))


def _goes_on(opened: Rule, line: Line) -> bool:
    """Tell whether a line goes on with the block before it: addresses and short lines of contacts, the rest of a note's sentence."""
    if opened.kind == "contact":
        return _is_contact(line) or line.length <= SHORT
    return line.text[0].islower()


def _find_title(rest: Sequence[Line]) -> Line | None:
    """Return the title among the header lines that nothing knows: the first of their last unbroken run (a standfirst comes after it)."""
    run: list[Line] = []
    for line in reversed(rest):
        if run and line.number != run[-1].number - 1:
            break
        if _may_be_title(line):
            run.append(line)
        elif run:
            break
    return next((line for line in reversed(run) if line.length > TITLE[0]), run[0] if run else None)


def _zone_of(form: Form) -> tuple[str, str]:
    """Return the zone of a line told by its form; a bare date in a record's header is that of its publication."""
    if (form.label, form.sub) == ("metadata", "date"):
        return "metadata", "publication_date"
    return form.label, form.sub


def _may_be_title(line: Line) -> bool:
    return TITLE[0] <= line.length <= TITLE[1] and line.text[-1:] not in ":,;" and not _is_contact(line)


def _add(line: Line, rule: Rule, match: re.Match[str], record: Record) -> None:
    """Add a line's zone, or those of its marks and its value."""
    if "value" not in match.re.groupindex or match["value"] is None:
        record.parts.append(Part(line.start, line.end, rule.label, rule.sub))
        return
    first, last = line.start + match.start("value"), line.start + match.end("value")
    if first > line.start:
        marks = line.text[: match.start("value")].rstrip()
        record.parts.append(
            Part(line.start, line.start + len(marks), "metadata", "field_name" if marks.endswith(":") else "mark")
        )
    record.parts.append(Part(first, last, rule.label, rule.sub))
    left = line.text[match.end("value") :]
    if left.strip():
        record.parts.append(Part(line.end - len(left.lstrip()), line.end, "metadata", "mark"))


def _story_end(layout: LineLayout, lines: tuple[Line, ...], start: int) -> int:
    """Return the number of the line after which nothing is story any more."""
    for n in range(start + 1, len(lines)):
        if fit(layout.tail, lines[n]):
            return n
    return len(lines)


def _read_story(text: str, lines: Sequence[Line], record: Record) -> None:
    """Take lines as story text; a short line between two of prose is a crosshead."""
    for n, line in enumerate(lines):
        flanked = 0 < n < len(lines) - 1 and lines[n - 1].ends and lines[n + 1].ends
        bare = (
            not line.ends and line.length <= CROSSHEAD and line.text[-1:] not in ":;," and line.text[:1] not in "-•*–"
        )
        if (
            flanked
            and bare
            and lines[n + 1].length >= PROSE
            and find_form(line) is None
            and find_date(line.text) is None
        ):
            record.parts.append(Part(line.start, line.end, "crosshead", "crosshead"))
        else:
            record.body.append((line.start, line.end))


def _read_tail(layout: LineLayout, lines: Sequence[Line], record: Record) -> None:
    """Label what stands after the story."""
    opened: Rule | None = None
    for line in lines:
        hit = fit(layout.tail, line)
        form = find_form(line) if hit is None else None
        if hit:
            opened = hit[0] if hit[0].opens else None
            _add(line, hit[0], hit[1], record)
        elif opened:
            record.parts.append(Part(line.start, line.end, opened.label, opened.sub))
        elif form and form.label in ("rights", "metadata", "byline"):
            record.parts.append(Part(line.start, line.end, *_zone_of(form)))
        elif _is_contact(line):
            record.parts.append(Part(line.start, line.end, "metadata", "contact"))
        else:
            record.parts.append(Part(line.start, line.end, *layout.after))
