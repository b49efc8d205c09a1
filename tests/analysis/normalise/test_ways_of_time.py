from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise.ways_of_time import rewritten


@pytest.mark.parametrize(
    ("written", "plainly"),
    [
        ("5 mar 2026", "2026-3-5"),
        ("march 5th, 2026 3:07 pm", "2026-3-5 15:07"),
        ("thu, 05 mar 2026 12:30:15 +0800", "2026-3-05 12:30:15 +0800"),
        ("2026年3月5日下午3点", "2026年3月5日 15点"),
        ("2026-03-05 12:00 am", "2026-03-05 0:00"),
        ("2026-03-05 12:00 pm", "2026-03-05 12:00"),
    ],
)
def test_rarer_ways_are_rewritten(written: str, plainly: str) -> None:
    assert rewritten(written) == plainly


@pytest.mark.parametrize("written", ["2026-03-05 13:00 pm", "2026年3月5日晚上12点"])
def test_what_contradicts_itself_or_has_two_readings_is_nothing(written: str) -> None:
    assert rewritten(written) == ""


def test_the_order_of_day_and_month_is_taken_from_the_reader_alone() -> None:
    # Given a date with two readings
    written = "05/03/2026"

    # When it is rewritten with each order, and with none
    read = [rewritten(written, order) for order in ("dmy", "mdy", "")]

    # Then only an order makes a date of it
    assert read == ["2026-03-05", "2026-05-03", "05/03/2026"]


@given(st.text(max_size=90), st.sampled_from(["", "dmy", "mdy"]))
def test_never_raises(text: str, order: str) -> None:
    assert isinstance(rewritten(text, order), str)
