"""The page: A4, the recipient's mark and a number that is never used again at the foot of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from casework.flow.packs.render.fonts import BOLD, REGULAR, drawable, fit, width
from casework.flow.packs.snapshot import Snapshot
from casework.flow.packs.words import Words

WIDTH, HEIGHT = A4
MARGIN = 18 * mm
ROOM = WIDTH - 2 * MARGIN
"""The width that text and tables may use, in points."""
INK, ACCENT, QUIET, RULE, SHADE, WARN = (
    HexColor(tone) for tone in ("#1b2733", "#1f4468", "#5b6875", "#c3ccd5", "#f3f5f8", "#8f1d1d")
)
_FOOT = 21 * mm


@dataclass(slots=True)
class Sheet:
    """What every section draws with: the snapshot, the words, and what the last pass learned."""

    snapshot: Snapshot
    words: Words
    exhibit_file: Callable[[str], Path]
    """The bytes of an exhibit, by SHA-256."""
    missing: list[str]
    starts: dict[str, int] = field(default_factory=dict)
    """The page each section begins on, from the pass before; empty in the first."""
    titles: dict[str, str] = field(default_factory=dict)
    pages: int = 0

    def bates(self, page: int) -> str:
        """Return the number of a page: C-2026-0001-P1-000123."""
        return f"{self.snapshot.facts['pack']['bates']}{page:06d}"


@dataclass(frozen=True, slots=True)
class _Clock:
    """What reportlab dates a document with, given instead of read from this machine."""

    t: float
    lt: tuple[int, ...]
    YMDhms: tuple[int, ...]
    tzname: str = "UTC"
    dhh: int = 0
    dmm: int = 0

    @classmethod
    def of(cls, at: datetime) -> _Clock:
        lt = tuple(at.astimezone(UTC).timetuple())
        return cls(at.timestamp(), lt, lt[:6])


class PackDocument(BaseDocTemplate):
    """A document whose every byte follows from the snapshot."""

    def __init__(self, target: Path, sheet: Sheet) -> None:
        pack, case = sheet.snapshot.facts["pack"], sheet.snapshot.facts["case"]
        super().__init__(
            str(target),
            pagesize=A4,
            initialFontName=REGULAR,
            initialFontSize=9,
            invariant=1,
            lang={"zh": "zh-CN"}.get(pack["language"], "en-GB"),
            title=f"{case['number']} – {sheet.words.label('pack.' + pack['audience'])}",
            author=case["agency"]["name"],
            subject=f"{pack['name']} for {pack['recipient']['name']}",
            keywords=[f"snapshot-sha256:{sheet.snapshot.sha256}"],
            creator=f"casework {sheet.snapshot.facts['software']['casework']}",
        )
        self.sheet = sheet
        self.starts: dict[str, int] = {}
        frame = Frame(MARGIN, _FOOT, ROOM, HEIGHT - _FOOT - 20 * mm, 0, 0, 0, 0, id="body")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._furnish))

    def afterFlowable(self, flowable: Flowable) -> None:
        key = getattr(flowable, "section", None)
        if key is not None:
            self.starts[key] = self.page

    def _makeCanvas(self, filename: Any = None, canvasmaker: Any = Canvas) -> Any:
        canvas = super()._makeCanvas(filename, canvasmaker)  # type: ignore[misc]
        canvas._doc._timeStamp = _Clock.of(self.sheet.snapshot.frozen_at)
        return canvas

    def _furnish(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        sheet, page = self.sheet, document.page
        facts = sheet.snapshot.facts
        canvas.saveState()
        self._head(canvas)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, _FOOT - 3 * mm, WIDTH - MARGIN, _FOOT - 3 * mm)
        mark = sheet.words.label("footer.mark").format(
            recipient=facts["pack"]["recipient"]["name"], purpose=facts["pack"]["purpose"]
        )
        number = sheet.bates(page)
        # The mark may be long; it keeps to two lines so that it never runs into the number.
        lines = fit(mark, ROOM - 62 * mm, 6.5)
        shown = [*lines[:1], lines[1] + ("…" if len(lines) > 2 else "")] if lines[1:] else lines
        for at, line in enumerate(shown):
            _text(canvas, line, MARGIN, _FOOT - 7 * mm - at * 8, 6.5, QUIET)
        _right(canvas, number, _FOOT - 7 * mm, 8, INK, BOLD)
        of = sheet.words.label("footer.page").format(page=page, pages=sheet.pages or "…")
        _right(canvas, of, _FOOT - 7 * mm - 9, 6.5, QUIET)
        canvas.restoreState()

    def _head(self, canvas: Canvas) -> None:
        facts, words = self.sheet.snapshot.facts, self.sheet.words
        line = HEIGHT - 13 * mm
        left = f"{facts['case']['number']} – {words.label('pack.' + facts['pack']['audience'])}"
        _text(canvas, left, MARGIN, line, 7, QUIET)
        handling = facts["pack"]["handling"]
        if handling != "none":
            short = words.label("handling.short").format(code=handling)
            _right(canvas, short, line, 7, WARN, BOLD)


def _text(canvas: Canvas, text: str, x: float, y: float, size: float, tone: Color) -> None:
    canvas.setFont(REGULAR, size)
    canvas.setFillColor(tone)
    canvas.drawString(x, y, drawable(text))


def _right(
    canvas: Canvas, text: str, y: float, size: float, tone: Color, font: str = REGULAR
) -> None:
    shown = drawable(text)
    canvas.setFont(font, size)
    canvas.setFillColor(tone)
    canvas.drawString(WIDTH - MARGIN - width(shown, size, font), y, shown)
