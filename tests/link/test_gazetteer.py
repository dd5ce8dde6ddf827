"""The table of places."""

import pytest

from crosswire.link.gazetteer import _entries, find_place


@pytest.mark.parametrize(
    ("name", "countries", "found"),
    [
        ("Vienna", (), "AUT"),
        ("Paris", (), "FRA"),
        ("London", ("CAN",), "CAN"),
        ("London", (), "GBR"),
        ("Birmingham", (), None),
        ("Birmingham", ("USA",), "USA"),
        ("Trel Bay", (), None),
        ("", (), None),
    ],
)
def test_a_place_is_given_only_where_something_says_which(name, countries, found):
    """The only one, the one of a country that the text names, the only capital; else unknown, with the reason."""
    entry, basis = find_place(name, countries)
    assert (entry.country if entry else None) == found
    assert basis


def test_accents_do_not_part_names():
    """A name is found as printed, with and without its marks."""
    assert find_place("Zurich")[0] == find_place("Zürich")[0] != (None, "")


def test_every_row_of_the_table_is_whole():
    """Cities have coordinates on the globe and a country of three letters."""
    rows = [e for entries in _entries().values() for e in entries]
    assert len(rows) > 5000
    for e in rows:
        assert len(e.country) == 3 and e.kind in ("state", "capital", "city")
        assert (e.kind == "state") == (e.latitude is None)
        assert e.latitude is None or (-90 <= e.latitude <= 90 and -180 <= e.longitude <= 180)
