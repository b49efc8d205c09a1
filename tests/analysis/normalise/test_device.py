from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import device


def test_identifiers_are_lower_case() -> None:
    assert device.clean(" {A1B2-C3D4-0099} ") == "a1b2-c3d4-0099"


@pytest.mark.parametrize(
    "written", ["", "-", "N/A", "00000000-0000-0000-0000-000000000000", "设备"]
)
def test_placeholders_are_none(written: str) -> None:
    assert device.clean(written) is None


def test_several_identifiers_come_once_each_in_the_order_written() -> None:
    assert device.clean_several("D-0002| d-0001 ||d-0002|N/A") == ["d-0002", "d-0001"]


@given(st.text(max_size=220))
def test_never_raises_and_is_stable(text: str) -> None:
    value = device.clean(text)
    assert value is None or device.clean(value) == value
