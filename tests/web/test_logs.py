"""The log of corrections in words."""

import json

from crosswire.web.logs import log_stamp, read_log

ROWS = (
    {"doc": "d-1", "name": "wire.txt", "field": "date", "value": "2031-06"},
    {"doc": "d-1", "name": "wire.txt", "field": "date", "value": ""},
    {"actors": "merge", "id": "k-1", "actor": "p-1", "name": "Ilse Marran", "others": [["p-2", "Marran"]]},
    {"actors": "split", "id": "k-2", "actor": "p-1", "name": "Ilse Marran", "docs": ["d-1"], "value": "Teodor Quill"},
    {"actors": "undo", "id": "k-3", "of": "k-1"},
    {"quotations": "drop", "id": "k-4", "quotation": "q-1", "text": "the keel " * 40},
    {
        "quotations": "speaker",
        "id": "k-5",
        "quotation": "q-2",
        "text": "One shore.",
        "actor": "p-1",
        "name": "Ilse Marran",
    },
    {"quotations": "speaker", "id": "k-6", "quotation": "q-3", "text": "Two shores."},
    {"issues": "split", "id": "k-7", "issue": "i-1", "name": "treaty", "forms": ["the pact"]},
    {"issues": "pin", "id": "k-8", "issue": "i-1", "name": "treaty", "forms": ["treaty"]},
    {"stories": "group", "id": "k-9", "docs": ["d-1", "d-2"], "names": ["wire.txt", "post.txt"]},
)


def test_every_kind_is_told_in_words(tmp_path):
    """What was judged, of what, and whether it stands; what takes another back is no row of its own."""
    assert read_log(tmp_path) == () and log_stamp(tmp_path) == 0
    (tmp_path / "corrections.jsonl").write_text("".join(json.dumps(r) + "\n" for r in ROWS), encoding="utf-8")
    found = read_log(tmp_path)
    assert [(r.of, r.words, r.undone) for r in found] == [
        ("document", "date is “2031-06”", True),
        ("document", "date: as the capture has it", False),
        ("actor", "is the same as Marran", True),
        ("actor", "without 1 document, which is Teodor Quill", False),
        ("quotation", "is no quotation", False),
        ("quotation", "is spoken by Ilse Marran", False),
        ("quotation", "is spoken by nobody who is known", False),
        ("issue", "is not the pact", False),
        ("issue", "stays an issue", False),
        ("story", "tell of one occasion", False),
    ]
    assert found[4].subject.startswith("“the keel") and found[4].subject.endswith("…”")
    assert found[-1].subject == "wire.txt, post.txt" and log_stamp(tmp_path) > 0
