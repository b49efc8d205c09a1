"""What is worked out where a file is read is what would have been found here."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from casework.flow.intake import readers, reading
from casework.flow.intake.mapping import recognise
from casework.flow.intake.readers import Piece, Table
from casework.flow.intake.understanding import Understanding
from tests.factories.intake import account, order, shipment, write_csv

_ZONE = "Europe/Berlin"


def _read(path: Path) -> tuple[Table, list[Piece]]:
    """Return the first table of a file and its pieces, as they come from confinement."""
    tables = reading.read(path, path.name, readers.Said(), {}, _ZONE)
    table = next(tables)
    return table, list(table.pieces)


@pytest.mark.parametrize(
    "rows",
    [
        [account(n, note="x" if n % 2 else "", phone="N/A") for n in range(20)],
        [order(n, amount="x" if n == 7 else "￥5", status="已完成") for n in range(20)],
        [shipment(n, container_no="CSQU3054383", pickup_lat="23.1") for n in range(20)],
        [{"rejected row": "7", **order(1, buyer_ref="'=1+1", amount="5")}],
    ],
    ids=["accounts", "orders", "shipments", "mended"],
)
def test_it_is_what_understanding_finds(rows: list[dict[str, str]], tmp_path: Path) -> None:
    # Given a table of ours, cells plain and not, some rows bad
    path = write_csv(tmp_path / "t.csv", rows)
    # When read in confinement, and understood with what is worked out there and without
    table, (piece,) = _read(path)
    understanding = Understanding(recognise(table.header, "t.csv"), _ZONE)
    ready = reading.worked_out(understanding, piece)
    with_it = understanding.of(replace(piece, ready=ready))
    without = understanding.of(piece)
    # Then something is, and both say the same
    assert "row_sha256" in ready
    assert with_it.accepted.equals(without.accepted)
    assert with_it.rejected.equals(without.rejected)


def test_a_table_of_no_kind_is_read_all_the_same(tmp_path: Path) -> None:
    # Given a table that is none of ours; when read; then its cells are there, and nothing else
    path = write_csv(tmp_path / "t.csv", [{"colour": "red", "size": "7"}])
    _, (piece,) = _read(path)
    assert piece.columns["colour"].to_pylist() == ["red"]
    assert piece.ready == {}


def test_long_pieces_are_worked_out_in_parts_that_mean_the_same() -> None:
    # Given a piece of more rows than are worked out at a time, written otherwise in the second part
    first = {"phone": "+86 138 1234 5670", "email": "a.b@qq.com"}
    second = {"phone": "13888888888", "email": "", "payment_account": "bank:6222021234567890128"}
    half = reading.ROWS_AT_ONCE
    rows = [account(n, **(first if n < half else second)) for n in range(half + 500)]
    names = [*account(1), "payment_account"]
    columns = {name: pa.array([row.get(name, "") for row in rows]) for name in names}
    piece = Piece(pa.array(range(len(rows)), pa.int64()), columns)
    understanding = Understanding(recognise(names, "t.csv"), _ZONE)
    # When worked out in parts and understood at once; then nothing is different
    ready = reading.worked_out(understanding, piece)
    assert {len(column) for column in ready.values()} == {len(rows)}
    with_it = understanding.of(replace(piece, ready=ready))
    assert with_it.accepted.equals(understanding.of(piece).accepted)
    # And a number typed for want of one is nobody's, wherever it stands
    assert with_it.accepted["phone_value"].slice(half).null_count == 500


def test_what_is_not_taken_at_once_is_worked_out_meanwhile(tmp_path: Path) -> None:
    # Given a file of several pieces, and somebody who takes the first of them late
    path = write_csv(tmp_path / "o.csv", [order(n) for n in range(40_000)])
    told = reading.tell(path, "o.csv", readers.Said(), {}, _ZONE)
    _, first = next(told), next(told)
    time.sleep(0.1)
    # When the next is asked for; then it comes worked out, the first did not
    second = next(told)
    assert "ready" not in first
    assert "row_sha256" in second["ready"].schema.names


def test_whoever_waits_to_read_has_one_thread(tmp_path: Path) -> None:
    # Given a file that was read; when the threads of whoever waits for the next are counted
    _read(write_csv(tmp_path / "t.csv", [order(1)]))
    room = next(
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
        if reading.__name__ in Path(f"/proc/{child}/cmdline").read_text()
    )
    # Then it is safe to fork
    assert len(list(Path(f"/proc/{room}/task").iterdir())) == 1


def test_wide_tables_are_read_within_the_limits_while_they_are_worked_out(tmp_path: Path) -> None:
    # Given a table of 300 columns, and somebody who takes its pieces late
    notes = {f"note {n}": f"v{n}" for n in range(290)}
    path = write_csv(tmp_path / "wide.csv", [account(n, **notes) for n in range(3_000)])
    # When read in confinement
    rows = 0
    for table in reading.read(path, "wide.csv", readers.Said(), {}, _ZONE):
        for piece in table.pieces:
            time.sleep(0.02)
            rows += len(piece.numbers)
    # Then every row comes
    assert rows == 3_000
