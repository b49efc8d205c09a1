"""Drawing: a snapshot becomes a PDF/A-3b document, the same bytes every time."""

from casework.flow.packs.render.document import Drawn, draw

__all__ = ["Drawn", "draw"]
