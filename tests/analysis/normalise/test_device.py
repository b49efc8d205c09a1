from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import device


def test_identifiers_are_lower_case() -> None:
    assert device.clean(" {A1B2-C3D4-0099} ") == "a1b2-c3d4-0099"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "N/A",
        "00000000-0000-0000-0000-000000000000",
        "设备",
        "9774d56d682e549c",
        "02:00:00:00:00:00",
        "FF-FF-FF-FF-FF-FF",
        "000000000000000",
        "123456789012345",
        "0123456789abcdef",
        "emulator-5554",
    ],
)
def test_placeholders_are_none(written: str) -> None:
    assert device.clean(written) is None


def test_several_identifiers_come_once_each_in_the_order_written() -> None:
    assert device.clean_several("D-0002| d-0001 ||d-0002|N/A") == ["d-0002", "d-0001"]


@given(st.text(max_size=220))
def test_never_raises_and_is_stable(text: str) -> None:
    value = device.clean(text)
    assert value is None or device.clean(value) == value


@pytest.mark.parametrize(
    "written",
    [
        "AA:BB:CC:DD:EE:01",
        "aa-bb-cc-dd-ee-01",
        "aabb.ccdd.ee01",
        "AABBCCDDEE01",
        "mac: aa:bb:cc:dd:ee:01",
    ],
)
def test_a_network_address_has_one_value(written: str) -> None:
    assert device.clean(written) == "aa:bb:cc:dd:ee:01"


@pytest.mark.parametrize(
    "written", ["353270079684223", "35-327007-968422-3", "IMEI:353270079684223"]
)
def test_an_imei_is_its_fifteen_digits(written: str) -> None:
    assert device.clean(written) == "353270079684223"


def test_a_subscriber_of_fifteen_digits_has_no_check_digit() -> None:
    assert device.clean("460011234567890") == "460011234567890"


def test_an_imei_whose_check_digit_is_wrong_is_kept() -> None:
    assert device.clean("353270079684224") == "353270079684224"
