"""The frames of political acts and how operators combine with them."""

import pytest

from crosswire.annotate.events_lexicon import (
    ENDS,
    QUADS,
    STATEMENT,
    Code,
    after_now,
    combine,
    contexts,
    frames,
    refused,
    sectors,
    word_classes,
)

OPERATORS = {
    "agree",
    "intend",
    "request",
    "threaten",
    "reject",
    "denounce",
    "allege",
    "oppose",
    "allow",
    "stop",
    "pass",
}


def test_every_frame_has_a_type_or_an_operator_and_a_code() -> None:
    """A slip in the table would be an event of no type."""
    for part in ("v", "n"):
        for lemma, rows in frames(part).items():
            for row in rows:
                assert row.code.kind in {*QUADS, *OPERATORS, STATEMENT}, (lemma, row)
                assert row.code.cameo.isdigit() or row.code.kind == "pass", (lemma, row)
                assert row.notes <= {"rec", "obj-", "inner", "self", "envoy"}, (lemma, row)


def test_classes_are_used_by_the_name_they_have() -> None:
    """Each class has words, each word is one token."""
    assert all(words for words in word_classes().values())
    assert all(len(s) == 3 and s.isupper() for s in sectors().values())
    assert "military" in contexts()


@pytest.mark.parametrize(
    ("operator", "inner", "kind", "cameo"),
    [
        ("agree", Code("CONSULT", None, "046"), "AGREE", "036"),
        ("agree", None, "AGREE", "030"),
        ("request", Code("AID", None, "070"), "REQUEST", "023"),
        ("threaten", Code("ASSAULT", None, "190"), "THREATEN", "138"),
        ("reject", Code("CONSULT", None, "046"), "REJECT", "125"),
        ("stop", Code("AID", None, "073"), "SANCTION", "162"),
        ("pass", Code("AID", None, "073"), "AID", "073"),
    ],
)
def test_operators_combine(operator: str, inner: Code | None, kind: str, cameo: str) -> None:
    """Promised, asked, threatened, refused and ended acts, after the codebook."""
    base = Code(operator, "change", {"request": "020", "threaten": "130", "reject": "120"}.get(operator, "030"))
    made = combine(operator, inner, base)
    assert made is not None and (made.kind, made.cameo) == (kind, cameo)


def test_what_is_only_intended_needs_an_act() -> None:
    """ "hopes for peace" is none."""
    assert combine("intend", None, Code("intend", None, "030")) is None
    assert combine("stop", None, Code("stop", None, "160")) is None


def test_the_future_of_each_type() -> None:
    """Kind acts to come are agreed, unkind ones threatened; words given stay."""
    assert after_now(Code("AID", None, "070")) == Code("AGREE", None, "033")
    assert after_now(Code("ASSAULT", "aerial", "195")) == Code("THREATEN", "violence", "138")
    assert after_now(Code("ACCUSE", None, "111")) == Code("ACCUSE", None, "111")


def test_a_refusal_is_of_something_asked() -> None:
    """ "will not attack" refuses nothing."""
    assert refused(Code("CONSULT", None, "046")) == Code("REJECT", "meet", "125")
    assert refused(Code("ASSAULT", None, "190")) is None
    assert set(ENDS) <= set(QUADS)
