"""Tellings of one happening laid side by side, and how they differ."""

from collections.abc import Callable

import pytest

from crosswire.compare.accounts import Accounts
from crosswire.compare.clauses import Clause, find_clauses
from crosswire.compare.happenings import find_happenings
from crosswire.compare.topics import Topics
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def clauses_of(found: Told) -> list[Clause]:
    """Return the comparable clauses of some accounts."""
    accounts = Accounts(
        documents=found.documents,
        readings=found.readings,
        stories=found.stories,
        published=found.published,
        actors=found.actors,
        attributions=found.attributions,
    )
    topics = Topics(accounts, found.issues)
    return [c for r in found.readings for c in find_clauses(r, accounts, topics)]


def kinds_of(told: Reader, left: str, right: str) -> list[str]:
    """Return the kinds of differences between two accounts of one line each."""
    found = told({"a.txt": left + "\n", "b.txt": right + "\n"}, "2031-05-13")
    return sorted(d.kind for d in found.differences)


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("Thieves stole four paintings from the museum.", "Five paintings were stolen from the museum.", ["number"]),
        ("Turnout was 61 percent.", "Turnout was 58 percent.", ["number"]),
        ("Dozens of families were evacuated.", "Officials evacuated 140 families.", ["number"]),
        ("The strike will begin on Thursday.", "The strike will begin on Friday.", ["date"]),
        (
            "Russia recalled its ambassador from Norway on Monday.",
            "Russia withdrew its ambassador from Norway on Sunday.",
            ["date"],
        ),
        ("The harbour has opened an inquiry.", "The harbour is considering an inquiry.", ["status"]),
        (
            "The minister denied that the government had paid a ransom.",
            "The government paid a ransom of 3 million dinars.",
            ["status"],
        ),
        ("The storm flooded Marne, Kroon and Sill.", "The storm flooded Marne and Kroon.", ["list"]),
        (
            "The ferry capsized because its car deck had flooded.",
            "The ferry capsized because of a storm.",
            ["reason"],
        ),
        (
            "Supporters asked Kaper to keep the old colours.",
            "Supporters demanded that Kaper keep the old colours.",
            ["wording"],
        ),
        ("The guild criticised the decision.", "The guild condemned the decision.", ["wording"]),
        ("The mayor called the arrest a mistake.", "The mayor called the arrest an outrage.", ["wording"]),
        ("Coach Rui Prado will stay.", "Coach Rui Prado has resigned.", ["status"]),
        ("Two of the thieves have been caught.", "None of the thieves has been caught.", ["status"]),
        ("The court rejected a recount.", "The election court will hold a recount.", ["status"]),
        ("The fire was started by lightning.", "The fire was started by campers.", ["reason"]),
        ("The blast was caused by gas.", "The union blamed an electrical fault for the blast.", ["reason"]),
        ("Thieves carried pistols, an axe and a rope.", "Thieves carried pistols and an axe.", ["list"]),
    ],
)
def test_slots(told: Reader, left: str, right: str, kinds: list[str]) -> None:
    """One happening told otherwise in one slot is one difference of that kind."""
    assert kinds_of(told, left, right) == kinds


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("At Marne the water rose by two metres.", "At Kroon the water rose by three metres."),
        ("The water stood at eight metres at night.", "The water stood at seven metres at noon."),
        ("Veldania arrested six sailors.", "In 2008 Veldania arrested 14 sailors."),
        (
            "Russia recalled its ambassador from Norway on Monday.",
            "Norway withdrew its ambassador from Russia on Sunday.",
        ),
        ("Russia gave Norway 14 boats on Monday.", "Russia sent food to Norway on Sunday."),
        ("The plant has some 500 workers.", "The plant has 512 workers."),
        ("Between 50 and 70 teachers will lose their jobs.", "Sixty teachers will lose their jobs."),
        ("Tarkan released 45 prisoners.", "Uvel released 30 prisoners."),
        ("They will discuss the nets.", "They would discuss the nets."),
        ("The town voted to decide when pupils submit their work.", "Pupils submit their work."),
        (
            "Osmark broke off talks over the blockade of Skarholm.",
            "Osmark broke off talks, citing the blockade of Skarholm.",
        ),
        ("The Liberals won 34 seats.", "The Farmers' Party won nine seats."),
        ("Osmark owes 40 billion crowns.", "Its banks owe 12 billion crowns."),
    ],
    ids=[
        *(
            "place",
            "hour",
            "year",
            "direction",
            "thing",
            "rounding",
            "range",
            "doer",
            "mood",
            "question",
            "same reason",
        ),
        *("party", "sum"),
    ],
)
def test_what_is_no_difference(told: Reader, left: str, right: str) -> None:
    """Other things, other times, and one thing in other words."""
    assert kinds_of(told, left, right) == []


def test_one_clause_an_account(told: Reader) -> None:
    """A happening has one clause of each account; what an account tells again stands apart, and copies are one voice."""
    texts = {
        "a.txt": "A night train left the rails on Saturday.\nThe train left the rails because a bridge had sunk.\n",
        "b.txt": "The night train left the rails on Saturday.\n",
        "c.txt": "The night train left the rails on Saturday.\n",
    }
    found = told(texts, "2031-05-13")
    ids = {d.name: d.id for d in found.documents}
    clauses = clauses_of(found)
    (happening,) = find_happenings(clauses, {})
    assert [c.doc for c in happening.clauses] == sorted(ids.values())
    assert [c.doc for c in happening.again] == [ids["a.txt"]]
    one_voice = {ids["b.txt"]: "copies", ids["c.txt"]: "copies"}
    (happening,) = find_happenings(clauses, one_voice)
    assert len(happening.clauses) == 2 or {c.doc for c in happening.clauses} == set(ids.values())
    assert find_happenings([c for c in clauses if c.doc != ids["a.txt"]], one_voice) == []


def test_order_of_clauses_plays_no_part(told: Reader) -> None:
    """The same clauses in another order give the same happenings."""
    found = told(
        {
            "a.txt": "Thieves stole four paintings. Police arrested a guard.\n",
            "b.txt": "Five paintings were stolen. A guard was arrested by police.\n",
        },
        "2031-05-13",
    )
    clauses = clauses_of(found)
    assert find_happenings(clauses, {}) == find_happenings(clauses[::-1], {})
    assert len(find_happenings(clauses, {})) == 2


def test_what_a_pronoun_stands_for(told: Reader) -> None:
    """It is what the sentence before is about, also over a sentence that begins with it."""
    left = "The ferry Aurora left Holm on Friday. It was late. It carried 312 people.\n"
    right = "The ferry Aurora left Holm on Friday. It carried 450 people.\n"
    found = told({"a.txt": left, "b.txt": right}, "2031-05-13")
    assert [(d.kind, sorted(s.value for s in d.sides)) for d in found.differences] == [
        ("number", ["312 people", "450 people"])
    ]


def test_the_same_words_under_two_names(told: Reader) -> None:
    """One quotation with two named speakers is a difference of attribution, and stands in neither account alone."""
    texts = {
        "a.txt": '"The pay of our nurses is a disgrace to this city," Vera Nacht said.\n',
        "b.txt": '"The pay of our nurses is a disgrace to this city," Boris Amt said.\n',
        "c.txt": "The hospital of Tollen was closed for a day.\n",
    }
    found = told(texts, "2031-05-13")
    assert [d.kind for d in found.differences] == ["attribution"]
    assert {s.value for s in found.differences[0].sides} == {"Vera Nacht", "Boris Amt"}


def test_a_fact_in_one_account(told: Reader) -> None:
    """A sentence for which no other account has words stands in its account alone, with those that are silent."""
    texts = {
        "a.txt": "Thieves stole four paintings from the museum.\nThe army sent 300 soldiers to guard the harbour crossing.\n",
        "b.txt": "Four paintings were stolen from the museum.\n",
        "c.txt": "Thieves took four paintings.\n",
    }
    (row,) = told(texts, "2031-05-13").of_kind("only")
    assert "300 soldiers" in row.about
    assert len(row.absent) == 2


@pytest.mark.parametrize(
    ("end", "unsure"),
    [("The forecast for the week is in our weathe", 1), ("The rest is silence.", 0), ("Read on …", 1)],
)
def test_a_text_that_breaks_off_is_not_silent(told: Reader, end: str, unsure: int) -> None:
    """What a cut text does not have, it may have had."""
    texts = {
        "a.txt": "Thieves stole four paintings from the museum.\nThe army sent 300 soldiers to guard the harbour crossing.\n",
        "b.txt": "Four paintings were stolen from the museum.\n",
        "c.txt": f"Thieves took four paintings.\n{end}\n",
    }
    row = next(d for d in told(texts, "2031-05-13").of_kind("only") if "300 soldiers" in d.about)
    assert (len(row.absent), len(row.unsure)) == (2 - unsure, unsure)
