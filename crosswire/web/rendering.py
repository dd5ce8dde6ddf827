"""Templates: the one environment, its filters, and how a page finds its neighbours."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from crosswire.dossier import grouped, long_date, phrase_carried, phrase_count, plural
from crosswire.dossier.embargoes import ends_at
from crosswire.model import Document, Place
from crosswire.web.compiled import Compiled
from crosswire.web.diffs import compare_wordings
from crosswire.web.facets import difference_facets, entry_facets, position_facets, wording_facets
from crosswire.web.folds import fold_places
from crosswire.web.reasons import reading_reason
from crosswire.web.texts import anchor_name, manner_of, safe, showable

SCRIPTS = ("crosswire.js", "panel.js", "filters.js")
"""Scripts of every page, in the order in which they run; what the later ones share is in the first."""

STATIC = ("crosswire.css", *SCRIPTS)
"""Files written beside the pages, as they are."""

LAID_OUT: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
"""How templates are compiled."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")


@lru_cache(maxsize=4096)  # a page names the same records again and again
def file_of(record: str) -> str:
    """Return an id as the name of a file: ids are letters, digits and hyphens already, anything else becomes a hyphen."""
    return _UNSAFE.sub("-", record)


def doc_href(root: str, doc: str) -> str:
    """Return the address of a document's page, seen from a page whose way to the front page is `root`."""
    return f"{root}d/{file_of(doc)}.html"


def place_href(root: str, place: Place) -> str:
    """Return the address of a place in a document's page."""
    return f"{doc_href(root, place.doc)}#{anchor_name(place.span)}"


def text_of(value: object) -> Markup:
    """Return a text escaped, with every character that HTML can hold kept."""
    return Markup(safe(str(value)))


def embargo_end(document: Document) -> str | None:
    """Return when a document's embargo is over for certain, as ISO 8601 in UTC, or None where that cannot be read."""
    end = ends_at(document)
    return end.isoformat() if end else None


def zone_word(label: str) -> str:
    """Return the word for a zone on pages."""
    return {"metadata": "record field", "crosshead": "crosshead"}.get(label, label)


def static_file(name: str) -> str:
    """Return the text of a static file of the package."""
    return files("crosswire.web").joinpath("static", name).read_text(encoding="utf-8")


class _Context(jinja2.runtime.Context):
    """Calls what a template calls without looking at what it is: none of ours asks to be passed the context."""

    def call(
        self, obj: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """Return what a function of a template gives."""
        return obj(*args, **named)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crosswire.web", "templates"),
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # templates of a package that runs do not change, and looking whether they did costs as much as a small one
        bytecode_cache=Compiled(Path(__file__).parent / "templates", LAID_OUT),
        **LAID_OUT,
    )
    environment.context_class = _Context
    environment.filters.update(
        date=long_date,
        text=text_of,
        plural=plural,
        carried=phrase_carried,
        counted=phrase_count,
        grouped=grouped,
        zone=zone_word,
        embargo_end=embargo_end,
    )
    environment.globals.update(
        manner_of=manner_of,
        compare_wordings=compare_wordings,
        difference_facets=difference_facets,
        entry_facets=entry_facets,
        position_facets=position_facets,
        wording_facets=wording_facets,
        doc_href=doc_href,
        fold_places=fold_places,
        file_of=file_of,
        place_href=place_href,
        reading_reason=reading_reason,
    )
    return environment


def render(template: str, context: Mapping[str, Any]) -> str:
    """Return a page. What UTF-8 or HTML cannot hold, wherever a template lets it through, is U+FFFD."""
    return showable(_environment().get_template(template).render(context))


__all__ = ["SCRIPTS", "STATIC", "doc_href", "escape", "file_of", "place_href", "render", "static_file", "text_of"]
