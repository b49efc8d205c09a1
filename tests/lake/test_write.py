"""A file of the lake is there whole or not at all, under a name nothing else can take."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from casework import lake
from tests.lake.rows import KIND, table, written

_SOURCE = hashlib.sha256(b"delivered").hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_finished_batch_lies_under_both_hashes(tmp_path: Path) -> None:
    # Given rows; when they are written and finished
    with lake.Writing(tmp_path, KIND, _SOURCE) as writing:
        writing.accept(table(("P1", "10")))
        writing.accept(table(("P2", "20"), start=3))
        batch = writing.finish()
    # Then one file holds them, named by what was delivered and by what it holds itself
    assert _files(tmp_path) == [tmp_path / batch.lake_file]
    content = (tmp_path / batch.lake_file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == batch.lake_sha256
    assert batch.lake_file == f"payments/{_SOURCE}-{batch.lake_sha256[:16]}.parquet"
    assert (batch.accepted, batch.rejected, batch.rejects_file) == (2, 0, None)
    assert pq.read_table(tmp_path / batch.lake_file).column("payment_id").to_pylist() == [
        "P1",
        "P2",
    ]


def test_rejected_rows_lie_beside(tmp_path: Path) -> None:
    # Given a row that cannot be taken
    fault = {"row_number": 2, "column": "amount", "value": "x", "reason": "no", "written": "{}"}
    # When it is rejected
    with lake.Writing(tmp_path, KIND, _SOURCE) as writing:
        writing.reject(pa.Table.from_pylist([fault], schema=lake.rejects_schema()))
        batch = writing.finish()
    # Then it is kept in a file of its own
    assert batch.rejects_file is not None
    assert pq.read_table(tmp_path / batch.rejects_file).to_pylist() == [fault]
    assert (batch.accepted, batch.rejected) == (0, 1)


def test_an_interrupted_batch_leaves_nothing(tmp_path: Path) -> None:
    # Given a batch being written; when something goes wrong before it is finished
    with pytest.raises(KeyboardInterrupt), lake.Writing(tmp_path, KIND, _SOURCE) as writing:
        writing.accept(table(("P1", "10")))
        raise KeyboardInterrupt
    # Then
    assert _files(tmp_path) == []


def test_the_same_batch_again_is_the_same_file(tmp_path: Path) -> None:
    # Given a batch whose registration was lost; when it is written again; then it meets itself
    assert written(tmp_path, ("P1", "10")) == written(tmp_path, ("P1", "10"))
    assert len(_files(tmp_path)) == 1


def test_the_same_source_read_differently_takes_no_others_place(tmp_path: Path) -> None:
    # Given one delivered file read in two ways; when both are written; then both are there
    first, second = written(tmp_path, ("P1", "10")), written(tmp_path, ("P1", "11"))
    assert first.lake_file != second.lake_file
    assert len(_files(tmp_path)) == 2


def test_what_killed_imports_left_is_swept_after_a_day(tmp_path: Path) -> None:
    # Given two partial files, one of today, one of the day before yesterday
    folder = tmp_path / KIND
    folder.mkdir()
    fresh, stale = folder / "a.partial", folder / "b.partial"
    for partial in (fresh, stale):
        partial.touch()
    os.utime(stale, (time.time() - 2 * 86_400,) * 2)
    # When a batch is written
    written(tmp_path, ("P1", "10"))
    # Then only the one that nobody can still be writing is gone
    assert fresh.exists()
    assert not stale.exists()
