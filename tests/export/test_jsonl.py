"""The tables."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions, write_export
from tests.factory import make_actor, make_attribution, make_document, make_findings, make_quotation, make_reading
from tests.sample import sample_documents, sample_findings


def tables_of(dossier, **options):
    """Return the tables of a dossier: name -> rows, as read back from their lines."""
    found = {}
    for name, pieces in FORMATS["jsonl"].files(dossier, ExportOptions(**options)):
        lines = "".join(pieces).encode("utf-8").decode("utf-8").split("\n")
        assert lines.pop() == ""
        found[name.removesuffix(".jsonl")] = [json.loads(line) for line in lines]
    return found


@pytest.fixture(scope="module")
def tables():
    """Return the sample's tables."""
    return tables_of(Dossier(sample_findings()))


def test_documents_go_out_whole(tables):
    """Text, hash and length agree; the name is what every table calls the document."""
    docs = {d.name: d for d in sample_documents().values()}
    assert [r["doc"] for r in tables["documents"]] == sorted(docs)
    for row in tables["documents"]:
        assert row["text"] == docs[row["doc"]].text
        assert row["text_sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()
        assert row["length"] == len(row["text"])


def test_header_values_say_how_they_are_known(tables):
    """A value, its status and, where it is printed, its place; an embargo in ISO 8601 with what was printed."""
    rows = {r["doc"]: r for r in tables["documents"]}
    page, record, wire = (rows[f"clips/{n}"] for n in ("courier.html.txt", "record.txt", "northwire.txt"))
    assert page["publisher"]["value"] == "The Orrin Courier" and page["agency"]["status"] == "inferred"
    place = page["headline"]["place"]
    assert page["text"][place["start"] : place["end"]] == page["headline"]["value"] and place["doc"] == page["doc"]
    assert (record["embargoed"]["value"], record["embargoed"]["printed"]) == (
        "2031-06-26T18:00",
        "26th June 2031 18:00",
    )
    assert wire["headline"] is None
    assert (wire["published"]["value"], wire["published"]["status"]) == ("2031-06-12", "inferred")
    assert wire["published"]["alternatives"] == ["2031-06-13"]
    assert wire["published_printed"]["value"] is None


def test_quotations_point_into_their_text(tables):
    """Contents, cues and sources are places of the document's own text; the body is null, other zones are named."""
    texts = {r["doc"]: r["text"] for r in tables["documents"]}
    rows = tables["quotations"]
    keel = next(r for r in rows if "keel of the whole" in r["text"])
    assert [texts[keel["doc"]][a:b] for a, b in keel["content"]] == [keel["text"]]
    assert (keel["type"], keel["where"]) == ("mixed", None)
    assert [r["where"] for r in rows if r["where"]] == ["metadata"]
    assert keel["issues"] == ["i-treaty"]


def test_speakers_stand_plain_or_as_a_list():
    """One speaker is an id, a joint statement a list, an unknown one null."""
    doc = make_document("Both said no. Marran said yes. Somebody said maybe.", name="a.txt")
    marran, quill = make_actor("Ilse Marran"), make_actor("Teodor Quill")
    no, yes, maybe = (make_quotation(doc, content=w) for w in ("no", "yes", "maybe"))
    findings = make_findings(
        [doc],
        [make_reading(doc, quotations=[no, yes, maybe])],
        actors=[marran, quill],
        attributions=[make_attribution(doc, no, marran, quill), make_attribution(doc, yes, marran)],
    )
    rows = {r["id"]: r["speaker"] for r in tables_of(Dossier(findings))["quotations"]}
    assert rows == {no.id: [marran.id, quill.id], yes.id: marran.id, maybe.id: None}


def test_everything_found_is_in_a_table(tables):
    """As many rows as records, and the ids of one table are those of the other."""
    findings = sample_findings()
    for name in (
        "actors",
        "statements",
        "stories",
        "copies",
        "issues",
        "positions",
        "differences",
        "timeline",
        "problems",
    ):
        assert len(tables[name]) == len(getattr(findings, name))
    assert len(tables["spans"]) == sum(len(d.zones) for d in findings.documents)
    assert len(tables["mentions"]) == sum(len(a.mentions) for a in findings.actors)
    known = {r["id"] for r in tables["quotations"]}
    assert {q for r in tables["statements"] for q in (*r["quotations"], *r["possible"])} <= known


def test_differences_stand_as_shown(tables):
    """The order of rows is that of the page; who lacks a thing is named by document."""
    rows = tables["differences"]
    assert [r["id"] for r in rows] == ["x-close", "x-ships", "x-maps"]
    assert rows[2]["absent"] == ["clips/northwire.txt", "clips/reprint.txt"] or rows[2]["absent"] == [
        "clips/reprint.txt",
        "clips/northwire.txt",
    ]
    assert rows[2]["unsure"] == ["clips/record.txt"]


def test_without_text_no_text_goes_out():
    """--no-text leaves hashes and places, and none of the accounts' running words."""
    rows = tables_of(Dossier(sample_findings()), with_text=False)
    assert all("text" not in r for r in (*rows["documents"], *rows["quotations"]))
    assert all("value" not in side for r in rows["differences"] for side in r["accounts"])
    assert all(r["text_sha256"] and r["length"] for r in rows["documents"])
    assert "one shore grow safe" not in json.dumps(rows, ensure_ascii=False)


def test_the_checker_of_the_contract_finds_nothing(tmp_path, shared):
    """The tables pass the check that scorers make before they read them."""
    write_export(FORMATS["jsonl"], Dossier(sample_findings()), tmp_path / "out")
    checker = shared / "eval" / "tables.py"
    found = subprocess.run(
        [sys.executable, str(checker), str(tmp_path / "out")], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
    assert "problems: 0" in found.stdout


def test_an_empty_dossier_has_empty_tables():
    """Nothing found is no error."""
    assert not any(tables_of(Dossier(make_findings([]))).values())


@given(st.text(st.characters(), min_size=1, max_size=40))
@example("a lone surrogate: \ud800")
def test_any_text_comes_back(text):
    """Property: whatever stands in a text or a name, a row is one line and reads back equal (lone surrogates too)."""
    doc = replace(make_document(text), name=f"n{text}")
    (row,) = tables_of(Dossier(make_findings([doc])))["documents"]
    assert (row["text"], row["doc"], row["length"]) == (text, f"n{text}", len(text))


def test_cut_evidence(tables):
    """With a limit of words no stored text goes out, no extract is longer, and every place stays that of the whole."""
    cut = tables_of(Dossier(sample_findings()), evidence_words=4)
    assert not any("text" in row for row in cut["documents"])
    for row, whole in zip(cut["quotations"], tables["quotations"], strict=True):
        assert row["content"] == whole["content"]
        assert len(row["text"].removesuffix(" […]").split()) <= 4
    assert any(row["text"].endswith(" […]") for row in cut["quotations"])
    words = [side["value"] for row in cut["differences"] for side in row["accounts"]]
    assert all(len(value.removesuffix(" […]").split()) <= 4 for value in words)


def test_embargoes_are_marked_at_the_moment_of_export():
    """With a moment given, a text under an embargo says how it stands; without one the table knows no clock."""
    dossier = Dossier(sample_findings())
    rows = tables_of(dossier, now=datetime(2031, 1, 1, tzinfo=UTC))["documents"]
    assert {row["embargo_status"] for row in rows if "embargo_status" in row} == {"future"}
    rows = tables_of(dossier, now=datetime(2041, 1, 1, tzinfo=UTC))["documents"]
    assert {row["embargo_status"] for row in rows if "embargo_status" in row} <= {"expired", "archive_release"}
    assert not any("embargo_status" in row for row in tables_of(dossier)["documents"])


def test_attitudes_are_rows_with_their_certainty():
    """Attitudes go out among the quotations, told by `speech`; each row says how certain it is and why."""
    document = make_document("Ilse Marran wants the survey to end.", name="a.txt")
    wish = make_quotation(
        document,
        content="the survey to end",
        cue="wants",
        speech=False,
        cue_lemma="want",
        certainty=0.69,
        certainty_word="likely",
        certainty_reason="tagger alone",
    )
    (row,) = tables_of(Dossier(make_findings([document], readings=[make_reading(document, quotations=[wish])])))[
        "quotations"
    ]
    assert row["speech"] is False
    assert (row["certainty"], row["certainty_word"], row["certainty_reason"]) == (0.69, "likely", "tagger alone")
    assert (row["cue_lemma"], row["negated"], row["future"], row["hypothetical"]) == ("want", False, False, False)
