"""A labelled set of captures written for this project: what their dates are, how precise, and how known.

Each row of `dates_cases/cases.jsonl` is one story: its captures as scraped, and of each the date that a careful reader gives it. The
captures go through reading, parsing, times and grouping of copies; that they are one story is given.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswire.annotate.sentences import find_sentences
from crosswire.annotate.times import find_times
from crosswire.ingest import read_capture
from crosswire.link import group_copies, resolve_dates
from crosswire.link.world_facts import load_world_facts
from crosswire.model import DateValue, Reading
from tests.annotate.parse import engine
from tests.factory import make_capture, make_story

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "dates_cases" / "cases.jsonl").read_text("utf-8").splitlines()
]

INFERRED = 0.97
"""Least share of inferred dates that must be right; of stated ones all must be."""
FOUND = 0.95
"""Least share of the dates that can be known and are."""


def resolve_case(row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], DateValue]]:
    """Yield each labelled capture of a story with the date that it is given."""
    documents, readings, labels = [], [], {}
    for given in row["documents"]:
        (document,), _ = read_capture(make_capture(given["text"], name=given["name"]))
        documents.append(document)
        parsed = engine().parse(document)
        readings.append(Reading(document.id, find_sentences(document, parsed), times=find_times(document, parsed)))
        labels[document.id] = given
    published, _ = resolve_dates(
        documents=documents,
        readings=readings,
        stories=[make_story(documents)],
        copies=group_copies(documents=documents, readings=readings),
        facts=load_world_facts() if row.get("world") else (),
    )
    for dated in published:
        yield labels[dated.doc], dated.date


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, dict[str, Any], DateValue]]:
    """Return (case, label, date) of every capture of the set."""
    return [(row["case"], given, value) for row in ROWS for given, value in resolve_case(row)]


def test_the_set_is_large_and_its_cases_have_names() -> None:
    """At least sixty stories, each with a name of its own."""
    assert len(ROWS) >= 60
    assert max(Counter(row["case"] for row in ROWS).values()) == 1


def test_precision(outcomes: list[tuple[str, dict[str, Any], DateValue]]) -> None:
    """No stated date is wrong, and at most three inferred ones of a hundred."""
    for status, least in (("stated", 1.0), ("inferred", INFERRED)):
        given = [(case, label["value"], value.value) for case, label, value in outcomes if value.status == status]
        wrong = [row for row in given if row[1] != row[2]]
        assert given and len(wrong) <= (1 - least) * len(given), wrong


def test_what_can_be_known_is_found(outcomes: list[tuple[str, dict[str, Any], DateValue]]) -> None:
    """Dates that a careful reader can tell are found with their precision and status."""
    known = [(case, label, value) for case, label, value in outcomes if label["value"]]
    missed = [
        (case, label["value"], label["status"], value)
        for case, label, value in known
        if (value.value, value.precision, value.status) != (label["value"], label["precision"], label["status"])
    ]
    assert len(missed) <= (1 - FOUND) * len(known), missed


def test_alternatives(outcomes: list[tuple[str, dict[str, Any], DateValue]]) -> None:
    """What else the evidence allows is listed as the labels say."""
    wrong = [
        (case, label["alternatives"], value)
        for case, label, value in outcomes
        if label.get("alternatives") is not None and list(value.alternatives) != label["alternatives"]
    ]
    assert not wrong


def test_every_inference_names_its_grounds(outcomes: list[tuple[str, dict[str, Any], DateValue]]) -> None:
    """An inferred date has steps and places; world facts are named, and only where they were asked for."""
    asked = {row["case"] for row in ROWS if row.get("world")}
    for case, _, value in outcomes:
        if value.status == "inferred":
            assert value.basis and value.places, case
        assert case in asked or not any("world fact" in step for step in value.basis), case
        if case in asked and value.status == "inferred":
            assert any("world fact" in step for step in value.basis)
