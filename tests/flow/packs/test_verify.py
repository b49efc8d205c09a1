"""The check that travels with every pack and needs nothing but Python."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.flow.packs import verify

SOURCE = Path(verify.__file__)


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    """A sealed pack, unpacked."""
    with zipfile.ZipFile(sealed) as archive:
        archive.extractall(tmp_path)
    return tmp_path / sealed.stem


def _run(root: Path) -> subprocess.CompletedProcess[str]:
    # Isolated (-I -S): nothing of this environment can help it.
    command = [sys.executable, "-I", "-S", str(root / "verify/verify.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_sealed_pack_passes_with_python_alone(root: Path) -> None:
    done = _run(root)
    assert done.stdout.startswith("PASS")
    assert done.returncode == 0


def test_it_is_written_for_python_3_8() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 8))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= {"__future__", "hashlib", "json", "os", "re", "sys", "pathlib"}


def test_a_flipped_byte_in_any_listed_file_is_found(root: Path) -> None:
    signatures = {"signatures/tagmanifest.p7s", "signatures/tagmanifest.tsr"}
    for name in sorted(verify.files(root, []) - signatures):
        path = root / name
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        assert verify.check(root), name
        path.write_bytes(content)
    assert verify.check(root) == []


def test_every_removed_file_is_missed(root: Path) -> None:
    for name in sorted(verify.files(root, [])):
        content = (root / name).read_bytes()
        (root / name).unlink()
        assert verify.check(root), name
        (root / name).write_bytes(content)


def _add(root: Path) -> None:
    (root / "data/exhibits/late.txt").write_text("late")


def _add_beside(root: Path) -> None:
    (root / "late.txt").write_text("late")


def _rename(root: Path) -> None:
    (root / "data/schedules/orders.csv").rename(root / "data/schedules/sales.csv")


def _swap(root: Path) -> None:
    one, other = root / "data/schedules/orders.csv", root / "data/schedules/ties.csv"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _append(root: Path) -> None:
    with (root / "data/pack.pdf").open("ab") as file:
        file.write(b"\n% later")


def _link(root: Path) -> None:
    (root / "data/link").symlink_to("/etc/hostname")


def _strike(root: Path) -> None:
    for name in ("manifest-sha256.txt", "manifest-sha512.txt"):
        lines = (root / name).read_text("utf-8").splitlines(keepends=True)
        (root / name).write_text("".join(line for line in lines if "orders.csv" not in line))
    (root / "data/schedules/orders.csv").unlink()


@pytest.mark.parametrize("forge", [_add, _add_beside, _rename, _swap, _append, _link, _strike])
def test_a_forgery_is_found(root: Path, forge: Callable[[Path], None]) -> None:
    forge(root)
    assert verify.check(root) != []
    assert _run(root).returncode == 1


def test_a_folder_that_is_no_pack_is_told(tmp_path: Path) -> None:
    (finding,) = verify.check(tmp_path)
    assert "it is no pack" in finding
