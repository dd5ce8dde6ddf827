"""The same words said on two days."""

from collections.abc import Sequence

from crosswire.link.statements_earlier import link_earlier, repeats, share_repeated, spoken_days
from crosswire.link.statements_gate import SpokenOn
from crosswire.model import Quotation, SaidBefore, Statement
from tests.factory import make_actor, make_document, make_quotation, make_statement, make_story

MARRAN, BEREL = make_actor("Ilse Marran"), make_actor("Tomas Berel")
GATES = "The gates stay open as long as I am the minister of this country."


def link(*said: tuple[str, SpokenOn, Sequence[object]]) -> list[Statement]:
    """Return linked statements of one wording each: words, when, speakers."""
    statements, quotations, occasions = [], {}, {}
    for n, (words, when, speakers) in enumerate(said):
        document = make_document(f"{words}\n", name=f"{n}.txt")
        quotation = make_quotation(document, content=words, type="direct")
        quotations[quotation.id], occasions[quotation.id] = quotation, when
        statements.append(make_statement(make_story([document]), speakers, quotation))  # type: ignore[arg-type]
    return list(link_earlier(statements, quotations, occasions))


def on(day: str) -> SpokenOn:
    """Return what is known of words printed on a day."""
    return SpokenOn(None, day)


def test_said_before() -> None:
    """The later statement names the earlier one, the latest first; the earlier names none."""
    first, again, third = link(
        (GATES, on("2031-01-10"), [MARRAN]),
        (f"I repeat it: {GATES}", on("2031-03-02"), [MARRAN]),
        (GATES, on("2031-05-02"), [MARRAN]),
    )
    assert first.earlier == ()
    assert again.earlier == (SaidBefore(first.id, first.story, "2031-01-10"),)
    assert [e.statement for e in third.earlier] == [again.id, first.id]


def test_not_said_before() -> None:
    """Another speaker, other words, the opposite, too few words, a late report, or no known day: no link."""
    others = [
        (GATES, on("2031-03-02"), [BEREL]),
        ("The gates were built by my grandfather and they are beautiful.", on("2031-03-02"), [MARRAN]),
        ("The gates do not stay open as long as I am the minister of this country.", on("2031-03-02"), [MARRAN]),
        ("The gates stay open.", on("2031-03-02"), [MARRAN]),
        (GATES, on("2031-01-12"), [MARRAN]),
        (GATES, SpokenOn(), [MARRAN]),
    ]
    for other in others:
        assert not any(s.earlier for s in link((GATES, on("2031-01-10"), [MARRAN]), other))


def test_an_old_saying_told_again_is_no_new_one() -> None:
    """What a later account dates back to the first day is the same occasion."""
    told_again = SpokenOn(("2031-01-01", "2031-01-31"), "2031-05-02")
    assert not any(s.earlier for s in link((GATES, on("2031-01-10"), [MARRAN]), (GATES, told_again, [MARRAN])))


def test_days_of_a_statement() -> None:
    """Days that wordings name come first, the first day in print after."""
    document = make_document("a b c\n")
    a, b = make_quotation(document, content="a"), make_quotation(document, content="b")
    statement = make_statement(make_story([document]), [MARRAN], a, b)
    assert spoken_days(statement, {a.id: on("2031-01-12"), b.id: on("2031-01-10")}) == ("2031-01-10", "2031-01-10")
    named = SpokenOn(("2031-01-09", "2031-01-09"), "2031-01-12")
    assert spoken_days(statement, {a.id: named, b.id: on("2031-01-10")}) == ("2031-01-09", "2031-01-09")
    assert spoken_days(statement, {}) is None


def test_share_repeated() -> None:
    """Words count where two stand in a row in both."""
    assert share_repeated(list("abcd"), list("xabcdy")) == 1.0
    assert share_repeated(list("abcd"), list("axcy")) == 0.0


def test_repeats_needs_one_like_wording() -> None:
    """One pair of wordings is enough."""
    document = make_document(f"{GATES}\nSomething else was said about the price of fish.\n")
    quotes: list[Quotation] = [
        make_quotation(document, content=w) for w in (GATES, "Something else was said about the price of fish.")
    ]
    assert repeats(quotes, quotes[:1])
    assert not repeats(quotes[1:], quotes[:1])
