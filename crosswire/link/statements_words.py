"""The words of a quotation's content, made comparable: light stems, spellings, numbers, negation.

Light on purpose: it needs no parser, works on a fragment as well as on a sentence, and is only ever used to compare two stretches, so
a stem need not be a word.
"""

import calendar
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
"""A word with its inner apostrophes; hyphens divide."""

UNITS = (
    *(
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
    ),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
    *("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
NUMBERS = (
    {word: value for value, word in enumerate(UNITS, start=2)}
    | {word: 10 * value for value, word in enumerate(TENS, start=2)}
    | {word: value for value, word in enumerate(ORDINALS, start=3)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(TENS, start=2)}
    | {"dozen": 12}
)
"""Numbers in words; a fraction reads as its ordinal ("a fifth"). "One" and "second" are left out: they are other words more often than numbers."""

SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

MONTHS = frozenset(calendar.month_name[1:])
WEEKDAYS = frozenset(calendar.day_name)

ONES = {"one": 1, "first": 1}
"""Numbers only after a ten: "ninety-one"."""

DIGITS_OR_WORDS = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")

INFLECTIONS = ("ing", "ed", "s")
"""Endings cut off first; three letters may stay ("aimed")."""

SCOPE = 3
"""Content words that a negation reaches."""

CLAUSE = re.compile(r"[,;:.!?\"“”]| – | -- |\bbut\b")
BACK = frozenset(["last", "ago", "yesterday", "previous", "earlier"])
AHEAD = frozenset(["next", "tomorrow", "coming", "upcoming"])

ENDINGS = (
    *("isation", "ational", "ation", "ment", "ness", "ingly", "edly", "ities", "ity", "ion"),
    *("ive", "ally", "ance", "ence", "er", "ly", "al", "y", "e", "i"),
)
"""Endings cut off, longest first; at least `KEPT` letters stay."""

KEPT = 4

LISTING = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|ranging from|be it|among them|namely|"
    r"(?:these|they|those|which|the (?:issues|questions|topics|subjects)) (?:are|were))\b",
    re.IGNORECASE,
)
"""Words after which a list of topics follows."""

STOPPED = 0.25
"""English news has .40 to .55 of its words on the list; German, French, Spanish and Dutch under .12."""

LISTED = 0.4
NAMED = 0.6
COUNTED = 0.5
"""How much a word of such a list, a capitalised word inside a sentence, and a number count."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a comparable form of a word: lower-case, one spelling (defense/defence, centre/center, -ize/-ise), light endings off."""
    word = word.lower().replace("’", "'")
    word = re.sub(r"'s$|'$", "", word).replace("'", "")
    word = re.sub(r"tre$", "ter", word.replace("z", "s"))
    word = re.sub(r"ens(e|es|ive)$", r"enc\1", word)
    word = re.sub(r"our(s|ed|ing)?$", r"or\1", word) if len(word) > 5 else word
    if word.endswith(INFLECTIONS) and not word.endswith(("ss", "us", "is")):
        ending = next(e for e in INFLECTIONS if word.endswith(e))
        word = word[: -len(ending)] if len(word) - len(ending) >= KEPT - 1 else word
    for _ in range(2):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= KEPT:
                word = word[: -len(ending)]
                break
    if len(word) > KEPT and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


@lru_cache(maxsize=32)
def load_set(kind: str) -> frozenset[str]:
    """Return the words of one kind (stop, negator, negator-abroad, negator-es) of lexicon/statement_words.tsv."""
    rows = (line.split("\t") for line in read_lexicon("statement_words.tsv"))
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())


def read_lexicon(name: str) -> list[str]:
    """Return the lines of a table of this room, without blank ones and comments."""
    lines = files("crosswire.link").joinpath("lexicon", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def load_kin() -> dict[str, str]:
    """Return stem -> the first stem of its group, from lexicon/kin.tsv; a stem of several groups keeps the first."""
    kin: dict[str, str] = {}
    for line in read_lexicon("kin.tsv"):
        group = [stem(w) for w in line.split("\t") if " " not in w]
        for word in group:
            kin.setdefault(word, group[0])
    return kin


def find_words(text: str) -> list[str]:
    """Return the words of a stretch, as printed."""
    return [m.group() for m in WORD.finditer(text)]


def is_english(text: str) -> bool:
    """Whether a text reads as English: at least `STOPPED` of its words are closed-class words of English."""
    words = [w.lower() for w in find_words(text)]
    return not words or sum(w in load_set("stop") for w in words) >= STOPPED * len(words)


def weigh_words(text: str) -> list[tuple[str, float]]:
    """Return the words of a stretch with how much each says about the claim, not only about its topic.

    Names and the lists after "such as" or "including" name the topic: two statements on the same topics need not be one statement.
    """
    listing = LISTING.search(text)
    tail = listing.end() if listing else len(text)
    shouted = text.isupper()
    weighted = []
    for n, match in enumerate(WORD.finditer(text)):
        word = match.group()
        weight = LISTED if match.start() >= tail else 1.0
        if n and word[0].isupper() and not shouted:
            weight *= NAMED
        weighted.append((word, weight))
    return weighted


def find_turned(text: str) -> frozenset[str]:
    """Return the stems that stand under a negation: up to `SCOPE` content words after it, not beyond a comma or a stop."""
    turned: set[str] = set()
    for clause in CLAUSE.split(text):
        words = find_words(clause)
        negators = find_negators(words)
        left = 0
        for n, word in enumerate(words):
            low = word.lower().replace("’", "'")
            if n in negators:
                left = SCOPE
            elif left and low not in load_set("stop") and len(low) > 1:
                turned.add(stem(low))
                left -= 1
    return frozenset(turned)


def find_negators(words: Sequence[str]) -> frozenset[int]:
    """Return the places of the English words that turn a clause round."""
    lows = [w.lower().replace("’", "'") for w in words]
    return frozenset(n for n, w in enumerate(lows) if w.replace("'", "") in load_set("negator") or w.endswith("n't"))


def undoes_itself(text: str) -> bool:
    """Whether a clause holds "without" and one other negator, which undo each other: "without them none would be here" is "they owe it to them", and
    yet "none would be here unless" says the same."""
    for clause in CLAUSE.split(text):
        words = find_words(clause)
        found = find_negators(words)
        if len(found) == 2 and sum(words[n].lower() == "without" for n in found) == 1:
            return True
    return False


def has_negator(text: str, tongue: str) -> bool:
    """Whether a stretch says that something is not; tongue: its language, "en" or another of which the table knows the negators."""
    if tongue == "en":
        return any(find_negators(find_words(clause)) for clause in CLAUSE.split(text))
    words = [w.lower().replace("’", "'") for w in find_words(text)]
    negators = load_set("negator-abroad") | load_set(f"negator-{tongue}")
    return any(w in negators or w.startswith("n'") for w in words)


def point_in_time(text: str) -> int:
    """Return -1 where a stretch looks back ("last week"), 1 where it looks ahead ("next week"), 0 where it does neither or both."""
    low = [w.lower() for w in find_words(text)]
    back, ahead = any(w in BACK for w in low), any(w in AHEAD for w in low)
    return int(ahead) - int(back)


def listed_share(text: str) -> float:
    """Return which share of a stretch stands in a list of topics."""
    listing = LISTING.search(text)
    return (len(text) - listing.end()) / len(text) if listing else 0.0


def content_stems(weighted: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return the stems of the content words with their weights, in order, numbers in digits."""
    kept = []
    for word, weight in weighted:
        low = word.lower().replace("’", "'")
        if low in load_set("stop") or low.replace("'", "") in load_set("negator") or len(low) < 2:
            continue
        number = str(NUMBERS[low]) if low in NUMBERS else low if low.isdigit() else None
        kept.append((number, weight * COUNTED) if number else (stem(low), weight))
    return tuple(kept)


def find_calendar(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the months and the weekdays that a stretch names, with a capital letter as they are written ("may" and "march" are words)."""
    words = find_words(text)
    months = frozenset(w for w in words if w in MONTHS)
    return months, frozenset(w.removesuffix("s") for w in words if w.removesuffix("s") in WEEKDAYS)


def find_numbers(text: str) -> frozenset[str]:
    """Return the numbers of a stretch in one spelling: "10,000", "10 000" and "ten thousand" as 10000, "the twelfth" as 12."""
    joined = re.sub(r"(?<=\d)[, .\u00a0](?=\d{3}\b)", "", text.lower())
    found: list[float] = []
    room = 0.0  # what may still be added to the last number: 10 after "twenty", 100 after "hundred" or "hundred and"
    scaled = False  # whether the word before is a number
    for word in DIGITS_OR_WORDS.findall(joined):
        if word in SCALES:
            found.append(SCALES[word] * (found.pop() if scaled else 1))
            room, scaled = 100, True
        elif word in NUMBERS or word[0].isdigit() or (word in ONES and room == 10):
            value = float(NUMBERS.get(word) or ONES.get(word) or word.replace(",", "."))
            if value < room and word in NUMBERS | ONES:
                found[-1] += value
                room = 10 if value in range(20, 91, 10) else 0
            else:
                found.append(value)
                room = 10 if word in TENS else 0
            scaled = True
        elif word != "and" or room != 100:
            room, scaled = 0, False
    return frozenset(f"{value:.10g}" for value in found)


def char_grams(weighted: list[tuple[str, float]], low: int = 3, high: int = 5) -> dict[str, float]:
    """Return the character n-grams of words padded by a blank, lower-case, one spelling, with their weights summed."""
    grams: dict[str, float] = {}
    for word, weight in weighted:
        padded = f" {word.lower().replace('’', chr(39)).replace('z', 's')} "
        for size in range(low, high + 1):
            for i in range(max(1, len(padded) - size + 1)):
                gram = padded[i : i + size]
                grams[gram] = grams.get(gram, 0.0) + weight
    return grams
