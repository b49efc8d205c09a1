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
        ("110000006048388", "110000006048388"),  # 15 digits
        ("310122393500003", "310122393500003"),  # Saudi Arabia
        ("60003734-1", "600037341"),  # organisation code
        ("GB 980 7806 84", "GB980780684"),
        ("12-3456789", "123456789"),
    ],
)
def test_numbers_are_compact_and_upper_case(written: str, value: str) -> None:
    assert company.clean(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "91110000600037341M",
        "9111000060O037341L",  # a letter O is not taken for a zero
        "110000006048389",
        "60003734-2",
        "",
        "-",
        "N/A",
        "000000",
        "无",
    ],
)
def test_a_wrong_check_character_or_nothing_is_none(written: str) -> None:
    assert company.clean(written) is None


@given(st.text(max_size=80))
def test_never_raises_and_is_stable(text: str) -> None:
    value = company.clean(text)
    assert value is None or company.clean(value) == value


@pytest.mark.parametrize(
    ("value", "register"),
    [
        ("91110000600037341L", "USCC"),
        ("110000006048388", "CN 15"),
        ("600037341", "CN organisation"),
        ("DE136695976", "VAT DE"),
        ("GB980780684", "VAT GB"),
        ("GB123456789000", "EORI GB"),
        ("04595257", "TW UBN"),
        ("1168150973", "KR BRN"),
        ("5835678256246", "JP CN"),
        ("0100233488", "VN MST"),
        ("SC123456", "UK company"),
    ],
)
def test_a_number_tells_which_register_could_have_given_it(value: str, register: str) -> None:
    assert register in company.registers(value)


def test_the_code_of_before_2015_stands_in_the_code_of_today() -> None:
    assert company.organisation_code("91110000600037341L") == "600037341"
    assert company.organisation_code("9111************41") is None
