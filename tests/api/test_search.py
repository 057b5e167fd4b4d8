"""``/search`` and ``/entities``: what is known is found, and what belongs together is shown together."""

from typing import Any

import pytest
from tests.api.support import FIRM, LINKED, PERSON, SHIP, Client


def found(client: Client, dataset: str = "default", **params: object) -> dict[str, Any]:
    response = client.get(f"/search/{dataset}", params=params)
    assert response.status_code == 200, response.text
    content: dict[str, Any] = response.json()
    return content


def ids(client: Client, dataset: str = "default", **params: object) -> list[str]:
    return [result["id"] for result in found(client, dataset, **params)["results"]]


def test_words_in_any_script_find_an_entity(client: Client) -> None:
    assert ids(client, q="demonov") == [PERSON]
    assert ids(client, q="Демонов BORIS") == [PERSON]
    assert ids(client, q="9074729") == [SHIP]
    assert ids(client, q="N1234567") == [PERSON]
    assert ids(client, q="demonov nobody") == []
    assert ids(client, q="...") == []


def test_signs_in_a_query_are_understood(client: Client) -> None:
    assert ids(client, q="demo*") == [SHIP, PERSON, FIRM]
    assert ids(client, q="demo* -star -boris") == [FIRM]
    assert ids(client, q='"trading corporation"') == [FIRM]
    assert ids(client, q='"corporation trading"') == []
    assert ids(client, q="-demonov", simple=True) == [PERSON]


def test_what_is_alike_is_found_where_that_is_asked_for(client: Client) -> None:
    assert ids(client, q="Borys Demonof") == []
    assert ids(client, q="Borys Demonof", fuzzy=True) == [PERSON]


def test_filters_narrow_what_is_found(client: Client) -> None:
    assert ids(client, schema="Vessel") == [SHIP]
    assert ids(client, countries="KP") == [FIRM, SHIP]
    assert ids(client, countries=["ru", "kp"], schema="Person") == [PERSON]
    assert ids(client, countries=["ru", "kp"], filter_op="AND") == []
    assert ids(client, topics="role.pep") == ["branch:p2"]
    assert ids(client, datasets="other") == [SHIP, "other:x1"]
    assert ids(client, "other", exclude_schema="Vessel") == ["other:x1"]
    assert ids(client, changed_since="2022-01-01", countries="kp", schema="Vessel") == [SHIP]
    assert ids(client, filter="gender:male") == [PERSON]
    assert ids(client, filter=["properties.gender:male", "schema:Vessel"]) == [PERSON, SHIP]
    assert ids(client, filter=["gender:male", "schema:Vessel"], filter_op="AND") == []
    assert ids(client, target=False) == []


def test_a_page_of_what_is_found_tells_how_much_there_is(client: Client) -> None:
    page = found(client, sort="caption:desc", limit=2, offset=1)
    assert page["total"] == {"value": 5, "relation": "eq"}
    assert (page["limit"], page["offset"]) == (2, 1)
    assert [r["caption"] for r in page["results"]] == ["Demonstration Trading Corporation", "Demo Star"]
    assert ids(client, sort=["first_seen:desc", "id"], limit=1) == [PERSON]


def test_facets_count_all_that_is_found(client: Client) -> None:
    facets = found(client, limit=0, facets=["countries", "schema", "genders"])["facets"]
    assert facets["countries"]["values"][0] == {"name": "kp", "label": "North Korea", "count": 2}
    assert {v["name"]: v["count"] for v in facets["schema"]["values"]} == {
        "Person": 3,
        "Company": 1,
        "Vessel": 1,
    }
    assert facets["genders"]["values"] == [{"name": "male", "label": "male", "count": 1}]
    assert set(found(client)["facets"]) == {"countries", "topics", "datasets"}


@pytest.mark.parametrize(
    ("status", "params"),
    [
        (400, {"schema": "Banana"}),
        (400, {"filter": "gender"}),
        (400, {"sort": "taste"}),
        (400, {"sort": "caption:up"}),
        (422, {"limit": 501}),
        (422, {"offset": 9500}),
        (422, {"facets": "taste"}),
        (422, {"filter_op": "XOR"}),
        (422, {"changed_since": "yesterday"}),
    ],
)
def test_what_is_asked_wrongly_is_told(client: Client, status: int, params: dict[str, object]) -> None:
    response = client.get("/search/default", params=params)
    assert response.status_code == status
    assert response.json()["detail"]


def test_an_unknown_data_set_is_404(client: Client) -> None:
    assert client.get("/search/nope").status_code == 404


def test_an_entity_has_what_belongs_to_it_nested(client: Client) -> None:
    entity = client.get(f"/entities/{PERSON}").json()
    assert [s["properties"]["program"] for s in entity["properties"]["sanctions"]] == [["DEMO-1"]]
    assert [d["properties"]["number"] for d in entity["properties"]["identification"]] == [["N1234567"]]
    [ownership] = entity["properties"]["ownershipOwner"]
    assert ownership["properties"]["asset"][0]["id"] == FIRM
    flat = client.get(f"/entities/{PERSON}", params={"nested": "false"}).json()
    assert "sanctions" not in flat["properties"]


def test_a_relation_is_shown_from_both_sides(client: Client) -> None:
    [ownership] = client.get(f"/entities/{FIRM}").json()["properties"]["ownershipAsset"]
    [owner] = ownership["properties"]["owner"]
    assert (owner["id"], owner["caption"]) == (PERSON, "Boris Demonov")
    assert ownership["properties"]["percentage"] == ["60"]


def test_a_merged_id_leads_to_the_one_that_stands_for_all(client: Client) -> None:
    response = client.get(f"/entities/{LINKED}")
    assert (response.status_code, response.headers["location"]) == (308, f"/entities/{SHIP}")
    for path in ("/adjacent", "/adjacent/sanctions"):
        response = client.get(f"/entities/{LINKED}{path}", params={"limit": 1})
        assert response.headers["location"] == f"/entities/{SHIP}{path}?limit=1"
    programmes = client.get(f"/entities/{SHIP}").json()["properties"]["sanctions"]
    assert {s["properties"]["program"][0] for s in programmes} == {"DEMO-2", "OTHER"}


def test_what_belongs_to_an_entity_comes_in_pages(client: Client) -> None:
    content = client.get(f"/entities/{SHIP}/adjacent", params={"limit": 1}).json()
    assert content["entity"]["id"] == SHIP
    assert content["adjacent"]["sanctions"]["total"] == {"value": 2, "relation": "eq"}
    assert len(content["adjacent"]["sanctions"]["results"]) == 1
    page = client.get(f"/entities/{SHIP}/adjacent/sanctions", params={"sort": "listingDate:desc"}).json()
    assert [s["properties"]["listingDate"] for s in page["results"]] == [["2022-05-06"], ["2019-03-04"]]
    assert client.get(f"/entities/{SHIP}/adjacent/ownershipOwner").json()["results"] == []
    assert client.get(f"/entities/{SHIP}/adjacent/taste").status_code == 404


@pytest.mark.parametrize("path", ["", "/adjacent", "/adjacent/sanctions"])
def test_an_unknown_entity_is_404(client: Client, path: str) -> None:
    response = client.get(f"/entities/branch:nobody{path}")
    assert (response.status_code, response.json()["detail"]) == (
        404,
        "no entity 'branch:nobody' in this snapshot",
    )
