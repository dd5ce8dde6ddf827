"""Parts of a dossier, read by themselves: whole where they must be, and no more than a page."""

from dataclasses import replace

import pytest

from crosswire.dossier import Dossier, slices
from crosswire.dossier.searches import Wanted, fold, search
from crosswire.dossier.slices import Part
from crosswire.store import Store
from crosswire.store.search import parse_query
from crosswire.web.overview import lead_of
from tests.sample import sample_findings


@pytest.fixture(scope="module")
def lookups(tmp_path_factory):
    """Return look-ups of the sample."""
    folder = tmp_path_factory.mktemp("sliced")
    with Store.create(folder) as store:
        store.write(sample_findings(), given=(), keys=(), ledger={}, redirects={}, facts={})
    with Store.open(folder) as store, store.lookups() as found:
        yield found


@pytest.fixture(scope="module")
def whole():
    """Return the whole dossier."""
    return Dossier(sample_findings())


def test_a_story_is_whole(lookups, whole):
    """Accounts, statements with their wordings, differences, timeline and positions are those of the whole dossier."""
    for story in whole.stories:
        part = slices.story_slice(lookups, story.id)
        named = [replace(a, document=replace(a.document, zones=())) for a in whole.accounts(story)]
        assert list(part.accounts(part.story(story.id))) == named
        assert part.statements(story.id) == whole.statements(story.id)
        assert part.differences_of(story.id) == whole.differences_of(story.id)
        assert part.timeline(story.id) == whole.timeline(story.id)
        assert part.positions(story.id) == whole.positions(story.id)


def test_a_view_reads_its_part_and_knows_how_much_the_others_hold(lookups, whole):
    """What a tab counts is what the whole dossier has, without reading it."""
    for story in whole.stories:
        assert slices.story_totals(lookups, story) == whole.totals(story)
        part = slices.story_slice(lookups, story.id, ("timeline",))
        assert part.timeline(story.id) == whole.timeline(story.id) and not part.findings.statements
        assert [a.outlet for a in part.accounts(part.story(story.id))] == [a.outlet for a in whole.accounts(story)]


def test_the_front_page_leads_with_what_the_whole_dossier_leads_with(lookups, whole):
    """The same words, speakers and counts, and the same first difference."""
    part, _ = slices.home_slice(lookups)
    for story in part.stories:
        mine, theirs = lead_of(part, part.story(story.id)), lead_of(whole, whole.story(story.id))
        assert (mine is None) == (theirs is None)
        if mine and theirs:
            words = [[e.exact for w, *_ in lead.wordings for e in w.evidence] for lead in (mine, theirs)]
            assert words[0] == words[1] and (mine.count, mine.id, mine.more) == (theirs.count, theirs.id, theirs.more)
            assert (mine.difference is None) == (theirs.difference is None)


def test_pages_hold_every_position_once(lookups, whole, monkeypatch):
    """Of a party, of an issue; the board says how many there are on each issue."""
    monkeypatch.setattr(slices, "POSITIONS", 1)
    for make, ids, key in (
        (slices.actor_slice, {p.party for p in whole.findings.positions}, "party"),
        (slices.issue_slice, {p.issue for p in whole.findings.positions}, "issue"),
    ):
        for id_ in ids:
            pages = make(lookups, id_).part.pages
            found = [p.id for n in range(1, pages + 1) for p in make(lookups, id_, n).dossier.findings.positions]
            assert sorted(found) == sorted(p.id for p in whole.findings.positions if getattr(p, key) == id_)
    board = slices.board_slice(lookups)
    for issue, number in board.positions.items():
        assert number == sum(p.issue == issue for p in whole.findings.positions)


def test_a_document_is_whole(lookups, whole):
    """Everything quoted in it, with its speakers."""
    for document in whole.documents:
        part, found = slices.document_slice(lookups, document.name)
        assert found == document
        quotations = whole.reading(document.id).quotations
        assert part.reading(document.id).quotations == quotations
        for q in quotations:
            mine, theirs = part.wording(q.id), whole.wording(q.id)
            assert mine.evidence == theirs.evidence and mine.attribution == theirs.attribution
            assert [a.id for a in mine.speakers] == [a.id for a in theirs.speakers]


def test_pages_of_an_actor_hold_every_statement_once(lookups, whole, monkeypatch):
    """Page by page, what an actor says is told once."""
    monkeypatch.setattr(slices, "STATEMENTS", 1)
    for actor in whole.findings.actors:
        said, page = [], 1
        while True:
            part = slices.actor_slice(lookups, actor.id, page)
            said += [s.id for s in part.dossier.statements_by(actor.id)]
            if page >= part.part.pages:
                break
            page += 1
        assert sorted(said) == sorted(s.id for s in whole.statements_by(actor.id))


def test_what_is_not_there_is_none(lookups):
    """No story, document, actor or issue of another name."""
    assert slices.story_slice(lookups, "s-none") is None and slices.document_slice(lookups, "none") is None
    assert slices.actor_slice(lookups, "p-none") is None and slices.issue_slice(lookups, "i-none") is None


def test_the_front_page_has_the_stories_in_their_order(lookups, whole):
    """Storylines by their latest story."""
    part, pages = slices.home_slice(lookups)
    assert pages == Part(1, slices.LINES, len(whole.storylines))
    assert [s.id for _, line in part.storylines for s in line] == [s.id for _, line in whole.storylines for s in line]


def test_pages_count_from_one():
    """An empty list has one page."""
    assert Part(1, 10, 0).pages == 1 and Part(3, 10, 21).pages == 3 and Part(3, 10, 21).offset == 20


def test_found_words_are_marked_where_they_stand(lookups):
    """Spans of the words shown hold what was looked for, whatever its case and accents."""
    results = search(lookups, parse_query('SHORE "other shore"'), limit=10)
    hits = [h for g in results.groups for h in g.hits if h.found]
    assert hits and all("shore" in fold(h.words[s:e]) for h in hits for s, e in h.found)
    assert {f.field for f in results.facets} >= {"speaker", "outlet", "manner"}


def test_an_empty_query_finds_nothing(lookups):
    """The search page without words shows how to search."""
    assert search(lookups, parse_query("")).groups == ()


def test_marks_do_not_overlap():
    """A phrase and a word of it are marked once, in code points beyond the Basic Multilingual Plane, too."""
    wanted = Wanted((("keel", "of"), ("keel",)), ("stra",))
    assert wanted.spans("😀 Keel of the straits") == ((2, 9), (14, 21))
