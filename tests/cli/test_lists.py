"""``watchfloor lists``, as a user types it."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import typer
from typer.testing import CliRunner

from watchfloor.cli import common, lists, lists_run
from watchfloor.lists import download, importing, starter, update
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.source import Bounds, RemoteFile, SourceSpec
from watchfloor.model.entity import Designation, Entity, Name
from watchfloor.model.errors import UsageError
from watchfloor.screening import index as index_module

KEYS = ("custom", "xx_demo", "yy_demo")


class Listing(msgspec.Struct):
    """A list in the format of these tests: names by record id."""

    names: dict[str, str] = {}
    published: str = ""
    rejected: int = 0


def demo_spec(key: str) -> SourceSpec:
    if key not in KEYS:
        raise UsageError(f"no source called {key!r}")
    remote = RemoteFile(name=f"{key}.json", url=f"https://lists.example/{key}")
    return SourceSpec(
        key=key,
        title="Demo List",
        authority="Demo Office",
        country="",
        licence="open",
        page="https://lists.example/",
        entities=Bounds(min=1, max=500),
        files=() if key == "custom" else (remote,),
    )


def demo_parse(key: str, raw: Sequence[RawFile]) -> tuple[list[Entity], Intake]:
    intake, found = Intake(source=key), []
    for file in raw:
        listing = msgspec.json.decode(file.data, type=Listing)
        intake.published = listing.published
        for record, name in listing.names.items():
            intake.entity()
            act = Designation(source=key, programme="DEMO", reference=f"REF.{record}", listed_on="2020-01-01")
            names = (Name(text=name, kind="primary"),)
            found.append(Entity(source=key, record=record, schema="Person", names=names, designations=(act,)))
        for number in range(listing.rejected):
            intake.reject("entries", file=file.name, record=f"row {number}", reason="no name")
    intake.left_unread("entry/colour")
    intake.repaired("a bracket closed")
    return found, intake


Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a home and a folder of its own: ``run("lists", "status", code=0)``."""
    for module in (importing, lists_run, update):
        monkeypatch.setattr(module, "source_spec", demo_spec)
        monkeypatch.setattr(module, "source_keys", lambda: KEYS)
    monkeypatch.setattr(importing, "parse_source", demo_parse)
    monkeypatch.setattr(starter, "beside", lambda *_: {})
    monkeypatch.setattr(common, "_state", [])
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    app = typer.Typer(cls=common.Commands, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    app.add_typer(lists.app, name="lists")

    def command(*words: str, code: int = 0, width: int = 120) -> Any:  # noqa: ANN401 - click's result
        result = CliRunner().invoke(app, ["lists", *words], env={"COLUMNS": str(width), "NO_COLOR": "1"})
        assert result.exit_code == code, result.output + repr(result.exception)
        return result

    return command


def listing(path: str, names: dict[str, str], published: str = "", rejected: int = 0) -> str:
    Path(path).write_bytes(msgspec.json.encode(Listing(names=names, published=published, rejected=rejected)))
    return path


IVO = {"1": "Ivo Examplesson", "2": "Ada [bold] Examplesdottir"}


def test_an_import_shows_its_accounts(run: Run) -> None:
    told = run("import", listing("a.json", IVO, "2026-01-01", rejected=12), "--source", "xx_demo").stdout
    assert "xx_demo of 2026-01-01: 2 entities" in told
    accounts = next(line.split() for line in told.splitlines() if line.startswith("entries"))
    assert accounts == ["entries", "14", "2", "0", "0", "12"]
    assert "Rejected: 12" in told
    assert "row 0" in told
    assert "... and 2 more" in told
    assert "entry/colour" in told
    assert "a bracket closed" in told


def test_an_import_as_json_has_every_rejection(run: Run) -> None:
    path = listing("a.json", IVO, rejected=12)
    told = json.loads(run("import", path, "-s", "xx_demo", "--date", "2025-12-31", "--json").stdout)
    assert (told["date"], told["dating"], told["new"], told["entities"]) == ("2025-12-31", "given", True, 2)
    assert len(told["rejections"]) == told["rejected"] == 12
    assert told["rows"]["entries"] == {
        "read": 14,
        "entities": 2,
        "relations": 0,
        "attached": 0,
        "rejected": 12,
    }
    again = json.loads(run("import", path, "-s", "xx_demo", "--date", "2025-12-31", "--json").stdout)
    assert again["new"] is False


def test_an_import_without_a_date_warns(run: Run) -> None:
    assert "warning: date assumed" in run("import", listing("a.json", IVO), "-s", "xx_demo").stdout


def test_own_watchlists_get_names_of_their_own(run: Run) -> None:
    run("import", listing("a.json", IVO), "--source", "custom", "--as", "branch_list")
    told = json.loads(run("status", "--json").stdout)
    assert [source["source"] for source in told["sources"]] == ["branch_list"]


def test_a_real_watchlist_goes_all_the_way_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "_state", [])
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(starter, "beside", lambda *_: {})
    monkeypatch.chdir(tmp_path)
    Path("ours.csv").write_text(
        "id,name,type\nA1,Ivo Examplesson,person\nA2,Demo Trading Ltd,company\n", "utf-8"
    )
    app = typer.Typer(cls=common.Commands)
    app.callback()(lambda: None)
    app.add_typer(lists.app, name="lists")
    ran = CliRunner().invoke(
        app, ["lists", "import", "ours.csv", "--source", "custom", "--as", "branch_list"]
    )
    assert ran.exit_code == 0, ran.output
    assert ran.stderr == "no official list is looked at, only branch_list; run `watchfloor lists update`\n"
    told = CliRunner().invoke(app, ["lists", "history", "ivo examplesson", "--json"])
    assert json.loads(told.stdout)["id"] == "branch_list:A1"


def test_changes_that_could_not_be_written_are_told_before_anything_is_compared(run: Run) -> None:
    run("import", listing("a.json", IVO, "2026-01-01"), "-s", "xx_demo")
    failed = run("diff", "2026-01-01", "--html", "no/changes.html", code=2)
    assert "there is no such folder (at no)" in failed.stderr
    assert not Path("no").exists()
    assert failed.stdout == ""


def test_a_shrunken_list_ends_with_the_code_of_a_broken_source(run: Run) -> None:
    run("import", listing("a.json", {str(n): f"Ivo {n}" for n in range(20)}, "2026-01-01"), "-s", "xx_demo")
    small = listing("b.json", IVO, "2026-02-01")
    failed = run("import", small, "-s", "xx_demo", code=4)
    assert "2 entities, down from 20" in failed.stderr
    assert "--accept-shrink" in failed.stderr
    run("import", small, "-s", "xx_demo", "--accept-shrink")


def test_faults_of_the_user_have_their_codes(run: Run) -> None:
    path = listing("a.json", IVO)
    assert "no such file or folder" in run("import", "nowhere.csv", "-s", "xx_demo", code=3).stderr
    assert "no source called 'nowhere'" in run("import", path, "-s", "nowhere", code=2).stderr
    assert "is no date" in run("import", path, "-s", "xx_demo", "--date", "soon", code=2).stderr
    error = json.loads(run("import", path, "-s", "nowhere", "--json", code=2).stderr)["error"]
    assert (error["slug"], error["what"]) == ("usage", "no source called 'nowhere'")


def test_status_tells_date_files_entities_and_rejections(run: Run) -> None:
    run("import", listing("a.json", IVO, "2026-01-01", rejected=1), "-s", "xx_demo")
    run("import", listing("b.json", IVO), "-s", "yy_demo", "--date", "2025-05-05")
    data = json.loads(run("status", "--json").stdout)
    first = data["sources"][0]
    assert (first["source"], first["date"], first["rejected"]) == ("xx_demo", "2026-01-01", 1)
    assert first["schemata"] == {"Person": 2}
    assert first["rows"]["entries"]["read"] == 3
    assert len(first["files"][0]["sha256"]) == 64
    assert data["banner"] == ""
    told = run("status").stdout
    for text in (
        "xx_demo",
        "2026-01-01",
        "yy_demo",
        "2025-05-05",
        first["files"][0]["sha256"][:12],
        "2 Person",
    ):
        assert text in told


@pytest.fixture
def two_months(run: Run) -> Run:
    run(
        "import",
        listing("a.json", {"1": "Ivo Examplesson", "2": "Gone"} | _others(), "2026-01-01"),
        "-s",
        "xx_demo",
    )
    run(
        "import",
        listing("b.json", {"1": "Ivo Exampleson", "3": "New [red]"} | _others(), "2026-02-01"),
        "-s",
        "xx_demo",
    )
    return run


def _others() -> dict[str, str]:
    return {str(n): f"Other {n}" for n in range(100, 130)}


def test_diff_shows_added_removed_and_changed(two_months: Run) -> None:
    told = two_months("diff", "2026-01-15").stdout
    assert "xx_demo: 2026-01-01 → 2026-02-01" in told
    assert "1 added, 1 removed, 1 changed" in told
    assert "New [red]" in told, "what a list says is no markup"
    assert "Gone" in told
    assert "Ivo Examplesson" in told
    assert "Ivo Exampleson" in told


def test_diff_as_json_has_every_key_even_where_nothing_changed(two_months: Run) -> None:
    told = json.loads(two_months("diff", "2026-01-15", "current", "--json").stdout)
    assert [entity["id"] for entity in told["added"]] == ["xx_demo:3"]
    assert told["changed"][0]["fields"] == [
        {"field": "name", "old": ["Ivo Examplesson"], "new": ["Ivo Exampleson"]}
    ]
    same = json.loads(two_months("diff", "current", "current", "--json").stdout)
    assert (same["added"], same["removed"], same["changed"], same["only_old"]) == ([], [], [], [])


def test_diff_writes_a_page(two_months: Run) -> None:
    ran = two_months("diff", "2026-01-15", "current", "--html", "changes.html", "--limit", "0")
    assert "wrote changes.html" in ran.stderr
    assert "... and 1 more" in ran.stdout
    assert "New [red]" in Path("changes.html").read_text("utf-8")


def test_diff_with_something_that_is_no_snapshot_says_what_is(two_months: Run) -> None:
    assert "names no snapshot" in two_months("diff", "yesterday", code=2).stderr
    assert "oldest list here is of 2026-01-01" in two_months("diff", "2020-01-01", code=5).stderr


def test_history_tells_an_entitys_events(two_months: Run) -> None:
    told = two_months("history", "REF.1").stdout
    assert "Ivo Exampleson (Person, xx_demo:1)" in told
    assert "listed on 2020-01-01, says the authority" in told
    assert "on the oldest list held" in told
    assert "changed" in told
    data = json.loads(two_months("history", "gone", "--json").stdout)
    assert [event["kind"] for event in data["events"]] == ["held", "delisted"]
    assert data["listed_now"] is False
    assert "not on the newest list held" in two_months("history", "gone").stdout
    assert "no entity 'nobody'" in two_months("history", "nobody", code=2).stderr


def test_verify_is_silent_on_what_is_well_and_names_what_is_damaged(two_months: Run, tmp_path: Path) -> None:
    assert "0 problems" in two_months("verify").stderr
    assert json.loads(two_months("verify", "--json").stdout)["ok"] is True
    damaged = next((tmp_path / "home" / "raw").glob("*.zst"))
    damaged.write_bytes(b"rot")
    ran = two_months("verify", code=5)
    assert str(damaged) in ran.stdout
    assert json.loads(two_months("verify", "--json", code=5).stdout)["problems"][0]["at"] == str(damaged)


def test_sources_tells_key_authority_address_and_licence(run: Run) -> None:
    told = run("sources").stdout
    for text in (
        "xx_demo",
        "Demo Office",
        "https://lists.example/xx_demo",
        "licence: open",
        "imported from files only",
    ):
        assert text in told
    assert [spec["key"] for spec in json.loads(run("sources", "--json").stdout)] == list(KEYS)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the authorities' servers hold, by path."""
    bodies: dict[str, bytes] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        body = bodies.get(request.url.path.strip("/"))
        return httpx.Response(404) if body is None else httpx.Response(200, content=body)

    monkeypatch.setattr(lists_run, "open_client", lambda: download.open_client(httpx.MockTransport(answer)))
    return bodies


def test_an_update_that_fails_altogether_tells_which_lists_are_in_use_all_the_same(
    run: Run, served: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    served.clear()
    told = run("update", code=6).stderr
    assert told.count("the server answered 404") == 2
    assert told.splitlines()[-1].startswith(
        "starter snapshot: un_sc_sanctions of 2026-02-27, us_ofac_sdn of "
    )
    monkeypatch.setattr(starter, "packaged", lambda: False)
    assert "starter" not in run("update", code=6).stderr


def test_update_imports_what_it_can_and_ends_with_the_code_of_the_first_failure(
    run: Run, served: dict[str, bytes]
) -> None:
    served["yy_demo"] = msgspec.json.encode(Listing(names=IVO, published="2026-01-01"))
    ran = run("update", code=6)
    assert "the server answered 404" in ran.stderr
    assert "yy_demo of 2026-01-01: 2 entities" in ran.stdout
    told = json.loads(run("update", "yy_demo", "--json").stdout)
    assert [(outcome["source"], outcome["new"], outcome["error"]) for outcome in told] == [
        ("yy_demo", False, None)
    ]
    failed = json.loads(run("update", "--json", code=6).stdout)
    assert failed[0]["error"]["slug"] == "download"
    assert "custom has no address to download from" in run("update", "custom", code=2).stderr


def indexes(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "index").glob("*"))


def test_an_import_leaves_one_index_behind_that_of_the_snapshot_in_use(run: Run, tmp_path: Path) -> None:
    run("import", listing("a.json", IVO, "2026-01-01"), "-s", "xx_demo")
    (first,) = indexes(tmp_path / "home")
    old = tmp_path / "home" / "index" / f"{first.rpartition('-')[0]}-1"
    shutil.copytree(old.with_name(first), old)
    (tmp_path / "home" / "index" / "notes.txt").write_text("not ours", "utf-8")
    run("import", listing("b.json", {"7": "Uwe Beispiel"}, "2026-01-01"), "-s", "yy_demo")
    second, notes = indexes(tmp_path / "home")
    assert second not in (first, old.name)
    assert notes == "notes.txt"


def test_an_index_is_not_built_where_none_is_wanted(
    run: Run, served: dict[str, bytes], tmp_path: Path
) -> None:
    served["yy_demo"] = msgspec.json.encode(Listing(names=IVO, published="2026-01-01"))
    run("import", listing("a.json", IVO, "2026-01-01"), "-s", "xx_demo", "--no-index")
    run("update", "yy_demo", "--no-index")
    assert indexes(tmp_path / "home") == []
    run("update", "yy_demo")
    assert len(indexes(tmp_path / "home")) == 1


def test_an_index_that_cannot_be_written_is_a_note(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "index").write_text("a file where a folder should be", "utf-8")
    told = run("import", listing("a.json", IVO, "2026-01-01"), "-s", "xx_demo")
    assert "note: the index is not kept" in told.stderr

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "home" / "index").unlink()
    monkeypatch.setattr(index_module, "_to_disk", full)
    told = run("import", listing("b.json", IVO, "2026-02-01"), "-s", "xx_demo")
    assert "note: the index is not kept, the next screening builds it again" in told.stderr
    assert "No space left on device" in told.stderr


@pytest.mark.parametrize("command", ["update", "import", "status", "diff", "history", "verify", "sources"])
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    told = run(command, "--help").stdout
    assert "Example" in told
    assert "--json" in told
    assert f"watchfloor lists {command}" in told
