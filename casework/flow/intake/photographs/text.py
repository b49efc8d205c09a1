"""Text of a picture, with the box of each line, whichever way the paper lay. No network is used.

RapidOCR runs PP-OCR's models by ONNX Runtime: one finds lines, one tells which way up they stand,
one reads Chinese and English. They come with its package and are named by path, so that it never
looks for them elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.analysis.waybill import Box, Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
_LONGEST_SIDE = 2_000
"""Pixels: print of 2 mm on a label that fills the picture is still 20 pixels high."""
_MOST_SLENDER = 4
"""Longer side to shorter: what is longer is laid on a broader sheet, or it would be blown up."""
_LEAST_SCORE = 0.5
_ON_END = 1.5
"""A box this much higher than wide holds a line that stands on end; RapidOCR lays it down."""
_MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class TextRead:
    """The lines of a picture, and how the picture must be turned to read them."""

    lines: list[Line]
    """Boxes in pixels of the picture as it was given, in the order of reading of each line."""
    turn: int
    """Degrees clockwise, 0, 90, 180 or 270, after which most of the text is upright."""
    left_out: int = 0
    """Lines beyond the most that are kept."""


def text(picture: Picture) -> TextRead:
    """Return the text of a picture (height, width, blue-green-red)."""
    sheet, factor = _sheet(picture)
    found = _engine().text_det(sheet)
    if found.boxes is None or not len(found.boxes):
        return TextRead([], 0)
    boxes = found.boxes[:_MOST_LINES]
    turns, crops = _upright(sheet, boxes)
    read = _engine().recognize_txt(crops)
    lines = [
        Line(words.strip(), round(float(score), 4), _box(box, turn, factor))
        for words, score, box, turn in zip(read.txts, read.scores, boxes, turns, strict=True)
        if words.strip() and score >= _LEAST_SCORE
    ]
    return TextRead(lines, _most(boxes, turns), len(found.boxes) - len(boxes))


@cache
def _engine() -> Any:
    """Return RapidOCR, loaded once in a process, silent and without a way to a network."""
    import onnxruntime
    import rapidocr

    onnxruntime.set_default_logger_severity(4)
    folder = Path(rapidocr.__file__).parent / "models"
    paths = {f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()}
    engine: Any = rapidocr.RapidOCR
    engine = engine(params={"Global.log_level": "critical", **paths})
    for load in (engine._load_det_model, engine._load_cls_model, engine._load_rec_model):
        load()
    return engine


def _sheet(picture: Picture) -> tuple[Picture, float]:
    """Return the picture in the size that is read, and by how much it was scaled."""
    import cv2

    height, width = picture.shape[:2]
    factor = min(1.0, _LONGEST_SIDE / max(height, width))
    if factor < 1.0:
        wanted = (max(1, round(width * factor)), max(1, round(height * factor)))
        picture = cv2.resize(picture, wanted, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    height, width = picture.shape[:2]
    least = max(64, max(height, width) // _MOST_SLENDER)
    below, beside = max(0, least - height), max(0, least - width)
    if below or beside:
        white = (255, 255, 255)
        picture = cv2.copyMakeBorder(  # type: ignore[assignment]
            picture, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=white
        )
    return picture, factor


def _upright(sheet: Picture, boxes: Any) -> tuple[list[int], list[Any]]:
    """Return for each box how it must be turned, and the line cut out and turned so.

    A short line is easily taken for one on its head: those that lie alike go with the majority,
    longer ones counting more.
    """
    import numpy as np

    engine = _engine()
    crops = engine.crop_text_regions(sheet, boxes)
    votes: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    on_end = [_on_end(box) for box in boxes]
    for crop, stands, (label, score) in zip(
        crops, on_end, engine.text_cls(crops).cls_res, strict=True
    ):
        votes[stands][label] += float(score) * crop.shape[1] / crop.shape[0]
    heads = {stands: votes[stands]["180"] > votes[stands]["0"] for stands in votes}
    turns = [(270 if stands else 0) + (180 if heads[stands] else 0) for stands in on_end]
    cut = [
        np.ascontiguousarray(np.rot90(crop, 2)) if heads[stands] else crop
        for crop, stands in zip(crops, on_end, strict=True)
    ]
    return [turn % 360 for turn in turns], cut


def _on_end(box: Any) -> bool:
    # Measured as RapidOCR measures before it lays a line down.
    wide, high = _size(box)
    return int(high) / max(1, int(wide)) >= _ON_END


def _size(box: Any) -> tuple[float, float]:
    import numpy as np

    wide = max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3]))
    high = max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2]))
    return float(wide), float(high)


def _most(boxes: Any, turns: list[int]) -> int:
    """Return the turn that most of the text asks for, by its length."""
    length: Counter[int] = Counter()
    for box, turn in zip(boxes, turns, strict=True):
        length[turn] += round(max(_size(box)))
    return length.most_common(1)[0][0]


def _box(box: Any, turn: int, factor: float) -> Box:
    """Return a line's corners in pixels of the picture, from where its reading begins."""
    corners = [(round(float(x) / factor, 1), round(float(y) / factor, 1)) for x, y in box]
    # RapidOCR begins at the corner that is upper left in the picture, whatever way the text runs.
    start = {0: 0, 90: 3, 180: 2, 270: 1}[turn]
    one, two, three, four = corners[start:] + corners[:start]
    return (one, two, three, four)
