"""The catalog, the algorithms, and how the service is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.api.support import BRANCH, Client, Serving, client_of, imported, service_on, thing

from watchfloor.api.logs import make_log
from watchfloor.model.errors import SnapshotError


def test_the_catalog_names_every_data_set(client: Client) -> None:
    content = client.get("/catalog").json()
    by_name = {dataset["name"]: dataset for dataset in content["datasets"]}
    assert set(by_name) == {"branch", "other", "default", "sanctions", "ours"}
    assert set(content["current"]) == set(by_name)
    assert content["outdated"] == []
    assert by_name["branch"]["updated_at"] == "2026-04-30"
    assert by_name["default"]["children"] == ["branch", "other"]
    assert by_name["ours"]["children"] == ["branch"]
    assert by_name["sanctions"]["entity_count"] == 0


def test_the_catalog_of_authorities_tells_who_they_are(tmp_path: Path) -> None:
    with client_of(service_on(tmp_path)) as client:
        datasets = {d["name"]: d for d in client.get("/catalog").json()["datasets"]}
    assert datasets["us_ofac_sdn"]["publisher"]["country_label"] == "United States"
    assert datasets["un_sc_sanctions"]["publisher"]["name"] == "United Nations Security Council"
    assert datasets["sanctions"]["children"] == ["un_sc_sanctions", "us_ofac_sdn"]


def test_a_catalog_that_did_not_change_is_not_sent_again(client: Client) -> None:
    tag = client.get("/catalog").headers["etag"]
    again = client.get("/catalog", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_algorithms_tell_their_evidence_and_its_weights(client: Client) -> None:
    content = client.get("/algorithms").json()
    [ours] = content["algorithms"]
    assert content["default"] == content["best"] == ours["name"] == "watchfloor"
    assert ours["docs"]["config"]["country"]["default"] == ours["features"]["country"]["coefficient"]


def test_old_lists_make_it_not_ready(serving: Serving) -> None:
    with serving(stale_days=1) as client:
        assert client.get("/readyz").status_code == 200  # a day old
    with serving(stale_days=1, clock=lambda: datetime(2026, 5, 3, tzinfo=UTC)) as client:
        response = client.get("/readyz")
        assert (response.status_code, response.headers["retry-after"]) == (503, "5")
        assert "3 days old" in response.json()["detail"]
        assert client.get("/catalog").json()["index_stale"] is True


def test_without_lists_it_is_up_but_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = service_on(tmp_path)

    def broken() -> None:
        raise SnapshotError("the lists are damaged")

    monkeypatch.setattr(service.holder._store, "current", broken)
    with client_of(service) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").json() == {"detail": "the lists are damaged"}
        assert client.post("/match/default", json={"queries": {}}).status_code == 503
        assert client.post("/updatez?sync=true").status_code == 503
        assert client.post("/updatez").status_code == 200


def test_new_lists_take_over_when_asked(tmp_path: Path, alone: None) -> None:  # noqa: ARG001
    first = imported(tmp_path)
    service = service_on(tmp_path)
    with client_of(service) as client:
        before = client.get("/search/branch?q=newcomer")
        assert (before.headers["x-watchfloor-snapshot"], before.json()["total"]["value"]) == (first, 0)
        more = [*BRANCH, thing("n1", "Person", name="Nora Newcomer", topics=["sanction"])]
        second = imported(tmp_path, more, "2026-05-01")
        assert client.get("/search/branch").headers["x-watchfloor-snapshot"] == first
        assert client.post("/updatez?sync=true").status_code == 200
        after = client.get("/search/branch?q=newcomer")
        assert (after.headers["x-watchfloor-snapshot"], after.json()["total"]["value"]) == (second, 1)
        text = client.get("/metrics").text
    assert "watchfloor_reloads_total 2.0" in text
    assert 'watchfloor_request_seconds_count{method="GET",route="/search/{dataset}",status="200"} 3.0' in text


def test_an_index_that_is_missing_is_built_aside(tmp_path: Path, alone: None) -> None:  # noqa: ARG001
    imported(tmp_path)
    service = service_on(tmp_path)
    service.reload()
    second = imported(tmp_path, BRANCH[:2], "2026-05-01", index=False)
    assert service.reload()
    assert service.holder.current.id == second
    assert not service.reload()


def test_log_lines_are_json_or_text_or_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("json", "text", "off"):
        make_log(kind)("told", name="\ud800", number=1)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert '"event":"told"' in lines[0]
    assert "told name=" in lines[1]
