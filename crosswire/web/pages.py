"""Which pages there are, and writing them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from crosswire.dossier import Dossier
from crosswire.dossier.embargoes import ends_at
from crosswire.model import STANCES, Story
from crosswire.web import overview, sources, stories
from crosswire.web.documents import document_view, linked_places
from crosswire.web.facts import BuildFacts
from crosswire.web.figures import Figures
from crosswire.web.notes import Notes
from crosswire.web.rendering import SCRIPTS, STATIC, file_of, render, static_file
from crosswire.web.writing import write_files

Page = tuple[str, Callable[[], str]]
"""Name of a file below the dossier's folder, and what makes its text."""

NAV = (
    ("home", "Stories", "index.html"),
    ("positions", "Positions", "positions.html"),
    ("actors", "Actors", "actors.html"),
    ("build", "This build", "build.html"),
)

STORY_VIEWS: Mapping[str, Callable[[Dossier, Story], Mapping[str, Any]]] = {
    "accounts": stories.accounts_view,
    "said": stories.said_view,
    "positions": overview.positions_view,
    "timeline": stories.timeline_view,
    "differences": stories.differences_view,
    "sources": sources.sources_view,
}


def write_pages(dossier: Dossier, folder: Path, build: BuildFacts) -> list[str]:
    """Write a dossier's pages below a folder and return the names of the files, sorted.

    The same dossier and facts give the same bytes. Files are written whole or not at all; pages of an earlier call that are no
    longer part of the dossier are removed; nothing that the manifest `pages.json` does not name is touched.
    """
    return write_files(folder, plan_pages(dossier, build))


def plan_pages(dossier: Dossier, build: BuildFacts) -> list[Page]:
    """Return every page with what makes it, so that names are known before anything is rendered."""
    return list(_Plan(dossier, build).pages())


def make_page(dossier: Dossier, template: str, root: str, here: str, context: Mapping[str, Any], **more: Any) -> str:
    """Return a page. root: the way from it to the front page; here: key of its entry in the navigation. more: in place of what pages on a disk
    have: `nav`, `has_page`, `held`, `served` (what only a server can offer), `scripts`.
    """
    notes = Notes(dossier, root, citations=more.get("served") is None)
    common: dict[str, Any] = {
        "root": root,
        "here": here,
        "nav": NAV,
        "dossier": dossier,
        "has_page": lambda actor: True,
        "stances": STANCES,
        "held": (),
        "notes": notes,
        "scripts": SCRIPTS,
        "served": None,
        "part": None,
        **more,
    }
    common["figures"] = Figures(dossier, root, notes, common["has_page"])
    return render(template, {**common, **context})


def story_context(
    dossier: Dossier, story: Story, view: str, tabs: tuple[stories.Tab, ...], line: Sequence[Story]
) -> Mapping[str, Any]:
    """Return what a view of a story shows. line: the stories of its storyline, where there are several."""
    return {
        "story": story,
        "view": view,
        "tabs": tabs,
        "count": stories.story_count(dossier, story),
        "credited": stories.credited(dossier, story),
        "line": line,
        **STORY_VIEWS[view](dossier, story),
    }


class _Plan:
    """The pages of one dossier."""

    def __init__(self, dossier: Dossier, build: BuildFacts) -> None:
        self.dossier = dossier
        self.build = build
        self.actors = overview.actors_with_pages(dossier)
        self._with_page = {a.id for a in self.actors}
        self.held = [(d, end.isoformat()) for d in dossier.documents if (end := ends_at(d))]
        self.lines = {s.id: line for _, line in dossier.storylines for s in line if len(line) > 1}

    def pages(self) -> list[Page]:
        """Return all pages."""
        d = self.dossier
        anchors = linked_places(d, self.actors)
        found: list[Page] = [(f"static/{name}", partial(static_file, name)) for name in STATIC]
        found.append(("index.html", lambda: self._page("home.html", "", "home", overview.home_view(d))))
        positions = {"story": None, **overview.positions_view(d, None)}
        found.append(("positions.html", lambda: self._page("positions.html", "", "positions", positions)))
        found.append(
            ("actors.html", lambda: self._page("actors.html", "", "actors", overview.actors_view(d, self.actors)))
        )
        found.append(("build.html", lambda: self._page("build.html", "", "build", overview.build_view(d, self.build))))
        for story in d.stories:
            found += self._story_pages(story)
        for document in d.documents:
            found.append(
                (f"d/{file_of(document.id)}.html", self._document_page(document.id, anchors.get(document.id, ())))
            )
        for issue in d.findings.issues:
            found.append((f"i/{file_of(issue.id)}.html", self._issue_page(issue.id)))
        for actor in self.actors:
            found.append((f"a/{file_of(actor.id)}.html", self._actor_page(actor.id)))
        return found

    def _page(self, template: str, root: str, here: str, context: Mapping[str, Any]) -> str:
        return make_page(
            self.dossier, template, root, here, context, has_page=self._with_page.__contains__, held=self.held
        )

    def _story_pages(self, story: Story) -> list[Page]:
        tabs = stories.story_tabs(story, self.dossier.totals(story))
        return [(f"s/{tab.href}", self._story_page(story, tab.key, tabs)) for tab in tabs if tab.href]

    def _story_page(self, story: Story, view: str, tabs: tuple[stories.Tab, ...]) -> Callable[[], str]:
        def make() -> str:
            context = story_context(self.dossier, story, view, tabs, self.lines.get(story.id, ()))
            return self._page(f"{view}.html", "../", "", context)

        return make

    def _document_page(self, doc: str, anchors: tuple[tuple[int, int], ...]) -> Callable[[], str]:
        def make() -> str:
            return self._page(
                "document.html", "../", "", document_view(self.dossier, self.dossier.document(doc), anchors)
            )

        return make

    def _actor_page(self, actor: str) -> Callable[[], str]:
        def make() -> str:
            return self._page("actor.html", "../", "", overview.actor_view(self.dossier, self.dossier.actor(actor)))

        return make

    def _issue_page(self, issue: str) -> Callable[[], str]:
        def make() -> str:
            return self._page("issue.html", "../", "", overview.issue_view(self.dossier, self.dossier.issue(issue)))

        return make
