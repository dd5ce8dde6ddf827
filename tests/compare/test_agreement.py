"""Where accounts differ, and what only some have."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import AGENCY, RADIO, WIRE, Told

Reader = Callable[..., Told]


def values(told: Told, kind: str) -> list[set[str]]:
    """Return the differing words of each difference of one kind."""
    return [{s.value for s in d.sides} for d in told.of_kind(kind)]


def test_status_of_one_deed(strait: Told) -> None:
    """Threatened here, announced there, done elsewhere: one difference with a side for each account."""
    (difference,) = strait.of_kind("status")
    assert len(difference.sides) == 3
    assert difference.basis == "announced; done; threatened"
    assert difference.verdict == "differ"


def test_reasons(strait: Told) -> None:
    """Two accounts give two reasons."""
    (words,) = values(strait, "reason")
    assert {w.split()[0] for w in words} == {"in", "because"}


def test_numbers(strait: Told) -> None:
    """Another number of the same things in the same act; hedged or not, no contradiction between narrators."""
    (difference,) = strait.of_kind("number")
    assert {s.value for s in difference.sides} == {"14 ships", "Nine ships"}
    assert difference.verdict == "differ"


def test_lists(strait: Told) -> None:
    """A name that one wording of a statement leaves out."""
    assert {"Karsia or Brend", "Karsia"} in values(strait, "list")


def test_naming(strait: Told) -> None:
    """One body, its words in another order."""
    assert {"Osmark-Veldania Forum", "Veldania-Osmark Forum"} in values(strait, "naming")


def test_only_has_its_denominator(strait: Told) -> None:
    """What one account alone has names those that could have it and do not."""
    rows = [d for d in strait.of_kind("only") if "shout" in d.about]
    assert len(rows) == 1
    assert rows[0].verdict == "only"
    assert len(rows[0].absent) == 2
    assert set(rows[0].absent).isdisjoint({s.place.doc for s in rows[0].sides})


def test_substance_comes_first(strait: Told) -> None:
    """What changes the story stands before what changes its words."""
    kinds = [d.kind for d in strait.differences]
    assert kinds[0] == "status"
    assert kinds.index("naming") < kinds.index("only")


def test_places_are_short_and_real(strait: Told) -> None:
    """Every side points at characters of its account, at most 400 of them, and its value stands there or beside."""
    for difference in strait.differences:
        for side in difference.sides:
            text = strait.text_of(side.place.doc)
            assert 0 <= side.place.start < side.place.end <= len(text)
            assert side.place.end - side.place.start <= 400
            assert " ".join(side.value.split()) in " ".join(text.split())


def test_order_of_documents_plays_no_part(told: Reader, strait: Told) -> None:
    """The same accounts in another order give the same differences, statements, issues, positions and timeline."""
    other = told({"agency.txt": AGENCY, "radio.txt": RADIO, "wire.txt": WIRE}, "2031-05-13", backwards=True)
    assert other.differences == strait.differences
    assert other.statements == strait.statements
    assert other.issues == strait.issues
    assert other.positions == strait.positions
    assert other.timeline == strait.timeline


def test_a_reprint_adds_nothing(told: Reader, strait: Told) -> None:
    """A copy of an account is no voice: no new difference, no new side, nothing becomes less alone."""
    texts = {"agency.txt": AGENCY, "radio.txt": RADIO, "wire.txt": WIRE, "zcopy.txt": WIRE}
    copied = told(texts, "2031-05-13", copies=(("wire.txt", "zcopy.txt"),))
    assert [(d.kind, d.about) for d in copied.differences] == [(d.kind, d.about) for d in strait.differences]
    assert [len(d.sides) for d in copied.differences] == [len(d.sides) for d in strait.differences]
    assert [i.name for i in copied.issues] == [i.name for i in strait.issues]


def test_silence_of_two_accounts_says_nothing(told: Reader) -> None:
    """With fewer than three voices nothing is called alone."""
    assert not told({"radio.txt": RADIO, "wire.txt": WIRE}, "2031-05-13").of_kind("only")


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (
            "Veldania suspended the Harbour Treaty.\nThe Harbour Treaty dates from 1990.\n",
            "Veldania signed the Fishing Accord.\nThe Fishing Accord dates from 1991.\n",
            "status",
        ),
        ("Twelve ships left the port of Corvane.\n", "Nine trucks left the port of Corvane.\n", "number"),
        (
            "Marran said the meeting was long.\n",
            "Marran said the weather was fine in Karsia.\n",
            "list",
        ),
        ("The Council of the Straits met.\n", "The Council of the Isles met.\n", "naming"),
        (
            "Osmark will not sign the Harbour Treaty until Veldania withdraws its boats.\nThe Harbour Treaty is old.\n",
            "Veldania has threatened to suspend the Harbour Treaty.\nThe Harbour Treaty is old.\n",
            "status",
        ),
    ],
    ids=["other treaty", "other thing counted", "other statement", "other body", "other party and a condition"],
)
def test_hard_negatives(told: Reader, left: str, right: str, kind: str) -> None:
    """What is not one thing is not compared: a false difference costs more than a missed one."""
    assert not told({"left.txt": left, "right.txt": right}, "2031-05-13").of_kind(kind)


def test_contradiction_needs_one_utterance(told: Reader) -> None:
    """Two exact numbers in the quoted words of one utterance contradict each other; a hedged one only differs."""
    one = (
        '"Twelve boats will stay in the bay until the survey is over," Foreign Minister Ilse Marran said in Corvane.\n'
    )
    two = '"Ten boats will stay in the bay until the survey is over," Foreign Minister Ilse Marran said in Corvane.\n'
    (row,) = told({"a.txt": one, "b.txt": two}, "2031-05-13").of_kind("number")
    assert row.verdict == "contradict"
    hedged = two.replace('"Ten', '"About ten')
    (row,) = told({"a.txt": one, "b.txt": hedged}, "2031-05-13").of_kind("number")
    assert row.verdict == "differ"


def test_dates_of_one_deed(told: Reader) -> None:
    """The same drills told to end on two days; one start."""
    one = (
        "Naval drills off Tirsk began a dispute.\nThe naval drills will run from May 23 to June 10, the League said.\n"
    )
    two = "Naval drills off Tirsk began a dispute.\nThe naval drills will run from May 23 to June 3, the League said.\n"
    rows = told({"a.txt": one, "b.txt": two}, "2031-05-13").of_kind("date")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("More than 100 rockets hit Corvane.\n", "Some 115 rockets hit Corvane.\n", "number"),
        ("Storms hit boats, two of them trawlers.\n", "Storms hit boats, three of them trawlers.\n", "number"),
        ("Veldania killed six sailors.\n", "In a war of 2008 Veldania killed 14 sailors.\n", "number"),
        ("Four people were killed in Corvane.\n", "Five people were killed in Tirsk.\n", "number"),
        ("Six people were killed.\n", "Some 1,400 people were killed.\n", "number"),
        (
            "Osmark put up the radar masts. Osmark deployed the radar masts in Tirsk.\n",
            "The radar masts are tall. Osmark deployed the radar masts in southern Tirsk.\n",
            "place",
        ),
        (
            "Talks on the Harbour Treaty began. Veldania rejected the Harbour Treaty.\n",
            "Talks on the Harbour Treaty began. The Harbour Treaty was rejected by Veldania.\n",
            "status",
        ),
        (
            '"We shall talk about the boats in the bay and the masts on the hill," Foreign Minister Ilse Marran said.\n',
            'Foreign Minister Ilse Marran said "we shall talk about the boats in the bay."\n',
            "wording",
        ),
    ],
    ids=[
        "more than",
        "share of a whole",
        "other year",
        "other place",
        "far apart",
        "vaguer place",
        "same rung",
        "shortened",
    ],
)
def test_compatible_tellings(told: Reader, left: str, right: str, kind: str) -> None:
    """Two tellings that can both hold are no difference."""
    assert not told({"left.txt": left, "right.txt": right}, "2031-05-13").of_kind(kind)


def test_money_keeps_its_sign(told: Reader) -> None:
    """A sum is shown with its currency and unit."""
    one = "Osmark paid £4 million for the radar.\n"
    two = "Osmark paid £6 million for the radar.\n"
    rows = values(told({"a.txt": one, "b.txt": two}, "2031-05-13"), "number")
    assert rows == [{"£4 million", "£6 million"}]


def test_headings_stand_in_the_texts(strait: Told) -> None:
    """What a difference is about is said in names or in words of the accounts, never in the name of a family of deeds."""
    texts = " ".join(" ".join(d.text.split()) for d in strait.documents)
    names = {a.name for a in strait.actors}
    for difference in strait.differences:
        words = difference.about.removesuffix(" …")
        who, _, rest = words.partition(": ")
        assert words in texts or (who in names and rest in texts)
