"""A hostile file is refused in one sentence, and costs little; the process that asked goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.evidence import Vault
from casework.flow.intake import archives
from casework.flow.intake.confined import Confined, Limits, confined
from casework.flow.intake.readers import handing
from casework.flow.intake.unpacking import Delivered, unpacked
from tests.flow.intake import hostile

_MOST = 500 * 1024**2


def _refusals(vault: Vault, path: Path) -> list[str]:
    """Take a file apart and read what is in it, as intake does; return why it was refused."""
    said = []
    for file in unpacked(vault, path, path.name):
        if isinstance(file, FileUnreadable):
            said.append(str(file))
            continue
        try:
            for table in handing.read(file.path, file.label):
                for _ in table.pieces:
                    pass
        except FileUnreadable as refusal:
            said.append(str(refusal))
    return said


@pytest.mark.parametrize("make", hostile.FILES, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    # Given a file made to do harm
    path = make(tmp_path)
    # When it is taken apart and read
    said = _refusals(Vault(tmp_path / "vault"), path)
    # Then one sentence names it and says why
    assert len(said) == 1
    assert said[0].startswith(path.name)
    assert said[0].endswith(".")
    assert "\n" not in said[0]
    assert "gave up" not in said[0]


@pytest.mark.parametrize("make", hostile.FILES, ids=lambda make: make.__name__)
def test_a_hostile_file_costs_little(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    # Given a file made to do harm
    path = make(tmp_path)
    # When it is read, whatever becomes of it
    readings: list[Confined[object]] = [
        confined(archives.contents, path, "f", label="f", limits=Limits.of(path)),
        confined(handing.tell, path, "f", "", label="f", limits=Limits.of(path)),
    ]
    for told in readings:
        _drain(told)
        # Then its process held less than half a gigabyte, and computed for less than 5 seconds
        assert told.spent is not None
        assert told.spent.peak < _MOST
        assert told.spent.seconds < 5 or path.stat().st_size > 10 * 1024**2


def _drain(told: Confined[object]) -> None:
    try:
        for _ in told:
            pass
    except FileUnreadable:
        return


def test_names_never_become_paths(tmp_path: Path) -> None:
    # Given a ZIP whose members climb, are absolute, or are named with control characters
    names = ["../../up.csv", "/etc/abs.csv", "a\x1b[31mb\n.csv", "C:\\win.csv", "..\\..\\w.csv"]
    path = hostile._zipped(tmp_path / "f.zip", dict.fromkeys(names, b"a\n1\n"))
    vault = Vault(tmp_path / "vault")
    before = {one for one in tmp_path.rglob("*") if not one.is_relative_to(vault.folder)}
    # When taken apart
    found = [one for one in unpacked(vault, path, "f.zip") if isinstance(one, Delivered)]
    # Then each lies in the vault under its hash, and nowhere else; what is shown can be shown
    assert len(found) == len(names)
    assert all(one.path.is_relative_to(vault.folder) for one in found)
    assert all(one.label.isprintable() for one in found)
    assert before == {one for one in tmp_path.rglob("*") if not one.is_relative_to(vault.folder)}
