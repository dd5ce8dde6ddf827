"""What clauses are for or against: words, turns, conditions, and what they take."""

from collections.abc import Callable

import pytest

from crosswire.compare.accounts import Accounts
from crosswire.compare.conditions import find_condition
from crosswire.compare.frames import load_appraisals, load_frames, phrase_frame, verb_frame
from crosswire.compare.stances import StanceReader
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def stances_of(told: Reader, line: str) -> set[tuple[str, int, str]]:
    """Return (kind, sign with the way to what is meant, its words) of every stance of one line, for each thing that may be meant."""
    found = told({"a.txt": line + "\n"}, "2031-05-13")
    accounts = Accounts(documents=found.documents, readings=found.readings)
    text = found.documents[0].text
    return {
        (s.kind, s.sign * t.sign, text[t.start : t.end])
        for s in StanceReader(found.readings[0], accounts).read()
        for t in s.targets
    }


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("Veldania rejected the levy.", ("attitude", -1, "levy")),
        ("Veldania does not oppose the levy.", ("attitude", 1, "levy")),
        ("Veldania voted against the levy.", ("attitude", -1, "levy")),
        ("Veldania called for an end to the embargo.", ("ask", -1, "embargo")),
        ("Veldania opposes the deployment of a radar in Osmark.", ("attitude", -1, "radar")),
        ("Veldania criticised plans to scrap the levy.", ("attitude", 1, "levy")),
        ("Osmark urged Veldania to drop the levy.", ("make", -1, "levy")),
        ("Osmark wants the levy scrapped.", ("ask", -1, "levy")),
        ("Veldania has refused to admit inspectors.", ("deed", -1, "inspectors")),
        ("Veldania voiced its opposition to the levy.", ("attitude", -1, "levy")),
        ("Veldania is strongly in favour of the levy.", ("attitude", 1, "levy")),
        ("The levy is no danger to anybody, Osmark said.", ("judge", 1, "levy")),
        ("Osmark regards the levy as a threat.", ("judge", -1, "levy")),
        ("Osmark said the levy must be lifted.", ("deed", -1, "levy")),
        ("Osmark said there would be no amnesty.", ("deed", -1, "amnesty")),
        ("Osmark has not decided whether to join the levy.", ("open", 0, "levy")),
        ("Osmark and Veldania will discuss the levy.", ("talk", 0, "levy")),
        ("Osmark thanked Veldania for the boats.", ("attitude", 1, "boats")),
        ("Osmark has all the same spoken out against the levy.", ("attitude", -1, "levy")),
        ("Osmark has more than once rejected the levy.", ("attitude", -1, "levy")),
        ("Osmark has until now rejected the levy.", ("attitude", -1, "levy")),
        ("Osmark will raise the levy.", ("deed", 1, "levy")),
        ("Osmark will raise the drills.", ("talk", 0, "drills")),
        ("Osmark took part in the talks; Veldania rejected the levy.", ("attitude", -1, "levy")),
        ("Osmark asked a court to ban the levy.", ("deed", -1, "levy")),
        ("Osmark promised to vote the levy down.", ("deed", -1, "levy")),
        ("Osmark hoped for a ceasefire as soon as possible.", ("ask", 1, "ceasefire")),
        ("Osmark is divided over the levy.", ("open", 0, "levy")),
        ("Osmark hammered out the pact.", ("deed", 1, "pact")),
    ],
)
def test_stance(told: Reader, line: str, stance: tuple[str, int, str]) -> None:
    """A clause is for or against what its word takes, with every turn on the way."""
    assert stance in stances_of(told, line)


@pytest.mark.parametrize(
    "line",
    [
        "Did Osmark reject the levy?",
        "Osmark might support the levy.",
        "Osmark accused Veldania of rejecting the levy.",
        "Osmark did not sign the levy in March.",
        "The levy was rejected.",
        "Osmark fought in the war.",
        "Osmark holds talks on the levy each year.",
        "Osmark praised the members for their work on the levy.",
    ],
    ids=["question", "might", "accused", "not done", "by nobody", "where", "habit", "praise of somebody"],
)
def test_no_stance_on_the_levy(told: Reader, line: str) -> None:
    """What is asked, guessed, laid at another's door or merely told shows no stance on the thing named."""
    assert not {s for s in stances_of(told, line) if "levy" in s[2] and s[1]} | {
        s for s in stances_of(told, line) if s[2] == "war"
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("will not sign until Osmark leaves the bay.", "until Osmark leaves the bay"),
        ("would sign only if the price fell, but Osmark", "only if the price fell"),
        ("will help as long as it takes.", None),
        ("would help if I may say so.", None),
        ("backs it on condition that boats go.", "on condition that boats go"),
    ],
)
def test_find_condition(text: str, words: str | None) -> None:
    """A condition runs from its opening word to the end of its clause; set phrases are none."""
    span = find_condition(text, 0, len(text))
    assert (text[slice(*span)] if span else None) == words


def test_until_a_day_is_no_condition() -> None:
    """ "Until Friday" names a time; "before" opens a condition only where something is denied."""
    assert find_condition("will wait until Friday.", 0, 23, times=[(16, 22)]) is None
    text = "no accession before the name is changed."
    assert find_condition(text, 0, len(text)) is None
    assert find_condition(text, 0, len(text), negated=True) == (13, len(text) - 1)


def test_longest_frame_wins() -> None:
    """ "Call off" is no "call for", and "support" needs no words after it."""
    assert verb_frame("call", (), " for a truce", 0, 12).sign == 1  # type: ignore[union-attr]
    assert verb_frame("call", ("off",), " the strike", 0, 11).sign == -1  # type: ignore[union-attr]
    assert verb_frame("call", (), " the police", 0, 11) is None
    assert phrase_frame("stance", "opposition to the levy", 0, 22).end == len("opposition to")  # type: ignore[union-attr]


def test_tables_are_whole() -> None:
    """Every frame has a kind and a sign, and no word of judgement stands on both sides."""
    kinds = {kind for known in load_frames().values() for kind, _ in known.values()}
    assert kinds == {"attitude", "deed", "make", "ask", "talk", "hold", "stance", "be", "who", "judge"}
    assert set(load_appraisals().values()) == {1, -1}
