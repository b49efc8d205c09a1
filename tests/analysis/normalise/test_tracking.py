from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import carrier, tracking
from tests.analysis.normalise.public_material import naughty_strings, tracking_numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("sf 1234-5678 90123", "SF1234567890123"),
        ("ＹＴ１２３４５６７８９０１２３", "YT1234567890123"),
        ("RA 473 124 829 CN", "RA473124829CN"),
        ("CSQU 305438-3", "CSQU3054383"),
        ("773123456789012.0", "773123456789012"),  # a spreadsheet's float
        ("'0073123456789", "0073123456789"),  # a spreadsheet's mark for text
    ],
)
def test_numbers_are_upper_case_without_blanks_and_dashes(written: str, value: str) -> None:
    assert tracking.clean(written) == value


@pytest.mark.parametrize("written", ["", "-", "N/A", "0000000000", "SFABC", "无", "7.73E+14"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert tracking.clean(written) is None
    assert tracking.read(written) is None


@given(st.text(max_size=120) | st.sampled_from(naughty_strings()))
def test_never_raises_and_is_stable(text: str) -> None:
    value = tracking.clean(text)
    assert value is None or tracking.clean(value) == value
    assert tracking.read(text, text) is None or value is not None


@pytest.mark.parametrize(("form", "number", "valid"), tracking_numbers())
def test_the_examples_of_the_public_list_come_out_right(
    form: str, number: str, valid: bool
) -> None:
    # When an example of a form is read without saying whose it is
    read = tracking.read(number)

    # Then the form is among those that fit, with a check digit that does, or it is not
    fits = read is not None and form in read.forms and read.checked is not False
    assert fits is valid


@pytest.mark.parametrize(
    ("number", "carriers", "checked"),
    [
        ("SF1420349064432", ("sf",), None),
        ("YT1234567890123", ("yto",), None),
        ("JT0006968326954", ("jt",), None),
        ("DPK364112047425", ("deppon",), None),
        ("JDVB12345678901", ("jd",), None),
        ("LP00123456789012", ("cainiao",), None),
        ("RB123456785CN", ("ems",), True),
        ("RB123456786CN", ("ems",), False),
        ("CN123456786CN", ("ems",), False),  # DHL's eCommerce numbers may begin with CN too
        ("RB123456785HK", ("hongkongpost",), True),
        ("RB123456785CV", ("post-cv",), True),
        ("1Z5R89390357567127", ("ups",), True),
        ("QQ9999", (), None),
        ("SF14203490****2", (), None),
    ],
)
def test_letters_tell_whose_number_it_is(
    number: str, carriers: tuple[str, ...], checked: bool | None
) -> None:
    read = tracking.read(number)
    assert read is not None
    assert (read.carriers, read.checked) == (carriers, checked)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        ("78636098066239", "中通快递"),
        ("773165231258961", "申通"),
        ("5301156237108", "韵达速递"),
        ("431234567890123", "yunda"),
        ("9889510569807", "中国邮政"),
        ("1112345678903", "EMS"),
        ("8012345678", "圆通"),
        ("864123456789012345", "圆通速递"),
        ("A123456789012", "百世汇通"),
        ("661234567890", "天天快递"),
        ("94123456", "德邦物流"),
    ],
)
def test_digits_alone_are_believed_where_the_carrier_is_named(number: str, named: str) -> None:
    # When
    read = tracking.read(number, named)

    # Then
    assert read is not None
    assert read.carriers == (carrier.clean(named),)
    assert read.checked is None


@pytest.mark.parametrize(
    "number",
    [
        "444003079772",
        "444006203631",
        "444010263979",
        "708546710852",
        "667687969479",
        "304708923294",
    ],
)
def test_the_old_numbers_of_sf_bear_a_check_digit(number: str) -> None:
    # Given numbers from published answers, and each with its last digit changed
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)

    # When both are read as SF's
    right, wrong = tracking.read(number, "顺丰"), tracking.read(slip, "顺丰")

    # Then
    assert right is not None and right.checked is True
    assert wrong is not None and wrong.checked is False


@pytest.mark.parametrize(
    ("number", "told_by"),
    [
        ("SF1420349064432", "letters"),
        ("RB123456785CN", "letters"),
        ("78636098066239", "shape"),  # fourteen digits are DHL's too, but only by their length
        ("ABC123456789", "shape"),
        ("10636098066239", "length"),
        ("QQ9999", None),
    ],
)
def test_it_is_known_what_of_a_number_names_its_carrier(number: str, told_by: str | None) -> None:
    read = tracking.read(number)
    assert read is not None
    assert read.told_by == told_by


def test_what_only_the_length_tells_gives_way_to_what_the_shape_does() -> None:
    read = tracking.read("78636098066239")
    assert read is not None
    assert read.carriers == ("zto",)


def test_a_parcel_booked_under_a_wrong_carrier_shows_whose_it_could_be() -> None:
    read = tracking.read("SF1420349064432", "圆通速递")
    assert read is not None
    assert read.carriers == ("sf",)


def test_every_form_names_a_known_carrier_and_its_source() -> None:
    for name, whose, _, source in tracking.formats():
        assert whose in carrier.known() or name == "S10"
        assert source
