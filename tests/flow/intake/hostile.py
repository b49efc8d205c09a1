"""Files made to do harm to whoever opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.factories.intake import write_xlsx

_LOL = b"".join(
    b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10 if n else b"lol") for n in range(12)
)
_ROW = "platform,order_id\ntaobao,1\n"


def _zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _book(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Return a workbook of two rows with its parts changed."""
    plain = write_xlsx(path.with_suffix(".plain"), {"A": [["platform", "b"], ["taobao", "1"]]})
    with zipfile.ZipFile(plain) as old:
        return _zipped(path, {name: change(name, old.read(name)) for name in old.namelist()})


def _in_sheet(path: Path, rows: bytes) -> Path:
    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        return (
            part[: part.index(b"<sheetData>")] + b"<sheetData>" + rows + b"</sheetData></worksheet>"
        )

    return _book(path, change)


def _doctype(declared: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        if not name.startswith(("xl/sharedStrings", "xl/worksheets/sheet")):
            return part
        start = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:start] + b"<!DOCTYPE x [" + declared + b"]>" + part[start:]

    return change


def billion_laughs(folder: Path) -> Path:
    return _book(folder / "f.xlsx", _doctype(_LOL))


def external_entity(folder: Path) -> Path:
    return _book(folder / "f.xlsx", _doctype(b'<!ENTITY x SYSTEM "file:///etc/passwd">'))


def far_too_many_columns(folder: Path) -> Path:
    return _in_sheet(folder / "f.xlsx", b'<row r="1">' + b"<c><v>1</v></c>" * 600_000 + b"</row>")


def a_million_named_columns(folder: Path) -> Path:
    cells = b"".join(b'<c r="%s1"><v>1</v></c>' % _letters(n) for n in range(1, 1_000_000, 9))
    return _in_sheet(folder / "f.xlsx", b'<row r="1">' + cells + b"</row>")


def a_far_cell(folder: Path) -> Path:
    stray = (
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    )
    return _in_sheet(folder / "f.xlsx", stray + b"</row>")


def a_wide_and_long_sheet(folder: Path) -> Path:
    wide = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
    return _in_sheet(folder / "f.xlsx", wide + b"<row><c><v>1</v></c></row>" * 250_000)


def a_long_shared_text(folder: Path) -> Path:
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 20_000)
    )
    plain = _in_sheet(folder / "inner.xlsx", cells)
    text = b"<si><t>" + bytes(range(65, 91)) * 40_000 + b"</t></si>"
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
    with zipfile.ZipFile(plain) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/sharedStrings.xml"] = shared % text
    return _zipped(folder / "f.xlsx", parts)


def _letters(number: int) -> bytes:
    name = b""
    while number:
        number, rest = divmod(number - 1, 26)
        name = bytes([65 + rest]) + name
    return name


def a_bomb(folder: Path) -> Path:
    return _zipped(folder / "f.zip", {"orders.csv": b"\x00" * (64 << 20)})


def a_bomb_in_a_workbook(folder: Path) -> Path:
    def change(name: str, part: bytes) -> bytes:
        return part + b" " * (32 << 20) if name.startswith("xl/worksheets/sheet") else part

    return _book(folder / "f.xlsx", change)


def a_zip_in_a_zip(folder: Path) -> Path:
    inner = _zipped(folder / "inner", {"orders.csv": _ROW.encode()})
    return _zipped(folder / "f.zip", {"inner.zip": inner.read_bytes()})


def a_directory_of_millions(folder: Path) -> Path:
    """A ZIP whose directory lists a million files that are not there."""
    one = _zipped(folder / "one", {"a": b""}).read_bytes()
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[at:end]
    entries, size = 65_535, len(entry) * 1_000_000
    tail = b"PK\x05\x06" + b"\x00" * 4 + entries.to_bytes(2, "little") * 2
    path = folder / "f.zip"
    path.write_bytes(
        one[:at]
        + entry * 1_000_000
        + tail
        + size.to_bytes(4, "little")
        + at.to_bytes(4, "little")
        + b"\x00\x00"
    )
    return path


def an_endless_line(folder: Path) -> Path:
    path = folder / "f.csv"
    path.write_bytes(b"platform,order_id\n" + b"x" * (40 << 20))
    return path


def an_endless_header(folder: Path) -> Path:
    path = folder / "f.csv"
    path.write_bytes(b"x," * (3 << 20))
    return path


def a_mark_never_closed(folder: Path) -> Path:
    path = folder / "f.csv"
    path.write_bytes(b'platform,order_id\n"' + b"taobao,1\n" * (4 << 20))
    return path


def a_file_of_zeros(folder: Path) -> Path:
    path = folder / "f.csv"
    path.write_bytes(b"platform,order_id\n" + b"\x00" * (40 << 20))
    return path


def brackets(folder: Path) -> Path:
    path = folder / "f.json"
    path.write_bytes(b"[" * 100_000)
    return path


def brackets_in_a_row(folder: Path) -> Path:
    path = folder / "f.json"
    path.write_bytes(b'[{"platform": ' + b'{"a":' * 100_000)
    return path


def a_long_json_text(folder: Path) -> Path:
    path = folder / "f.json"
    path.write_bytes(b'[{"platform": "' + b"x" * (40 << 20))
    return path


def many_json_columns(folder: Path) -> Path:
    path = folder / "f.json"
    path.write_bytes(b"{" + b",".join(b'"%d":1' % n for n in range(200_000)) + b"}")
    return path


def _parquet(path: Path, table: pa.Table, **options: object) -> Path:
    pq.write_table(table, path, **options)
    return path


def a_lying_footer(folder: Path) -> Path:
    """A Parquet file whose footer says it is as long as four gigabytes."""
    path = _parquet(folder / "f.parquet", pa.table({"platform": ["taobao"]}))
    content = bytearray(path.read_bytes())
    content[-8:-4] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def a_damaged_footer(folder: Path) -> Path:
    path = _parquet(folder / "f.parquet", pa.table({"platform": ["taobao"] * 999}))
    content = bytearray(path.read_bytes())
    content[-120:-60] = b"\xff" * 60
    path.write_bytes(content)
    return path


def a_huge_dictionary(folder: Path) -> Path:
    """A dictionary page of two texts that unpack to 400 megabytes."""
    table = pa.table({"platform": ["x" * (200 << 20), "y" * (200 << 20)]})
    options = {"compression": "zstd", "compression_level": 1, "write_statistics": False}
    return _parquet(folder / "f.parquet", table, **options)


def a_long_value_many_times(folder: Path) -> Path:
    """A text of a megabyte, named 60,000 times by its place in a dictionary."""
    texts = pa.DictionaryArray.from_arrays(
        pa.array([0] * 60_000, pa.int32()), pa.array(["x" * (1 << 20)])
    )
    return _parquet(folder / "f.parquet", pa.table({"platform": texts}), compression="zstd")


def _cut(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def a_cut_workbook(folder: Path) -> Path:
    return _cut(write_xlsx(folder / "f.xlsx", {"A": [["platform"], ["taobao"]]}))


def a_cut_parquet(folder: Path) -> Path:
    return _cut(_parquet(folder / "f.parquet", pa.table({"platform": ["taobao"] * 999})))


def a_cut_zip(folder: Path) -> Path:
    return _cut(_zipped(folder / "f.zip", {"orders.csv": _ROW.encode() * 99}))


def a_cut_json(folder: Path) -> Path:
    path = folder / "f.json"
    path.write_text('[{"platform": "taobao"}, {"platform"')
    return path


def a_cut_character(folder: Path) -> Path:
    path = folder / "f.csv"
    path.write_bytes("平台,订单号\n淘宝,1\n淘宝".encode()[:-1])
    return path


def nothing_but_a_zip_end(folder: Path) -> Path:
    path = folder / "f.zip"
    with zipfile.ZipFile(path, "w"):
        pass
    return path


def noise(folder: Path) -> Path:
    path = folder / "f.bin"
    path.write_bytes(io.BytesIO(bytes((n * 197 + n // 7) % 256 for n in range(1 << 16))).getvalue())
    return path


FILES: list[Callable[[Path], Path]] = [
    billion_laughs,
    external_entity,
    far_too_many_columns,
    a_million_named_columns,
    a_far_cell,
    a_wide_and_long_sheet,
    a_long_shared_text,
    a_bomb,
    a_bomb_in_a_workbook,
    a_zip_in_a_zip,
    a_directory_of_millions,
    an_endless_line,
    an_endless_header,
    a_mark_never_closed,
    a_file_of_zeros,
    brackets,
    brackets_in_a_row,
    a_long_json_text,
    many_json_columns,
    a_lying_footer,
    a_damaged_footer,
    a_huge_dictionary,
    a_long_value_many_times,
    a_cut_workbook,
    a_cut_parquet,
    a_cut_zip,
    a_cut_json,
    a_cut_character,
    nothing_but_a_zip_end,
    noise,
]
