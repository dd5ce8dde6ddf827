"""Scripts and transcripts: turns of named speakers, with time codes and directions between them.

The speakers' names stay with their words, since a turn's name says who speaks. A text has this layout where at least two speakers in
capitals (or Q and A) take turns and most of what follows the first turn is turns.
"""

import re
from collections import Counter

from crosswire.ingest.forms import find_form
from crosswire.ingest.layouts.parts import Layout, Part, Record
from crosswire.ingest.lines import Line

CODE = r"(?P<code>[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?(?:-->|[-–—])\s?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)?[\])]?)"
TURN = re.compile(
    rf"(?:{CODE}\s{{1,3}})?(?:>{{2,3}}\s?)?(?P<name>Q|A|[A-Z][A-Z.'’-]+(?:[ ,][A-Z][A-Z.'’,-]*){{0,6}})"
    r"(?P<note>\s?[(\[][^()\[\]]{2,60}[)\]])?\s?:\s?(?P<said>.*)"
)
CODED = re.compile(rf"{CODE}(?:\s{{1,3}}(?P<rest>\S.*))?")
DIRECTION = re.compile(
    r"[\[(](?:[A-Z][A-Z '’/,:-]{2,80}|"
    r"(?i:applause|laughter|music|crosstalk|inaudible|unintelligible|pause|break|video clip|begin|end|commercial)[^\])]{0,80})[\])]\.?"
    r"|(?:BEGIN|END) (?:VIDEO|AUDIO) ?(?:CLIP|TAPE|TRANSCRIPT)?|\(?(?:VOICE ?OVER|V/?O|NATS?|SOT|GFX|OFF-CAMERA)\)?"
)
_LABELS = """NOTE UPDATE PHOTO VIDEO WATCH READ MORE RELATED SOURCE SOURCES DATE TITLE LOCATION WHERE WHEN WHO WHAT WHY HOW EDITOR CAPTION CREDIT
BREAKING LIVE EXCLUSIVE OPINION TAGS TAG FOLLOW SHARE CONTACT SEE ALSO WARNING CORRECTION STORYLINE SHOTLIST RESTRICTIONS SUMMARY SLUG DURATION DEAR"""
NOT_NAMES = frozenset(_LABELS.split())
"""Words in capitals before a colon that are labels, not speakers."""

LEAST_TURNS = 4
BEFORE = 25
"""Lines before the first turn from which a text is a page around a transcript: the line model reads it better."""
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
LEAST_SHARE = 0.5
"""Share of the lines from the first turn to the last that must be turns, or go on from one."""


def read_script(text: str, lines: tuple[Line, ...]) -> Record | None:
    """Return the record of a transcript, or None. Its story runs from the introduction before the first turn to the last turn's end."""
    turns = {
        n: match for n, line in enumerate(lines) if (match := TURN.fullmatch(line.text[:4000])) and _is_speaker(match)
    }
    speakers = Counter(match["name"] for match in turns.values())
    repeated = [name for name, count in speakers.items() if count > 1]
    if len(turns) < LEAST_TURNS or len(speakers) < 2 or not repeated or len(speakers) > len(turns) * 0.75:
        return None
    first, last = min(turns), max(turns)
    spoken = [
        n
        for n in range(first, last + 1)
        if n in turns or DIRECTION.fullmatch(lines[n].text) or CODED.fullmatch(lines[n].text)
    ]
    if len(spoken) < LEAST_SHARE * (last - first + 1) and len(turns) < 3 * LEAST_TURNS:
        return None
    if first > BEFORE:
        return None
    record = Record(layout="script")
    opening = _read_opening(lines[:first], record)
    for line in lines[first - opening : _end_of(lines, last, turns)]:
        _read_line(line, record)
    return record.closed()


def _is_speaker(match: re.Match[str]) -> bool:
    """Tell whether a turn's name can be a speaker's, and words follow it (or stand on the next line)."""
    words = re.findall(r"[A-Z]+", match["name"])
    return len(match["name"]) <= 60 and not set(words) & NOT_NAMES


def _read_opening(lines: tuple[Line, ...], record: Record) -> int:
    """Label what stands before the first turn; return how many lines of prose right before it are its introduction."""
    opening = 0
    for line in reversed(lines):
        if line.ends and line.length >= 8 and find_form(line) is None and opening < 4:
            opening += 1
        else:
            break
    title: Line | None = None
    for line in reversed(lines[: len(lines) - opening]):
        if (
            title is None
            and find_form(line) is None
            and 3 <= line.length <= 25
            and line.text[-1] != ":"
            and not CLOCK.search(line.text)
        ):
            title = line
            record.parts.append(Part(line.start, line.end, "title", "headline"))
    return opening


def _end_of(lines: tuple[Line, ...], last: int, turns: dict[int, re.Match[str]]) -> int:
    """Return the line after the last turn's end: prose right after it goes on with it, up to three lines."""
    end = last + 1
    while (
        end < len(lines)
        and end <= last + 3
        and lines[end].ends
        and lines[end].length >= 5
        and find_form(lines[end]) is None
    ):
        end += 1
    return end


def _read_line(line: Line, record: Record) -> None:
    """Take a line as story text, without its time code; directions and codes alone are metadata."""
    if DIRECTION.fullmatch(line.text):
        record.parts.append(Part(line.start, line.end, "metadata", "direction"))
        return
    coded = CODED.fullmatch(line.text)
    if coded is None:
        record.body.append((line.start, line.end))
        return
    record.parts.append(Part(line.start + coded.start("code"), line.start + coded.end("code"), "metadata", "time_code"))
    if coded["rest"]:
        record.body.append((line.start + coded.start("rest"), line.end))


LAYOUT = Layout("script", read_script)
