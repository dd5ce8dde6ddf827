"""Fixed words of pages and exports: dates and counts, always written in the same way."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crosswire.dossier.views import Count
from crosswire.model import Difference, Span, Spans

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

GAP = 24
"""Characters between source and cue ("also", "in turn") up to which they are shown as one run of words."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?(.*))?)?)?")
_YEARLESS = re.compile(r"--(0[1-9]|1[0-2])-(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?")


@lru_cache(maxsize=4096)  # the days of a dossier are few, and stand on a page again and again
def long_date(value: str | None) -> str:
    """Return an ISO 8601 date, also a reduced one, as people write it: 2007-06-26 is "26 June 2007", 2007-06 is "June 2007", an interval
    "26 June to 2 July 2007".

    One without a year ("--06-26") is "26 June". A date with a time keeps its time and zone ("18:00 UTC+2"). What is not ISO 8601 comes
    back as it is; None is "date not known".
    """
    if not value:
        return "date not known"
    ends = value.split("/")
    if len(ends) == 2 and all(_ISO.fullmatch(end) for end in ends):
        return _interval(long_date(ends[0]), long_date(ends[1]))
    if yearless := _YEARLESS.fullmatch(value):
        return f"{int(yearless[2])} {MONTHS[int(yearless[1]) - 1]}"
    found = _ISO.fullmatch(value.strip())
    if not found or not (found[2] is None or 1 <= int(found[2]) <= 12):
        return value
    year, month, day, time, zone = found.groups()
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    words.append(year)
    text = " ".join(words)
    return f"{text}, {time}{_zone(zone)}" if time else text


def _interval(first: str, last: str) -> str:
    """Return an interval without saying its month or year twice: "26 to 28 June 2007", "26 June to 2 July 2007"."""
    if first == last:
        return first
    left, right = first.split(" "), last.split(" ")
    while len(left) > 1 and len(first.split(" ")) == len(right) and left[-1] == right[len(left) - 1]:
        left.pop()
    return f"{' '.join(left)} to {last}"


def _zone(zone: str) -> str:
    """Return a zone of ISO 8601 in words: "+02:00" is " UTC+2", "Z" is " UTC"; anything else stays as it is."""
    found = _OFFSET.fullmatch(zone)
    if not found:
        return " UTC" if zone == "Z" else zone
    sign, hours, minutes = found.groups()
    return f" UTC{sign}{int(hours)}{'' if minutes in (None, '00') else ':' + minutes}"


def plural(number: int, noun: str, nouns: str | None = None) -> str:
    """Return a number with its noun: "1 account", "4 accounts"."""
    return f"{grouped(number)} {noun if number == 1 else nouns or noun + 's'}"


def grouped(number: int) -> str:
    """Return a number with its thousands apart: "22 502"."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def listed(names: Iterable[str]) -> str:
    """Return names in a row: "A", "A and B", "A, B and C"; nothing for none."""
    *first, last = tuple(names) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def phrase_carried(count: Count) -> str:
    """Return how many accounts carry a statement; one that stands only in titles, captions or the like is carried by none."""
    return phrase_count(count) if count.accounts else "in no article's own text, not counted"


def phrase_count(count: Count) -> str:
    """Return both numbers: "4 accounts, 3 independent". "All" and "both" say that none is a copy; one alone is independent by nature."""
    accounts = plural(count.accounts, "account")
    if count.accounts < 2:
        return accounts
    if count.independent == count.accounts:
        return f"{accounts}, {'both' if count.accounts == 2 else 'all'} independent"
    return f"{accounts}, {count.independent} independent"


def phrase_differences(differences: Sequence[Difference]) -> str:
    """Return how many differences there are, and apart from them what only some tell: "12 differences, 17 things only in one account"."""
    alone = sum(d.verdict == "only" for d in differences)
    return f"{plural(len(differences) - alone, 'difference')}, {plural(alone, 'thing')} only in one account"


def printed_together(text: str, spans: Iterable[Span], content: Spans) -> str:
    """Return the words of some places as one line, in their order, with " … " where they do not stand together."""
    ordered = sorted(set(spans))
    words = ""
    for n, (start, end) in enumerate(ordered):
        if n:
            last = ordered[n - 1][1]
            close = len(text[last:start]) <= GAP and not any(s < start and last < e for s, e in content)
            words += text[last:start] if close else " … "
        words += text[start:end]
    return " ".join(words.split())
