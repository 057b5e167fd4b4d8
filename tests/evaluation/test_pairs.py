from pathlib import Path

import pytest

from watchfloor.evaluation.pairs import judge_pairs, pair_result, read_pairs
from watchfloor.model.errors import InputError
from watchfloor.model.policy import default_policy

TEXT = """\
schema,name1,name2,is_match,quality
Person,Vadim Demonov,Wadim Demonow,true,STRONG
Person,Vadim Demonov,Otto Berg,FALSE,
Nonsense,"Quill, Ltd",Quill Limited,1,
Person,Ann Lee,Zzz Qqq,yes,WEAK
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "pairs.csv"
    path.write_text(text, "utf-8")
    return path


def test_pairs_are_read_with_their_labels(tmp_path: Path) -> None:
    found = read_pairs(write(tmp_path, TEXT))
    assert [(p.schema, p.match, p.quality, p.row) for p in found] == [
        ("Person", True, "STRONG", 1),
        ("Person", False, "", 2),
        ("Thing", True, "", 3),
        ("Person", True, "WEAK", 4),
    ]


def test_pairs_are_judged_at_a_threshold_and_wrong_verdicts_are_listed(tmp_path: Path) -> None:
    judged = judge_pairs(read_pairs(write(tmp_path, TEXT)), default_policy())
    found = pair_result("pairs.csv", judged, 0.7)
    assert (found.pairs, found.verdicts.found, found.verdicts.missed, found.verdicts.quiet) == (4, 2, 1, 1)
    assert found.auc == pytest.approx(
        5 / 6, abs=1e-4
    )  # of the three matches one scores no higher than the non-match
    assert [w.pair.left for w in found.wrong] == ["Ann Lee"]
    assert any("~" in reason for reason in judged[0].reasons)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column is_match"):
        read_pairs(write(tmp_path, "name1,name2\na,b\n"))


def test_a_label_that_says_neither_is_told_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is_match is 'perhaps' \(at .*row 1\)"):
        read_pairs(write(tmp_path, "name1,name2,is_match\na,b,perhaps\n"))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(tmp_path / "none.csv")
