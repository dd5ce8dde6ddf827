"""When names, and names and offices, can be one actor's."""

import pytest

from crosswire.link.actor_names import fold, initials, is_suffix, same_office, same_person, shares_stem


@pytest.mark.parametrize(
    ("left", "right"),
    [("Andrey", "Andrei"), ("Valeriy", "Valeri"), ("Müller", "Muller"), ("Kharkov", "Harkov"), ("Willem", "Vilem")],
)
def test_transliterations_fold_together(left: str, right: str) -> None:
    """Variants of one name have one folded form."""
    assert fold(left) == fold(right)


def test_different_names_stay_different() -> None:
    """Folding is light."""
    assert fold("Marran") != fold("Maren") and fold("Tave") != fold("Tove")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("jon", "haldric"), ("jon", "haldric"), True),
        (("j", "haldric"), ("jon", "haldric"), True),
        (("jon", "emil", "haldric"), ("jon", "haldric"), True),
        (("edda", "haldric"), ("jon", "haldric"), False),
        (("jon", "haldric"), ("jon", "sorle"), False),
        (("haldric",), ("jon", "haldric"), False),
    ],
)
def test_full_names(left: tuple[str, ...], right: tuple[str, ...], expected: bool) -> None:
    """One surname, and given names that do not contradict."""
    assert same_person(left, right) is expected and same_person(right, left) is expected


def test_offices() -> None:
    """A general noun fits its family; two particular offices do not."""
    assert same_office("chief", ("HEAD",), "secretary general", ("head", "secretary"))
    assert not same_office("foreign minister", ("foreign", "minister"), "defence minister", ("defence", "minister"))


def test_letters_and_stems() -> None:
    """Acronyms of compounds; demonyms of states."""
    assert initials(("league", "veldania", "forum")) == "flv"
    assert is_suffix(("aale",), ("corin", "aale"))
    assert shares_stem("Veldanian", "Veldania") and not shares_stem("Marran", "Maren")
