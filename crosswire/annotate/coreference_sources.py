"""Whether a name in a quotation's source is who speaks, or only says whose or where the speaker is ("the premier's wife", "reports in Osmark")."""

import re
from collections.abc import Sequence
from typing import Any

from crosswire.annotate._nlp import Paragraph
from crosswire.annotate.quotations_speakers import ENDINGS, is_person_word
from crosswire.model import Mention, Span

OWNS = frozenset({"poss", "compound", "nmod", "amod", "appos", "nummod"})
"""Relations in which a name stands for what it qualifies ("Osmark's parliament", "Tirsk radio")."""

WORD = re.compile(r"\w+")

ISSUES = frozenset({"of", "by"})
"""Prepositions behind which a name stands for what it leads or made ("the wing of the Guard", "a poll by Vell")."""


def head_of_source(paragraphs: Sequence[Paragraph], at: int, span: Span) -> Any:
    """Return the head token of a source in the paragraph with an index, or None."""
    home = paragraphs[at]
    inside = [t for t in home.doc if span[0] <= home.start + t.idx < span[1]]
    held = {t.i for t in inside}
    return next((t for t in inside if t.head == t or t.head.i not in held), None)


def is_somebody(head: Any) -> bool:
    """Whether a common noun is a person or people of a kind, who speak for themselves."""
    lemma = head.lemma_.lower()
    return bool(
        head.pos_ == "NOUN"
        and lemma != "one"
        and (is_person_word(head) or (lemma.endswith(ENDINGS) and len(lemma) > 4))
    )


def stands_for(head: Any, start: int, mention: Mention) -> bool:
    """Whether a name in a source stands for the source's head, which no mention holds. start: code point where the paragraph begins."""
    if is_somebody(head):
        return False
    tokens = [t for t in head.doc if mention.start <= start + t.idx < mention.end]
    held = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in held), None)
    if top is None or (top.head == head and top.dep_ in OWNS):
        return True
    if head.pos_ not in ("NOUN", "PROPN"):
        return True  # "none of", "most of"
    above = top.head
    return bool(above.lower_ in ISSUES and (above.head == head or above.head.head == head))


def named_behind(text: str, span: Span, head: int, held: Sequence[Mention]) -> Mention | None:
    """Return the person whose name ends a source and stands right behind its head ("its founder Ada Brandt", "the premier's wife, Irene,").

    head: code point where the head begins.
    """
    last = max(held, key=lambda m: m.end, default=None)
    word = WORD.match(text, head)
    if last is None or last.kind != "name" or last.type != "person" or word is None or last.start < word.end():
        return None
    between, behind = text[word.end() : last.start], text[last.end : span[1]]
    return last if not between.strip(" ,") and not behind.strip(" ,") else None


def apposed(text: str, span: Span, held: Sequence[Mention]) -> list[Mention]:
    """Return the person whom a source names behind the comma at its end ("the minister of trade of Misra, Nadia Selim"), or none.

    Not where a name that is or may be a person's stands before, which is who speaks.
    """
    *before, last = sorted(held, key=lambda m: (m.start, m.end))
    ends = text[last.end : span[1]].strip(" ,") == "" and text[: last.start].rstrip().endswith(",")
    named = [m for m in (*before, last) if m.kind == "name" and m.type in ("person", None)]
    return [last] if ends and named == [last] and len((last.name or "").split()) > 1 else []


def has_speaker(text: str, paragraphs: Sequence[Paragraph], at: int, span: Span, within: Sequence[Mention]) -> bool:
    """Whether one of the mentions within a source is who speaks. at: index of the source's paragraph."""
    head = head_of_source(paragraphs, at, span) if at >= 0 else None
    if head is None:
        return True
    start = paragraphs[at].start
    places = [start + t.idx for t in (head, *head.conjuncts) if start + t.idx < span[1]]
    if any(m.kind == "pronoun" or any(m.start <= p < m.end for p in places) for m in within):
        return True
    if named_behind(text, span, start + head.idx, within) is not None or apposed(text, span, within):
        return True
    return stands_for(head, start, min(within, key=lambda m: (m.start, -m.end)))
