"""Cases: listed, opened, worked part by part, moved on."""

from casework.web.cases import life, parts
from casework.web.cases.frame import blueprint

__all__ = ["blueprint", "life", "parts"]
