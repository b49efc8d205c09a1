"""Rows that name the same thing twice: within one file, and in what was delivered before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casework import lake
from casework.vocabulary import KEYS, DeliveryKind

MOST_SHOWN = 20
_NEW = 0
"""Stands for the batch that has no number yet."""


def duplicates(lake_dir: Path, written: lake.Written, kind: DeliveryKind) -> list[dict[str, Any]]:
    """Return the first keys that come more than once: {"key": {column: value}, "rows": [numbers]}.

    `written` lies in `lake_dir`; at most 20 keys with 20 row numbers each, as the file has them.
    """
    new = lake.LakeFile(written.lake_file, kind, _NEW, written.lake_sha256, _NEW)
    values = _values(kind)
    with lake.connect(lake_dir, [new]) as connection:
        found = connection.execute(
            f"SELECT {values}, list(row_number ORDER BY row_number)[:{MOST_SHOWN}] "
            f"FROM {kind}_delivered GROUP BY {values} HAVING count(*) > 1 "
            f"ORDER BY min(row_number) LIMIT {MOST_SHOWN}"
        ).fetchall()
    return [
        {"key": dict(zip(KEYS[kind], map(str, key), strict=True)), "rows": rows}
        for *key, rows in found
    ]


def superseded(
    lake_dir: Path, before: Sequence[lake.LakeFile], place: Path, kind: DeliveryKind
) -> int:
    """Return how many rows that count now the rows in `place` would supersede."""
    mine = [file for file in before if file.kind == kind]
    if not mine:
        return 0
    with lake.connect(lake_dir, mine) as connection:
        found = connection.execute(
            f"SELECT count(*) FROM {kind} SEMI JOIN read_parquet(?) USING ({_values(kind)})",
            [str(place)],
        ).fetchall()
    return int(found[0][0])


def _values(kind: DeliveryKind) -> str:
    return ", ".join(lake.value(key) for key in KEYS[kind])
