"""The lines of a photographed page, laid upright: what stands beside, below and above what."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from casework.analysis.waybill.values import Box, Line, Point

_FEWEST_TO_BEND = 6
"""Lines below which the way a page bends in perspective cannot be told."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text where it stands on the page when the page is upright; lengths in pixels."""

    text: str
    score: float
    box: Box
    """In the picture."""
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def part(self, start: int, end: int) -> Box:
        """Return the box of some of its characters, wide ones counted as two."""
        one, two, three, four = self.box
        near, far = self.share(start), self.share(end)
        return (
            _between(one, two, near),
            _between(one, two, far),
            _between(four, three, far),
            _between(four, three, near),
        )

    def share(self, place: int) -> float:
        """Return how far along the line a character begins, 0 to 1."""
        return _length(self.text[:place]) / max(1, _length(self.text))

    def across(self, start: int, end: int) -> tuple[float, float]:
        """Return where some of its characters begin and end on the upright page."""
        wide = self.right - self.left
        return self.left + wide * self.share(start), self.left + wide * self.share(end)


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def beside(one: Placed, other: Placed) -> bool:
    """Tell whether two lines stand in one row."""
    return abs(one.middle - other.middle) < 0.55 * min(one.height, other.height)


def upright(lines: Sequence[Line]) -> list[Placed]:
    """Return the lines that read the way most of the text does, in the order of reading.

    Boxes begin where the reading of a line begins, so a page may lie on its side or on its head.
    Rows that run together in perspective are made level, by the slopes of all lines together.
    """
    turn = _turn(lines)
    placed = [_placed(line, turn) for line in lines if _off(line, turn) < math.pi / 4]
    return in_rows(_levelled(placed, turn))


def in_rows(placed: Sequence[Placed]) -> list[Placed]:
    """Return lines row by row from the top, each row from the left."""
    waiting = sorted(placed, key=lambda one: one.middle)
    ordered: list[Placed] = []
    while waiting:
        row = [waiting.pop(0)]
        while waiting and beside(waiting[0], row[0]):
            row.append(waiting.pop(0))
        ordered += sorted(row, key=lambda one: one.left)
    return ordered


def around(boxes: Sequence[Box]) -> Box:
    """Return the box that holds several, along the way the first of them reads."""
    if len(boxes) == 1:
        return boxes[0]
    (x0, y0), (x1, y1) = boxes[0][:2]
    turn = math.atan2(y1 - y0, x1 - x0)
    points = [_turned(point, -turn) for box in boxes for point in box]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    one, two, three, four = (_rounded(_turned(corner, turn)) for corner in corners)
    return (one, two, three, four)


def _between(start: Point, end: Point, share: float) -> Point:
    return _rounded(
        (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
    )


def _rounded(point: Point) -> Point:
    return (round(point[0], 1), round(point[1], 1))


def _turned(point: Point, by: float) -> Point:
    x, y = point
    return (x * math.cos(by) - y * math.sin(by), x * math.sin(by) + y * math.cos(by))


def _way(line: Line) -> tuple[float, float]:
    """Return how far a line runs to the right and down."""
    one, two, three, four = line.box
    return (
        (two[0] - one[0] + three[0] - four[0]) / 2,
        (two[1] - one[1] + three[1] - four[1]) / 2,
    )


def _turn(lines: Sequence[Line]) -> float:
    """Return the angle (radians, clockwise) in which most of the text reads."""
    quarters: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        x, y = _way(line)
        quarters.setdefault(round(math.atan2(y, x) / (math.pi / 2)) % 4, []).append((x, y))
    if not quarters:
        return 0.0
    most = max(quarters.values(), key=lambda ways: sum(math.hypot(x, y) for x, y in ways))
    return math.atan2(sum(y for _, y in most), sum(x for x, _ in most))


def _off(line: Line, turn: float) -> float:
    """Return by how much a line reads another way than the page."""
    x, y = _turned(_way(line), -turn)
    return abs(math.atan2(y, x))


def _placed(line: Line, turn: float) -> Placed:
    one, two, three, four = (_turned(point, -turn) for point in line.box)
    return Placed(
        line.text,
        line.score,
        line.box,
        left=(one[0] + four[0]) / 2,
        top=(one[1] + two[1]) / 2,
        right=(two[0] + three[0]) / 2,
        bottom=(three[1] + four[1]) / 2,
    )


def _levelled(placed: list[Placed], turn: float) -> list[Placed]:
    """Move lines up and down so that rows are level where perspective lets them run together."""
    if len(placed) < _FEWEST_TO_BEND:
        return placed
    import numpy as np

    slopes, spots, weights = [], [], []
    for one in placed:
        x, y = _turned(_way(Line(one.text, one.score, one.box)), -turn)
        slopes.append(y / x)
        spots.append((1.0, (one.left + one.right) / 2, one.middle))
        weights.append(x)
    table, weight = np.array(spots), np.array(weights) / max(weights)
    centre = table.mean(axis=0) * (0, 1, 1)
    scale = np.array([1.0, 1e-3, 1e-3])
    near = (table - centre) * scale
    # A little damping: few or short lines must not bend a page by their own unevenness.
    wanted = near.T @ (near * weight[:, None]) + np.diag([0.0, 0.02, 0.02])
    level, across, down = np.linalg.solve(wanted, near.T @ (np.array(slopes) * weight)) * scale
    moved = []
    for one in placed:
        x, y = (one.left + one.right) / 2 - centre[1], one.middle - centre[2]
        drop = float(x * (level + across * x / 2 + down * y))
        moved.append(
            Placed(
                one.text, one.score, one.box, one.left, one.top - drop, one.right, one.bottom - drop
            )
        )
    return moved
