"""What the rows of a page can be filtered by: the same names in the page's address, on the command line and in the API."""

import json
from collections.abc import Iterable

from markupsafe import Markup, escape

from crosswire.dossier import Dossier, Wording
from crosswire.model import Actor, Difference, Issue, Position, TimelineEntry
from crosswire.web.texts import manner_of

UNKNOWN_SPEAKER = "not known"


_JSON = json.JSONEncoder(ensure_ascii=False)


def facets(**named: Iterable[str]) -> Markup:
    """Return the attribute `data-facets` of a row: JSON of facet -> its values, each once, in their order."""
    plain = {name: list(dict.fromkeys(values)) for name, values in named.items()}
    words = _JSON.encode({k: v for k, v in plain.items() if v})
    return Markup(f' data-facets="{escape(words)}"')


def wording_facets(dossier: Dossier, wordings: Iterable[Wording], issues: Iterable[Issue] = ()) -> Markup:
    """Return what a statement can be filtered by: speaker, issue, outlet and manner of its wordings."""
    wordings = tuple(wordings)
    return facets(
        speaker=[a.name for w in wordings for a in w.speakers] or [UNKNOWN_SPEAKER],
        issue=[i.name for i in issues],
        outlet=[dossier.outlet(w.doc) for w in wordings],
        manner=[manner_of(w.quotation) for w in wordings],
    )


def position_facets(dossier: Dossier, party: Actor, issue: Issue, position: Position) -> Markup:
    """Return what a position can be filtered by."""
    return facets(
        speaker=[a.name for a in dossier.actors_of(position.speakers)],
        party=[party.name],
        issue=[issue.name],
        outlet=[dossier.outlet(p.doc) for p in position.evidence],
        stance=[position.stance],
    )


def difference_facets(dossier: Dossier, difference: Difference) -> Markup:
    """Return what a difference can be filtered by."""
    issue = dossier.issue(difference.issue) if difference.issue and dossier.has_issue(difference.issue) else None
    return facets(
        issue=[issue.name] if issue else [],
        outlet=[dossier.outlet(s.place.doc) for s in difference.sides],
        kind=[difference.kind],
    )


def entry_facets(dossier: Dossier, entry: TimelineEntry) -> Markup:
    """Return what an entry of a timeline can be filtered by."""
    return facets(outlet=[dossier.outlet(p.doc) for p in entry.places], status=[entry.status])
