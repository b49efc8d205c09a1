"""Rings: ranked, one by one with everything they rest on, as a picture and on a map."""

from casework.web.rings import asked, known, ranked, rows, shown
from casework.web.rings.frame import blueprint

__all__ = ["asked", "blueprint", "known", "ranked", "rows", "shown"]
