"""Names in the line under a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.reporters import find_reporters


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("(Reporting by Aun Reder in Sorne; Editing by Tor Brask)", ["Aun Reder"]),
        ("Reporting by Aun Reder and Oda Windt; editing by Tor Brask", ["Aun Reder", "Oda Windt"]),
        ("(Additional reporting by Oda Windt; Writing by Ilse Aun)", ["Ilse Aun"]),
        ("(Editing by Tor Brask)", []),
        ("(Compiled by the desk)", []),
        ("(Reporting By AUN REDER)", ["AUN REDER"]),
        ("Written by hand.", []),
    ],
)
def test_who_reported(credit: str, names: list[str]) -> None:
    """Those who reported or wrote count; editors and additional reporters do not."""
    assert [credit[start:end] for start, end in find_reporters(credit)] == names


@given(st.text(alphabet="Reporting by;()AB,and ", max_size=80))
def test_any_text(credit: str) -> None:
    """Whatever the line, spans lie in it."""
    assert all(0 <= start < end <= len(credit) for start, end in find_reporters(credit))
