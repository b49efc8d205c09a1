"""A delivery taken apart: a folder, a ZIP or one file, each file into the vault first."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.evidence import Kept, Vault
from casework.flow.intake.archives import Metered, checked, opened, reading
from casework.flow.intake.readers import is_archive

_LONGEST_LABEL = 400
_UTF8_NAMES = 0x800
_MODE = 16
"""Unix modes stand this many bits up in a ZIP's external attributes."""
_LINK = "it is a symbolic link; deliver the file itself."


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
        if inside.is_dir() or _is_litter(within.as_posix()):
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
        yield FileUnreadable(called, _LINK)
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
    if is_archive(place):
        yield from _members(vault, place, called, kept)
    else:
        yield Delivered(called, kept, place)


def _members(
    vault: Vault, place: Path, called: str, archive_kept: Kept
) -> Iterator[Delivered | FileUnreadable]:
    within = {"name": called, "sha256": archive_kept.sha256}
    try:
        members = [one for one in checked(place, called) if not _is_litter(one.filename)]
        if not members:
            yield DeliveryEmpty(called)
        with opened(place, called) as archive:
            for member in sorted(members, key=lambda one: one.filename):
                named = label(f"{called}/{_name(member)}")
                try:
                    kept = _keep(vault, archive, member, named)
                except FileUnreadable as refusal:
                    yield refusal
                else:
                    yield Delivered(named, kept, vault.path(kept.sha256), within)
    except FileUnreadable as refusal:
        yield refusal


def _keep(vault: Vault, archive: zipfile.ZipFile, member: zipfile.ZipInfo, named: str) -> Kept:
    if stat.S_ISLNK(member.external_attr >> _MODE):
        raise FileUnreadable(named, _LINK)
    with reading(named):
        stream = archive.open(member)
    with stream:
        return vault.put(cast(BinaryIO, Metered(stream, member, named)))


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese systems write it in GB18030 and do not say so."""
    if member.flag_bits & _UTF8_NAMES or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")  # some systems pack with their own separator
    return parts[-1].startswith(".") or parts[0] == "__MACOSX"
