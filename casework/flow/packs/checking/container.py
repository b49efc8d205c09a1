"""The container: a ZIP is opened only if it is laid out exactly as packs are.

Another layout can show one program other files than the next (duplicate names, bytes before,
between or behind the entries), or fill a disk (compression), or write outside its folder (names).
"""

from __future__ import annotations

import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

# APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16: local header, directory entry, end of the directory.
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8 = 20, 0x800
_MOST = 200_000
"""Entries a pack may have."""
BROKEN = (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, EOFError, struct.error)
"""What reading a file that is no ZIP, or a broken one, raises."""


def unpack(path: Path, folder: Path) -> tuple[Path | None, list[str]]:
    """Unpack a pack into `folder`; return its root and what is wrong with the container.

    Without a root nothing was unpacked: the container is not one that is safe to read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            findings = list(_faults(archive, path))
            if findings:
                return None, findings
            archive.extractall(folder)
            return folder / archive.infolist()[0].filename.split("/")[0], []
    except BROKEN:
        return None, [f"{path.name} is no ZIP that can be read."]


def _faults(archive: zipfile.ZipFile, path: Path) -> Iterator[str]:
    entries = archive.infolist()
    if not entries or len(entries) > _MOST:
        yield f"{path.name} holds {len(entries)} entries; no pack does."
        return
    roots, seen = set(), set()
    for entry in entries:
        fault = _fault(entry)
        if fault:
            yield f"{entry.filename!r} {fault}."
        # Two names that one file system takes for the same would overwrite each other.
        same = unicodedata.normalize("NFC", entry.filename).casefold()
        if same in seen:
            yield f"{entry.filename!r} stands in the ZIP twice."
        seen.add(same)
        roots.add(entry.filename.split("/")[0])
    if len(roots) > 1:
        yield f"{path.name} holds more than one folder: {', '.join(sorted(roots)[:4])}."
    # Larger ones are packed with other fields; what is in them is checked all the same.
    if path.stat().st_size < zipfile.ZIP64_LIMIT and not _exact(archive, entries, path):
        yield f"{path.name} holds bytes that belong to no file."


def _fault(entry: zipfile.ZipInfo) -> str | None:
    parts = entry.filename.split("/")
    if len(parts) < 2 or any(part in ("", ".", "..") for part in parts):
        return "is no name of a file in a folder"
    if any(sign in '\\:*?"<>|' or not sign.isprintable() for sign in entry.filename):
        return "holds a sign no name in a pack holds"
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
        return "is compressed; packs are stored as they are"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if (entry.external_attr >> 16) & 0o170000 not in (0, 0o100000):
        return "is no plain file"
    return None


def _exact(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], path: Path) -> bool:
    """Whether every byte outside the files is the one packing them gives, and none is more."""
    place = 0
    with path.open("rb") as file:
        for entry in entries:
            file.seek(place)
            wanted = _local(entry)
            if entry.header_offset != place or file.read(len(wanted)) != wanted:
                return False
            place += len(wanted) + entry.file_size
        directory = b"".join(_central(entry) for entry in entries)
        end = _END.pack(
            *(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), place, 0)
        )
        return (
            archive.start_dir == place
            and file.seek(place) == place
            and (file.read(len(directory) + len(end) + 1) == directory + end)
        )


def _local(entry: zipfile.ZipInfo) -> bytes:
    name = entry.filename.encode()
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, *_common(entry, name), 0) + name


def _central(entry: zipfile.ZipInfo) -> bytes:
    name = entry.filename.encode()
    unix = 3 << 8 | _VERSION
    common = _common(entry, name)
    rest = (0, 0, 0, 0, 0o100644 << 16, entry.header_offset)
    return _CENTRAL.pack(b"PK\x01\x02", unix, _VERSION, *common, *rest) + name


def _common(entry: zipfile.ZipInfo, name: bytes) -> tuple[int, ...]:
    year, month, day, hour, minute, second = entry.date_time
    return (
        *(0 if name.isascii() else _UTF8, zipfile.ZIP_STORED),
        *(hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day),
        *(entry.CRC, entry.file_size, entry.file_size, len(name)),
    )
