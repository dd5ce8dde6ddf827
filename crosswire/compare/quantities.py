"""Numbers with what they count, as the span of values that their words allow: "at least 14 ships", "dozens of homes", "800 to 1,000 jobs".

Two numbers differ only where no value fits both and they count the same thing in the same unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.words import load_kind, load_words, read_words, stem
from crosswire.model import Span

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
ROUGH = {
    "dozen": (12.0, 12.0),
    "dozens": (24.0, 99.0),
    "scores": (40.0, 199.0),
    "hundreds": (200.0, 1999.0),
    "thousands": (2e3, 99e3),
    "millions": (2e6, 99e6),
}
"""What a number in one vague word can stand for. "Dozens" is at least two of them, and would be hundreds from a hundred on."""

DIGITS = r"\d+(?:[.,]\d+)*"
SPELT = rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(ONES[1:10])})|{'|'.join(TENS)}|{'|'.join(reversed(ONES))})"
SCALE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn|m)\b)?"
NUMBER = re.compile(
    rf"(?<![\w.,])(?P<digits>{DIGITS}){SCALE}(?![\w]*\d)|\b(?P<spelt>{SPELT}){SCALE}\b|\b(?P<rough>{'|'.join(ROUGH)})\b",
    re.IGNORECASE,
)
GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
SIGN = re.compile(r"(?:US|A|C)?[$£€¥]$")
UNIT = re.compile(r"\s?(?:%|per ?cent\b)| (?:km|kg|m)\b")
RANGE = re.compile(r"\s?(?:-|–|to|and)\s?")
LEAST = re.compile(
    r"\b(?:more than|over|at least|no (?:less|fewer) than|above|exceeding|upwards of)\s+\W?$", re.IGNORECASE
)
MOST = re.compile(
    r"\b(?:up to|less than|fewer than|under|at most|no more than|almost|nearly|close to)\s+\W?$", re.IGNORECASE
)
ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|estimated at)\s+\W?$", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+\W?$", re.IGNORECASE)
NAMED = re.compile(
    r"(?:\b(?:No\.?|number|page|chapter|article|resolution|flight|route|pad|type|section) |[\w,] [A-Z]\w+ |[#A-Za-z]-?)$"
)
"""What before a number says that it is a name ("Flight 12", "Pad 2", "Corona 5")."""

CLOSE = 0.15
"""Share by which a number told as "about" may be off another. Not tuned."""

BOUND = 0.2
"""Share by which a number may lie beyond a round one told as "at least", which then only rounds it: "more than 100" and 115. A number that is not
round was counted: "at least nine" and 16 are two counts. Not tuned."""

PLURALS = frozenset(["people", "men", "women", "children", "police"])
"""Plurals without an s."""

MOST_DESCRIBING = 5
"""Words among which what is counted is looked for."""

REACH = 60
"""Characters after a number in which the word that it counts stands."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. low, high: the values that its words allow, both ends in. what: stem of the word counted, or a unit or currency.
    start, end: from its first character to the end of what it counts. hedged: told as a bound, a range or about.
    """

    low: float
    high: float
    what: str
    start: int
    end: int
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. low, high, hedged: as of a Quantity. start, stop: its own words, with a sign of money before it (`money`)."""

    low: float
    high: float
    start: int
    stop: int
    hedged: bool
    money: str = ""


def find_quantities(text: str, span: Span, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Return the numbers in [start, end) that count something, in order. taken: words of time, in which nothing is counted."""
    found = (counted(text, number, span[1]) for number in find_numbers(text, span, taken))
    return [quantity for quantity in found if quantity is not None]


def find_numbers(text: str, span: Span, taken: Sequence[Span] = ()) -> Iterator[Number]:
    """Yield the numbers in [start, end) that are no names, in order, a range as one. taken: words of time, in which nothing is counted."""
    matches = list(NUMBER.finditer(text, *span))
    n = 0
    while n < len(matches):
        match = matches[n]
        n += 1
        if any(a <= match.start() < b for a, b in taken) or is_name(text, match):
            continue
        low, high = read_number(match)
        stop = match.end()
        hedged = match["rough"] is not None
        following = matches[n] if n < len(matches) else None
        if following is not None and is_range(text, match, following) and read_number(following)[1] > low:
            scale = scale_of(following)
            low = low * scale if scale_of(match) == 1 else low
            high, stop, hedged = read_number(following)[1], following.end(), True
            n += 1
        yield bounded(text, Number(low, high, match.start(), stop, hedged))


def bounded(text: str, number: Number) -> Number:
    """Return a number with what the words before it say of it: "at least", "almost", "about", a sign of money."""
    low, high, hedged, start, sign = number.low, number.high, number.hedged, number.start, ""
    before = text[max(0, start - 24) : start]
    if (money := SIGN.search(before)) is not None:
        before, start, sign = before[: money.start()], start - len(money.group()), money.group()
    if LEAST.search(before):
        high, hedged = max(high, low * (1 + BOUND * is_round(low))), True
    elif MOST.search(before):
        low, hedged = min(low, high * (1 - BOUND * is_round(high))), True
    elif ABOUT.search(before):
        low, high, hedged = low * (1 - CLOSE), high * (1 + CLOSE), True
    return Number(low, high, start, number.stop, hedged, sign)


def is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number names a thing ("Flight 12") or is part of a word or date."""
    before = text[max(0, match.start() - 24) : match.start()]
    if match["digits"] is None:
        return match.group().lower() == "one" or before.endswith("-")
    if match["digits"].count(".") > 1 and "," not in match["digits"]:
        return True  # "60.00.00.21" is a number to call, or an address
    if SIGN.search(before):
        return False
    if scale_of(match) > 1:
        return False  # "fined Hallam 2 million crowns"
    return bool(NAMED.search(before)) or text[match.end() : match.end() + 1] in (":", "/")


def is_range(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one span: "40 to 60", "40-60", "between 40 and 60"."""
    between = text[first.end() : second.start()].strip("$£€¥ ")
    if between == "and":
        return bool(BETWEEN.search(text[max(0, first.start() - 12) : first.start()]))
    return bool(RANGE.fullmatch(f" {between} " if between == "to" else between)) and between != ""


def scale_of(match: re.Match[str]) -> float:
    """Return what the word after a number multiplies it with."""
    last = re.split(r"[ -]", match.group().lower())[-1]
    tail = re.sub(r"^[\d.,]+", "", last)
    return SCALES.get(tail, 1.0) if match["rough"] is None else 1.0


def read_number(match: re.Match[str]) -> tuple[float, float]:
    """Return the least and the greatest value of a number's words."""
    if match["rough"]:
        return ROUGH[match["rough"].lower()]
    if match["digits"]:
        digits = match["digits"].rstrip(".,")
        value = float(digits.replace(",", "")) if GROUPED.match(digits) or digits.count(",") == 0 else 0.0
        value = value or float(digits.replace(".", "").replace(",", "."))
    else:
        parts = re.split(r"[- ]", match["spelt"].lower())
        value = float(sum(10 * (TENS.index(p) + 2) if p in TENS else ONES.index(p) for p in parts))
    return value * scale_of(match), value * scale_of(match)


def counted(text: str, number: Number, last: int) -> Quantity | None:
    """Build the quantity of a number: with its sign or unit, else with the word that it counts; None where it counts nothing by name."""
    low, high, begin, stop, hedged = number.low, number.high, number.start, number.stop, number.hedged
    if number.money:
        return Quantity(low, high, number.money, begin, stop, hedged)
    if text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isalpha():
        return None  # "a 29-year-old man"
    if (unit := UNIT.match(text, stop)) is not None:
        sign = "%" if unit.group().strip()[0] in "%p" else unit.group().strip()
        return Quantity(low, high, sign, begin, unit.end(), hedged)
    words = [w for w in read_words(text, stop, min(last, stop + REACH)) if w[0].isalpha()]
    if words and words[0][0].lower() == "of":
        if not hedged or not text[begin:stop].lower().endswith("s"):
            return None  # "two of them" counts part of another number; "dozens of homes" does not
        words = words[1:]
    while words and words[0][0].lower() in load_kind("share"):
        words = words[1:]
    words = words[describing(words, text) :]
    if not words or words[0][0].lower() in load_kind("uncounted") or words[0][0].lower() in load_kind("filling"):
        return None
    if re.search(r"[.;:,–—]", text[stop : words[0][1]]) or len(words[0][0]) < 3 or words[0][0].endswith("ly"):
        return None
    return Quantity(low, high, group_of(words[0][0]), begin, words[0][2], hedged)


def describing(words: Sequence[tuple[str, int, int]], text: str) -> int:
    """Return how many of the first words only describe what is counted ("14 fishing boats", "13 heavily armed fighters"): those before the first
    plural, as far as no small word or mark stands between.
    """
    for n, (word, start, _) in enumerate(words[:MOST_DESCRIBING]):
        if n and text[words[n - 1][2] : start] not in (" ", "-"):
            break
        low = word.lower()
        if low in load_kind("filling") or low in load_kind("adverbial") or low in load_kind("auxiliary"):
            break
        if low in PLURALS or (
            low.endswith("s") and not low.endswith(("ss", "us", "is")) and low != "news" and len(low) > 3
        ):
            return n
    return 0


def is_round(value: float) -> bool:
    """Whether a number may be rounded: tens from ten on."""
    return value >= 10 and value % 10 == 0


@cache
def people() -> frozenset[str]:
    """Return the stems of words that count people, so that "17 people" and "21 passengers" count alike where the act is one."""
    return load_words("people.txt")


def group_of(word: str) -> str:
    """Return the stem by which a counted word is compared; "people" for people without another trade."""
    stemmed = stem(word)
    return "people" if stemmed in people() else stemmed


def differ(a: Quantity, b: Quantity) -> bool:
    """Whether no value fits both."""
    return a.high < b.low or b.high < a.low
