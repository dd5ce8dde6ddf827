"""REST, read-only: thin over the same parts of a dossier that pages are made of."""

import functools
import inspect
import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from crosswire.dossier import Dossier, Evidence, slices
from crosswire.dossier.searches import search as search_dossier
from crosswire.errors import PageUnknown, RequestError
from crosswire.export.citations import references
from crosswire.export.whole import plain_record
from crosswire.model import Event, Findings, Place
from crosswire.store.lookups import Lookups
from crosswire.store.search import KINDS, LONGEST, parse_query
from crosswire.store.search import Query as SearchQuery
from crosswire.web import rows, schemas
from crosswire.web.sites import Site

FEWEST, MOST = 1, 100
"""Rows on a page."""

LONGEST_ID = 200

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": schemas.Failure, "description": words}
    for status, words in (
        (400, "The request cannot be understood."),
        (403, "No or a wrong token, a foreign host or origin."),
        (404, "There is no such record."),
        (422, "A parameter is none."),
    )
}


class Json(Response):
    """JSON that can always be sent: what UTF-8 cannot hold is escaped."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the bytes of an answer."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8", "backslashreplace")


async def site_of(request: Request) -> Site:
    """Return the dossier that a request is about. Raises PageUnknown."""
    return request.app.state.shelf.site(request.path_params.get("dossier", ""))


Reading = Lookups
"""Look-ups of that dossier for the time of a request (`_get`)."""

PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Page of the list, from 1.")]
PerPage = Annotated[int, Query(ge=FEWEST, le=MOST, description="Rows on a page.")]
Id = Annotated[str, Path(max_length=LONGEST_ID)]
Values = Annotated[list[Annotated[str, Query(max_length=LONGEST)]], Query()]
Word = Annotated[str | None, Query(max_length=LONGEST_ID)]


async def filters(
    q: Annotated[str, Query(max_length=LONGEST, description="Words, as in the search field.")] = "",
    speaker: Values = [],  # noqa: B006  (FastAPI copies it)
    outlet: Values = [],  # noqa: B006
    issue: Values = [],  # noqa: B006
    manner: Annotated[list[Literal["direct", "partial", "indirect", "attitude"]], Query()] = [],  # noqa: B006
    from_: Annotated[str, Query(alias="from", max_length=10, description="Date, also 2031-06 or 2031.")] = "",
    to: Annotated[str, Query(max_length=10)] = "",
) -> SearchQuery:
    """Return the query of the filters that pages, REST and the command line share."""
    dates = {"from": [from_], "to": [to]}
    return parse_query(q, speaker=speaker, outlet=outlet, issue=issue, manner=list(manner), **dates)


Filters = Annotated[SearchQuery, Depends(filters)]

router = APIRouter(responses=ERRORS)


def _get(path: str, model: Any, tag: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function that answers with JSON of a shape; the shape is described, not checked again at every answer."""
    answer: dict[int | str, dict[str, Any]] = {200: {"model": model, "description": "Found."}}
    register = router.get(path, responses=answer, response_class=Json, response_model=None, tags=[tag])

    def take(work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def make(site: Site, **asked: Any) -> Any:
            # opened and closed in one go: a connection held while a request waits for its turn would be one that others wait for
            with site.lookups() as lookups:
                return work(lookups, **asked)

        signature = inspect.signature(work)
        site = inspect.Parameter("site", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[Site, Depends(site_of)])
        rest = [
            p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for n, p in signature.parameters.items() if n != "reading"
        ]
        make.__signature__ = signature.replace(parameters=[site, *rest])  # type: ignore[attr-defined]
        register(make)
        return work

    return take


def _page(items: Iterable[Any], page: int, per_page: int, total: int, *, more: bool = False) -> Json:
    return Json({"items": list(items), "page": page, "per_page": per_page, "total": total, "more": more})


def _need(found: Any, what: str, id_: str) -> Any:
    if found is None or found == ():
        raise PageUnknown(f"There is no {what} {id_!r} in this dossier.")
    return found


# ------------------------------------------------------------------------------------------- documents and places


@_get("/documents", schemas.Page[schemas.DocumentRow], "documents")
def documents(reading: Reading, page: PageNumber = 1, per_page: PerPage = 20, story: Word = None) -> Json:
    """List the documents by name; those of one story in its order."""
    offset = (page - 1) * per_page
    if story is None:
        found, total = reading.select("documents", {}, limit=per_page, offset=offset)
        ids = [d.id for d in found]
    else:
        docs = _need(reading.by_id("stories", [story]), "story", story)[0].docs
        ids, total = list(docs[offset : offset + per_page]), len(docs)
    dossier = slices.documents_slice(reading, ids)
    return _page((rows.document_row(dossier, dossier.document(i)) for i in ids), page, per_page, total)


@_get("/documents/{doc}", schemas.DocumentText, "documents")
def document(reading: Reading, doc: Id) -> Json:
    """Return a document, by id or name, with its stored text."""
    dossier, found = _need(slices.document_slice(reading, doc), "document", doc)
    return Json(rows.document_row(dossier, found, text=True))


@_get("/documents/{doc}/quotations", schemas.Page[schemas.WordingRow], "documents")
def quotations_in(reading: Reading, doc: Id) -> Json:
    """List everything that is quoted in a document, in its order."""
    dossier, found = _need(slices.document_slice(reading, doc), "document", doc)
    quotations = sorted(dossier.reading(found.id).quotations, key=lambda q: (q.content, q.id))
    items = [rows.wording_row(dossier, dossier.wording(q.id)) for q in quotations]
    return _page(items, 1, max(len(items), 1), len(items))


@_get("/documents/{doc}/references", schemas.ReferencesRow, "documents")
def references_to(
    reading: Reading,
    doc: Id,
    place: Annotated[str, Query(max_length=LONGEST, description="Where in it, in words, for the note.")] = "",
) -> Json:
    """Return a document's reference in RIS, BibTeX and CSL-JSON."""
    dossier, found = _need(slices.document_slice(reading, doc), "document", doc)
    return Json(references(dossier, found, place))


@_get("/places", schemas.PlaceRow, "documents")
def place(
    reading: Reading,
    doc: Annotated[str, Query(max_length=LONGEST_ID, description="Id or name of a document.")],
    start: Annotated[int, Query(ge=0, le=2**31)],
    end: Annotated[int, Query(ge=0, le=2**31)],
) -> Json:
    """Return the words at [start, end) of a document's stored text, in code points, and the quotations that share any of them."""
    dossier, found = _need(slices.document_slice(reading, doc), "document", doc)
    if not start <= end <= len(found.text):
        raise RequestError(f"[{start}, {end}) does not lie inside a text of {len(found.text)} characters.")
    evidence: Evidence = dossier.evidence(Place(found.id, start, end))
    quoted = [q for q in dossier.reading(found.id).quotations if any(s < end and start < e for s, e in q.content)]
    wordings = [
        rows.wording_row(dossier, dossier.wording(q.id)) for q in sorted(quoted, key=lambda q: (q.content, q.id))
    ]
    return Json({"evidence": rows.evidence_row(evidence), "quotations": wordings})


# ------------------------------------------------------------------------------------------- what was said


@_get("/quotations", schemas.Page[schemas.WordingRow], "said")
def quotations(reading: Reading, query: Filters, page: PageNumber = 1, per_page: PerPage = 20) -> Json:
    """List what was said, in the order of search results: statements of most independent accounts first."""
    found = reading.search(query, "statement", limit=per_page, offset=(page - 1) * per_page)
    dossier = slices.quotations_slice(reading, [e.record for e in found.entries])
    items = (rows.wording_row(dossier, dossier.wording(e.record)) for e in found.entries)
    return _page(items, page, per_page, found.total, more=found.more)


@_get("/quotations/{quotation}", schemas.WordingRow, "said")
def quotation(reading: Reading, quotation: Id) -> Json:
    """Return a quotation."""
    dossier = slices.quotations_slice(reading, [quotation])
    _need(dossier if dossier.has_quotation(quotation) else None, "quotation", quotation)
    return Json(rows.wording_row(dossier, dossier.wording(quotation)))


@_get("/statements", schemas.Page[schemas.StatementRow], "said")
def statements(
    reading: Reading, query: Filters, page: PageNumber = 1, per_page: PerPage = 20, story: Word = None
) -> Json:
    """List statements with all their wordings. With filters, a page holds the statements of `per_page` of the wordings found."""
    offset = (page - 1) * per_page
    more = False
    if story is not None or query.is_empty:
        found, total = reading.select("statements", {"story": story}, limit=per_page, offset=offset)
        ids = [s.id for s in found]
    else:
        hits = reading.search(query, "statement", limit=per_page, offset=offset)
        ids, total, more = list(dict.fromkeys(e.group for e in hits.entries)), hits.total, hits.more
    dossier = _statements_slice(reading, ids)
    known = {s.id: s for s in dossier.findings.statements}
    items = (rows.statement_row(dossier, known[i]) for i in ids if i in known)
    return _page(items, page, per_page, total, more=more)


def _statements_slice(reading: Lookups, ids: list[str]) -> Dossier:
    statements = reading.by_id("statements", ids)
    return slices.quotations_slice(reading, {q for s in statements for q in (*s.quotations, *s.possible)})


@_get("/statements/{statement}", schemas.StatementRow, "said")
def statement(reading: Reading, statement: Id) -> Json:
    """Return a statement with all its wordings."""
    id_ = reading.redirect(statement) or statement
    _need(reading.by_id("statements", [id_]), "statement", statement)
    dossier = _statements_slice(reading, [id_])
    return Json(rows.statement_row(dossier, dossier.statement(id_)))


# ------------------------------------------------------------------------------------------- actors, issues, positions


@_get("/actors", schemas.Page[schemas.ActorRow], "actors")
def actors(reading: Reading, page: PageNumber = 1, per_page: PerPage = 20) -> Json:
    """List the actors: those who say most first, those who are only named last."""
    counts = reading.actor_rows(limit=per_page, offset=(page - 1) * per_page)
    known = {a.id: a for a in reading.by_id("actors", [c.actor for c in counts])}
    items = (rows.actor_row(known[c.actor], c) for c in counts)
    return _page(items, page, per_page, reading.count("actors"))


@_get("/actors/{actor}", schemas.ActorRow, "actors")
def actor(reading: Reading, actor: Id) -> Json:
    """Return an actor; the id of one that was merged leads to what it was merged into."""
    id_ = reading.redirect(actor) or actor
    found = _need(reading.by_id("actors", [id_]), "actor", actor)
    return Json(rows.actor_row(found[0], _need(reading.actor_row(id_), "actor", actor)))


@_get("/issues", schemas.Page[schemas.IssueRow], "issues")
def issues(reading: Reading, page: PageNumber = 1, per_page: PerPage = 20) -> Json:
    """List the issues."""
    found, total = reading.select("issues", {}, limit=per_page, offset=(page - 1) * per_page)
    return _page((rows.issue_row(i) for i in found), page, per_page, total)


@_get("/issues/{issue}", schemas.IssueRow, "issues")
def issue(reading: Reading, issue: Id) -> Json:
    """Return an issue."""
    found = _need(reading.by_id("issues", [reading.redirect(issue) or issue]), "issue", issue)
    return Json(rows.issue_row(found[0]))


@_get("/positions", schemas.Page[schemas.PositionRow], "issues")
def positions(
    reading: Reading,
    page: PageNumber = 1,
    per_page: PerPage = 20,
    party: Word = None,
    issue: Word = None,
    stance: Word = None,
    from_: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Annotated[str, Query(max_length=10)] = "",
) -> Json:
    """List positions, latest first. party, issue: ids."""
    equal = {"party": party, "issue": issue, "stance": stance}
    found, total = reading.select(
        "positions",
        equal,
        order="date",
        since=from_,
        until=to and f"{to}~",
        limit=per_page,
        offset=(page - 1) * per_page,
    )
    dossier = slices.positions_slice(reading, found)
    return _page((rows.position_row(dossier, p) for p in found), page, per_page, total)


# ------------------------------------------------------------------------------------------- stories and what differs


@_get("/stories", schemas.Page[schemas.StoryRow], "stories")
def stories(reading: Reading, page: PageNumber = 1, per_page: PerPage = 20, storyline: Word = None) -> Json:
    """List the stories."""
    found, total = reading.select("stories", {"storyline": storyline}, limit=per_page, offset=(page - 1) * per_page)
    return _page((rows.story_row(s) for s in found), page, per_page, total)


@_get("/stories/{story}", schemas.StoryRow, "stories")
def story(reading: Reading, story: Id) -> Json:
    """Return a story."""
    found = _need(reading.by_id("stories", [reading.redirect(story) or story]), "story", story)
    return Json(rows.story_row(found[0]))


@_get("/differences", schemas.Page[schemas.DifferenceRow], "stories")
def differences(
    reading: Reading,
    page: PageNumber = 1,
    per_page: PerPage = 20,
    story: Word = None,
    verdict: Annotated[Literal["contradict", "differ", "only"] | None, Query()] = None,
    kind: Word = None,
    issue: Word = None,
) -> Json:
    """List where accounts differ, and what only some of them tell."""
    equal = {"story": story, "verdict": verdict, "kind": kind, "issue": issue}
    found, total = reading.select("differences", equal, limit=per_page, offset=(page - 1) * per_page)
    dossier = slices.records_slice(reading, Findings(differences=found))
    return _page((rows.difference_row(dossier, d) for d in found), page, per_page, total)


@_get("/timeline", schemas.Page[schemas.EntryRow], "stories")
def timeline(
    reading: Reading, page: PageNumber = 1, per_page: PerPage = 20, story: Word = None, status: Word = None
) -> Json:
    """List dated things; those of one story by date."""
    equal = {"story": story, "status": status}
    found, total = reading.select("timeline", equal, limit=per_page, offset=(page - 1) * per_page)
    dossier = slices.records_slice(reading, Findings(timeline=found))
    return _page((rows.entry_row(dossier, e) for e in found), page, per_page, total)


@_get("/events", schemas.Page[Event], "stories")
def events(
    reading: Reading, page: PageNumber = 1, per_page: PerPage = 20, story: Word = None, event_type: Word = None
) -> Json:
    """List coded events, each with all its reports."""
    equal = {"story": story, "event_type": event_type}
    found, total = reading.select("events", equal, limit=per_page, offset=(page - 1) * per_page)
    return _page((plain_record(e) for e in found), page, per_page, total)


# ------------------------------------------------------------------------------------------- search


@_get("/search", schemas.SearchRow, "search")
def search(
    reading: Reading,
    query: Filters,
    kind: Annotated[Literal["statement", "event", "document", "actor"] | None, Query()] = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Json:
    """Search statements, events, documents and actors; without words and filters nothing is found."""
    kinds = (kind,) if kind else KINDS
    found = search_dossier(reading, query, kinds=kinds, limit=per_page, offset=(page - 1) * per_page)
    groups = [
        {"kind": g.kind, "hits": [rows.hit_row(h) for h in g.hits], "total": g.total, "more": g.more}
        for g in found.groups
    ]
    facets = [
        {"field": f.field, "values": [{"value": v, "words": w, "number": n} for v, w, n in f.values]}
        for f in found.facets
    ]
    return Json({"groups": groups, "facets": facets})
