"""Names of authors: out of what a page declares, and out of the byline that it shows.

What is declared counts first. Where only the house is declared, a person whom the visible byline names stands before it; where the
byline names all the declared persons and more, all of them count. Organisations stay in: `by` is what the page gives as its
author, be it a person, a desk or an agency.
"""

import html
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.dumps import Dump

Row = tuple[str, str]
"""A name and where it was found."""

ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+|(?<!\w)@\w+")
TAG = re.compile(r"<[^<>]{0,200}>")
SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
CUT = re.compile(r"\s[|•·/]\s?|\s[–—-]\s|\s+\|\s*|\s*[\u2022]\s*|\n")
BETWEEN = re.compile(
    r"\s*[,;&、，；]\s*|\s+(?:and|und|et|y|e|i|og|och|en|dan|ve|ja|és|and/or|with|mit|avec|con)\s+", re.IGNORECASE
)
BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]{0,60}[)\]）]")
DIGITS = re.compile(r"\d{2}")
FOR_HOUSE = re.compile(r"\s+(?:for|at|of|in|für|pour|para|per|voor)\s+(?:the\s+)?[A-Z].*$")

LONGEST = 80
MOST = 12
"""Code points of a name, and names of an article: more is no list of authors."""

LONGEST_LINE = 300
BESIDE = 3
"""Code points of a byline, and lines between two bylines of one article."""

SHOWN = "byline shown on the page"
NOT_WRITER = re.compile(
    r"\s*(?:editor|producer|photographs?|photos?|fotos?|graphics?|illustrations?)\s*[:：]", re.IGNORECASE
)


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of a kind (before, role, nobody) of authors.tsv."""
    table = files("crosswire.ingest").joinpath("authors.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(word for row in rows if row[0] == kind for word in row[1:])


@cache
def _before() -> re.Pattern[str]:
    """Return the words that stand before names: `By`, `von`, `Text:`."""
    words = sorted(_words("before"), key=lambda w: (-len(w), w))
    return re.compile(rf"^(?:{'|'.join(map(re.escape, words))})(?:\s*[:：/]\s*|\s+)", re.IGNORECASE)


def split_names(words: str) -> tuple[str, ...]:
    """Return the names in a text that holds authors and little else, as printed.

    Tags, addresses, `By` and its like, roles (`Jane Doe, Political Editor`) and what stands in brackets go; `Doe, Jane` stays in that
    order's sense as `Jane Doe`. Entities may be escaped twice.
    """
    for _ in range(2):
        words = html.unescape(words)
    words = SPACE.sub(" ", ADDRESS.sub(" ", TAG.sub(" ", words.replace("\n", " | ")))).strip(" ,;|")
    parts: list[str] = []
    for piece in CUT.split(words):
        piece = _before().sub("", BRACKETS.sub("", piece).strip())
        parts += [
            _before().sub("", part.strip(" .:|\u00a0")) if len(part) > 3 else part for part in BETWEEN.split(piece)
        ]
    parts = [part.strip(" \u00a0") for part in parts if part and part.strip()]
    if words.count(",") == 1 and len(parts) == 2 and all(_is_single(part) for part in parts) and ", " in words:
        return (f"{parts[1]} {parts[0]}",)
    names = [FOR_HOUSE.sub("", part) if len(part.split()) > 3 else part for part in parts]
    kept = [name for name in names if _may_be_name(name)]
    people = [name for name in kept if not _is_role(name)]
    return tuple(dict.fromkeys(people or kept))[:MOST]


def _is_single(part: str) -> bool:
    """Tell one capitalised word that is no agency: half of `Doe, Jane`."""
    return (
        " " not in part
        and part[:1].isupper()
        and not part.isupper()
        and find_agency(part) is None
        and not _is_role(part)
    )


def _may_be_name(name: str) -> bool:
    """Tell whether a piece can be a name at all: letters, few words, no number, no placeholder."""
    low = name.casefold()
    return (
        1 < len(name) <= LONGEST
        and any(c.isalpha() for c in name)
        and not DIGITS.search(name)
        and len(name.split()) <= 7
        and ":" not in name
        and low not in _words("nobody")
    )


def _is_role(name: str) -> bool:
    """Tell a role (`Political Editor`) from a name: its last word, or its first, is a noun of such."""
    words = name.casefold().split()
    return bool(words) and (
        words[-1] in _words("role") or words[0] in _words("role") or name.casefold() in _words("role")
    )


def is_person(name: str, site: str = "") -> bool:
    """Tell a name that is likely a person's: two to five capitalised words (or a few letters of a script without capitals),
    neither the site nor an agency.
    """
    words = name.split()
    if find_agency(name) or (site and (name.casefold() in site.casefold() or site.casefold() in name.casefold())):
        return False
    if any(w.casefold() in _words("house") for w in words):
        return False
    if not any(c.isupper() or c.islower() for c in name):
        return 2 <= len(name.replace(" ", "")) <= 12 and all(c.isalpha() or c in " ·・" for c in name)
    capital = [w for w in words if w[:1].isupper()]
    return (
        2 <= len(words) <= 5
        and len(capital) >= 2
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and "." not in name[-4:-1]
    )


def choose_authors(rows: Sequence[Row], shown: Sequence[Row], site: str) -> tuple[Row, ...]:
    """Return an article's authors, each with where it was found.

    rows: declared values as they stand, in order of trust, of several vocabularies. shown: names in the visible byline.
    """
    kinds: dict[str, list[Row]] = {}
    for words, where in rows:
        if words.startswith(("http:", "https:", "/", "@")):
            continue
        for name in split_names(words):
            kinds.setdefault(where, []).append((name, where))
    people = next((kind for kind in kinds.values() if any(is_person(name, site) for name, _ in kind)), None)
    byline = [row for row in shown if is_person(row[0], site)]
    first = people or next(iter(kinds.values()), [])
    if not people and byline:
        first = byline
    elif people and {_key(n) for n, _ in byline} > {_key(n) for n, _ in people if is_person(n, site)}:
        first = [*byline, *(row for row in people if not is_person(row[0], site))]
    elif not first:
        first = list(shown)
    kept: dict[str, Row] = {}
    for name, where in first:
        kept.setdefault(_key(name), (name, where))
    return tuple(kept.values())[:MOST]


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def find_shown(dump: Dump) -> tuple[Row, ...]:
    """Return the names in the byline that a page shows: the first line after its main heading that an element's relation, property
    or class marks as byline and that names a person, and marked lines right after it. Bylines in menus, captions, boxes of other
    stories and comments are marked as those.
    """
    headed = not any(context == "h1" for context in dump.contexts.values())
    found: dict[str, Row] = {}
    last = 0
    for number, block in enumerate(dump.blocks):
        context = dump.contexts.get(block.start)
        headed = headed or context == "h1"
        if context != "byline" or not headed or block.end - block.start > LONGEST_LINE:
            continue
        if found and number - last > BESIDE:
            break
        words = dump.text[block.start : block.end]
        for name in () if NOT_WRITER.match(words) else split_names(words):
            if is_person(name):
                found.setdefault(_key(name), (name, SHOWN))
                last = number
    return tuple(found.values())[:MOST]
