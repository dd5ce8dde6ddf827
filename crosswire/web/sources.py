"""Sources: who carries which statement, whose words are whose copy, and how many accounts there are a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from crosswire.dossier import Account, Count, Dossier, Evidence, Wording, long_date, plural
from crosswire.dossier.copies import find_first, split_copy
from crosswire.model import Actor, CopyGroup, CopyRelation, Document, Place, Statement, Story
from crosswire.web.stories import Voice, voices_of
from crosswire.web.texts import manner_of

COPY_WORDS = {
    "reprint": "a reprint of",
    "shortened": "a shortened form of",
    "update": "an edited or continued form of",
    "quoted": "carries a long piece of",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One manner in which a voice words a statement. manner: direct, partial, indirect or attitude; certain: False for `possible`; wording: the
    first of that manner.
    """

    manner: str
    certain: bool
    wording: Wording


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A statement and who carries it: one cell a voice, empty where it does not."""

    statement: Statement
    speakers: tuple[Actor, ...]
    count: Count
    words: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An account and what it is to others. relation: what copy it is, with the original; own: its words that do not stand in the original;
    first: seen first of its copies, None where the dates do not say or say the same day; credits: what lowers its independence.
    """

    account: Account
    relation: CopyRelation | None
    relation_words: str
    original: str | None
    own: tuple[Evidence, ...]
    first: bool | None
    credits: tuple[str, ...]
    statements: int
    alone: int


def sources_view(dossier: Dossier, story: Story) -> Mapping[str, Any]:
    """Return the accounts of a story, the statement by source matrix, and the accounts by day."""
    accounts = dossier.accounts(story)
    voices = voices_of(accounts)
    told = [(s, dossier.wordings(s)) for s in dossier.statements(story.id)]
    rows = (_matrix_row(dossier, s, ws, voices) for s, ws in told if len({w.doc for w in ws}) > 1)
    matrix = [r for r in rows if sum(map(bool, r.cells)) > 1]
    carried = Counter(doc for _, ws in told for doc in {w.doc for w in ws if w.certain})
    alone = Counter(w.doc for w in dossier.alone(story))
    return {
        "rows": [_source_row(dossier, a, carried[a.document.id], alone[a.document.id]) for a in accounts],
        "voices": voices,
        "matrix": matrix,
        "coverage": draw_coverage(dossier, story.docs),
        "days": coverage(dossier, story.docs),
    }


def _matrix_row(
    dossier: Dossier, statement: Statement, wordings: Sequence[Wording], voices: Sequence[Voice]
) -> MatrixRow:
    first = next((w for w in wordings if w.certain), wordings[0])
    cells = []
    for voice in voices:
        docs = {voice.account.document.id, *(c.document.id for c in voice.copies)}
        own = [w for w in wordings if w.doc in docs]
        own = [w for w in own if w.certain] or own
        manners = {manner_of(w.quotation): w for w in reversed(own)}
        cells.append(tuple(Mark(manner, w.certain, w) for manner, w in sorted(manners.items())))
    words = " […] ".join(e.exact for e in first.evidence)
    return MatrixRow(statement, dossier.actors_of(statement.speakers), dossier.count_of(statement), words, tuple(cells))


def _source_row(dossier: Dossier, account: Account, statements: int, alone: int) -> SourceRow:
    doc = account.document.id
    group = dossier.copy_group(doc)
    relation = next((r for r in group.relations if r.doc == doc), None) if group else None
    words = COPY_WORDS[relation.kind] if relation else "a copy of"
    original = group.origin if group and group.origin != doc else None
    earliest = find_first(group, {d: dossier.published(d).value for d in group.docs}) if group else ()
    return SourceRow(
        account=account,
        relation=relation,
        relation_words=words,
        original=original,
        own=_own_words(dossier, account.document, group) if group and original else (),
        first=doc in earliest if len(earliest) == 1 else None,
        credits=tuple(c.value for c in account.document.header.credits if c.value),
        statements=statements,
        alone=alone,
    )


def _own_words(dossier: Dossier, document: Document, group: CopyGroup) -> tuple[Evidence, ...]:
    """Return the stretches of a copy's article that its original does not have, without blanks at their ends."""
    found = []
    for stretch in split_copy(document, group):
        words = document.text[stretch.start : stretch.end]
        if stretch.common or sum(c.isalpha() for c in words) < LEAST_OWN:
            continue
        start = stretch.start + len(words) - len(words.lstrip())
        place = Place(document.id, start, start + len(words.strip()))
        if dossier.zone(place) == "body":
            found.append(dossier.evidence(place))
    return tuple(found[:MOST_OWN])


LEAST_OWN = 12
"""Letters from which a stretch of a copy's own is shown: fewer are a changed word's edges."""

MOST_OWN = 20
"""Stretches of a copy's own words that the page shows."""


@dataclass(frozen=True, slots=True)
class Day:
    """Accounts published on a day, and how many of them are no copy of an earlier one."""

    date: str
    accounts: int
    independent: int


def coverage(dossier: Dossier, docs: Iterable[str]) -> tuple[Day, ...]:
    """Return the accounts by day, earliest first; those whose day is not known are left out.

    A copy counts as independent nowhere but on the day of the first of its group.
    """
    dated = sorted(
        (value[:10], doc) for doc in docs if (value := dossier.published(doc).value or "") and len(value) >= 10
    )
    accounts: Counter[str] = Counter()
    independent: Counter[str] = Counter()
    seen: set[str] = set()
    for day, doc in dated:
        group = dossier.copy_group(doc)
        voice = group.id if group else doc
        accounts[day] += 1
        independent[day] += voice not in seen
        seen.add(voice)
    return tuple(Day(day, accounts[day], independent[day]) for day in sorted(accounts))


WIDTH, HEIGHT, FLOOR = 640, 90, 70
"""Of the chart, in units of its own; the page scales it."""

FEWEST_DAYS = 3
"""Days from which a chart says more than the table beside it."""


def draw_coverage(dossier: Dossier, docs: Iterable[str]) -> Markup:
    """Return accounts by day as stacked bars (independent below, copies above), or nothing where fewer than FEWEST_DAYS days are known."""
    days = coverage(dossier, docs)
    if len(days) < FEWEST_DAYS:
        return Markup("")
    most = max(d.accounts for d in days)
    step = WIDTH / len(days)
    bars = []
    for n, day in enumerate(days):
        x, width = round(n * step + step * 0.1, 1), round(step * 0.8, 1)
        low = FLOOR * day.independent / most
        high = FLOOR * (day.accounts - day.independent) / most
        title = escape(f"{long_date(day.date)}: {plural(day.accounts, 'account')}, {day.independent} independent")
        bars.append(
            f"<g><title>{title}</title>"
            f'<rect class="independent" x="{x}" y="{FLOOR - low:.1f}" width="{width}" height="{low:.1f}"/>'
            f'<rect class="copies" x="{x}" y="{FLOOR - low - high:.1f}" width="{width}" height="{high:.1f}"/></g>'
        )
    first, last = escape(long_date(days[0].date)), escape(long_date(days[-1].date))
    label = escape(f"Accounts by day, {first} to {last}; the most on one day: {most}")
    return Markup(
        f'<svg class="coverage" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">{"".join(bars)}'
        f'<line x1="0" y1="{FLOOR}" x2="{WIDTH}" y2="{FLOOR}"/>'
        f'<text x="0" y="{HEIGHT - 4}">{first}</text><text x="{WIDTH}" y="{HEIGHT - 4}" text-anchor="end">{last}</text></svg>'
    )
