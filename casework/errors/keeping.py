"""What may go wrong with what is kept: the trail, the lake, the vault."""

from __future__ import annotations

from pathlib import Path

from casework.errors.problem import CaseworkProblem


class TrailBroken(CaseworkProblem):
    """The trail does not fit from `seq` on."""

    def __init__(self, seq: int, why: str) -> None:
        self.seq, self.why = seq, why
        super().__init__(f"The trail does not fit at entry {seq}: {why}.")


class LakeFileAltered(CaseworkProblem):
    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"The lake's file {path.name} is not what was registered: {why}.")


class VaultMissing(CaseworkProblem):
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"The vault holds no bytes with SHA-256 {sha256}.")


class ExhibitAltered(CaseworkProblem):
    """Bytes read from the vault are not the bytes taken in."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        self.name, self.expected, self.found = name, expected, found
        super().__init__(f"{name} was altered: expected SHA-256 {expected}, found {found}.")
