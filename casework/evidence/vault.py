"""The vault: bytes by their SHA-256, never altered, verified whenever they are read."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casework.errors import ExhibitAltered, VaultMissing

_PIECE = 1 << 20
_SHA256_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """What the vault holds: bytes under two hashes, so that a weakness in one leaves the other."""

    sha256: str
    sha512: str
    size: int
    """Bytes."""


class Vault:
    """A folder of files named by what is in them. Names of delivered files never become paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, source: Path | BinaryIO) -> Kept:
        """Keep the bytes of a file or stream and return their hashes; the same bytes lie here once.

        They are safe on disk before this returns: after a crash there is the whole file or none.
        Raises ExhibitAltered where the vault holds other bytes under that name by now.
        """
        if isinstance(source, Path):
            with source.open("rb") as stream:
                return self._put(stream)
        return self._put(source)

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie; raises VaultMissing. Whoever reads them checks them first."""
        place = self._place(sha256)
        if not place.is_file():
            raise VaultMissing(sha256)
        return place

    def open(self, sha256: str) -> BinaryIO:
        """Return the bytes for reading, proved to be those taken in.

        Raises VaultMissing, or ExhibitAltered where they are not what their name says.
        """
        self.check(sha256)
        return self.path(sha256).open("rb")

    def check(self, sha256: str) -> Kept:
        """Return the hashes of the bytes as they are now; raises VaultMissing, ExhibitAltered."""
        with self.path(sha256).open("rb") as stream:
            found = _hashed(stream)
        if found.sha256 != sha256:
            raise ExhibitAltered(f"The vault's file {sha256[:12]}", sha256, found.sha256)
        return found

    def _put(self, stream: BinaryIO) -> Kept:
        with self._incoming() as arriving:
            with arriving.open("xb") as copy:
                kept = _hashed(stream, copy)
                copy.flush()
                os.fsync(copy.fileno())
            place = self._place(kept.sha256)
            if place.exists():
                # Not written over: bytes altered in place must be noticed, not mended in silence.
                self.check(kept.sha256)
                return kept
            place.parent.mkdir(parents=True, exist_ok=True)
            arriving.chmod(0o440)
            arriving.rename(place)
            _sync(place.parent)
            _sync(self.folder)
        return kept

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        waiting = self.folder / "incoming"
        waiting.mkdir(parents=True, exist_ok=True)
        arriving = waiting / secrets.token_hex(16)
        try:
            yield arriving
        finally:
            arriving.unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        # The name comes from outside now and then (a job's argument): it must be a hash.
        if len(sha256) != _SHA256_LENGTH or not set(sha256) <= set("0123456789abcdef"):
            raise VaultMissing(sha256)
        return self.folder / sha256[:2] / sha256


def _hashed(stream: BinaryIO, copy: BinaryIO | None = None) -> Kept:
    first, second, size = hashlib.sha256(), hashlib.sha512(), 0
    while piece := stream.read(_PIECE):
        first.update(piece)
        second.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return Kept(first.hexdigest(), second.hexdigest(), size)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
