"""Dates: thin version; header dates only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosswire.model import NO_DATE, DateValue, Document, Published, Reading, Story


def resolve_dates(
    *, documents: Sequence[Document], readings: Sequence[Reading], stories: Sequence[Story]
) -> tuple[tuple[Published, ...], tuple[Story, ...]]:
    """Return each document's date and the stories with theirs."""
    dates = {document.id: document.header.published for document in documents}
    published = tuple(Published(document.id, dates[document.id]) for document in sorted(documents, key=lambda d: d.id))
    return published, tuple(replace(story, date=_story_date([dates[doc] for doc in story.docs])) for story in stories)


def _story_date(dates: Sequence[DateValue]) -> DateValue:
    days = Counter(date.value[:10] for date in dates if date.value)
    if not days:
        return NO_DATE
    best = min(days, key=lambda day: (-days[day], day))
    return DateValue(best, "day" if len(best) == 10 else None, "inferred", tuple(sorted(set(days) - {best})))
