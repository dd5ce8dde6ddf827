"""Records of many documents -> clusters: copies, stories, dates, actors, statements."""

from crosswire.link.actors import resolve_actors
from crosswire.link.actors_corrections import correct_actors
from crosswire.link.actors_wishes import choose_actor, wish_merge, wish_rename, wish_split, wish_undo
from crosswire.link.copies import group_copies
from crosswire.link.dates import resolve_dates
from crosswire.link.events import merge_events
from crosswire.link.quotations_corrections import (
    correct_speakers,
    drop_quotations,
    wish_drop,
    wish_speaker,
    wish_undo_quotation,
)
from crosswire.link.statements import align_statements
from crosswire.link.stories import group_stories
from crosswire.link.stories_corrections import correct_stories, wish_group, wish_undo_stories, wish_ungroup
from crosswire.link.world_facts import load_world_facts

__all__ = [
    "align_statements",
    "choose_actor",
    "correct_actors",
    "correct_speakers",
    "correct_stories",
    "drop_quotations",
    "group_copies",
    "group_stories",
    "load_world_facts",
    "merge_events",
    "resolve_actors",
    "resolve_dates",
    "wish_drop",
    "wish_group",
    "wish_merge",
    "wish_rename",
    "wish_speaker",
    "wish_split",
    "wish_undo",
    "wish_undo_quotation",
    "wish_undo_stories",
    "wish_ungroup",
]
