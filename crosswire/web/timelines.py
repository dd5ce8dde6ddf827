"""A story's timeline as a small inline SVG. The list below it says the same in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from crosswire.dossier import Account, long_date, plural
from crosswire.model import TimelineEntry

ROW = 16
"""Pixels from one row of bars to the next. What lies across is in per cent, so that words keep their size on every screen."""

EDGE = 1.2
"""Per cent left free at each end."""

SHORTEST = 0.5
"""Per cent of the width that a bar has at least; its outline makes it wider on a telephone."""

FEWEST = 3
"""Dated entries from which a chart says more than the list."""

ROWS = 12
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
    """Return events as bars as long as their date is vague, and the days of publication as ticks. A click on a bar leads to its entry; for
    keys and fingers, for which bars are too small, the list below has the same.

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
    days = max((high - low).days, 1)

    def at(day: date) -> float:
        return round(EDGE + (day - low).days * (100 - 2 * EDGE) / days, 2)

    rows, drawn = _place([(at(s), max(at(e), at(s) + SHORTEST)) for (s, e), _ in dated]), []
    for (x, end, row), (_, entry) in zip(rows, dated, strict=True):
        title = escape(f"{long_date(entry.date.value)}, {entry.status}, {plural(len(entry.places), 'place')}")
        drawn.append(
            f'<g data-to="{escape(entry.id)}"><title>{title}</title>'
            f'<rect class="status-{escape(entry.status)}" x="{x}%" y="{row * ROW + 4}" width="{end - x:.2f}%" height="{ROW - 7}" rx="1.5"/></g>'
        )
    floor = (max(row for _, _, row in rows) + 1) * ROW + 6
    for day, accounts in ticks:
        title = escape(f"published {long_date(day.isoformat())}: {', '.join(a.outlet for a in accounts)}")
        drawn.append(
            f'<g class="tick"><title>{title}</title><line x1="{at(day)}%" y1="{floor}" x2="{at(day)}%" y2="{floor + 10}"/></g>'
        )
    label = escape(
        f"{plural(len(dated), 'dated entry', 'dated entries')} from {long_date(low.isoformat())} to {long_date(high.isoformat())}"
    )
    scale = "".join(_mark(day, words, at(day), floor, n) for n, (day, words) in enumerate(scale_of(low, high)))
    return Markup(
        f'<svg class="line-chart" width="100%" height="{floor + 28}" role="img" aria-label="{label}">'
        f'{scale}<line x1="0" y1="{floor}" x2="100%" y2="{floor}"/>{"".join(drawn)}</svg>'
        f"{_legend({e.status for _, e in dated}, bool(ticks), len(every) - len(dated))}"
    )


MARKS = 8
"""Dates at most that the scale names; every other one on a narrow screen."""


def scale_of(low: date, high: date) -> list[tuple[date, str]]:
    """Return the days that the scale names, with their words: days, weeks, firsts of months or of years, whichever are at most MARKS; the
    year is said where it begins and with the first.
    """
    span = (high - low).days + 1
    days = [low + timedelta(n) for n in range(span)] if span <= 366 else []
    for step in (1, 2, 7, 14):
        if 0 < len(days[::step]) <= MARKS:
            return [(d, _day_words(d, n == 0)) for n, d in enumerate(days[::step])]
    months = [
        date(year, month, 1)
        for year in range(low.year, high.year + 1)
        for month in range(1, 13)
        if low <= date(year, month, 1) <= high
    ]
    for step in (1, 3, 6):
        found = [m for m in months if (m.month - 1) % step == 0]
        if 0 < len(found) <= MARKS:
            return [(m, _month_words(m, n == 0)) for n, m in enumerate(found)]
    years = [m for m in months if m.month == 1]
    return [(y, str(y.year)) for y in years[:: -(-len(years) // MARKS)]] if years else []


def _day_words(day: date, first: bool) -> str:
    words = long_date(day.isoformat())
    return words if first or (day.month, day.day) == (1, 1) else words.rpartition(" ")[0]


def _month_words(day: date, first: bool) -> str:
    words = long_date(f"{day:%Y-%m}")
    return words if first or day.month == 1 else words.rpartition(" ")[0]


def _mark(day: date, words: str, x: float, floor: int, number: int) -> str:
    """Return a line of the scale with its words; those that would leave the drawing stand to the left of it."""
    side = ' text-anchor="end" dx="-3"' if x > 90 else ' dx="3"'
    return (
        f'<g class="scale{" second" if number % 2 else ""}"><line x1="{x}%" y1="0" x2="{x}%" y2="{floor + 20}"/>'
        f'<text x="{x}%" y="{floor + 24}"{side}>{escape(words)}</text></g>'
    )


LEGEND = (
    (("done", "reported", "reported earlier"), "done", "done or reported"),
    (("said",), "said", "said"),
    (("planned", "announced"), "planned", "planned or announced"),
)
"""Statuses, the class that draws them, and their words."""


def _legend(statuses: set[str], published: bool, left_out: int) -> str:
    """Return what the marks mean, those that are drawn, and how many entries are not."""
    parts = [f'<span class="key {name}">{words}</span>' for of, name, words in LEGEND if statuses & set(of)]
    parts += ['<span class="key published">an account published</span>'] if published else []
    parts += ["a longer bar: several days, or the day is not known"]
    if left_out:
        parts.append(f"{plural(left_out, 'entry', 'entries')} further away: in the list only")
    return f'<p class="legend keys">{" · ".join(parts)}</p>'


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
