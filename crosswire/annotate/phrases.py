"""Noun phrases as candidates for what a text is about, treaties with their abbreviations, and the content words of a text."""

import re
from collections import Counter
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.labels import CALENDAR
from crosswire.annotate.names import nouns
from crosswire.annotate.quotations_clauses import LONGEST_SENTENCE
from crosswire.annotate.words import word_set
from crosswire.model import Document, Phrase

DROPPED = frozenset({"DET", "PRON", "PUNCT", "SPACE", "NUM", "CCONJ", "ADP"})
EMPTY = (
    word_set(
        "one other such this that these those number part series lot kind sort way time day week month year today tuesday"
    )
    | CALENDAR
)
"""Heads that say nothing of what a phrase is about."""
ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
SPELLINGS = (
    ("defence", "defense"),
    ("offence", "offense"),
    ("isation", "ization"),
    ("licence", "license"),
    ("programme", "program"),
)
"""British and American forms of one word, so that a phrase has one key on both sides of the ocean."""


def find_phrases(document: Document, parsed: Parsed) -> tuple[Phrase, ...]:
    """Find noun phrases in the zones that are read, sorted by place (code points).

    Base noun phrases come without determiner and owner ("Osmark's plans for X" gives "plans", "X"); a name with its short form in
    brackets comes whole, also where its noun follows ("the Open Waters (OW) Treaty"). Keys are lower-case lemmas in one spelling.
    """
    found: dict[tuple[int, int], Phrase] = {}
    for paragraph in parsed.paragraphs:
        named = []
        for phrase in find_abbreviated(paragraph):
            found[phrase.start, phrase.end] = phrase
            named.append((phrase.start, phrase.end))
        # sentence by sentence: the parser's climb through a list takes time that grows with the square of its length
        short = (sent for sent in paragraph.doc.sents if len(sent) <= LONGEST_SENTENCE)
        for chunk in (chunk for sent in short for chunk in sent.noun_chunks):
            phrase_ = read_chunk(paragraph, list(chunk))
            if phrase_ is None or any(a <= phrase_.start and phrase_.end <= b for a, b in named):
                continue
            found.setdefault((phrase_.start, phrase_.end), phrase_)
    return tuple(found[k] for k in sorted(found))


def read_chunk(paragraph: Paragraph, tokens: list[Any]) -> Phrase | None:
    """Return a phrase from a noun chunk, cut behind its last owner, or None where nothing of substance is left."""
    owners = [i for i, t in enumerate(tokens) if t.tag_ == "POS"]
    if owners:
        tokens = tokens[owners[-1] + 1 :]
    while tokens and (
        tokens[0].pos_ in DROPPED or tokens[0].lower_ in {"'s", "no", "many", "several", "some", "other"}
    ):
        tokens = tokens[1:]
    while tokens and tokens[-1].pos_ in {"PUNCT", "SPACE"}:
        tokens = tokens[:-1]
    if not tokens:
        return None
    head = tokens[-1]
    if (
        head.pos_ not in {"NOUN", "PROPN"}
        or head.lemma_.lower() in EMPTY
        or head.ent_type_ in {"DATE", "TIME", "PERCENT", "MONEY"}
    ):
        return None
    return make_phrase(paragraph, tokens, None)


def make_phrase(paragraph: Paragraph, tokens: list[Any], abbreviation: str | None) -> Phrase:
    """Return the record of a run of tokens."""
    return Phrase(
        start=paragraph.start + tokens[0].idx,
        end=paragraph.start + tokens[-1].idx + len(tokens[-1]),
        key=" ".join(
            spell(t.lemma_)
            for t in tokens
            if t.pos_ not in {"PUNCT", "SPACE", "DET"} and t.text not in {"(", ")", abbreviation}
        ),
        head=spell(tokens[-1].lemma_),
        proper=any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "ORG", "NORP", "LAW", "LOC"} for t in tokens),
        where=paragraph.where,
        abbreviation=abbreviation,
    )


def spell(lemma: str) -> str:
    """Return a lemma in lower case and one spelling."""
    low = lemma.lower()
    for british, american in SPELLINGS:
        low = low.replace(british, american)
    return low


def find_abbreviated(paragraph: Paragraph) -> list[Phrase]:
    """Find names that carry their abbreviation in brackets: the run of words before it that its letters begin, and a noun behind it."""
    out = []
    tokens = list(paragraph.doc)
    for match in ABBREVIATION.finditer(paragraph.text):
        letters = [c.lower() for c in match.group(1) if c.isupper()]
        opening = next((i for i, t in enumerate(tokens) if t.idx == match.start()), None)
        if opening is None or opening == 0:
            continue
        start = spell_back(tokens, opening, letters)
        if start is None:
            continue
        end = next((i for i in range(opening, len(tokens)) if tokens[i].idx >= match.end()), len(tokens))
        after = tokens[end].lower_ if end < len(tokens) else ""
        whole = end + 1 if after in nouns()["treaty"] and tokens[end].text[0].isupper() else opening
        out.append(make_phrase(paragraph, tokens[start:whole], match.group(1)))
    return out


def spell_back(tokens: list[Any], end: int, letters: list[str]) -> int | None:
    """Return where the words begin whose initials, read back from `end`, give the letters; capitalised words and small words between them only."""
    at, left = end, list(letters)
    first = None
    while at > 0 and left and end - at < 12:
        at -= 1
        token = tokens[at]
        if token.pos_ == "PUNCT" and token.text != "-":
            return None
        if not token.text[0].isupper() and (
            token.lower_ in {"of", "the", "for", "and", "in", "on", "against", "-"} or token.text[0].lower() != left[-1]
        ):
            continue
        if token.text[0].lower() == left[-1]:
            left.pop()
            first = at
        # a capital that is no initial ("Common Open Waters in Straits (CWS)") is passed over
    return first if not left else None


def find_lemmas(document: Document, parsed: Parsed) -> tuple[tuple[str, int], ...]:
    """Return the lower-case lemmas of content words in the zones that are read, with their counts, sorted; stop words left out."""
    counts: Counter[str] = Counter()
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            if token.pos_ in CONTENT and not token.is_stop and token.is_alpha and len(token) > 1:
                counts[spell(token.lemma_)] += 1
    return tuple(sorted(counts.items()))
