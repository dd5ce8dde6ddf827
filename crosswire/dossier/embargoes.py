"""When an embargo is over, and how it stands at a moment. Nobody here looks at a clock: the moment is given."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from crosswire.model import DateValue, Document

LATEST = timedelta(hours=12)
"""An embargo printed without a time zone is over when it is over everywhere: in the westernmost zone, twelve hours behind UTC."""

ARCHIVE = timedelta(days=7)
"""An embargo that ends so long after the day of its text was no press embargo, but the time at which an archive opened the record."""

STATUSES = ("future", "expired", "archive_release", "unread")
"""It holds; it has passed; it has passed and was an archive's release time; its time cannot be read."""


def ends_at(document: Document) -> datetime | None:
    """Return when a document's embargo is over for certain (aware, UTC), or None where it has none that can be read."""
    parsed = document.header.embargoed.parsed
    if parsed is None:
        return None
    try:
        end = datetime.fromisoformat(parsed)
    except ValueError:
        return None
    try:
        if len(parsed) <= len("2031-05-29"):
            end += timedelta(days=1)  # a day without an hour: until its end
        return end.astimezone(UTC) if end.tzinfo else end.replace(tzinfo=UTC) + LATEST
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def embargo_status(document: Document, now: datetime, published: DateValue | None = None) -> str | None:
    """Return how a document's embargo stands at `now` (aware): one of STATUSES, or None where it has none.

    published: the document's date as known, where it is more than the header states.
    """
    if document.header.embargoed.value is None and document.header.embargoed.parsed is None:
        return None
    end = ends_at(document)
    if end is None:
        return "unread"
    if end > now:
        return "future"
    own = (published or document.header.published).value or document.header.published.value or ""
    try:
        day = date.fromisoformat(own[:10])
    except ValueError:
        return "expired"
    return "archive_release" if end.date() - day > ARCHIVE else "expired"


def held_at(documents: Iterable[Document], now: datetime) -> tuple[Document, ...]:
    """Return the documents that may not be passed on at `now` (aware)."""
    return tuple(d for d in documents if (end := ends_at(d)) is not None and end > now)
