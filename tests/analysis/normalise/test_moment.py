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
        ("2026-03-05 3:07 PM", "2026-03-05T07:07:00+00:00"),
        ("2026/3/5 上午 12:30", "2026-03-04T16:30:00+00:00"),
        ("2026年3月5日下午3点", "2026-03-05T07:00:00+00:00"),
        ("2026年3月5日星期四 12:30", "2026-03-05T04:30:00+00:00"),
        ("北京时间2026-03-05 12:30", "2026-03-05T04:30:00+00:00"),
        ("5 Mar 2026", "2026-03-04T16:00:00+00:00"),
        ("Mar 5, 2026 3:07:09 PM", "2026-03-05T07:07:09+00:00"),
        ("Thu, 05 Mar 2026 12:30:15 +0800", "2026-03-05T04:30:15+00:00"),
        ("Thu Mar  5 12:30:15 2026", "2026-03-05T04:30:15+00:00"),
        (
            "Thu Mar 05 2026 12:30:15 GMT+0800 (China Standard Time)",
            "2026-03-05T04:30:15+00:00",
        ),
        ("20260305123015123", "2026-03-05T04:30:15.123+00:00"),
        ("2026-03-05-12.30.15.123456", "2026-03-05T04:30:15.123456+00:00"),
        ("2026-03-05 24:00", "2026-03-05T16:00:00+00:00"),
        ("25/03/2026", "2026-03-24T16:00:00+00:00"),
        ("05.05.2026", "2026-05-04T16:00:00+00:00"),
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
    "written",
    [
        "",
        "-",
        "N/A",
        "2026-13-01",
        "2026-02-30",
        "45000",
        "1026-01-01",
        "05/03/2026",  # March or May
        "5-Mar-26",  # which century
        "2026-03-05 12:30 CST",  # China or Chicago
        "2026-03-05 13:30 PM",
        "2026年3月5日上午12点",  # midnight or noon
        "1772000000",
        "12:30",
    ],
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


def test_the_reader_of_a_file_may_say_what_stands_first() -> None:
    assert moment.clean("05/03/2026", "UTC", "dmy") == datetime(2026, 3, 5, tzinfo=UTC)
    assert moment.clean("05/03/2026", "UTC", "mdy") == datetime(2026, 5, 3, tzinfo=UTC)
    assert moment.clean("25/03/2026", "UTC", "mdy") is None


def test_of_two_hours_of_one_name_the_earlier_is_meant() -> None:
    assert moment.clean("2026-10-25 02:30", "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("46086", datetime(2026, 3, 5, tzinfo=UTC)),
        ("46086.5", datetime(2026, 3, 5, 12, tzinfo=UTC)),
        ("46086.521018518519", datetime(2026, 3, 5, 12, 30, 16, tzinfo=UTC)),
        ("60", None),
        ("999999", None),
        ("-1", None),
        ("soon", None),
    ],
)
def test_a_spreadsheets_days_are_counted_where_the_reader_says_so(
    serial: str, value: datetime | None
) -> None:
    assert moment.from_serial(serial, "UTC") == value


def test_old_macintoshes_count_from_1904() -> None:
    assert moment.from_serial("44624.5", "UTC", since_1904=True) == datetime(
        2026, 3, 5, 12, tzinfo=UTC
    )
