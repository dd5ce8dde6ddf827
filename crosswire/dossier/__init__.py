"""A read-only view of one dossier: typed look-ups for pages and exports. Nothing here changes or guesses anything."""

from crosswire.dossier.dossiers import Dossier, load_dossier
from crosswire.dossier.views import Absence, Account, Cell, Count, Evidence, Said, StoryTotals, Wording
from crosswire.dossier.words import grouped, listed, long_date, phrase_carried, phrase_count, phrase_differences, plural

__all__ = [
    "Absence",
    "Account",
    "Cell",
    "Count",
    "Dossier",
    "Evidence",
    "Said",
    "StoryTotals",
    "Wording",
    "grouped",
    "listed",
    "load_dossier",
    "long_date",
    "phrase_carried",
    "phrase_count",
    "phrase_differences",
    "plural",
]
