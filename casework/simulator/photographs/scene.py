"""Lays a label on a table and looks at it as a hurried officer's telephone does."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Literal, NamedTuple, TypeAlias

import cv2
import numpy as np

from casework.simulator.photographs.sheet import Area

Level = Literal["mild", "slanted", "strong"]
Pixels: TypeAlias = Any
"""Rows of columns of three colours (red, green, blue), float32 from 0 to 255."""
Quad: TypeAlias = tuple[tuple[int, int], ...]

SIZE = (1350, 1800)
"""Pixels across and down of a picture that a chat program passes on."""


class Harm(NamedTuple):
    """How far a level goes; lengths are shares of the label's width, light is a factor."""

    tilt: float  # degrees of skew
    lean: float  # corners that come nearer or go further: perspective
    creases: tuple[int, int]
    shadow: float
    glare: float  # chance of it
    dim: tuple[float, float]
    noise: float  # standard deviation
    blur: tuple[float, float]  # pixels
    covered: float  # chance that something lies on the label
    turned: float  # chance of a quarter or half turn
    quality: tuple[int, int]  # of the JPEG
    forwarded: float  # chance that a chat program made it smaller on the way


HARM: dict[Level, Harm] = {
    "mild": Harm(
        tilt=4,
        lean=0.02,
        creases=(0, 1),
        shadow=0.25,
        glare=0.1,
        dim=(0.85, 1.05),
        noise=3,
        blur=(0.3, 0.8),
        covered=0.0,
        turned=0.15,
        quality=(78, 93),
        forwarded=0.0,
    ),
    "slanted": Harm(
        tilt=15,
        lean=0.04,
        creases=(1, 1),
        shadow=0.35,
        glare=0.0,
        dim=(0.75, 0.95),
        noise=4,
        blur=(0.4, 0.8),
        covered=0.0,
        turned=0.0,
        quality=(78, 93),
        forwarded=0.0,
    ),
    "strong": Harm(
        tilt=14,
        lean=0.06,
        creases=(1, 4),
        shadow=0.55,
        glare=0.45,
        dim=(0.35, 0.8),
        noise=9,
        blur=(0.9, 2.2),
        covered=0.35,
        turned=0.45,
        quality=(35, 60),
        forwarded=0.35,
    ),
}


@dataclass(slots=True)
class View:
    """A label as photographed: the pixels, and the way from the label's points to theirs."""

    pixels: Pixels
    seen_from: Pixels
    """Homography from the label to the picture."""
    covers: list[Area]
    """What was hidden of the label, in its own tenths of a millimetre."""
    turned: int = 0
    """Degrees clockwise by which the picture is turned."""

    def quad(self, area: Area) -> Quad:
        """Return the corners of an area of the label in the picture, in the order of reading."""
        left, top, right, bottom = area
        corners = [[(left, top), (right, top), (right, bottom), (left, bottom)]]
        seen = cv2.perspectiveTransform(np.array(corners, np.float32), self.seen_from)[0]
        return tuple((round(float(x)), round(float(y))) for x, y in seen)

    def hides(self, area: Area) -> bool:
        """Tell whether more than a fiftieth of an area lies under something."""
        size = max(1, (area[2] - area[0]) * (area[3] - area[1]))
        hidden = sum(_overlap(area, cover) for cover in self.covers)
        return hidden / size > 0.02


def photograph(label: Pixels, level: Level, seed: str, size: tuple[int, int] = SIZE) -> View:
    """Return the label (grey, uint8) as seen; the same seed and size give the same pixels."""
    rng = Random(seed)  # noqa: S311 must be repeatable
    noise = np.random.default_rng(rng.getrandbits(64))
    harm = HARM[level]
    paper, covers = _worn(label, harm, rng, noise)
    view = _laid(_table(size, rng, noise), paper, harm, rng)
    view.covers = covers
    _light(view, harm, rng, noise)
    if rng.random() < harm.forwarded:
        _shrink(view, rng.uniform(0.6, 0.75))
    if rng.random() < harm.turned:
        _turn(view, rng.choice((90, 180, 270)))
    return view


def scan(label: Pixels, seed: str) -> View:
    """Return the label on a white page as a flatbed scans it: slightly askew, grey, noisy."""
    rng = Random(seed)  # noqa: S311 must be repeatable
    noise = np.random.default_rng(rng.getrandbits(64))
    high, wide = label.shape
    page = np.full((1754, 1240, 3), 250, np.float32)
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.uniform(-1.5, 1.5), 1.0)
    turn[:, 2] += (rng.randint(80, 240), rng.randint(80, 300))
    move = np.vstack([turn, [0, 0, 1]])
    paper = cv2.cvtColor(label, cv2.COLOR_GRAY2RGB).astype(np.float32)
    cv2.warpPerspective(paper, move, (1240, 1754), page, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    page += 3 * noise.standard_normal(page.shape, np.float32)
    return View(np.clip(cv2.GaussianBlur(page, (0, 0), 0.6), 0, 255), move, [])


def _worn(label: Pixels, harm: Harm, rng: Random, noise: Any) -> tuple[Pixels, list[Area]]:
    """Return the label as paper: tinted, faded, creased, at times with something lying on it."""
    high, wide = label.shape
    ink = rng.uniform(0, 55)
    grey = label.astype(np.float32) * (1 - ink / 255) + ink
    grey *= 1 + cv2.resize(noise.normal(0, 0.02, (8, 6)).astype(np.float32), (wide, high))
    for _ in range(rng.randint(*harm.creases)):
        grey = _creased(grey, rng)
    tint = np.array([rng.uniform(0.95, 1), rng.uniform(0.95, 1), rng.uniform(0.88, 0.98)])
    paper = (grey[:, :, None] * tint).astype(np.float32)
    covers: list[Area] = []
    if rng.random() < harm.covered:
        covers.append(_covered(paper, rng))
    return paper, covers


def _creased(grey: Pixels, rng: Random) -> Pixels:
    """Return the paper with a fold: light on one side, dark on the other, and a small step."""
    high, wide = grey.shape
    angle = rng.uniform(-0.5, 0.5) + rng.choice((0, np.pi / 2))
    x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
    across = (x - rng.uniform(0.15, 0.85) * wide) * np.sin(angle)
    across += (y - rng.uniform(0.15, 0.85) * high) * np.cos(angle)
    step = (rng.uniform(1, 3.5) * np.exp(-((across / 60) ** 2)) * np.sign(across)).astype(
        np.float32
    )
    moved = cv2.remap(
        grey,
        (x + step * np.float32(np.sin(angle))).astype(np.float32),
        (y + step * np.float32(np.cos(angle))).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    ridge = 1 + rng.uniform(0.08, 0.2) * np.exp(-((across / 5) ** 2))
    slope = 1 - rng.uniform(0.08, 0.22) * np.exp(-(((across - 25) / 40) ** 2))
    worn: Pixels = moved * (ridge * slope).astype(np.float32)
    return worn


def _covered(paper: Pixels, rng: Random) -> Area:
    """Put a strip of brown tape or a sticker on the paper, and return where it lies."""
    high, wide, _ = paper.shape
    length, depth = rng.randint(110, 240), rng.randint(50, 90)
    x, y = rng.randint(0, wide - length), rng.randint(high // 3, high - depth - 1)
    colour = np.array(rng.choice(((176, 138, 88), (228, 224, 90), (210, 60, 50))), np.float32)
    paper[y : y + depth, x : x + length] = colour
    return (x, y, x + length, y + depth)


def _laid(scene: Pixels, paper: Pixels, harm: Harm, rng: Random) -> View:
    """Return the paper on a parcel on a table, seen from a hand above it."""
    high, wide, _ = paper.shape
    size = (scene.shape[1], scene.shape[0])
    fit = min(size[0] / wide, size[1] / high) * rng.uniform(0.74, 0.9)
    angle = np.deg2rad(rng.uniform(-harm.tilt, harm.tilt))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    placed = (corners - (wide / 2, high / 2)) * fit @ turn.T
    placed += [[rng.gauss(0, harm.lean * wide * fit / 2) for _ in range(2)] for _ in range(4)]
    placed += (size[0] * rng.uniform(0.47, 0.53), size[1] * rng.uniform(0.47, 0.53))
    # Tilted more than its frame is high: moved back until every corner is in the picture.
    spread = np.max(np.abs(placed - np.array(size) / 2) / (np.array(size) / 2 - 12))
    placed = (placed - np.array(size) / 2) / max(1.0, spread) + np.array(size) / 2
    move = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    _parcel_under(scene, placed, rng)
    cv2.warpPerspective(paper, move, size, scene, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return View(scene, move, [])


def _table(size: tuple[int, int], rng: Random, noise: Any) -> Pixels:
    """Return a table top: wood, steel or cloth, in its colour and grain."""
    wide, high = size
    colour = rng.choice(((142, 104, 70), (96, 98, 102), (176, 170, 158), (58, 62, 70)))
    grain = noise.normal(0, 1, (high // 4, rng.choice((6, 40, wide // 4)))).astype(np.float32)
    texture = cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC) * rng.uniform(4, 11)
    return (np.array(colour, np.float32) + texture[:, :, None]).astype(np.float32)


def _parcel_under(scene: Pixels, placed: Pixels, rng: Random) -> None:
    """Put a box or a grey bag below the label, a little larger than it, with its shadow."""
    colour = rng.choice(((186, 148, 104), (172, 134, 92), (196, 198, 200), (70, 72, 76)))
    middle = placed.mean(axis=0)
    grown = (placed - middle) * (rng.uniform(1.06, 1.3), rng.uniform(1.04, 1.2)) + middle
    shade = np.zeros(scene.shape[:2], np.float32)
    cv2.fillPoly(shade, [(grown + 26).astype(np.int32)], (1.0,))
    scene *= 1 - 0.5 * cv2.GaussianBlur(shade, (0, 0), 24)[:, :, None]
    shape = np.zeros(scene.shape[:2], np.uint8)
    cv2.fillPoly(shape, [grown.astype(np.int32)], (1,))
    covered = scene * np.float32(0.15) + np.array(colour, np.float32) * np.float32(0.85)
    np.copyto(scene, covered, where=shape[:, :, None] == 1)


def _light(view: View, harm: Harm, rng: Random, noise: Any) -> None:
    """Let light fall, unevenly, and the lens and the sensor do what they do."""
    pixels = view.pixels
    high, wide, _ = pixels.shape
    x = np.linspace(-1, 1, wide, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, high, dtype=np.float32)[:, None]
    way = rng.uniform(0, 2 * np.pi)
    edge = float(np.cos(way)) * x + float(np.sin(way)) * y - rng.uniform(0, 0.6)
    shadow = 1 - rng.uniform(0.3, 1) * harm.shadow / (1 + np.exp(-edge * rng.choice((3, 8, 25))))
    pixels = pixels * shadow[:, :, None]
    if rng.random() < harm.glare:
        spot = (x - rng.uniform(-0.5, 0.5)) ** 2 / 0.05 + (y - rng.uniform(-0.5, 0.5)) ** 2 / 0.02
        pixels = pixels + rng.uniform(90, 230) * np.exp(-spot)[:, :, None]
    warmth = rng.uniform(-0.07, 0.07)
    colour = np.array([1 + warmth, 1, 1 - warmth], np.float32) * rng.uniform(*harm.dim)
    pixels = _blurred((pixels * colour.astype(np.float32)).astype(np.float32), harm, rng)
    pixels += harm.noise * noise.standard_normal(pixels.shape, np.float32)
    view.pixels = np.clip(pixels, 0, 255)


def _blurred(pixels: Pixels, harm: Harm, rng: Random) -> Pixels:
    sigma = rng.uniform(*harm.blur)
    blurred: Pixels = cv2.GaussianBlur(pixels, (0, 0), sigma)
    if rng.random() < harm.shadow / 2:  # the hand moved
        length = rng.randint(3, 5)
        smear = np.zeros((length, length), np.float32)
        for place in range(length):
            smear[rng.choice((place, length // 2)), place] = 1 / length
        blurred = cv2.filter2D(blurred, -1, smear)
    return blurred


def _shrink(view: View, factor: float) -> None:
    high, wide, _ = view.pixels.shape
    size = (round(wide * factor), round(high * factor))
    view.pixels = cv2.resize(view.pixels, size, interpolation=cv2.INTER_AREA)
    view.seen_from = np.diag([size[0] / wide, size[1] / high, 1.0]) @ view.seen_from


def _turn(view: View, degrees: int) -> None:
    """Turn the picture clockwise by quarter turns."""
    high, wide, _ = view.pixels.shape
    moves = {
        90: [[0, -1, high - 1], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, wide - 1], [0, -1, high - 1], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, wide - 1], [0, 0, 1]],
    }
    view.pixels = np.ascontiguousarray(np.rot90(view.pixels, -degrees // 90))
    view.seen_from = np.array(moves[degrees], np.float64) @ view.seen_from
    view.turned = degrees


def _overlap(left: Area, right: Area) -> int:
    wide = min(left[2], right[2]) - max(left[0], right[0])
    high = min(left[3], right[3]) - max(left[1], right[1])
    return max(0, wide) * max(0, high)
