"""A party's positions on an issue over time as a small inline SVG. The table it stands in says the same in words."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from crosswire.dossier import long_date
from crosswire.model import Position

WIDTH, HEIGHT, EDGE, BESIDE = 120, 18, 8, 11

_SHAPES = {
    "supports": '<path d="M{x} 4l5 9h-10z"/>',
    "opposes": '<path d="M{x} 14l5-9h-10z"/>',
    "conditional": '<path d="M{x} 3.5l5.5 5.5-5.5 5.5-5.5-5.5z"/>',
    "open": '<circle cx="{x}" cy="9" r="4"/>',
    "procedural": '<rect x="{left}" y="5" width="8" height="8"/>',
}
"""The shape tells the stance, so that colour is never alone."""


def _day(value: str) -> float:
    """Return an ISO date, also a reduced one, as years and parts of a year; a reduced date stands at its middle."""
    parts = [int(p) for p in value[:10].split("-") if p.isdigit()]
    if not parts:
        return 0.0
    year, month, day = (*parts, *(6.5, 15)[len(parts) - 1 :])[:3] if len(parts) < 3 else parts[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


def draw_strip(positions: Sequence[Position]) -> Markup:
    """Return a strip with one mark a stance and date, or nothing where fewer than two dates are known."""
    dated = sorted((p for p in positions if p.date), key=lambda p: (p.date or "", p.id))
    if len({p.date for p in dated}) < 2:
        return Markup("")
    days = [_day(p.date or "") for p in dated]
    low, high = min(days), max(days)
    scale = (WIDTH - 2 * EDGE) / (high - low) if high > low else 0
    marks = []
    taken: dict[float, list[str]] = {}
    for position, day in zip(dated, days, strict=True):
        x = round(EDGE + (day - low) * scale, 1)
        beside = taken.setdefault(x, [])
        if position.stance in beside:
            continue
        beside.append(position.stance)  # other stances of the same day stand beside it, towards the middle
        x = round(x + (len(beside) - 1) * BESIDE * (1 if x < WIDTH / 2 else -1), 1)
        shape = _SHAPES[position.stance].format(x=x, left=round(x - 4, 1))
        title = escape(f"{position.stance}, {long_date(position.date)}")
        marks.append(f'<g class="{position.stance}"><title>{title}</title>{shape}</g>')
    first, last = long_date(dated[0].date), long_date(dated[-1].date)
    label = escape("Stances over time: " + "; ".join(f"{p.stance}, {long_date(p.date)}" for p in dated))
    return Markup(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{label}">'
        f'<line x1="0" y1="9" x2="{WIDTH}" y2="9"/>{"".join(marks)}</svg>'
        f'<span class="strip-ends" aria-hidden="true"><span>{escape(first)}</span><span>{escape(last)}</span></span>'
    )
