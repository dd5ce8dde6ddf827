"""The quick way to the recogniser's names: the same names as spaCy's own walk gives."""

from functools import lru_cache
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate import load_engine
from crosswire.annotate._nlp import find_model

TEXTS = (
    "Foreign Minister Ilse Marran of Veldania flew from Trel Bay to Washington, D.C. on Tuesday, 14 March 2023.",
    "The Council of the Straits met. Osmark stayed away. The United Nations and the Organization for Security and Co-operation in Europe did not.",
    "Paris",
    " ",
    "  New\u00a0York \t Times   on  Monday  ",
    "She paid $3.5 million for 20 percent of the Treaty on the Closure of the Northern Straits of 1998",
    "MARRAN: I met John Smith. JOHN SMITH: In London? MARRAN: In the first week of January.",
    "New York New York New York",
)


@lru_cache(maxsize=1)
def plain() -> Any:
    """Return spaCy's pipeline as it comes."""
    return spacy.load(find_model()[0])


def names_of(docs: list[Any]) -> list[list[tuple[str, str]]]:
    """Return the mark and the kind of name of each token."""
    return [[(t.ent_iob_, t.ent_type_) for t in doc] for doc in docs]


def both(texts: list[str]) -> tuple[list[list[tuple[str, str]]], list[list[tuple[str, str]]]]:
    """Return the names by spaCy's walk and by ours."""
    engine = load_engine()
    ours = list(engine._pipeline.pipe(texts))
    engine._names.annotate(ours)
    return names_of(list(plain().pipe(texts))), names_of(ours)


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_those_of_the_model_as_it_comes(text: str) -> None:
    """One text at a time: names of one and of many words, at the end, beside blanks, at the start of a sentence."""
    theirs, ours = both([text])
    assert ours == theirs


def test_texts_do_not_touch_each_other() -> None:
    """Together, with an empty one between them, they have the names that they have alone."""
    texts = [TEXTS[0], "", *TEXTS[1:]]
    theirs, ours = both(texts)
    assert ours == theirs
    assert ours == [both([text])[1][0] for text in texts]
    assert sum(mark == "B" for text in ours for mark, _ in text) > 15


WORDS = st.sampled_from(
    (
        "Ilse",
        "Marran",
        "the",
        "of",
        "Bank",
        "London",
        "said",
        ".",
        ",",
        "and",
        "12",
        "May",
        "1998",
        "$",
        "U.S.",
        "'",
        "\n",
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=4))
def test_any_heap_of_words(texts: list[str]) -> None:
    """Whatever the words, the names are the same."""
    theirs, ours = both(texts)
    assert ours == theirs
