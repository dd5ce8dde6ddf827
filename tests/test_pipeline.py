"""The way of the data, end to end, on captures written for the tests."""

import dataclasses
import json
import os
import sqlite3
from pathlib import Path

import pytest

from crosswire import pipeline
from crosswire.errors import DocumentUnknown, DossierMissing, InputEmpty, InputMissing, OutputNotOurs
from crosswire.model import Document, Findings
from crosswire.store import Store
from crosswire.store.codec import to_json, to_plain

FERRY = """Veldania Halts Ferries in Trel Bay

PORT ELLIN, March 3, 2031 (Osmark Press) -- Veldania will halt all ferries in Trel Bay, Foreign Minister Ilse Marran said on Monday.

"We shall not wait for a second collision," Marran told reporters in Port Ellin.

The Council of the Straits will meet on March 5 to discuss the ferries, its secretary Tor Vanning said.
"""

QUAY = """PORT ELLIN, March 3 (Quay Wire) - Ferries in Trel Bay will stop, Veldania's foreign minister said Monday.

Ilse Marran said that Veldania would not wait for another collision in Trel Bay.

Osmark's envoy Per Sandahl called the halt of the ferries "a blow to every islander".
"""

GRAIN = """Grain Harvest Up in Norrey

HALDEN, August 9, 2029 (Quay Wire) - The grain harvest of Norrey rose by 4 percent this summer, the farm board said on Thursday.
"""


WORK = pipeline._work


def deadly(task, learned):
    """Do the work, but die of the reading of one document."""
    if isinstance(task, Document) and task.name == "grain.txt":
        os._exit(1)
    return WORK(task, learned)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """A folder of three captures: two accounts of one thing, one of another."""
    folder = tmp_path / "clips"
    folder.mkdir()
    for name, text in (("ferry.txt", FERRY), ("quay.txt", QUAY), ("grain.txt", GRAIN)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def plain(findings: Findings) -> str:
    """Findings as canonical JSON."""
    return to_json(to_plain(findings))


def test_stages_get_what_they_need():
    """Every field that a stage needs is given by an earlier stage or by reading, and every field of the findings is
    given by one.
    """
    have = {"documents", "readings", "problems"}
    for stage in pipeline.STAGES:
        assert set(stage.needs) <= have, stage.name
        have |= set(stage.gives)
    assert have == {f.name for f in dataclasses.fields(Findings)}


def test_build_reads_saves_and_verifies(clips, tmp_path):
    """A build gives documents, readings and stories; the store holds them equal; every place holds."""
    report = pipeline.build([clips], tmp_path / "out")
    assert [d.name for d in report.findings.documents] == ["ferry.txt", "grain.txt", "quay.txt"]
    assert report.fresh == report.captures == 3
    assert not [p for p in report.findings.problems if p.code.startswith("R")]
    assert report.places > 50 and report.failures == ()
    assert any(r.quotations for r in report.findings.readings)
    with Store.open(tmp_path / "out") as store:
        assert plain(store.findings()) == plain(report.findings)
    count, failures = pipeline.verify(tmp_path / "out")
    assert count == report.places and failures == ()


def test_second_build_reads_nothing(clips, tmp_path):
    """What has not changed is not read again, and gives the same."""
    first = pipeline.build([clips], tmp_path / "out")
    second = pipeline.build([clips], tmp_path / "out")
    assert second.fresh == 0
    assert plain(second.findings) == plain(first.findings)


def test_order_and_workers_do_not_matter(clips, tmp_path, monkeypatch):
    """Files named in another order, and read in two processes, give the same bytes."""
    monkeypatch.setattr(pipeline, "POOL_FROM", 0)
    files = sorted(clips.iterdir())
    one = pipeline.build(files, tmp_path / "one", workers=1)
    two = pipeline.build(files[::-1], tmp_path / "two", workers=2)
    assert plain(one.findings) == plain(two.findings)


def test_adding_a_capture_keeps_ids(clips, tmp_path):
    """Documents, quotations, stories, actors and statements keep their ids when an account is added."""
    held = clips / "quay.txt"
    text = held.read_text()
    held.unlink()
    before = pipeline.build([clips], tmp_path / "out").findings
    held.write_text(text)
    after = pipeline.build([clips], tmp_path / "out").findings
    assert {d.id for d in before.documents} < {d.id for d in after.documents}
    quotations = [{q.id for r in f.readings for q in r.quotations} for f in (before, after)]
    assert quotations[0] <= quotations[1]
    assert {s.id for s in before.stories} <= {s.id for s in after.stories}
    names = {a.name for a in before.actors}
    assert {a.id for a in before.actors} <= {a.id for a in after.actors if a.name in names}


def test_a_capture_no_longer_given_is_left_out(clips, tmp_path):
    """The dossier holds what the last build was given."""
    pipeline.build([clips], tmp_path / "out")
    (clips / "grain.txt").unlink()
    report = pipeline.build([clips], tmp_path / "out")
    assert [d.name for d in report.findings.documents] == ["ferry.txt", "quay.txt"]
    assert pipeline.verify(tmp_path / "out")[1] == ()


def test_same_bytes_count_once(clips, tmp_path):
    """A file held twice is one capture; the second name is told."""
    (clips / "again.txt").write_text(FERRY, encoding="utf-8")
    report = pipeline.build([clips], tmp_path / "out")
    assert report.captures == 3
    assert [(p.code, p.name) for p in report.findings.problems if p.code == "C109"] == [("C109", "ferry.txt")]


def test_a_stage_that_fails_on_a_document_costs_only_it(clips, tmp_path, monkeypatch):
    """Promise 5: a fault in reading is a row, and the others are read."""
    real = pipeline.annotate.read_document

    def faulty(document, engine, tagger):
        if document.name == "quay.txt":
            raise RuntimeError("no verb will do")
        return real(document, engine, tagger)

    monkeypatch.setattr(pipeline.annotate, "read_document", faulty)
    report = pipeline.build([clips], tmp_path / "out")
    assert [(p.code, p.name) for p in report.findings.problems if p.code == "R101"] == [("R101", "quay.txt")]
    assert len(report.findings.documents) == 3 and report.failures == ()


def test_a_sentence_without_end_is_told(tmp_path):
    """A text whose full stops are lost is read in bounded time, and the problem list says what was not read of it."""
    text = 'Minister Ana Bole said "we will go" on Monday, and ' * 400
    (tmp_path / "run-on.txt").write_text(text)
    report = pipeline.build([tmp_path / "run-on.txt"], tmp_path / "out")
    assert "Q102" in {p.code for p in report.findings.problems} and report.failures == ()


def test_what_was_chosen_is_kept(clips, tmp_path):
    """With the tagger the readings are other ones, told by the models' names; a rebuild reads as the build did."""
    rules = pipeline.build([clips], tmp_path / "rules", choices=pipeline.Choices(learned=False, world_facts=True))
    assert (rules.facts["learned"], rules.facts["world_facts"]) == (False, True)
    assert pipeline.rebuild(tmp_path / "rules").facts == rules.facts
    both = pipeline.build([clips], tmp_path / "both")
    assert "tagger" in both.facts["model"] and "tagger" not in rules.facts["model"]
    assert both.failures == () and any(r.quotations for r in both.findings.readings)
    again = pipeline.rebuild(tmp_path / "both")
    assert again.fresh == 0 and plain(again.findings) == plain(both.findings)


def test_a_dossier_without_a_document(clips, tmp_path):
    """Nothing is left that rests on a document left out; what is left keeps its ids, and the dossier itself stays."""
    report = pipeline.build([clips], tmp_path / "out")
    doc = next(d.id for d in report.findings.documents if d.name == "quay.txt")
    left = pipeline.leave_out(tmp_path / "out", {doc})
    assert doc not in to_json(to_plain(left))
    assert {a.id for a in left.actors} & {a.id for a in report.findings.actors}
    assert len(Store.open(tmp_path / "out").findings().documents) == 3


def test_a_failed_reading_is_tried_again(clips, tmp_path, monkeypatch):
    """A passing fault, want of memory for instance, is not kept."""
    real = pipeline.annotate.read_document
    with monkeypatch.context() as patched:
        patched.setattr(pipeline.annotate, "read_document", lambda *_: 1 / 0)
        assert len(pipeline.build([clips], tmp_path / "out").findings.problems) == 3
    report = pipeline.build([clips], tmp_path / "out")
    assert pipeline.annotate.read_document is real
    assert report.fresh == 3 and not [p for p in report.findings.problems if p.code == "R101"]


def test_a_reader_that_dies_costs_its_reading(clips, tmp_path, monkeypatch):
    """A document that takes its process down is a row, and its text stands; the others are read by new processes."""
    monkeypatch.setattr(pipeline, "POOL_FROM", 0)
    monkeypatch.setattr(pipeline, "_work", deadly)
    report = pipeline.build([clips], tmp_path / "out", workers=2)
    assert [(p.code, p.name) for p in report.findings.problems if p.code == "R101"] == [("R101", "grain.txt")]
    read = {r.doc for r in report.findings.readings if r.sentences}
    assert {d.name: d.id in read for d in report.findings.documents} == {
        "ferry.txt": True,
        "grain.txt": False,
        "quay.txt": True,
    }


def test_verify_sees_changed_records(clips, tmp_path):
    """A record without any place that was changed in the database is found by the hash of them all."""
    pipeline.build([clips], tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "crosswire.db") as database:
        database.execute("UPDATE actors SET name = 'Somebody Else'")
    assert any("not the ones that the last build wrote" in f.why for f in pipeline.verify(tmp_path / "out")[1])


def test_a_stage_over_documents_that_fails_is_told(clips, tmp_path, monkeypatch):
    """Promise 5, over documents: what the others found stands, and the problem list says what is missing."""

    def faulty(**_):
        raise RuntimeError("no two alike")

    stages = tuple(dataclasses.replace(s, work=faulty) if s.name == "statements" else s for s in pipeline.STAGES)
    monkeypatch.setattr(pipeline, "STAGES", stages)
    report = pipeline.build([clips], tmp_path / "out")
    assert [(p.code, p.name) for p in report.findings.problems if p.code == "R102"] == [("R102", "statements")]
    assert report.findings.statements == () and report.findings.actors and report.failures == ()


def test_set_and_rebuild(clips, tmp_path):
    """A date set by hand is shown as set, survives a rebuild, and can be taken back."""
    out = tmp_path / "out"
    pipeline.build([clips], out)
    pipeline.set_value(out, "quay.txt", "date", "2031-03-04")
    for report in (pipeline.rebuild(out), pipeline.build([clips], out)):
        date = {p.doc: p.date for p in report.findings.published}[
            next(d.id for d in report.findings.documents if d.name == "quay.txt")
        ]
        assert (date.value, date.status) == ("2031-03-04", "set")
    pipeline.set_value(out, "quay.txt", "date", "")
    report = pipeline.rebuild(out)
    assert "set" not in {p.date.status for p in report.findings.published}


def test_set_names_what_it_does_not_know(clips, tmp_path):
    """An unknown or an ambiguous document is told with the names there are."""
    out = tmp_path / "out"
    pipeline.build([clips], out)
    with pytest.raises(DocumentUnknown, match=r"ferry\.txt"):
        pipeline.set_value(out, "fairy.txt", "date", "2031")
    with pytest.raises(DocumentUnknown, match="fits 3"):
        pipeline.set_value(out, "d-", "date", "2031")


def test_missing_path_makes_nothing(tmp_path):
    """A path that is not there is an error before anything is made on disk."""
    with pytest.raises(InputMissing, match="nowhere"):
        pipeline.build([tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_empty_folder(tmp_path):
    """A folder with nothing to read is told, with the kinds that are read."""
    (tmp_path / "in").mkdir()
    with pytest.raises(InputEmpty, match=r"\.html"):
        pipeline.build([tmp_path / "in"], tmp_path / "out")
    (tmp_path / "in" / "photo.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputEmpty, match=r"photo\.png"):
        pipeline.build([tmp_path / "in"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_output_of_others(clips, tmp_path):
    """A folder with other people's files is refused and left as it was."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    with pytest.raises(OutputNotOurs):
        pipeline.build([clips], out)
    assert [p.name for p in out.iterdir()] == ["notes.txt"]


def test_dossier_inside_the_input_is_not_read(clips):
    """A dossier built into the folder of captures is not taken for a capture by the next build."""
    first = pipeline.build([clips], clips / "dossier")
    second = pipeline.build([clips], clips / "dossier")
    assert [d.name for d in second.findings.documents] == [d.name for d in first.findings.documents]


def test_broken_rows_cost_themselves(tmp_path):
    """Of a JSON Lines file, the rows that can be read are read."""
    rows = [json.dumps({"id": "a", "text": FERRY}), '{"id": "b", "text": ', json.dumps({"id": "c", "text": GRAIN})]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    report = pipeline.build([tmp_path / "rows.jsonl"], tmp_path / "out", as_is=True)
    assert [d.name for d in report.findings.documents] == ["a", "c"]
    assert [p.code for p in report.findings.problems if p.code.startswith("C")] == ["C105"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_unreadable_file_is_a_row(clips, tmp_path):
    """A file without read permission is a problem row."""
    (clips / "quay.txt").chmod(0)
    report = pipeline.build([clips], tmp_path / "out")
    assert ("C101", "quay.txt") in [(p.code, p.name) for p in report.findings.problems]


def test_rebuild_needs_a_dossier(tmp_path):
    """Where there is no dossier, nothing is made."""
    with pytest.raises(DossierMissing):
        pipeline.rebuild(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_verify_derives_texts_anew(clips, tmp_path):
    """A stored text that its capture does not give is found even if its hash was changed with it."""
    from crosswire.model import sha256

    out = tmp_path / "out"
    pipeline.build([clips], out)
    other = GRAIN.replace("rose", "fell")
    with sqlite3.connect(out / "crosswire.db") as database:
        database.execute(
            "UPDATE documents SET text = ?, text_sha256 = ? WHERE name = 'grain.txt'", (other, sha256(other))
        )
    assert any("not what its capture gives" in f.why for f in pipeline.verify(out)[1])


def test_code_version_follows_the_code():
    """The version of a room is a hash of its files, the same each time."""
    assert pipeline.code_version("ingest") == pipeline.code_version("ingest") != pipeline.code_version("annotate")
