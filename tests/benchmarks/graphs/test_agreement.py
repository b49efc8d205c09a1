"""Agreement of two partings: 1 where they are the same, 0 where one says nothing of the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.graphs.agreement import agreement, labels


@given(st.lists(st.integers(0, 4), min_size=2))
def test_a_parting_agrees_with_itself_under_other_names(parting: list[int]) -> None:
    assert agreement(parting, [7 - part for part in parting]) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_agreement_is_mutual_and_between_none_and_full(pairs: list[tuple[int, int]]) -> None:
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    assert agreement(one, other) == pytest.approx(agreement(other, one))
    assert -1e-9 <= agreement(one, other) <= 1 + 1e-9


def test_one_part_for_all_says_nothing() -> None:
    assert agreement([0, 0, 1, 1], [5, 5, 5, 5]) == 0


def test_a_known_value() -> None:
    # Given halves of which one is parted again: I = ln 2, entropies ln 2 and 1.5 ln 2
    assert agreement([0, 0, 1, 1], [0, 0, 1, 2]) == pytest.approx(0.8)


def test_a_node_in_no_part_is_one_by_itself() -> None:
    found = labels([[0, 1], [3]], 5)

    assert found[0] == found[1]
    assert len(set(found)) == 4
