"""Sentences of a document, from the parse."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Sentence


def find_sentences(document: Document, parsed: Parsed) -> tuple[Sentence, ...]:
    """Return the sentences in order of place, without blanks at their edges. Offsets are code points of `document.text`."""
    found = []
    for paragraph in parsed.paragraphs:
        for sent in paragraph.doc.sents:
            start, end = paragraph.start + sent.start_char, paragraph.start + sent.end_char
            words = document.text[start:end]
            if words.strip():
                start += len(words) - len(words.lstrip())
                found.append(Sentence(start, start + len(words.strip()), paragraph.where, paragraph.index))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))
