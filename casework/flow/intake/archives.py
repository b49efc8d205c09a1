"""ZIP files that are safe to open: no bombs, no locks. Their names are labels, never paths."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from casework.errors import FileUnreadable

MOST_MEMBERS = 10_000
MOST_BYTES = 8 * 1024**3
"""Unpacked, all members together."""
MOST_RATIO = 200
"""Tables of text shrink to a twentieth; what shrinks further than this was made to burst."""
_SMALL = 10 * 1024**2
"""Below this size unpacked, no ratio does harm."""
_MUCH = 10 * _SMALL
"""The same for all members together."""
_LOCKED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError)
"""What reading a damaged archive raises."""


def checked(path: Path, label: str) -> list[zipfile.ZipInfo]:
    """Return the members of a ZIP without folders; FileUnreadable where opening is not safe."""
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
