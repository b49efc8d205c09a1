"""The different numbers of an array, and which are among others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.distinct import among, distinct, numbered

_NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 5))


@given(_NUMBERS)
def test_each_number_comes_once_in_order(numbers: list[int]) -> None:
    found = distinct(np.array(numbers, dtype=np.int64))
    assert found.tolist() == sorted(set(numbers))


@given(_NUMBERS, _NUMBERS)
def test_what_is_among_others_is_one_of_them(numbers: list[int], others: list[int]) -> None:
    found = among(np.array(numbers, dtype=np.int64), np.array(others, dtype=np.int64))
    assert found.tolist() == [number in others for number in numbers]


@given(_NUMBERS)
def test_numbers_are_found_again_by_their_places(numbers: list[int]) -> None:
    different, place = numbered(np.array(numbers, dtype=np.int64))
    assert different.tolist() == sorted(set(numbers))
    assert different[place].tolist() == numbers
