"""Sentences by place."""

from crosswire.annotate import load_engine
from crosswire.annotate.sentences import find_sentences
from crosswire.model import Document, Zone


def test_sentences_keep_to_their_paragraph() -> None:
    """A heading does not run into the sentence below it."""
    text = "Talks Resume\nMarran met Osk on Monday. They agreed to talk.\n"
    document = Document("d-1", "a.txt", "c", "text/plain", text, "h", (Zone(0, 12, "title"), Zone(13, 59, "body")))
    sentences = find_sentences(document, load_engine().parse(document))
    assert [(text[s.start : s.end], s.where, s.paragraph) for s in sentences] == [
        ("Talks Resume", "title", 0),
        ("Marran met Osk on Monday.", "body", 1),
        ("They agreed to talk.", "body", 1),
    ]
