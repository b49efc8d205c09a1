"""What comes next is fetched early, comes in order, and fails where it would have failed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.evidence import Kept
from casework.flow.intake.ahead import Opened, ahead, opened
from casework.flow.intake.readers import Table
from casework.flow.intake.unpacking import Delivered
from tests.factories.intake import order, write_csv
from tests.flow.intake.pieces import piece


def _delivered(path: Path) -> Delivered:
    return Delivered(path.name, Kept("0" * 64, "0" * 64, path.stat().st_size), path)


def test_things_come_in_their_order_and_some_before_they_are_asked_for() -> None:
    # Given things that say when they are fetched
    third = threading.Event()

    def things() -> Iterator[int]:
        yield 1
        yield 2
        third.set()
        yield 3

    # When two may be fetched ahead, and the first is taken
    coming = ahead(things(), most=2)
    first = next(coming)
    # Then the third is on its way without being asked for, and none is missing
    assert third.wait(10)
    assert [first, *coming] == [1, 2, 3]


def test_what_goes_wrong_is_raised_when_its_turn_comes() -> None:
    # Given things of which the second cannot be had
    def things() -> Iterator[int]:
        yield 1
        raise FileUnreadable("x.csv", "it breaks here.")

    coming = ahead(things(), most=4)
    # When taken one by one; then the first is there before the refusal
    assert next(coming) == 1
    with pytest.raises(FileUnreadable, match="breaks here"):
        next(coming)


def test_whoever_stops_asking_stops_the_fetching() -> None:
    # Given things without end; when only two are taken; then fetching ends with them
    coming = ahead(count(1), most=3)
    assert [next(coming), next(coming)] == [1, 2]
    coming.close()
    assert list(coming) == []


def test_what_nobody_asks_for_is_let_go() -> None:
    # Given things that say when they are closed
    closed = threading.Event()

    def things() -> Iterator[int]:
        try:
            yield from count(1)
        finally:
            closed.set()

    # When they begin to come and are let go before the first is asked for
    coming = ahead(things(), most=2)
    del coming
    # Then where they come from is closed
    assert closed.is_set()


def test_a_file_is_opened_to_its_first_table(tmp_path: Path) -> None:
    # Given a file with one table, whose pieces can be read once
    file = _delivered(write_csv(tmp_path / "orders.csv", [order(1)]))
    table = Table("orders.csv", "", ["a"], iter([piece([{"a": "1"}])]), {})
    # When opened
    (found,) = opened([file], lambda _: iter([table]))
    # Then its table and its pieces are there
    assert isinstance(found, Opened)
    (first,) = found.tables
    assert [len(one.numbers) for one in first.pieces] == [1]


def test_a_file_that_cannot_be_opened_is_told_in_its_place(tmp_path: Path) -> None:
    # Given a file that was refused before, one that cannot be read, and a picture
    before = FileUnreadable("a.csv", "it is not a file.")
    bad = _delivered(write_csv(tmp_path / "b.csv", [order(1)]))
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    def read(file: Delivered) -> Iterator[Table]:
        raise FileUnreadable(file.label, "it is damaged.")
        yield

    # When opened; then each is told for itself
    first, second, third = opened([before, bad, _delivered(tmp_path / "c.png")], read)
    assert first is before
    assert isinstance(second, Opened)
    assert str(second.refusal) == "b.csv: it is damaged."
    assert isinstance(third, Opened)
    assert third.photograph
