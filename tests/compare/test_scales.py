"""Scales of words from weak to strong."""

from crosswire.compare.scales import find_shift, is_judging, judging_scale, load_scales, stronger


def test_levels() -> None:
    """Two words of one scale at two levels; not of one level, not of two scales, not unknown ones."""
    assert stronger("ask", "demand") and stronger("demand", "ask")
    assert not stronger("condemn", "denounce")
    assert not stronger("demand", "massacre")
    assert not stronger("lighthouse", "demand")


def test_shift() -> None:
    """The words that make one wording the stronger one."""
    assert find_shift({"abandoned", "here"}, {"alone", "feel"}) == ("abandoned", "alone")
    assert find_shift({"herring"}, {"cod"}) is None
    assert find_shift((), ()) is None


def test_table() -> None:
    """Every scale has at least two levels."""
    levels: dict[str, set[int]] = {}
    for places in load_scales().values():
        for scale, level in places:
            levels.setdefault(scale, set()).add(level)
    assert all(len(found) >= 2 for found in levels.values())


def test_verbs_that_judge() -> None:
    """Verbs of asking, blaming and supporting tell one step more or less strongly; others are other steps."""
    assert judging_scale("demand") == judging_scale("beg") == "asking"
    assert is_judging("condemn") and not is_judging("kill") and judging_scale("swim") == ""
