"""The network drawn into the page: accounts on a ring by role, ties between them."""

from __future__ import annotations

from math import cos, pi, sin

from reportlab.graphics.shapes import Circle, Drawing, Line, String
from reportlab.lib.colors import HexColor

from casework.flow.packs.render.fonts import BOLD, REGULAR, fit, width
from casework.flow.packs.render.page import INK, QUIET, ROOM, Sheet
from casework.flow.packs.snapshot import Row

MOST = 48
"""Accounts one chart can hold and stay readable; the strongest are drawn, the text says so."""
_HEIGHT = 430.0
_TONES = {
    "collector": HexColor("#8f1d1d"),
    "distributor": HexColor("#b8741a"),
    "storefront": HexColor("#1f4468"),
}
_Account = tuple[str, str]


def number(member: Row, members: list[Row]) -> str:
    """Return the short name of an account in the chart: A1 is the first of the accounts' table."""
    return f"A{members.index(member) + 1}"


def network(sheet: Sheet) -> Drawing:
    """Return the chart: the nearer a line to black, the more the tie weighs."""
    members = sheet.snapshot.facts["members"]
    shown = _shown(members)
    drawing = Drawing(ROOM, _HEIGHT, initialFontName=REGULAR)
    at = _positions(shown)
    heaviest = max((tie["weight"] for tie in sheet.snapshot.facts["ties"]), default=1.0)
    for tie in sorted(sheet.snapshot.facts["ties"], key=lambda one: float(one["weight"])):
        ends = at.get(tuple(tie["left"])), at.get(tuple(tie["right"]))
        if ends[0] and ends[1]:
            share = max(tie["weight"], 0) / heaviest if heaviest > 0 else 0
            drawing.add(_line(ends[0], ends[1], share))
    for member in shown:
        x, y = at[_key(member)]
        drawing.add(Circle(x, y, 5.5, fillColor=_TONES[member["role"]], strokeColor=None))
        _name(drawing, member, number(member, members), (x, y))
    _legend(drawing, sheet)
    return drawing


def _shown(members: list[Row]) -> list[Row]:
    roles = list(_TONES)
    strongest = sorted(members, key=lambda one: -one["confidence"])[:MOST]
    return sorted(
        strongest, key=lambda one: (roles.index(one["role"]), one["platform"], one["account_id"])
    )


def _positions(shown: list[Row]) -> dict[_Account, tuple[float, float]]:
    middle, half = ROOM / 2, _HEIGHT / 2 + 10
    across, along = ROOM / 2 - 118, _HEIGHT / 2 - 42
    positions = {}
    for place, member in enumerate(shown):
        # Half a step off the top, so that no name lies across its neighbour.
        angle = pi / 2 - 2 * pi * (place + 0.5) / len(shown)
        positions[_key(member)] = (middle + across * cos(angle), half + along * sin(angle))
    return positions


def _key(member: Row) -> _Account:
    return member["platform"], member["account_id"]


def _line(one: tuple[float, float], other: tuple[float, float], share: float) -> Line:
    tone = HexColor(_grey(share))
    return Line(*one, *other, strokeColor=tone, strokeWidth=0.3 + 1.1 * share)


def _grey(share: float) -> str:
    level = round(205 - 150 * share)
    return f"#{level:02x}{level:02x}{min(level + 8, 255):02x}"


def _name(drawing: Drawing, member: Row, short: str, at: tuple[float, float]) -> None:
    # Names stand outside the ring, so that no line crosses them.
    x, y = at
    account = fit(member["account_id"], 88, 6.5)[0]
    right = x > ROOM / 2 - 1
    wide = width(short, 7, BOLD)
    begin = x + 9 if right else x - 12 - wide - width(account, 6.5)
    drawing.add(String(begin, y - 2.5, short, fontName=BOLD, fontSize=7, fillColor=INK))
    drawing.add(
        String(begin + wide + 3, y - 2.5, account, fontName=REGULAR, fontSize=6.5, fillColor=QUIET)
    )


def _legend(drawing: Drawing, sheet: Sheet) -> None:
    x = 0.0
    for role, tone in _TONES.items():
        text = sheet.words.word("role", role)
        drawing.add(Circle(x + 4, 8, 4, fillColor=tone, strokeColor=None))
        drawing.add(String(x + 12, 5, text, fontName=REGULAR, fontSize=7.5, fillColor=INK))
        x += 30 + width(text, 7.5)
