"""A photograph is shown upright, small, and without a word of the camera."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.flow import intake
from casework.model import Photograph, TrailEntry
from tests.factories import photographs
from tests.factories.intake import photograph
from tests.flow.intake.photographs.test_taking import delivered


@pytest.fixture
def kept(act: Act, tmp_path: Path) -> Photograph:
    """A picture of 1200 by 600 that is told to be turned to the right."""
    path = tmp_path / "a.jpg"
    photographs.blank(1200, 600).save(path, exif=photographs.exif())
    file = delivered(act, path)
    return photograph(
        act.session,
        act.officer,
        sha256=file.kept.sha256,
        width=600,
        height=1200,
        reading={"turned": 90, "fields": []},
    )


def _shown(act: Act) -> list[int]:
    act.session.commit()
    rows = act.session.scalars(select(TrailEntry).where(TrailEntry.what == "photograph:shown"))
    return [entry.facts["width"] for entry in rows]


def test_upright_and_bare(act: Act, kept: Photograph) -> None:
    # Given; when shown in a list; then it is upright, small, and says nothing of a camera
    from PIL import Image

    drawn = intake.picture(act, kept, 300)
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 640))
        assert not dict(picture.getexif())
    assert _shown(act) == []


def test_that_people_s_names_were_shown_is_recorded(act: Act, kept: Photograph) -> None:
    # Given; when shown so that it can be read; then that is on the trail, each time
    first = intake.picture(act, kept, 700)
    assert intake.picture(act, kept, 800) == first
    assert _shown(act) == [800, 800]


def test_pictures_do_not_gather(act: Act, kept: Photograph) -> None:
    # Given a picture drawn long ago; when the next is drawn; then the old one is gone, and drawn
    # again where it is asked for
    small = intake.picture(act, kept, 300)
    place = act.settings.work_dir / "pictures"
    (old,) = place.iterdir()
    os.utime(old, (0, 0))
    intake.picture(act, kept, 800)
    assert old not in place.iterdir()
    assert intake.picture(act, kept, 300) == small


def test_only_a_few_sizes_are_ever_kept(act: Act, kept: Photograph) -> None:
    # Given; when asked for in many sizes; then few files lie in the work folder, for nobody else
    for width in (1, 100, 319, 320, 5_000, 100_000):
        intake.picture(act, kept, width)
    places = list((act.settings.work_dir / "pictures").iterdir())
    assert len(places) == 2
    assert {place.stat().st_mode & 0o077 for place in places} == {0}
