"""Deliveries in every format, and files made of them that no sane system would send."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from casework.simulator import WorldPlan, simulate
from casework.vocabulary import COLUMNS, DeliveryKind

Rows = Sequence[Sequence[str]]
Change = Callable[[bytes, Random, Sequence[bytes]], bytes]

_ROWS = 12
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5hkscs", "latin-1")
_NASTY = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b'"', b"'", b"\\", b",", b";", b"\t", b"|",
    b"\r", b"\n", b"\r\n\r\n", b"{", b"}", b"[" * 400, b"]", b'"' * 3, b"=cmd|' /C calc'!A0",
    b"\x1a", b"NaN", b"1e999", b"-0", b"\xe2\x80\xae", b"\xed\xa0\x80", b"../../etc/passwd",
    b"9" * 60, b"&a;", b"<!ENTITY a 'b'>", b"PK\x03\x04", b"PAR1", b"%PDF-1.7", b"\x89PNG",
)  # fmt: skip


def delivered() -> list[bytes]:
    """Return whole files: each kind in each format, encoding and delimiter, a few rows each."""
    world = simulate(WorldPlan(seed=3, accounts=120, rings=1))
    files = []
    for kind in DeliveryKind:
        header = list(COLUMNS[kind])
        rows = [[str(cell) for cell in row[: len(header)]] for row in world.tables[kind][:_ROWS]]
        files += _texts(header, rows)
        files += [_json_lines(header, rows), _json(header, rows), _parquet(header, rows)]
        files.append(_workbook(header, rows))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files[::9]):
            archive.writestr(f"{number}.dat", file)
    return [*files, packed.getvalue()]


def mutated(files: Sequence[bytes], rng: Random) -> bytes:
    """Return one of the files, changed in one to six places."""
    file = rng.choice(files)
    for _ in range(rng.randint(1, 6)):
        file = rng.choice(_CHANGES)(file, rng, files)
    return file


def _texts(header: Sequence[str], rows: Rows) -> list[bytes]:
    files = []
    for encoding in _ENCODINGS:
        for delimiter in (",", ";", "\t"):
            out = io.StringIO(newline="")
            writer = csv.writer(out, delimiter=delimiter)
            writer.writerow(header)
            writer.writerows(rows)
            files.append(out.getvalue().encode(encoding, errors="replace"))
    return files


def _json_lines(header: Sequence[str], rows: Rows) -> bytes:
    lines = (json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) for row in rows)
    return "\n".join(lines).encode()


def _json(header: Sequence[str], rows: Rows) -> bytes:
    objects = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps({"data": objects}, ensure_ascii=False).encode()


def _parquet(header: Sequence[str], rows: Rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: [row[at] for row in rows] for at, name in enumerate(header)}
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _workbook(header: Sequence[str], rows: Rows) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("导出")
        for at, row in enumerate([header, *rows]):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def _flip(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    changed = bytearray(file)
    for _ in range(rng.randint(1, 8)):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    return file[: rng.randrange(len(file) + 1)]


def _drop(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    start, length = rng.randrange(len(file) + 1), rng.randint(1, 200)
    return file[:start] + file[start + length :]


def _repeat(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    start, length = rng.randrange(len(file) + 1), rng.randint(1, 400)
    return file[:start] + file[start : start + length] * rng.randint(2, 30) + file[start:]


def _insert(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(file) + 1)
    return file[:start] + rng.choice(_NASTY) * rng.choice((1, 1, 1, 2, 50)) + file[start:]


def _splice(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    other = rng.choice(files)
    return file[: rng.randrange(len(file) + 1)] + other[rng.randrange(len(other) + 1) :]


def _overwrite(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    start, noise = rng.randrange(len(file) + 1), rng.randbytes(rng.randint(1, 64))
    return file[:start] + noise + file[start + len(noise) :]


def _swap(file: bytes, rng: Random, files: Sequence[bytes]) -> bytes:
    first, second = rng.choice(_NASTY), rng.choice(_NASTY)
    return file.replace(first, second, rng.randint(1, 20))


_CHANGES: tuple[Change, ...] = (
    _flip, _flip, _cut, _drop, _repeat, _insert, _insert, _splice, _overwrite, _swap,
)  # fmt: skip
