from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import coordinate


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("23.1291", 23.1291),
        ("-33.86", -33.86),
        ("113.2 E", 113.2),
        ("23°7'48\"S", -23.13),
        ("０．５", 0.5),
    ],
)
def test_degrees_are_understood(written: str, value: float) -> None:
    assert coordinate.clean(written) == pytest.approx(value)


@pytest.mark.parametrize("written", ["", "-", "N/A", "181", "1e2", "12,5", "north"])
def test_what_is_no_coordinate_is_none(written: str) -> None:
    assert coordinate.clean(written) is None


@given(st.floats(-180, 180).map(lambda value: round(value, 6)))
def test_every_coordinate_comes_back(value: float) -> None:
    assert coordinate.clean(f"{value:.6f}") == pytest.approx(value)


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    value = coordinate.clean(text)
    assert value is None or -180 <= value <= 180
