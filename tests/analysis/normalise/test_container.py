from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import container


@pytest.mark.parametrize(
    "written", ["CSQU3054383", "csqu 305438-3", "CSQU 305438 [3]", "ＣＳＱＵ３０５４３８３"]
)
def test_a_container_has_one_number_however_it_is_written(written: str) -> None:
    assert container.clean(written.replace("[", "").replace("]", "")) == "CSQU3054383"


@pytest.mark.parametrize(
    "written",
    [
        "CSQU3054384",  # check digit
        "CSQU305438",  # none
        "CSQX3054383",  # no category X
        "C5QU3054383",
        "",
        "N/A",
    ],
)
def test_what_breaks_iso_6346_is_no_container(written: str) -> None:
    assert container.clean(written) is None


@pytest.mark.parametrize("written", ["ICSU2800001", "TOLZ1234560"])
def test_only_the_right_check_digit_of_ten_fits(written: str) -> None:
    # When the last digit takes every value
    fits = [container.clean(written[:-1] + str(digit)) for digit in range(10)]

    # Then one of them is understood
    assert len([number for number in fits if number]) == 1


@given(st.text(max_size=60))
def test_never_raises_and_is_stable(text: str) -> None:
    value = container.clean(text)
    assert value is None or container.clean(value) == value
