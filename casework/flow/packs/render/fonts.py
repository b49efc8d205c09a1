"""The two fonts of a pack, embedded and subset; what they cannot draw is named, never blank."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from casework.errors import FontMissing

REGULAR, BOLD = "CaseworkSans", "CaseworkSans-Bold"
FILES = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}
_SPACES = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")
# Characters that show nothing or turn the reading order can make a line read as another one.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAKS = frozenset(" -/,.;:_@|、，。；：）)")
_registering = Lock()


def load(dist_dir: Path) -> None:
    """Make both fonts known to reportlab; raise FontMissing where a file is not there."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    # Streams as bytes: text encoding makes them a quarter larger and pictures slow.
    rl_config.useA85 = 0
    with _registering:
        known = pdfmetrics.getRegisteredFontNames()
        for name, file in FILES.items():
            path = dist_dir / "fonts" / file
            if not path.is_file():
                raise FontMissing(path)
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(path)))


def missing(texts: Iterable[str]) -> list[str]:
    """Return the characters in these texts that the fonts cannot draw, as U+20BB7, sorted."""
    signs = {sign for text in texts for sign in text}
    return sorted(f"U+{ord(sign):04X}" for sign in signs if _shown(sign) not in (sign, " "))


def drawable(text: str) -> str:
    """Return the text as the fonts can draw it: a character they lack reads [U+20BB7]."""
    return "".join(map(_shown, text))


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of a drawable text in points."""
    widths = _widths(font)
    return sum(widths[sign] for sign in text) * size


@lru_cache(maxsize=20_000)
def fit(text: str, room: float, size: float, font: str = REGULAR) -> tuple[str, ...]:
    """Return the text in lines no wider than `room` points, broken at spaces where it has any."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_broken(drawable(paragraph).strip(" "), room / size, _widths(font)))
    return tuple(lines) or ("",)


def _broken(text: str, room: float, widths: _Widths) -> Iterable[str]:
    start, last, used = 0, 0, 0.0
    for at, sign in enumerate(text):
        used += widths[sign]
        while used > room and at > start:
            end = last if last > start else at
            yield text[start:end].rstrip(" ")
            start, used = end, sum(widths[one] for one in text[end : at + 1])
        if sign in _BREAKS or ord(sign) > 0x2E80:
            last = at + 1
    yield text[start:].strip(" ") if start else text


class _Widths(dict[str, float]):
    """Widths of characters in ems, read from the font's own table once."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._face = _face(font)

    def __missing__(self, sign: str) -> float:
        wide = self._face.charWidths.get(ord(sign), self._face.defaultWidth)
        self[sign] = wide / 1000
        return self[sign]


@cache
def _widths(font: str) -> _Widths:
    return _Widths(font)


def _face(font: str) -> Any:
    from reportlab.pdfbase import pdfmetrics

    face: Any = pdfmetrics.getFont(font)
    return face.face


@cache
def _shown(sign: str) -> str:
    if sign in _SPACES or unicodedata.category(sign) == "Zs":
        return " "
    drawn = all(ord(sign) in _face(font).charToGlyph for font in FILES)
    if drawn and unicodedata.category(sign) not in _HIDDEN:
        return sign
    return f"[U+{ord(sign):04X}]"
