"""Who is who in twelve short invented texts with hard names: B-cubed over their marked mentions, with a floor."""

import re
from collections.abc import Sequence
from pathlib import Path

from crosswire.annotate import read_document
from crosswire.link.actors import resolve_actors
from crosswire.model import Actor, Document, Reading
from tests.annotate.parse import engine
from tests.factory import make_document, make_published, make_story

CASES = Path(__file__).parent / "actors_cases"
MARK = re.compile(r"\{([\w+-]+):([^}]*)\}")
"""`{key:words}`: words that name the actor `key` of the story; `a+b` names two, `-` nobody who shall be resolved."""

FLOORS = {"precision": 0.97, "recall": 0.83, "f": 0.89}
"""A little under .987, .847, .912: measured after rules were corrected by these very cases, so a guard against falling back and no estimate for
unseen text. The first run, with 133 marks (seven inside titles, since taken out), gave .884, .709, .787."""

Marked = tuple[str, int, int, frozenset[str]]
"""(document id, start, end, keys)"""


def read_cases() -> tuple[list[Document], dict[str, list[Document]], list[Marked]]:
    """Return the documents, the documents of each story, and the marked mentions."""
    documents: list[Document] = []
    stories: dict[str, list[Document]] = {}
    marked: list[Marked] = []
    for path in sorted(CASES.glob("*.txt")):
        text, spans, at = "", [], 0
        raw = path.read_text(encoding="utf-8")
        for found in MARK.finditer(raw):
            text += raw[at : found.start()]
            spans.append((len(text), len(text) + len(found[2]), found[1]))
            text += found[2]
            at = found.end()
        document = make_document(text + raw[at:], name=path.name)
        story = path.name.split("-")[0]
        documents.append(document)
        stories.setdefault(story, []).append(document)
        marked += [
            (document.id, a, b, frozenset(f"{story}:{k}" if k not in WORLD else k for k in keys.split("+")))
            for a, b, keys in spans
            if keys != "-"
        ]
    return documents, stories, marked


WORLD = frozenset({"us", "ru", "na", "un", "ve", "os", "em", "ma"})
"""Keys that mean one actor in all stories."""


def resolve(
    documents: Sequence[Document], stories: dict[str, list[Document]]
) -> tuple[tuple[Actor, ...], list[Reading]]:
    """Return the actors and the readings of the cases."""
    readings = [read_document(d, engine())[0] for d in documents]
    made = tuple(make_story(docs, title=name) for name, docs in sorted(stories.items()))
    published = tuple(make_published(d, None) for d in documents)
    actors, _ = resolve_actors(documents=tuple(documents), readings=tuple(readings), stories=made, published=published)
    return actors, readings


def predicted(actors: Sequence[Actor], readings: Sequence[Reading], marked: Sequence[Marked]) -> list[frozenset[str]]:
    """Return for each marked mention the actors of the mention that shares most with it and ends where it does, or nobody."""
    of = {}
    for actor in actors:
        for place in actor.mentions:
            of[place] = actor.id
    by_doc = {r.doc: r.mentions for r in readings}
    out = []
    for doc, start, end, _ in marked:
        near = [m for m in by_doc[doc] if m.start < end and start < m.end and (doc, m.id) in of]
        best = max((min(m.end, end) - max(m.start, start) - abs(m.end - end) for m in near), default=0)
        fits = [m for m in near if min(m.end, end) - max(m.start, start) - abs(m.end - end) == best]
        out.append(frozenset(of[doc, m.id] for m in fits))
    return out


def b_cubed(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> float:
    """Return how much of each mention's group in `left` is one group in `right` too (Bagga and Baldwin 1998); who is in no group stands alone."""
    total = 0.0
    for i in range(len(left)):
        mine = [j for j in range(len(left)) if j == i or left[i] & left[j]]
        total += sum(1 for j in mine if j == i or right[i] & right[j]) / len(mine)
    return total / len(left)


def test_who_is_who() -> None:
    """B-cubed over about 150 mentions does not fall under its floor."""
    documents, stories, marked = read_cases()
    actors, readings = resolve(documents, stories)
    found = predicted(actors, readings, marked)
    gold = [keys for *_, keys in marked]
    precision, recall = b_cubed(found, gold), b_cubed(gold, found)
    f = 2 * precision * recall / (precision + recall)
    assert len(marked) >= 120
    assert precision >= FLOORS["precision"], precision
    assert recall >= FLOORS["recall"], recall
    assert f >= FLOORS["f"], f


def test_ids_are_unique_and_no_pronoun_is_a_name() -> None:
    """Actors of the cases have ids of their own, and none is called I or We."""
    documents, stories, _ = read_cases()
    actors, _ = resolve(documents, stories)
    assert len({a.id for a in actors}) == len(actors)
    assert not {a.name.lower() for a in actors} & {"i", "we", "you", "he", "she", "it", "they"}
    assert not {a.name for a in actors} & {"Skarholm", "Port Lorne"}
