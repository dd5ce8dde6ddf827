"""Shot lists: code, dateline, shots, soundbites with their language and speaker, and the quotation of each.

The layout follows the Reuters Handbook, "Television Scripts", and the forms that other agencies' archives print: capitals in one run, or a
numbered, dashed or time-coded line for each shot.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosswire.ingest.datelines import find_dateline
from crosswire.ingest.layouts.parts import Part, Record
from crosswire.ingest.stated_dates import find_date

SOUNDBITE = re.compile(
    r"\(?(?P<mark>\b(?:SOUNDBITE|SOT|UPSOUND|SYNC|SOUND BITE|O-TON))\b\)?\s{0,3}(?:\d{1,2}\b\s{0,3})?(?:[-–—:]\s{0,3})?"
    r"(?:\((?P<language>[^()\n\"“”]{2,40})\)\s{0,3})?(?P<speaker>[^\"“”\n]{0,220}?)(?:\bSAYING|\bSAYS|:)\s?:?(?=\s{0,3}[\"“]|\s*$)",
    re.IGNORECASE,
)
ENDS_IN_CUE = re.compile(r"(?:SAYING|SAYS)\s?:?\s*$|:\s*$", re.IGNORECASE)
QUOTE = re.compile(r"[\"“](?:[^\"”]*[\"”]|[^\"”]*$)")
TIME_CODE = r"[\[(]?\d{1,2}:\d{2}(?::\d{2}){0,2}(?:\s?[-–—]\s?\d{1,2}:\d{2}(?::\d{2}){0,2})?[\])]?"
SHOT_CODE = re.compile(rf"\([A-Z]{{1,4}}\d{{1,4}}\)\s*|{TIME_CODE}\s+|\d{{1,2}}\s?[.)]\s+|[-–—•*]\s+")
SHOT_DATELINE = re.compile(r"(?<![\w(])(?=[A-Z][^()a-z\n]{2,60}\([^()\n]{4,40}\)\s{0,3}\()")
PLACE_AND_DATE = re.compile(r"(?P<place>[A-Z][^\d()\"“”:;!?]{2,60}?)\s?(?:,|[-–—])\s?(?=\d|[A-Z][a-z]{2,8}\.?\s\d)")

SHOTS = 40_000
"""Characters of a shot list that are split into shots; no film of news has more."""


@dataclass(frozen=True)
class Soundbite:
    """A soundbite's cue. language: as printed ("Veldanian"), code: BCP 47 where the table knows it. speaker: span of the words that name
    the speaker, in the text.
    """

    start: int
    end: int
    language: str | None
    code: str | None
    speaker: tuple[int, int] | None


@cache
def _languages() -> dict[str, str]:
    """Return codes by a language's name, lower-case."""
    table = files("crosswire.ingest").joinpath("language_names.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: code for code, *names in rows for name in names}


def find_soundbites(text: str, start: int, end: int) -> list[Soundbite]:
    """Return the soundbites' cues in text[start:end], in order: `(SOUNDBITE) (Russian) FOREIGN MINISTER ... SAYING:` and its kin."""
    found = []
    for match in SOUNDBITE.finditer(text, start, end):
        words = match["language"]
        first, last = match.span("speaker")
        raw = text[first:last]
        first += len(raw) - len(raw.lstrip(" -–—,:."))
        last -= len(raw) - len(raw.rstrip(" -–—,:"))
        note = re.search(r"\((?P<language>[^()]{3,30})\)\s*$", text[first:last])
        if note and words is None:  # `Ilse Marran, minister (Veldanian, 12 sec):`
            words = note["language"].split(",")[0]
            last = first + len(text[first : first + note.start()].rstrip())
        code = _languages().get(words.split(",")[0].strip().lower()) if words else None
        speaker = (first, last) if last > first else None
        found.append(Soundbite(match.start(), match.start() + len(match.group().rstrip()), words, code, speaker))
    return found


def is_shotlist(value: str) -> bool:
    """A shot list is mostly capitals outside its quotations, or holds a soundbite."""
    head = QUOTE.sub(" ", value[:4000])
    letters = [c for c in head if c.isalpha()]
    return bool(SOUNDBITE.search(value[:4000])) or (
        len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    )


def read_shots(text: str, start: int, end: int, record: Record, *, quoted: bool = False) -> bool:
    """Split a shot list, or a line of one, into code, datelines, shots, soundbite cues and their quotations.

    quoted: the line before ended in a soundbite's cue, so that a quotation may begin this one. Returns whether this one ends so.
    """
    cuts: list[tuple[int, int, str, str]] = []
    code = SHOT_CODE.match(text, start, end)
    if code:
        cuts.append((start, start + len(code.group().rstrip()), "metadata", "shot_code"))
    at = code.end() if code else start
    far = min(end, start + SHOTS)
    if quoted and (quote := QUOTE.match(text, at, end)):
        _add_quote(quote, cuts, record)
    elif bare := _bare_dateline(text, at, end):
        cuts.append((*bare, "dateline", "shot_dateline"))
    else:
        for match in SHOT_DATELINE.finditer(text, at, far):
            found = find_dateline(text, match.start(), end, shots=True)
            if found and found.date:
                cuts.append((found.start, found.end, "dateline", "shot_dateline"))
    for bite in find_soundbites(text, at, far):
        cuts.append((bite.start, bite.end, "metadata", "soundbite_cue"))
        near = text[bite.end : min(end, bite.end + 8)]
        rest = len(near) - len(near.lstrip())
        if quote := QUOTE.match(text, bite.end + rest, end):
            _add_quote(quote, cuts, record)
    cursor = start
    open_cue = False
    for first, last, label, sub in [*sorted(cuts), (end, end, "", "")]:
        if first < cursor:
            continue
        between = text[cursor:first]
        if between.strip():
            left = cursor + len(between) - len(between.lstrip())
            record.parts.append(Part(left, cursor + len(between.rstrip()), "metadata", "shotlist"))
            open_cue = False
        if label:
            record.parts.append(Part(first, last, label, sub))
            open_cue = sub == "soundbite_cue"
        cursor = last
    return open_cue


def _add_quote(quote: re.Match[str], cuts: list[tuple[int, int, str, str]], record: Record) -> None:
    """Take a soundbite's quotation; one without end breaks off."""
    cuts.append((quote.start(), quote.start() + len(quote.group().rstrip()), "metadata", "soundbite_quote"))
    words = quote.group().rstrip()
    if words[-1] not in '"”' or len(words) < 2:
        record.truncated.append((quote.start(), quote.start() + len(words)))


def _bare_dateline(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a line that is a place and a date alone: `Trel Bay, Veldania - 5 June 2012`."""
    line = text[start:end].rstrip()
    if len(line) > 80:
        return None
    match = PLACE_AND_DATE.match(line)
    date = find_date(line[match.end() :]) if match else None
    if match is None or date is None or date.start > 0 or date.end < len(line[match.end() :].rstrip(".")):
        return None
    return start, start + len(line)
