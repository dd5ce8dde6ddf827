"""Names of agencies."""

import pytest

from crosswire.ingest.agencies import find_agency, is_agency_name


@pytest.mark.parametrize(
    ("credit", "name", "kind"),
    [
        ("AFP", "Agence France-Presse", "wire"), ("(REUTERS)", "Reuters", "wire"), ("Agence France-Presse,", "Agence France-Presse", "wire"),
        ("AP Photo/J. Doe", "AP Photo", "photo"), ("Pool/AFP", "Handout", "photo"), ("RFE/RL", "Radio Free Europe/Radio Liberty", "outlet"),
    ],
)  # fmt: skip
def test_known(credit: str, name: str, kind: str) -> None:
    """Short and full names, in brackets, with a photographer."""
    found = find_agency(credit)
    assert found is not None and (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize("credit", ["", "Osmark", "the minister", "x" * 200, "()"])
def test_unknown(credit: str) -> None:
    """Other words are no agencies."""
    assert find_agency(credit) is None


def test_small_letters_are_words() -> None:
    """`map` and `trend` are words where `MAP` and `Trend` are agencies; epa and dpa write themselves so."""
    assert not is_agency_name("map") and not is_agency_name("trend")
    assert is_agency_name("MAP") and is_agency_name("epa") and is_agency_name("(dpa)")
