"""Where parties stand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from crosswire.compare import find_positions
from crosswire.compare.accounts import Accounts
from crosswire.compare.positions import DocumentPositions, Finding, drop_undone
from crosswire.compare.topics import Topics
from crosswire.model import Issue, Place
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def cells(told: Told) -> set[tuple[str, str, str]]:
    """Return (party, issue, stance) of every position."""
    names = {i.id: i.name for i in told.issues}
    return {(told.actor(p.party), names[p.issue], p.stance) for p in told.positions}


def test_the_matrix(strait: Told) -> None:
    """What is said and what is done both give positions; the party is the state, the speaker is kept."""
    assert {
        ("Veldania", "radar masts", "opposes"),
        ("Osmark", "radar masts", "supports"),
        ("Osmark", "Harbour Treaty", "conditional"),
        ("Veldania", "Harbour Treaty", "opposes"),
        ("Veldania", "Harbour Treaty", "supports"),
    } <= cells(strait)


def test_no_cell_without_a_place(strait: Told) -> None:
    """Every position has evidence of at most 400 characters, and its basis stands in it."""
    for position in strait.positions:
        assert position.evidence
        for place in position.evidence:
            assert 0 < place.end - place.start <= 400
        words = " ".join(strait.text_of(p.doc)[p.start : p.end] for p in position.evidence)
        assert position.stance == "conditional" or any(word in words for word in position.basis)


def test_condition_is_kept(strait: Told) -> None:
    """A conditional position points at its condition."""
    (position,) = [p for p in strait.positions if p.stance == "conditional"]
    assert position.condition is not None
    place = position.condition
    assert strait.text_of(place.doc)[place.start : place.end].startswith("until Veldania withdraws")


def test_a_change_is_two_dated_positions(strait: Told) -> None:
    """The step of April and the words of May stand under their own months."""
    dates = {
        (p.stance, p.date)
        for p in strait.positions
        if strait.actor(p.party) == "Veldania" and p.issue == strait.issues[0].id
    }
    assert ("opposes", "2031-04") in dates
    assert ("supports", "2031-05") in dates


def test_minister_speaks_for_the_state(strait: Told) -> None:
    """The speaker of a position is the minister, its party the state."""
    position = next(p for p in strait.positions if p.stance == "supports" and strait.actor(p.party) == "Veldania")
    assert "Ilse Marran" in {strait.actor(s) for s in position.speakers}


def test_hearsay_gives_no_position(told: Reader) -> None:
    """What one party says of another's attitude is nobody's position of its own."""
    text = (
        "Talks on the Harbour Treaty began.\n"
        "Foreign Minister Ilse Marran of Veldania said Osmark opposed the Harbour Treaty.\n"
    )
    found = told({"a.txt": text}, "2031-05-13")
    assert ("Veldania", "Harbour Treaty", "opposes") not in cells(found)


def test_silence_gives_no_position(told: Reader) -> None:
    """A plain report shows no stance."""
    text = "Osmark read the Harbour Treaty.\nVeldania printed the Harbour Treaty.\n"
    assert not told({"a.txt": text}, "2031-05-13").positions


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("American-style traders of Veldania rejected the Harbour Treaty.", None),
        ("Veldanian companies rejected the Harbour Treaty.", None),
        ("Veldania's parliament rejected the Harbour Treaty.", ("Veldania", "Harbour Treaty", "opposes")),
        ("Veldanian officials rejected the Harbour Treaty.", ("Veldania", "Harbour Treaty", "opposes")),
        ("Veldania has not decided whether to join the Harbour Treaty.", ("Veldania", "Harbour Treaty", "open")),
    ],
    ids=["traders", "companies", "parliament", "officials", "undecided"],
)
def test_who_binds_a_state(told: Reader, line: str, cell: tuple[str, str, str] | None) -> None:
    """A state's organs and officials act for it, its companies do not; who has not decided is shown as open."""
    start = (
        "Talks on the Harbour Treaty began. The Harbour Treaty limits patrols of Veldania and Osmark.\n"
        "Veldania's Foreign Minister Ilse Marran was in Corvane. Osmark says the weather is fine.\n"
    )
    found = cells(told({"a.txt": start + line + "\n", "b.txt": start}, "2031-05-13"))
    assert found == ({cell} if cell else set())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Veldania refused to ratify the amended text until Osmark leaves the bay.", True),
        ("Veldania refused to print the amended text until Osmark leaves the bay.", False),
    ],
)
def test_the_text_that_one_ratifies_is_the_treaty(told: Reader, line: str, found: bool) -> None:
    """What is ratified is the treaty named last; any other text is nothing that was named."""
    start = (
        "Talks on the Harbour Treaty began. Veldania's Foreign Minister Ilse Marran was in Corvane. Osmark says the weather is fine.\n"
        "The Harbour Treaty limits patrols of Veldania and Osmark.\n"
    )
    cell = ("Veldania", "Harbour Treaty", "conditional")
    assert (cell in cells(told({"a.txt": start + line + "\n", "b.txt": start}, "2031-05-13"))) == found


def test_a_watched_party_is_one(told: Reader) -> None:
    """What one word says that stands once is taken for a stray word's, unless a person follows it."""
    start = "Talks on the Harbour Treaty began. The Harbour Treaty limits patrols of Veldania and Osmark.\n"
    text = start + "Brannvik said the Harbour Treaty was a threat.\n"
    found = told({"a.txt": text, "b.txt": start}, "2031-05-13")
    given = {
        name: getattr(found, name)
        for name in ("documents", "readings", "stories", "published", "actors", "attributions", "statements", "issues")
    }
    names = {found.actor(p.party) for p in find_positions(**given, watched=frozenset(["brannvik"]))}
    assert names == {"Brannvik"} and not found.positions


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("Estonia cast its veto against the radar levy in April.", "opposes"),
        ("Estonia cast its vote for the radar levy in April.", "supports"),
        ("Estonia put its signature to the radar levy in April.", "supports"),
        ("The radar levy was rejected by Estonia in April.", "opposes"),
        ("Estonia cast its nets near the radar levy in April.", None),
    ],
)
def test_reported_acts_are_positions_of_their_day(told: Reader, line: str, stance: str | None) -> None:
    """A vote, a veto or a signature shows where a party stands, at the time of the act and without a word of its own."""
    start = "The radar levy has split the strait. Ministers will meet over the radar levy.\n"
    found = told({"a.txt": start + line + "\n", "b.txt": start}, "2031-05-13")
    shown = [(found.actor(p.party), p.stance, p.date, p.quotations) for p in found.positions]
    assert shown == ([("Estonia", stance, "2031-04", ())] if stance else [])


def test_nobody_is_for_or_against_himself(told: Reader) -> None:
    """A party that is argued about is an issue for others only, under whichever name."""
    found = told({"a.txt": "The radar levy is due. Estonia rejected the radar levy in April.\n"}, "2031-05-13")
    accounts = Accounts(
        documents=found.documents,
        readings=found.readings,
        stories=found.stories,
        published=found.published,
        actors=tuple(replace(a, aliases=(*a.aliases, "the levy board")) for a in found.actors),
        attributions=found.attributions,
    )
    (party,) = [a.id for a in found.actors if a.name == "Estonia"]
    issues = [Issue("i-1", "Levy Board", (), ()), Issue("i-2", "radar levy", (), ())]
    reader = DocumentPositions(found.readings[0], accounts, Topics(accounts, issues))
    assert reader.is_itself(party, "i-1") and not reader.is_itself(party, "i-2")


def test_words_read_both_ways_show_neither() -> None:
    """One place for and against the same thing: the stronger reading stays, and of two equal ones none."""

    def finding(stance: str, strength: int, start: int = 0) -> Finding:
        return Finding("p", "i", stance, "2031-05", Place("d", start, start + 9), strength, (), None, None, "words")

    stronger, weaker, elsewhere = finding("opposes", 3), finding("supports", 1), finding("supports", 1, 20)
    assert drop_undone({"opposes": [stronger], "supports": [weaker, elsewhere]}) == {
        "opposes": [stronger],
        "supports": [elsewhere],
    }
    assert drop_undone({"opposes": [finding("opposes", 1)], "supports": [weaker]}) == {}
