from __future__ import annotations

import cv2
import numpy as np
import pytest

from casework.simulator.photographs.scene import HARM, Level, View, photograph, scan

LABEL = np.full((1200, 860), 255, np.uint8)
LABEL[300:500, 200:600] = 0
AREA = (200, 300, 600, 500)
SMALL = (450, 600)


def _seen(level: Level, seed: str) -> View:
    """The label in a picture a third as wide and high as those that are sent."""
    return photograph(LABEL, level, seed, SMALL)


@pytest.mark.parametrize("level", HARM)
def test_the_same_seed_gives_the_same_pixels(level: Level) -> None:
    once, again = _seen(level, "7"), _seen(level, "7")
    other = _seen(level, "8")

    assert np.array_equal(once.pixels, again.pixels)
    assert once.pixels.shape != other.pixels.shape or not np.array_equal(once.pixels, other.pixels)


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_place_of_the_label_is_known_in_the_picture_however_it_is_turned(seed: str) -> None:
    # Given a black block on white paper, photographed
    view = _seen("strong", f"place {seed}")

    # When its corners in the picture are asked for
    quad = np.array(view.quad(AREA), np.int32)

    # Then they lie in it, and it is darker within them than on the paper beside
    inside = np.zeros(view.pixels.shape[:2], np.uint8)
    cv2.fillPoly(inside, [quad], (1,))
    paper = np.zeros(view.pixels.shape[:2], np.uint8)
    cv2.fillPoly(paper, [np.array(view.quad((200, 560, 600, 760)), np.int32)], (1,))
    high, wide = inside.shape
    assert (quad >= 0).all()
    assert (quad[:, 0] < wide).all() and (quad[:, 1] < high).all()
    assert view.pixels[inside == 1].mean() < view.pixels[paper == 1].mean()


def test_strong_is_darker_than_mild() -> None:
    mild = [_seen("mild", str(seed)).pixels.mean() for seed in range(4)]
    strong = [_seen("strong", str(seed)).pixels.mean() for seed in range(4)]

    assert sum(strong) < sum(mild)


def test_what_lies_on_the_label_hides_what_is_under_it() -> None:
    views = (_seen("strong", f"tape {seed}") for seed in range(40))

    covered = next(view for view in views if view.covers)
    [cover] = covered.covers
    assert covered.hides(cover)
    assert not covered.hides((0, 0, 20, 20))


def test_a_scan_is_a_white_page_with_the_label_on_it() -> None:
    view = scan(LABEL, "1")

    assert view.pixels.shape == (1754, 1240, 3)
    assert view.pixels[:20, :20].mean() > 230
    assert view.turned == 0
