"""A delivery taken apart: a folder, a ZIP or one file, each file into the vault first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.evidence import Kept, Vault
from casework.flow.intake.archives import LINK, contents, is_litter
from casework.flow.intake.confined import Confined, Limits, confined

_LONGEST_LABEL = 400
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Delivered:
    """One file of a delivery, safe in the vault."""

    label: str
    """Its name in the delivery: for people to read, never a path to open."""
    kept: Kept
    path: Path
    """Where the vault has it."""
    within: dict[str, str] = field(default_factory=dict)
    """Name and SHA-256 of the ZIP it came in, if it did."""


def unpacked(vault: Vault, path: Path, name: str) -> Iterator[Delivered | FileUnreadable]:
    """Return the files of a delivery in the order of their names, and what could not be opened.

    Hidden files, which systems leave behind without asking, are passed over.
    """
    if not path.is_dir():
        yield from _file(vault, path, label(name))
        return
    found = False
    for inside in sorted(path.rglob("*")):
        within = inside.relative_to(path)
        if inside.is_dir() or is_litter(within.as_posix()):
            continue
        found = True
        yield from _file(vault, inside, label(within.as_posix()))
    if not found:
        yield DeliveryEmpty(label(name))


def label(name: str) -> str:
    """Return the name of a delivered file as it can be shown and kept.

    >>> label("a\\x00b.csv")
    'a�b.csv'
    """
    shown = "".join(mark if mark.isprintable() else "�" for mark in name)
    return shown[-_LONGEST_LABEL:] or "a file without a name"


def _file(vault: Vault, path: Path, called: str) -> Iterator[Delivered | FileUnreadable]:
    if path.is_symlink():
        yield FileUnreadable(called, LINK)
        return
    if not path.is_file():
        yield FileUnreadable(called, "it is not a file.")
        return
    try:
        stream = path.open("rb")
    except OSError as problem:
        yield FileUnreadable(called, f"it cannot be opened ({problem.strerror}).")
        return
    with stream:
        kept = vault.put(stream)
    place = vault.path(kept.sha256)
    if _begins_like_a_zip(place):
        yield from _zip(vault, place, called, kept)
    else:
        yield Delivered(called, kept, place)


def _begins_like_a_zip(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _zip(
    vault: Vault, place: Path, called: str, kept: Kept
) -> Iterator[Delivered | FileUnreadable]:
    """Return the members of an archive; a workbook, which is a ZIP too, as it is."""
    told = confined(contents, place, called, label=called, limits=Limits.of(place))
    with closing(told):
        try:
            if not next(told)["archive"]:
                yield Delivered(called, kept, place)
                return
            yield from _members(vault, told, called, kept)
        except FileUnreadable as refusal:
            yield refusal


def _members(
    vault: Vault, told: Confined[dict[str, Any]], called: str, archive: Kept
) -> Iterator[Delivered | FileUnreadable]:
    within = {"name": called, "sha256": archive.sha256}
    found = False
    for said in told:
        found = True
        named = label(f"{called}/{said['member']}")
        try:
            kept = vault.put(cast(BinaryIO, _Member(told, named)))
        except _Refused as refusal:
            yield FileUnreadable(named, refusal.why)
        else:
            yield Delivered(named, kept, vault.path(kept.sha256), within)
    if not found:
        yield DeliveryEmpty(called)


class _Refused(FileUnreadable):
    """One member is damaged; the others may be sound."""


class _Member:
    """The bytes of a member as they are unpacked elsewhere."""

    def __init__(self, told: Confined[dict[str, Any]], named: str) -> None:
        self._told, self._named = told, named
        self._rest = memoryview(b"")
        self._over = False

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes, none at the end; raises _Refused."""
        if not self._rest and not self._over:
            said = next(self._told)
            if "refused" in said:
                raise _Refused(self._named, said["refused"])
            self._over = "bytes" not in said
            self._rest = memoryview(said.get("bytes", b""))
        piece = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(piece) :]
        return bytes(piece)
