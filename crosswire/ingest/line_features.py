"""What the line model sees of a line: its own shape, its neighbours, its place between stretches of prose, what the rules made of it.

Shallow text features (Kohlschuetter et al., WSDM 2010) without markup, made free of language: which words are common is learnt from the
capture itself, scripts without spaces are read as pairs of characters. No feature says where in the file a line stands: captures come
cut to any degree, and a model that counts lines from the top fails on all but the dumps it was trained on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from crosswire.ingest.lines import CJK, Line
from crosswire.ingest.prose import Region, find_region, is_heading, is_prose, score
from crosswire.ingest.rows import Row

Matrix = npt.NDArray[np.float32]
Column = npt.NDArray[np.float64]

SEEN = 600
"""Characters of a line that are measured; what follows changes no decision."""

WORDS_COUNTED = 80
"""Words of one line that count in a sum over lines (as prose.CAP)."""

STRONG = 12
"""Words from which a sentence counts as evidence of what the article is about."""

LEAD = 150
"""Words of prose whose vocabulary stands for the article's subject."""

WINDOW = 120
"""Words of prose before and after a line that it is compared with."""

PLACES = 4
"""Places that features are rounded to: what fades away is 0, and a processor's last digit decides nothing."""

SENTENCE = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*(?:\s|$)|[。！？]")
TIMES = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
ADDRESS = re.compile(r"https?:|www\.|\w@\w|@\w|#\w|\.com\b|\.[a-z]{2}/")
ODD = re.compile(r"[|©»«→›·•/>+–—]")
QUOTES = re.compile(r"[\"“”„«»‘’「」『』]")
INITIAL = re.compile(r"\b[^\W\d_]")
DIGITS = re.compile(r"\d+")
COMMAS = re.compile(r"[,，、،]")
CLOSING = "\"'”’»«›)]}」』）】*_ \u00a0"
OPENING = "\"“”„«»‘'「『"
BULLETS = "-–—•*|>·›»→"

FORMS = ("caption", "teaser", "furniture", "byline", "metadata", "rights")
RULED = ("body", "crosshead", "title", "teaser", "caption", "furniture")

OWN = (
    "words", "characters", "word_length", "ends", "ends_stop", "ends_cry", "ends_colon", "ends_comma", "ends_dots", "ends_letter",
    "opens_quote", "opens_bullet", "opens_small", "opens_digit", "capitals", "capitalised", "digits", "commas", "quotes", "sentences",
    "sentence_length", "address", "odd", "times", "heading", "question", "form", "closes", "dateline", "wide", "repeated", "told_twice",
    "common", "subject", "subject_count", "talk", "person",
)  # fmt: skip
"""Features of a line by itself (common, subject: against the capture's own words)."""

BESIDE = ("words", "ends", "form", "subject", "common", "capitals", "capitalised", "odd", "times")
"""Of these, the values of three lines before and after are features too."""


@cache
def _tables() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words that head or stand between readers' comments, and pronouns of the first and second person."""
    rows = [
        line.split("\t")
        for line in files("crosswire.ingest").joinpath("talk.tsv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return tuple(word for kind, word in rows if kind == "talk"), frozenset(w for kind, w in rows if kind == "person")


def find_units(line: Line) -> tuple[str, ...]:
    """Return a line's words; of words in scripts without spaces, their pairs of characters."""
    if not CJK.search(line.text[:SEEN]):
        return line.words
    units: list[str] = []
    for word in line.words:
        if CJK.search(word):
            units.extend(word[n : n + 2] for n in range(max(1, len(word) - 1)))
        else:
            units.append(word)
    return tuple(units)


class _Page:
    """The lines of one capture with what is counted over all of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.prose = [is_prose(row.line, row.form, False) for row in rows]
        self.units = [find_units(row.line) for row in rows]
        self.stems = [_stems(units) for units in self.units]
        self.counts = Counter(row.line.key for row in rows)
        self.scores = [score(row.line, row.form, False) for row in rows]
        self.region = find_region(self.scores)
        strong = [n for n, row in enumerate(rows) if self.prose[n] and row.line.length >= STRONG]
        seen = Counter(word for n in strong for word in set(self.units[n]))
        need = max(2.0, 0.15 * len(strong))
        self.common = {word for word, count in seen.items() if count >= need}
        self.core = [n for n in strong if self.region.first <= n < self.region.last]
        self.subject = Counter(stem for n in self.core for stem in self.stems[n])


def _stems(units: Iterable[str]) -> set[str]:
    """Return the beginnings of longer words, so that inflected forms meet; pairs of wide characters count as they are."""
    return {unit[:5] for unit in units if len(unit) > 3 or (unit and ord(unit[0]) >= 0x0E00 and CJK.search(unit))}


def find_features(rows: Sequence[Row]) -> tuple[Matrix, tuple[str, ...]]:
    """Return the features of lines, shape (lines, features), and the features' names.

    rows: lines of one capture that the rules have labelled. The same rows give the same matrix; no row is changed.
    """
    page = _Page(rows)
    own = _own_features(page)
    columns: list[tuple[str, Column]] = [(name, own[:, n]) for n, name in enumerate(OWN)]
    columns += _beside(own)
    columns += _prose_around(page, own)
    columns += _regions(page)
    columns += _subject_around(page)
    columns += _talk_around(page, own)
    columns += _ruled(page)
    matrix = np.stack([values for _, values in columns], axis=1) if rows else np.zeros((0, len(columns)))
    return np.round(matrix, PLACES).astype(np.float32), tuple(name for name, _ in columns)


def _own_features(page: _Page) -> npt.NDArray[np.float64]:
    """Return the features OWN of every line."""
    core = set(page.core)
    talk, person = _tables()
    found = np.zeros((len(page.rows), len(OWN)))
    for n, row in enumerate(page.rows):
        line, text = row.line, row.line.text[:SEEN]
        units, stems, own = page.units[n], page.stems[n], int(n in core)
        count, length = max(1, len(line.words)), line.length
        told = sum(page.subject[stem] > own for stem in stems)
        last = line.text[-40:].rstrip(CLOSING)[-1:]
        letters = sum(map(str.isalpha, text))
        initials = INITIAL.findall(text)
        sentences = len(SENTENCE.findall(text))
        low = text.lower() if length <= 8 else ""
        found[n] = (
            np.log1p(length), np.log1p(len(line.text)), len(text) / max(1, min(length, SEEN)), line.ends, last in ".。", last in "?!？！",
            last in ":：", last in ",;，、", last == "…" or line.text.endswith("..."), line.text[-1].isalnum(),
            text[0] in OPENING, text[0] in BULLETS, text[0].islower(), text[0].isdigit(),
            sum(map(str.isupper, text)) / max(1, letters), sum(map(str.isupper, initials)) / max(1, len(initials)),
            sum(map(len, DIGITS.findall(text))) / len(text), len(COMMAS.findall(text)) / count, min(4, len(QUOTES.findall(text))),
            min(12, sentences), length / sentences if sentences else -1.0, bool(ADDRESS.search(text)), len(ODD.findall(text)) / count,
            len(TIMES.findall(text)), line.heading, is_heading(line), row.form is not None, bool(row.form and row.form.closes),
            row.opened is not None, len(units) > len(line.words), min(4, page.counts[line.key] - 1),
            page.counts[line.key] > 1 and length >= STRONG, sum(unit in page.common for unit in units) / max(1, len(units)),
            told / len(stems) if stems else -1.0, min(10, told), bool(low) and any(word in low for word in talk),
            sum(word in person for word in line.words) / count,
        )  # fmt: skip
    return found


def _beside(own: npt.NDArray[np.float64]) -> list[tuple[str, Column]]:
    """Return features of the three lines before and after; -1 beyond the ends."""
    found = []
    for step in (1, 2, 3):
        for name in BESIDE:
            values = own[:, OWN.index(name)]
            before, after = np.full_like(values, -1.0), np.full_like(values, -1.0)
            before[step:], after[: max(0, len(values) - step)] = values[:-step], values[step:]
            found += [(f"{name}-{step}", before), (f"{name}+{step}", after)]
    return found


def _faded(values: Column, keep: float) -> tuple[Column, Column]:
    """Return the sums of what stands before and of what stands after each line, each step worth `keep` of the one before."""
    before, after = np.zeros(len(values)), np.zeros(len(values))
    total = 0.0
    for n, value in enumerate(values.tolist()):
        before[n] = total
        total = keep * total + value
    total = 0.0
    for n, value in zip(range(len(values) - 1, -1, -1), reversed(values.tolist()), strict=True):
        after[n] = total
        total = keep * total + value
    return before, after


def _both(name: str, pair: tuple[Column, Column]) -> list[tuple[str, Column]]:
    return [(f"{name}<", pair[0]), (f"{name}>", pair[1])]


def _lengths(page: _Page, cap: int) -> Column:
    return np.array([min(row.line.length, cap) for row in page.rows], dtype=np.float64)


def _prose_around(page: _Page, own: npt.NDArray[np.float64]) -> list[tuple[str, Column]]:
    """Return how much prose and how many other lines stand around each line, near and far, and what kinds of lines."""
    lengths, prose = _lengths(page, WORDS_COUNTED), np.array(page.prose, dtype=np.float64)
    words = lengths * prose
    found: list[tuple[str, Column]] = []
    for keep in (0.6, 0.85, 0.95):
        before, after = _faded(words, keep)
        found += _both(f"prose{keep}", (np.log1p(before), np.log1p(after)))
        found += _both(f"other{keep}", _faded(1.0 - prose, keep))
    told = np.maximum(own[:, OWN.index("subject")], 0.0) * np.minimum(lengths, 30) / 30
    found += _both("subject_near", _faded(told, 0.7))
    for form in FORMS:
        is_form = np.array([bool(row.form and row.form.label == form) for row in page.rows], dtype=np.float64)
        found += [(f"is_{form}", is_form), *_both(f"near_{form}", _faded(is_form, 0.7))]
    found.append(("closed_before", _faded(own[:, OWN.index("closes")], 0.97)[0]))
    total = max(1.0, float(words.sum()))
    share = np.cumsum(words)
    middle = float(np.median(lengths[prose > 0])) if prose.any() else 0.0
    found += [
        ("share_before", (share - words) / total),
        ("share_after", (total - share) / total),
        ("page_prose", np.full(len(words), np.log1p(total))),
        ("page_middle", np.full(len(words), middle)),
        ("page_share", np.full(len(words), prose.mean() if len(prose) else 0.0)),
        ("to_middle", lengths / max(1.0, middle)),
    ]
    return found


def _regions(page: _Page) -> list[tuple[str, Column]]:
    """Return where lines stand to the stretches that hold most prose, for three costs of a line that is none."""
    at = np.arange(len(page.rows), dtype=np.float64)
    found: list[tuple[str, Column]] = []
    for cost in (0.4, 1.0, 2.0):
        region = page.region if cost == 1.0 else find_region([s if s > 0 else s * cost for s in page.scores])
        found += [
            (f"inside{cost}", ((at >= region.first) & (at < region.last)).astype(np.float64)),
            (f"from_first{cost}", np.clip(at - region.first, -20, 20)),
            (f"to_last{cost}", np.clip(region.last - 1 - at, -20, 20)),
        ]
    return found


def _subject_around(page: _Page) -> list[tuple[str, Column]]:
    """Return how much of each line the article's beginning and the prose right before and after it tell too."""
    lead: list[int] = []
    words = 0
    for n in page.core:
        lead.append(n)
        words += page.rows[n].line.length
        if words > LEAD:
            break
    counts = Counter(stem for n in lead for stem in page.stems[n])
    opening = set(lead)
    shared = np.array(
        [
            sum(counts[stem] > (n in opening) for stem in stems) / max(1, len(stems))
            for n, stems in enumerate(page.stems)
        ],
        dtype=np.float64,
    )
    weight = _lengths(page, 40) * np.array(page.prose, dtype=np.float64)
    before, after = _likeness(page, range(len(page.rows))), _likeness(page, range(len(page.rows) - 1, -1, -1))
    found = [("lead", shared), ("like_before", before), ("like_after", after)]
    return found + _averaged("lead_near", shared * weight, weight)


def _averaged(name: str, values: Column, weight: Column) -> list[tuple[str, Column]]:
    """Return weighted means of a line and those before it, and of a line and those after it."""
    tops, bottoms = _faded(values, 0.8), _faded(weight, 0.8)
    return _both(
        name,
        ((tops[0] + values) / (bottoms[0] + weight + 5), (tops[1] + values) / (bottoms[1] + weight + 5)),
    )


def _likeness(page: _Page, order: Iterable[int]) -> Column:
    """Return which share of each line's words stands in the last WINDOW words of prose on the way; -1 where there is none yet."""
    found = np.full(len(page.rows), -1.0)
    window: list[int] = []
    held: Counter[str] = Counter()
    words = 0
    for n in order:
        stems = page.stems[n]
        if window:
            found[n] = sum(held[stem] > 0 for stem in stems) / max(1, len(stems))
        if page.prose[n]:
            window.append(n)
            held.update(stems)
            words += page.rows[n].line.length
            while words - page.rows[window[0]].line.length > WINDOW:
                first = window.pop(0)
                words -= page.rows[first].line.length
                held.subtract(page.stems[first])
    return found


def _talk_around(page: _Page, own: npt.NDArray[np.float64]) -> list[tuple[str, Column]]:
    """Return signs of readers' comments and lists of entries: words of talk, lines of one shape that recur, times, I and you."""
    prose = np.array(page.prose, dtype=np.float64)
    short = [row.line.length <= 6 and not page.prose[n] for n, row in enumerate(page.rows)]
    shapes = [DIGITS.sub("0", row.line.key) if short[n] else "" for n, row in enumerate(page.rows)]
    counts = Counter(shapes)
    recurring = np.array([bool(shape) and counts[shape] > 1 for shape in shapes], dtype=np.float64)
    talk, times = own[:, OWN.index("talk")], own[:, OWN.index("times")]
    timed = np.array(short, dtype=np.float64) * (times > 0)
    by = np.array([bool(row.form and row.form.label in ("byline", "metadata")) for row in page.rows], dtype=np.float64)
    weight = _lengths(page, 40) * prose
    found = [("recurring", recurring)]
    for name, values in (("talk", talk), ("recurring", recurring), ("timed", timed)):
        found += _both(f"{name}_near", _faded(values, 0.9))
    for name, values in (("talk", talk), ("bylines", by)):
        since = np.cumsum(values)
        found.append((f"{name}_since", since - since[page.region.first] if page.region.last else since))
    return found + _averaged("person_near", own[:, OWN.index("person")] * weight, weight)


def _ruled(page: _Page) -> list[tuple[str, Column]]:
    """Return what the rules made of each line and of its neighbours, and how it stands to the title."""
    found: list[tuple[str, Column]] = []
    for label in RULED:
        values = np.array([row.label == label for row in page.rows], dtype=np.float64)
        found.append((f"ruled_{label}", values))
        if label in ("body", "teaser"):
            before, after = np.full_like(values, -1.0), np.full_like(values, -1.0)
            before[1:], after[:-1] = values[:-1], values[1:]
            found += _both(f"ruled_{label}_beside", (before, after))
        if label == "body":
            sums = _faded(values * _lengths(page, WORDS_COUNTED), 0.8)
            found += _both("ruled_words", (np.log1p(sums[0]), np.log1p(sums[1])))
    title = max((n for n, row in enumerate(page.rows) if row.label == "title"), default=None)
    at = np.arange(len(page.rows), dtype=np.float64)
    found.append(("from_title", np.full(len(at), -30.0) if title is None else np.clip(at - title, -20, 20)))
    named = page.stems[title] if title is not None else set()
    shared = np.array([len(stems & named) / max(1, len(named)) for stems in page.stems], dtype=np.float64)
    return [*found, ("title", shared), *_both("title_near", _faded(shared, 0.8))]


__all__ = ["Matrix", "Region", "find_features", "find_units"]
