"""Layouts: examples written for this project, marked with the zone of each stretch (`{label/sub}words`), at least six of each layout."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.ingest.lines import find_lines
from crosswire.ingest.records import LAYOUTS, find_record
from tests.ingest.samples import GLUED_PAGE, SITE_PAGE, check_zones, read

FOLDER = Path(__file__).parent / "layouts"
TAG = re.compile(r"\{([a-z]+)(?:/([a-z_]+))?\}")


def load_examples() -> Iterator[tuple[str, str, str]]:
    """Yield (layout, name, marked text) of every example."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text("utf-8").split("=== ")[1:]:
            name, _, marked = block.partition("\n")
            yield path.stem, name, marked


EXAMPLES = list(load_examples())


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str, str | None]]]:
    """Return the text of an example and its marked stretches as (start, end, label, sub)."""
    text, spans, label, sub, start = "", [], "", None, 0
    cursor = 0
    for match in [*TAG.finditer(marked), None]:
        stop = match.start() if match else len(marked)
        text += marked[cursor:stop]
        if label:
            spans.append((start, len(text), label, sub))
        if match:
            label, sub, start, cursor = match[1], match[2], len(text), match.end()
    return text, spans


def test_each_layout_has_six_examples() -> None:
    """No layout is without its fixtures."""
    for layout in LAYOUTS:
        assert sum(kind == layout.name for kind, _, _ in EXAMPLES) >= 6, layout.name


@pytest.mark.parametrize(
    ("layout", "name", "marked"), EXAMPLES, ids=[f"{layout}: {name}" for layout, name, _ in EXAMPLES]
)
def test_zones_of_examples(layout: str, name: str, marked: str) -> None:
    """Every character of an example gets the zone that its mark says."""
    text, spans = unmark(marked)
    record = find_record(text, find_lines(text))
    assert record is not None and record.layout == layout
    document, _ = read(text)
    check_zones(document)
    wrong = []
    for start, end, label, sub in spans:
        for at in range(start, end):
            if text[at].isspace():
                continue
            zone = next(z for z in document.zones if z.start <= at < z.end)
            if zone.label != label or (sub and zone.sub != sub):
                wrong.append((text[start:end][:60], f"{label}/{sub}", f"{zone.label}/{zone.sub}"))
                break
    assert not wrong


@pytest.mark.parametrize("page", [SITE_PAGE, GLUED_PAGE])
def test_pages_have_no_layout(page: str) -> None:
    """A scraped page of news is none of the layouts."""
    assert find_record(page, find_lines(page)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dear Abby\nDEAR ABBY: My boat is gone.\nDEAR READER: Buy one.\nDEAR ABBY: Which?\nDEAR READER: A red one.",
        "Press Release\nHome\nAbout us\nThe Council met in Corvane on Tuesday and spoke of the lights for several hours, its chief said.",
        "UPDATE: The harbour is open.\nPHOTO: The quay.\nWATCH: The ferry.\nNOTE: The map.\nUPDATE: Again.",
        "Ministry of Transport\nThe ministry said that ferries would sail again on Monday, after weeks in which none had left the quay.",
        "5 June 2012\nStatement\nA bank statement is a list of what you paid, and this page explains how you can read yours.",
    ],
)
def test_what_has_no_layout(text: str) -> None:
    """Letters, menus, labels and lone words are not enough."""
    assert find_record(text, find_lines(text)) is None


def test_news_pages_are_not_taken_for_records(shared: Path) -> None:
    """None of the development pages, which are ordinary news, has a layout."""
    import json

    for name in ("aeb_dev", "aeb_near_dev", "fundus_dev", "fundus_near_dev"):
        for line in (shared / "data" / "captures" / f"{name}.jsonl").read_text("utf-8").rstrip("\n").split("\n"):
            row = json.loads(line)
            assert find_record(row["text"], find_lines(row["text"])) is None, row["id"]
