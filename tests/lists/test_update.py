"""``lists update``: what is new is imported, what is known is noted, what fails stops no other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from watchfloor.lists import update
from watchfloor.lists.download import open_client
from watchfloor.lists.source import Bounds, RemoteFile, SourceSpec
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.update import Outcome, Updater, downloadable
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import DownloadError, ShrunkenFeedError, UsageError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Answer = Callable[[httpx.Request], httpx.Response]


def spec(key: str, *files: RemoteFile) -> SourceSpec:
    bounds = Bounds(min=1, max=50)
    return SourceSpec(
        key=key, title="", authority="", country="", licence="", page="", entities=bounds, files=files
    )


XX = spec("xx_demo", RemoteFile(name="xx.json", url="https://lists.example/xx"))
YY = spec("yy_demo", RemoteFile(name="yy.json", url="https://lists.example/yy"))


def listing(count: int) -> bytes:
    people = [
        Entity(source="x", record=str(n), schema="Person", names=(Name(text=f"Ivo Examplesson {n}"),))
        for n in range(count)
    ]
    return msgspec.json.encode({"entities": people, "published": "2026-02-28"})


class Server:
    """Serves what ``bodies`` holds by path, with the content's length as ETag."""

    def __init__(self, **bodies: bytes) -> None:
        self.bodies = bodies
        self.asked: list[str] = []
        self.unchanged = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.strip("/")
        self.asked.append(path)
        if path not in self.bodies:
            return httpx.Response(404)
        etag = f'"{len(self.bodies[path])}"'
        if request.headers.get("if-none-match") == etag:
            self.unchanged += 1
            return httpx.Response(304)
        return httpx.Response(200, content=self.bodies[path], headers={"ETag": etag})


def run(
    store: SnapshotStore,
    server: Server,
    *specs: SourceSpec,
    now: datetime = NOON,
    accept_shrink: bool = False,
) -> list[Outcome]:
    with open_client(httpx.MockTransport(server)) as client:
        updater = Updater(store, client, clock=lambda: now, sleep=lambda _s: None)
        return list(updater.run(specs, accept_shrink=accept_shrink))


def test_new_lists_are_imported(store: SnapshotStore) -> None:
    outcomes = run(store, Server(xx=listing(3), yy=listing(2)), XX, YY)
    assert [(o.source, o.new, o.error) for o in outcomes] == [
        ("xx_demo", True, None),
        ("yy_demo", True, None),
    ]
    assert {s: v.entities for s, v in store.current().versions.items()} == {"xx_demo": 3, "yy_demo": 2}


def test_an_unchanged_list_is_noted_without_being_sent_again(store: SnapshotStore) -> None:
    server = Server(xx=listing(3))
    [first] = run(store, server, XX)
    [second] = run(store, server, XX, now=NOON + timedelta(days=1))
    assert server.unchanged == 1
    assert (second.version, second.new) == (first.version, False)
    assert store.checked()["xx_demo"].startswith("2026-03-02")
    assert len(store.versions()) == 1


def test_an_unchanged_list_is_read_again_by_another_engine(
    store: SnapshotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(xx=listing(3))
    run(store, server, XX)
    monkeypatch.setattr(update, "__version__", "99")
    [outcome] = run(store, server, XX, now=NOON + timedelta(days=1))
    assert server.unchanged == 1
    assert outcome.error is None
    assert not outcome.new


def test_a_lost_raw_file_is_fetched_anew(store: SnapshotStore) -> None:
    server = Server(xx=listing(3))
    [first] = run(store, server, XX)
    assert first.version
    store.raw_path(first.version.files[0].sha256).unlink()
    run(store, server, XX)
    assert server.unchanged == 0
    assert list(store.verify()) == []


def test_one_failing_source_does_not_stop_the_others(store: SnapshotStore) -> None:
    failed, good = run(store, Server(yy=listing(2)), XX, YY)
    assert isinstance(failed.error, DownloadError)
    assert "404" in failed.error.what
    assert good.new
    assert list(store.current().versions) == ["yy_demo"]


def test_a_shrunken_feed_is_refused_and_comes_back_whole_the_next_time(store: SnapshotStore) -> None:
    server = Server(xx=listing(20))
    run(store, server, XX)
    server.bodies["xx"] = listing(5)
    for _ in range(2):
        [refused] = run(store, server, XX)
        assert isinstance(refused.error, ShrunkenFeedError)
    assert server.unchanged == 0
    assert store.current().versions["xx_demo"].entities == 20
    [taken] = run(store, server, XX, accept_shrink=True)
    assert taken.new


def test_a_missing_file_that_is_optional_is_noted(store: SnapshotStore) -> None:
    extra = RemoteFile(name="extra.json", url="https://lists.example/extra", optional=True)
    [outcome] = run(store, Server(xx=listing(3)), spec("xx_demo", *XX.files, extra))
    assert outcome.new
    assert outcome.notes == ("without extra.json: the server answered 404 Not Found",)


def test_lost_notes_on_downloads_cost_a_download_and_nothing_else(store: SnapshotStore) -> None:
    server = Server(xx=listing(3))
    run(store, server, XX)
    (store.home / "downloads.json").write_bytes(b"{")
    [outcome] = run(store, server, XX)
    assert not outcome.new
    assert server.unchanged == 0


def test_sources_without_an_address_are_left_out_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"xx_demo": XX, "custom": spec("custom")}
    monkeypatch.setattr(update, "source_keys", lambda: tuple(known))
    monkeypatch.setattr(update, "source_spec", known.__getitem__)
    assert downloadable() == (XX,)
    assert downloadable(["xx_demo", "xx_demo"]) == (XX,)
    with pytest.raises(UsageError, match=r"custom has no address to download from.*lists import"):
        downloadable(["custom"])
