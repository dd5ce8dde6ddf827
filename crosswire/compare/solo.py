"""What only some accounts have, always with the accounts that could have it and do not.

Silence counts only where the text does not break off, and only against other voices: a copy of an account that has it is not silent.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crosswire.compare.deed_differences import find_solo_deeds
from crosswire.compare.deeds import Deed
from crosswire.compare.differences import Scene, label
from crosswire.compare.happenings import Told
from crosswire.compare.solo_facts import find_solo_sentences
from crosswire.compare.words import stems
from crosswire.model import Difference, Issue, Quotation, Statement, Story

FEWEST_ACCOUNTS = 3
"""Independent accounts that a story needs before "only in" says anything."""

CUT = re.compile(r"(?:[^\W\d_A-Z]|[,;:–-]|\.\.\.|…)\s*\Z")
"""How a text ends that has been cut: in a small letter, a comma, a dash, points of omission."""

RUN = 6
"""Words in a row by which quoted words are known again in another account."""

MOST_DEEDS = 2
MOST_SOURCES = 4
MOST_STATEMENTS = 3
"""Statements of one account shown for a story: nearly every account has some, and a long list hides the rest."""


def silent(having: Sequence[str], story: Story, scene: Scene) -> tuple[list[str], list[str]]:
    """Return (documents that could have it and do not, documents of which that cannot be said)."""
    voices = {scene.copy_of.get(d, d) for d in having}
    others = [d for d in sorted(story.docs) if d in scene.accounts.documents and scene.copy_of.get(d, d) not in voices]
    unsure = [d for d in others if breaks_off(d, scene)]
    return [d for d in others if d not in unsure], unsure


def breaks_off(doc: str, scene: Scene) -> bool:
    """Whether a text is cut: a field of its capture is known to be, or its body's last sentence ends within a sentence."""
    document, reading = scene.accounts.documents[doc], scene.accounts.readings.get(doc)
    body = [s for s in reading.sentences if s.where == "body"] if reading else []
    return bool(document.header.truncated) or bool(body and CUT.search(document.text, body[-1].start, body[-1].end))


def is_compared(doc: str, scene: Scene) -> bool:
    """Whether an account is in English: of one in another language its quotations are read, and nothing else that could be missed in it."""
    document = scene.accounts.documents.get(doc)
    language = document.header.language.value if document else None
    return (language or "en")[:2].lower() == "en"


def stands_elsewhere(quotation: Quotation, docs: Sequence[str], scene: Scene) -> bool:
    """Whether a run of a quotation's words stands in one of some documents, whoever is said to have said it there."""
    mine = stems(quotation.text)
    runs = [" ".join(mine[n : n + RUN]) for n in range(len(mine) - RUN + 1)]
    texts = [f" {' '.join(scene.stems_in(d))} " for d in docs]
    return any(f" {run} " in text for run in runs for text in texts)


def find_solo(
    story: Story,
    told: Told,
    deeds: Sequence[Deed],
    statements: Sequence[Statement],
    scene: Scene,
    issues: dict[str, Issue],
) -> Iterator[Difference]:
    """Yield what stands in few accounts of a story: deeds, facts, sources and statements."""
    story = replace(story, docs=tuple(d for d in story.docs if is_compared(d, scene)))
    docs = [d for d in story.docs if d in scene.accounts.readings]
    if scene.voices(docs) < FEWEST_ACCOUNTS:
        return
    shared = [(c.doc, span) for h in told.happenings for c in (*h.clauses, *h.again) for span in c.region]
    mine_deeds = [d for d in deeds if d.doc in docs]
    several = {d for d in mine_deeds if any(d.doc == doc and a <= d.start < b for doc, (a, b) in shared)}
    yield from solo_deeds(mine_deeds, several, story, scene, issues)
    yield from solo_facts(told, story, scene)
    mine = [s for s in statements if s.story == story.id]
    yield from solo_sources(mine, story, scene)
    yield from solo_statements(mine, story, scene)


def solo_facts(told: Told, story: Story, scene: Scene) -> Iterator[Difference]:
    """What a sentence of one account tells in words that no other account has."""
    total = scene.voices(d for d in story.docs if d in scene.accounts.readings)
    for doc, sentence, points in find_solo_sentences(told, story, scene):
        absent, unsure = silent([doc], story, scene)
        if absent:
            side = scene.side(doc, sentence.start, sentence.end)
            yield scene.make(
                "only",
                label(side.value),
                [side],
                verdict="only",
                absent=absent,
                unsure=unsure,
                story=story.id,
                weight=points / 2 - 0.5,
                basis=f"told in 1 of {total} accounts; no other has words for it",
            )


def solo_deeds(
    deeds: Sequence[Deed], several: Collection[Deed], story: Story, scene: Scene, issues: dict[str, Issue]
) -> Iterator[Difference]:
    """A deed that at most half of the accounts tell, and more than one way of telling it is not needed. several: what other accounts tell in
    other words.
    """
    total = scene.voices(d for d in story.docs if d in scene.accounts.readings)
    found = []
    for issue, family, best in find_solo_deeds(deeds, scene, issues):
        if any(d in several for d in best.values()):
            continue
        if not best or 2 * scene.voices(best) > total:
            continue
        absent, unsure = silent(sorted(best), story, scene)
        touched = {d.doc for d in deeds if d.family == family}
        if not absent or touched - best.keys():  # what is told with another standing is not left out
            continue
        sides = {doc: scene.side(doc, *deed.shown) for doc, deed in best.items()}
        row = scene.make(
            "only",
            label(min(sides.values(), key=lambda s: (len(s.value), s.place)).value),
            scene.one_voice_each(sides),
            issue=issue,
            verdict="only",
            absent=absent,
            unsure=unsure,
            story=story.id,
            weight=0.5 if len(best) == 1 else 1.5,
            basis=f"told in {scene.voices(best)} of {total} accounts",
        )
        found.append(row)
    yield from sorted(found, key=lambda d: (-d.weight, d.id))[:MOST_DEEDS]


def solo_sources(statements: Sequence[Statement], story: Story, scene: Scene) -> Iterator[Difference]:
    """Somebody whom one account alone quotes."""
    accounts = scene.accounts
    quoted: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for speaker in statement.speakers:
            quoted[speaker].update(
                accounts.doc_of[q] for q in (*statement.quotations, *statement.possible) if q in accounts.doc_of
            )
    total = scene.voices(d for d in story.docs if d in accounts.readings)
    found = []
    for speaker in sorted(quoted):
        if scene.voices(quoted[speaker]) != 1 or speaker not in accounts.actors:
            continue
        mine = [
            q
            for s in statements
            if s.speakers == (speaker,)
            for q in s.quotations
            if accounts.quotations[q].where == "body"
        ]
        absent, unsure = silent(sorted(quoted[speaker]), story, scene)
        if accounts.actors[speaker].type == "group":
            mine = [q for q in mine if accounts.quotations[q].type != "indirect"]
        if not mine or not absent or any(stands_elsewhere(accounts.quotations[q], absent, scene) for q in mine):
            continue
        original = scene.one_doc_each(accounts.doc_of[q] for q in mine)[0]
        best = max(
            (q for q in mine if accounts.doc_of[q] == original),
            key=lambda q: (accounts.quotations[q].type != "indirect", len(accounts.quotations[q].text), q),
        )
        record = accounts.quotations[best]
        side = scene.side(original, record.content[0][0], record.content[-1][1])
        if record.type == "indirect" or accounts.actors[speaker].type == "group":
            continue
        row = scene.make(
            "only",
            label(f"{accounts.actors[speaker].name}: {record.text}"),
            [side],
            verdict="only",
            absent=absent,
            unsure=unsure,
            story=story.id,
            weight=min(1.0, len(record.text) / 200),
            basis=f"quoted in 1 of {total} accounts",
        )
        found.append(row)
    yield from sorted(found, key=lambda d: (-d.weight, d.id))[:MOST_SOURCES]


def solo_statements(statements: Sequence[Statement], story: Story, scene: Scene) -> Iterator[Difference]:
    """Words in quotation marks that one account alone has, of somebody whom others quote too."""
    accounts = scene.accounts
    total = scene.voices(d for d in story.docs if d in accounts.readings)
    heard: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for speaker in statement.speakers:
            heard[speaker].update(accounts.doc_of[q] for q in statement.quotations if q in accounts.doc_of)
    found = []
    for statement in statements:
        if statement.independent != 1 or statement.possible or not statement.speakers:
            continue
        if max(scene.voices(heard[s]) for s in statement.speakers) < 2:
            continue
        body = [
            q
            for q in statement.quotations
            if accounts.quotations[q].where == "body" and accounts.quotations[q].type != "indirect"
        ]
        absent, unsure = silent(sorted({accounts.doc_of[q] for q in body}), story, scene)
        if not body or not absent or any(stands_elsewhere(accounts.quotations[q], absent, scene) for q in body):
            continue
        original = scene.one_doc_each(accounts.doc_of[q] for q in body)[0]
        chosen = next(q for q in body if accounts.doc_of[q] == original)
        record = accounts.quotations[chosen]
        name = accounts.actors[statement.speakers[0]].name if statement.speakers[0] in accounts.actors else ""
        found.append(
            scene.make(
                "only",
                label(f"{name}: {record.text}"),
                [scene.side(original, record.content[0][0], record.content[-1][1])],
                issue=scene.issue_of(statement),
                verdict="only",
                absent=absent,
                unsure=unsure,
                story=story.id,
                weight=min(1.0, len(record.text) / 300) - 1.0,
                basis=f"in 1 of {total} accounts",
            )
        )
    yield from sorted(found, key=lambda d: (-d.weight, d.id))[:MOST_STATEMENTS]
