"""Reading back what was drawn: from a finished PDF, and from blocks not yet drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from reportlab.platypus import Flowable, Table

from casework.flow.packs.render.blocks import ContentsLine, Prose

_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*\[([^\]]*)\]")
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def text_of(pdf: Path, page: int | None = None) -> str:
    """Return the text of a document (or of one page, from 1) in the order it was drawn."""
    with pikepdf.open(pdf) as document:
        pages = list(document.pages)
        wanted = pages if page is None else [pages[page - 1]]
        return "\n".join(_page(one) for one in wanted)


def texts(blocks: Iterable[Flowable]) -> str:
    """Return the text of blocks as they would be drawn, cell by cell."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Prose):
            lines.append(block.text)
        elif isinstance(block, ContentsLine):
            lines.append(f"{block.title} {block.page}")
        elif isinstance(block, Table):
            rows: list[list[str]] = block._cellvalues  # type: ignore[attr-defined]
            lines.extend(" | ".join(cell.replace("\n", " ") for cell in row) for row in rows)
    return "\n".join(lines)


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    current: dict[int, str] = {}
    lines, line = [], ""
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        operator = step.operator
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) == "Tj":
            # One line changes fonts where it needs signs from another subset.
            line += "".join(current.get(code, "?") for code in bytes(operands[0]))
        elif str(operator) in ("ET", "T*") and line:
            lines.append(line)
            line = ""
    return "\n".join(lines)


def _characters(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    known: dict[int, str] = {}
    for first, _, listed in _RANGE.findall(table):
        for offset, code in enumerate(re.findall(rb"<([0-9a-fA-F]+)>", listed)):
            known[int(first, 16) + offset] = _sign(code)
    if not known:
        known = {int(code, 16): _sign(sign) for code, sign in _CHAR.findall(table)}
    return known


def _sign(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
