from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import moment


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-03-05", "2026-03-04T16:00:00+00:00"),
        ("2026/3/5", "2026-03-04T16:00:00+00:00"),
        ("2026.03.05", "2026-03-04T16:00:00+00:00"),
        ("20260305", "2026-03-04T16:00:00+00:00"),
        ("2026年3月5日", "2026-03-04T16:00:00+00:00"),
        ("2026-03-05 00:00:00", "2026-03-04T16:00:00+00:00"),
        ("2026年3月5日 12:30", "2026-03-05T04:30:00+00:00"),
        ("2026年3月5日12时30分15秒", "2026-03-05T04:30:15+00:00"),
        ("20260305123015", "2026-03-05T04:30:15+00:00"),
        ("2026-03-05T12:30:15.123456+01:00", "2026-03-05T11:30:15.123456+00:00"),
        ("2026-03-05T12:30:15Z", "2026-03-05T12:30:15+00:00"),
    ],
)
def test_moments_are_understood_in_utc(written: str, value: str) -> None:
    assert moment.clean(written) == datetime.fromisoformat(value)


def test_the_zone_is_asked_of_what_has_no_offset() -> None:
    # Given a time written without an offset, and one with
    without, with_offset = "2026-07-01 12:00", "2026-07-01 12:00+08:00"

    # When both are read in London
    read = [moment.clean(text, "Europe/London") for text in (without, with_offset)]

    # Then only the first follows the zone
    assert read == [datetime(2026, 7, 1, 11, tzinfo=UTC), datetime(2026, 7, 1, 4, tzinfo=UTC)]


@pytest.mark.parametrize(
    "written", ["", "-", "N/A", "2026-13-01", "2026-02-30", "45000", "1026-01-01"]
)
def test_what_is_no_moment_is_none(written: str) -> None:
    assert moment.clean(written) is None


def test_an_unknown_zone_gives_nothing() -> None:
    assert moment.clean("2026-03-05", "Nowhere/At all") is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_comes_back_to_the_microsecond(value: datetime) -> None:
    assert moment.clean(value.isoformat()) == value


@given(st.text(max_size=60), st.text(max_size=12))
def test_never_raises(text: str, zone: str) -> None:
    value = moment.clean(text, zone)
    assert value is None or value.tzinfo is UTC
