"""Invented lists, a service on them, and what its tests share."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from watchfloor.api.access import OpenAccess
from watchfloor.api.app import create_app, make_service
from watchfloor.api.service import Service
from watchfloor.api.setup import Setup
from watchfloor.lists.raw import unpack
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.errors import AccessError, StateError
from watchfloor.model.policy import Policy, default_policy
from watchfloor.model.service import ROLES, Authenticator, Caller, Recorder, Role, Screening
from watchfloor.screening.cache import kept_index

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = "2026-04-30"
PERSON, FIRM, SHIP, LINKED = "branch:p1", "branch:c1", "branch:v1", "other:s9"


def thing(record: str, schema: str, **properties: str | list[str]) -> dict[str, Any]:
    """A FollowTheMoney object."""
    values = {prop: [value] if isinstance(value, str) else value for prop, value in properties.items()}
    return {"id": record, "schema": schema, "properties": values}


BRANCH = [
    thing(
        "p1", "Person", name="Boris Demonov", alias=["Борис Демонов"], birthDate="1950-02-03",
        nationality="ru", gender="male", topics=["sanction"],
    ),
    thing("c1", "Company", name="Demonstration Trading Corporation", country="kp", topics=["sanction"]),
    thing("v1", "Vessel", name="Demo Star", imoNumber="9074729", flag="kp", topics=["sanction"]),
    thing("p2", "Person", name="Ivanka Beispielova", nationality="by", topics=["role.pep"]),
    thing("s1", "Sanction", entity="p1", authority="Demo Authority", program="DEMO-1", listingDate="2020-01-02"),
    thing("s2", "Sanction", entity="v1", authority="Demo Authority", program="DEMO-2", listingDate="2022-05-06"),
    thing("d1", "Passport", holder="p1", number="N1234567", country="ru"),
    thing("o1", "Ownership", owner="p1", asset="c1", percentage="60"),
]  # fmt: skip
OTHER = [
    thing("s9", "Vessel", name="Demo Star 2", imoNumber="9074729", topics=["sanction"]),
    thing("x1", "Person", name="Anna Mustermann", topics=["sanction"]),
    thing(
        "t1", "Sanction", entity="s9", authority="Other Authority", program="OTHER", listingDate="2019-03-04"
    ),
]


def imported(
    home: Path,
    branch: Sequence[Mapping[str, Any]] = BRANCH,
    day: str = DAY,
    *,
    index: bool = True,
    edition: bool = False,
) -> str:
    """Import both lists, or the first alone as a further edition; the id of the snapshot they make."""
    store = SnapshotStore(home)
    for name, objects in [("branch", branch), ("other", OTHER)][: 1 if edition else 2]:
        data = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects).encode()
        raw = list(unpack(f"{name}.json", data))
        store.import_raw("ftm", raw, published=day, now=NOON, accept_shrink=True, name=name)
    snapshot = store.current()
    if index:
        kept_index(snapshot, home / "index", lambda _: None)
    return snapshot.id


def service_on(
    home: Path,
    *,
    authenticator: Authenticator | None = None,
    recorder: Recorder | None = None,
    policy: Policy | None = None,
    clock: Callable[[], datetime] = lambda: NOON,
    **setup: Any,  # noqa: ANN401 - any of its fields
) -> Service:
    """A service on a home, at noon of one day, that looks for new lists only when asked."""
    made = Setup(home=home, **{"interval": 0.0, "collections": {"ours": ("branch", "gone")}, **setup})
    return make_service(
        made,
        policy or default_policy(),
        authenticator or OpenAccess(),
        recorder=recorder,
        clock=clock,
    )


class Client:
    """Somebody on this machine who asks an application; it runs in a loop of its own, start to end."""

    def __init__(self, app: FastAPI, client: str = "127.0.0.1") -> None:
        self.app, self._address = app, client
        self._life = app.router.lifespan_context(app)

    def __enter__(self) -> "Client":
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._wait(self._life.__aenter__())
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(self._address, 50000))
        self._http = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self._http.aclose())
        self._wait(self._life.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, awaited: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:  # noqa: ANN401 - what it gives
        async def run() -> Any:  # noqa: ANN401 - the same
            return await awaited

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(60)

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        found: httpx.Response = self._wait(self._http.request(method, path, **more))
        return found

    def get(self, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - the same
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - the same
        return self.request("POST", path, **more)

    def together(self, calls: Sequence[tuple[str, str, dict[str, Any]]]) -> list[httpx.Response]:
        """Several requests at the same time."""

        async def run() -> list[httpx.Response]:
            return list(await asyncio.gather(*(self._http.request(m, p, **more) for m, p, more in calls)))

        found: list[httpx.Response] = self._wait(run())
        return found


Serving = Callable[..., Client]
"""Makes somebody who asks a service made with these parts."""


def client_of(service: Service, client: str = "127.0.0.1") -> Client:
    """Somebody who asks a service."""
    return Client(create_app(service), client)


def query(schema: str = "Person", **properties: Any) -> dict[str, Any]:  # noqa: ANN401 - also what is no text
    """The body of a request with one query, ``q``."""
    return {"queries": {"q": {"schema": schema, "properties": properties}}}


class Keys:
    """Lets in whoever sends a role as their key."""

    def authenticate(self, headers: Mapping[str, str], client: str) -> Caller:  # noqa: ARG002 - as the protocol has it
        given = headers.get("authorization", "").removeprefix("Bearer ")
        if given == "hasty":
            raise AccessError("too many requests", wait=2.0)
        if given == "broken":
            raise StateError("the keys cannot be read")
        roles: dict[str, Role] = {name: name for name in ROLES}
        if given not in roles:
            raise AccessError("no such key")
        return Caller(name=f"the {given}", role=roles[given], key=given[:4])


class Remembered:
    """A recorder that keeps everything, or nothing at all while it is out of order."""

    def __init__(self) -> None:
        self.kept: list[Screening] = []
        self.policies: list[str] = []
        self.broken = ""

    def record(self, screenings: Sequence[Screening], policy: Policy) -> None:
        if self.broken:
            raise StateError(self.broken)
        self.kept.extend(screenings)
        self.policies.append(policy.hash)

    def trouble(self) -> str:
        return self.broken
