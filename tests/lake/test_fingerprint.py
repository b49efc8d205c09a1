"""A row's hash depends on everything that was written in it, and on nothing else."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import lake

_NAMES = ["platform", "phone", 'ti"tle']
_CELLS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_ROWS = st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=12)


def _columns(rows: list[list[str | None]]) -> dict[str, Any]:
    cells = [[row[position] for row in rows] for position in range(len(_NAMES))]
    return {name: pa.array(c, pa.string()) for name, c in zip(_NAMES, cells, strict=True)}


@settings(deadline=None)
@given(_ROWS, _ROWS)
def test_many_rows_at_once_hash_as_each_alone(
    written: list[list[str | None]], extra: list[list[str | None]]
) -> None:
    # Given rows with known and unknown columns
    rows = min(len(written), len(extra))
    written, extra = written[:rows], extra[:rows]
    # When they are hashed in columns
    hashes, more = lake.fingerprints(_columns(written), _columns(extra), rows)
    # Then each hash is that of its row alone, and the unknown columns can be read back
    assert len(hashes) == len(more) == rows
    for known, unknown, sha256, kept in zip(
        written, extra, hashes.to_pylist(), more.to_pylist(), strict=True
    ):
        filled = {name: cell for name, cell in zip(_NAMES, unknown, strict=True) if cell}
        assert sha256 == lake.row_sha256(dict(zip(_NAMES, known, strict=True)), filled)
        assert json.loads(kept or "{}") == filled


def test_rows_without_unknown_columns_hash_alike() -> None:
    # Given two rows of one column, cut out of a longer one; when hashed; then as each alone
    cells = pa.array(["a", 'b"', "c\x1f"]).slice(1)
    hashes, more = lake.fingerprints({"title": cells}, {}, 2)
    assert hashes.to_pylist() == [lake.row_sha256({"title": t}) for t in ('b"', "c\x1f")]
    assert more.to_pylist() == [None, None]


def test_the_recipe_is_the_documented_one() -> None:
    # Given a row; when it is hashed; then anyone can do the same with a JSON and a SHA-256 tool
    text = '{"extra":{"note":"急"},"written":{"phone":"138","platform":"taobao"}}'
    found = lake.row_sha256({"platform": "taobao", "phone": "138", "email": None}, {"note": "急"})
    assert found == hashlib.sha256(text.encode()).hexdigest()


def test_a_cell_does_not_wander_between_columns_unnoticed() -> None:
    # Given two rows that differ only in where a cell stands; when hashed; then they differ
    known = lake.row_sha256({"note": "x"})
    assert known != lake.row_sha256({}, {"note": "x"})
    assert known != lake.row_sha256({"title": "x"})
