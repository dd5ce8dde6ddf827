"""Reading order of a printed page: stretches of text with their boxes -> lines in the order in which they are read.

Most writers of PDF put columns one after the other, and their order is kept: it knows what no geometry shows. Where it jumps
between columns in most rows, or upwards, the page is cut anew at its gutters (a recursive cut in the manner of Nagy and Seth, ICPR
1984, with lines that span a gutter kept as borders between bands).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

MOST = 6000
"""Stretches of one page that are ordered anew; more come from drawings, and stay as they are."""

WEAVES = 3
"""Rows that are read across, one after the other, from which columns must have been written row by row."""

UPWARDS = 0.15
"""Share of steps upwards in the same column from which the page is ordered anew; a few are heads and captions."""

WIDE = 3
"""Words of a stretch that counts as a line of a column; page numbers and cells of tables have fewer."""

GUTTER = 4.0
"""Least width of a gutter in points."""

CROSSING = 0.25
"""Most of the stretches that may span a gutter (titles, lines above columns)."""


@dataclass(slots=True)
class Stretch:
    """A stretch of text on one base line. left, right, bottom, top: points from the page's lower left corner. size: of its type. turned: it runs another
    way than the page's text (a mark on the margin).
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int = 0
    turned: bool = False

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.bottom + self.top) / 2

    def beside(self, other: "Stretch") -> bool:
        """Tell whether two stretches stand in one row."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap > 0.5 * min(self.top - self.bottom, other.top - other.bottom)


def order_stretches(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of a page as they are read."""
    if not 4 <= len(stretches) <= MOST or not _jumps(stretches):
        return list(stretches)
    return _cut(list(stretches), 0)


def _jumps(stretches: Sequence[Stretch]) -> bool:
    """Tell whether the order given goes to and fro between columns, or upwards in one, as no reader does."""
    lines = [s for s in stretches if len(s.words.split()) >= WIDE]
    steps = list(pairwise(lines))
    across = [a.beside(b) and b.left > a.right + GUTTER for a, b in steps]
    weaves = sum(
        before and not now and after for before, now, after in zip(across, across[1:], across[2:], strict=False)
    )
    upwards = sum(b.bottom > a.top and min(a.right, b.right) > max(a.left, b.left) for a, b in steps)
    return weaves >= WEAVES or (len(steps) >= 4 and upwards > UPWARDS * len(steps))


def _cut(stretches: list[Stretch], depth: int) -> list[Stretch]:
    """Order stretches: band by band, and in each the left of the gutter before the right."""
    gutter = _find_gutter(stretches) if depth < 8 and len(stretches) >= 6 else None
    if gutter is None:
        return _rows(stretches)
    ordered: list[Stretch] = []
    band: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (-s.middle, s.left)):
        if stretch.left < gutter < stretch.right:
            ordered += _sides(band, gutter, depth)
            band = []
            ordered.append(stretch)
        else:
            band.append(stretch)
    return ordered + _sides(band, gutter, depth)


def _sides(band: list[Stretch], gutter: float, depth: int) -> list[Stretch]:
    """Order what stands between two spanning lines."""
    left = [s for s in band if s.right <= gutter]
    right = [s for s in band if s.right > gutter]
    return _cut(left, depth + 1) + _cut(right, depth + 1)


def _find_gutter(stretches: list[Stretch]) -> float | None:
    """Return where fewest stretches cross a vertical line that has columns of text on both sides, or None."""
    best: tuple[float, float, float] | None = None
    lines = [s for s in stretches if len(s.words.split()) >= WIDE]
    for edge in sorted({round(s.right) for s in lines})[:200]:
        at = edge + GUTTER / 2
        crossing = sum(s.left < at < s.right for s in stretches)
        if crossing > CROSSING * len(stretches):
            continue
        left = [s for s in lines if s.right <= at]
        right = [s for s in lines if s.left >= at]
        if len(left) < 3 or len(right) < 3:
            continue
        gap = min(s.left for s in right) - max(s.right for s in left)
        shared = min(max(s.top for s in left), max(s.top for s in right)) - max(
            min(s.bottom for s in left), min(s.bottom for s in right)
        )
        height = min(max(s.top for s in side) - min(s.bottom for s in side) for side in (left, right))
        if gap >= GUTTER and shared > 0.5 * height:
            score = (-crossing, gap)
            if best is None or score > best[:2]:
                best = (*score, max(s.right for s in left) + gap / 2)
    return best[2] if best else None


def _rows(stretches: list[Stretch]) -> list[Stretch]:
    """Order stretches of one column: rows from above, in each from the left."""
    if not stretches:
        return []
    step = median(s.top - s.bottom for s in stretches) / 2 or 1.0
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda s: (-s.middle, s.left)):
        if rows and abs(rows[-1][0].middle - stretch.middle) < step:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [s for row in rows for s in sorted(row, key=lambda s: s.left)]
