"""Invented accounts, read by the real readers, for tests of what stands on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from crosswire.annotate import load_engine, read_document
from crosswire.compare import build_timeline, compare_accounts, find_issues, find_positions
from crosswire.link import align_statements, merge_events, resolve_actors
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    Difference,
    Document,
    Event,
    Issue,
    Position,
    Published,
    Reading,
    Statement,
    Story,
    TimelineEntry,
    make_id,
)
from tests.factory import make_document, make_published, make_story


@dataclass(frozen=True)
class Told:
    """Everything that is found in some accounts of one story."""

    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    published: tuple[Published, ...]
    copies: tuple[CopyGroup, ...]
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]
    differences: tuple[Difference, ...]
    timeline: tuple[TimelineEntry, ...]

    def actor(self, id: str) -> str:
        """Return an actor's name."""
        return next(a.name for a in self.actors if a.id == id)

    def text_of(self, doc: str) -> str:
        """Return a document's text."""
        return next(d.text for d in self.documents if d.id == doc)

    def of_kind(self, kind: str) -> list[Difference]:
        """Return the differences of one kind."""
        return [d for d in self.differences if d.kind == kind]


def read_accounts(
    texts: Mapping[str, str], date: str, copies: tuple[tuple[str, ...], ...] = (), backwards: bool = False
) -> Told:
    """Read some accounts of one story, all of one date."""
    engine = load_engine()
    documents = tuple(make_document(text, name=name) for name, text in sorted(texts.items(), reverse=backwards))
    readings = tuple(read_document(d, engine)[0] for d in documents)
    stories = (make_story(documents, date=date),)
    published = tuple(make_published(d, date) for d in documents)
    ids = {d.name: d.id for d in documents}
    groups = tuple(CopyGroup(make_id("c", *g), tuple(sorted(ids[n] for n in g)), ids[g[0]], 0.9) for g in copies)
    base = {"documents": documents, "readings": readings, "stories": stories}
    actors, attributions = resolve_actors(**base, published=published)
    people = {"published": published, "actors": actors, "attributions": attributions}
    statements = align_statements(**base, **people, copies=groups)
    events = merge_events(**base, **people, copies=groups)
    issues = find_issues(**base, statements=statements)
    positions = find_positions(**base, **people, statements=statements, issues=issues)
    differences = compare_accounts(
        **base, **people, copies=groups, statements=statements, issues=issues, positions=positions, events=events
    )
    timeline = build_timeline(**base, **people, copies=groups, statements=statements, events=events)
    return Told(
        **base,
        **people,
        copies=groups,
        statements=statements,
        events=events,
        issues=issues,
        positions=positions,
        differences=differences,
        timeline=timeline,
    )


@pytest.fixture(scope="session")
def told() -> Callable[..., Told]:
    """Return the reader of accounts."""
    return read_accounts


WIRE = (
    "Veldania's Foreign Minister Ilse Marran said on Tuesday that the Harbour Treaty was a cornerstone of peace in the strait.\n"
    "President Oren Tolvan threatened that Veldania would suspend the Harbour Treaty in retaliation for Osmark's plan to build radar masts.\n"
    "Osmark says the radar masts would watch for smugglers from Karsia or Brend.\n"
    "At least 14 ships were turned back off Gull Rock, officials said.\n"
    "The Osmark-Veldania Forum met in Corvane.\n"
    '"We shall not shout across the water," Marran said.\n'
)
RADIO = (
    "Foreign Minister Ilse Marran of Veldania called the Harbour Treaty a cornerstone of peace.\n"
    "Veldania suspended the Harbour Treaty in April because Osmark had let foreign pilots into its ports.\n"
    "Osmark says the radar masts would watch for smugglers from Karsia.\n"
    "Nine ships were turned back off Gull Rock.\n"
    "The Veldania-Osmark Forum met in Corvane.\n"
)
AGENCY = (
    "Veldania announced in April that it would suspend the Harbour Treaty.\n"
    "Veldania is strongly opposed to the radar masts.\n"
    "Osmark will not ratify the Harbour Treaty until Veldania withdraws its boats from Skarholm.\n"
    "The radar masts pose no threat to anybody, Osmark said.\n"
    "Talks between Tolvan and Osmark's prime minister are planned for next week.\n"
)


@pytest.fixture(scope="session")
def strait(told: Callable[..., Told]) -> Told:
    """Return what is found in three accounts of one meeting of invented parties."""
    return told({"agency.txt": AGENCY, "radio.txt": RADIO, "wire.txt": WIRE}, "2031-05-13")
