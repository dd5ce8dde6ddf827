"""The alignment by itself: quotations, speakers and stories are given as marked, so that no other stage's mistakes count."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from statements import LABELLED, Text, Told, read_marked, score_statements

from crosswire.annotate import find_vectors, load_engine, read_document
from crosswire.link.statements import align_statements
from crosswire.model import (
    Actor,
    Attribution,
    DateValue,
    Document,
    Published,
    Quotation,
    Reading,
    Statement,
    Story,
    Zone,
    make_id,
    sha256,
)

APART = 14
"""Days between two documents of one marked story from which they stand in two stories."""


@cache
def read_file(path: Path) -> tuple[tuple[Text, ...], tuple[Told, ...], dict[str, Any]]:
    """Return the texts, the marked quotations, and what `align_statements` takes, the marked quotations in place of found ones."""
    texts, told, _ = read_marked(path)
    engine = load_engine()
    documents = {t.name: make_document(t) for t in texts}
    quotations: dict[str, list[tuple[Quotation, str]]] = defaultdict(list)
    for one in told:
        quotations[one.doc].append((make_quotation(documents[one.doc], one), one.speaker))
    readings = []
    for name, document in documents.items():
        mine = tuple(q for q, _ in quotations[name])
        readings.append(give_quotations(document, read_document(document, engine)[0], mine))
    stories = [make_story(s, [documents[t.name] for t in group]) for s, group in divide(texts)]
    given = {
        "documents": tuple(sorted(documents.values(), key=lambda d: d.id)),
        "readings": tuple(sorted(readings, key=lambda r: r.doc)),
        "copies": (),
        "stories": tuple(sorted(stories, key=lambda s: s.id)),
        "published": tuple(Published(documents[t.name].id, DateValue(t.date, "day", "stated")) for t in texts),
        "actors": tuple(Actor(id=s, name=s, type="person", aliases=(s,)) for s in sorted({t.speaker for t in told})),
        "attributions": tuple(
            Attribution(q.id, documents[name].id, (speaker,), status="stated")
            for name, rows in quotations.items()
            for q, speaker in rows
        ),
    }
    return tuple(texts), tuple(told), given


def make_document(text: Text) -> Document:
    """Return a document all of whose lines are body."""
    zones, at = [], 0
    for line in text.text.splitlines(keepends=True):
        if line.strip():
            zones.append(Zone(at, at + len(line.rstrip("\n")), "body"))
        at += len(line)
    digest = sha256(text.text)
    return Document(f"d-{text.name}", text.name, digest, "text/plain", text.text, digest, tuple(zones), as_is=True)


def make_quotation(document: Document, told: Told) -> Quotation:
    """Return the record of a marked quotation; its cue stands for the sentence in which it begins."""
    at = told.content[0][0]
    line = document.text[document.text.rfind("\n", 0, at) + 1 : at]
    denied = line.rstrip().endswith("denied")
    return Quotation(
        id=make_id("q", document.id, told.content),
        content=told.content,
        cue=((at, at),),
        source=(),
        type="direct" if told.words[:1] in '"„«' else "indirect",
        where="body",
        negated=denied,
        cue_lemma="deny" if denied else "say",
        text=told.words,
    )


def give_quotations(document: Document, reading: Reading, quotations: tuple[Quotation, ...]) -> Reading:
    """Return a reading with these quotations instead of its own."""
    acts = tuple(
        replace(a, quotation=next((q.id for q in quotations if any(s <= a.verb[0] < e for s, e in q.content)), None))
        for a in reading.acts
    )
    told = replace(reading, quotations=quotations, acts=acts)
    return replace(told, vectors=find_vectors(document, told))


def divide(texts: Sequence[Text]) -> list[tuple[str, list[Text]]]:
    """Divide the texts into stories: the marked ones, cut where nothing was written for `APART` days."""
    by_story: dict[str, list[Text]] = defaultdict(list)
    for t in texts:
        by_story[t.story].append(t)
    out: list[tuple[str, list[Text]]] = []
    for name, rows in by_story.items():
        last = None
        for t in sorted(rows, key=lambda t: (t.date, t.name)):
            day = date.fromisoformat(t.date)
            if last is None or (day - last).days >= APART:
                out.append((f"{name}-{t.date}", []))
            out[-1][1].append(t)
            last = day
    return out


def make_story(name: str, documents: Sequence[Document]) -> Story:
    """Return a story of these documents."""
    docs = tuple(sorted(d.id for d in documents))
    return Story(make_id("s", name), docs, None, name, docs[0], DateValue(None, None, "unknown"), len(docs))


def score_given(part: str) -> tuple[dict[str, float], list[str]]:
    """Align a part's marked quotations and score what comes out."""
    path = LABELLED / f"{part}.txt"
    _, told, given = read_file(path)
    _, _, repeats = read_marked(path)
    statements: tuple[Statement, ...] = align_statements(**given)
    stands_for = {make_id("q", f"d-{t.doc}", t.content): n for n, t in enumerate(told)}
    rows = [
        {"id": s.id, "quotations": s.quotations, "possible": s.possible, "earlier": [e.statement for e in s.earlier]}
        for s in statements
    ]
    return score_statements(told, repeats, stands_for, rows)
