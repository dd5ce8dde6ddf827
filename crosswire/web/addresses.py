"""Who addresses whom in a story: its coded words between parties as a small matrix in SVG. The table beside it says the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from crosswire.dossier import plural
from crosswire.web.events import EventView, Side

VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types of PLOVER 0.8 that are done by words."""

FEWEST = 3
"""Pairs from which a matrix says more than a list."""

MOST = 10
"""Parties on each side of the drawing at most; the table has all."""

CELL, LABEL, HEAD, LONGEST = 40, 190, 120, 26
"""Units of the drawing (the page scales it): a cell, the room for names at its side and above, and characters of a name."""


@dataclass(frozen=True, slots=True)
class Address:
    """One party's words to another. events: how many coded events; kinds: what they are, in words, most frequent first."""

    source: Side
    target: Side
    events: int
    kinds: tuple[str, ...]


def addresses_of(events: Iterable[EventView]) -> tuple[Address, ...]:
    """Return who addresses whom, most often first. What two do to each other counts both ways."""
    sides: dict[str, Side] = {}
    found: dict[tuple[str, str], list[str]] = {}
    for event in events:
        if event.event.event_type not in VERBAL:
            continue
        pairs = [(a, b) for a in event.actors for b in event.recipients]
        if event.event.reciprocal:
            every = (*event.actors, *event.recipients)
            pairs = [(a, b) for a in every for b in every]
        for (left, right), (source, target) in {(_key(a), _key(b)): (a, b) for a, b in pairs}.items():
            if left != right:
                sides[left], sides[right] = source, target
                found.setdefault((left, right), []).append(event.kind)
    rows = [Address(sides[a], sides[b], len(kinds), _frequent(kinds)) for (a, b), kinds in found.items()]
    return tuple(sorted(rows, key=lambda r: (-r.events, r.source.name.casefold(), r.target.name.casefold())))


def _key(side: Side) -> str:
    return side.actor.id if side.actor else side.name


def _frequent(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(kinds), key=lambda k: (-kinds.count(k), k)))


def draw_addresses(rows: Sequence[Address]) -> Markup:
    """Return the matrix: a row a party that speaks, a column a party spoken to, a disc as large as the number of events in it; nothing where
    there are fewer than FEWEST pairs.
    """
    if len(rows) < FEWEST:
        return Markup("")
    sources = list(dict.fromkeys(_name(r.source) for r in rows))[:MOST]
    targets = list(dict.fromkeys(_name(r.target) for r in rows))[:MOST]
    most = max(r.events for r in rows)
    width, height = LABEL + CELL * len(targets) + HEAD, HEAD + CELL * len(sources)
    drawn = []
    for n, name in enumerate(sources):
        y: float = HEAD + CELL * n
        drawn.append(f'<line x1="{LABEL}" y1="{y + CELL / 2}" x2="{LABEL + CELL * len(targets)}" y2="{y + CELL / 2}"/>')
        drawn.append(f'<text x="{LABEL - 10}" y="{y + CELL / 2 + 4}" text-anchor="end">{_short(name)}</text>')
    for n, name in enumerate(targets):
        x = LABEL + CELL * n + CELL / 2
        drawn.append(f'<line x1="{x}" y1="{HEAD}" x2="{x}" y2="{height}"/>')
        drawn.append(f'<text transform="translate({x} {HEAD - 8}) rotate(-40)">{_short(name)}</text>')
    for row in rows:
        if _name(row.source) in sources and _name(row.target) in targets:
            x = LABEL + CELL * targets.index(_name(row.target)) + CELL / 2
            y = HEAD + CELL * sources.index(_name(row.source)) + CELL / 2
            title = escape(f"{_name(row.source)} to {_name(row.target)}: {plural(row.events, 'event')}")
            radius = 5 + 11 * (row.events / most) ** 0.5
            drawn.append(
                f'<g><title>{title}</title><circle cx="{x}" cy="{y}" r="{radius:.1f}"/>'
                f'<text class="n" x="{x}" y="{y + 4}" text-anchor="middle">{row.events}</text></g>'
            )
    label = escape(f"Who addresses whom: {plural(len(rows), 'pair')} of parties")
    return Markup(
        f'<svg class="addresses" viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{label}">{"".join(drawn)}</svg>'
    )


def _name(side: Side) -> str:
    return side.actor.name if side.actor else side.name


def _short(name: str) -> str:
    return str(escape(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"))
