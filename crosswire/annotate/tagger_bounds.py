"""Bounds of what the tagger found, mended by the parse: no content ends in the middle of a phrase, no source is an article.

Only where the tagger's bound is impossible; where both are possible, the tagger knows better. Figures before and after, on the 40 training
documents kept out, stand in docs/models/tagger.md.
"""

from collections.abc import Sequence
from typing import Any

from crosswire.annotate._nlp import Paragraph
from crosswire.model import Span, Spans

JOINING = frozenset({"and", "but", "or", "nor", "yet"})
LEADING = frozenset({"ADP", "DET", "PART", "CCONJ", "ADV", "PUNCT", "SPACE"})
"""Parts of speech of which alone no fragment is made, except for the words that ask and relate ("what", "which", "than")."""

MARKS = '"“”«»„'


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
        out.append(mended_end(home, text, span, [*held, *after]) if not after else span)
    return tuple(out)


def is_article(home: Paragraph, span: Span) -> bool:
    """Whether a source is nothing but an article."""
    words = words_of(home, span)
    return len(words) == 1 and words[0].lower_ in ("the", "a", "an")
