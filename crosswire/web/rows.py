"""What the API gives: records as the JSON export writes them, with the words, places and names that a reader of them needs."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from crosswire.dossier import Dossier, Evidence, Wording
from crosswire.dossier.searches import Hit
from crosswire.export.whole import plain_record
from crosswire.model import Actor, Document, Issue, Place, Position, Statement, Story, TimelineEntry
from crosswire.model.findings import Difference
from crosswire.web.rendering import doc_href, file_of, place_href
from crosswire.web.texts import manner_of

Row = dict[str, Any]


def actor_ref(actor: Actor) -> Row:
    """Return an actor by id, name and address."""
    return {"id": actor.id, "name": actor.name, "href": f"a/{file_of(actor.id)}.html"}


def _issue_refs(dossier: Dossier, ids: Iterable[str]) -> list[Row]:
    found = [dossier.issue(i) for i in ids if dossier.has_issue(i)]
    return [{"id": i.id, "name": i.name, "href": f"i/{file_of(i.id)}.html"} for i in found]


def evidence_row(evidence: Evidence) -> Row:
    """Return a place with its words, surroundings and account; `href` leads to it."""
    return {
        "doc": evidence.place.doc,
        "start": evidence.place.start,
        "end": evidence.place.end,
        "exact": evidence.exact,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
        "outlet": evidence.outlet,
        "document": evidence.document,
        "paragraph": evidence.paragraph,
        "where": evidence.where,
        "text_sha256": evidence.sha256,
        "href": place_href("", evidence.place),
    }


def _evidence(dossier: Dossier, places: Iterable[Place]) -> list[Row]:
    return [evidence_row(dossier.evidence(p)) for p in places if dossier.has_document(p.doc)]


def document_row(dossier: Dossier, document: Document, *, text: bool = False) -> Row:
    """Return a document; its stored text and zones only where asked for."""
    story = dossier.story_of(document.id)
    row: Row = {
        "id": document.id,
        "name": document.name,
        "outlet": document.outlet,
        "headline": document.header.headline.value,
        "published": plain_record(dossier.published(document.id)),
        "story": story.id if story else None,
        "length": len(document.text),
        "text_sha256": document.text_sha256,
        "header": plain_record(document.header),
        "href": doc_href("", document.id),
    }
    return row | {"text": document.text, "zones": [plain_record(z) for z in document.zones]} if text else row


def wording_row(dossier: Dossier, wording: Wording) -> Row:
    """Return a quotation with who said it and where its words stand."""
    q = wording.quotation
    return {
        "id": q.id,
        "doc": wording.doc,
        "manner": manner_of(q),
        "certain": wording.certain,
        "speakers": [actor_ref(a) for a in wording.speakers],
        "speaker_status": wording.attribution.status,
        "issues": [{"id": i.id, "name": i.name} for i in dossier.issues_of.get(q.id, ())],
        "evidence": [evidence_row(e) for e in wording.evidence],
        "quotation": plain_record(q),
        "href": f"e/{q.id}",
    }


def statement_row(dossier: Dossier, statement: Statement) -> Row:
    """Return a statement with all its wordings, fullest first."""
    return {
        "id": statement.id,
        "story": statement.story,
        "accounts": statement.accounts,
        "independent": statement.independent,
        "speakers": [actor_ref(a) for a in dossier.actors_of(statement.speakers)],
        "issues": _issue_refs(dossier, statement.issues),
        "wordings": [wording_row(dossier, w) for w in dossier.wordings(statement)],
        "href": f"s/{file_of(statement.story)}-said.html#{statement.id}",
    }


def story_row(story: Story) -> Row:
    """Return a story."""
    return {
        "id": story.id,
        "title": story.title,
        "date": plain_record(story.date),
        "accounts": len(story.docs),
        "independent": story.independent,
        "docs": list(story.docs),
        "storyline": story.storyline,
        "href": f"s/{file_of(story.id)}.html",
    }


def actor_row(actor: Actor, counts: Any) -> Row:
    """Return an actor with how much it says, holds and is named."""
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "aliases": list(actor.aliases),
        "affiliation": actor.affiliation,
        "country": actor.country,
        "roles": [{"role": role, "of": of} for role, of in actor.roles],
        "statements": counts.statements,
        "positions": counts.positions,
        "mentions": counts.mentions,
        "accounts": counts.accounts,
        "independent": counts.independent,
        "href": f"a/{file_of(actor.id)}.html",
    }


def issue_row(issue: Issue) -> Row:
    """Return an issue."""
    return {"id": issue.id, "name": issue.name, "aliases": list(issue.aliases), "href": f"i/{file_of(issue.id)}.html"}


def position_row(dossier: Dossier, position: Position) -> Row:
    """Return a position with its evidence."""
    return {
        "id": position.id,
        "party": next((actor_ref(a) for a in dossier.actors_of([position.party])), None),
        "issue": next(iter(_issue_refs(dossier, [position.issue])), None),
        "stance": position.stance,
        "date": position.date,
        "speakers": [actor_ref(a) for a in dossier.actors_of(position.speakers)],
        "evidence": _evidence(dossier, position.evidence),
        "condition": next(iter(_evidence(dossier, [position.condition] if position.condition else [])), None),
        "quotations": list(position.quotations),
        "basis": list(position.basis),
    }


def difference_row(dossier: Dossier, difference: Difference) -> Row:
    """Return a difference with the words of every account."""
    return {
        "id": difference.id,
        "kind": difference.kind,
        "verdict": difference.verdict,
        "about": difference.about,
        "story": difference.story,
        "sides": [
            {"value": s.value, "evidence": evidence_row(dossier.evidence(s.place))}
            for s in difference.sides
            if dossier.has_document(s.place.doc)
        ],
        "absent": list(difference.absent),
        "unsure": list(difference.unsure),
        "basis": difference.basis,
        "href": f"s/{file_of(difference.story)}-differences.html#{difference.id}",
    }


def entry_row(dossier: Dossier, entry: TimelineEntry) -> Row:
    """Return an entry of a timeline with its evidence."""
    return {
        "id": entry.id,
        "story": entry.story,
        "date": plain_record(entry.date),
        "status": entry.status,
        "actors": [actor_ref(a) for a in dossier.actors_of(entry.actors)],
        "evidence": _evidence(dossier, entry.places),
        "times": _evidence(dossier, entry.times),
        "events": list(entry.events),
    }


def hit_row(hit: Hit) -> Row:
    """Return a result of a search."""
    place = hit.place
    return {
        "kind": hit.kind,
        "record": hit.record,
        "group": hit.group,
        "doc": place.doc if place else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "words": hit.words,
        "found": [list(span) for span in hit.found],
        "outlet": hit.outlet,
        "document": hit.document,
        "date": hit.date or None,
        "speakers": [actor_ref(a) for a in hit.speakers],
        "manner": hit.manner,
        "href": place_href("", place) if place else f"a/{quote(hit.record)}.html",
    }
