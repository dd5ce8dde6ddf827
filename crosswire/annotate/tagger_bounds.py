"""Bounds of what the tagger found, mended by the parse: no content ends in the middle of a phrase, no source is an article.

Only where the tagger's bound is impossible; where both are possible, the tagger knows better. Figures before and after, on the 40 training
documents kept out, stand in docs/models/tagger.md.
"""

import re
from collections.abc import Sequence
from typing import Any

from crosswire.annotate._nlp import Paragraph
from crosswire.model import Span, Spans

JOINING = frozenset({"and", "but", "or", "nor", "yet"})
LEADING = frozenset({"ADP", "DET", "PART", "CCONJ", "ADV", "PUNCT", "SPACE"})
"""Parts of speech of which alone no fragment is made, except for the words that ask and relate ("what", "which", "than")."""

MARKS = '"“”«»„'

RELATIVE = frozenset({"which", "whom", "who", "what"})
WORD = re.compile(r"\w")
BROKEN = re.compile(r"(?:\s[-–]{1,2}|[—;:(])\s*")
"""What opens a new stretch within a sentence."""


def words_of(home: Paragraph, span: Span) -> list[Any]:
    """Return the tokens of a place that are words; none where it stands in another paragraph."""
    if not home.start <= span[0] < span[1] <= home.end:
        return []
    found = home.doc.char_span(span[0] - home.start, span[1] - home.start, alignment_mode="expand")
    return [t for t in found if not t.is_punct and not t.is_space] if found is not None else []


def end_of(home: Paragraph, token: Any) -> int:
    """Return where a token ends in the document."""
    return home.start + int(token.idx) + len(token)


def meets(span: Span, held: Sequence[Span]) -> bool:
    """Whether a place shares a character with one of some others."""
    return any(span[0] < b and a < span[1] for a, b in held)


def place(token: Any) -> int:
    """Return a token's index."""
    return int(token.i)


def leads(token: Any) -> bool:
    """Whether a token opens the clause that it hangs on ("when", "after they left")."""
    return token.dep_ in ("mark", "advmod") and token.head.i > token.i


def mended_end(home: Paragraph, text: str, span: Span, held: Sequence[Span]) -> Span:
    """Return a fragment whose end is no joining word, and no preposition or article whose phrase goes on behind it."""
    words = words_of(home, span)
    if len(words) < 2 or text[span[1] - 1] in MARKS:
        return span
    last = words[-1]
    if last.lower_ in JOINING:
        return span[0], end_of(home, words[-2]) if end_of(home, words[-2]) > span[0] else span[1]
    if last.tag_ == "RP" or last.pos_ not in ("ADP", "DET", "SCONJ"):
        return span
    stop = (
        last.head
        if last.pos_ == "DET"
        else max(last.right_edge, last.head.right_edge if leads(last) else last, key=place)
    )
    while stop.i > last.i and stop.is_punct:
        stop = stop.nbor(-1)
    end = end_of(home, stop)
    if stop.i <= last.i or meets((span[1], end), held) or any(c in MARKS for c in text[span[1] : end]):
        return span
    return span[0], end


def is_empty(home: Paragraph, span: Span) -> bool:
    """Whether a fragment holds function words only, none of which asks or relates."""
    words = words_of(home, span)
    return len(words) <= 2 and all(
        t.pos_ in LEADING and not t.tag_.startswith("W") and t.lower_ != "than" for t in words
    )


def mended(home: Paragraph, text: str, content: Spans, held: Sequence[Span]) -> Spans:
    """Return a content in one paragraph with its bounds mended; held: words of others, which it must not take."""
    if len(content) > 1:
        content = tuple(s for s in content if not is_empty(home, s)) or content
    out: list[Span] = []
    for number, span in enumerate(content):
        after = content[number + 1 :]
        out.append(closed(text, mended_end(home, text, span, [*held, *after])))
    return tuple(out)


def closed(text: str, span: Span) -> Span:
    """Return a fragment with the bracket that closes right behind it one that it opens."""
    inside = text[span[0] : span[1]]
    opened = inside.count("(") > inside.count(")") and text[span[1] : span[1] + 1] == ")"
    return (span[0], span[1] + 1) if opened else span


def freed(home: Paragraph, source: Span, cue: Span) -> Span:
    """Return the subject where a source is the relative pronoun before it ("a man who police said was armed": police), else the source."""
    words = words_of(home, source)
    if not words or words[0].lower_ not in RELATIVE or source[1] > cue[0]:
        return source
    between = [t for t in words_of(home, (end_of(home, words[0]), cue[0])) if t.pos_ not in ("AUX", "ADV", "PART")]
    own = bool(between) and between[-1].pos_ in ("NOUN", "PROPN", "PRON")
    return place_of(home, between[0], between[-1]) if own else source


def is_article(home: Paragraph, span: Span) -> bool:
    """Whether a source is nothing but an article."""
    words = words_of(home, span)
    return len(words) == 1 and words[0].lower_ in ("the", "a", "an")


def fronted(home: Paragraph, text: str, content: Spans, cue: Span, source: Span) -> Spans:
    """Return a content that follows its attribution, with what belongs to it in front: "(which) she called a farce", "(The talks), he said, failed".

    The relative pronoun that is an object or subject of what follows: of these, the annotators of the training set count 43 of 43 `which`, 15 of
    18 `who` and `whom`, 30 of 46 `what`, 9 of 13 `that` to the content. The clause that the attribution cuts in two, from the start of its
    sentence or from the last dash: 219 of 236.
    """
    start, end = min(cue[0], source[0]), max(cue[1], source[1])
    before = words_of(home, (home.start, start)) if start > home.start else []
    if not before or content[0][0] < end or WORD.search(text, end, content[0][0]):
        return content
    last = before[-1]
    gap = text[end_of(home, last) : start]
    if not gap.strip() and source[1] <= cue[0] and is_related(home, last, content, cue):
        return (place_of(home, last, last), *content)
    if last.lower_ in JOINING:
        return content
    parenthesis = gap.strip().rstrip(MARKS + "'’") == "," and text[end : end + 1] == ","
    if not parenthesis or not text[content[0][0] :].lstrip(MARKS + "‘'")[:1].islower():
        return content
    first = last.sent.start
    for found in BROKEN.finditer(text, home.start + home.doc[first].idx, end_of(home, last)):
        first = next((t.i for t in before if home.start + t.idx >= found.end()), first)
    words = [t for t in before if t.i >= first]
    while words and words[0].lower_ in JOINING:
        words = words[1:]
    return (place_of(home, words[0], last), *content) if words else content


def is_related(home: Paragraph, word: Any, content: Spans, cue: Span) -> bool:
    """Whether a word is a relative pronoun that what follows it has as its object or subject."""
    head = (home.start + int(word.head.idx), end_of(home, word.head))
    said = meets(head, content)
    if word.lower_ == "that":
        return said and word.dep_ == "nsubj"
    return (
        word.lower_ in RELATIVE
        and word.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dep")
        and (said or meets(head, [cue]))
    )


def place_of(home: Paragraph, first: Any, last: Any) -> Span:
    """Return the place from one token to another."""
    return home.start + int(first.idx), end_of(home, last)
