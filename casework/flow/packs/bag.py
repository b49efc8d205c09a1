"""The bag: BagIt 1.0 (RFC 8493) in a stored ZIP, the same bytes whenever it is made again."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

MANIFESTS = ("manifest-sha256.txt", "manifest-sha512.txt")
TAG_MANIFEST = "tagmanifest-sha256.txt"
UNLISTED = frozenset({TAG_MANIFEST, "signatures/tagmanifest.p7s", "signatures/tagmanifest.tsr"})
"""Files of a bag that no manifest can list: the last manifest, and what is signed over it."""
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)}
)


@dataclass(frozen=True, slots=True)
class Digests:
    """What the manifests say of one file."""

    sha256: str
    sha512: str
    size: int


def finish(root: Path, info: Mapping[str, str]) -> None:
    """Write bagit.txt, bag-info.txt and the manifests around what `root` holds.

    Nothing but the signatures may be written into the bag afterwards.
    """
    payload = {name: digests(root / name) for name in names(root) if name.startswith("data/")}
    octets = sum(one.size for one in payload.values())
    facts = {**info, "Payload-Oxum": f"{octets}.{len(payload)}"}
    _write(root / "bagit.txt", DECLARATION)
    _write(root / "bag-info.txt", "".join(f"{k}: {_one_line(v)}\n" for k, v in facts.items()))
    _write(root / MANIFESTS[0], _manifest((name, one.sha256) for name, one in payload.items()))
    _write(root / MANIFESTS[1], _manifest((name, one.sha512) for name, one in payload.items()))
    tags = [name for name in names(root) if not name.startswith("data/") and name not in UNLISTED]
    _write(root / TAG_MANIFEST, _manifest((name, digests(root / name).sha256) for name in tags))


def zip_up(root: Path, target: Path, at: datetime) -> None:
    """Write the bag as a ZIP: stored, sorted, dated `at`, so equal bags give equal bytes."""
    when = at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for name in names(root):
            entry = zipfile.ZipInfo(f"{root.name}/{name}", when)
            entry.create_system = 3  # as on Unix, whatever this machine is
            entry.external_attr = 0o100644 << 16
            entry.file_size = (root / name).stat().st_size
            with (root / name).open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, 1024 * 1024)


def names(root: Path) -> list[str]:
    """Return every file below `root` as a sorted list of paths with forward slashes."""
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()
    )


def digests(path: Path) -> Digests:
    """Return both hashes and the size of a file, read once."""
    short, long, size = hashlib.sha256(), hashlib.sha512(), 0
    with path.open("rb") as file:
        while block := file.read(1024 * 1024):
            short.update(block)
            long.update(block)
            size += len(block)
    return Digests(short.hexdigest(), long.hexdigest(), size)


def safe_name(written: str, otherwise: str = "file") -> str:
    """Return a file name that every system can store: one level, no control characters.

    The name as it was delivered is kept in the exhibit's own record.
    """
    last = PurePosixPath(unicodedata.normalize("NFC", written).replace("\\", "/")).name
    kept = "".join("_" if not sign.isprintable() or sign in '<>:"|?*/%' else sign for sign in last)
    kept = kept.strip(" .")
    while len(kept.encode()) > 120:
        kept = kept[1:]
    if not kept or kept.split(".")[0].upper() in _RESERVED:
        return f"{otherwise}_{kept}".rstrip("_")
    return kept


def _manifest(lines: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in lines)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
