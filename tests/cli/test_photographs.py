"""Photographed waybills from a shell: listed, shown, accepted with corrections, put aside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import LIN, WU
from tests.cli.shell import Shell
from tests.factories import photographs

_FIELDS = ("--field", "carrier=zto", "--field", f"waybill_no={photographs.WAYBILL_NO}")


@pytest.fixture
def delivered(shell: Shell, tmp_path: Path) -> Shell:
    """A shell in a home where a label was taken in: photograph 1."""
    shell.run("import", photographs.born_digital(tmp_path / "label.pdf"), "--as", LIN)
    return shell


def test_photographs_are_listed(delivered: Shell) -> None:
    # Given a label; when listed, for people and for programs
    line = delivered.done("photographs", "--as", LIN)
    (found,) = delivered.objects("photographs", "--json", "--as", LIN)

    # Then
    assert re.fullmatch(r" +1  [\d-]{10} [\d:]{5}  waits      label\.pdf\n", line)
    assert (found["photograph"], found["file"], found["state"]) == (1, "label.pdf", "waits")
    assert (found["page"], found["versions"], found["batch"]) == (1, 0, None)


def test_what_was_read_is_shown(delivered: Shell) -> None:
    # When shown
    (found,) = delivered.objects("photographs", "show", "1", "--json", "--as", LIN)
    said = delivered.done("photographs", "show", "1", "--as", LIN)

    # Then what was read is there, with boxes for programs
    (code,) = found["reading"]["barcodes"]
    assert (code["text"], len(code["box"])) == (photographs.WAYBILL_NO, 4)
    assert found["accepted"] == []
    assert "label.pdf" in said


def test_accepted_with_corrections_it_is_a_batch(delivered: Shell) -> None:
    # When accepted with what an officer says
    said = delivered.done("photographs", "accept", "1", *_FIELDS, "--yes", "--as", LIN)
    (found,) = delivered.objects("photographs", "show", "1", "--json", "--as", LIN)
    (batch,) = delivered.objects("batches", "--json", "--as", LIN)

    # Then one row of shipments counts, and what was accepted is shown beside what was read
    assert said == "batch 1: one row of shipments from label.pdf, page 1\n"
    assert (batch["kind"], batch["rows"], batch["accepted"]) == ("shipments", 1, 1)
    assert (found["state"], found["versions"], found["batch"]) == ("accepted", 1, 1)
    accepted = {one["column"]: (one["value"], one["by"]) for one in found["accepted"]}
    assert accepted["waybill_no"] == (photographs.WAYBILL_NO, LIN)
    assert "accepted waybill_no" in delivered.done("photographs", "show", "1", "--as", LIN)


def test_it_asks_before_it_accepts(delivered: Shell) -> None:
    # When accepted without --yes by nobody who answers; then nothing is taken
    ended = delivered.run("photographs", "accept", "1", *_FIELDS, "--as", LIN)
    assert ended.exit_code == 1
    assert delivered.objects("batches", "--json", "--as", LIN) == []


def test_what_cannot_be_is_refused_in_one_line(delivered: Shell) -> None:
    line = delivered.refused(
        "photographs", "accept", "1", *_FIELDS, "--field", "weight_kg=heavy", "--yes", "--as", LIN
    )
    assert line == "label.pdf, weight_kg: 'heavy' is not an amount."
    assert "COLUMN=VALUE" in delivered.misused("photographs", "accept", "1", "--field", "x")


def test_put_aside(delivered: Shell) -> None:
    # When put aside; then it is, with a reason; an auditor may look and not do it
    said = delivered.done("photographs", "put-aside", "1", "--why", "no label", "--as", LIN)
    assert said.startswith("photograph 1 is put aside")
    (found,) = delivered.objects("photographs", "--json", "--as", WU)
    assert (found["state"], found["put_aside_why"]) == ("put aside", "no label")
    shown = delivered.done("photographs", "show", "1", "--as", LIN)
    assert re.search(r"put aside by Lin, [\d-]{10} [\d:]{5}: no label\n", shown)
    assert "may not" in delivered.refused(
        "photographs", "put-aside", "1", "--why", "no label", "--as", WU
    )
