"""Reading in confinement: a hostile file may end the process that reads it, and nothing else."""

from __future__ import annotations

from casework.flow.intake.confined.limits import Limits, Spent
from casework.flow.intake.confined.reading import Confined, confined

__all__ = ["Confined", "Limits", "Spent", "confined"]
