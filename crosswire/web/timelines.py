"""A story's timeline as a small inline SVG. The list below it says the same in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from crosswire.dossier import Account, long_date, plural
from crosswire.model import TimelineEntry

WIDTH, EDGE, ROW = 640, 8, 16
"""Units of the drawing; the page scales it."""

FEWEST = 3
"""Dated entries from which a chart says more than the list."""

ROWS = 8
"""Rows at most: bars that overlap stand below each other until these are full."""

NEAR = timedelta(days=400)
"""What lies further from the days of publication would squeeze the rest into a point: the list has it, the chart counts it."""


def span_of(value: str) -> tuple[date, date] | None:
    """Return first and last day of an ISO 8601 date, also of a reduced one or an interval; None where it is none."""
    first, _, last = value.partition("/")
    if last:
        start, end = span_of(first), span_of(last)
        return (start[0], end[1]) if start and end else None
    try:
        parts = [int(p) for p in value[:10].split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return date(parts[0], parts[1], 1), following - timedelta(days=1)
        return (day := date(*parts)), day
    except ValueError:
        return None


def draw_timeline(entries: Iterable[TimelineEntry], published: Mapping[str | None, Sequence[Account]]) -> Markup:
    """Return events as bars as long as their date is vague, and the days of publication as ticks.

    Nothing where fewer than FEWEST entries are dated, or where all fall on one day.
    """
    every = [(found, e) for e in entries if e.date.value and (found := span_of(e.date.value))]
    ticks = [(found[0], accounts) for value, accounts in published.items() if value and (found := span_of(value))]
    dated = sorted((d for d in every if _is_near(d[0], [day for day, _ in ticks])), key=_order)
    if len(dated) < FEWEST:
        return Markup("")
    low = min([s for (s, _), _ in dated] + [d for d, _ in ticks])
    high = max([e for (_, e), _ in dated] + [d for d, _ in ticks])
    if low == high:
        return Markup("")
    scale = (WIDTH - 2 * EDGE) / (high - low).days

    def at(day: date) -> float:
        return round(EDGE + (day - low).days * scale, 1)

    rows, drawn = _place([(at(s), max(at(e), at(s) + 6)) for (s, e), _ in dated]), []
    for (x, end, row), (_, entry) in zip(rows, dated, strict=True):
        title = escape(f"{long_date(entry.date.value)}, {entry.status}, {plural(len(entry.places), 'place')}")
        drawn.append(
            f'<a href="#{escape(entry.id)}"><title>{title}</title>'
            f'<rect class="status-{escape(entry.status)}" x="{x}" y="{row * ROW + 4}" width="{end - x:.1f}" height="{ROW - 6}" rx="2"/></a>'
        )
    floor = (max(row for _, _, row in rows) + 1) * ROW + 6
    for day, accounts in ticks:
        title = escape(f"published {long_date(day.isoformat())}: {', '.join(a.outlet for a in accounts)}")
        drawn.append(f'<g class="tick"><title>{title}</title><path d="M{at(day)} {floor}v9"/></g>')
    label = escape(
        f"{plural(len(dated), 'dated entry', 'dated entries')} from {long_date(low.isoformat())} to {long_date(high.isoformat())}"
    )
    left_out = len(every) - len(dated)
    apart = (
        f'<p class="note">{plural(left_out, "entry", "entries")} further away: in the list only</p>' if left_out else ""
    )
    first, last = escape(long_date(low.isoformat())), escape(long_date(high.isoformat()))
    return Markup(
        f'<svg class="line-chart" viewBox="0 0 {WIDTH} {floor + 28}" role="group" aria-label="{label}">'
        f'<line x1="0" y1="{floor}" x2="{WIDTH}" y2="{floor}"/>{"".join(drawn)}'
        f'<text x="0" y="{floor + 24}">{first}</text><text x="{WIDTH}" y="{floor + 24}" text-anchor="end">{last}</text></svg>{apart}'
    )


def _is_near(found: tuple[date, date], published: Sequence[date]) -> bool:
    """Return whether a date lies within NEAR of the days of publication; where none is known, every date does."""
    if not published:
        return True
    start, end = found
    return end.toordinal() >= min(published).toordinal() - NEAR.days and (
        start.toordinal() <= max(published).toordinal() + NEAR.days
    )


def _order(found: tuple[tuple[date, date], TimelineEntry]) -> tuple[date, date, str]:
    (start, end), entry = found
    return start, end, entry.id


def _place(bars: Sequence[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Return bars with the row in which each stands: the first that is free there; the last where none is."""
    ends: list[float] = []
    out = []
    for low, high in bars:
        row = next((n for n, end in enumerate(ends) if end + 1 <= low), None)
        if row is None:
            row = min(len(ends), ROWS - 1)
            if row == len(ends):
                ends.append(high)
        ends[row] = max(ends[row], high)
        out.append((low, high, row))
    return out
