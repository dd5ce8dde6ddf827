"""New dossiers from uploads, and corrections: kept in the same file as on the command line, taken in by a build in the background."""

import json
import multiprocessing
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import pipeline
from crosswire.web import jobs
from crosswire.web.changes import _plain_name
from crosswire.web.jobs import Job, Jobs
from tests.sample import sample_findings
from tests.web.served_sample import make_client, write_findings

TEXTS = {
    "a.txt": "Port Orrin, June 12, 2031 -- Ilse Marran said the survey treaty was the keel of the strait.\n",
    "b.txt": "“The survey treaty is the keel of the strait,” Foreign Minister Ilse Marran told reporters.\n",
}


@pytest.fixture
def folder(tmp_path):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path / "dossier", sample_findings())


@pytest.fixture
def started(monkeypatch):
    """Let builds end at once; return what was asked for."""
    asked: list[jobs._Work] = []

    def follow(self, number, work):
        asked.append(work)
        if work.captures is not None:
            asked[-1] = {p.name: p.read_bytes() for p in work.captures.iterdir()}
        self._change(number, state="done")

    monkeypatch.setattr(Jobs, "_follow", follow)
    return asked


def wait_for(client) -> list[dict]:
    """Return the builds when all are done."""
    for _ in range(200):
        found = client.get("/api/builds").json()["items"]
        if all(j["state"] in ("done", "failed") for j in found):
            return found
        time.sleep(0.02)
    raise AssertionError(found)


def log_of(folder: Path) -> list[dict]:
    """Return the lines of the log of corrections."""
    return [json.loads(line) for line in (folder / "corrections.jsonl").read_text().splitlines()]


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        (
            {"kind": "set", "document": "wire.txt", "field": "date", "value": "2031-06"},
            {"field": "date", "value": "2031-06"},
        ),
        ({"kind": "merge", "actors": ["Ilse Marran", "Teodor Quill"]}, {"actors": "merge"}),
        ({"kind": "rename", "actor": "Ilse Marran", "name": "I. Marran"}, {"actors": "rename", "value": "I. Marran"}),
        ({"kind": "split", "actor": "Ilse Marran", "documents": ["wire.txt"]}, {"actors": "split"}),
        ({"kind": "no-quotation", "quotation": "Q"}, {"quotations": "drop"}),
        ({"kind": "speaker", "quotation": "Q", "actor": "Teodor Quill"}, {"quotations": "speaker"}),
    ],
)
def test_a_gesture_writes_the_log_of_the_command_line(wish, line, folder, started):
    """And asks for a build that takes it in."""
    names = {d.name for d in sample_findings().documents}
    with make_client(folder) as client:
        quotation = client.get("/api/quotations").json()["items"][0]["id"]
        wish = {k: quotation if v == "Q" else v for k, v in wish.items()}
        if "wire.txt" not in names:
            first = sorted(names)[0]
            wish = {k: first if v == "wire.txt" else [first] if v == ["wire.txt"] else v for k, v in wish.items()}
        answer = client.post("/api/corrections", json={"correction": wish})
        assert answer.status_code == 202, answer.text
        wait_for(client)
    found = log_of(folder)
    assert len(found) == 1 and line.items() <= found[0].items() and len(started) == 1


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "merge", "actors": ["Ilse Marran", "Nobody At All"]},
        {"kind": "merge", "actors": ["Ilse Marran"]},
        {"kind": "split", "actor": "Ilse Marran"},
        {"kind": "set", "document": "none.txt", "field": "date", "value": "2031"},
        {"kind": "set", "document": "none.txt", "field": "weather", "value": "fair"},
        {"kind": "no-quotation", "quotation": "q-none"},
        {"kind": "forget", "actor": "x"},
    ],
)
def test_what_cannot_be_corrected_is_refused_and_not_kept(wish, folder, started):
    """With the words of the command line; nothing is written, nothing is built."""
    with make_client(folder) as client:
        answer = client.post("/api/corrections", json={"correction": wish})
    assert answer.status_code in (400, 404, 422) and answer.json()["error"]["message"]
    assert not (folder / "corrections.jsonl").exists() and not started


def test_an_upload_is_built_of_files_and_texts(folder, started):
    """Names of files stay as far as they can; two of one name are both kept."""
    with make_client(folder) as client:
        files = [("files", ("a.txt", b"one")), ("files", ("../../a.txt", b"two"))]
        answer = client.post("/api/builds", data={"name": "new", "texts": ["three", " "]}, files=files)
        assert answer.status_code == 202 and answer.json()["dossier"] == "new"
        assert wait_for(client)[0]["state"] == "done"
    assert started == [{"a.txt": b"one", "2-a.txt": b"two", "pasted-1.txt": b"three"}]


def test_a_form_without_a_script_is_answered_with_a_page(folder, started):
    """The browser is led back to the list of builds."""
    with make_client(folder) as client:
        answer = client.post(
            "/api/builds", data={"name": "new", "texts": ["x"]}, files=[("files", ("", b""))],
            headers={"accept": "text/html"}, follow_redirects=False,
        )  # fmt: skip
        assert answer.status_code == 303 and answer.headers["location"] == "../new"


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".hidden", "x" * 61, "a b", "ends."])
def test_a_name_that_is_none_is_refused(name, folder, started):
    """A new dossier lies below the served folder and nowhere else."""
    with make_client(folder) as client:
        answer = client.post("/api/builds", data={"name": name}, files=[("files", ("a.txt", b"x"))])
        assert answer.status_code == 400 and not started


def test_an_upload_of_nothing_or_over_another_dossier_is_refused(tmp_path, started):
    """What is there already is not touched."""
    write_findings(tmp_path / "old", sample_findings())
    with make_client(tmp_path) as client:
        files = [("files", ("a.txt", b"x"))]
        assert client.post("/api/builds", data={"name": "old"}, files=files).status_code == 409
        assert client.post("/api/builds", data={"name": "new"}, files=[("files", ("", b""))]).status_code == 400
        assert client.post("/api/builds", json={"name": "new"}).status_code == 400
    assert not started


@given(st.text(max_size=150))
def test_no_name_of_an_upload_leads_out(name):
    """Whatever a file is called, it becomes one plain name."""
    plain = _plain_name(name)
    assert plain and "/" not in plain and "\\" not in plain and not plain.startswith(".") and len(plain) <= 100
    assert plain.isprintable()


def test_a_build_tells_how_far_it_is_and_how_it_ended(tmp_path, monkeypatch):
    """Progress comes through the pipe; a failure is told in the words of the command line."""
    captures = tmp_path / "captures"
    captures.mkdir()
    reader, writer = multiprocessing.Pipe(duplex=False)
    jobs._build(writer, jobs._Work(tmp_path / "out", captures))
    assert reader.recv()[0] == "end" and not reader.poll()
    for name, text in TEXTS.items():
        (captures / name).write_text(text)
    usual = pipeline.build
    rules = pipeline.Choices(learned=False)
    monkeypatch.setattr(pipeline, "build", lambda *a, **k: usual(*a, **k, choices=rules))
    jobs._build(writer, jobs._Work(tmp_path / "out", captures))
    told = []
    while reader.poll():
        told.append(reader.recv())
    assert told[-1] == ("end", "") and any(t[0] == "progress" for t in told)
    assert (tmp_path / "out" / "index.html").exists()
    quotation = pipeline.list_actors(tmp_path / "out")[0].readings[0].quotations[0].id
    pipeline.correct_quotation(tmp_path / "out", "drop", quotation)
    jobs._build(writer, jobs._Work(tmp_path / "out", None))
    after = pipeline.list_actors(tmp_path / "out")[0]
    assert quotation not in {q.id for r in after.readings for q in r.quotations}
    pipeline.correct_quotation(tmp_path / "out", "undo", "")
    pipeline.rebuild(tmp_path / "out")
    after = pipeline.list_actors(tmp_path / "out")[0]
    assert quotation in {q.id for r in after.readings for q in r.quotations}


def test_builds_wait_for_each_other_and_not_forever():
    """One that waits already is enough for a dossier; too many are refused."""
    queue = Jobs()
    queue._thread = object()  # type: ignore[assignment]  # nothing runs
    first = queue.rebuild("", Path())
    assert queue.rebuild("", Path()) == first
    for n in range(jobs.WAITING - 1):
        queue.build(f"n{n}", Path(), Path())
    with pytest.raises(jobs.DossierBusy):
        queue.build("more", Path(), Path())
    assert [j.number for j in queue.all()] == list(range(jobs.WAITING, 0, -1))
    assert isinstance(first, Job)


def test_a_build_from_outside_is_noticed(folder):
    """Pages are made anew when somebody else has written the store."""
    with make_client(folder) as client:
        before = client.get("/api/stories").json()["total"]
        assert client.get("/").status_code == 200
        found = sample_findings()
        write_findings(folder, found.__class__(documents=found.documents, readings=found.readings, actors=found.actors))
        assert before and client.get("/api/stories").json()["total"] == 0
        assert "No stories were found" in client.get("/").text
