from __future__ import annotations

import pytest
from stdnum import iso6346

from casework.analysis.waybill.numbers import (
    CONTAINER,
    PARCEL_1Z,
    POSTAL,
    compact,
    mended,
    mended_company,
    waybill,
)


@pytest.mark.parametrize("number", ["EA687658280CN", "1Z5R89390357567127", "986578788855"])
def test_a_waybill_proves_itself_by_its_check_digit(number: str) -> None:
    slip = number.replace("8", "9", 1)

    assert waybill(number)
    assert not waybill(slip)
    assert not waybill("SF1407487703557"), "it has the form of SF's, which hold no check digit"


def test_a_number_is_kept_without_what_print_puts_between() -> None:
    assert compact("1Z pnb-hp8·67/6642：7748") == "1ZPNBHP86766427748"


def test_a_sign_its_place_does_not_allow_is_mended_where_a_check_digit_proves_it() -> None:
    assert mended("EA68765828OCN", POSTAL, waybill) == "EA687658280CN"
    assert mended("EA68765829OCN", POSTAL, waybill) is None
    assert mended("1Z5R8939O357567127", PARCEL_1Z, waybill) == "1Z5R89390357567127"
    assert mended("CSQU3O54383", CONTAINER, iso6346.is_valid) == "CSQU3054383"


def test_a_company_is_mended_where_both_its_check_characters_prove_it() -> None:
    assert mended_company("9111000060003734IL") == "91110000600037341L"
    assert mended_company("911I0000600037341L") == "91110000600037341L"


def test_no_company_is_made_up_for_a_number_with_a_wrong_digit() -> None:
    # 91110000600037341L with one digit another: its like would fit one check character by chance
    for place in range(8, 16):
        wrong = "91110000600037341L"
        wrong = wrong[:place] + str((int(wrong[place]) + 3) % 10) + wrong[place + 1 :]
        assert mended_company(wrong) is None


def test_nothing_is_mended_where_several_numbers_would_prove_themselves() -> None:
    assert mended("0", ["OQ"], lambda tried: True) is None
