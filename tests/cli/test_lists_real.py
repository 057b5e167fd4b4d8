"""``watchfloor lists`` with the real parsers and the starter snapshot beside what is imported."""

import json
from pathlib import Path

import pytest
from tests.cli.support import invoke


def test_an_import_tells_which_starter_list_it_replaces_and_which_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home, words = tmp_path / "home", ("--source", "us_ofac_sdn", "--accept-shrink", "--no-index")
    row = '1,"OTTO BERG","individual","DEMO",-0-,-0-,-0-,-0-,-0-,-0-,-0-,"DOB 1970."\r\n'
    Path("sdn.csv").write_text(row, "utf-8")
    lines = invoke(home, "lists", "import", "sdn.csv", *words, "--date", "2022-01-01").stderr.splitlines()
    assert lines == [
        "the starter's us_ofac_sdn of 2023-09-05 is no longer used: yours of 2022-01-01 takes its place,"
        " which is older, and has fewer entries (1, not 4,105)",
        "starter snapshot beside the imported lists: un_sc_sanctions of 2026-02-27; run `watchfloor lists update`",
    ]
    again = invoke(home, "lists", "import", "sdn.csv", *words, "--date", "2024-01-01").stderr
    assert "no longer used" not in again
    assert "2026-02-27 (starter)" in invoke(home, "lists", "status").stdout
    assert [
        s["starter"] for s in json.loads(invoke(home, "lists", "status", "--json").stdout)["sources"]
    ] == [
        True,
        False,
    ]


def test_a_watchlist_in_a_russian_encoding_is_read_and_its_names_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.csv").write_bytes("имя;гражданство\nДмитрий Демонов;Россия\n".encode("cp1251"))
    told = invoke(tmp_path / "home", "lists", "import", "ours.csv", "-s", "custom", "--date", "2026-01-01")
    assert "ours.csv: read as Windows-1251" in told.stdout
    found = invoke(tmp_path / "home", "screen", "--name", "Dmitri Demonow", "--source", "custom", "--json")
    assert json.loads(found.stdout)["hits"][0]["caption"] == "Дмитрий Демонов"


def test_a_watchlist_of_ones_own_leaves_the_official_lists_in_use_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    Path("ours.csv").write_text("name\nOtto Berg\n", "utf-8")
    words = ("ours.csv", "-s", "custom", "--as", "unpaid", "--date", "2026-03-01")
    told = invoke(home, "lists", "import", *words).stderr
    assert told.startswith(
        "starter snapshot beside the imported lists: un_sc_sanctions of 2026-02-27, us_ofac_sdn"
    )
    banner = json.loads(invoke(home, "lists", "import", *words, "--json", "-q").stdout)["banner"]
    assert banner == told.strip(), "a script that wants quiet is told as well"
    both = invoke(home, "screen", "-", "--json", stdin="Kim Jong Un\nOtto Berg\n")
    assert "starter snapshot beside the imported lists" in both.stderr
    parties = [json.loads(line) for line in both.stdout.splitlines()]
    assert [party["hits"][0]["source"] for party in parties] == ["us_ofac_sdn", "unpaid"]
    alone = invoke(home, "screen", "--name", "Kim Jong Un", "--source", "unpaid", "--json")
    assert "no official list is looked at, only unpaid; the others are left out by --source" in alone.stderr
    assert json.loads(alone.stdout)["hits"] == []
    assert "on the newest list held" in invoke(home, "lists", "history", "KPi.033").stdout
