"""ninjs of all three generations, about invented parties."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import find_captures, read_capture
from crosswire.ingest.formats import ninjs
from crosswire.model import Capture, Document, Problem, sha256

BODY = (
    "TREL BAY, Veldania (Osmark Wire) -- Foreign Minister Ilse Marran said Tuesday the ferry treaty would hold.\n"
    '"We signed it, and we keep it," Marran told reporters in the harbour.\n'
    "The Council of the Straits meets again in autumn to look at the lights on Gull Rock."
)
PAGE = (
    "<p>TREL BAY, Veldania (Osmark Wire) -- Foreign Minister Ilse Marran said Tuesday the ferry treaty would hold.</p>"
    "<h2>No new talks</h2><p>“We signed it, and we keep it,” Marran told reporters 😀.</p>"
    "<figure><figcaption>Marran in the harbour.</figcaption></figure>"
)
ONE: dict[str, Any] = {
    "uri": "http://wire.example/1",
    "type": "text",
    "versioncreated": "2031-06-06T10:37:00Z",
    "firstcreated": "2031-06-05T09:30:04Z",
    "embargoed": "2031-06-05T12:00:00+02:00",
    "pubstatus": "usable",
    "language": "en",
    "byline": "By Ilse Tarn and Tor Brask",
    "located": "Trel Bay, Veldania",
    "headline": "Treaty will hold, Marran says",
    "body_text": BODY,
    "body_xhtml": PAGE,
    "copyrightholder": "Osmark Wire",
    "copyrightnotice": "Copyright 2031 Osmark Wire",
    "usageterms": "Not for use after 2031-07-01",
    "ednote": "Corrects the minister's name in the first paragraph",
    "infosources": [{"name": "Osmark Wire", "role": "origin"}],
    "associations": {
        "pic": {"type": "picture", "byline": "Ada Windt", "description_text": "The ferry off Gull Rock."},
    },
}
TWO: dict[str, Any] = {
    **{k: v for k, v in ONE.items() if not k.startswith(("body", "head", "byline", "assoc", "ednote"))},
    "by": "Osmark Wire",
    "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": "Treaty will hold, Marran says"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Treaty will hold, Marran says\n" + BODY}],
    "associations": [{"name": "a1", "type": "picture", "descriptions": [{"role": "text", "value": "Gull Rock."}]}],
}
THREE: dict[str, Any] = {
    "uri": "http://wire.example/3",
    "versionCreated": "2031-06-06T10:37:00Z",
    "embargoedUntil": "2031-06-07T08:00:00Z",
    "pubStatus": "usable",
    "copyrightHolder": "Osmark Wire",
    "usageTerms": "None",
    "infoSources": [{"name": "Osmark Wire"}],
    "headlines": [{"role": "main", "value": "Treaty will hold, Marran says"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": BODY.replace("\n", " ")},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": PAGE},
    ],
}


def capture(row: Any) -> Capture:
    """Return a capture of an item, or of items."""
    content = json.dumps(row).encode()
    return Capture(sha256(content), "item.json", ninjs.ITEM, content)


def only(row: Any) -> Document:
    """Return the one document of an item without problems."""
    documents, problems = read_capture(capture(row))
    assert len(documents) == 1 and not problems, problems
    return documents[0]


def labels(doc: Document) -> list[tuple[str, str]]:
    """Return the zones' labels and words."""
    return [(z.label, doc.text[z.start : z.end]) for z in doc.zones]


def test_first_generation() -> None:
    """Headline, dump of the XHTML body, caption, credit and note are parts with zones; the rest is declared with its key."""
    doc = only(ONE)
    assert labels(doc)[:3] == [
        ("title", "Treaty will hold, Marran says"),
        ("dateline", "TREL BAY, Veldania (Osmark Wire) --"),
        ("body", "Foreign Minister Ilse Marran said Tuesday the ferry treaty would hold."),
    ]
    assert ("crosshead", "No new talks") in labels(doc)
    assert [w for label, w in labels(doc) if label == "caption"] == [
        "Marran in the harbour.",
        "The ferry off Gull Rock.",
        "Ada Windt",
    ]
    header = doc.header
    assert header.headline.place and header.headline.basis == ("ninjs headline",)
    assert [h.value for h in header.by] == ["Ilse Tarn", "Tor Brask"]
    assert (header.published.value, header.published.basis) == ("2031-06-05T09:30Z", ("ninjs firstcreated",))
    assert header.embargoed.parsed == "2031-06-05T12:00+02:00"
    assert header.agency.value == "Osmark Wire" and header.publisher.value is None
    assert header.usageterms.value == "Not for use after 2031-07-01"
    assert header.copyrightnotice.basis == ("ninjs copyrightnotice",)
    assert header.copyrightholder.value == "Osmark Wire"
    assert header.uri.value == "http://wire.example/1" and header.language.value == "en"


def test_second_generation_keeps_a_plain_body_unchanged() -> None:
    """The plain body stands in the stored text as it is; its own first line is the title, which is not put before it again."""
    doc = only(TWO)
    assert doc.text.startswith(TWO["bodies"][0]["value"])
    assert labels(doc)[0] == ("title", "Treaty will hold, Marran says")
    assert doc.text.count("Treaty will hold, Marran says") == 1
    assert ("caption", "Gull Rock.") in labels(doc)


def test_third_generation_prefers_the_marked_body() -> None:
    """Paragraphs that plain text lost are taken from XHTML; camelCase keys are read."""
    doc = only(THREE)
    assert [label for label, _ in labels(doc)].count("body") == 2
    assert doc.header.embargoed.parsed == "2031-06-07T08:00Z"
    assert doc.header.copyrightholder.value == "Osmark Wire"


@pytest.mark.parametrize("status", ["withheld", "canceled", "stat:canceled", "http://cv.example/Withheld"])
def test_what_is_withheld_is_not_read(status: str) -> None:
    """A withheld or canceled item is a problem and no document; its neighbours keep their numbers."""
    documents, problems = read_capture(capture([{**ONE, "pubstatus": status}, ONE]))
    assert [d.name for d in documents] == ["item.json#2"]
    assert [(p.code, p.name) for p in problems] == [("C120", "item.json#1")]


def test_wrapped_items_and_packages() -> None:
    """Items inside an API's answer are found, and texts inside a package."""
    documents, _ = read_capture(capture({"data": {"items": [{"item": ONE}, {"item": TWO}]}}))
    assert [d.name for d in documents] == ["item.json#1", "item.json#2"]
    package = {"uri": "p", "type": "composite", "headline": "Two texts", "associations": {"a": ONE, "b": {**TWO}}}
    documents, _ = read_capture(capture(package))
    assert [d.name for d in documents] == ["item.json#1", "item.json#2", "item.json#3"]


def test_files_of_lines_and_of_one_item(tmp_path: Path) -> None:
    """A line an item: each its own capture; a pretty-printed item: the file is the capture; rows stay rows."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in (ONE, THREE)) + "\n\n{broken\n", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(ONE, indent=2), "utf-8")
    (tmp_path / "c.json").write_text(json.dumps([ONE, TWO]), "utf-8")
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": "r1", "text": BODY, "title": "T"}) + "\n", "utf-8")
    found = list(find_captures([tmp_path]))
    assert [(c.name, c.media_type) for c in found if isinstance(c, Capture)] == [
        ("a.jsonl#1", ninjs.ITEM),
        ("a.jsonl#2", ninjs.ITEM),
        ("b.json", ninjs.ITEM),
        ("c.json", ninjs.ITEM),
        ("r1", "application/json"),
    ]
    assert [(p.code, p.name) for p in found if isinstance(p, Problem)] == [("C105", "a.jsonl:3")]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b"null", b'"text"', b"[1, 2]", b'{"uri": "x"}', b'{"headlines": 7, "bodies": {"a": []}}',
     b'{"body_text": "\\ud800", "pubstatus": []}', b'{"body_xhtml": "<p><p", "by": {"name": 3}, "associations": [[1]]}'],
)  # fmt: skip
def test_broken_items_cost_nothing(content: bytes) -> None:
    """Whatever is inside: documents or problems, never an error."""
    documents, problems = read_capture(Capture(sha256(content), "x", ninjs.ITEM, content))
    assert documents or problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([BODY, PAGE]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ONE, *TWO, *THREE, "items", "role", "value", "name"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_any_json(row: Any) -> None:
    """Any tree of such keys gives places that hold, and the same twice."""
    first, second = read_capture(capture(row)), read_capture(capture(row))
    assert first == second
    for doc in first[0]:
        covered = {i for z in doc.zones for i in range(z.start, z.end)}
        assert all(c.isspace() or i in covered for i, c in enumerate(doc.text))
        assert all(a.end <= b.start for a, b in zip(doc.zones, doc.zones[1:], strict=False))


@pytest.mark.parametrize(
    ("words", "until"),
    [("Embargo: June 9, 2031 08:00 GMT", "2031-06-09T08:00Z"), ("EMBARGO: ask the desk", "2031-06-05T12:00+02:00")],
)
def test_the_embargo_that_holds_longer_counts(words: str, until: str) -> None:
    """Of an embargo in the text and one beside it the later is the document's; one that cannot be read gives way."""
    assert only({**ONE, "embargoed_text": words}).header.embargoed.parsed == until
