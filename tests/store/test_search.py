"""The search index: what a query means, in what order results stand, and that they lead to the characters."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import QueryError
from crosswire.store import Store, search
from crosswire.store.search import KINDS, _days, match_of, parse_query
from tests.sample import sample_documents, sample_findings


@pytest.fixture(scope="module")
def lookups(tmp_path_factory):
    """Return look-ups of the sample."""
    folder = tmp_path_factory.mktemp("searched")
    with Store.create(folder) as store:
        store.write(sample_findings(), given=(), keys=(), ledger={}, redirects={}, facts={})
    with Store.open(folder) as store, store.lookups() as found:
        yield found


def words_found(lookups, query, kind="statement", **filters):
    """Return the words of everything found."""
    return [e.words for e in lookups.search(parse_query(query, **filters), kind, limit=50).entries]


def test_a_query_is_taken_apart():
    """Words, phrases, what must not stand there, fields in any case, options beside them."""
    query = parse_query('keel "one shore" -talks Speaker:marran from:2031 ship*', outlet=["Trel Bay", ""])
    assert query.words == ("keel", "one shore", "ship*") and query.without == ("talks",)
    assert query.speaker == ("marran",) and query.outlet == ("Trel Bay",) and query.since == "2031"


@pytest.mark.parametrize("words", ["from:soon", "to:2031-13", "from:2031-02-30", "manner:loud", "-talks"])
def test_what_cannot_be_meant_is_refused(words):
    """A date that is none, a manner that there is not, nothing but exclusions."""
    with pytest.raises(QueryError):
        parse_query(words)


def test_marks_alone_ask_for_nothing():
    """Words without a letter or digit are passed over."""
    assert parse_query("— … * ()").is_empty


def test_all_words_must_stand_there_in_any_case_and_accent(lookups):
    """Case and accents make no difference."""
    assert words_found(lookups, "SHORE safe") and words_found(lookups, "shóre safe")
    assert not words_found(lookups, "shore zeppelin")


def test_a_phrase_stands_in_its_order(lookups):
    """Quotation marks keep words together."""
    found = words_found(lookups, '"other shore poor"')
    assert found and all("other shore poor" in w for w in found)
    assert not words_found(lookups, '"poor shore other"')


def test_what_must_not_stand_there_does_not(lookups):
    """A hyphen before a word leaves its results out."""
    every = words_found(lookups, "shore")
    assert set(words_found(lookups, "shore -poor")) == {w for w in every if "poor" not in w}


def test_a_beginning_of_a_word(lookups):
    """A star stands for any ending."""
    assert set(words_found(lookups, "shor*")) >= set(words_found(lookups, "shore"))


def test_fields_in_the_query_and_beside_it_are_the_same(lookups):
    """`speaker:` in the words, or as an option of its own."""
    assert words_found(lookups, "speaker:marran") == words_found(lookups, "", speaker=["Marran"]) != []
    assert words_found(lookups, "manner:direct") == words_found(lookups, "", manner=["direct"]) != []


def test_a_name_finds_what_its_bearer_said(lookups):
    """A plain word is looked for in the speaker's names, too."""
    assert set(words_found(lookups, "speaker:marran")) <= set(words_found(lookups, "marran"))


def test_every_result_leads_to_its_characters(lookups):
    """[start, end) of the stored text, in code points, hold the words shown."""
    texts = {d.id: d.text for d in sample_documents().values()}
    seen = 0
    for kind in KINDS[:3]:
        for entry in lookups.search(parse_query("", to=["2999"]), kind, limit=100).entries:
            assert texts[entry.doc][entry.start : entry.end] == entry.words
            seen += 1
    assert seen


def test_documents_are_found_by_a_paragraph_and_actors_by_an_alias(lookups):
    """The groups of results hold what their names say."""
    assert any("harbours" in w or "Trel Bay" in w for w in words_found(lookups, "Trel Bay", "document"))
    found = lookups.search(parse_query("marran"), "actor", limit=5).entries
    assert found and found[0].doc is None and found[0].record.startswith("p-")


def test_statements_of_most_accounts_stand_first(lookups):
    """What several accounts carry stands before what one does, the wordings of a statement beside each other."""
    independent = {q: s.independent for s in sample_findings().statements for q in (*s.quotations, *s.possible)}
    entries = lookups.search(parse_query("", to=["2999"]), "statement", limit=100).entries
    ranks = [independent.get(e.record, 1) for e in entries]
    assert ranks == sorted(ranks, reverse=True)
    groups = [e.group for e in entries]
    assert sum(a != b for a, b in itertools.pairwise(groups)) == len(set(groups)) - 1


def test_pages_and_counts_agree(lookups):
    """Offset and limit cut the same list; the total is its length."""
    query = parse_query("the")
    whole = lookups.search(query, "document", limit=100)
    parts = [
        e for at in range(0, whole.total, 3) for e in lookups.search(query, "document", limit=3, offset=at).entries
    ]
    assert tuple(parts) == whole.entries and whole.total == len(whole.entries) and not whole.more


@given(st.text(max_size=60))
def test_no_query_is_too_odd(lookups, text):
    """Whatever is typed is either refused with a reason or answered."""
    try:
        query = parse_query(text)
    except QueryError:
        return
    if not query.is_empty:
        lookups.search(query, "statement", limit=3)


_DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31))


@given(_DAYS, _DAYS, _DAYS)
def test_a_range_of_days_holds_its_days_and_no_others(one, other, day):
    """The years, months and days that make up a range are hit by exactly the days between its ends."""
    first, last = min(one, other), max(one, other)
    tokens = set(_days(first, last))
    hit = bool(tokens & {f"{day:%Y}", f"{day:%Y%m}", f"{day:%Y%m%d}"})
    assert hit == (first <= day <= last)


def test_quotation_marks_of_the_index_cannot_be_broken_out_of():
    """A value is one phrase, whatever marks it holds."""
    match = match_of(parse_query("", outlet=['x" OR words : "y']), ("2030", "2031"))
    assert match == '(outlet : ("x  OR words :  y"))'


@pytest.mark.parametrize("since", ["2030-12-30", "2031-06-12", "2031-06"])
@pytest.mark.parametrize("until", ["2031-06-13", "2031-12-30", "2033-02"])
@pytest.mark.parametrize("query", ["", "the", "shore"])
def test_ranges_find_the_same_by_the_index_and_by_dates(lookups, monkeypatch, query, since, until):
    """Whether the index compares the days, or the dates of what was found without them are read."""
    found = []
    for few in (10_000, -1):
        monkeypatch.setattr(search, "FEW", few)
        found.append([words_found(lookups, query, kind, **{"from": [since], "to": [until]}) for kind in KINDS])
    assert found[0] == found[1]
