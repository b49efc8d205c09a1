"""Whoever reads the lake sees each row that counts, once, and notices what was altered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from casework import lake
from casework.errors import LakeFileAltered
from casework.vocabulary import DeliveryKind
from tests.lake.rows import KIND, file, written


def _payments(lake_dir: Path, *files: lake.LakeFile) -> list[tuple[object, ...]]:
    with lake.connect(lake_dir, files) as connection:
        return connection.execute(
            "SELECT payment_id, amount_value, batch_id, row_number FROM payments ORDER BY ALL"
        ).fetchall()


def test_without_files_every_view_is_there_and_empty(tmp_path: Path) -> None:
    # Given an empty lake; when it is opened
    with lake.connect(tmp_path, []) as connection:
        # Then each kind has a view with all its columns
        for kind in DeliveryKind:
            rows = connection.execute(f"SELECT * FROM {kind}").fetchall()
            named = connection.execute(f"DESCRIBE {kind}").fetchall()
            assert rows == []
            assert lake.row_count(connection, kind) == 0
            assert [(column[0], column[1]) for column in named] == [
                *lake.sql_columns(kind).items(),
                ("batch_id", "BIGINT"),
                ("delivery_order", "BIGINT"),
            ]


def test_of_two_batches_with_a_key_the_newer_counts(tmp_path: Path) -> None:
    # Given a payment delivered twice, corrected the second time
    first = file(written(tmp_path, ("P1", "10"), ("P2", "20"), source="a"), 1)
    second = file(written(tmp_path, ("P2", "25"), source="b"), 2)
    # When the lake is opened, in whatever order the files are named
    found = _payments(tmp_path, second, first)
    # Then
    assert found == [("P1", Decimal("10"), 1, 2), ("P2", Decimal("25"), 2, 2)]
    assert _payments(tmp_path, first) == [("P1", Decimal("10"), 1, 2), ("P2", Decimal("20"), 1, 3)]


def test_of_two_rows_in_a_batch_the_last_counts(tmp_path: Path) -> None:
    # Given a file that names a payment twice
    batch = written(tmp_path, ("P1", "10"), ("P1", "11"), ("P2", "20"))
    # When the lake is opened; then the last of them counts, and the other is counted as doubled
    assert _payments(tmp_path, file(batch)) == [
        ("P1", Decimal("11"), 1, 3),
        ("P2", Decimal("20"), 1, 4),
    ]
    assert lake.duplicate_keys(lake.workbench(tmp_path), tmp_path, batch.lake_file, KIND) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    # Given a registered file that is gone
    batch = file(written(tmp_path, ("P1", "10")))
    (tmp_path / batch.path).unlink()
    # When the lake is opened; then
    with pytest.raises(LakeFileAltered, match="missing"):
        lake.connect(tmp_path, [batch])


def test_a_folder_with_a_quotation_mark_is_only_a_folder(tmp_path: Path) -> None:
    # Given a home whose name could end a string in SQL
    home = tmp_path / "o'home"
    batch = file(written(home, ("P1", "10")))
    # When the lake is opened; then
    assert len(_payments(home, batch)) == 1


def test_check_notices_one_changed_byte(tmp_path: Path) -> None:
    # Given a file of the lake
    batch = file(written(tmp_path, ("P1", "10")))
    lake.check(tmp_path, batch)
    # When one byte is changed behind the lake's back
    place = tmp_path / batch.path
    place.chmod(0o600)
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)
    # Then
    with pytest.raises(LakeFileAltered, match="SHA-256"):
        lake.check(tmp_path, batch)


def test_a_row_is_found_by_its_number(tmp_path: Path) -> None:
    # Given a batch
    batch = file(written(tmp_path, ("P1", "10"), ("P2", "20.50")))
    # When its third row is asked for
    row = lake.row(tmp_path, batch, 3)
    # Then it is there as written, as understood, with what nobody knew and its hash
    assert row is not None
    assert row.written == {"payment_id": "P2", "amount": "20.50"}
    assert row.understood["amount"] == Decimal("20.50")
    assert row.understood["paid_on"] is None
    assert row.extra == {"desk": "3"}
    assert row.row_sha256 == lake.row_sha256(row.written, row.extra)
    assert lake.row(tmp_path, batch, 99) is None


def test_rows_are_found_by_their_numbers_at_once(tmp_path: Path) -> None:
    # Given a batch of two rows
    batch = file(written(tmp_path, ("P1", "10"), ("P2", "20.50")))

    # When both are asked for, and one it does not have; then it gives the two in its order
    found = lake.rows(tmp_path, batch, [3, 2, 99])
    assert [one.written["payment_id"] for one in found] == ["P1", "P2"]
    assert lake.rows(tmp_path, batch, []) == []


def test_a_row_altered_in_place_is_noticed(tmp_path: Path) -> None:
    # Given a batch in which somebody changed an amount and kept the rest
    batch = file(written(tmp_path, ("P1", "10")))
    table = pq.read_table(tmp_path / batch.path)
    at = table.schema.get_field_index("amount")
    table = table.set_column(at, table.schema.field(at), [["90"]])
    pq.write_table(table, tmp_path / "payments" / "other.parquet")
    # When the row is read; then its hash does not fit
    with pytest.raises(LakeFileAltered, match="row 2"):
        lake.row(tmp_path, replace(batch, path="payments/other.parquet"), 2)
