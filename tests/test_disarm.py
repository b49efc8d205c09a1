"""Disarming makes formulas harmless and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.disarm import armed, disarmed


@given(st.text(st.sampled_from("'=+-@\t\r＝a1"), max_size=6))
def test_disarming_can_be_undone(cell: str) -> None:
    # Given any cell; when disarmed and armed again; then it is what it was
    assert armed(disarmed(cell)) == cell


@given(st.text(max_size=20))
def test_no_disarmed_cell_begins_a_formula(cell: str) -> None:
    # Given any cell; when disarmed; then no spreadsheet runs it
    assert not disarmed(cell).startswith(tuple("=+-@\t\r＝＋－＠"))


@given(st.text(), st.text())
def test_two_texts_never_become_one_cell(one: str, other: str) -> None:
    # Given two texts; when disarmed; then they are told apart as before
    assert (disarmed(one) == disarmed(other)) == (one == other)


@pytest.mark.parametrize("cell", ["taobao", "张伟", "13812345678", "", "'quoted"])
def test_harmless_cells_stay(cell: str) -> None:
    # Given; when; then
    assert disarmed(cell) == cell
