"""Rows become columns, and what does not fit becomes a fault: no row is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.flow.intake.readers import table
from casework.flow.intake.readers.table import Rows, labels

_CELLS = st.lists(st.sampled_from(["", "a", "b", " "]), max_size=5)


def test_header_cells_get_one_name_each() -> None:
    # Given a header with an empty and a repeated cell; when named; then no two names are the same
    assert labels(["\ufeffphone ", "", "phone", "phone"]) == [
        "phone",
        "column 2",
        "phone (2)",
        "phone (3)",
    ]


@given(st.lists(st.sampled_from(["a", "a (2)", "", "column 1", "column 2"]), max_size=8))
def test_no_two_columns_share_a_name(cells: list[str]) -> None:
    # Given any header; when named; then each cell has a name of its own
    assert len(set(labels(cells))) == len(cells)


@settings(deadline=None)  # the first example imports pyarrow
@given(st.lists(_CELLS))
def test_every_row_is_read_refused_or_blank(rows: list[list[str]]) -> None:
    # Given rows of any width under a header of three
    gathered = Rows(["x", "y", "z"])
    # When they are gathered
    for number, row in enumerate(rows, start=2):
        gathered.add(number, row)
    piece = gathered.piece()
    # Then each is in exactly one place
    faults = [fault.row_number for fault in piece.faults]
    blank = [number for number, row in enumerate(rows, start=2) if not any(row)]
    assert sorted([*piece.numbers.to_pylist(), *faults, *blank]) == [
        n + 2 for n in range(len(rows))
    ]
    assert gathered.blank == len(blank)


def test_a_row_of_another_width_keeps_all_its_cells() -> None:
    # Given a row with a cell too many
    gathered = Rows(["x", "y"])
    gathered.add(7, ["1", "2", "3"])
    # When the piece is taken
    (fault,) = gathered.piece().faults
    # Then the row is refused with the reason and nothing of it is gone
    assert fault.row_number == 7
    assert fault.reason == "the row has 3 cells, the header has 2"
    assert fault.written == {"x": "1", "y": "2", "column 3": "3"}


def test_empty_cells_past_the_header_are_no_cells() -> None:
    # Given a row that a spreadsheet padded; when gathered; then it is read
    gathered = Rows(["x"])
    gathered.add(2, ["1", "", ""])
    assert gathered.piece().columns["x"].to_pylist() == ["1"]


def test_long_rows_are_passed_on_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given rows of which few fill what is held at a time
    monkeypatch.setattr(table, "TEXT_AT_ONCE", 50)
    rows = Rows(["a"])
    rows.add(2, ["12345"])
    assert not rows.full
    # When one more comes; then it is time, and after that it is not
    rows.refuse(3, ["12345", "x"], "too wide")
    assert rows.full
    rows.piece()
    assert not rows.full


def test_a_row_of_sums_is_none_of_the_table() -> None:
    # Given rows that say a sum in their first cell, one of them full like any other
    gathered = Rows(["x", "y", "z", "n"])
    gathered.add(2, ["小计", "", "", "3"])
    gathered.add(3, ["", "Total:", "", "3"])
    gathered.add(4, ["total", "a", "b", "3"])
    # When the piece is taken; then the sums are faults with their reason, and the row is a row
    piece = gathered.piece()
    assert [fault.row_number for fault in piece.faults] == [2, 3]
    assert piece.numbers.to_pylist() == [4]


def test_the_header_again_is_none_of_the_table() -> None:
    # Given pages put together, each with its header, in which a name stands twice; and a row that
    # begins like it
    gathered = Rows(["phone", "phone (2)"])
    for number, row in enumerate((["1", "2"], ["phone", "phone"], ["phone", "3"]), start=2):
        gathered.add(number, row)
    # When the piece is taken; then the header is a fault with its reason, and the rows are rows
    piece = gathered.piece()
    assert piece.numbers.to_pylist() == [2, 4]
    assert [(fault.row_number, fault.reason) for fault in piece.faults] == [
        (3, "the row repeats the header, and is not a row of the table")
    ]


def test_rows_of_many_columns_are_passed_on_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given rows of many short cells, each of which costs more than its characters
    monkeypatch.setattr(table, "TEXT_AT_ONCE", 10_000)
    rows = Rows([f"c{number}" for number in range(300)])
    # When one is taken; then it is enough
    rows.add(2, ["x"] * 300)
    assert rows.full
