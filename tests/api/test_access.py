"""Who gets in, and what they may do: every route by every role, and nothing that is not in the table."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.api.support import PERSON, Client, Keys, Serving, client_of, query

from watchfloor.api.access import OpenAccess, is_loopback
from watchfloor.api.permissions import ALLOWED, ROUTES, may, template
from watchfloor.model.errors import AccessError
from watchfloor.model.service import ROLES, Role

FILLED = {"{dataset}": "default", "{entity_id}": PERSON, "{property_name}": "sanctions"}
MATRIX: dict[str, set[Role]] = {
    "anyone": set(ROLES),
    "read": set(ROLES),
    "screen": {"screener", "analyst", "approver", "admin"},
    "observe": {"auditor", "admin"},
    "operate": {"admin"},
}


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Every method and path the application answers."""
    found = set()
    waiting = list(app.routes)
    while waiting:
        route = waiting.pop()
        waiting.extend(getattr(getattr(route, "original_router", None), "routes", ()))
        if isinstance(route, APIRoute):
            found |= {(method, route.path) for method in route.methods or ()}
    return found


def path_of(route: str) -> str:
    for part, value in FILLED.items():
        route = route.replace(part, value)
    return route


def test_the_table_holds_every_route_and_no_other(serving: Serving) -> None:
    assert routes(serving().app) == set(ROUTES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_every_route_lets_in_the_roles_of_its_permission_and_no_others(
    keyed: Client, method: str, route: str, role: Role
) -> None:
    more = {"json": query(name="x")} if "/match/" in route else {"data": {"queries": "{}"}}
    body = more if method == "POST" else {}
    headers = {"authorization": f"Bearer {role}"}
    status = keyed.request(method, path_of(route), headers=headers, **body).status_code
    allowed = role in MATRIX[ROUTES[method, route]]
    assert may(role, method, route) is allowed
    assert (status == 403) is not allowed
    assert status in ({200, 400, 404} if allowed else {403})


@pytest.mark.parametrize(("method", "route"), [key for key, needed in ROUTES.items() if needed != "anyone"])
def test_nobody_gets_in_without_a_key(keyed: Client, method: str, route: str) -> None:
    response = keyed.request(method, path_of(route))
    assert response.status_code == (403 if route == "/updatez" else 401)
    assert keyed.request(method, path_of(route), headers={"authorization": "Bearer wrong"}).is_client_error


def test_whether_it_is_up_is_all_that_anybody_may_ask(keyed: Client) -> None:
    assert keyed.get("/healthz").json() == {"status": "ok"}
    assert [route for route, needed in ROUTES.items() if needed == "anyone"] == [("GET", "/healthz")]


def test_a_role_that_is_refused_is_refused_before_its_body_is_read(keyed: Client) -> None:
    headers = {"authorization": "Bearer reader"}
    response = keyed.post("/match/default", content=b"no json", headers=headers)
    assert (response.status_code, response.json()) == (403, {"detail": "the role reader may not do this"})


def test_paths_that_do_not_exist_tell_nothing_to_strangers(keyed: Client) -> None:
    assert keyed.get("/admin").status_code == 401
    assert keyed.get("/admin", headers={"authorization": "Bearer reader"}).status_code == 404
    assert keyed.get("/match/default", headers={"authorization": "Bearer admin"}).status_code == 405


def test_whoever_asks_too_often_is_told_when_to_ask_again(keyed: Client) -> None:
    response = keyed.get("/catalog", headers={"authorization": "Bearer hasty"})
    assert (response.status_code, response.headers["retry-after"]) == (429, "3")


def test_keys_that_cannot_be_read_let_nobody_in(keyed: Client) -> None:
    response = keyed.get("/catalog", headers={"authorization": "Bearer broken"})
    assert (response.status_code, response.json()) == (503, {"detail": "the keys cannot be read"})


def test_a_token_updates_and_does_nothing_else(serving: Serving) -> None:
    with serving(authenticator=Keys(), update_token="token-1") as client:  # noqa: S106 - of this test
        assert client.post("/updatez", params={"token": "token-1", "sync": "true"}).status_code == 200
        assert client.post("/updatez", params={"token": "token-12"}).status_code == 403
        assert client.post("/updatez").status_code == 403
        assert client.get("/catalog", params={"token": "token-1"}).status_code == 401


def test_open_access_is_for_this_machine(serving: Serving) -> None:
    service = serving().app.state.service
    with client_of(service, "192.0.2.7") as stranger:
        assert "this machine only" in stranger.get("/catalog").json()["detail"]
        assert stranger.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("headers", "client", "fits"),
    [
        ({"host": "localhost:8000"}, "127.0.0.1", True),
        ({"host": "127.0.0.1"}, "127.0.0.1", True),
        ({"host": "[::1]:8000"}, "::1", True),
        ({}, "127.0.0.1", True),
        ({"host": "localhost"}, "", False),
        ({"host": "localhost"}, "10.0.0.1", False),
        ({"host": "evil.example"}, "127.0.0.1", False),
        ({"host": "localhost.evil.example"}, "127.0.0.1", False),
        ({"host": "[::2]:8000"}, "::1", False),
        ({"host": "localhost", "x-forwarded-for": "127.0.0.1"}, "127.0.0.1", False),
        ({"host": "localhost", "forwarded": "for=1"}, "127.0.0.1", False),
        ({"host": "localhost", "origin": "http://localhost:3333"}, "127.0.0.1", True),
        ({"host": "localhost", "origin": "https://evil.example"}, "127.0.0.1", False),
        ({"host": "localhost", "origin": "null"}, "127.0.0.1", False),
    ],
)
def test_open_access_looks_at_where_a_request_comes_from(
    headers: dict[str, str], client: str, *, fits: bool
) -> None:
    if fits:
        assert OpenAccess().authenticate(headers, client).role == "admin"
    else:
        with pytest.raises(AccessError, match="this machine only"):
            OpenAccess().authenticate(headers, client)


def test_loopback_addresses_are_known() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.9.9.9", "::1", "localhost"]))
    assert not any(map(is_loopback, ["192.0.2.1", "::", "10.0.0.1", "example.org", ""]))


def test_a_route_is_found_by_its_template() -> None:
    assert template("GET", "/entities/a:b/adjacent/x") == "/entities/{entity_id}/adjacent/{property_name}"
    assert template("GET", "/entities/") == ""
    assert template("PUT", "/healthz") == ""
    assert set(ALLOWED) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "route"), [key for key, needed in ROUTES.items() if needed != "anyone"])
def test_an_address_that_only_looks_like_a_route_lets_nobody_in(
    keyed: Client, method: str, route: str, role: Role
) -> None:
    """The router takes a line feed at the end for nothing; the table of permissions does not."""
    headers = {"authorization": f"Bearer {role}"}
    status = keyed.request(method, path_of(route) + "%0A", headers=headers).status_code
    inside = route.endswith("}") and role in MATRIX[ROUTES[method, route]]  # there it is part of the name
    assert status in ({400, 404, 422} if inside else {403, 404})


@pytest.mark.parametrize("header", ["via", "x-real-ip", "x-forwarded-host", "x-forwarded-proto"])
def test_open_access_is_not_for_what_a_proxy_passed_on(header: str) -> None:
    with pytest.raises(AccessError, match="for this machine only"):
        OpenAccess().authenticate({header: "192.0.2.1"}, "127.0.0.1")


def test_open_access_is_not_for_the_pages_of_other_sites() -> None:
    with pytest.raises(AccessError, match="pages of other sites"):
        OpenAccess().authenticate({"sec-fetch-site": "cross-site"}, "127.0.0.1")
