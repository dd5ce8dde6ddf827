"""The sample dossier as a store, and a client of its server."""

from pathlib import Path

from starlette.testclient import TestClient

from crosswire.model import Findings
from crosswire.store import Store
from crosswire.web.app import make_app
from crosswire.web.guard import Door

HOME = "http://127.0.0.1:8484"


def write_findings(folder: Path, findings: Findings) -> Path:
    """Write a dossier that holds these findings and no captures."""
    folder.mkdir(parents=True, exist_ok=True)
    with Store.create(folder) as store:
        store.write(findings, given=(), keys=(), ledger={}, redirects={"p-old": findings.actors[0].id}, facts={})
    return folder


def make_client(folder: Path, door: Door | None = None, *, embargoed: bool = True, base: str = HOME) -> TestClient:
    """Return a client of a server of this folder."""
    return TestClient(make_app(folder, door, embargoed=embargoed), base_url=base, raise_server_exceptions=False)
