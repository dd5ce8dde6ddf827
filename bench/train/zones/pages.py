"""Labelled pages for the line model: as dumped, cut to any degree of cleanness, and articles set into other pages' furniture.

Rows of the labelled sets: `id`, `text` (one block a line), `line_gold` (1: body), `gold_body`, `url` or `country`. A folder of HTML pages
can be labelled by trafilatura instead (no people's labels needed). Texts never leave the folder that they lie in.
"""

import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from crosswire.ingest.articles import ExtractorFailed, align_lines, extract_article
from crosswire.ingest.line_features import Matrix, find_features
from crosswire.ingest.lines import find_lines
from crosswire.ingest.pages import clean_source, dump_text, parse_page
from crosswire.ingest.rows import Row
from crosswire.ingest.zones import find_rows

SETS = ("aeb_dev", "fundus_dev", "aeb_near_dev", "fundus_near_dev")
WAYS = ("column", "wide", "clean", "holes")
"""How a page is thinned: cut to the main column; cut a bit wider; nearly clean; blocks of other lines left out."""


@dataclass(frozen=True)
class Page:
    """A text with a label for each of its lines. kind: the set it is of, or how it was made of a page."""

    name: str
    host: str
    kind: str
    text: str
    is_body: tuple[bool, ...]
    gold: str


@dataclass(frozen=True)
class Lesson:
    """A page as the model learns from it: its lines, their features, labels and weights."""

    page: Page
    rows: list[Row]
    matrix: Matrix
    names: tuple[str, ...]
    wanted: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float64]


def read_pages(folder: Path) -> list[Page]:
    """Return the pages of the labelled sets."""
    found = []
    for kind in SETS:
        for line in (folder / f"{kind}.jsonl").read_bytes().splitlines():
            row = json.loads(line)
            labels = tuple(bool(label) for label in row["line_gold"])
            found.append(Page(row["id"], _host(row), kind, row["text"], labels, row["gold_body"]))
    return found


def _host(row: dict[str, str]) -> str:
    """Return whose page a row is: its publisher by name, else its site."""
    return (
        re.sub(r"_\d{4}_.*", "", row["id"]) if row.get("country") else urlsplit(row.get("url", "")).netloc or row["id"]
    )


def read_taught(folder: Path, hosts: dict[str, str]) -> Iterator[Page]:
    """Yield the HTML pages of a folder, labelled by trafilatura; pages that it fails on are left out. hosts: of page names, where known."""
    for path in sorted(folder.rglob("*.html")):
        source = path.read_text("utf-8", errors="replace")
        tree = parse_page(source)
        if tree is None:
            continue
        text, _ = dump_text(tree)
        lines = find_lines(text)
        try:
            taken = align_lines(lines, extract_article(clean_source(source)))
        except ExtractorFailed:
            continue
        name = str(path.relative_to(folder))
        labels = tuple(taken.get(line.start, False) for line in lines)
        if any(labels):
            gold = "\n".join(line.text for line, label in zip(lines, labels, strict=True) if label)
            yield Page(name, hosts.get(path.stem, path.stem), "taught", text, labels, gold)


def thinned(page: Page, way: str, rng: random.Random) -> Page:
    """Return a page with some of the lines around its article left out; body lines stay."""
    at = [n for n, body in enumerate(page.is_body) if body]
    first, last, count = at[0], at[-1], len(page.is_body)
    before, after = (30, 30) if way == "wide" else (8, 12) if way == "clean" else (6, 10)
    low, high = first - rng.randint(0, before), last + rng.randint(0, after)
    share = rng.uniform(0.0, 0.5)
    kept = [low <= n <= high for n in range(count)]
    if way == "clean":
        kept = [page.is_body[n] or (kept[n] and rng.random() < share) for n in range(count)]
    elif way == "holes":
        kept, n = [], 0
        while n < count:
            size, drop = rng.randint(1, 12), rng.random() < 0.5
            kept += [page.is_body[m] or not drop for m in range(n, min(count, n + size))]
            n += size
    return _picked(page, [n for n in range(count) if kept[n]], f"thinned {way}")


def _picked(page: Page, at: Sequence[int], kind: str) -> Page:
    lines = page.text.split("\n")
    gold = "\n".join(lines[n] for n in at if page.is_body[n])
    return replace(
        page, kind=kind, text="\n".join(lines[n] for n in at), is_body=tuple(page.is_body[n] for n in at), gold=gold
    )


def crossed(page: Page, other: Page, rng: random.Random) -> Page:
    """Return a page with its article replaced by another page's, which brings the few lines before it along."""
    (top, _), (_, tail) = _cut(page), _cut(page)
    first, last = _span(other)
    whole = rng.random() < 0.5
    top = top if whole else top[-rng.randint(1, 30) :]
    tail = tail if whole else tail[: rng.randint(0, 40)]
    middle, lines = range(first, last), other.text.split("\n")
    text = "\n".join([*top, *(lines[n] for n in middle), *tail])
    labels = (*(False for _ in top), *(other.is_body[n] for n in middle), *(False for _ in tail))
    return Page(f"{page.name}+{other.name}", f"{page.host}+{other.host}", "crossed", text, labels, "")


def _span(page: Page) -> tuple[int, int]:
    at = [n for n, body in enumerate(page.is_body) if body]
    return max(0, at[0] - 4), at[-1] + 1


def _cut(page: Page) -> tuple[list[str], list[str]]:
    first, last = _span(page)
    lines = page.text.split("\n")
    return lines[:first], lines[last:]


def multiply(pages: Sequence[Page], seed: int, crossings: int) -> list[Page]:
    """Return the pages, their thinned copies, and articles in other pages' furniture; whole dumps only are multiplied."""
    found = list(pages)
    whole = [page for page in pages if "near" not in page.kind and any(page.is_body)]
    for page in whole:
        for way in WAYS:
            found.append(thinned(page, way, random.Random(f"{seed} {page.kind} {page.name} {way}")))
        rng = random.Random(f"{seed} {page.kind} {page.name}")
        for other in rng.sample([p for p in whole if p.host != page.host], min(crossings, len(whole) - 1)):
            found.append(crossed(page, other, rng))
    return found


def learn(page: Page) -> Lesson | None:
    """Return a page as a lesson, or None for one that the rules read as a record."""
    rows, _, record = find_rows(page.text)
    if not rows or (record and record.has_body):
        return None
    starts = [0]
    for line in page.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    wanted = np.array([page.is_body[bisect_right(starts, row.line.start) - 1] for row in rows], dtype=np.float32)
    weights = np.sqrt(np.array([min(row.line.length, 100) + 2.0 for row in rows]))
    matrix, names = find_features(rows)
    return Lesson(page, rows, matrix, names, wanted, weights / weights.sum())
