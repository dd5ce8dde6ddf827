"""The judge of two stretches."""

import json
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.statements_model import FALLING, RISING, SPOKEN, judge, load_weights

SHARES = st.floats(0, 1)


def test_weights_have_the_signs_that_the_model_promises() -> None:
    """Every measure is known, and counts for or against as it must."""
    note = json.loads(files("crosswire.link").joinpath("weights", "statements.json").read_text("utf-8"))["note"]
    assert note["pairs of quotations"] > note["alike"] > 0
    for name, weights in load_weights().items():
        assert set(weights) - {""} <= {*RISING, *FALLING}
        assert all(weights.get(n, 0.0) >= 0 for n in RISING) and all(weights.get(n, 0.0) <= 0 for n in FALLING)
        assert name == "one language" or not set(weights) & set(SPOKEN)


@given(st.dictionaries(st.sampled_from([*RISING, *FALLING]), SHARES), st.sampled_from([*RISING, *FALLING]), SHARES)
def test_more_of_a_measure_never_counts_the_wrong_way(measures: dict[str, float], name: str, more: float) -> None:
    """The chance is monotone in each measure."""
    measures.setdefault("letters", 0.0)
    before, after = judge(measures), judge(measures | {name: max(measures.get(name, 0.0), more)})
    assert 0.0 <= before <= 1.0
    assert after >= before if name in RISING else after <= before


def test_two_languages_need_no_words() -> None:
    """Without measures of words the other model judges; the same sense by itself is enough there."""
    assert judge({"meaning": 0.9, "own meaning": 0.9, "lead": 0.4}) > 0.9
    assert judge({"meaning": 0.1, "own meaning": 0.0, "lead": -0.1}) < 0.1
