"""Dates and times as printed -> ISO 8601. Only what is written: no year is filled in, no order of day and month is guessed."""

import calendar
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
NAME = r"(?P<month>[^\W\d_]{3,10})\.?"
FORMS = (
    re.compile(rf"\b{YEAR}-(?P<m>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"\b{NAME}\s{{1,2}}{DAY}(?:\s?,\s?|\s){YEAR}\b"),
    re.compile(rf"\b{DAY}\s{{1,2}}(?:of\s|de\s)?{NAME}\s?,?\s{{0,2}}(?:de\s)?{YEAR}\b"),
    re.compile(rf"\b(?P<day>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.\s?{YEAR}\b"),
    re.compile(rf"\b{YEAR}/(?P<m>[01]?\d)/(?P<day>[0-3]?\d)\b"),
    re.compile(rf"{YEAR}\s?年\s?(?P<m>[01]?\d)\s?月\s?(?P<day>[0-3]?\d)\s?日"),
    re.compile(rf"{YEAR}\s?년\s?(?P<m>[01]?\d)\s?월\s?(?P<day>[0-3]?\d)\s?일"),
    re.compile(rf"\b{NAME}\s{{1,2}}{DAY}(?!\d)"),
    re.compile(rf"\b{DAY}\s{{1,2}}(?:of\s|de\s)?{NAME}"),
)
"""Printed forms, fuller ones first. 4/5/2007 is left out: which is the day is not written."""

DIGIT = re.compile(r"\d")
TIME = re.compile(
    r"(?<![\d:])(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?\s?(?P<half>[ap]\.?m\.?)?"
    r"(?:\s?(?P<zone>Z\b|GMT\b|UTC\b)|\s?(?P<offset>[+-][01]\d:?[0-5]\d))?",
    re.IGNORECASE,
)
HOUR = re.compile(r"(?<!\d)(?P<hour>1?\d)\s?(?P<half>[ap]\.?m\.?)(?:\s(?P<zone>GMT|UTC)\b)?", re.IGNORECASE)

UHR = re.compile(r"(?<![\d:.])(?P<hour>[0-2]?\d)(?:[.:](?P<minute>[0-5]\d))?\s?(?:Uhr|hrs|heures?)\b", re.IGNORECASE)
MILITARY = re.compile(
    r"(?<!\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s?(?:hours|hrs|h\b|(?=GMT|UTC|Z\b|[ECMP][DS]T|CES?T))", re.IGNORECASE
)
NOON = re.compile(r"\b(?:12\s)?noon\b", re.IGNORECASE)
OFFSETS = {
    "gmt": "Z", "utc": "Z", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "wat": "+01:00", "cat": "+02:00", "eat": "+03:00",
    "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00", "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00", "hkt": "+08:00", "aedt": "+11:00",
    "aest": "+10:00", "nzst": "+12:00", "nzdt": "+13:00",
}  # fmt: skip
"""Short names of time zones that mean one offset wherever and whenever they are printed. BST, IST, EST, CST or MSK mean several."""
ZONE_NAME = re.compile(rf"\b(?:{'|'.join(OFFSETS)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedDate:
    """A date as printed. start, end: code points in the text that was searched. year is None where none is written."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def iso(self) -> str:
        """`2007-06-26`, or `--06-26` without a year (ISO 8601:2000, 5.2.1.3)."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else f"--{self.month:02d}-{self.day:02d}"


@cache
def month_names() -> dict[str, int]:
    """Return month numbers by lower-case name."""
    table = files("crosswire.ingest").joinpath("months.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: int(number) for number, names in rows for name in names.split()}


def find_date(text: str) -> PrintedDate | None:
    """Return the first date of the fullest form in a short text (only its first 400 characters are looked at)."""
    head = text[:400]
    if not DIGIT.search(head):
        return None
    for form in FORMS:
        for match in form.finditer(head):
            found = _checked(match)
            if found:
                return found
    return None


def _checked(match: re.Match[str]) -> PrintedDate | None:
    """Return the date of a match if the calendar has such a day."""
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else month_names().get(parts["month"].lower(), 0)
    day = int(parts["day"])
    year = int(parts["year"]) if parts.get("year") else None
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return PrintedDate(match.start(), match.end(), year, month, day)


def find_moment(text: str, year: int | None = None) -> str | None:
    """Return the date and time of a text as ISO 8601, as full as printed: a day, a minute, with the zone if one is written that has one
    offset. year: of a day that is printed without one.
    """
    date = find_date(text)
    if date is None or (date.year is None and year is None):
        return None
    if date.year is None:
        date = replace(date, year=year)
        if date.day > calendar.monthrange(year or 1, date.month)[1]:
            return None
    rest = text[: date.start][-60:] + " " * 2 + text[date.end : date.end + 60].lstrip("T")
    if NOON.search(rest):
        return f"{date.iso}T12:00{_zone(rest)}"
    match = TIME.search(rest) or HOUR.search(rest) or MILITARY.search(rest) or UHR.search(rest)
    if not match:
        return date.iso
    hour = int(match["hour"])
    parts = match.groupdict()
    if parts.get("half"):
        if not 1 <= hour <= 12:
            return date.iso
        hour = hour % 12 + (12 if parts["half"][0] in "pP" else 0)
    if hour > 23:
        return date.iso
    zone = parts.get("offset") or _zone(rest)
    if zone and zone != "Z" and ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    return f"{date.iso}T{hour:02d}:{int(parts.get('minute') or 0):02d}{'Z' if parts.get('zone') else zone}"


def _zone(words: str) -> str:
    """Return the offset of a time zone's short name, or "" where none is printed or it means several."""
    found = ZONE_NAME.search(words)
    return OFFSETS[found.group().lower()] if found else ""
