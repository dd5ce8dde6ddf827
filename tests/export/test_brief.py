"""The brief in Markdown."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions
from crosswire.export.brief import escaped, quoted
from crosswire.model import Quotation
from tests.factory import (
    make_actor,
    make_document,
    make_findings,
    make_quotation,
    make_reading,
    make_statement,
    make_story,
    span_of,
)
from tests.sample import sample_documents, sample_findings


def brief_of(dossier, **options):
    """Return a brief."""
    ((_, pieces),) = FORMATS["md"].files(dossier, ExportOptions(**options))
    return "".join(pieces)


@pytest.fixture(scope="module")
def brief():
    """Return the sample's brief."""
    return brief_of(Dossier(sample_findings()))


def test_every_mark_has_its_footnote(brief):
    """Footnotes are numbered as they come up, each once, and none is missing or left over."""
    body, notes = brief.split("## Footnotes")
    used = [int(n) for n in re.findall(r"\[\^(\d+)\]", body)]
    given_ = [int(n) for n in re.findall(r"^\[\^(\d+)\]:", notes, flags=re.M)]
    assert given_ == list(range(1, len(given_) + 1)) == sorted(set(used))


def test_a_footnote_is_verbatim_and_leads_back(brief):
    """Words, outlet, date as known, document, characters and the beginning of the hash."""
    wire = sample_documents()["wire"]
    words = "“We will not let one shore grow safe by making the other shore poor,”"
    start = wire.text.index(words)
    note = next(
        line for line in brief.splitlines() if line.startswith("[^") and words in line and "northwire.txt" in line
    )
    assert "Northwire, 12 June 2031 (inferred, or 13 June 2031)" in note
    assert f"paragraph 2, characters {start}–{start + len(words)}" in note
    assert f"sha256 {wire.text_sha256[:12]}" in note


def test_an_embargo_goes_wherever_its_words_go(brief):
    """At the account and in each of its footnotes, as printed."""
    assert "**Embargoed until 26th June 2031 18:00 (as printed)**" in brief
    notes = [line for line in brief.splitlines() if line.startswith("[^") and "record.txt" in line]
    assert notes and all("embargoed until 26th June 2031 18:00 (as printed)" in n for n in notes)


def test_counts_say_both_numbers_and_absence_its_denominator(brief):
    """Accounts and independent ones; "1 of 3 accounts" with who lacks it and who breaks off."""
    assert "4 accounts, 3 independent" in brief
    assert "1 of 3 accounts; not in Harbour Daily, Northwire, Strait Pictures breaks off" in brief


def test_reported_words_stand_with_their_outlet(brief):
    """Indirect words are never shown as if they were the speaker's own."""
    assert re.search(
        "Strait Pictures, “[^”]+”: “neither shore should be made poor", brief
    )  # its source and cue as printed


def test_a_title_that_repeats_the_words_is_named_not_told_again():
    """A statement that stands in body and title has one line; one that stands in no article's own text says so."""
    doc = make_document(
        "Marran: no more maps\nMarran said no more maps.\nQuill: yes", name="a.txt", zones=[("Quill: yes", "title")]
    )
    start = len("Marran: ")
    title = Quotation("q-t", ((start, start + 12),), (), (), "indirect", "title")
    body = make_quotation(doc, content="no more maps.", cue="said")
    only = Quotation("q-o", (span_of(doc.text, "yes"),), (), (), "indirect", "title")
    story = make_story([doc], title="Maps")
    marran = make_actor("Ilse Marran")
    statements = [
        make_statement(story, [marran], body, title),
        replace(make_statement(story, [marran], only), accounts=0, independent=0),
    ]
    reading = make_reading(doc, quotations=[title, body, only])
    brief = brief_of(Dossier(make_findings([doc], [reading], stories=[story], statements=statements, actors=[marran])))
    told = [line for line in brief.splitlines() if line.lstrip().startswith("- ") and "no more maps" in line]
    assert len(told) == 1 and "also in the title[^" in told[0]
    assert "in no article's own text, not counted" in brief


def test_what_is_not_known_is_said(brief):
    """Inferred dates with their grounds, unknown ones as such, failures with their code."""
    assert "date not known: nothing in the captures says it" in brief
    assert "12 June 2031 in two accounts of the same meeting" in brief
    assert "C103" in brief


def test_hostile_text_stays_text(brief):
    """Markup of a capture is escaped."""
    assert r"\<b\>published\</b\>" in brief
    assert "<b>" not in brief


def test_without_text_only_places_are_left():
    """No extract goes out; the places and hashes do."""
    short = brief_of(Dossier(sample_findings()), with_text=False)
    assert "one shore grow safe" not in short and "14 ships" not in short
    assert "characters 124–193" in short


def test_an_empty_dossier_makes_a_brief():
    """Nothing found is no error."""
    assert "0 accounts" in brief_of(Dossier(make_findings([])))


@given(st.text(max_size=40))
def test_escaped_text_is_one_line_of_plain_text(text):
    """Property: no line end and no unescaped mark of Markdown survives."""
    shown = escaped(text)
    assert "\n" not in shown and "\r" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_<>\[\]`|]", shown)


def test_own_quotation_marks_are_enough():
    """An extract that begins with marks gets no second pair."""
    assert quoted('"no"') == '"no"'
    assert quoted("no") == "“no”"


@given(st.text(alphabet=st.characters(max_codepoint=0xA0), max_size=40))
def test_no_control_character_gets_through(text):
    """A terminal or an editor gets nothing to obey from a capture: what is not white space is U+FFFD."""
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in escaped(text))


def test_a_control_character_is_seen_to_have_been_there():
    """One for one; tabs and line ends are a blank as before."""
    assert escaped("a\x1b]0;x\x07b\x9bc\td\r\ne") == "a\ufffd\\]0;x\ufffdb\ufffdc d e"


def test_other_exports_keep_control_characters():
    """What programs read is what was stored."""
    doc = make_document("Marran \x1b[31msaid no.\n")
    ((_, pieces),) = FORMATS["json"].files(Dossier(make_findings([doc])), ExportOptions())
    assert "\\u001b[31msaid" in "".join(pieces)
