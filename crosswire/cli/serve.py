"""crosswire serve"""

import secrets
import socket
from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli.terminal import say
from crosswire.store import Store

HELP = """Serve a dossier, or a folder of dossiers: search, API, feeds, corrections and new dossiers.

Only this computer reaches it, unless told otherwise; beyond it every request needs a token. Stop it with Ctrl-C.

    crosswire serve nrc

    crosswire serve dossiers --port 8080

    CROSSWIRE_TOKEN=$(openssl rand -hex 16) crosswire serve nrc --host 0.0.0.0
"""


def serve(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="A dossier's folder, or a folder of dossiers.")],
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on; 0: any.")] = 8484,
    token: Annotated[
        str,
        typer.Option(
            "--token",
            envvar="CROSSWIRE_TOKEN",
            help="What a request must show, 16 characters or more; `new` makes one. Needed beyond this computer.",
        ),
    ] = "",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A further name that this server goes by; may be given again."
        ),
    ] = None,
    embargoed: Annotated[
        bool, typer.Option("--embargoed", help="Show texts whose embargo has not passed, too.")
    ] = False,
) -> None:
    """Run the verb."""
    # here, since no other verb needs the web server
    import uvicorn

    from crosswire.web.app import make_app
    from crosswire.web.guard import Door
    from crosswire.web.sites import is_dossier

    token = secrets.token_urlsafe(24) if token == "new" else token
    app = make_app(dossier, Door(host, token, tuple(allow_host or ())), embargoed=embargoed)
    if is_dossier(dossier):
        Store.open(dossier).close()  # says what is wrong with it before anything listens
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, date_header=True, lifespan="on"
    )
    listening = config.bind_socket()
    # asyncio sets this only where a socket names its protocol; without it a short answer waits 40 ms for the other side's acknowledgement
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    bound = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    say(f"serving   http://{shown}:{bound}/{f'?token={token}' if token else ''}   (Ctrl-C stops it)")
    uvicorn.Server(config).run(sockets=[listening])


__all__ = ["HELP", "serve"]
