"""Forms of single lines: credits, bylines, rights, embargoes, buttons, teasers. Each is told by the line alone."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from crosswire.ingest.agencies import find_agency, is_agency_name
from crosswire.ingest.lines import Line
from crosswire.ingest.stated_dates import DIGIT, TIME, find_date


class Form(NamedTuple):
    """What a line is by its form. closes: the article ends here; what follows is no longer its own text."""

    label: str
    sub: str
    closes: bool = False


LONGEST = 600
"""A line longer than this is prose, whatever words it holds."""

HOLDING = 45
"""A line of more words may well speak of a newsletter without being one's advertisement."""

SOURCE_CREDIT = re.compile(
    r"[(\[]?(?:with|based on|compiled from|adapted from|from|includes?|contains?)\b[^.;]{0,60}?"
    r"\b(?:agency|agencies|wire|wires|reports?|reporting|dispatches|news services|staff)\b[^.;]{0,40}[)\]]?\.?",
    re.IGNORECASE,
)
REPORTERS = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|reported|written|writing|editing|edited|compiled|translated)\s+by\s.{2,300}[)\]]?",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?P<by>by|von|par|por|di|av|af|door|words by|story by|text by|written by)\s{1,3}(?P<names>\S.{1,140})",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\b|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|все права)",
    re.IGNORECASE,
)
RESERVED = re.compile(
    r"(?:©|\(c\)|copyright).{0,80}(?:19|20)\d\d|reserved|vorbehalten|réservés|reservados|riservati|защищены",
    re.IGNORECASE,
)
EMBARGO = re.compile(r"(?:strictly |under )?embargo(?:ed)?\b\s?(?::|until|till|for|-|–|—)?", re.IGNORECASE)
DATE_WORDS = re.compile(
    r"^(?:first )?(?:published|posted|date|issued|released|publié|veröffentlicht|publicado|pubblicato|опубликовано)\b[\s:,]*(?:on|at|le|am|el|il)?[\s:]*",
    re.IGNORECASE,
)
UPDATE_WORDS = re.compile(
    r"^(?:last )?(?:updated|modified|edited|aktualisiert|mis à jour|actualizado|aggiornato|обновлено)\b[\s:,]*(?:on|at|le|am|el|il)?[\s:]*",
    re.IGNORECASE,
)
BESIDE_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:gmt|utc|[ecmp][ds]?t|cest|msk|uhr|at|on|[ap]\.?m\.?)\b|\W",
    re.IGNORECASE,
)
CREDIT_PAREN = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,60})[)\]]\.?$")
CREDIT_TAIL = re.compile(
    r"(?:[.:|/©–—-]|\s{2}|\bby\b|photo|foto|image)\s{0,2}(?P<credit>[^.:|©()]{2,50})$", re.IGNORECASE
)
CREDIT_MARKS = re.compile(r"[.:|/©–—-]")
BLANKS = re.compile(r"\s\s")
PHOTO_WORDS = re.compile(
    r"\b(?:photo|photograph|photographer|image|picture|pic|file|handout|courtesy|foto|bild|фото)\b", re.IGNORECASE
)
NAME = re.compile(r"[^\W\d_][\w.'’-]*")


class Phrases(NamedTuple):
    """The table of phrases, ready to be looked up: by whole line, by beginning, by end, and a pattern of those that a line holds.

    some: one of these stands in every line in which the pattern finds something.
    """

    whole: dict[str, Form]
    start: dict[str, Form]
    end: dict[str, Form]
    inside: dict[str, Form]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    some: tuple[str, ...]
    holds: re.Pattern[str]


@cache
def _phrases() -> Phrases:
    """Read the table of phrases."""
    table = files("crosswire.ingest").joinpath("phrases.tsv").read_text("utf-8")
    found: dict[str, dict[str, Form]] = {"whole": {}, "start": {}, "end": {}, "in": {}}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            label, sub, where, phrase = line.split("\t")
            found[where].setdefault(phrase, Form(label, sub))
    holds = re.compile("|".join(map(re.escape, sorted(found["in"], key=len, reverse=True))))
    inside = found["in"]
    some = tuple(phrase for phrase in inside if not any(other != phrase and other in phrase for other in inside))
    return Phrases(
        found["whole"], found["start"], found["end"], inside, tuple(found["start"]), tuple(found["end"]), some, holds
    )


def find_form(line: Line) -> Form | None:
    """Return what a line is by its own form, or None where it may be prose, a title or anything else."""
    text = line.text
    if len(text) > LONGEST:
        return None
    return _credit_form(text) or _notice_form(line) or _phrase_form(line)


def _credit_form(text: str) -> Form | None:
    """Agency lines, source credits, reporters' lines, bylines."""
    if len(text) <= 80 and is_agency_name(text):
        return Form("metadata", "agency_credit", text[0] in "(-–—[")
    if (
        len(text) <= 120
        and SOURCE_CREDIT.fullmatch(text)
        and (text[0] in "([" or text[0].isupper())
        and _is_credit(text)
    ):
        return Form("metadata", "source_credit", True)
    if REPORTERS.fullmatch(text) and (text[0] in "([" or len(text) < 200):
        return Form("metadata", "reporting_credit", True)
    if find_names(text):
        return Form("byline", "byline")
    return None


def _is_credit(text: str) -> bool:
    """A source credit in brackets is one; without brackets it must be a short line without a verb's full sentence."""
    return text[0] in "([" or len(text.split()) <= 7


def _notice_form(line: Line) -> Form | None:
    """Rights, embargoes, dates."""
    text = line.text
    if RIGHTS.match(text) and line.length <= 60:
        return Form("rights", "copyright_notice", bool(RESERVED.search(text)))
    embargo = EMBARGO.match(text)
    if (
        embargo
        and len(text) <= 200
        and (text[: embargo.end()].isupper() or find_date(text) or embargo.group()[-1:] == ":")
    ):
        return Form("rights", "embargo")
    if len(text) <= 120 and (sub := date_sub(text)):
        return Form("metadata", sub)
    return None


def _phrase_form(line: Line) -> Form | None:
    """What the table of phrases knows, and captions told by their credit."""
    phrases = _phrases()
    low = line.text.lower()
    whole = phrases.whole.get(low.strip(" \u00a0»›>→…:"))
    if whole:
        return whole
    if low.startswith(phrases.starts):
        return next(form for phrase, form in phrases.start.items() if low.startswith(phrase))
    if low.endswith(phrases.ends):
        for phrase, form in phrases.end.items():
            if low.endswith(phrase) and (form.label != "teaser" or _is_loose_tail(line.text, phrase)):
                return form
    held = phrases.holds.search(low) if _holds_one(low, phrases.some) and line.length <= HOLDING else None
    if held:
        return phrases.inside[held.group()]
    if find_credit(line.text):
        return Form("caption", "photo_caption")
    return None


def _holds_one(low: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether a phrase stands in a line; a loop over them is faster than one pattern of all."""
    for phrase in phrases:  # noqa: SIM110 (twice as fast as `any`)
        if phrase in low:
            return True
    return False


def _is_loose_tail(text: str, phrase: str) -> bool:
    """A link's word (`more`) hangs after a sentence's end: `... he said. more`."""
    before = text[: len(text) - len(phrase)].rstrip()
    return before[-1:] in ".!?…”\"'’)"


def find_credit(text: str) -> tuple[int, int] | None:
    """Return the span of the picture credit that closes a caption, or None.

    `... in Osmark (TASS)`, `... (AP Photo/J. Doe)`, `... Getty Images`. A bracket after a full sentence may credit the text instead;
    that is for the reader of several lines to say.
    """
    match = CREDIT_PAREN.search(text[-70:]) if text[-2:].rstrip(".")[-1:] in (")", "]") else None
    shift = max(0, len(text) - 70)
    if match:
        credit = match["credit"]
        if (find_agency(credit) and (is_agency_name(re.split(r"[/|,]", credit)[0]) or PHOTO_WORDS.search(credit))) or (
            PHOTO_WORDS.search(credit) and len(credit.split()) <= 8
        ):
            return shift + match.start(), len(text)
    tail = CREDIT_TAIL.search(text[-60:]) if _may_credit(text[-60:]) else None
    if tail and len(text.split()) <= 60:
        known = find_agency(tail["credit"])
        if known and (
            known.kind == "photo" or text.rstrip()[: -len(tail["credit"])].rstrip().endswith(("/", "|", "©"))
        ):
            shift = max(0, len(text) - 60)
            return shift + tail.start("credit"), len(text)
    return None


def _may_credit(tail: str) -> bool:
    """Tell whether a line's end may name a credit without brackets; nearly all do not, which costs little to see."""
    if tail[-1:] in ".:|©()":
        return False
    low = tail.lower()
    return bool(
        CREDIT_MARKS.search(tail)
        or "by" in low
        or "photo" in low
        or "foto" in low
        or "image" in low
        or BLANKS.search(tail)
    )


PARTICLES = {"de", "van", "von", "der", "den", "al", "el", "bin", "ibn", "da", "di", "del", "la", "le", "dos", "ter"}
JOINED = re.compile(r"\s+(?:and|und|et|y|e|og|och)\s+|\s*[,&/]\s*")
AFTER_NAMES = re.compile(
    r"\s+(?:in|aus|à|en|[Ff]or|für|at)\s+|\s*[|•·(]\s*|,\s+(?=[A-Z]{2,}\b|[a-z\d]|(?:The|Associated|Staff|News|Senior|Chief|Political|Special|Reporter|Editor|Correspondent)\b)"
)


BRACKET = re.compile(r"[(\[](?P<credit>[^\W\d_][^()\[\]]{1,40})[)\]]$")


def find_bracket(text: str) -> tuple[int, int] | None:
    """Return the span of a short name in brackets at a line's end: in a caption, a credit of whatever agency."""
    match = BRACKET.search(text[-45:])
    if not match or len(match["credit"].split()) > 4 or match["credit"].lower() in POSITIONS:
        return None
    shift = max(0, len(text) - 45)
    return shift + match.start(), len(text)


POSITIONS = {
    "left",
    "right",
    "l",
    "r",
    "c",
    "center",
    "centre",
    "top",
    "bottom",
    "above",
    "below",
    "second from left",
    "second from right",
}


def find_names(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the names in a byline (`By Ilse Marran and Tor Brask in Trel Bay`), or nothing where it is none.

    Markdown's marks of emphasis may stand around it.
    """
    bare = text.strip("*_ ")
    shift = text.index(bare)
    if shift or len(bare) < len(text):
        return tuple((start + shift, end + shift) for start, end in find_names(bare))
    match = BYLINE.fullmatch(text)
    if not match or not text[0].isupper() or text[-1:] in ".!?" or len(text.split()) > 16:
        return ()
    at = match.start("names")
    body = AFTER_NAMES.split(match["names"], maxsplit=1)[0]
    names: list[tuple[int, int]] = []
    cursor = 0
    for cut in [*JOINED.finditer(body), None]:
        stop = cut.start() if cut else len(body)
        name = body[cursor:stop].strip()
        words = NAME.findall(name)
        if (
            not 1 <= len(words) <= 5
            or not words[0][0].isupper()
            or any(not w[0].isupper() and w not in PARTICLES for w in words)
        ):
            return ()
        if len(words) == 1 and (match["by"] != "By" or not name.isalpha()):
            return ()
        start = at + body.index(name, cursor)
        names.append((start, start + len(name)))
        cursor = cut.end() if cut else stop
    return tuple(names)


def date_sub(text: str) -> str | None:
    """Return the sub-label of a line that holds a date and next to nothing else: publication_date, update_date, date; or None."""
    if not DIGIT.search(text):
        return None
    update = UPDATE_WORDS.match(text)
    published = DATE_WORDS.match(text)
    opened = update or published
    rest = text[opened.end() :] if opened else text
    date = find_date(rest)
    if date is None or date.year is None:
        return None
    left = TIME.sub(" ", rest[: date.start] + " " + rest[date.end :])
    left = BESIDE_DATE.sub(" ", left)
    if len(left.split()) > (3 if opened else 1):
        return None
    return "update_date" if update else "publication_date" if published else "date"
