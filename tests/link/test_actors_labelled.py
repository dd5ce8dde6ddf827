"""Who is who in the labelled stories of bench/labelled/actors: B-cubed over their marked mentions holds its floors."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.annotate import read_document
from crosswire.link.actors import resolve_actors
from crosswire.model import Actor, Document, Reading
from tests.annotate.parse import engine
from tests.factory import make_document, make_published, make_story

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import actors as bench

FLOORS = {"dev": (0.96, 0.94), "test": (0.95, 0.84)}
"""(precision, recall), a little under what was reached. `test` was never looked at while rules were written, so it is an estimate for unseen text of
this kind; `dev` is a guard against falling back."""


def read_half(half: str) -> tuple[list[Document], list[Reading], list[bench.Text]]:
    """Return the documents, their readings and the texts of a half."""
    texts, _ = bench.read_marked(bench.LABELLED / f"{half}.txt")
    documents = [replace(make_document(t.text, name=t.name), as_is=True) for t in texts]
    return documents, [read_document(d, engine())[0] for d in documents], texts


def resolve(
    documents: Sequence[Document], readings: Sequence[Reading], texts: Sequence[bench.Text]
) -> tuple[Actor, ...]:
    """Return the actors, each story of the texts being a story."""
    stories = {}
    for document, text in zip(documents, texts, strict=True):
        stories.setdefault(text.story, []).append(document)
    made = tuple(make_story(docs, title=name) for name, docs in sorted(stories.items()))
    published = tuple(make_published(d, t.date) for d, t in zip(documents, texts, strict=True))
    return resolve_actors(documents=tuple(documents), readings=tuple(readings), stories=made, published=published)[0]


@pytest.mark.parametrize("half", bench.HALVES)
def test_who_is_who(half: str) -> None:
    """More than 250 mentions in 22 stories."""
    documents, readings, texts = read_half(half)
    actors = resolve(documents, readings, texts)
    names = {d.id: d.name for d in documents}
    mention = {(r.doc, m.id): m for r in readings for m in r.mentions}
    rows = [(names[d], mention[d, m].start, mention[d, m].end, a.id) for a in actors for d, m in a.mentions]
    marked = bench.read_marked(bench.LABELLED / f"{half}.txt")[1]
    figures = bench.score_mentions(marked, bench.match_mentions(marked, rows))
    assert len(marked) > 250 and len(texts) >= 50
    assert figures["B-cubed P"] >= FLOORS[half][0], figures
    assert figures["B-cubed R"] >= FLOORS[half][1], figures
    assert figures["wrong: open mentions resolved"] <= 2


def test_order_of_documents_plays_no_part() -> None:
    """The same documents in reverse give the same actors."""
    documents, readings, texts = read_half("dev")
    forth = resolve(documents, readings, texts)
    back = resolve(documents[::-1], readings[::-1], texts[::-1])
    assert forth == back


def test_feeds_are_current() -> None:
    """docs.jsonl holds the texts as they are marked now."""
    for half in bench.HALVES:
        feed = bench.LABELLED / half / "docs.jsonl"
        texts, _ = bench.read_marked(bench.LABELLED / f"{half}.txt")
        assert [t.name for t in texts] == [json.loads(x)["id"] for x in feed.read_text(encoding="utf-8").splitlines()]
        assert [t.text for t in texts] == [json.loads(x)["text"] for x in feed.read_text(encoding="utf-8").splitlines()]
