"""What is an issue though the texts name it only once."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]
START = "Veldania's Foreign Minister Ilse Marran was in Corvane. Osmark says the weather is fine.\n"


def names(told: Reader, line: str) -> set[str]:
    """Return the names of the issues that a line makes."""
    return {i.name for i in told({"a.txt": START + line + "\n"}, "2031-05-13").issues}


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        ("Veldania demands fishing quotas.", "fishing quotas"),
        ("Veldania rejects the embargo.", "embargo"),
        ("Veldania will veto the embargo.", "embargo"),
        ("Veldania wants an end to the embargo.", "embargo"),
        ("Veldania would welcome a visit by the envoy.", "visit"),
    ],
)
def test_a_request_or_refusal_makes_an_issue(told: Reader, line: str, issue: str) -> None:
    """What a party wants or rejects is an issue, once is enough."""
    assert issue in names(told, line)


@pytest.mark.parametrize(
    "line",
    [
        "Sailors reject the embargo.",
        "Veldania condemned the arrest of a sailor.",
        "Veldania condemned the shelling of a village.",
        "Veldania suspended a flight.",
        "Veldania demands the withdrawal.",
    ],
    ids=["no party", "reaction", "detail of what happened", "a step taken", "mere step"],
)
def test_what_makes_no_issue(told: Reader, line: str) -> None:
    """Reactions to what happened once, plain steps, and what people at large want make none."""
    assert not names(told, line) - {"weather"}


def test_this_plan_is_what_was_named_before(told: Reader) -> None:
    """A noun that only takes up another makes no issue of its own, and its stance goes to what it takes up."""
    found = told(
        {"a.txt": START + "Veldania opposes the embargo. “We will never back this plan,” Marran said.\n"}, "2031-05-13"
    )
    assert {found.actor(p.party) for p in found.positions} == {"Veldania"}
    assert {i.name for i in found.issues} == {"embargo"}
    assert sum(len(p.evidence) for p in found.positions) == 2
