"""Records of many documents -> clusters: copies, stories, dates, actors, statements."""

from crosswire.link.actors import resolve_actors
from crosswire.link.copies import group_copies
from crosswire.link.dates import resolve_dates
from crosswire.link.statements import align_statements
from crosswire.link.stories import group_stories

__all__ = ["align_statements", "group_copies", "group_stories", "resolve_actors", "resolve_dates"]
