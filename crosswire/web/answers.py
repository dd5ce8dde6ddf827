"""Answers that were given before are given again, while the dossier stays as it is: pages, API, feeds and static files alike.

Each is kept compressed under the address that was asked for, with its parameters in one order, so that what is kept stays small and is found
without reading anything but SQLite's counter of changes. An answer carries a strong ETag (RFC 9110), one for each encoding; a browser that
has it is told so (304). The pages that take longest are made in the background when a dossier is opened, and anew after each build: the front
pages at once, the first pages of issues and of the actors who say most while nobody asks for anything.
"""

import asyncio
import contextlib
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosswire.errors import CrosswireError
from crosswire.model import sha256
from crosswire.web.logs import log_stamp
from crosswire.web.shelves import Shelf
from crosswire.web.sites import Site

KEPT_BYTES = 64_000_000
"""Bytes of compressed answers that are kept for a dossier."""

LARGEST = 8_000_000
"""Bytes of an answer that is kept, before it is compressed."""

LEVEL = 1
"""Of compression: the next ones take twice as long for a tenth less."""

ENTRY = 600
"""Bytes that keeping an answer takes beside its body."""

WARM = ("index.html", "", "positions.html", "actors.html", "build.html", "search")
"""Pages that are made before they are asked for, whatever else is asked."""

IDLE = 0.2
"""Seconds without a request after which further pages are made that take long and are many people's way in."""

_ALWAYS_NEW = "/api/builds"
"""What tells of the server and not of a dossier."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. packed: its body, as gzip. tag: of the body as it is."""

    media_type: bytes
    tag: str
    packed: bytes
    length: int

    @classmethod
    def of(cls, media_type: bytes, body: bytes) -> "Answer":
        """Return the answer of a body."""
        packer = zlib.compressobj(LEVEL, wbits=31)
        return cls(media_type, sha256(body)[:24], packer.compress(body) + packer.flush(), len(body))

    async def send(self, headers: Headers, send: Send, plain: bytes | None = None) -> None:
        """Send it in an encoding that is accepted; only that nothing has changed, where the other side has it. plain: the body as it is, where
        it is at hand.
        """
        zipped = "gzip" in headers.get("accept-encoding", "")
        tag = f'"{self.tag}{"-z" if zipped else ""}"'.encode()
        common = [(b"etag", tag), (b"vary", b"accept-encoding")]
        if tag.decode() in headers.get("if-none-match", ""):
            await send({"type": "http.response.start", "status": 304, "headers": common})
            await send({"type": "http.response.body", "body": b""})
            return
        if zipped:
            body = self.packed
        elif plain is not None:
            body = plain
        else:
            body = zlib.decompress(self.packed, wbits=31, bufsize=self.length or 1)
        common += [(b"content-type", self.media_type), (b"content-length", str(len(body)).encode())]
        if zipped:
            common.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": 200, "headers": common})
        await send({"type": "http.response.body", "body": body})


class Kept:
    """Answers by what was asked, the least used let go first. Safe for threads."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit, self._size, self._serial = limit, 0, 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, serial: int, asked: str) -> Answer | None:
        """Return an answer that was given in the same state of the dossier, or None."""
        with self._lock:
            answer = self._answers.get(asked) if serial == self._serial else None
            if answer is not None:
                self._answers.move_to_end(asked)
            return answer

    def put(self, serial: int, asked: str, answer: Answer) -> None:
        """Keep an answer; those of an earlier state are let go."""
        with self._lock:
            if serial < self._serial:
                return
            if serial > self._serial:
                self._answers.clear()
                self._size, self._serial = 0, serial
            last = self._answers.pop(asked, None)
            self._size += ENTRY + len(answer.packed) - (ENTRY + len(last.packed) if last else 0)
            self._answers[asked] = answer
            while self._size > self._limit:
                self._size -= ENTRY + len(self._answers.popitem(last=False)[1].packed)


class Answers:
    """Middleware that answers from what is kept, and keeps what is answered."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app, self._shelf = app, shelf
        self._kept: dict[str, Kept] = {}
        self._warmed: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked_at = 0.0
        self._lives = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        site = self._site(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        serial = site.serial() if site else None
        if site is None or serial is None:
            await self.app(scope, receive, send)
            return
        if scope["client"] is not None:
            self._asked_at = time.monotonic()
        if self._lives and self._warmed.get(site.name) != serial:
            self._warm(site, serial)
        kept = self._kept.setdefault(site.name, Kept())
        headers = Headers(scope=scope)
        asked = self._asked(scope, site, headers)
        answer = kept.get(serial, asked)
        if answer is not None:
            await answer.send(headers, send)
            return
        gathered = _Gathered(send)
        try:
            await self.app(scope, receive, gathered.take)
        except Exception:
            await gathered.give()  # what went wrong, in words
            raise
        whole = gathered.whole()
        if whole is None:
            await gathered.give()
            return
        answer = Answer.of(*whole)
        if site.serial() == serial:
            kept.put(serial, asked, answer)
        await answer.send(headers, send, whole[1])

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow the life of the server: open the dossier at the root as soon as it runs, let go of what is being made at its end."""

        async def told(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                self._lives = True
                if self._shelf.has_root:
                    self._start(self._open(self._shelf.site("")))
            await send(message)

        await self.app(scope, receive, told)
        for task in self._tasks:
            task.cancel()

    async def _open(self, site: Site) -> None:
        await asyncio.to_thread(site.open)
        if (serial := site.serial()) is not None:
            self._warm(site, serial)

    def _start(self, work: Awaitable[None]) -> None:
        async def quietly() -> None:
            with contextlib.suppress(CrosswireError):  # whoever asks for the page is told
                await work

        task = asyncio.get_running_loop().create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _warm(self, site: Site, serial: int) -> None:
        self._warmed[site.name] = serial
        root = f"/dossiers/{site.name}" if site.name else ""

        async def make() -> None:
            for path in WARM:
                await self(_request(f"{root}/{path}"), _nothing_comes, _forget)
            for path in await asyncio.to_thread(site.ways_in):
                while time.monotonic() < self._asked_at + IDLE:
                    await asyncio.sleep(IDLE)
                if site.serial() != serial:
                    return
                await self(_request(f"{root}/{path}"), _nothing_comes, _forget)

        self._start(make())

    def _site(self, scope: Scope) -> Site | None:
        """Return the dossier that a request is about, None where that cannot be said or answers are always new."""
        path: str = scope["path"]
        if path.endswith(_ALWAYS_NEW):
            return None
        parts = path.split("/", 3)
        try:
            return self._shelf.site(parts[2] if len(parts) > 3 and parts[1] == "dossiers" else "")
        except CrosswireError:
            return None

    def _asked(self, scope: Scope, site: Site, headers: Headers) -> str:
        """Return what a request asks for: one of two that differ in the order of their parameters asks for the same."""
        query = scope["query_string"]
        if b"&" in query:
            pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")
            query = urlencode(sorted(pairs, key=lambda pair: pair[0]), errors="surrogateescape").encode()
        # feeds hold whole addresses, and pages say what is being built
        host = headers.get("host", "") if "/feeds/" in scope["path"] else ""
        log = log_stamp(site.folder) if scope["path"].endswith("/build.html") else 0
        return f"{scope['path']}?{query.decode('latin-1')} {host} {log} {self._shelf.jobs.running(site.name)}"


class _Gathered:
    """Takes an answer, to be kept or given on."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._messages: list[Message] = []
        self._size = 0

    async def take(self, message: Message) -> None:
        """Take one message; one that is too much to be kept lets all go on."""
        self._messages.append(message)
        self._size += len(message.get("body", b""))
        if self._size > LARGEST:
            await self.give()

    async def give(self) -> None:
        """Give on what was taken."""
        for message in self._messages:
            await self._send(message)
        self._messages.clear()

    def whole(self) -> tuple[bytes, bytes] | None:
        """Return media type and body where they can be given again to anybody."""
        if not self._messages or self._messages[0]["type"] != "http.response.start":
            return None
        first, *rest = self._messages
        if first["status"] != 200 or rest[-1].get("more_body", False):
            return None
        media_type = next((v for k, v in first["headers"] if k.lower() == b"content-type"), b"application/octet-stream")
        return media_type, b"".join(m.get("body", b"") for m in rest)


def _request(address: str) -> Scope:
    path, _, query = address.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html"), (b"accept-encoding", b"gzip")],
        "client": None,
        "server": ("127.0.0.1", 0),
        "state": {},
    }


async def _nothing_comes() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _forget(_: Message) -> None:
    pass
