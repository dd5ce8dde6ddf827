"""Look-ups over findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Count, Dossier, load_dossier
from crosswire.errors import DocumentUnknown, DossierMissing
from crosswire.model import Findings, Header, HeaderValue, Place, Sentence
from tests.factory import (
    make_actor,
    make_attribution,
    make_document,
    make_findings,
    make_quotation,
    make_reading,
    make_story,
    place_of,
)
from tests.sample import sample_documents, sample_findings, sample_quotations


@pytest.fixture(scope="module")
def docs():
    """Return the sample's documents."""
    return sample_documents()


@pytest.fixture(scope="module")
def dossier():
    """Return the sample dossier."""
    return Dossier(sample_findings())


def test_documents_are_found_by_id_and_by_name(dossier, docs):
    """Both ways lead to one record; anything else is an error with a code."""
    wire = docs["wire"]
    assert dossier.document(wire.id) == dossier.document("clips/northwire.txt") == wire
    with pytest.raises(DocumentUnknown, match=r"build\.html"):
        dossier.document("nowhere.txt")


def test_an_outlet_is_publisher_else_agency_else_name(dossier, docs):
    """The label of an account is never made up."""
    assert dossier.outlet(docs["page"].id) == "The Orrin Courier"
    assert dossier.outlet(docs["wire"].id) == "Northwire"
    bare = make_document("Nothing says who wrote this.", name="bare.txt")
    assert Dossier(make_findings([bare])).outlet(bare.id) == "bare.txt"
    both = make_document(
        "x", name="b.txt", header=Header(publisher=HeaderValue("P", "stated"), agency=HeaderValue("A", "stated"))
    )
    assert Dossier(make_findings([both])).outlet(both.id) == "P"


def test_copies_are_one_voice(dossier, docs):
    """A reprint adds an account and no independent one."""
    wire, reprint, page = docs["wire"].id, docs["reprint"].id, docs["page"].id
    assert dossier.count([wire]) == Count(1, 1)
    assert dossier.count([wire, reprint]) == Count(2, 1)
    assert dossier.count([wire, wire, reprint, page]) == Count(3, 2)


def test_a_copy_stands_after_its_original(dossier, docs):
    """In a story's accounts a reprint follows what it reprints, whatever its date."""
    story = dossier.story_of(docs["wire"].id)
    names = [a.outlet for a in dossier.accounts(story)]
    assert names == ["Northwire", "Harbour Daily", "Strait Pictures", "The Orrin Courier"]
    assert [a.origin for a in dossier.accounts(story)] == [True, False, False, False]


def test_stories_are_latest_first_and_keep_their_line(dossier):
    """A storyline holds its stories together, the latest first."""
    assert [s.date.value for s in dossier.stories] == ["2033-08", "2031-06-12"]
    assert [(line, len(stories)) for line, stories in dossier.storylines] == [("l-bay", 2)]


def test_a_date_is_the_narrowed_one_else_the_printed_one(docs):
    """Where no stage narrowed a date, the header's own stands."""
    findings = sample_findings()
    dossier = Dossier(findings)
    assert dossier.published(docs["wire"].id).value == "2031-06-12"
    untouched = Dossier(Findings(documents=findings.documents, readings=findings.readings))
    assert untouched.published(docs["wire"].id).value is None
    assert untouched.published(docs["page"].id).value == "2031-06-12"


def test_wordings_come_with_their_account_and_the_possible_ones_last(dossier):
    """A statement's wordings are its quotations in order, then those that only may be it."""
    story = dossier.stories[1]
    statement = dossier.statements(story.id)[0]
    wordings = dossier.wordings(statement)
    assert [w.certain for w in wordings] == [True, True, True, True, False]
    assert {w.quotation.where for w in wordings if not w.certain} == {"metadata"}
    assert dossier.count_of(statement) == Count(4, 3)


def test_speakers_stand_by_independent_accounts(dossier):
    """Who is carried by most independent accounts stands first; what stands in no statement is there too."""
    said = dossier.said(dossier.stories[1])
    assert [s.label for s in said] == ["Ilse Marran", "Osmark", "Teodor Quill", "Veldania"]
    assert said[0].count == Count(4, 3)
    assert [w.quotation.text for w in said[0].alone] == ["Osmark must first publish its maps"]


def test_what_stands_outside_the_body_is_not_counted_as_said(dossier, docs):
    """A shot list's quotation is shown with its statement only, never as a line of its own."""
    shot = sample_quotations(docs)["record"]["shot"]
    alone = {w.quotation.id for s in dossier.stories for w in dossier.alone(s)}
    assert shot.id not in alone


def test_a_quotation_nobody_speaks_is_kept_under_unknown():
    """Without an attribution the speaker is not known, and is said so last."""
    doc = make_document("The bay would close, it was said in Port Orrin.", name="a.txt")
    quotation = make_quotation(doc, content="The bay would close", cue="was said")
    findings = make_findings([doc], [make_reading(doc, quotations=[quotation])])
    (said,) = Dossier(findings).said(findings.stories[0])
    assert (said.label, said.actors, len(said.alone)) == ("Speaker not known", (), 1)


def test_evidence_names_words_paragraph_and_surroundings(dossier, docs):
    """A place comes with its own words, its sentence around it and the number of its body paragraph."""
    wire = docs["wire"]
    evidence = dossier.evidence(place_of(wire, "14 ships"))
    assert (evidence.exact, evidence.paragraph, evidence.where) == ("14 ships", 4, "body")
    assert evidence.prefix == "Osmark's envoy Teodor Quill told reporters that "
    assert evidence.suffix == " had been turned back since April."
    caption = dossier.evidence(place_of(docs["page"], "Ilse Marran in Port Orrin"))
    assert (caption.paragraph, caption.where) == (None, "caption")


def test_paragraphs_fall_back_to_lines_where_nothing_was_read(docs):
    """A document without a reading still has numbered paragraphs, and a place there has its line around it."""
    sequel = docs["sequel"]
    dossier = Dossier(Findings(documents=(sequel,)))
    numbers = [sequel.text[s:e] for s, e in dossier.paragraphs(sequel.id)]
    assert [n.split()[0] for n in numbers] == ["Veldania", '"The', "Quill"]
    assert dossier.evidence(place_of(sequel, "on Monday")).prefix.endswith("reopened Trel Bay ")


def test_attribution_words_are_those_of_the_text(dossier, docs):
    """Source and cue as printed, joined where they stand together and with dots where they do not."""
    quotations = sample_quotations(docs)
    assert dossier.attribution_words(dossier.wording(quotations["wire"]["keel"].id)) == "Marran also said"
    apart = make_document("Marran, who had come by sea from the far end of the strait, said no.", name="a.txt")
    q = make_quotation(apart, content="no", cue="said", source="Marran")
    other = Dossier(make_findings([apart], [make_reading(apart, quotations=[q])]))
    assert other.attribution_words(other.wording(q.id)) == "Marran … said"


def test_positions_latest_first_and_by_story(dossier):
    """A story's positions are those with evidence in it; the undated stand last."""
    assert [p.date for p in dossier.positions()] == ["2033-08-03", "2031-06-12", "2031-06-12", None]
    after, meeting = dossier.stories
    assert {p.id for p in dossier.positions(after.id)} == {"o-open"}
    assert {p.id for p in dossier.positions(meeting.id)} == {"o-close", "o-maps", "o-map"}


def test_the_matrix_holds_only_cells_with_evidence(dossier):
    """No cell without words of a capture; issues and parties with most evidence first."""
    issues, parties, cells = dossier.matrix(dossier.positions())
    assert [i.name for i in issues] == ["Trel Bay", "survey treaty"]
    assert [p.name for p in parties] == ["Veldania", "Osmark"]
    assert len(cells) == 3 and all(c.positions and c.count.accounts for c in cells.values())


def test_differences_stand_in_the_order_shown(dossier):
    """Contradict, differ, only; the accounts that lack a thing are named, the cut ones apart."""
    assert [d.id for d in dossier.differences] == ["x-close", "x-ships", "x-maps"]
    absences = dossier.absences(dossier.differences[2])
    assert [(a.outlet, a.unsure) for a in absences] == [
        ("Harbour Daily", False),
        ("Northwire", False),
        ("Strait Pictures", True),
    ]


def test_no_dossier_is_an_error_that_says_so(tmp_path):
    """A folder without a store cannot be opened."""
    with pytest.raises(DossierMissing):
        load_dossier(tmp_path)


def test_the_order_of_documents_changes_nothing():
    """Look-ups give the same from findings in another order."""
    findings = sample_findings()
    turned = Findings(
        **{name: tuple(reversed(getattr(findings, name))) for name in Findings.__dataclass_fields__}  # type: ignore[arg-type]
    )
    left, right = Dossier(findings), Dossier(turned)
    assert left.documents == right.documents
    assert left.stories == right.stories
    assert left.differences == right.differences
    for story in left.stories:
        assert left.accounts(story) == right.accounts(story)
        assert left.statements(story.id) == right.statements(story.id)
        assert left.said(story) == right.said(story)
        assert left.timeline(story.id) == right.timeline(story.id)
    assert left.matrix(left.positions())[:2] == right.matrix(right.positions())[:2]


@given(st.text(min_size=1, max_size=60), st.data())
def test_evidence_is_verbatim_wherever_it_lies(text, data):
    """Whatever the text: the exact words are those of the place, and prefix and suffix stand next to them."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = make_document(text, name="any.txt")
    cut = data.draw(st.integers(0, len(text)))
    sentences = [Sentence(a, b, "body", n) for n, (a, b) in enumerate([(0, cut), (cut, len(text))]) if a < b]
    evidence = Dossier(make_findings([doc], [make_reading(doc, sentences=sentences)])).evidence(
        Place(doc.id, start, end)
    )
    assert evidence.exact == text[start:end]
    assert (evidence.prefix + evidence.exact + evidence.suffix) in text


def test_attitudes_stand_apart_from_what_was_said():
    """What somebody wants is told under its holder, and counted as said nowhere."""
    text = "Ilse Marran wants the survey to end.\nIlse Marran said the survey was over.\n"
    document = make_document(text, name="a.txt")
    wish = make_quotation(document, content="the survey to end", cue="wants", speech=False)
    said = make_quotation(document, content="the survey was over", cue="said")
    marran = make_actor("Ilse Marran")
    dossier = Dossier(
        make_findings(
            [document],
            readings=[make_reading(document, quotations=[wish, said])],
            actors=[marran],
            attributions=[make_attribution(document, q, marran) for q in (wish, said)],
            stories=[make_story([document])],
        )
    )
    (story,) = dossier.stories
    assert [w.quotation.id for w in dossier.alone(story)] == [said.id]
    assert [w.quotation.id for w in dossier.attitudes(story)] == [wish.id]
    assert [w.quotation.id for w in dossier.alone_by[marran.id]] == [said.id]
    assert [w.quotation.id for w in dossier.attitudes_by[marran.id]] == [wish.id]
    (speaker,) = dossier.said(story)
    assert [w.quotation.id for w in speaker.alone] == [said.id]
    assert [w.quotation.id for w in speaker.attitudes] == [wish.id]
