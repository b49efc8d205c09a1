"""Photographed waybills from a shell: listed, shown, accepted with corrections, put aside."""

from __future__ import annotations

import re
from pathlib import Path

import click
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


def test_what_was_accepted_is_not_replaced_unseen(delivered: Shell) -> None:
    # Given what one officer accepted with a correction
    fixed = (*_FIELDS, "--field", "sender_name=Zhang Wei")
    delivered.done("photographs", "accept", "1", *fixed, "--yes", "--as", LIN)

    # When it is accepted again by somebody who does not say what they saw; then it is refused
    again = ("photographs", "accept", "1", *_FIELDS, "--yes", "--as", LIN)
    line = delivered.refused(*again)
    assert line == (
        "label.pdf: Lin accepted version 1 of it since it was looked at; look again, then decide."
    )
    # When they say the version that is shown; then theirs is the next
    shown = delivered.done("photographs", "show", "1", "--as", LIN)
    assert re.search(rf"version 1, accepted by {LIN}, [\d-]{{10}} [\d:]{{5}}\n", shown)
    said = delivered.done(*again, "--version", "1")
    assert said == "batch 2: one row of shipments from label.pdf, page 1, version 2\n"
    assert "Lin accepted version 2" in delivered.refused(*again, "--version", "1")


def test_what_was_put_aside_or_withdrawn_is_not_brought_back_unseen(delivered: Shell) -> None:
    # Given what was accepted, and then put aside by its version, not before that was said
    again = ("photographs", "accept", "1", *_FIELDS, "--yes", "--as", LIN)
    aside = ("photographs", "put-aside", "1", "--why", "no label", "--as", LIN)
    delivered.done(*again)
    assert "Lin accepted version 1 of it" in delivered.refused(*aside)
    delivered.done(*aside, "--version", "1")

    # When it is accepted by who saw the version alone; then it stays aside
    assert "Lin put it aside" in delivered.refused(*again, "--version", "1")
    delivered.done(*again, "--version", "1", "--put-aside")

    # When the batch is withdrawn; then that is shown, and is to be said too
    delivered.done("withdraw", "2", "--why", "not ours", "--as", LIN)
    shown = delivered.done("photographs", "show", "1", "--as", LIN)
    assert re.search(r"withdrawn by Lin, [\d-]{10} [\d:]{5}: not ours\n", shown)
    (found,) = delivered.objects("photographs", "--json", "--as", LIN)
    assert found["state"] == "withdrawn"
    for words in (again, aside):
        assert "Lin withdrew version 2" in delivered.refused(*words, "--version", "2")
    delivered.done(*again, "--version", "2", "--withdrawn")


def test_who_is_asked_sees_that_it_is_put_aside(
    delivered: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a photograph put aside; when asked; then it is said, and a yes brings it back
    delivered.done("photographs", "put-aside", "1", "--why", "no label", "--as", LIN)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    said = delivered.done("photographs", "accept", "1", *_FIELDS, "--as", LIN)
    assert "put aside by Lin" in said
    assert "batch 1: one row of shipments" in said


def test_a_reason_that_is_too_long_is_refused_in_one_line(delivered: Shell) -> None:
    words = ("photographs", "put-aside", "1", "--why", "x" * 3000, "--as", LIN)
    said = "The reason has 3,000 characters; at most 1,000 can be kept."
    assert delivered.refused(*words) == said


def test_what_was_accepted_while_it_asked_is_not_replaced(
    delivered: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an officer who is asked, while another accepts
    once = ("photographs", "accept", "1", *_FIELDS, "--as", LIN)

    def while_it_asks(*_: object, **__: object) -> bool:
        monkeypatch.undo()
        delivered.done(*once, "--yes")
        return True

    monkeypatch.setattr(click, "confirm", while_it_asks)

    # When they say yes; then they are told
    assert "Lin accepted version 1" in delivered.refused(*once)
    (batch,) = delivered.objects("batches", "--json", "--as", LIN)
    assert batch["withdrawn_at"] is None


def test_it_shows_what_it_would_replace(delivered: Shell) -> None:
    # Given what was accepted; when asked to accept again; then that stands before the question
    delivered.done("photographs", "accept", "1", *_FIELDS, "--yes", "--as", LIN)
    ended = delivered.run("photographs", "accept", "1", *_FIELDS, "--as", LIN)
    before, _, _ = ended.stdout.partition("Accept these fields?")
    assert f"version 1, accepted by {LIN}" in before


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
