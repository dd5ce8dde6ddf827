"""The door of the server: which requests come in, and what goes out with every answer.

Against other pages in the same browser: the Host header must name this server (DNS rebinding), a request that changes anything must come from
one of its own pages (Origin, Sec-Fetch-Site), and no other origin is allowed to read, frame or embed anything. Beyond this computer every
request needs the token: in `Authorization: Bearer`, or in the cookie that `/?token=...` leaves behind.
"""

import hmac
import ipaddress
import re
import socket
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosswire.errors import AccessDenied, CrosswireError, RequestError, ServeRefused, UploadTooLarge
from crosswire.web.failures import answer_error

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "private, no-cache",
}

_HEADERS = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())

COOKIE = "crosswire_token"

LOOPBACK = ("localhost", "127.0.0.1", "::1")

LONGEST_ADDRESS = 4096
"""Bytes of a path and its query."""

BODY = 1_000_000
"""Bytes of the body of a request."""

UPLOAD = 60_000_000
"""Bytes of an upload of captures, with all that a form puts around them."""

SHORTEST_TOKEN = 16
"""Characters that a token has at least."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let in. host: what the server is bound to. token: what a request must show, or "". names: further names it is known by."""

    host: str = "127.0.0.1"
    token: str = ""
    names: tuple[str, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def check(self) -> None:
        """Raise ServeRefused where the server would be open to others without a token, or with one that can be guessed."""
        if not self.is_loopback and not self.token:
            raise ServeRefused(
                f"{self.host} can be reached by other computers. Give a token (--token), or serve on 127.0.0.1."
            )
        if self.token and not (len(self.token) >= SHORTEST_TOKEN and self.token.isascii() and self.token.isprintable()):
            raise ServeRefused(f"A token has {SHORTEST_TOKEN} characters or more, of plain letters, digits and marks.")

    def knows(self, host: str) -> bool:
        """Return whether a Host header names this server."""
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].strip("[]").lower()
        if name in (*LOOPBACK, self.host.lower(), *(n.lower() for n in self.names)):
            return True
        return not self.is_loopback and (_is_address(name) or name == socket.gethostname().lower())

    def admits(self, given: str) -> bool:
        """Return whether a token is the right one."""
        return not self.token or hmac.compare_digest(given.encode(), self.token.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Middleware that lets in what the door lets in."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message.get("headers", ())]
                known = {name.lower() for name, _ in given}
                message["headers"] = given + [pair for pair in _HEADERS if pair[0] not in known]
            await send(message)

        try:
            answer = self._check(scope)
        except CrosswireError as error:
            answer = answer_error(scope, error)
        if answer is not None:
            await answer(scope, receive, finish)
            return
        await self.app(scope, _Limited(receive, _limit(scope)), finish)

    def _check(self, scope: Scope) -> Response | None:
        """Return an answer for a request that is not let further, None for one that is. Raises CrosswireError."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.door.knows(hosts[0]):
            raise AccessDenied("This server does not go by the name that was asked for.")
        _check_path(scope)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            _check_origin(headers, hosts[0])
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > _limit(scope):
            raise UploadTooLarge(f"A request may hold {_limit(scope) // 1_000_000} million bytes.")
        return self._check_token(scope, headers) if self.door.token else None

    def _check_token(self, scope: Scope, headers: Headers) -> Response | None:
        parameters = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
        given = dict(parameters).get("token")
        if given is not None and scope["method"] == "GET":
            if not self.door.admits(given):
                raise AccessDenied("The token is not the one that this server was started with.")
            rest = urlencode([(k, v) for k, v in parameters if k != "token"])
            answer = RedirectResponse(f"{scope['path'] or '/'}{'?' if rest else ''}{rest}".replace("//", "/"), 303)
            answer.set_cookie(COOKIE, given, httponly=True, samesite="strict", path="/")
            return answer
        bearer = headers.get("authorization", "")
        shown = bearer[7:].strip() if bearer[:7].lower() == "bearer " else _cookie(headers)
        if not self.door.admits(shown):
            raise AccessDenied("This server needs a token: open it with /?token=..., as it printed at its start.")
        return None


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _check_path(scope: Scope) -> None:
    """Raise RequestError for a path that could be meant to lead out of the dossier."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    if len(raw) + len(scope["query_string"]) > LONGEST_ADDRESS:
        raise RequestError("The address is too long.")
    path: str = scope["path"]
    if _BROKEN_ESCAPE.search(raw) or "\\" in path or "\x00" in path or not path.isprintable():
        raise RequestError("The address holds characters that no page has.")
    if any(part in (".", "..") for part in path.split("/")) or "//" in path or b"%2f" in raw.lower():
        raise RequestError("The address leads nowhere.")


def _check_origin(headers: Headers, host: str) -> None:
    """Raise AccessDenied for a change that another page asks for. Programs send neither header."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site not in (None, "same-origin", "none"):
        raise AccessDenied("Changes can be asked for only by the pages of this server.")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise AccessDenied("Changes can be asked for only by the pages of this server.")


def _limit(scope: Scope) -> int:
    return UPLOAD if scope["path"].endswith("/api/builds") else BODY


class _Limited:
    """Gives the body of a request on until it is too long, whatever its header says."""

    def __init__(self, receive: Receive, left: int) -> None:
        self._receive, self._left = receive, left

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise UploadTooLarge("The request holds more than is taken in at once.")
        return message
