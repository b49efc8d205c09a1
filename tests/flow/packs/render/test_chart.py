"""The network as a drawing."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Line, String

from casework.flow.packs.render.chart import MOST, network, number
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.conftest import sheet_of
from tests.flow.packs.worlds import RingCase

LEGEND = 3


def test_every_account_is_a_point_and_every_tie_a_line(sheet: Sheet) -> None:
    drawn = network(sheet).contents
    facts = sheet.snapshot.facts
    circles = [shape for shape in drawn if isinstance(shape, Circle)]
    assert len(circles) == len(facts["members"]) + LEGEND
    assert len([shape for shape in drawn if isinstance(shape, Line)]) == len(facts["ties"])


def test_numbers_are_those_of_the_table(sheet: Sheet) -> None:
    members = sheet.snapshot.facts["members"]
    told = {shape.text for shape in network(sheet).contents if isinstance(shape, String)}
    assert {number(member, members) for member in members} <= told


def test_points_do_not_lie_on_one_another(sheet: Sheet) -> None:
    drawn = [shape for shape in network(sheet).contents if isinstance(shape, Circle)]
    assert len({(round(shape.cx), round(shape.cy)) for shape in drawn}) == len(drawn)


def test_a_large_ring_is_drawn_by_its_surest_members(shown: RingCase, snapshot: Snapshot) -> None:
    first = snapshot.facts["members"][0]
    members = [{**first, "account_id": f"m{n}", "confidence": n / 100} for n in range(90)]
    made = sheet_of(Snapshot.of({**snapshot.facts, "members": members}), shown.act.settings)
    told = {shape.text for shape in network(made).contents if isinstance(shape, String)}
    assert "m89" in told
    assert "m0" not in told
    circles = [shape for shape in network(made).contents if isinstance(shape, Circle)]
    assert len(circles) == MOST + LEGEND
