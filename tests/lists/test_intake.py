"""The accounts of an import: every row in is kept, or rejected with a reason."""

import pytest

from watchfloor.lists.intake import REJECTIONS_KEPT, Intake, Rejection, RowCount
from watchfloor.model.errors import SourceError


def test_every_row_is_counted_by_kind_and_by_what_became_of_it() -> None:
    intake = Intake(source="xx_demo")
    intake.entity()
    intake.entity()
    intake.attached("aliases")
    intake.relation()
    intake.reject("aliases", file="alt.csv", record="7", reason="no such entity: 7")
    assert intake.rows == {
        "entries": RowCount(read=2, entities=2),
        "aliases": RowCount(read=2, attached=1, rejected=1),
        "relations": RowCount(read=1, relations=1),
    }
    assert intake.entities == 2
    assert intake.rejections == [Rejection(file="alt.csv", record="7", reason="no such entity: 7")]
    intake.close()


def test_an_empty_import_balances() -> None:
    Intake(source="xx_demo").close()


def test_rows_that_are_unaccounted_for_are_an_error_with_their_kinds() -> None:
    intake = Intake(source="xx_demo")
    intake.rows["entries"] = RowCount(read=3, entities=2)
    intake.rows["aliases"] = RowCount(read=1, attached=1)
    intake.rows["addresses"] = RowCount(read=1, attached=2)
    with pytest.raises(SourceError, match="xx_demo: rows unaccounted for among entries, addresses"):
        intake.close()


def test_only_the_first_thousand_rejections_are_kept_word_for_word_but_all_are_counted() -> None:
    intake = Intake(source="xx_demo")
    for number in range(REJECTIONS_KEPT + 5):
        intake.reject("entries", file="f.csv", record=str(number), reason="no name")
    assert len(intake.rejections) == REJECTIONS_KEPT
    assert intake.rejections[-1].record == str(REJECTIONS_KEPT - 1)
    assert intake.rows["entries"].rejected == REJECTIONS_KEPT + 5


def test_repairs_and_unread_fields_are_counted() -> None:
    intake = Intake(source="xx_demo")
    intake.repaired("bytes outside the declared encoding")
    intake.repaired("bytes outside the declared encoding", 4)
    intake.left_unread("ENTRY/NEW")
    assert intake.repairs == {"bytes outside the declared encoding": 5}
    assert intake.unread == {"ENTRY/NEW": 1}
