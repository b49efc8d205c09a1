"""A thousand rows of one mistake are one line, with the row where it is met first."""

from __future__ import annotations

from typing import Any

from casework import lake
from casework.flow.intake.rejections import MOST_REASONS, Rejections


def _rejected(*rows: tuple[int, str, str, str]) -> Any:
    import pyarrow as pa

    names = ("row_number", "column", "value", "reason")
    cells = [dict(zip(names, row, strict=True)) | {"written": "{}"} for row in rows]
    return pa.Table.from_pylist(cells, schema=lake.rejects_schema())


def test_one_mistake_is_one_line() -> None:
    # Given rows of two pieces that hold other values and the same mistake, and one that does not
    found = Rejections()
    found.add(
        _rejected((2, "amount", "1O", "'1O' is not an amount"), (4, "id", "", "id is missing"))
    )
    found.add(_rejected((9, "amount", "x", "'x' is not an amount")))
    # When told; then the mistake is counted once, with its first row and value
    assert found.reasons() == [
        {
            "column": "amount",
            "reason": "the value is not an amount",
            "rows": 2,
            "first_row": 2,
            "value": "1O",
        },
        {"column": "id", "reason": "id is missing", "rows": 1, "first_row": 4, "value": ""},
    ]


def test_further_faults_of_a_row_do_not_make_it_another_mistake() -> None:
    # Given two rows with the same first fault, one with a second; when told; then they are one
    found = Rejections()
    found.add(
        _rejected(
            (2, "amount", "x", "'x' is not an amount"),
            (3, "amount", "y", "'y' is not an amount; ordered_on: 'z' is not a date or time"),
        )
    )
    assert [one["rows"] for one in found.reasons()] == [2]


def test_only_the_most_frequent_are_told() -> None:
    # Given more mistakes than are shown; when told; then the most frequent come first
    found = Rejections()
    for number in range(30):
        found.add(_rejected(*((n, "c", "", f"mistake {number}") for n in range(number + 1))))
    told = found.reasons()
    assert len(told) == MOST_REASONS
    assert (told[0]["reason"], told[0]["rows"]) == ("mistake 29", 30)


def test_a_reason_names_their_column_too() -> None:
    # Given rows of a file that calls a waybill 运单号 and writes amounts as we do
    found = Rejections()
    found.add(
        _rejected(
            (2, "运单号", "", "waybill_no is missing, and it is what names the row"),
            (3, "运单号", "?", "'?' is no waybill_no, and it is what names the row"),
            (4, "amount", "waybill_no", "'waybill_no' is not an amount"),
        )
    )
    # When told; then ours stands beside theirs, and a sentence without it stays
    columns = {"waybill_no": "运单号", "amount": "amount"}
    assert [one["reason"] for one in found.reasons(columns)] == [
        "waybill_no (运单号) is missing, and it is what names the row",
        "the value is no waybill_no (运单号), and it is what names the row",
        "the value is not an amount",
    ]
