from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import is_masked, phone
from casework.analysis.normalise.phone import Nature
from tests.analysis.normalise.public_material import naughty_strings


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
        "13812345678 13912345679",
        "13800138000，13812345678",
        "138.1234.5678",
        "手机：138 1234 5678（微信同号）",
        "联系电话 13812345678（王先生）",
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
        ("800 810 0000", "+868008100000"),
        ("020-83876543-801", "+862083876543"),
        ("20-83876543", "+862083876543"),
        ("+86 020 8387 6543", "+862083876543"),
        ("0755-26581234", "+8675526581234"),
        ("+1 212 555 2368", "+12125552368"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+44 7700 900123", "+447700900123"),
    ],
)
def test_landlines_and_foreign_numbers_are_understood(written: str, value: str) -> None:
    assert phone.clean(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("400-123-4567", "+864001234567"),
        ("800-987-6543", "+868009876543"),
        ("+852 2345 6789", "+85223456789"),
        ("00852-9876 5432", "+85298765432"),
        ("021-2345 6789", "+862123456789"),
        ("+44 7123 456789", "+447123456789"),
    ],
)
def test_digits_that_count_are_a_number_where_the_plan_gives_them_out(
    written: str, value: str
) -> None:
    assert phone.clean(written) == value


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("138******34", "+86138******34"),
        ("+86 138****1234", "+86138****1234"),
        ("1381234****", "+861381234****"),
        ("＋86-138＊＊＊＊1234", "+86138****1234"),
        ("138-xxxx-1234", "+86138****1234"),
        ("138XXXX1234", "+86138****1234"),
        ("138●●●●1234", "+86138****1234"),
        ("138____1234", "+86138****1234"),
        ("138....1234", "+86138****1234"),
        ("*******3228", "*******3228"),
        ("020-****6543", "+8620****6543"),
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
    [
        "13800138000",
        "00000000000",
        "N/A",
        "-",
        "",
        "11111111111",
        "12345678901",
        "13888888888",
        "13131313131",
        "18618618618",
        "010-12345678",
        "+86 571 8765 4321",
        "+852 1234 5678",
        "+852 8888 8888",
        "+886 912 345 678",
        "12345678",
        "13800755500",  # the message centre of Shenzhen
        "10086",
        "83876543",  # no area code
        "***",
        "1**",
        "1**********",  # half of China
        "一三八一二三四五六七八",
        "138１２３４567",
    ],
)
def test_what_identifies_nobody_is_not_a_number(written: str) -> None:
    assert phone.clean(written) is None


@given(st.text(max_size=80) | st.sampled_from(naughty_strings()))
def test_never_raises(text: str) -> None:
    value = phone.clean(text)
    assert value is None or set(value) <= set("+0123456789*")
    assert value is None or phone.nature(text) is not None


@given(st.integers(13_100_000_000, 19_999_999_999).map(str))
def test_what_was_understood_is_understood_again(number: str) -> None:
    value = phone.clean(number)
    assert value is None or phone.clean(value) == value


@pytest.mark.parametrize("prefix", ["162", "165", "167", "170", "171", "191", "192", "197", "199"])
def test_newer_prefixes_and_those_of_resellers_are_numbers(prefix: str) -> None:
    assert phone.clean(prefix + "24681357") == f"+86{prefix}24681357"


@pytest.mark.parametrize("prefix", ["142", "154", "160", "161", "163", "164", "168", "179", "194"])
def test_prefixes_nobody_was_given_tie_whoever_writes_them(prefix: str) -> None:
    assert phone.clean(prefix + "24681357") == f"+86{prefix}24681357"
    assert phone.clean("+86 " + prefix + "-2468-1357") == f"+86{prefix}24681357"


@pytest.mark.parametrize(
    "written",
    [
        "17012345678转1234",
        "18412345678-1234",
        "18412345678,1234",
        "18412345678[1234]",
        "+86 184 1234 5678 转 1234",
        "95013123456789",
        "+8695013123456789",
    ],
)
def test_a_number_that_passes_calls_on_identifies_nobody(written: str) -> None:
    assert phone.clean(written) is None
    assert phone.nature(written) is Nature.RELAY


@pytest.mark.parametrize(
    ("written", "nature"),
    [
        ("13812345678", Nature.MOBILE),
        ("020-83876543", Nature.LANDLINE),
        ("400-820-8820", Nature.HOTLINE),
        ("95338", Nature.HOTLINE),
        ("+852 9123 4567", Nature.FOREIGN),
        ("138****5678", Nature.MASKED),
        ("13800138000", None),
        ("张三", None),
    ],
)
def test_a_number_has_a_nature(written: str, nature: Nature | None) -> None:
    assert phone.nature(written) is nature
