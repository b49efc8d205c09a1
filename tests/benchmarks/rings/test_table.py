"""The printed lines: figures, what they say together, and how needs grow."""

from __future__ import annotations

import pytest

from benchmarks.rings.table import HEAD, Line, exponent, growth, together
from benchmarks.worlds import Named
from casework.simulator import Comparison


def _line(accounts: int, seed: int, precision: float = 1.0, seconds: float = 1.0) -> Line:
    found = Comparison(
        precision=precision,
        recall=1.0,
        bcubed=1.0,
        rings=20,
        rings_named=21,
        rings_found=19,
        honest=accounts - 200,
        accused=2,
        rings_with_freight=20,
        sites_right=18,
    )
    world = Named(accounts, seed, "mild")
    return Line(world, accounts * 13, "casework", 10**9, "", found, True, seconds, seconds)


def test_a_line_stands_under_its_head() -> None:
    text = _line(20_000, 1).text()

    assert len(text) == len(HEAD)
    assert text.split()[:5] == ["20,000", "260,000", "1", "mild", "casework"]
    assert "19/20" in text
    assert "18/20" in text


def test_who_passed_a_limit_says_so_and_counts_in_nothing() -> None:
    # Given a method that was stopped
    stopped = Line(Named(20_000, 1, "mild"), 260_000, "louvain", 0, "not done within 900 s")

    # Then its line says why, and it has no part in what follows
    assert stopped.text().endswith("louvain  not done within 900 s")
    assert len(list(together([stopped]))) == len(list(growth([stopped]))) == 1


def test_worlds_of_one_size_are_told_together() -> None:
    # Given two worlds of one size, one found less well
    text = list(together([_line(20_000, 1), _line(20_000, 2, precision=0.5)]))[1]

    # Then the mean and the least of F1 stand there, counts summed, the accused in all honest ones
    assert "0.8333   0.6667   0.5000" in text
    assert "38/40" in text
    assert "36/40" in text
    assert f"{4 / 39_600 * 10_000:.2f}" in text


def test_twice_the_rows_in_four_times_the_seconds_grow_with_two() -> None:
    lines = [_line(10_000, 1, seconds=3.0), _line(20_000, 1, seconds=12.0)]

    assert exponent(2, 4) == pytest.approx(2.0)
    assert list(growth(lines))[1].split()[-4:] == ["2.00", "2.00", "2.00", "0.00"]
