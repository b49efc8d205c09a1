"""ZIP files that are safe to open: no bombs, no locks. Their names are labels, never paths."""

from __future__ import annotations

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from casework.errors import FileUnreadable

MOST_MEMBERS = 10_000
MOST_BYTES = 8 * 1024**3
"""Unpacked, all members together."""
MOST_RATIO = 200
"""Tables of text shrink to a twentieth; what shrinks further than this was made to burst."""
_LONGEST_DIRECTORY = MOST_MEMBERS * 600
"""Bytes of it: names are rarely longer than a hundred."""
_END_REACH = (1 << 16) + 100
_SMALL = 10 * 1024**2
"""Below this size unpacked, no ratio does harm."""
_MUCH = 10 * _SMALL
"""The same for all members together."""
_LOCKED = 0x1
_UTF8_NAMES = 0x800
_MODE = 16
"""Unix modes stand this many bits up in a ZIP's external attributes."""
LINK = "it is a symbolic link; deliver the file itself."
_AT_ONCE = 1 << 20
_WORKBOOK = "[Content_Types].xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeDecodeError,  # a name that says it is UTF-8
)
"""What reading a damaged archive raises."""


def contents(path: Path, label: str) -> Iterator[dict[str, Any]]:
    """Return what a file that begins like a ZIP holds, as plain values: to be read in confinement.

    First whether it is an archive of files at all, rather than a workbook or damaged; then, by
    name, each member: its name, its bytes piece by piece, and its end or why it was refused. What
    systems leave behind without asking is passed over. Raises FileUnreadable.
    """
    archive_of_files = is_archive(path)
    yield {"archive": archive_of_files}
    if not archive_of_files:
        return
    members = [one for one in checked(path, label) if not is_litter(one.filename)]
    with opened(path, label) as archive:
        for member in sorted(members, key=lambda one: one.filename):
            yield {"member": _name(member)}
            try:
                for piece in _unpacked(archive, member, label):
                    yield {"bytes": piece}
            except FileUnreadable as refusal:
                yield {"refused": refusal.why}
            else:
                yield {"end": True}


def is_archive(path: Path) -> bool:
    """Return whether the file is a ZIP of files, rather than a workbook or anything else."""
    if _directory_size(path) > _LONGEST_DIRECTORY:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK not in archive.NameToInfo
    except _BROKEN:
        return False


def _directory_size(path: Path) -> int:
    """Return how long an archive's directory says it is, 0 where nothing says so.

    What would be read of it, before anyone can count the files: its record at the end (APPNOTE
    4.3.16), or the longer one before that (4.3.14).
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END_REACH))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 16 > len(tail):
        return 0
    said = int.from_bytes(tail[at + 12 : at + 16], "little")
    longer = tail[at - 76 : at - 20] if at >= 76 else b""
    if longer.startswith(b"PK\x06\x06"):
        said = max(said % 0xFFFFFFFF, int.from_bytes(longer[40:48], "little"))
    return said


def is_litter(name: str) -> bool:
    """Return whether a file is hidden, or was packed by a system for itself."""
    parts = name.replace("\\", "/").split("/")  # some systems pack with their own separator
    return parts[-1].startswith(".") or parts[0] == "__MACOSX"


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> Iterator[bytes]:
    if stat.S_ISLNK(member.external_attr >> _MODE):
        raise FileUnreadable(label, LINK)
    with reading(label):
        stream = archive.open(member)
    with stream:
        metered = Metered(stream, member, label)
        while piece := metered.read(_AT_ONCE):
            yield piece


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese systems write it in GB18030 and do not say so."""
    if member.flag_bits & _UTF8_NAMES or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def checked(path: Path, label: str) -> list[zipfile.ZipInfo]:
    """Return the members of a ZIP without folders; FileUnreadable where opening is not safe."""
    if _directory_size(path) > _LONGEST_DIRECTORY:
        raise FileUnreadable(label, f"it lists more files than the {MOST_MEMBERS:,} it may hold.")
    with opened(path, label) as archive:
        entries = archive.infolist()
    # The end of a truncated archive may be that of a smaller one packed within it, whose files
    # would be taken for the whole delivery.
    if entries and min(entry.header_offset for entry in entries) > 0:
        raise FileUnreadable(label, "it is a damaged ZIP: not all it holds is in its directory.")
    members = [member for member in entries if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise FileUnreadable(label, f"it holds {len(members):,} files; at most {MOST_MEMBERS:,}.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_BYTES:
        raise FileUnreadable(label, f"it would unpack to {unpacked:,} bytes, more than allowed.")
    for member in members:
        if member.flag_bits & _LOCKED:
            raise FileUnreadable(label, f"{member.filename} in it is locked with a password.")
        if member.file_size > max(_SMALL, MOST_RATIO * member.compress_size):
            raise FileUnreadable(
                label,
                f"{member.filename} in it unpacks to far more than a table would; not opened.",
            )
    if unpacked > max(_MUCH, MOST_RATIO * path.stat().st_size):
        raise FileUnreadable(label, "it unpacks to far more than tables would; not opened.")
    return members


@contextmanager
def opened(path: Path, label: str) -> Iterator[zipfile.ZipFile]:
    """Give the archive; FileUnreadable where it is none. What happens with it is not its fault."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as problem:
        raise FileUnreadable(label, f"it is not a ZIP that can be opened ({problem}).") from None
    with archive:
        yield archive


@contextmanager
def reading(label: str) -> Iterator[None]:
    """Turn what a damaged member raises while it is opened or read into FileUnreadable."""
    try:
        yield
    except _BROKEN as problem:
        raise FileUnreadable(label, f"it is damaged within its ZIP ({problem}).") from None


class Metered:
    """A member's bytes, and not one more than the archive promised: its sizes may lie.

    Damage becomes FileUnreadable here, so that a full disk on the writing side is not called that.
    """

    def __init__(self, stream: IO[bytes], member: zipfile.ZipInfo, label: str) -> None:
        self._stream, self._left, self._label = stream, member.file_size, label

    def read(self, size: int = -1) -> bytes:
        with reading(self._label):
            piece = self._stream.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise FileUnreadable(self._label, "it unpacks to more than it says it holds.")
        return piece
