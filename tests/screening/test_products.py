"""Products of few rows are those of many, by either way of summing them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from watchfloor.screening import products

Rows = list[list[int]]
tables = st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=5, max_size=5)


def matrix(rows: Rows) -> csr_array:
    return csr_array(np.array(rows, dtype=np.int64))


@pytest.mark.parametrize("few_meetings", [0.0, 1e9])
@given(tables, tables, tables)
def test_the_product_of_few_rows_is_the_product(
    few_meetings: float, one: Rows, two: Rows, three: Rows
) -> None:
    given = matrix(one), matrix(two), matrix(three)
    row, col, value = products.product(*given)
    wanted = {(r, c): v for r, c, v in zip(row.tolist(), col.tolist(), value.tolist(), strict=True) if v}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "FEW_MEETINGS", few_meetings)
        row, col, value = products.product_of_few(*given)
    assert {
        (r, c): v for r, c, v in zip(row.tolist(), col.tolist(), value.tolist(), strict=True) if v
    } == wanted


def test_each_unit_counts_once_for_each_name_and_how_often_it_stands_is_known() -> None:
    names = products.counted(np.array([3, 1, 3, 3, 0], dtype=np.int32), np.array([4, 0, 1]), 5)
    assert products.often(names).tolist() == [3.0, 1.0, 1.0]
    assert products.once(names).toarray().tolist() == [[0, 1, 0, 1, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_entries_are_left_out_row_by_row() -> None:
    found = products.kept(matrix([[1, 2, 0], [0, 3, 4]]), np.array([True, False, False, True]))
    assert found.toarray().tolist() == [[1, 0, 0], [0, 0, 4]]
    assert products.row_of(found).tolist() == [0, 1]
