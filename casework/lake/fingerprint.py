"""The hash of a row: what ties a sentence in a pack to the row of the file that was delivered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from casework.canonical import canonical

if TYPE_CHECKING:
    import pyarrow as pa

_say = json.JSONEncoder(ensure_ascii=False).encode
_ESCAPED = r'["\\\x00-\x1f]'
_HEX = 64


def row_sha256(written: Mapping[str, str | None], extra: Mapping[str, str] | None = None) -> str:
    """Return the SHA-256 of a row as it was written.

    Taken over the canonical JSON `{"extra":{...},"written":{...}}` in UTF-8: cells that hold
    something, by casework's column names; unknown columns under `extra`; both always there.

    >>> row_sha256({"platform": "taobao", "phone": None})[:16]
    'd6656ba5c81e19d3'
    """
    cells = {column: cell for column, cell in written.items() if cell}
    whole = {"extra": dict(extra or {}), "written": cells}
    return hashlib.sha256(canonical(whole).encode()).hexdigest()


def fingerprints(
    written: Mapping[str, pa.StringArray], extra: Mapping[str, pa.StringArray], rows: int
) -> tuple[pa.StringArray, pa.StringArray]:
    """Return, for many rows at once, `row_sha256` and the JSON of their unknown columns.

    The same as `row_sha256` row by row. Cells that hold nothing are null or empty.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    known = _object(written)
    if not extra:
        return _hashed(_joined('{"extra":{},"written":', *known, "}", rows=rows)), pa.nulls(
            rows, pa.string()
        )
    more = said(extra, rows)
    whole = _joined('{"extra":', more, ',"written":', *known, "}", rows=rows)
    return _hashed(whole), pc.if_else(pc.equal(more, "{}"), None, more)


def said(columns: Mapping[str, pa.StringArray], rows: int) -> pa.StringArray:
    """Return each row as canonical JSON, an object of the cells that hold something."""
    return _joined(*_object(columns), rows=rows)


def _object(columns: Mapping[str, pa.StringArray]) -> list[pa.StringArray | str]:
    """Return what joined together is each row as an object: texts, or one text a row."""
    members = [(_say(name) + ':"', _within_quotes(columns[name])) for name in sorted(columns)]
    members = [(said_, cells) for said_, cells in members if cells.null_count < len(cells)]
    # Commas stand between a column that is in every row and the others: before what follows it,
    # behind what precedes it.
    always = next((at for at, (_, cells) in enumerate(members) if not cells.null_count), None)
    if always is None:
        return _without_a_column_in_every_row(members)
    parts: list[pa.StringArray | str] = ["{"]
    for at, (member, cells) in enumerate(members):
        before, behind = "," if at > always else "", "," if at < always else ""
        if cells.null_count:
            parts.append(_where_held(before + member, cells, '"' + behind))
        else:
            parts += [before + member, cells, '"']
    return [*parts, "}"]


def _without_a_column_in_every_row(
    members: Sequence[tuple[str, pa.StringArray]],
) -> list[pa.StringArray | str]:
    import pyarrow.compute as pc

    if not members:
        return ["{}"]
    parts = [_where_held("," + member, cells, '"') for member, cells in members]
    commas = _joined("{", *parts, "}", rows=len(parts[0]))
    return [pc.replace_substring(commas, "{,", "{", max_replacements=1)]


def _where_held(before: str, cells: pa.StringArray, behind: str) -> pa.StringArray:
    """Return the cells with what stands around each, null where there is none."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(before, cells, behind, "")


def _joined(*parts: pa.StringArray | str, rows: int) -> pa.StringArray:
    """Return the parts in one text for each row, nulls as nothing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    together: list[pa.StringArray | str] = []
    for part in parts:
        if isinstance(part, str) and together and isinstance(together[-1], str):
            together[-1] += part
        else:
            together.append(part)
    if len(together) == 1:
        (only,) = together
        return pa.array([only] * rows, pa.string()) if isinstance(only, str) else only
    # Not by skipping nulls: Arrow loses a row of which every part is null.
    empty = {"null_handling": "replace", "null_replacement": ""}
    return pc.binary_join_element_wise(*together, "", **empty)


def _within_quotes(cells: pa.StringArray) -> pa.StringArray:
    """Return the cells as they stand between the quotation marks of JSON, null for nothing."""
    import pyarrow.compute as pc

    holds = pc.greater(pc.binary_length(cells), 0)
    if not pc.all(holds).as_py():
        cells = pc.if_else(holds, cells, None)
    return _escaped(cells) if _may_need_escapes(cells) else cells


def _may_need_escapes(cells: pa.StringArray) -> bool:
    """Return whether a byte that JSON escapes is anywhere in the column: seldom so."""
    import numpy as np

    _, places, text = cells.buffers()
    if text is None or not len(cells):
        return False
    starts = np.frombuffer(places, np.int32)
    marks = np.frombuffer(text, np.uint8)[starts[cells.offset] : starts[cells.offset + len(cells)]]
    return bool(((marks < ord(" ")) | (marks == ord('"')) | (marks == ord("\\"))).any())


def _escaped(cells: pa.StringArray) -> pa.StringArray:
    """Return the cells with what JSON escapes escaped."""
    import pyarrow as pa
    import pyarrow.compute as pc

    odd = pc.fill_null(pc.match_substring_regex(cells, _ESCAPED), False)
    mended = [_say(cell)[1:-1] for cell in cells.filter(odd).to_pylist()]
    return pc.replace_with_mask(cells, odd, pa.array(mended, pa.string()))


def _hashed(texts: pa.StringArray) -> pa.StringArray:
    """Return the SHA-256 of each text, in hexadecimal."""
    import numpy as np
    import pyarrow as pa

    starts = np.frombuffer(texts.buffers()[1], np.int32, len(texts) + 1).tolist()
    content = memoryview(texts.buffers()[2] or b"")
    sha256 = hashlib.sha256
    digests = [sha256(content[start:end]).digest() for start, end in pairwise(starts)]
    places = np.arange(0, _HEX * (len(texts) + 1), _HEX, dtype=np.int32)
    letters = b"".join(digests).hex().encode()
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(places), pa.py_buffer(letters))
