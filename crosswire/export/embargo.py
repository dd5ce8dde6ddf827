"""The gate before an export: what may not be passed on yet is not passed on by accident."""

from datetime import UTC, datetime, timedelta

from crosswire.dossier import Dossier
from crosswire.errors import EmbargoHolds
from crosswire.model import Document

LATEST = timedelta(hours=12)
"""An embargo printed without a time zone is over when it is over everywhere: in the westernmost zone, twelve hours behind UTC."""


def ends_at(document: Document) -> datetime | None:
    """Return when a document's embargo is over for certain (aware, UTC), or None where it has none that can be read."""
    parsed = document.header.embargoed.parsed
    if parsed is None:
        return None
    try:
        end = datetime.fromisoformat(parsed)
    except ValueError:
        return None
    if len(parsed) <= len("2031-05-29"):
        end += timedelta(days=1)  # a day without an hour: until its end
    return end.astimezone(UTC) if end.tzinfo else end.replace(tzinfo=UTC) + LATEST


def check_embargoes(dossier: Dossier, now: datetime) -> None:
    """Raise EmbargoHolds where a document's embargo has not passed at `now` (aware)."""
    held = [(d, end) for d in dossier.documents if (end := ends_at(d)) is not None and end > now]
    if held:
        names = ", ".join(f"{d.name} until {d.header.embargoed.value}" for d, _ in held[:5])
        raise EmbargoHolds(
            f"{len(held)} of the texts may not be passed on yet ({names}). Wait, build without them, or export with --embargoed if you may."
        )
