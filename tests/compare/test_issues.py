"""What statements are about."""

from collections.abc import Callable

from crosswire.compare.accounts import Accounts
from crosswire.compare.issue_terms import find_agents, find_terms
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def test_names_are_the_texts_words(strait: Told) -> None:
    """An issue is called what the texts call it, and every alias stands in a text."""
    assert {"Harbour Treaty", "radar masts"} <= {i.name for i in strait.issues}
    texts = " ".join(" ".join(d.text.split()) for d in strait.documents)
    assert all(alias in texts for issue in strait.issues for alias in issue.aliases)


def test_actors_and_times_are_no_issues(strait: Told) -> None:
    """Who speaks or acts is no issue; nor is a month or a day."""
    names = {i.name for i in strait.issues}
    assert names.isdisjoint({"Veldania", "Osmark", "Ilse Marran", "April", "Tuesday", "officials"})


def test_spellings_and_short_forms_are_one(told: Reader) -> None:
    """Defence and defense, a short form in brackets, initials: one issue."""
    one = "Veldania fears missile defence.\nThe Aurn Straits Treaty (AST) limits patrols. Talks on the AST go on.\n"
    two = "Osmark wants a missile-defense system.\nThe Aurn Straits Treaty is old. Talks on missile defense failed.\n"
    found = told({"one.txt": one, "two.txt": two}, "2031-05-13")
    aliases = [set(i.aliases) for i in found.issues]
    assert any({"missile defence", "missile defense"} <= a for a in aliases)
    assert any("AST" in a and any("Treaty" in x for x in a) for a in aliases)


def test_the_pact_is_the_treaty_named_before(told: Reader) -> None:
    """A definite "the pact" belongs to the last named treaty, though the alias list does not hold it."""
    text = "The Harbour Treaty limits patrols.\nVeldania broke the Harbour Treaty. Osmark left the pact.\n"
    found = told({"a.txt": text}, "2031-05-13")
    (issue,) = [i for i in found.issues if i.name == "Harbour Treaty"]
    words = {text[p.start : p.end] for p in issue.places}
    assert "pact" in words
    assert "pact" not in issue.aliases


def test_a_passing_word_is_no_issue(told: Reader) -> None:
    """What stands once names no issue."""
    text = "Osmark spoke of lighthouses once.\nThe day was long.\n"
    assert not told({"a.txt": text}, "2031-05-13").issues


def test_quotations_know_their_issues(strait: Told) -> None:
    """A quotation whose content names an issue is listed with it, and may be listed with several."""
    texts = {q.id: q.text for r in strait.readings for q in r.quotations}
    for issue in strait.issues:
        for quotation in issue.quotations:
            words = {w.lower() for a in issue.aliases for w in a.split()} | {"pact", "treaty", "masts"}
            assert any(w in texts[quotation].lower() for w in words)


def test_a_place_where_things_happen_is_no_actor_and_no_topic(strait: Told) -> None:
    """Terms leave out the names of those who act."""
    accounts = Accounts(documents=strait.documents, readings=strait.readings)
    agents = find_agents(strait.readings)
    assert {"veldania", "osmark"} <= agents
    for reading in strait.readings:
        for term in find_terms(reading, accounts, agents):
            assert not term.tokens & {"veldania", "osmark"}
