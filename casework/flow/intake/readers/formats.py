"""Which reader reads a file: its bytes tell, not its name."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Iterator
from pathlib import Path

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.archives import is_archive
from casework.flow.intake.readers import columnar, delimited, json_lines, workbook
from casework.flow.intake.readers.headerless import Said
from casework.flow.intake.readers.table import Table

_ZIP = b"PK\x03\x04"
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "it is an old or password-locked Office file; save it as XLSX "
    "without a password.",
    b"%PDF": "it is a PDF; deliver the table it was made from.",
    b"\xff\xd8\xff": "it is a picture; deliver a table.",
    b"\x89PNG": "it is a picture; deliver a table.",
    b"\x1f\x8b": "it is a GZIP file; deliver it unpacked or as a ZIP.",
    b"7z\xbc\xaf": "it is a 7-Zip archive; deliver it as a ZIP.",
    b"Rar!": "it is a RAR archive; deliver it as a ZIP.",
    b"SQLite format 3": "it is a database; deliver its tables as CSV.",
    b"PK\x05\x06": "it is a ZIP with nothing in it.",
}


def tables(path: Path, label: str, said: Said | None = None) -> Iterator[Table]:
    """Return the tables of a file, each to be read before the next is asked for.

    `said` is what an officer said of it. Raises FileUnreadable, whose sentence names the file and,
    where it can, the row.
    """
    said = said or Said()
    with path.open("rb") as file:
        head = file.read(1 << 12)
    for magic, why in _REFUSED.items():
        if head.startswith(magic):
            raise FileUnreadable(label, why)
    if head.startswith(_ZIP):
        if is_archive(path):
            raise FileUnreadable(label, "it is a ZIP within a ZIP; deliver it by itself.")
        if not zipfile.is_zipfile(path):
            raise FileUnreadable(label, "it is a damaged ZIP or workbook.")
        return workbook.tables(path, label, said.first_line)
    if head.startswith(b"PAR1"):
        return columnar.tables(path, label)
    opening = _opening(head)
    if not opening and len(head) < 1 << 12 and not _without_bom(head).strip(b"\x00 \t\r\n"):
        raise DeliveryEmpty(label)
    if opening.startswith(("{", "[")):
        return json_lines.tables(path, label, said.encoding)
    return delimited.tables(path, label, said)


def _without_bom(head: bytes) -> bytes:
    for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(bom)
    return head


def _opening(head: bytes) -> str:
    encoding = "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    return head.decode(encoding, errors="ignore").strip("\ufeff\x00 \t\r\n")
