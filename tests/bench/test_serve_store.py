"""The generated store of the bench of the served side is a dossier like others."""

import pytest

from bench.serve import sample
from bench.serve_store import write_store
from crosswire.store import Store, verify_findings
from tests.web.served_sample import make_client


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a small generated store."""
    folder = tmp_path_factory.mktemp("generated")
    write_store(folder, 24)
    return folder


def test_all_its_places_hold(folder):
    """Every record points at characters that are there, and the same seed gives the same store."""
    with Store.open(folder) as store:
        findings = store.findings()
        count, failures = verify_findings(store, findings)
        # it has no captures, of which each document is told to be missing
        assert count > 500 and all("capture" in f.why for f in failures), failures[:3]
        assert len(findings.documents) >= 24 and findings.statements and findings.positions


def test_every_kind_of_address_is_answered(folder):
    """What the bench asks for is there: the first page of every list, all single pages, all searches."""
    with make_client(folder) as client:
        for kind in sample(folder, 8, 3):
            answers = [client.get(f"/{address}").status_code for address in kind.addresses]
            assert 200 in answers and set(answers) <= {200, 404}, kind.name
