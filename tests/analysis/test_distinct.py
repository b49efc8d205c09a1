"""The different numbers of an array."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.distinct import distinct


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_each_number_comes_once_in_order(numbers: list[int]) -> None:
    found = distinct(np.array(numbers, dtype=np.int64))
    assert found.tolist() == sorted(set(numbers))
