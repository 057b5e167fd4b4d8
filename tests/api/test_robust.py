"""Nothing anybody sends is a fault of ours, is told more than its number, or holds up others."""

import json
import string
from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from tests.api.support import BRANCH, Client, Remembered, Serving, query
from tests.support import any_text, odd_names

from watchfloor.api import edge
from watchfloor.screening.search import Table

FORM = {"content-type": "application/x-www-form-urlencoded"}
ADMIN = {"authorization": "Bearer admin"}
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text | odd_names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
props = (
    st.sampled_from("name alias firstName birthDate nationality imoNumber gender notes x".split()) | any_text
)
kinds = st.sampled_from("Person Company Vessel Thing Sanction Banana".split()) | any_text
queries = st.fixed_dictionaries({"schema": kinds, "properties": st.dictionaries(props, values, max_size=4)})
bodies = st.fixed_dictionaries({"queries": st.dictionaries(any_text, queries | values, max_size=3)}) | values
addresses = st.text(string.printable, max_size=30)


def sent(client: Client, path: str, content: bytes, kind: str = "application/json") -> int:
    response = client.post(path, content=content, headers={**ADMIN, "content-type": kind})
    assert response.status_code < 500, response.text
    return response.status_code


@QUIET
@given(body=bodies)
def test_any_json_is_answered(keyed: Client, body: object) -> None:
    assert sent(keyed, "/match/default", json.dumps(body).encode()) in (200, 400, 422)


@QUIET
@given(content=st.binary(max_size=200))
def test_any_bytes_are_answered(keyed: Client, content: bytes) -> None:
    assert sent(keyed, "/match/default", content) in (200, 400, 422)
    assert sent(keyed, "/reconcile/default", content, "application/x-www-form-urlencoded") in (200, 400, 422)


@QUIET
@given(
    wanted=values | st.fixed_dictionaries({"q": st.fixed_dictionaries({"query": odd_names, "type": kinds})})
)
def test_any_reconciliation_is_answered(keyed: Client, wanted: object) -> None:
    for field in ("queries", "extend"):
        response = keyed.post("/reconcile/default", data={field: json.dumps(wanted)}, headers=ADMIN)
        assert response.status_code in (200, 400), response.text


@QUIET
@given(
    name=st.sampled_from("q schema countries sort filter changed_since limit facets fuzzy prefix".split()),
    text=addresses,
)
def test_any_address_is_answered(keyed: Client, name: str, text: str) -> None:
    for path in ("/search/default", "/reconcile/default/suggest/entity"):
        response = keyed.get(path, params={name: text}, headers=ADMIN)
        assert response.status_code in (200, 400, 422), response.text


@pytest.mark.slow
def test_schemathesis_finds_no_fault(keyed: Client) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", keyed.app, headers=ADMIN)
    tried = set()
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        found = operation.ok()

        @given(case=found.as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        def asked(case: Any) -> None:  # noqa: ANN401 - schemathesis has no types of its own for it
            body = case.body if not isinstance(case.body, type(schemathesis.core.NOT_SET)) else None
            form = "x-www-form" in (case.media_type or "")
            more = {"data" if form else "json": body} if body is not None else {}
            response = keyed.request(
                case.method, case.formatted_path, params=case.query or None, headers=ADMIN, **more
            )
            assert response.status_code < 500, response.text

        asked()
        tried.add((found.method.upper(), found.path))
    assert ("POST", "/match/{dataset}") in tried
    assert len(tried) > 15


def test_deep_json_and_endless_numbers_are_answered(keyed: Client) -> None:
    deep = b'{"queries":' + b'{"a":' * 5000 + b"1" + b"}" * 5001
    assert sent(keyed, "/match/default", deep) == 422
    long = (
        b'{"queries":{"q":{"schema":"Person","properties":{"name":["x"],"birthDate":' + b"9" * 6000 + b"}}}}"
    )
    assert sent(keyed, "/match/default", long) in (200, 422)
    form = ("queries=" + "[" * 3000).encode()
    assert sent(keyed, "/reconcile/default", form, "application/x-www-form-urlencoded") == 400


def test_a_body_over_the_limit_is_413_whether_or_not_it_says_so(serving: Serving) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100

    with serving(max_body=1000) as client:
        assert client.post("/match/default", content=b"x" * 1001).status_code == 413
        assert client.post("/match/default", content=pieces()).status_code == 413
        assert client.post("/reconcile/default", content=pieces(), headers=FORM).status_code == 413
        assert client.post("/match/default", json=query(name="x")).status_code == 200


def test_a_body_that_does_not_arrive_is_408(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow() -> AsyncIterator[bytes]:
        import asyncio  # noqa: PLC0415 - only here

        yield b"{"
        await asyncio.sleep(5)
        yield b"}"

    monkeypatch.setattr(edge, "PATIENCE", 0.2)
    with serving() as client:
        response = client.post("/match/default", content=slow())
        assert (response.status_code, response.headers["connection"]) == (408, "close")


def test_every_answer_has_the_security_headers_and_no_cors(client: Client) -> None:
    for path in ("/healthz", "/catalog", "/nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-request-id"]
        assert "access-control-allow-origin" not in headers


def test_request_ids_that_could_forge_a_log_are_replaced(client: Client) -> None:
    for given_id in ("a b", "x" * 65, '"}'):
        assert client.get("/healthz", headers={"x-request-id": given_id}).headers["x-request-id"] != given_id


def test_errors_of_our_own_routes_are_problems(keyed: Client) -> None:
    response = keyed.get("/metrics", headers={"authorization": "Bearer reader"})
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": "the role reader may not do this",
    }
    told = keyed.get("/openapi.json", headers={"authorization": "Bearer nobody"}).json()
    assert told["type"] == "about:blank#access"


def test_a_fault_is_told_by_its_number_only(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Table, "find", broken)
    with serving() as client:
        response = client.get("/search/default", headers={"x-request-id": "r-7"})
        assert response.status_code == 500
        assert response.json() == {"detail": "this is a fault of Watchfloor; its log says more under r-7"}
        assert client.get("/healthz").status_code == 200


def test_requests_at_the_same_time_are_each_answered_as_if_alone(serving: Serving) -> None:
    recorder = Remembered()
    names = [item["properties"]["name"][0] for item in BRANCH[:4]]
    calls = [
        ("POST", "/match/default", {"json": query("Thing", name=names[n % 4]), "params": {"limit": n % 3}})
        for n in range(60)
    ]
    with serving(recorder=recorder) as client:
        alone = [client.request(m, p, **more).json() for m, p, more in calls[:12]]
        together = [response.json() for response in client.together(calls)]
    assert together == [alone[n % 12] for n in range(60)]
    assert len(recorder.kept) == 72
    assert len(recorder.policies) < 72  # some were written together
