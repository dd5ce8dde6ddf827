"""Vectors: what is embedded, with which names, and that equal texts give equal bytes."""

import base64

import numpy as np

from crosswire.annotate import _sense
from crosswire.annotate.acts import find_acts
from crosswire.annotate.vectors import find_vectors, masked
from tests.annotate.parse import parse, resolved

TEXT = (
    "President Emeric Tolvan said the radar masts threatened the safety of every coast.\n"
    "“The masts have to go. We shall not talk about fish before the radar is gone,” he said.\n"
)


def unpack(values: str) -> np.ndarray:
    """Return a unit vector from its bytes."""
    v = np.frombuffer(base64.b64decode(values), np.int8).astype(float)
    return v / np.linalg.norm(v)


def test_each_quotation_has_a_vector_of_its_model() -> None:
    """512 signed bytes, and a fingerprint; several sentences have their clauses too."""
    document, mentions, quotations = resolved(TEXT)
    acts = find_acts(document, parse(TEXT)[1], mentions, quotations, ())
    found = find_vectors(document, mentions, quotations, acts)
    assert {q.id for q in quotations} <= {v.of for v in found}
    assert [v.of for v in found] == sorted(v.of for v in found)
    assert {v.of for v in found} - {q.id for q in quotations} <= {a.id for a in acts if a.quotation}
    assert all(len(base64.b64decode(v.values)) == 512 and v.model == _sense.fingerprint() for v in found)


def test_names_of_people_and_bodies_are_left_out() -> None:
    """Spans are cut out; quotation marks become blanks; lines become one."""
    assert masked("“NATO and Russia\nmust talk,” he said", ((0, 27),), [(1, 5)]) == "and Russia must talk,"
    assert masked("abcdef", ((0, 2), (4, 6)), []) == "ab ef"


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
    document, mentions, _ = resolved("Ships left the port.")
    assert find_vectors(document, mentions, (), ()) == ()
    assert _sense.embed([]) == []
