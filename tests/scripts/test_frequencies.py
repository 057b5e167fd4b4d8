"""How common words are: counted on one half of the ordinary names, small counts made smaller."""

import gzip
import importlib.util
import math
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from watchfloor.evaluation.harmless import counted

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts/build_frequencies.py"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_frequencies", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "OUT", tmp_path / "frequency.tsv.gz")
    return module


def built(script: ModuleType, *files: Path) -> dict[str, tuple[int, str]]:
    script.main(list(files))
    rows = (line.split("\t") for line in gzip.decompress(script.OUT.read_bytes()).decode().splitlines())
    return {word: (int(level), seen) for word, level, seen in rows}


def test_only_one_half_of_the_whole_names_is_counted(script: ModuleType, tmp_path: Path) -> None:
    names = [f"Zorvik Brenta{number}" for number in range(64)]
    firms = tmp_path / "firms.tsv"
    firms.write_text("".join(f"{name}\tSweden\n" for name in names))
    table = built(script, firms)
    mine = sum(counted(name) for name in names)
    assert table["zorvik"] == (round(math.log2(2 * mine)), "c")
    assert not [word for word in table if word.startswith("brenta")]


def test_popular_names_are_counted_whole_and_by_their_part(script: ModuleType, tmp_path: Path) -> None:
    given, family = tmp_path / "forenames.csv", tmp_path / "surnames.csv"
    given.write_text("Country,Gender,Romanized Name\n" + "SE,F,Zorvika\n" * 4 + "SE,F,\n")
    family.write_text("Country,Romanized Name\n" + "SE,Brentasson\n" * 2 + "NO,Zorvika\n" * 4)
    table = built(script, given, family)
    assert table == {"zorvika": (3, "fg"), "brentasson": (1, "f")}


def test_people_are_counted_by_the_columns_of_their_parts(script: ModuleType, tmp_path: Path) -> None:
    names = [name for n in range(40) if counted(name := f"Ida{n} Signe Zorvik")]
    people = tmp_path / "people.csv"
    rows = "".join(f"{name},{name.split()[0]},Signe,Zorvik\n" for name in names)
    people.write_text("full_name,first_name,middle_name,last_name\n" + rows)
    table = built(script, people)
    assert (table["signe"][1], table["zorvik"][1]) == ("g", "f")


def test_small_counts_are_discounted_and_never_raised(script: ModuleType) -> None:
    counts = Counter(
        {**{f"once{n}": 1 for n in range(60)}, **{f"twice{n}": 2 for n in range(12)}, "often": 9}
    )
    worth = script.good_turing(counts)
    assert worth[1] == pytest.approx(2 * 12 / 60)
    assert worth[2] == 0.0
    assert all(value <= count for count, value in worth.items())
