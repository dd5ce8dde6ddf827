"""The words that documents are compared by: read straight from the stored text, so that grouping needs no parse."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp

from crosswire.model import Document

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
"""Letters and digits of any script, held together by an inner apostrophe, point or hyphen ("U.S", "cease-fire", "3.5")."""

TOLD_ZONES = ("body", "crosshead", "title")
"""Zones that tell the story: captions and teasers may belong to another page, records and rights lines repeat."""

COPIED_ZONES = ("body", "crosshead", "title", "dateline", "byline", "caption", "teaser", "metadata")
"""Zones in which copied words count: all that is read and is neither furniture nor a rights notice."""


def zone_spans(document: Document, labels: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [start, end) of a document under some labels; the whole text where it has no zones."""
    if not document.zones:
        yield (0, len(document.text))
    for zone in document.zones:
        if zone.label in labels:
            yield (zone.start, zone.end)


def told_text(document: Document, labels: tuple[str, ...]) -> str:
    """Return the text of some zones of a document, a line break between them."""
    return "\n".join(document.text[start:end] for start, end in zone_spans(document, labels))


def headline_outside(document: Document) -> str:
    """Return a headline that came with the text from outside it (a row's title), or "" where it stands in the text."""
    headline = document.header.headline
    return headline.value if headline.value and headline.place is None and headline.status != "inferred" else ""


def stem(word: str) -> str:
    """Return a lower-case word without possessive and plural ending; names and numbers stay readable."""
    if not word.isalnum():
        for ending in ("'s", "’s", "'", "’"):
            word = word.removesuffix(ending)
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suia":
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


def _lexicon(name: str) -> list[str]:
    lines = files("crosswire.link").joinpath("lexicon", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing of a story, as printed and as stems."""
    words = {word for line in _lexicon("stop_words.txt") for word in line.split()}
    return frozenset(words | {stem(word) for word in words})


@cache
def background() -> Mapping[str, float]:
    """Return for the commoner English stems the share of 300-word texts that hold them."""
    shares: dict[str, float] = {}
    for line in _lexicon("background.tsv"):
        surprise, words = line.split("\t")
        for word in words.split():
            shares[stem(word)] = min(1.0, shares.get(stem(word), 0.0) + exp(-float(surprise)))
    for line in _lexicon("news_words.txt"):
        share, words = line.split(" ", 1)
        for word in words.split():
            shares[stem(word)] = max(shares.get(stem(word), 0.0), float(share))
    return shares
