"""Whole runs of ``watchfloor screen``: the starter snapshot, the scope of a run, long files."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import Watchfloor, invoke

REPO = Path(__file__).resolve().parent.parent.parent
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background is born without
sys.argv[0] = 'watchfloor'
from watchfloor.cli import main
main()
"""


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home nothing was imported into: the starter snapshot is what there is."""
    return tmp_path_factory.mktemp("fresh")


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("Wladimir Putin", "PUTIN, Vladimir Vladimirovich"),
        ("Путин Владимир", "PUTIN, Vladimir Vladimirovich"),
        ("Sergej Lawrow", "LAVROV, Sergei Viktorovich"),
        ("김정은", "KIM, Jong Un"),
        ("Kim Čong-un", "KIM, Jong Un"),
        ("조선광업개발무역회사", "KOREA MINING DEVELOPMENT TRADING CORPORATION"),
    ],
)
def test_spellings_of_other_languages_hit_in_the_starter_snapshot(
    fresh: Path, name: str, caption: str
) -> None:
    (party,) = objects(invoke(fresh, "screen", "--name", name, "--json", "-q").stdout)
    assert party["name"] == name
    assert [hit["caption"] for hit in party["hits"]][:1] == [caption]
    assert party["hits"][0]["match"] is True


def test_every_customer_of_the_sample_has_a_result_hit_or_not(fresh: Path) -> None:
    customers = str(REPO / "src/watchfloor/cli/data/customers.csv")
    parties = objects(invoke(fresh, "screen", customers, "--json", "-q").stdout)
    assert [party["row"] for party in parties] == list(range(1, 21))
    clear = [party for party in parties if not party["hits"] and "problem" not in party]
    assert len(clear) >= 5
    for party in parties:
        scores = [hit["score"] for hit in party["hits"]]
        assert scores == sorted(scores, reverse=True)


def test_several_lists_can_be_named_with_commas_or_one_by_one(fresh: Path) -> None:
    words = ("screen", "--name", "Kim Jong Un", "--json")
    lists = ("un_sc_sanctions", "us_ofac_sdn")
    comma = invoke(fresh, *words, "--source", ",".join(lists))
    apart = invoke(fresh, *words, "-s", lists[0], "-s", lists[1])
    assert comma.stdout == apart.stdout
    for key in lists:
        assert f"{key} of " in comma.stderr


def test_what_a_run_looked_at_is_told_by_its_policy(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "un.toml").write_text('sources = ["un_sc_sanctions"]\n', "utf-8")
    words = ("screen", "--name", "Kim Jong Un", "--policy", str(tmp_path / "un.toml"))
    told = invoke(fresh, *words).stderr
    assert "un_sc_sanctions of " in told
    assert "us_ofac_sdn" not in told
    invoke(fresh, *words, "--out", str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<code>un_sc_sanctions</code>" in page
    assert "<code>us_ofac_sdn</code>" not in page


def test_a_policy_for_lists_that_are_not_there_finds_nothing_in_silence_never(
    watchfloor: Watchfloor, tmp_path: Path
) -> None:
    words = ("screen", "--name", "Boris Demonov", "--policy", "p.toml")
    (tmp_path / "p.toml").write_text('sources = ["eu_fsf"]\n', "utf-8")
    told = watchfloor(*words, code=7).stderr
    assert "no list the policy names is in this snapshot" in told
    assert "There are: custom." in told
    (tmp_path / "p.toml").write_text('sources = ["custom", "eu_fsf"]\n', "utf-8")
    told = watchfloor(*words).stderr
    assert "warning: the policy names lists that are not in this snapshot: eu_fsf" in told


def test_a_policy_for_programmes_that_are_not_there_is_told_as_well(
    watchfloor: Watchfloor, tmp_path: Path
) -> None:
    words = ("screen", "--name", "Boris Demonov", "--json", "--policy", "p.toml")
    (tmp_path / "p.toml").write_text('programmes = ["DEMO1"]\n', "utf-8")
    told = watchfloor(*words[:3], *words[4:], code=7).stderr
    assert "no programme the policy names is in this snapshot" in told
    assert "There are: DEMO-1, DEMO-2." in told
    (tmp_path / "p.toml").write_text('programmes = ["DEMO-1", "DEMO3"]\n', "utf-8")
    result = watchfloor(*words)
    assert "warning: the policy names programmes that are not in this snapshot: DEMO3" in result.stderr
    assert objects(result.stdout)[0]["hits"]


@pytest.mark.parametrize("name", ["hits.html", "hits.jsonl", "hits.csv", "hits.parquet"])
def test_a_file_without_a_single_party_is_an_error_and_nothing_is_written(
    watchfloor: Watchfloor, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("name,dob\n\n\n", "utf-8")
    told = watchfloor("screen", str(path), "--out", name, code=3).stderr
    assert f"the file holds no parties (at {path})" in told
    assert [file.name for file in tmp_path.iterdir()] == ["customers.csv"]
    assert watchfloor("screen", str(path), "--json", code=3).stdout == ""


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_packed_file_cut_anywhere_is_an_error_and_no_result_of_it_is_kept(
    watchfloor: Watchfloor, tmp_path: Path, share: float
) -> None:
    whole = gzip.compress(("id,name\n" + "".join(f"{n},Otto Berg {n * n}\n" for n in range(20_000))).encode())
    (tmp_path / "names.csv.gz").write_bytes(whole[: int(len(whole) * share)])
    told = watchfloor("screen", "names.csv.gz", "--out", "hits.jsonl", code=3).stderr
    assert "the packed file is damaged or cut short (at names.csv.gz)" in told
    assert [file.name for file in tmp_path.iterdir()] == ["names.csv.gz"]


def test_dates_in_digits_of_other_scripts_are_read(watchfloor: Watchfloor) -> None:
    rows = "name,dob\nBoris Demonov,١٩٥٠-٠٢-٠٣\nBoris Demonov,०३.०२.१९५०\nBoris Demonov,03.02.1950\n"
    found = objects(watchfloor("screen", "-", "--json", "-q", stdin=rows).stdout)
    assert [party["hits"][0]["evidence"] > 0 for party in found] == [True, True, True]
    assert found[0]["hits"] == found[1]["hits"] == found[2]["hits"]


def test_a_home_that_is_no_folder_is_told_and_screening_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder", "utf-8")
    result = invoke(tmp_path / "home", "screen", "--name", "Kim Jong Un", "--json")
    assert "note: the index is not kept, the next run builds it again" in result.stderr
    assert objects(result.stdout)[0]["hits"][0]["match"] is True


def test_results_never_take_the_place_of_the_file_of_parties(watchfloor: Watchfloor, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("name\nOtto\n", "utf-8")
    told = watchfloor("screen", str(path), "--out", "./customers.csv", code=2).stderr
    assert "the results would take the place of the file of parties" in told
    assert path.read_text("utf-8") == "name\nOtto\n"


@pytest.mark.parametrize("count", [3000])
def test_a_report_of_thousands_of_hits_is_whole_and_of_bearable_size(
    watchfloor: Watchfloor, count: int
) -> None:
    names = "".join(f"Boris Demonov,{n}\n" for n in range(count))
    watchfloor("screen", "-", "--out", "r.html", "-q", stdin=f"name,id\n{names}")
    page = Path("r.html").read_text("utf-8")
    assert page.count('<details class="party"') == count
    assert page.endswith("</html>\n") or page.endswith("</html>")
    assert len(page) < 5000 * count


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_an_interrupted_run_says_so_and_leaves_nothing_half_written(
    listed_home: Path, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "screen", "-", "--out", "hits.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(listed_home)},
    ) as run:
        assert run.stdin is not None
        assert run.stderr is not None
        run.stdin.write("Otto Berg\n" * 20_000)  # more than is read ahead: the run waits for the rest
        run.stdin.flush()
        assert "starter snapshot beside the imported lists" in run.stderr.readline()
        assert "is read as" in run.stderr.readline()
        run.send_signal(signal.SIGINT)
        told = run.stderr.read()
        run.stdin.close()
    assert run.returncode == 130, told
    assert told.endswith("interrupted\n")
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize("delay", [0.1, 1.0, 3.0])
def test_an_interruption_ends_a_run_with_workers_within_a_second_or_so_and_without_a_traceback(
    listed_home: Path, tmp_path: Path, delay: float
) -> None:
    (tmp_path / "names.csv").write_text("name\n" + "Boris Demonow Otto Berg Ida Tal\n" * 400_000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "screen", "names.csv", "--out", "hits.jsonl", "--workers", "4"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(listed_home)},
    ) as run:
        assert run.stderr is not None
        while "is read as" not in run.stderr.readline():
            pass
        time.sleep(delay)
        started = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)  # as the terminal does: to every process of the run
        told = run.stderr.read()
        run.wait()
        assert time.monotonic() - started < 3, "one second on an idle machine"
    assert run.returncode == 130, told
    assert told == "interrupted\n"
    assert [path.name for path in tmp_path.iterdir()] == ["names.csv"]


ROWS = 40_000
PEAK = """
import resource, sys
sys.argv[0] = 'watchfloor'
from watchfloor.cli import main
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""


def peak(home: Path, folder: Path, rows: Iterable[str], *given: str) -> int:
    """Megabytes at the peak of screening a file of some rows."""
    with (folder / "long.csv").open("w", encoding="utf-8") as stream:
        stream.write("id,name,dob,country\n")
        stream.writelines(rows)
    ran = subprocess.run(
        [sys.executable, "-c", PEAK, "screen", "long.csv", "--quiet", *given],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(home)},
    )
    return int(ran.stderr.split()[-1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak is not measured there")
@pytest.mark.parametrize("name", ["hits.jsonl", "hits.csv", "hits.parquet", "hits.html"])
def test_a_file_of_any_length_streams_in_bounded_memory(listed_home: Path, tmp_path: Path, name: str) -> None:
    peaks = {}
    for rows in (4000, ROWS):
        lines = (f"{n},Otto {n % 977} Berg {n},1960-02-{n % 28 + 1:02},DE\n" for n in range(rows))
        peaks[rows] = peak(listed_home, tmp_path, lines, "--out", name)
    assert peaks[ROWS] - peaks[4000] < 100, f"MB at the peak: {peaks}"


def invented(number: int) -> str:
    """A word that no other number has: four syllables of seventy."""
    word = ""
    for _ in range(4):
        number, place = divmod(number, 70)
        word += "bdfgklmnprstvz"[place % 14] + "aeiou"[place // 14]
    return word


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak is not measured there")
def test_remembering_words_that_never_come_again_takes_little(listed_home: Path, tmp_path: Path) -> None:
    peaks = {}
    for rows in (12_000, 30_000):
        lines = (f"{n},{invented(7919 * n)} {invented(104_729 * n + 5)},,\n" for n in range(rows))
        peaks[rows] = peak(listed_home, tmp_path, lines, "--workers", "1", "--out", "hits.jsonl")
    assert peaks[30_000] - peaks[12_000] < 70, f"MB at the peak: {peaks}"
