from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import company


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("91110000600037341L", "91110000600037341L"),
        (" 9111 0000 6000 37341l ", "91110000600037341L"),
        ("９１１１００００６０００３７３４１Ｌ", "91110000600037341L"),
        ("HRB 12345", "HRB12345"),
        ("9111************41", "9111************41"),
    ],
)
def test_numbers_are_compact_and_upper_case(written: str, value: str) -> None:
    assert company.clean(written) == value


@pytest.mark.parametrize("written", ["91110000600037341M", "", "-", "N/A", "000000", "无"])
def test_a_wrong_check_character_or_nothing_is_none(written: str) -> None:
    assert company.clean(written) is None


@given(st.text(max_size=80))
def test_never_raises_and_is_stable(text: str) -> None:
    value = company.clean(text)
    assert value is None or company.clean(value) == value
