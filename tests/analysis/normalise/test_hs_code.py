from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import hs_code


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("8516.79", "851679"),
        ("851679", "851679"),
        ("8516.79.00", "85167900"),
        ("8516 79 00 90", "8516790090"),
        ("８５１６．７９", "851679"),
        ("851679.0", "851679"),  # a spreadsheet's float
        ("0101.21", "010121"),
    ],
)
def test_codes_are_digits(written: str, value: str) -> None:
    assert hs_code.clean(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "8516",
        "85167",
        "8516790",
        "0001.01",
        "7701.10",
        "9801.00",
        "99999999",
        "shoes",
        "一二三四五六",
    ],
)
def test_what_is_no_code_is_none(written: str) -> None:
    assert hs_code.clean(written) is None


def test_a_code_names_its_chapter() -> None:
    assert hs_code.chapter("330300") == 33


@given(st.text(max_size=60))
def test_never_raises_and_is_stable(text: str) -> None:
    value = hs_code.clean(text)
    assert value is None or hs_code.clean(value) == value
