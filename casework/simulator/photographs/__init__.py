"""Photographs of a simulated world's waybills, with what each truly states.

Imported where pictures are drawn, not by the simulator's own face: it needs Pillow and OpenCV.
"""

from casework.simulator.photographs.drawing import (
    Photographed,
    Shoot,
    TrueField,
    draw_photographs,
    write_photograph_truth,
)
from casework.simulator.photographs.samples import draw_samples

__all__ = [
    "Photographed",
    "Shoot",
    "TrueField",
    "draw_photographs",
    "draw_samples",
    "write_photograph_truth",
]
