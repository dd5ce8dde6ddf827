"""Tolls: what a number of people is told to have suffered or done ("killing 17 people", "the death toll has reached 112", "41 are still missing").

Accounts tell a toll in other verbs, nouns and halves of sentences than each other, so that it is found by its words around the number and not by the
clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import first_day, last_day, resolve_time
from crosswire.compare.clauses import WHERE
from crosswire.compare.quantities import Number, Quantity, counted, find_numbers
from crosswire.compare.words import load_kind, load_table, load_words, read_words, stem
from crosswire.model import DateValue, Reading, Sentence, Span

QUALIFIED = re.compile(
    r"(?:\b(?:at least|more than|fewer than|less than|no (?:fewer|less) than|as many as|an estimated|close to|up to|over|about|around|some|nearly|almost|"
    r"roughly|approximately|between|under|only|just|all|the|another|a further|a total of) )*$",
    re.IGNORECASE,
)
"""Words between a verb and its number."""

MORE = re.compile(r"\b(?:another|further|others?|also|additional|more(?! than))\b", re.IGNORECASE)
"""Words that say that a number comes on top of another."""

SUBSET = re.compile(r"\b(?:including|among (?:them|the dead)|of (?:them|whom)|with)[ ,]+$", re.IGNORECASE)
"""What before a number says that it counts a part of one that was told before."""

ASIDE = re.compile(
    r" [–—-] [^–—;.]{1,60} [–—-] |,? (?:including|among them|mostly|many of them|most of them)\b[^,;.]{1,60}?(?:,|(?= (?:were|was|are|have|had|has|died)\b))"
)
"""Words between a number and what happened to those that it counts, of which nothing hangs on."""

BREAK = re.compile(r"[;:.!?,()\"“”]|\b(?:and|but|or|while|when|after|before|as|whereas|because|against|if|for)\b")
"""What ends the words that belong to a number."""

UNREAL = re.compile(r"\b(?:could|would|may|might|will|can|should|must|not|never|to be|if)\b", re.IGNORECASE)
UNREAL_VERB = re.compile(r"\b(?:could|would|may|might|will|can|should|must|not|never|to) $", re.IGNORECASE)
"""Words that say that it has not happened."""

REACHED = re.compile(r"\b(?:to|at|reached|hit|passed|topped|exceeded|exceeds|stood|stands|was|is|as) $", re.IGNORECASE)
SUMMED = re.compile(r"\b(?:(?P<toll>(?:death )?tolls?)|(?:number|count|figure) of)\b", re.IGNORECASE)
"""A toll or a number of, in the words before a number that it has reached."""

PART = re.compile(r" of (?:the|its|his|her|their|those) (?:[a-z]+ )?([a-z]{3,}s)\b")
"""What after a number says of whom it counts a part ("four of its soldiers")."""

RUNNING = re.compile(
    r"\bsince (?!\w+day\b)|\b(?:this|last) (?:year|month)\b|\bso far this\b|\b(?:war|uprising|insurgency)\b|"
    r"\bover the (?:past|last) (?:\w+ )?(?:month|year|decade)s?\b"
)
"""Words that say that a number counts up over a long time: it is only laid beside another that does."""

OPENING = re.compile(r"(?:^|[.!?\n]\s?)$")
"""What stands before the first word of a sentence."""

NOBODY = re.compile(r"\b(?:nobody|no one|none|no (?=people|passengers|residents|civilians))\b", re.IGNORECASE)
"""Words that count none."""

AGE = re.compile(r"\bage[sd]? (?:\d+ (?:and|to) )?\d+.?$|[a-z], \d+,$")
"""How a bare number is told that is somebody's age: "aged 22 and 23", "Ilse Marran, 61,"."""

SINCE = re.compile(r"\bsince [^,.;]{0,60}$")
"""What before a time says that something counts from it."""

PAST_DAYS = 30
"""Days before its account from which a toll is of something else than the account's news."""

REACH = 60
"""Characters after a number in which it is said what happened."""


DEAD, ABOARD = "dead", "aboard"
"""Kinds of lexicon/tolls.tsv that are told in ways of their own: "the toll", "with 133 passengers"."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people to whom one thing happened. kind: of lexicon/tolls.tsv. quantity: its values and words; `what` is "" where no word says who.
    order: of its sentence in the document. days: named in its sentence. names: stems of the names in it; places: of those
    behind a preposition of place. running: it counts up over a long time.
    total: told as a toll or as "the number of".
    """

    doc: str
    kind: str
    quantity: Quantity
    sentence: Sentence
    order: int
    days: tuple[DateValue, ...]
    names: frozenset[str]
    places: frozenset[str]
    running: bool
    total: bool = False

    @property
    def of_people(self) -> bool:
        """Whether it counts people as such, not a part of them or one people of several ("soldiers", "Veldanians")."""
        return self.quantity.what in ("", "people") or not is_part(self)


def is_part(toll: Toll) -> bool:
    """Whether a toll counts by a word that names a part of the people in a story."""
    return toll.quantity.what in load_words("parts.txt") or toll.quantity.what.startswith(NAMED)


NAMED = "="
"""What the counted word of a toll begins with where it is a name ("Veldanians")."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of tolls: before: right before the number; after: some words after it; nouns: kind by the stem of the counted noun."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    nouns: dict[str, str]
    kinds: dict[str, str]


@cache
def load_tolls() -> Wording:
    """Return the patterns of lexicon/tolls.tsv."""
    kinds: dict[str, str] = {}
    nouns: dict[str, str] = {}
    lefts: list[str] = []
    rights: list[str] = []
    for kind, before, after, nouned in (row + ("",) * (4 - len(row)) for row in load_table("tolls.tsv")):
        words = [w.replace("_", " ") for w in after.split()]
        kinds |= dict.fromkeys((*before.split(), *words), kind)
        nouns |= {stem(w): kind for w in nouned.split()}
        lefts += before.split()
        rights += words
    longest_first = sorted(rights, key=lambda w: (-len(w), w))
    return Wording(
        re.compile(rf"\b(?:{'|'.join(sorted(lefts))}) $", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE),
        nouns,
        kinds,
    )


@cache
def units() -> frozenset[str]:
    """Return the stems of words of measure, money and time, which count no people."""
    return frozenset(stem(w) for w in load_kind("unit"))


def find_tolls(reading: Reading, accounts: Accounts) -> Iterator[Toll]:
    """Yield the tolls of a document's body, in order of place; none of an earlier year or month, nor of what has not happened."""
    text = accounts.documents[reading.doc].text
    published = accounts.published.get(reading.doc, DateValue())
    told: set[str] = set()
    body = [s for s in reading.sentences if s.where == "body"]
    for order, sentence in enumerate(body):
        times = accounts.times_in(reading.doc, [(sentence.start, sentence.end)])
        taken = [(t.start, t.end) for t in times]
        since = {t.id for t in times if SINCE.search(text[sentence.start : t.start])}
        days = tuple(d for t in times if t.id not in since and (d := resolve_time(t, published, times)) and d.value)
        if any(is_past(d, published) for d in days) or any(t.year and is_earlier(t.year, published) for t in times):
            continue
        nobody = [Number(0, 0, m.start(), m.end(), False) for m in NOBODY.finditer(text, sentence.start, sentence.end)]
        for number in (*find_numbers(text, (sentence.start, sentence.end), taken), *nobody):
            quantity = counted(text, number, sentence.end)
            group = group_of(text, number, quantity)
            kind, total = kind_of(text, number, quantity, sentence)
            before = text[max(sentence.start, number.start - 30) : number.start]
            if (
                kind is None
                or group is None
                or (kind in told and MORE.search(before))
                or MORE.match(text, number.stop + 1)
            ):
                continue
            told.add(kind)
            end = quantity.end if quantity is not None and quantity.what else number.stop
            yield Toll(
                doc=reading.doc,
                kind=kind,
                quantity=Quantity(number.low, number.high, group, number.start, end, number.hedged),
                sentence=sentence,
                order=order,
                days=days,
                names=names_in(text, (sentence.start, sentence.end), taken),
                places=frozenset(
                    name
                    for m in WHERE.finditer(text, sentence.start, sentence.end)
                    for name in names_in(text, m.span(1), taken)
                ),
                running=bool(RUNNING.search(text, sentence.start, sentence.end)),
                total=total,
            )


def is_past(day: DateValue, published: DateValue) -> bool:
    """Whether a date lies more than PAST_DAYS before an account."""
    last, now = last_day(day.value or ""), first_day(published.value or "")
    return last is not None and now is not None and (now - last).days > PAST_DAYS


def is_earlier(year: int, published: DateValue) -> bool:
    """Whether a year named is not the account's own, or that is not known."""
    return str(year) != (published.value or "")[:4]


def group_of(text: str, number: Number, quantity: Quantity | None) -> str | None:
    """Return whom a number counts: a stem, NAMED and a stem for a name, "" where no word says so; None where it counts no people."""
    if number.money or text[number.stop : number.stop + 1] == "-":
        return None
    if quantity is None:
        if AGE.search(text[max(0, number.start - 24) : number.stop + 1]):
            return None
        part = PART.match(text, number.stop)
        return stem(part[1]) if part else ""
    if quantity.what == "%" or quantity.what in units():
        return None
    if quantity.what in load_tolls().nouns and quantity.what != stem("passengers"):
        return ""
    word = text[number.stop : quantity.end].split()[-1:]
    return NAMED + quantity.what if word and word[0][0].isupper() else quantity.what


def kind_of(text: str, number: Number, quantity: Quantity | None, sentence: Sentence) -> tuple[str | None, bool]:
    """Return what happened to those that a number counts, or None where nothing says so; and whether it is told as a total."""
    wording = load_tolls()
    before = text[sentence.start : number.start]
    before = before[: QUALIFIED.search(before).start()]  # type: ignore[union-attr]  # it matches the empty end
    if SUBSET.search(before) and not before.endswith("with "):
        return None, False
    noun = wording.nouns.get(quantity.what) if quantity is not None else None
    verb = wording.before.search(before)
    if verb is not None and noun != DEAD:  # "pulled 12 bodies from the water"
        real = not UNREAL_VERB.search(before[: verb.start()])
        return (wording.kinds[verb.group().strip().lower()] if real else None), False
    if noun is not None and noun != ABOARD:
        return noun, False
    if REACHED.search(before) and (summed := summed_kind(before)) is not None:
        return summed, True
    first = quantity.end if quantity is not None else number.stop
    after = text[first : min(first + REACH, sentence.end)]
    after = ASIDE.sub(lambda m: " " * len(m.group()), after)
    stop = BREAK.search(after, 1)
    after = after[: stop.start()] if stop else after
    match = wording.after.search(after)
    if match is None:
        return (noun if before.endswith("with ") else None), False
    if UNREAL.search(after, 0, match.start()) or re.search(r"\d", after[: match.start()]):
        return None, False
    return wording.kinds[match.group().lower()], False


def summed_kind(before: str) -> str | None:
    """Return the kind of "the death toll has reached", "the number of people injured has risen to"; None without one."""
    matches = list(SUMMED.finditer(before))
    if not matches or re.search(r"\d", before[matches[-1].end() :]):
        return None
    if matches[-1]["toll"]:
        return DEAD
    wording = load_tolls()
    word = wording.after.search(before, matches[-1].end())
    nouns = [
        wording.nouns[s]
        for w, _, _ in read_words(before, matches[-1].end(), len(before))
        if (s := stem(w)) in wording.nouns
    ]
    return wording.kinds[word.group().lower()] if word else (nouns[0] if nouns else None)


def names_in(text: str, span: Span, taken: Sequence[Span]) -> frozenset[str]:
    """Return the stems of the names in a stretch: capitalised words that open no sentence and are no words of time."""
    return frozenset(
        stem(w)
        for w, a, _ in read_words(text, *span)
        if w[0].isupper()
        and not OPENING.search(text[:a][-2:])
        and len(w) > 2
        and w.lower() not in load_kind("filling")
        and not any(s <= a < e for s, e in taken)
    )
