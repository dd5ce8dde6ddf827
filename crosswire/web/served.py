"""The pages that a server gives: the same templates as on a disk, each made from the part of the dossier that it shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from crosswire.dossier import Count, Dossier, phrase_count
from crosswire.dossier.embargoes import ends_at
from crosswire.dossier.searches import search
from crosswire.dossier.slices import (
    Part,
    actor_slice,
    board_slice,
    document_slice,
    documents_slice,
    home_slice,
    issue_slice,
    quotations_slice,
    story_slice,
    story_totals,
)
from crosswire.errors import PageUnknown, RequestError
from crosswire.model import Actor, Findings, Place, Problem, Span
from crosswire.store.lookups import Lookups
from crosswire.store.search import FIELDS, KINDS, Query, parse_query
from crosswire.web import overview, stories
from crosswire.web.documents import Name, document_view
from crosswire.web.facts import BuildFacts
from crosswire.web.logs import Logged
from crosswire.web.overview import ActorRow
from crosswire.web.pages import NAV, make_page, story_context
from crosswire.web.rendering import SCRIPTS, place_href, text_of
from crosswire.web.sites import Totals

ROWS = 50
"""Rows on a page of actors or of documents."""

RESULTS = 20
"""Results on a page of one kind; an overview of all kinds shows a quarter of them."""

TROUBLES = 40
"""Problems that are shown on one page."""

GROUP_WORDS = {"statement": "Said", "event": "Events", "document": "Documents", "actor": "Actors"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page. query: of its address. name: of the dossier's folder, "" at the root; running: what is being built for it; log: the
    corrections given, where the page shows them.
    """

    path: str
    query: Mapping[str, list[str]]
    name: str = ""
    running: str = ""
    log: tuple[Logged, ...] = ()

    @property
    def page(self) -> int:
        """Which page of a list is asked for. Raises RequestError."""
        value = self.one("page") or "1"
        if not re.fullmatch(r"[1-9]\d{0,6}", value):
            raise RequestError(f"page={value!r} is no page. Pages count from 1.")
        return int(value)

    def one(self, name: str) -> str:
        """Return the first value of a parameter, or an empty string."""
        return next(iter(self.query.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Served:
    """What pages say of the server: what was searched for, what is being built, and where builds are listed."""

    query: str
    running: str
    builds: str


class Pages:
    """Makes the pages of one dossier. One object a request; it reads no clock and keeps nothing."""

    def __init__(self, lookups: Lookups, totals: Totals, asked: Asked) -> None:
        self.lookups, self.totals, self.asked = lookups, totals, asked

    def make(self) -> str:
        """Return the page that was asked for. Raises PageUnknown, RequestError, QueryError."""
        path = self.asked.path or "index.html"
        plain: dict[str, Callable[[], str]] = {
            "index.html": self.home,
            "positions.html": self.positions,
            "actors.html": self.actors,
            "build.html": self.build,
            "search": self.search,
            "new": self.new,
        }
        if path in plain:
            return plain[path]()
        match = re.fullmatch(r"([sdai])/([A-Za-z0-9_.-]+?)\.html", path)
        if match is None:
            raise self.unknown()
        kinds = {"s": self.story, "d": self.document, "a": self.actor, "i": self.issue}
        return kinds[match[1]](match[2])

    def unknown(self) -> PageUnknown:
        """Return the error of a page that there is not."""
        return PageUnknown(f"There is no page {self.asked.path!r} in this dossier.")

    def _page(
        self, dossier: Dossier, template: str, here: str, context: Mapping[str, Any], *, part: Part | None = None
    ) -> str:
        root = "../" if "/" in self.asked.path else ""
        if part is not None and part.page > part.pages:
            raise self.unknown()
        new = (
            "../../new" if self.asked.name else "new"
        )  # new dossiers are made for the whole server, not inside one of several
        served = Served(self.asked.one("q"), self.asked.running, root + new)
        held = [(d, end.isoformat()) for d in dossier.documents if (end := ends_at(d))]
        return make_page(
            dossier,
            template,
            root,
            here,
            context,
            nav=(*NAV, ("search", "Search", "search"), ("new", "New dossier", new)),
            scripts=(*SCRIPTS, "served.js"),
            served=served,
            held=held,
            part=part,
            page_href=self._page_href,
        )

    def _page_href(self, page: int) -> str:
        rest = [(k, v) for k, values in self.asked.query.items() if k != "page" for v in values]
        return "?" + urlencode([*rest, ("page", page)])

    # Lists ------------------------------------------------------------------------------------------------------------

    def home(self) -> str:
        """Return the front page: storylines, latest first."""
        dossier, part = home_slice(self.lookups, self.asked.page)
        outside = self.lookups.linked("outside", "", limit=TROUBLES) if part.page == 1 else ()
        if outside:
            loose = documents_slice(self.lookups, outside).findings
            f = dossier.findings
            dossier = Dossier(
                replace(f, documents=(*f.documents, *loose.documents), published=(*f.published, *loose.published)),
                layouts=dossier.layouts,
            )
        whole = {"count": self.totals.count, "totals": self._totals(), **self._troubles()}
        return self._page(dossier, "home.html", "home", {**overview.home_view(dossier), **whole}, part=part)

    def _totals(self) -> dict[str, Any]:
        t = self.totals
        return {"stories": t.stories, "statements": t.statements, "differences": t.differences, "troubles": t.troubles}

    def _troubles(self) -> dict[str, tuple[Problem, ...]]:
        return {"troubles": self.lookups.page("problems", limit=TROUBLES, offset=0)}

    def positions(self) -> str:
        """Return the issues on which parties hold positions."""
        found = board_slice(self.lookups, self.asked.page)
        context = {"story": None, **overview.positions_view(found.dossier, None), "on_issue": found.positions}
        return self._page(found.dossier, "positions.html", "positions", context, part=found.part)

    def actors(self) -> str:
        """Return the actors who speak, hold positions or are spoken for; after the last of them, those who are only named."""
        part = Part(self.asked.page, ROWS, self.totals.actors)
        rows = self.lookups.actor_rows(limit=ROWS, offset=part.offset)
        known: dict[str, Actor] = {a.id: a for a in self.lookups.by_id("actors", [r.actor for r in rows])}
        parties = {a.affiliation for a in known.values() if a.affiliation} - known.keys()
        known |= {a.id: a for a in self.lookups.by_id("actors", parties)}
        shown = [
            ActorRow(known[r.actor], known.get(known[r.actor].affiliation or ""), r.statements, r.positions, r.mentions)
            for r in rows
            if r.active
        ]
        others = [(known[r.actor], r.mentions) for r in rows if not r.active]
        context = {"rows": shown, "others": [a for a, _ in others], "mentions_of": {a.id: n for a, n in others}}
        return self._page(_EMPTY, "actors.html", "actors", context, part=part)

    def build(self) -> str:
        """Return what is known of the last build, and one page of the documents."""
        t, facts = self.totals, self.lookups.facts()
        part = Part(self.asked.page, ROWS, t.count.accounts)
        documents = self.lookups.page("documents", limit=ROWS, offset=part.offset, left_out=frozenset({"zones"}))
        docs = [d.id for d in documents]
        dossier = Dossier(Findings(documents=documents, published=self.lookups.by("published", "doc", docs)))
        figures = [
            ("Documents", str(t.count.accounts)),
            ("Accounts", phrase_count(t.count)),
            ("Stories", str(t.stories)),
            ("Quotations and attitudes", str(t.quotations)),
            ("Statements", str(t.statements)),
            ("Actors", str(t.actors)),
            ("Issues", str(t.issues)),
            ("Positions", str(t.positions)),
            ("Differences", t.differences),
            ("Problems", str(t.troubles)),
        ]
        context = {
            "figures": figures,
            "build": BuildFacts(tuple((name, str(value)) for name, value in facts.items())),
            "corrections": self.asked.log,
            "quoted": self.lookups.count_quotations(docs),
            "inferred": overview.inferred_values(dossier),
            **self._troubles(),
        }
        return self._page(dossier, "build.html", "build", context, part=part)

    # Single records ---------------------------------------------------------------------------------------------------

    def story(self, name: str) -> str:
        """Return a view of a story."""
        endings = {ending: key for key, _, ending in stories.VIEWS if ending}
        id_, dash, ending = name.rpartition("-")
        view = endings.get(dash + ending, "accounts")
        id_ = name if view == "accounts" else id_
        dossier = story_slice(self.lookups, self._current(id_), stories.PARTS.get(view, ("statements",)))
        if dossier is None:
            raise self.unknown()
        story = next(s for s in dossier.findings.stories)
        tabs = stories.story_tabs(story, story_totals(self.lookups, story))
        if not any(tab.key == view and tab.href for tab in tabs):
            raise self.unknown()
        line = [s for _, line in dossier.storylines for s in line if story.storyline and s.storyline == story.storyline]
        context = story_context(dossier, story, view, tabs, line if len(line) > 1 else ())
        return self._page(dossier, f"{view}.html", "", context)

    def document(self, name: str) -> str:
        """Return a document."""
        found = document_slice(self.lookups, name)
        if found is None:
            raise self.unknown()
        dossier, document = found
        anchors = self.lookups.places_in(document.id)
        return self._page(dossier, "document.html", "", document_view(dossier, document, anchors))

    def actor(self, name: str) -> str:
        """Return an actor with one page of what it says."""
        found = actor_slice(self.lookups, self._current(name), self.asked.page)
        if found is None:
            raise self.unknown()
        dossier = found.dossier
        names = [
            Name(n.words, n.number, dossier.evidence(Place(n.doc, n.start, n.end)))
            for n in found.names
            if dossier.has_document(n.doc)
        ]
        counts = Count(found.row.accounts, found.row.independent)
        context = overview.actor_view(dossier, found.actor)
        context = {
            **context,
            "names": names,
            "names_total": found.named,
            "mentions": found.row.mentions,
            "count": counts,
            "shown": found.positions,
            "events_total": found.events,
            "members_total": found.members,
        }
        return self._page(dossier, "actor.html", "", context, part=found.part)

    def issue(self, name: str) -> str:
        """Return an issue with one page of the statements about it."""
        found = issue_slice(self.lookups, self._current(name), self.asked.page)
        if found is None:
            raise self.unknown()
        context = {**overview.issue_view(found.dossier, found.issue), "total": found.places, "count": found.count}
        context["shown"] = found.positions
        return self._page(found.dossier, "issue.html", "", context, part=found.part)

    def _current(self, id_: str) -> str:
        """Return the id under which a record now goes: merges end ids, and old addresses still lead somewhere."""
        return self.lookups.redirect(id_) or id_

    def permalink(self, quotation: str) -> str:
        """Return the address of a quotation in its document, seen from its permalink. Raises PageUnknown."""
        dossier = quotations_slice(self.lookups, [quotation])
        if not dossier.has_quotation(quotation):
            raise PageUnknown(f"There is no quotation {quotation!r} in this dossier.")
        return place_href("../", dossier.wording(quotation).evidence[0].place)

    # Search -----------------------------------------------------------------------------------------------------------

    def search(self) -> str:
        """Return what was searched for."""
        query = query_of(self.asked.query)
        kind = self.asked.one("kind")
        if kind and kind not in KINDS:
            raise RequestError(f"kind={kind!r} is none of {', '.join(KINDS)}.")
        size = RESULTS if kind else RESULTS // 4
        page = self.asked.page if kind else 1
        results = search(
            self.lookups, query, kinds=[kind] if kind else KINDS, limit=size, offset=(page - 1) * size, facets=page == 1
        )
        total = results.groups[0].total if kind and results.groups else 0
        context = {
            "results": results,
            "query": query,
            "filters": {f: self.asked.query.get(f, []) for f in FIELDS},
            "kind": kind,
            "words": GROUP_WORDS,
            "narrowed": self._narrowed,
            "marked": mark_found,
            "feed": "feeds/search.atom?" + urlencode(self._kept("q", *FIELDS)),
            "command": command_of(self.asked.query),
        }
        part = Part(page, size, total) if kind else None
        return self._page(_EMPTY, "search.html", "search", context, part=part)

    def _kept(self, *names: str) -> list[tuple[str, str]]:
        return [(n, v) for n in names for v in self.asked.query.get(n, ()) if v]

    def _narrowed(self, field: str, value: str) -> str:
        """Return the address of this search with one field set, or with `kind` set and everything else kept."""
        kept = [(n, v) for n, v in self._kept("q", "kind", *FIELDS) if n != field]
        return "?" + urlencode([*kept, *([(field, value)] if value else [])])

    def new(self) -> str:
        """Return the page on which captures are given to make a new dossier."""
        return self._page(_EMPTY, "new.html", "new", {})


_EMPTY = Dossier(Findings())
"""For pages that show no record."""


def mark_found(words: str, found: Sequence[Span]) -> Markup:
    """Return a result's words with what was looked for marked."""
    out, at = Markup(), 0
    for start, end in found:
        out += text_of(words[at:start]) + Markup("<mark class=found>{}</mark>").format(text_of(words[start:end]))
        at = end
    return out + text_of(words[at:])


def query_of(parameters: Mapping[str, list[str]]) -> Query:
    """Return the query of a page's or a feed's address. Raises QueryError."""
    return parse_query(
        next(iter(parameters.get("q", ())), ""), **{f: [v for v in parameters.get(f, ()) if v] for f in FIELDS}
    )


def command_of(parameters: Mapping[str, list[str]]) -> str:
    """Return the command line that does the same search."""
    words = [next(iter(parameters.get("q", ())), "") or '""']
    options = [f"--{f} {_shell(v)}" for f in FIELDS for v in parameters.get(f, ()) if v]
    return " ".join(["crosswire search DIR", _shell(words[0]), *options])


def _shell(word: str) -> str:
    return word if re.fullmatch(r"[\w.:-]+", word) else "'" + word.replace("'", "'\\''") + "'"
