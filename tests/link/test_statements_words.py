"""Words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.statements_words import (
    char_grams,
    content_stems,
    find_numbers,
    find_turned,
    listed_share,
    load_kin,
    load_set,
    point_in_time,
    stem,
    undoes_itself,
    weigh_words,
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("defence", "defense"),
        ("centre", "center"),
        ("realise", "realizing"),
        ("talks", "talk"),
        ("aimed", "aims"),
        ("suspended", "suspending"),
        ("really", "real"),
        ("Osmark's", "Osmark"),
        ("Osmark’s", "osmark"),
    ],
)
def test_one_stem(a: str, b: str) -> None:
    """Spellings and inflections of a word meet."""
    assert stem(a) == stem(b)


@pytest.mark.parametrize(("a", "b"), [("war", "ward"), ("port", "part"), ("treaty", "treason"), ("ship", "shop")])
def test_two_stems(a: str, b: str) -> None:
    """Other words stay apart."""
    assert stem(a) != stem(b)


def test_kin_meet() -> None:
    """Neighbours share a group."""
    kin = load_kin()
    assert kin[stem("pact")] == kin[stem("treaty")]
    assert kin[stem("talks")] == kin[stem("dialogue")]


def test_lists_and_names_weigh_less() -> None:
    """A list of topics and a name say less of the claim."""
    weights = dict(weigh_words("We spoke of matters such as the Harbour Treaty and quays"))
    assert weights["spoke"] == 1.0
    assert weights["quays"] < weights["spoke"]
    assert weights["Harbour"] < weights["quays"]
    assert listed_share("The issues are a, b and c") > 0.4
    assert listed_share("We shall stay") == 0.0


def test_numbers() -> None:
    """Numbers meet in one spelling."""
    assert find_numbers("10,000 men and ten boats") == {"10000", "10"}
    assert find_numbers("no numbers") == frozenset()


def test_turned() -> None:
    """A negation reaches three content words, not over a comma."""
    assert stem("stay") in find_turned("will not stay in the bay")
    assert stem("bay") not in find_turned("will not stay, the bay is ours")
    assert not find_turned("will stay in the bay")


def test_two_negations_undo_each_other() -> None:
    """Only "without" and another in one clause; "neither ... nor" is one negation in two words."""
    assert undoes_itself("Without the pilots none of us would be here")
    assert not undoes_itself("Without the pilots we would be lost")
    assert not undoes_itself("neither the pilots nor the ships")
    assert not undoes_itself("without doubt, it is not ours")


def test_point_in_time() -> None:
    """Back, ahead, neither, both."""
    assert [point_in_time(t) for t in ("last week", "next week", "a week", "last week and next")] == [-1, 1, 0, 0]


def test_stop_words_fall_out() -> None:
    """Closed-class words are no content; numbers are, in digits."""
    assert [w for w, _ in content_stems(weigh_words("that the ten boats would be there"))] == ["10", stem("boats")]
    assert load_set("negator") > {"not", "never"}


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """No text raises, and stems are fit to be compared twice."""
    weighed = weigh_words(text)
    assert all(0 < w <= 1 for _, w in weighed)
    assert all(v > 0 for v in char_grams(weighed).values())
    content_stems(weighed)
    find_turned(text)
    assert 0.0 <= listed_share(text) <= 1.0
