"""The server as an ASGI application: pages, API, feeds and static files of one dossier or of several, behind one door."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import crosswire
from crosswire.dossier import Dossier
from crosswire.errors import CrosswireError, PageUnknown, RequestError
from crosswire.model import Findings
from crosswire.web import api, changes, feeds
from crosswire.web.answers import Answers
from crosswire.web.failures import answer, answer_error
from crosswire.web.guard import Door, Guard
from crosswire.web.logs import read_log
from crosswire.web.pages import make_page
from crosswire.web.rendering import STATIC, static_file
from crosswire.web.served import Asked, Pages, query_of
from crosswire.web.shelves import Shelf
from crosswire.web.sites import Site

THREADS = 2
"""Requests that are worked on at once: the work is Python's, more threads would only take turns with it."""

GARBAGE = (20_000, 20, 20)
"""Thresholds of the collector of garbage: a page makes some ten thousand objects, and leaves none of them in a cycle."""

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}

SCRIPT, STYLE = "served.js", "served.css"
"""Script and style of what only a server can offer."""

FEEDS: dict[str, Callable[..., str]] = {"actor": feeds.actor_feed, "issue": feeds.issue_feed, "story": feeds.story_feed}


def make_app(root: Path, door: Door | None = None, *, embargoed: bool = False) -> Guard:
    """Return the application that serves a dossier, or a folder of dossiers.

    door: who is let in. embargoed: texts under embargo are shown too. Raises ServeRefused, DossierMissing.
    """
    door = door or Door()
    door.check()
    shelf = Shelf(root, embargoed=embargoed)

    collected = gc.get_threshold()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        # what was imported stays: looking through it again and again for garbage would stop every request for a tenth of a second
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        yield
        gc.unfreeze()
        gc.set_threshold(*collected)
        shelf.close()

    app = FastAPI(
        title="Crosswire",
        version=crosswire.__version__,
        description="What several accounts of one story say, every line with its characters.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.shelf = shelf
    prefixes = (("/dossiers/{dossier}", not shelf.has_root), ("", shelf.has_root))
    # pages first: to compare an address with those of the whole API takes as long as a small page
    for prefix, _ in prefixes:
        app.add_route(prefix + "/{rest:page}", _page, methods=["GET"])
    # the longer prefix first: the last route of all takes what is left
    for prefix, described in prefixes:
        app.include_router(api.router, prefix=f"{prefix}/api", include_in_schema=described)
        app.include_router(changes.router, prefix=f"{prefix}/api", include_in_schema=described)
        for pattern, endpoint in _ROUTES.items():
            app.add_route(prefix + pattern, endpoint, methods=["GET"])
    _tell_errors(app)
    return Guard(Answers(app, shelf), door)


class _PagePath(StringConvertor):
    """What stands in the address of a page: all that is no other route's."""

    regex = r"(?!(?:api|dossiers|e|feeds|static)/|favicon\.ico\Z)(?s:.*)"


register_url_convertor("page", _PagePath())


def _tell_errors(app: FastAPI) -> None:
    """Give everything that goes wrong one shape."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, CrosswireError)
        return answer_error(request.scope, error)

    async def misread(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        return answer(request.scope, RequestError.code, 422, found)

    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = {404: PageUnknown.code}.get(error.status_code, RequestError.code)
        found = answer(request.scope, code, error.status_code, str(error.detail))
        found.headers.update(error.headers or {})
        return found

    async def unforeseen(request: Request, error: Exception) -> Response:
        return answer(request.scope, CrosswireError.code, 500, f"{type(error).__name__}: please report this.")

    app.add_exception_handler(CrosswireError, ours)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, unforeseen)


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the API."""
    if app.openapi_schema is None:
        app.openapi_schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
    return app.openapi_schema


async def _openapi(request: Request) -> Response:
    return api.Json(describe(request.app))


async def _nothing(request: Request) -> Response:
    raise PageUnknown(f"There is nothing at {request.url.path!r}.")


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in (*STATIC, SCRIPT, STYLE):
        raise PageUnknown(f"There is no file {name!r}.")
    return Response(static_file(name), media_type=TYPES[name.rpartition(".")[2]], headers={"cache-control": "no-cache"})


def _asked(request: Request, path: str) -> Asked:
    try:
        query = parse_qs(request.url.query, keep_blank_values=True, max_num_fields=100, errors="replace")
    except ValueError as error:
        raise RequestError("The address has too many parameters.") from error
    name = request.path_params.get("dossier", "")
    return Asked(path, query, name, request.app.state.shelf.jobs.running(name))


async def _page(request: Request) -> Response:
    rest = request.path_params["rest"]
    shelf: Shelf = request.app.state.shelf
    if "dossier" not in request.path_params and not shelf.has_root:
        if rest in ("", "index.html", "new"):
            return _html(_shelf_page(shelf, rest))
        raise PageUnknown(f"There is no page {rest!r} here.")
    asked, site = _asked(request, rest), await api.site_of(request)
    return await run_in_threadpool(_make, site, asked)


def _make(site: Site, asked: Asked) -> Response:
    totals = site.totals
    if asked.path == "build.html":
        asked = replace(asked, log=read_log(site.folder))
    with site.lookups() as lookups:
        return _html(Pages(lookups, totals, asked).make())


def _html(page: str) -> Response:
    return Response(page, media_type="text/html; charset=utf-8")


def _shelf_page(shelf: Shelf, rest: str) -> str:
    """Return the page of a server whose root is no dossier: the dossiers there are, and how to make one."""
    context = {"dossiers": shelf.names(), "root_too": False}
    nav = [("new", "New dossier", "new")]
    empty = Dossier(Findings())
    template = "new.html" if rest == "new" else "shelf.html"
    return make_page(
        empty, template, "", "new" if rest else "", context, nav=nav, served=None, scripts=("crosswire.js", SCRIPT)
    )


def _base(request: Request) -> str:
    """Return the address of the dossier that a request is about."""
    name = request.path_params.get("dossier", "")
    return str(request.base_url) + (f"dossiers/{name}/" if name else "")


async def _feed(request: Request) -> Response:
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind not in FEEDS:
        raise PageUnknown(f"There are no feeds of {kind!r}; there are {', '.join(FEEDS)} and search.")

    site = await api.site_of(request)

    def make() -> str:
        with site.lookups() as lookups:
            return FEEDS[kind](lookups, lookups.redirect(name) or name, _base(request))

    return _atom(await run_in_threadpool(make))


async def _search_feed(request: Request) -> Response:
    asked = _asked(request, "feeds/search.atom")

    site = await api.site_of(request)

    def make() -> str:
        with site.lookups() as lookups:
            address = f"search?{request.url.query}"
            return feeds.search_feed(lookups, query_of(asked.query), asked.one("q"), address, _base(request))

    return _atom(await run_in_threadpool(make))


def _atom(text: str) -> Response:
    return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml; charset=utf-8")


async def _permalink(request: Request) -> Response:
    quotation = request.path_params["quotation"]
    asked = _asked(request, "e/")
    site = await api.site_of(request)

    def find() -> str:
        with site.lookups() as lookups:
            return Pages(lookups, site.totals, asked).permalink(quotation)

    return RedirectResponse(await run_in_threadpool(find), 302)


_ROUTES: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "/api/openapi.json": _openapi,
    "/api/{rest:path}": _nothing,
    "/favicon.ico": _no_icon,
    "/static/{name}": _static,
    "/feeds/search.atom": _search_feed,
    "/feeds/{kind}/{name}.atom": _feed,
    "/e/{quotation}": _permalink,
    "/{rest:path}": _nothing,
}
"""What is neither a page nor described in the API, in the order in which addresses are compared."""
