"""What is worked out where a file is read is what would have been found here."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.flow.intake import reading
from casework.flow.intake.mapping import recognise
from casework.flow.intake.readers import Piece, Table
from casework.flow.intake.understanding import Understanding
from tests.factories.intake import account, order, shipment, write_csv

_ZONE = "Europe/Berlin"


def _read(path: Path) -> tuple[Table, list[Piece]]:
    """Return the first table of a file and its pieces, as they come from confinement."""
    tables = reading.read(path, path.name, "", {}, _ZONE)
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
    # When read in confinement, and understood with what came with it and without
    table, (piece,) = _read(path)
    understanding = Understanding(recognise(table.header, "t.csv"), _ZONE)
    with_it = understanding.of(piece)
    without = understanding.of(Piece(piece.numbers, piece.columns, piece.faults))
    # Then it did come with something, and both say the same
    assert "row_sha256" in piece.ready
    assert with_it.accepted.equals(without.accepted)
    assert with_it.rejected.equals(without.rejected)


def test_a_table_of_no_kind_is_read_all_the_same(tmp_path: Path) -> None:
    # Given a table that is none of ours; when read; then its cells are there, and nothing else
    path = write_csv(tmp_path / "t.csv", [{"colour": "red", "size": "7"}])
    _, (piece,) = _read(path)
    assert piece.columns["colour"].to_pylist() == ["red"]
    assert piece.ready == {}


def test_long_pieces_are_worked_out_in_parts_that_fit(tmp_path: Path) -> None:
    # Given a table longer than what is worked out at a time; when read
    path = write_csv(tmp_path / "o.csv", [order(n) for n in range(9_000)])
    _, pieces = _read(path)
    # Then every row has its part
    assert sum(len(piece.numbers) for piece in pieces) == 9_000
    for piece in pieces:
        assert {len(column) for column in piece.ready.values()} == {len(piece.numbers)}
