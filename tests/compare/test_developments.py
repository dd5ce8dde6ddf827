"""What later accounts tell of what has happened since."""

from collections.abc import Callable, Mapping

import pytest

from crosswire.compare import compare_accounts
from tests.compare.conftest import Told
from tests.factory import make_published

Reader = Callable[..., Told]


def kinds_between(told: Reader, texts: tuple[str, str], days: tuple[str, str]) -> list[str]:
    """Return the kinds of differences between two accounts of two days."""
    names: Mapping[str, int] = {"a.txt": 0, "b.txt": 1}
    found = told({name: texts[n] + "\n" for name, n in names.items()}, days[0])
    fields = (
        *("documents", "readings", "copies", "stories", "actors", "attributions", "statements", "issues", "positions"),
        "events",
    )
    given = {name: getattr(found, name) for name in fields}
    published = tuple(make_published(d, days[names[d.name]]) for d in found.documents)
    return [d.kind for d in compare_accounts(**given, published=published)]


SIX, NINE = "The storm has killed six people.", "The storm has killed nine people."
WEIGHED, OPENED = "The harbour is considering an inquiry.", "The harbour has opened an inquiry."


@pytest.mark.parametrize(
    ("texts", "days", "kinds"),
    [
        ((SIX, NINE), ("2031-05-13", "2031-05-13"), ["number"]),
        ((SIX, NINE), ("2031-05-13", "2031-05-14"), ["number"]),
        ((SIX, NINE), ("2031-05-13", "2031-05-16"), []),
        ((NINE, SIX), ("2031-05-13", "2031-05-16"), ["number"]),
        ((WEIGHED, OPENED), ("2031-05-13", "2031-05-14"), ["status"]),
        ((WEIGHED, OPENED), ("2031-05-13", "2031-05-16"), []),
        ((OPENED, WEIGHED), ("2031-05-13", "2031-05-16"), ["status"]),
        ((WEIGHED, "The harbour opened an inquiry in April."), ("2031-05-13", "2031-05-16"), ["status"]),
    ],
    ids=["one day", "next day", "grown", "fewer later", "next step", "taken since", "taken back", "taken before"],
)
def test_what_has_happened_since(told: Reader, texts: tuple[str, str], days: tuple[str, str], kinds: list[str]) -> None:
    """A toll that has grown and a step taken days later are no differences; fewer dead, or a step that the earlier account must have known, are."""
    assert kinds_between(told, texts, days) == kinds
