from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import tracking


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("sf 1234-5678 90123", "SF1234567890123"),
        ("ＹＴ１２３４５６７８９０１２３", "YT1234567890123"),
        ("RA 473 124 829 CN", "RA473124829CN"),
        ("CSQU 305438-3", "CSQU3054383"),
    ],
)
def test_numbers_are_upper_case_without_blanks_and_dashes(written: str, value: str) -> None:
    assert tracking.clean(written) == value


@pytest.mark.parametrize("written", ["", "-", "N/A", "0000000000", "SFABC", "无"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert tracking.clean(written) is None


@given(st.text(max_size=120))
def test_never_raises_and_is_stable(text: str) -> None:
    value = tracking.clean(text)
    assert value is None or tracking.clean(value) == value
