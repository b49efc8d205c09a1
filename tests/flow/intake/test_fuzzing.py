"""Mutated files end in rows or in a refusal: a short run of what `make fuzz` does at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.evidence import Vault
from tests.flow.intake import fuzzing
from tests.flow.intake.mutating import delivered

FILES = 250


def test_mutated_files_end_in_rows_or_a_refusal(tmp_path: Path) -> None:
    # Given files that no sane system would send; when they are read
    outcome = fuzzing.fuzz(7, range(FILES), until=float("inf"), keep=tmp_path / "faults")

    # Then none ends in a traceback, a hang or a lost row, and some of each kind were among them
    assert outcome.faults == []
    assert outcome.ended.total() == FILES
    assert outcome.ended["taken"] > FILES // 20
    assert outcome.ended["refused"] > FILES // 20


def test_every_file_is_taken_before_it_is_mutated(tmp_path: Path) -> None:
    # Given the files as they are; when they are read; then every one brings rows
    path, vault = tmp_path / "file", Vault(tmp_path / "vault")
    ended = []
    for file in delivered()[::5]:
        path.write_bytes(file)
        ended.append(fuzzing.judged(path, vault))
    assert set(ended) == {"taken"}


def test_a_refusal_that_names_no_file_is_found_out() -> None:
    # Given a refusal that does not say which file; when it is looked at; then it is a fault
    with pytest.raises(fuzzing.Lost):
        fuzzing.check_sentence(FileUnreadable("another.csv", "it is odd."))
