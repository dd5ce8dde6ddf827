"""REST: rows that agree with the records, paging, filters, and no request that brings it down."""

import asyncio
import datetime
from dataclasses import replace

import pytest

from crosswire.dossier import Dossier
from crosswire.model import HeaderValue
from tests.sample import sample_documents, sample_findings
from tests.web.served_sample import make_client, write_findings

LISTS = (
    "documents",
    "quotations",
    "statements",
    "actors",
    "issues",
    "positions",
    "stories",
    "differences",
    "timeline",
    "events",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path_factory.mktemp("api"), sample_findings())


@pytest.fixture(scope="module")
def client(folder):
    """Return a client of its server."""
    with make_client(folder) as found:
        yield found


@pytest.fixture(scope="module")
def dossier():
    """Return the sample dossier."""
    return Dossier(sample_findings())


def test_every_place_holds_its_words(client):
    """`exact` is what stands at [start, end) of the stored text, in code points, whatever list it came with."""
    texts = {d.id: d.text for d in sample_documents().values()}
    seen = 0

    def check(value) -> None:
        nonlocal seen
        if isinstance(value, dict):
            if "exact" in value:
                assert texts[value["doc"]][value["start"] : value["end"]] == value["exact"]
                seen += 1
            for part in value.values():
                check(part)
        elif isinstance(value, list):
            for part in value:
                check(part)

    for name in LISTS:
        check(client.get(f"/api/{name}?per_page=100").json())
    assert seen > 20


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_hold_everything_once(name, client):
    """Page by page, nothing is lost or told twice."""
    whole = client.get(f"/api/{name}?per_page=100").json()
    ids = [i["id"] for i in whole["items"]]
    assert len(ids) == len(set(ids)) == whole["total"]
    paged: list[str] = []
    for page in range(1, len(ids) + 2):
        paged += [i["id"] for i in client.get(f"/api/{name}?per_page=2&page={page}").json()["items"]]
    assert paged == ids


def test_counts_agree_with_the_dossier(client, dossier):
    """The totals are those of the records."""
    f = dossier.findings
    found = {name: client.get(f"/api/{name}").json()["total"] for name in LISTS}
    assert found["documents"] == len(f.documents) and found["stories"] == len(f.stories)
    assert found["statements"] == len(f.statements) and found["actors"] == len(f.actors)
    assert found["differences"] == len(f.differences) and found["positions"] == len(f.positions)


def test_filters_narrow(client):
    """The filters of the search page, with the same names."""
    everything = client.get("/api/quotations").json()["items"]
    direct = client.get("/api/quotations?manner=direct").json()["items"]
    assert 0 < len(direct) < len(everything) and {q["manner"] for q in direct} == {"direct"}
    speaker = next(q["speakers"][0] for q in everything if q["speakers"])
    by = client.get("/api/quotations", params={"speaker": speaker["id"]}).json()["items"]
    assert by and all(speaker["id"] in [s["id"] for s in q["speakers"]] for q in by)
    assert client.get("/api/quotations?from=1950&to=1951").json()["items"] == []
    position = client.get("/api/positions").json()["items"][0]
    found = client.get(
        "/api/positions", params={"issue": position["issue"]["id"], "party": position["party"]["id"]}
    ).json()
    assert position["id"] in [p["id"] for p in found["items"]]


def test_a_place_tells_who_is_quoted_there(client):
    """Any stretch of a document, with the quotations that share its characters."""
    quotation = client.get("/api/quotations").json()["items"][0]
    place = quotation["evidence"][0]
    found = client.get(
        "/api/places", params={"doc": place["doc"], "start": place["start"], "end": place["start"] + 1}
    ).json()
    assert quotation["id"] in [q["id"] for q in found["quotations"]]
    assert client.get("/api/places", params={"doc": place["doc"], "start": 5, "end": 4}).status_code == 400
    assert client.get("/api/places", params={"doc": place["doc"], "start": 0, "end": 10**8}).status_code == 400
    assert client.get("/api/places?doc=none&start=0&end=1").status_code == 404


def test_a_document_is_cited_in_three_forms(client):
    """With words on where in it, as reference managers read them."""
    doc = sample_documents()["wire"].id
    found = client.get(f"/api/documents/{doc}/references", params={"place": "paragraph 2, characters 5–9"}).json()
    assert found["ris"].startswith("TY  - NEWS\n") and found["bibtex"].startswith(f"@article{{{doc},")
    assert found["csl"]["id"] == doc
    assert all("paragraph 2, characters 5–9" in told for told in (found["ris"], found["bibtex"], found["csl"]["note"]))
    assert client.get("/api/documents/none/references").status_code == 404


def test_the_description_names_every_list_and_one_error(client):
    """OpenAPI 3.1, made from the code."""
    found = client.get("/api/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert {f"/api/{name}" for name in LISTS} <= found["paths"].keys()
    for path, methods in found["paths"].items():
        for method, told in methods.items():
            errors = {s: a for s, a in told["responses"].items() if s >= "400"}
            shapes = {a["content"]["application/json"]["schema"]["$ref"] for a in errors.values()}
            assert shapes == {"#/components/schemas/Failure"}, (path, method)


def test_texts_under_embargo_are_kept_back(tmp_path):
    """Neither pages nor search nor feeds show them, or anything that rests on them; with the flag, and after their time, they do."""
    later = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)).isoformat()
    f = sample_findings()
    held = f.documents[0]
    header = replace(held.header, embargoed=HeaderValue("for later", "stated", parsed=later))
    documents = tuple(replace(d, header=header) if d is held else d for d in f.documents)
    folder = write_findings(tmp_path, replace(f, documents=documents))
    word = max(held.text.split(), key=len).strip(".,“”")
    with make_client(folder, embargoed=False) as client:
        assert client.get(f"/d/{held.id}.html").status_code == 404
        assert client.get(f"/api/documents/{held.id}").status_code == 404
        assert held.id not in client.get("/").text
        assert all(
            h["doc"] != held.id
            for g in client.get("/api/search", params={"q": word}).json()["groups"]
            for h in g["hits"]
        )
    with make_client(folder, embargoed=True) as client:
        assert client.get(f"/d/{held.id}.html").status_code == 200


def test_no_request_brings_it_down(folder):
    """Schemathesis asks by the description for whatever it allows: no answer is a 5xx, each has a status and the shape that are described."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    often = settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    with make_client(folder) as client:
        schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
        operations = [found.ok() for found in schema.get_all_operations()]
        for operation in operations:
            often(given(case=operation.as_strategy())(asking(client, operation.definition.raw["responses"])))()
        assert len(operations) > 15


def asking(client, described):
    """Return a test that asks for one case of an operation whose answers are described."""

    def ask(case) -> None:
        answer = client.request(
            case.method,
            case.formatted_path,
            params=dict(case.query or {}),
            json=case.body if case.media_type == "application/json" else None,
        )
        told = (case.formatted_path, case.query, case.body, answer.text)
        assert answer.status_code < 500, told
        assert str(answer.status_code) in described, told

    return ask


def test_many_at_once_do_not_wait_for_each_other(folder):
    """Forty requests share two threads: none holds what another waits for."""
    import anyio.to_thread
    import httpx

    async def ask() -> list[int]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = 2
        transport = httpx.ASGITransport(app=make_client(folder).app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8484") as client:
            answers = await asyncio.gather(*(client.get("/api/search?q=shore") for _ in range(40)))
        return [a.status_code for a in answers]

    assert asyncio.run(ask()) == [200] * 40
