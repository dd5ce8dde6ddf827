"""The matrix of issues and parties, made ready for a template."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.dossier import Count, Dossier
from crosswire.model import Actor, Issue, Position
from crosswire.web.strips import draw_strip

WIDEST = 12
"""Parties beside each other; with more, the table is left out and the list by issue stands alone."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its positions latest first, the latest stance, further stances held, the indices at which the stance changed."""

    positions: tuple[Position, ...]
    latest: str
    others: tuple[str, ...]
    changes: tuple[int, ...]
    count: Count
    strip: Markup


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Issues by parties. by_issue: parties with anything on an issue, in the order of `parties`."""

    issues: tuple[Issue, ...]
    parties: tuple[Actor, ...]
    cells: Mapping[tuple[str, str], CellView]
    by_issue: Mapping[str, tuple[Actor, ...]]

    @property
    def tabular(self) -> bool:
        """Whether the matrix is drawn as a table."""
        return len(self.parties) <= WIDEST

    def positions_on(self, issue: str) -> int:
        """Return how many positions on an issue are shown."""
        return sum(len(self.cells[issue, party.id].positions) for party in self.by_issue.get(issue, ()))


def view_matrix(dossier: Dossier, positions: Sequence[Position]) -> MatrixView:
    """Return the matrix of these positions."""
    issues, parties, cells = dossier.matrix(positions)
    by_issue: dict[str, list[str]] = {}
    for issue, party in cells:
        by_issue.setdefault(issue, []).append(party)
    rank = {p.id: n for n, p in enumerate(parties)}
    return MatrixView(
        issues=issues,
        parties=parties,
        cells={key: _view(cell.positions, cell.count) for key, cell in cells.items()},
        by_issue={i: tuple(parties[n] for n in sorted(rank[p] for p in ps)) for i, ps in by_issue.items()},
    )


def _view(positions: tuple[Position, ...], count: Count) -> CellView:
    latest = positions[0].stance
    others = tuple(dict.fromkeys(p.stance for p in positions if p.stance != latest))
    dated = [(n, p) for n, p in enumerate(positions) if p.date]
    changes = tuple(
        n for (n, p), (_, before) in itertools.pairwise(dated) if p.stance != before.stance and p.date != before.date
    )
    return CellView(positions, latest, others, changes, count, draw_strip(positions))
