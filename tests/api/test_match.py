"""``/match``: a client of the field's interface is answered as it expects."""

from typing import Any

import pytest
from tests.api.support import FIRM, LINKED, PERSON, SHIP, Client, Remembered, Serving, query


def asked(client: Client, body: dict[str, Any], dataset: str = "default", **params: object) -> dict[str, Any]:
    response = client.post(f"/match/{dataset}", json=body, params=params)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["responses"]["q"]
    return found


def ids(client: Client, body: dict[str, Any], dataset: str = "default", **params: object) -> list[str]:
    return [result["id"] for result in asked(client, body, dataset, **params)["results"]]


def refused(client: Client, status: int, body: object, dataset: str = "default", **params: object) -> str:
    response = client.post(f"/match/{dataset}", json=body, params=params)
    assert response.status_code == status, response.text
    return str(response.json()["detail"])


BORIS = query(name=["Boris Demonov"], birthDate=["1950-02-03"])


def test_a_hit_has_the_documented_shape(client: Client) -> None:
    found = asked(client, BORIS)
    [result] = found["results"]
    assert found["status"] == 200
    assert found["total"] == {"value": 1, "relation": "eq"}
    assert found["query"] == {"id": None, **BORIS["queries"]["q"]}
    assert (result["id"], result["caption"], result["schema"]) == (PERSON, "Boris Demonov", "Person")
    assert result["match"] is True
    assert 0.9 < result["score"] <= 1
    assert result["properties"]["birthDate"] == ["1950-02-03"]
    assert result["datasets"] == ["branch"]
    assert result["target"] is True
    assert result["first_seen"] == "2020-01-02"
    assert result["features"]["name"] == 1.0
    assert result["explanations"]["name"] == {
        "score": 1.0,
        "detail": "the names are equal",
        "query": "Boris Demonov",
        "candidate": "Boris Demonov",
    }


def test_every_answer_names_its_snapshot_and_request(client: Client) -> None:
    response = client.post("/match/default", json=BORIS, headers={"x-request-id": "mine-1"})
    assert len(response.headers["x-watchfloor-snapshot"]) == 64
    assert response.headers["x-request-id"] == "mine-1"


def test_queries_are_answered_under_their_names_and_their_ids_are_echoed(client: Client) -> None:
    one = {"id": "cust-1", "schema": "Person", "properties": {"name": "Boris Demonov"}}
    body = {"queries": {"a b": one, "ö": {"schema": "Vessel", "properties": {"name": ["Demo Star"]}}}}
    found = client.post("/match/default", json=body).json()
    assert list(found["responses"]) == ["a b", "ö"]
    assert found["responses"]["a b"]["query"] == one
    assert found["limit"] == 5


@pytest.mark.parametrize("born", [1950, [1950], "1950", ["1950-02-03"], [19500203], [1950.0]])
def test_numeric_dates_are_read(client: Client, born: object) -> None:
    found = asked(client, query(name="Boris Demonov", birthDate=born))
    assert found["results"][0]["explanations"]["birth_date"]["score"] > 0
    assert found["notes"] == []


def test_another_script_and_parts_of_a_name_are_met(client: Client) -> None:
    assert ids(client, query(name="Демонов Борис")) == [PERSON]
    assert ids(client, query(firstName="Boris", lastName="Demonov")) == [PERSON]


def test_what_cannot_be_compared_is_told(client: Client) -> None:
    found = asked(client, query(name="Boris Demonov", favouriteColour="blue", birthDate="soon"))
    assert "favouriteColour" in found["notes"][0]
    assert "birthDate" in found["notes"][1]
    assert asked(client, query(birthDate="1950"))["notes"][0] == "no name"


def test_an_unknown_schema_spoils_the_batch_with_400(client: Client) -> None:
    both = {"queries": {**BORIS["queries"], "x": {"schema": "Banana", "properties": {"name": "x"}}}}
    assert "no schema of parties is called 'Banana'" in refused(client, 400, both)
    assert "Sanction" in refused(client, 400, query("Sanction", name="x"))


@pytest.mark.parametrize(
    "body",
    [
        {"queries": {"q": {"properties": {"name": "x"}}}},
        {"queries": {"q": {"schema": "Person"}}},
        {"queries": [1]},
        {},
        [],
        None,
        "text",
        {"queries": {"q": {"schema": "Person", "properties": {"name": {"deep": 1}}}}},
    ],
)
def test_a_body_of_another_shape_is_422(client: Client, body: object) -> None:
    assert "loc" in refused(client, 422, body)


def test_unknown_settings_and_algorithms_are_400(client: Client) -> None:
    assert "unknown features: nm_nothing" in refused(client, 400, {**BORIS, "config": {"nm_nothing": 0.5}})
    assert "no number" in refused(client, 400, {**BORIS, "config": {"country": "high"}})
    assert "between 0 and 100" in refused(client, 400, {**BORIS, "weights": {"country": 101}})
    assert "no algorithm" in refused(client, 400, BORIS, algorithm="crystal-ball")


@pytest.mark.parametrize("name", ["best", "watchfloor", "logic-v1", "logic-v2", "name-based"])
def test_algorithms_clients_ask_for_are_known(client: Client, name: str) -> None:
    assert ids(client, BORIS, algorithm=name) == [PERSON]


def test_an_empty_batch_and_one_of_101_are_400(client: Client) -> None:
    assert "no queries" in refused(client, 400, {"queries": {}})
    many = {"queries": {str(n): BORIS["queries"]["q"] for n in range(101)}}
    assert "100 are allowed" in refused(client, 400, many)
    del many["queries"]["0"]
    assert len(client.post("/match/default", json=many).json()["responses"]) == 100


@pytest.mark.parametrize("params", [{"limit": 501}, {"limit": -1}, {"changed_since": "May"}, {"limit": "x"}])
def test_parameters_out_of_bounds_are_422(client: Client, params: dict[str, Any]) -> None:
    assert "query" in refused(client, 422, BORIS, **params)


def test_more_than_fifty_excluded_ids_are_422(client: Client) -> None:
    assert "exclude_entity_ids" in refused(client, 422, BORIS, exclude_entity_ids=["x"] * 51)


def test_a_data_set_is_a_source_all_or_a_collection(client: Client) -> None:
    for dataset in ("default", "branch", "ours"):
        assert ids(client, BORIS, dataset) == [PERSON]
    assert ids(client, BORIS, "other") == []
    assert "no data set is called 'nope'" in refused(client, 404, BORIS, "nope")
    assert "no list is left" in refused(client, 400, BORIS, "sanctions")  # no list of an authority is there


def test_filters_take_hits_out(client: Client) -> None:
    assert ids(client, BORIS, exclude_dataset="branch") == []
    assert ids(client, BORIS, exclude_dataset="unheard-of") == [PERSON]
    assert ids(client, BORIS, include_dataset="branch") == [PERSON]
    assert "unheard-of" in refused(client, 400, BORIS, include_dataset="unheard-of")
    assert ids(client, BORIS, exclude_schema="LegalEntity") == []
    assert ids(client, BORIS, exclude_schema="Company") == [PERSON]
    assert ids(client, BORIS, topics=["sanction", "crime"]) == [PERSON]
    assert ids(client, BORIS, topics="role.pep") == []
    assert ids(client, BORIS, changed_since="2020-01-02") == [PERSON]
    assert ids(client, BORIS, changed_since="2020-01-03T10:00") == []
    assert ids(client, BORIS, exclude_entity_ids=PERSON) == []
    firm = query("Company", name="Demonstration Trading Corporation")
    assert ids(client, firm, changed_since="2026-01-01") == [FIRM]  # nothing says when it changed


def test_linked_records_are_one_entity_that_goes_by_either_id(client: Client) -> None:
    star = query("Vessel", name="Demo Star", imoNumber="9074729")
    [result] = asked(client, star)["results"]
    assert (result["id"], result["referents"]) == (SHIP, [LINKED])
    assert result["datasets"] == ["branch", "other"]
    assert result["first_seen"] == "2019-03-04"
    assert ids(client, star, exclude_entity_ids=LINKED) == []
    assert ids(client, star, exclude_entity_ids=SHIP) == []


def test_threshold_says_what_is_a_match_and_cutoff_what_is_shown(client: Client) -> None:
    other_day = query(name="Boris Demonov", birthDate="1950-02-04")
    low = asked(client, other_day, cutoff=0.0)["results"]
    score = low[0]["score"]
    assert score < 0.99
    assert [r["match"] for r in asked(client, other_day, threshold=score - 0.01)["results"]] == [True]
    assert ids(client, other_day, threshold=score + 0.005) == []
    assert asked(client, other_day, threshold=1, cutoff=0)["results"][0]["match"] is False
    for odd in ("nan", "inf", "-inf", "-5", "1e9"):
        assert client.post("/match/default", json=BORIS, params={"threshold": odd}).status_code == 200


def test_limit_bounds_what_is_shown_and_total_tells_the_rest(client: Client) -> None:
    found = asked(client, BORIS, limit=0)
    assert found["results"] == []
    assert found["total"]["value"] == 1


def test_what_is_screened_is_recorded_before_it_is_answered(serving: Serving) -> None:
    recorder = Remembered()
    with serving(recorder=recorder) as client:
        client.post("/match/branch", json=BORIS, params={"limit": 1}, headers={"x-request-id": "r1"})
        client.post("/match/default", json={**BORIS, "weights": {"birth_date": 0}})
        client.post("/match/default", json=BORIS, params={"exclude_entity_ids": PERSON})
    first, second, third = recorder.kept
    assert (first.request, first.route, first.dataset, first.query) == (
        "r1",
        "/match/{dataset}",
        "branch",
        "q",
    )
    assert first.caller.name == "open"
    assert first.party.names == ("Boris Demonov",)
    assert first.answered == (PERSON,)
    assert first.options == {"limit": ("1",)}
    assert len({one.result.stamp.policy for one in recorder.kept}) == 3  # another scope, other weights
    assert recorder.policies == [one.result.stamp.policy for one in recorder.kept]
    assert first.result.hits[0].score > second.result.hits[0].score
    assert len(third.result.hits) == 1
    assert third.answered == ()


def test_what_cannot_be_recorded_is_not_answered(serving: Serving) -> None:
    recorder = Remembered()
    recorder.broken = "the disk is full"
    with serving(recorder=recorder) as client:
        response = client.post("/match/default", json=BORIS)
        assert response.status_code == 503
        assert response.json() == {"detail": "the disk is full"}
        assert response.headers["retry-after"] == "5"
        assert client.get("/readyz").json() == {"detail": "the disk is full"}
        recorder.broken = ""
        assert ids(client, BORIS) == [PERSON]
    assert len(recorder.kept) == 1
