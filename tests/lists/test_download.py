"""Lists from the network: securely, patiently, and nothing that is no list."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from watchfloor.lists import download
from watchfloor.lists.download import TRIES, USER_AGENT, Fetched, Validator, fetch, open_client
from watchfloor.lists.source import RemoteFile
from watchfloor.model.errors import DownloadError

LIST = b"<?xml version='1.0'?><list/>"
FILE = RemoteFile(name="list.xml", url="https://lists.example/list.xml")
Answer = Callable[[httpx.Request], httpx.Response]


def get(
    answer: Answer,
    *,
    file: RemoteFile = FILE,
    known: Validator | None = None,
    waits: list[float] | None = None,
) -> Fetched:
    pauses: list[float] = [] if waits is None else waits
    with open_client(httpx.MockTransport(answer)) as client:
        return fetch(file, client, known, sleep=pauses.append)


def answers(*responses: httpx.Response | Exception) -> Answer:
    queue = iter(responses)

    def answer(_request: httpx.Request) -> httpx.Response:
        response = next(queue)
        if isinstance(response, Exception):
            raise response
        return response

    return answer


def test_a_file_comes_with_its_hash_and_what_the_server_says_of_it() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(
            200, content=LIST, headers={"ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"}
        )

    fetched = get(answer)
    assert fetched.data == LIST
    assert fetched.validator == Validator(
        sha256=hashlib.sha256(LIST).hexdigest(),
        etag='"1"',
        last_modified="Mon, 02 Mar 2026 10:00:00 GMT",
    )
    assert asked[0].headers["user-agent"] == USER_AGENT
    assert "if-none-match" not in asked[0].headers


def test_a_known_file_is_asked_for_only_if_it_changed() -> None:
    known = Validator(sha256="ab", etag='"1"', last_modified="Mon, 02 Mar 2026 10:00:00 GMT")

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["if-none-match"] == '"1"'
        assert request.headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
        return httpx.Response(304)

    assert get(answer, known=known) == Fetched(name="list.xml", data=None, validator=known)


def test_an_unasked_not_modified_is_an_error() -> None:
    with pytest.raises(DownloadError, match=r"the server answered 304"):
        get(answers(httpx.Response(304)))


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_with_growing_pauses(status: int) -> None:
    waits: list[float] = []
    busy = [httpx.Response(status) for _ in range(3)]
    assert get(answers(*busy, httpx.Response(200, content=LIST)), waits=waits).data == LIST
    assert waits == [1.0, 3.0, 10.0]


def test_a_broken_connection_is_tried_again_and_then_told() -> None:
    waits: list[float] = []
    broken = [httpx.ConnectError("connection refused") for _ in range(TRIES)]
    with pytest.raises(
        DownloadError, match=r"connection refused, 4 times .*lists.example/list.xml.*last good list stays"
    ):
        get(answers(*broken), waits=waits)
    assert len(waits) == TRIES - 1


def test_a_timeout_without_words_still_says_what_it_was() -> None:
    with pytest.raises(DownloadError, match="ReadTimeout, 4 times"):
        get(answers(*[httpx.ReadTimeout("") for _ in range(TRIES)]))


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "86400"}, 60.0),
        ({"Retry-After": "Mon, 02 Mar 2026 10:00:20 GMT", "Date": "Mon, 02 Mar 2026 10:00:00 GMT"}, 20.0),
        ({"Retry-After": "soon"}, 1.0),
    ],
)
def test_the_server_may_say_how_long_to_wait_within_reason(headers: dict[str, str], pause: float) -> None:
    waits: list[float] = []
    get(answers(httpx.Response(503, headers=headers), httpx.Response(200, content=LIST)), waits=waits)
    assert waits == [pause]


def test_an_address_that_is_gone_is_told_at_once() -> None:
    waits: list[float] = []
    with pytest.raises(DownloadError, match=r"the server answered 404 Not Found .*lists sources"):
        get(answers(httpx.Response(404)), waits=waits)
    assert waits == []


def test_an_empty_answer_is_tried_again_and_never_taken_for_a_list() -> None:
    with pytest.raises(DownloadError, match="the server sent an empty file, 4 times"):
        get(answers(*[httpx.Response(200, content=b" \r\n") for _ in range(TRIES)]))


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><p>Maintenance", b"\xef\xbb\xbf\n<HTML><body>Sorry"])
def test_an_error_page_is_no_list(page: bytes) -> None:
    with pytest.raises(DownloadError, match="a web page, not a list"):
        get(answers(httpx.Response(200, content=page)))


def test_a_zip_file_has_to_be_one() -> None:
    file = RemoteFile(name="list.zip", url="https://lists.example/list.zip")
    with pytest.raises(DownloadError, match=r"something else than a \.zip file"):
        get(answers(httpx.Response(200, content=b"no such thing")), file=file)


def test_a_file_over_the_limit_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_BYTES", 10)
    with pytest.raises(DownloadError, match="more than 10 bytes"):
        get(answers(httpx.Response(200, content=LIST)))
    with pytest.raises(DownloadError, match="more than 10 bytes"):
        get(answers(httpx.Response(200, content=iter([b"12345", b"678901"]))))


def test_a_dripping_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_SECONDS", -1.0)
    with pytest.raises(DownloadError, match="still not complete"):
        get(answers(httpx.Response(200, content=LIST)))


def test_an_insecure_address_is_never_asked() -> None:
    with pytest.raises(DownloadError, match=r"not an https address .*http://lists.example"):
        get(answers(), file=RemoteFile(name="list.xml", url="http://lists.example/list.xml"))


def test_a_redirect_to_an_insecure_address_is_not_followed() -> None:
    moved = httpx.Response(302, headers={"Location": "http://lists.example/list.xml"})
    with pytest.raises(DownloadError, match="not an https address"):
        get(answers(moved))


def test_a_secure_redirect_is_followed_but_not_for_ever() -> None:
    def moved() -> httpx.Response:
        return httpx.Response(302, headers={"Location": "https://files.example/list.xml"})

    assert get(answers(moved(), httpx.Response(200, content=LIST))).data == LIST
    with pytest.raises(DownloadError, match="maximum allowed redirects"):
        get(answers(*[moved() for _ in range(9)]))


def test_progress_is_told_with_the_bytes_expected() -> None:
    told: list[tuple[str, int, int]] = []
    with open_client(httpx.MockTransport(answers(httpx.Response(200, content=LIST)))) as client:
        fetch(FILE, client, progress=lambda name, done, total: told.append((name, done, total)))
    assert told == [("list.xml", len(LIST), len(LIST))]


class Handler(BaseHTTPRequestHandler):
    """A real server: a list, a slow start, a body that is cut short."""

    failures = 0

    def do_GET(self) -> None:
        if self.path == "/flaky" and Handler.failures < 1:
            Handler.failures += 1
            self.send_error(503)
            return
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("ETag", '"v1"')
        self.send_header("Content-Length", str(len(LIST) + (100 if self.path == "/cut" else 0)))
        self.end_headers()
        self.wfile.write(LIST)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_a_real_server_gives_the_list_once_and_then_says_unchanged(server: str) -> None:
    file = RemoteFile(name="list.xml", url=f"{server}/list")
    with open_client(scheme="http") as client:
        first = fetch(file, client)
        assert first.data == LIST
        assert fetch(file, client, first.validator).data is None


def test_a_real_server_that_fails_once_is_asked_again(server: str) -> None:
    Handler.failures = 0
    with open_client(scheme="http") as client:
        assert (
            fetch(RemoteFile(name="list.xml", url=f"{server}/flaky"), client, sleep=lambda _s: None).data
            == LIST
        )
    assert Handler.failures == 1


def test_a_body_that_is_cut_short_is_never_taken(server: str) -> None:
    with (
        open_client(scheme="http") as client,
        pytest.raises(DownloadError, match=r"incomplete|without sending|peer closed"),
    ):
        fetch(RemoteFile(name="list.xml", url=f"{server}/cut"), client, sleep=lambda _s: None)
