"""One shape for everything that goes wrong: JSON for programs, a page with the same words for people."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from crosswire.dossier import Dossier
from crosswire.errors import CrosswireError
from crosswire.model import Findings
from crosswire.web.pages import make_page


def failure(code: str, status: int, message: str) -> dict[str, dict[str, object]]:
    """Return an error as JSON has it."""
    return {"error": {"code": code, "status": status, "message": message}}


def answer_error(scope: Scope, error: CrosswireError) -> Response:
    """Return the answer for an error of ours."""
    return answer(scope, error.code, error.status, str(error))


def answer(scope: Scope, code: str, status: int, message: str) -> Response:
    """Return the answer for something that went wrong: a page where the request asks for one."""
    shown = message.encode("utf-8", "replace").decode("utf-8")
    if wants_page(scope):
        context = {"code": code, "status": status, "title": HTTPStatus(status).phrase, "message": shown}
        depth = scope["path"].count("/") - 1
        page = make_page(Dossier(Findings()), "error.html", "../" * depth, "", context, nav=())
        return HTMLResponse(page, status)
    return JSONResponse(failure(code, status, shown), status)


def wants_page(scope: Scope) -> bool:
    """Return whether a request is a person's: it takes HTML and does not ask the API."""
    return "text/html" in Headers(scope=scope).get("accept", "") and "/api/" not in scope["path"]
