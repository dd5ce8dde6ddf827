"""When two names can be one person's, and with what reason."""

import pytest

from crosswire.link.actor_names import close, long_surname, same_person, transliterated


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("jon", "haldric"), ("jon", "haldric"), True),
        (("j", "haldric"), ("jon", "haldric"), False),
        (("jon", "emil", "haldric"), ("jon", "haldric"), True),
        (("edda", "haldric"), ("jon", "haldric"), False),
        (("jon", "haldric"), ("jon", "sorle"), False),
        (("haldric",), ("jon", "haldric"), False),
    ],
)
def test_full_names(left: tuple[str, ...], right: tuple[str, ...], expected: bool) -> None:
    """One surname and one given name; an initial may be somebody else's."""
    assert same_person(left, right) is expected and same_person(right, left) is expected


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("igor zhdanovich", "igor jdanovitch", "two spellings of one name"),
        ("yevgeny zhukharin", "евгений жухарин", "two spellings of one name"),
        ("igor zhdanovich", "oleg zhdanovich", None),
        ("igor zhdanovich", "igor jansen", None),
        ("zhdanovich", "igor zhdanovich", None),
    ],
)
def test_transliterations_are_judged_with_a_reason(left: str, right: str, words: str | None) -> None:
    """Both parts must sound alike."""
    verdict = transliterated(left.split(), right.split())
    assert (verdict is None) == (words is None)
    assert verdict is None or (words and verdict[0].startswith(words) and verdict[1] == "likely")


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("min ho choe", "choe min ho", "surname first"),
        ("béla kóródi", "korodi bela", "surname first"),
        ("jo haldric", "joanna haldric", "short and a long"),
        ("hossein tavakoli", "husayn tavakkoli", "same consonants"),
        ("rashid qasouri", "rashid qassuri", "sounds the same"),
        ("muammar kadhafi", "moammar kaddafi", "same consonants"),
        ("ihor zhdanov", "igor zhdanov", "letter apart"),
        ("anton veressy", "laslo veressy", None),
        ("piet saarinen", "rolf saarinen", None),
        ("choe", "min ho choe", None),
    ],
)
def test_close_names(left: str, right: str, words: str | None) -> None:
    """What only one story makes likely, and brothers."""
    verdict = close(left.split(), right.split())
    assert (verdict is None) == (words is None), verdict
    assert verdict is None or (words is not None and words in verdict[0])


def test_a_long_surname_tells_more() -> None:
    """A long surname in two spellings and nearly one given name."""
    assert long_surname(("michał", "chruszczewski"), ("mikhail", "khrushchevsky"))
    assert not long_surname(("ihor", "zhukov"), ("igor", "schukow"))
    assert not long_surname(("mikhail", "khrushchevsky"), ("nikita", "chruszczewski"))
