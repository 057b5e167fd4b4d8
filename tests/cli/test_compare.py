"""``watchfloor compare``: two names, or a table of pairs."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor


def scored(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_two_spellings_of_a_name_are_shown_word_by_word(watchfloor: Watchfloor) -> None:
    told = watchfloor("compare", "Wladimir Putin", "Путин Владимир", "--schema", "Person").stdout
    assert "Путин Владимир (Person)" in told
    assert "% alike" in told
    assert ["Putin", "Путин"] in [line.split()[:2] for line in told.splitlines()]
    assert ["Wladimir", "Владимир"] in [line.split()[:2] for line in told.splitlines()]
    assert "a match at the policy's threshold of 0.70" in told


def test_names_that_differ_are_no_match(watchfloor: Watchfloor) -> None:
    told = watchfloor("compare", "Otto Berg", "Eva Tal", "--fail-on-hit").stdout
    assert "no match at the policy's threshold of 0.70" in told


def test_json_has_the_whole_explanation(watchfloor: Watchfloor) -> None:
    told = json.loads(watchfloor("compare", "Otto Berg", "Berg, Otto", "--schema", "Person", "--json").stdout)
    assert told["match"] is True
    assert told["name_likeness"] == 1.0
    assert told["explanation"]["party_name"] == "Otto Berg"
    assert {row["how"] for row in told["explanation"]["alignment"]} == {"equal"}


def test_a_match_fails_the_run_only_if_wanted(watchfloor: Watchfloor) -> None:
    watchfloor("compare", "Otto Berg", "Otto Berg")
    watchfloor("compare", "Otto Berg", "Otto Berg", "--fail-on-hit", code=1)


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("Otto",), "give two names, or --pairs and a file", 2),
        (("Otto", "??"), "the name has no letters or digits: '??'", 2),
        (("Otto", "Otto", "--pairs", "x.csv"), "give two names or --pairs, not both", 2),
        (("Otto", "Otto", "--schema", "Gremlin"), "no schema is called 'Gremlin'", 2),
        (("--pairs", "none.csv"), "no such file (at none.csv)", 3),
        (("--pairs", "x.csv", "--out", "x.csv"), "the scores would take the place of the pairs", 2),
        (("--pairs", "x.csv"), "no column name2 (at x.csv)", 3),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    watchfloor: Watchfloor, words: tuple[str, ...], told: str, code: int
) -> None:
    Path("x.csv").write_text("schema,name1\nPerson,Otto\n", "utf-8")
    assert told in watchfloor("compare", *words, code=code).stderr


PAIRS = '''\
case,schema,name1,name2,note
1,Person,Wladimir Putin,Владимир Путин,"a, b"
2,Person,Otto Berg,Eva Tal,
3,Company,Müller GmbH,Mueller GmbH,"say ""hi"""
4,,Otto Berg,Otto Berg,x
5,Person,,Otto Berg,
'''


def test_pairs_keep_their_order_and_columns_and_gain_score_and_match(watchfloor: Watchfloor) -> None:
    Path("pairs.csv").write_text(PAIRS, "utf-8")
    result = watchfloor("compare", "--pairs", "pairs.csv", "--out", "scored.csv")
    rows = scored(Path("scored.csv").read_text("utf-8"))
    assert list(rows[0]) == ["case", "schema", "name1", "name2", "note", "score", "match"]
    assert [row["case"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["match"] for row in rows] == ["true", "false", "true", "true", "false"]
    assert [row["note"] for row in rows] == ["a, b", "", 'say "hi"', "x", ""]
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    assert "written to scored.csv: 3 pairs match" in result.stderr


def test_match_says_what_the_policy_says(watchfloor: Watchfloor) -> None:
    Path("pairs.csv").write_text(PAIRS, "utf-8")
    Path("strict.toml").write_text("threshold = 0.999\n", "utf-8")
    told = watchfloor("compare", "--pairs", "pairs.csv", "--policy", "strict.toml", "-q").stdout
    assert {row["match"] for row in scored(told)} == {"false"}


def test_pairs_come_in_any_dialect_and_from_a_pipe(watchfloor: Watchfloor) -> None:
    text = "name2;name1;score\nOtto Börg;Otto Börg;9\n"
    told = watchfloor("compare", "--pairs", "-", "-q", stdin=text.encode("cp1252")).stdout
    (row,) = scored(told)
    assert list(row) == ["name2", "name1", "score", "match"]
    assert (row["name1"], row["match"]) == ("Otto Börg", "true")
    assert float(row["score"]) <= 1


def test_a_bad_row_does_not_stop_the_others_and_is_told(watchfloor: Watchfloor) -> None:
    Path("pairs.csv").write_text(
        "schema,name1,name2\nGremlin,Otto,Otto\nPerson,Otto\nPerson,Eva Tal,Eva Tal\n", "utf-8"
    )
    result = watchfloor("compare", "--pairs", "pairs.csv")
    assert [row["match"] for row in scored(result.stdout)][1:] == ["false", "true"]
    assert "schemata that are not known, compared as Thing: 1 (first: 'Gremlin', row 1)" in result.stderr
    assert "row 2: too few columns: 2 of 3" in result.stderr


def test_what_is_not_compared_is_told(watchfloor: Watchfloor) -> None:
    assert "note: only the first 60 of 61 words" in watchfloor("compare", "Otto " * 61, "Otto").stderr
    Path("pairs.csv").write_text("schema,name1,name2\nPerson,!!,??\n", "utf-8")
    told = watchfloor("compare", "--pairs", "pairs.csv").stderr
    assert "names not compared in full: 2 (first: row 1: a name without letters or digits" in told
