"""What the camera says is read where it is well-formed, and never believed beyond that."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.flow.intake.photographs.camera import Camera, camera, moment
from tests.factories import photographs

_ZONE = "Asia/Shanghai"


def _said(**given_: Any) -> Camera:
    """Return what is read from a JPEG with these tags, written and read as a file is."""
    from PIL import Image

    file = BytesIO()
    photographs.blank().save(file, "JPEG", exif=photographs.exif(**given_))
    with Image.open(file) as image:
        return camera(image.getexif(), _ZONE)


def test_when_where_and_with_what() -> None:
    # Given a telephone's picture without an offset; when; then its zone is the delivery's
    found = _said()
    assert found.taken_at == datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    assert found.taken_as_written == "2026:03:05 12:30:00"
    assert (found.lat, found.lon) == (23.125, 113.25)
    assert found.place_as_written == "N 23.0 7.0 30.0; E 113.0 15.0 0.0"
    assert found.make_and_model == "HUAWEI P60"


def test_an_offset_in_the_file_goes_before_the_zone() -> None:
    # Given an offset and a fraction of a second; when; then both count, and stand as written
    found = _said(shot={0x9011: "-05:30", 0x9291: "250"})
    assert found.taken_at == datetime(2026, 3, 5, 18, 0, 0, 250_000, tzinfo=UTC)
    assert found.taken_as_written == "2026:03:05 12:30:00.250 -05:30"


@pytest.mark.parametrize(
    "written",
    ["0000:00:00 00:00:00", "2026:13:05 12:30:00", "yesterday", "1970:01:01 00:00:00"],
)
def test_a_clock_that_was_not_set(written: str) -> None:
    # Given; when; then no moment is made of it
    assert _said(shot={0x9003: written}).taken_at is None


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {2: (91.0, 0.0, 0.0)},
        {2: (23.0, 61.0, 0.0)},
        {1: "X"},
        {18: "GCJ-02"},
    ],
    ids=["nowhere", "beyond the pole", "61 minutes", "no side", "another datum"],
)
def test_a_place_that_is_none(gps: dict[int, Any]) -> None:
    # Given; when; then no place is made of it, and what was written is kept
    found = _said(gps=gps)
    assert (found.lat, found.lon) == (None, None)
    assert found.place_as_written


def test_south_and_west_are_below_nought() -> None:
    # Given; when; then
    found = _said(gps={1: "S", 3: "W", 18: "WGS-84"})
    assert (found.lat, found.lon) == (-23.125, -113.25)


@pytest.mark.parametrize(
    ("written", "utc_hour"),
    [
        ("2026:03:05 12:30:00", 3),
        ("2026:03:05 12:30:00 +08:00", 4),
        ("2026:03:05 12:30:00.250000 -05:30", 18),
        ("2026:03:05 12:30:00 somewhere", 3),
        ("2026:03:05", None),
        ("", None),
    ],
)
def test_what_was_kept_is_understood_in_another_zone(written: str, utc_hour: int | None) -> None:
    # Given what a camera wrote; when its clock is said to be of Tokyo; then an offset goes before
    found = moment(written, "Asia/Tokyo")
    assert (found.hour if found else None) == utc_hour


_ANYTHING = st.one_of(
    st.none(), st.text(), st.binary(), st.integers(), st.floats(), st.tuples(st.floats()),
    st.tuples(st.floats(), st.floats(), st.floats()), st.tuples(st.text(), st.text(), st.text()),
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from([0x010F, 0x0110]), _ANYTHING),
    st.dictionaries(st.sampled_from([0x9003, 0x9004, 0x9011, 0x9291]), _ANYTHING),
    st.dictionaries(st.sampled_from([1, 2, 3, 4, 18]), _ANYTHING),
)
def test_whatever_stands_there_never_raises(
    main: dict[int, Any], shot: dict[int, Any], gps: dict[int, Any]
) -> None:
    # Given tags of any type; when; then something plain comes back
    class Tags(dict[int, Any]):
        def get_ifd(self, ifd: int) -> dict[int, Any]:
            return shot if ifd == 0x8769 else gps

    found = camera(Tags(main), _ZONE)
    assert len(found.taken_as_written) <= 80
    assert found.lat is None or -90 <= found.lat <= 90
    assert found.make_and_model.isprintable()
