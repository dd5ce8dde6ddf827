"""Office-holders whose state a text leaves out."""

from collections.abc import Callable

import pytest

from crosswire.compare.accounts import Accounts
from crosswire.compare.offices import home_of
from tests.compare.conftest import Told

Reader = Callable[..., Told]


@pytest.mark.parametrize(
    ("line", "office", "state"),
    [
        ("In Osmark, Prime Minister Olga Brandt was unmoved.", "Prime Minister Olga Brandt", "Osmark"),
        ("Osmark signed the pact. The foreign minister praised it.", "The foreign minister", "Osmark"),
        ("Osmark signed the pact. Fishermen praised it.", "Fishermen", None),
        ("Osmark signed the pact. The opposition leader, a former minister, praised it.", "a former minister", None),
    ],
    ids=["fronted", "sentence before", "no office", "former"],
)
def test_home_of(told: Reader, line: str, office: str, state: str | None) -> None:
    """The state is the one put in front or the one that acted before; without an office it is not known."""
    start = "Osmark's Foreign Minister Ilse Marran was in Corvane. Osmark says the weather is fine.\n\n"
    found = told({"a.txt": start + line + "\n"}, "2031-05-13")
    accounts = Accounts(
        documents=found.documents, readings=found.readings, actors=found.actors, attributions=found.attributions
    )
    doc = found.documents[0]
    at = doc.text.rindex(office)
    home = home_of(doc.id, (at, at + len(office)), accounts)
    assert (home and accounts.actors[home].name) == state
