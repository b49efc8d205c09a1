"""Tables read elsewhere are the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pytest

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake import readers
from casework.flow.intake.confined import Limits
from casework.flow.intake.readers.handing import received
from tests.factories.intake import write_csv, write_json_lines, write_xlsx
from tests.flow.intake.readers.reading import read_all

_TWO = pa.array([2], pa.int64())


def test_tables_are_the_same_as_read_here(tmp_path: Path) -> None:
    # Given files of several formats, with faults and several sheets
    rows = [{"a": str(n), "b": "省"} for n in range(9)]
    ragged = tmp_path / "r.csv"
    ragged.write_text("导出\na,b\n1\n\n1,2\n", encoding="utf-8")
    paths = [
        write_csv(tmp_path / "t.csv", rows, encoding="gb18030"),
        write_json_lines(tmp_path / "t.jsonl", rows),
        write_xlsx(tmp_path / "t.xlsx", {"A": [["a"], ["1"]], "B": [["b"], ["2"]]}),
        ragged,
    ]
    # When read in confinement; then nothing is different
    for path in paths:
        assert read_all(path, confined=True) == read_all(path)


def test_a_table_nobody_wants_is_passed_over(tmp_path: Path) -> None:
    # Given a workbook of two sheets; when the rows of the first are not asked for; then the second
    # comes all the same
    path = write_xlsx(tmp_path / "t.xlsx", {"A": [["a"], ["1"]], "B": [["b"], ["2"]]})
    first, second = readers.read(path, "t.xlsx")
    assert (first.member, second.member) == ("A", "B")


def test_an_officer_may_say_the_encoding(tmp_path: Path) -> None:
    # Given a few characters, of which nobody can tell the encoding
    path = tmp_path / "t.csv"
    path.write_bytes("店铺,电话\n".encode("gb18030"))
    # When it is said; then it counts, and who said it is kept
    (table,) = readers.read(path, "t.csv", readers.Said("cp950"))
    assert (table.reading["encoding"], table.reading["encoding_by"]) == ("cp950", "officer")
    assert table.header[0] != "店铺"


def test_refusals_and_limits_come_through(tmp_path: Path) -> None:
    # Given a file with nothing in it, and one for which nothing is allowed
    empty, long = tmp_path / "e.csv", tmp_path / "t.csv"
    empty.write_bytes(b"")
    long.write_text("a,b\n" + "1,2\n" * 500_000)
    # When read; then
    with pytest.raises(DeliveryEmpty):
        list(readers.read(empty, "e.csv"))
    with pytest.raises(FileUnreadable, match=r"t\.csv: reading it takes more memory"):
        for table in readers.read(long, "t.csv", limits=Limits(memory=1 << 19)):
            list(table.pieces)


def test_a_column_may_be_called_as_the_numbers_are_on_their_way(tmp_path: Path) -> None:
    # Given a file with a column of that name; when read in confinement; then nothing is different
    path = tmp_path / "t.csv"
    path.write_text("row number,b\n77,1\n78,2\n")
    assert read_all(path, confined=True) == read_all(path)


def _told(**changed: Any) -> Iterator[dict[str, Any]]:
    """A table of one column and one row as it is told, or with something of it changed."""
    rows = pa.record_batch({"row number": _TWO, "a": ["1"]})
    facts = {"label": "t.csv", "member": "", "header": ["a"], "reading": {}, "expected": 1}
    yield {"table": facts}
    yield {"piece": rows, "faults": []} | changed
    yield {"end": {}}


class _Told(list[dict[str, Any]]):
    """What a process told, all at once."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        while self:
            yield self.pop(0)

    def close(self) -> None:
        self.clear()


@pytest.mark.parametrize(
    "changed",
    [
        {"piece": pa.record_batch({"row number": ["2"], "a": ["1"]})},
        {"piece": pa.record_batch({"row number": _TWO, "a": [1]})},
        {"piece": pa.record_batch({"row number": _TWO, "a": pa.array([None], pa.string())})},
        {"piece": pa.record_batch({"row number": _TWO, "b": ["1"]})},
        {"piece": "rows"},
        {"faults": None},
        {"ready": pa.record_batch({"order_id_value": ["1", "2"]})},
    ],
)
def test_what_no_reader_tells_is_not_believed(changed: dict[str, Any]) -> None:
    # Given what a process tells that was taken over; when received; then the file is refused
    with pytest.raises(FileUnreadable, match="what nobody can read"):
        for one in received(cast(Any, _Told(_told(**changed)))):
            list(one.pieces)
