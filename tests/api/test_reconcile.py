"""The W3C Reconciliation Service API 0.2, step by step as a client that knows nothing but its text takes them."""

import json
from typing import Any

import pytest
from tests.api.support import FIRM, PERSON, Client, Remembered, Serving

BASE = "/reconcile/default"


def results(client: Client, wanted: dict[str, Any], *, by: str = "post") -> list[dict[str, Any]]:
    text = json.dumps({"q0": wanted})
    asked = {"data": {"queries": text}} if by == "post" else {"params": {"queries": text}}
    response = client.request(by.upper(), BASE, **asked)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["q0"]["result"]
    return found


def test_the_manifest_says_all_that_a_client_needs(client: Client) -> None:
    manifest = client.get(BASE).json()
    assert manifest["versions"] == ["0.2"]
    for key in ("name", "identifierSpace", "schemaSpace"):
        assert manifest[key]
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert {"id": "Person", "name": "Person"} in manifest["defaultTypes"]


def test_every_service_of_the_manifest_answers(client: Client) -> None:
    manifest = client.get(BASE).json()
    for kind, prefix in (("entity", "Boris Dem"), ("property", "birth"), ("type", "vess")):
        service = manifest["suggest"][kind]
        response = client.get(service["service_url"] + service["service_path"], params={"prefix": prefix})
        [first, *_] = response.json()["result"]
        assert first["id"]
        assert prefix.lower() in first["name"].lower()
    propose = manifest["extend"]["propose_properties"]
    found = client.get(
        propose["service_url"] + propose["service_path"], params={"type": "Person", "limit": 3}
    ).json()
    assert found["type"] == "Person"
    assert len(found["properties"]) == 3
    page = client.get(manifest["preview"]["url"].replace("{{id}}", PERSON))
    assert page.headers["content-type"].startswith("text/html")
    assert "Boris Demonov" in page.text
    assert "x-frame-options" not in page.headers  # it is shown inside the page of whoever reconciles
    assert client.get(manifest["view"]["url"].replace("{{id}}", PERSON)).status_code == 200


@pytest.mark.parametrize("by", ["post", "get"])
def test_a_query_gives_candidates_best_first(client: Client, by: str) -> None:
    [best] = results(client, {"query": "Boris Demonov"}, by=by)
    assert (best["id"], best["name"], best["match"]) == (PERSON, "Boris Demonov", True)
    assert best["type"] == [{"id": "Person", "name": "Person"}]
    assert 70 <= best["score"] <= 100
    assert {"id": "name", "value": 1.0} in best["features"]


def test_properties_speak_for_and_against(client: Client) -> None:
    def score(born: Any) -> float:  # noqa: ANN401 - as JSON has it
        wanted = {
            "query": "Boris Demonov",
            "type": ["Person"],
            "properties": [{"pid": "birthDate", "v": born}],
        }
        return float(next((r["score"] for r in results(client, wanted)), 0))

    assert score(1950) > score([{"id": "1990", "name": "1990"}])
    assert score("1950-02-03") >= score(1950)


def test_the_kind_of_what_is_looked_for_counts(client: Client) -> None:
    assert results(client, {"query": "Boris Demonov", "type": "Person", "limit": 0}) == []
    assert all(not r["match"] for r in results(client, {"query": "Boris Demonov", "type": "Vessel"}))


def test_several_queries_are_answered_by_their_names(client: Client) -> None:
    text = json.dumps({"a": {"query": "Boris Demonov"}, "b": {"query": "Nobody Inparticular"}})
    content = client.post(BASE, data={"queries": text}).json()
    assert list(content) == ["a", "b"]
    assert content["b"] == {"result": []}


def test_columns_of_data_are_added(client: Client) -> None:
    wanted = {"ids": [PERSON, FIRM, "nobody"], "properties": [{"id": "birthDate"}, {"id": "country"}]}
    content = client.post(BASE, data={"extend": json.dumps(wanted)}).json()
    assert content["meta"] == [
        {"id": "birthDate", "name": "Birth date"},
        {"id": "country", "name": "Country"},
    ]
    assert content["rows"] == {
        PERSON: {"birthDate": [{"date": "1950-02-03"}], "country": []},
        FIRM: {"birthDate": [], "country": [{"str": "kp"}]},
        "nobody": {"birthDate": [], "country": []},
    }


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "send queries or extend"),
        ({"queries": "{"}, "queries: "),
        ({"queries": "[1]"}, "queries: "),
        ({"queries": '{"q": {"query": 1}}'}, "queries: "),
        ({"queries": '{"q": {"query": "x", "type": "Banana"}}'}, "no schema of parties is called 'Banana'"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, "100 are allowed"),
        ({"extend": "{}"}, "extend: "),
        ({"extend": json.dumps({"ids": ["x"] * 1001, "properties": []})}, "1000 are allowed"),
    ],
)
def test_what_is_asked_wrongly_is_told(client: Client, form: dict[str, str], told: str) -> None:
    response = client.post(BASE, data=form)
    assert response.status_code == 400
    assert told in response.json()["detail"]


def test_unknown_data_sets_kinds_and_entities_are_404(client: Client) -> None:
    assert client.get("/reconcile/nope").status_code == 404
    assert client.get(f"{BASE}/extend/property", params={"type": "Banana"}).status_code == 404
    assert client.get(f"{BASE}/preview", params={"id": "x"}).status_code == 404
    assert client.get("/reconcile/nope/suggest/type").status_code == 404


def test_what_is_reconciled_is_recorded(serving: Serving) -> None:
    recorder = Remembered()
    with serving(recorder=recorder) as client:
        results(client, {"query": "Boris Demonov"})
    [one] = recorder.kept
    assert (one.route, one.query, one.answered) == ("/reconcile/{dataset}", "q0", (PERSON,))
