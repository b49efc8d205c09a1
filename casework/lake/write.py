"""Rows onto disk: temporary name, sync, rename. A crash leaves nothing or the whole file."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from casework.lake.columns import ordered, recurring, rejects_schema, schema
from casework.vocabulary import DeliveryKind

_PARTIAL = ".partial"
_DAY = 86_400.0
_ROWS_IN_A_GROUP = 1 << 16


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one batch, safe on disk; paths are within the lake."""

    lake_file: str
    lake_sha256: str
    accepted: int
    rejects_file: str | None
    rejected: int


class Writing:
    """One batch on its way to disk: `accept` and `reject` rows, then `finish`.

    Used with `with`: whatever ends it before `finish`, nothing stays behind. A file is named by
    the SHA-256 of the delivered file and of its own content, so that nothing is ever written over
    with something else: what an interrupted import left is met again under the same name.
    """

    def __init__(self, lake_dir: Path, kind: DeliveryKind, source_sha256: str) -> None:
        self._lake_dir = lake_dir
        rejects = lake_dir / "rejects" / kind
        self._accepted = _Sheet(lake_dir / kind, source_sha256, schema(kind))
        self._rejected = _Sheet(rejects, source_sha256, rejects_schema())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._accepted.drop()
        self._rejected.drop()

    def accept(self, table: Any) -> None:
        """Add rows: an Arrow table of the kind's `schema`."""
        self._accepted.add(table)

    def reject(self, table: Any) -> None:
        """Add rejected rows: an Arrow table of `rejects_schema`."""
        if table.num_rows:
            self._rejected.add(table)

    def finish(self) -> Written:
        """Return where the rows lie, once they are safe."""
        lake_file, lake_sha256 = self._accepted.keep()
        rejects_file = None
        if self._rejected.rows:
            rejects_file = self._within(self._rejected.keep()[0])
        return Written(
            lake_file=self._within(lake_file),
            lake_sha256=lake_sha256,
            accepted=self._accepted.rows,
            rejects_file=rejects_file,
            rejected=self._rejected.rows,
        )

    def _within(self, place: Path) -> str:
        return place.relative_to(self._lake_dir).as_posix()


class _Sheet:
    """One Parquet file being written, in groups of rows: readers take in whole groups."""

    def __init__(self, folder: Path, stem: str, schema_: Any) -> None:
        self.rows = 0
        self._folder, self._stem, self._schema = folder, stem, schema_
        self._partial = folder / f"{stem}-{secrets.token_hex(8)}{_PARTIAL}"
        self._held: list[Any] = []
        self._writer: Any = None
        # One group is written while the next is made: Arrow needs no Python for it.
        self._thread = ThreadPoolExecutor(1)
        self._group: Future[None] | None = None

    def add(self, table: Any) -> None:
        self._held.append(table)
        self.rows += table.num_rows
        if sum(one.num_rows for one in self._held) >= _ROWS_IN_A_GROUP:
            self._put()

    def keep(self) -> tuple[Path, str]:
        self._put()
        self._wait()
        self._writer.close()
        with self._partial.open("rb+") as file:
            os.fsync(file.fileno())
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        place = self._folder / f"{self._stem}-{sha256[:16]}.parquet"
        self._partial.chmod(0o440)
        self._partial.rename(place)
        for folder in (self._folder, *self._folder.parents[:2]):
            _sync(folder)
        return place, sha256

    def drop(self) -> None:
        self._thread.shutdown()
        if self._writer is not None:
            self._writer.close()
        self._partial.unlink(missing_ok=True)

    def _put(self) -> None:
        import pyarrow as pa

        self._wait()
        group = pa.concat_tables(self._held or [self._schema.empty_table()])
        self._held = []
        if self._writer is None:
            self._open(group)
        if group.num_rows:
            self._group = self._thread.submit(self._writer.write_table, group)

    def _wait(self) -> None:
        """Wait for the group before; raises what its writing raised."""
        if self._group is not None:
            self._group.result()
            self._group = None

    def _open(self, first: Any) -> None:
        """Begin the file, in the way that suits its first rows."""
        import pyarrow.parquet as pq

        self._folder.mkdir(parents=True, exist_ok=True)
        _sweep(self._folder)
        self._writer = pq.ParquetWriter(
            self._partial,
            self._schema,
            compression="zstd",
            use_dictionary=recurring(first),
            write_statistics=ordered(self._schema),
        )


def _sweep(folder: Path) -> None:
    """Clear away what killed imports left; a day is longer than any import that still runs."""
    for partial in folder.glob(f"*{_PARTIAL}"):
        try:
            if time.time() - partial.stat().st_mtime > _DAY:
                partial.unlink()
        except FileNotFoundError:
            continue  # another import swept it


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
