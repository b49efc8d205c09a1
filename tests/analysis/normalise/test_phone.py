from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import is_masked, phone


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "+86 138 1234 5678",
        "0086-138-1234-5678",
        "86-13812345678",
        "１３８１２３４５６７８",
        " 138 1234 5678 ",
        "+86(138)12345678",
        "手机：13812345678",
        "13812345678/13912345679",
    ],
)
def test_one_chinese_mobile_has_one_value_however_it_is_written(written: str) -> None:
    assert phone.clean(written) == "+8613812345678"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("020-83876543", "+862083876543"),
        ("(020) 8387 6543 转 8", "+862083876543"),
        ("400-820-8820", "+864008208820"),
        ("+1 212 555 2368", "+12125552368"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+44 7700 900123", "+447700900123"),
    ],
)
def test_landlines_and_foreign_numbers_are_understood(written: str, value: str) -> None:
    assert phone.clean(written) == value


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("138******34", "+86138******34"),
        ("+86 138****1234", "+86138****1234"),
        ("1381234****", "+861381234****"),
        ("＋86-138＊＊＊＊1234", "+86138****1234"),
    ],
)
def test_a_masked_number_keeps_every_visible_digit_in_its_place(written: str, pattern: str) -> None:
    # When
    value = phone.clean(written)

    # Then
    assert value == pattern
    assert is_masked(pattern)


@pytest.mark.parametrize(
    "written",
    ["13800138000", "00000000000", "N/A", "-", "", "11111111111", "12345678901", "***", "1**"],
)
def test_what_identifies_nobody_is_not_a_number(written: str) -> None:
    assert phone.clean(written) is None


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    value = phone.clean(text)
    assert value is None or set(value) <= set("+0123456789*")


@given(st.integers(13_100_000_000, 19_999_999_999).map(str))
def test_what_was_understood_is_understood_again(number: str) -> None:
    value = phone.clean(number)
    assert value is None or phone.clean(value) == value
