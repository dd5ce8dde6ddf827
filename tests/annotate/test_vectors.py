"""Vectors: what is embedded, with which names, and that equal texts give equal bytes."""

import base64
from dataclasses import replace

import numpy as np

from crosswire.annotate import _sense
from crosswire.annotate.sentences import find_sentences
from crosswire.annotate.vectors import find_vectors, inside, masked
from crosswire.model import Document, Reading
from tests.annotate.parse import parse, resolved

TEXT = (
    "President Emeric Tolvan said the radar masts threatened the safety of every coast.\n"
    "“The masts have to go. We shall not talk about fish before the radar is gone,” he said.\n"
)


def unpack(values: str) -> np.ndarray:
    """Return a unit vector from its bytes."""
    v = np.frombuffer(base64.b64decode(values), np.int8).astype(float)
    return v / np.linalg.norm(v)


def read(text: str) -> tuple[Document, Reading]:
    """Return a document with what `find_vectors` needs of its reading."""
    document, mentions, quotations = resolved(text)
    sentences = find_sentences(document, parse(text)[1])
    return document, Reading(document.id, sentences=sentences, mentions=mentions, quotations=quotations)


def test_each_stretch_has_a_vector_of_its_model() -> None:
    """512 signed bytes, and a fingerprint; a quotation of two sentences has two."""
    document, reading = read(TEXT)
    found = find_vectors(document, reading)
    one, two = reading.quotations
    assert [v.of for v in found] == sorted([f"{one.id}#0", f"{two.id}#0", f"{two.id}#1"])
    assert all(len(base64.b64decode(v.values)) == 512 and v.model == _sense.fingerprint() for v in found)


def test_what_nobody_said_has_none() -> None:
    """Attitudes are no utterances."""
    document, reading = read(TEXT)
    held = replace(reading, quotations=tuple(replace(q, speech=False) for q in reading.quotations))
    assert find_vectors(document, held) == ()


def test_names_of_people_and_bodies_are_left_out() -> None:
    """Spans are cut out; quotation marks become blanks; lines become one."""
    assert masked("“NATO and Russia\nmust talk,” he said", ((0, 27),), [(1, 5)]) == "and Russia must talk,"
    assert masked("abcdef", ((0, 2), (4, 6)), []) == "ab ef"


def test_a_stretch_holds_only_its_part_of_the_content() -> None:
    """What stands between two fragments is not said by anybody."""
    assert inside([(0, 5), (8, 12), (20, 25)], (3, 22)) == [(3, 5), (8, 12), (20, 22)]


def test_alike_is_nearer_than_unlike() -> None:
    """A rewording stands nearer than another sentence."""
    a, b, c = (
        unpack(v)
        for v in _sense.embed(
            ["The masts must be removed.", "The towers have to be taken away.", "Fish prices rose in spring."]
        )
    )
    assert a @ b > a @ c


def test_a_vector_hardly_depends_on_its_company() -> None:
    """The same list gives the same bytes; alone or in a batch only a last digit differs."""
    texts = ["The masts must go.", "We value the forum.", "x" * 5000]
    together = _sense.embed(texts)
    assert together == _sense.embed(texts)
    assert all(unpack(_sense.embed([t])[0]) @ unpack(v) > 0.9999 for t, v in zip(texts, together, strict=True))


def test_nothing_to_embed() -> None:
    """No quotation, or one without words: no vectors, and no error."""
    assert find_vectors(*read("Ships left the port.")) == ()
    assert _sense.embed([]) == []
