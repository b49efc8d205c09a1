"""Amounts and orders on the page."""

from __future__ import annotations

from casework.flow.packs.render import value
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.conftest import sheet_of
from tests.flow.packs.reading import texts
from tests.flow.packs.worlds import RingCase


def test_sums_stand_with_their_orders_and_their_working(sheet: Sheet) -> None:
    text = texts(value.amounts(sheet))
    assert "CNY | A | Order, matching payment, matching parcel | 3 | 0 | 394.70" in text
    assert "CNY | A+B+C | 394.70 + 397.70 + 400.70 | 9 | 0 | 1,193.10" in text
    assert "CNY | X | Refunded or cancelled; in no sum | 3 | 0 | 396.70" in text


def test_a_sum_that_differs_from_the_runs_is_told(sheet: Sheet) -> None:
    assert "CNY A: 0.00 ≠ 394.70" in texts(value.amounts(sheet))


def test_sums_that_agree_are_told_too(shown: RingCase, snapshot: Snapshot) -> None:
    stated = {"currency": "CNY", "A": "394.70", "B": "397.70", "C": "400.70", "X": "396.70"}
    ring = {**snapshot.facts["ring"], "sales": [stated]}
    made = sheet_of(Snapshot.of({**snapshot.facts, "ring": ring}), shown.act.settings)
    assert "are the same" in texts(value.amounts(made))


def test_every_order_is_listed_and_no_buyer(sheet: Sheet) -> None:
    text = texts(value.orders(sheet))
    for number in range(12):
        assert f"o{number:010d}" in text
    assert "buyer" not in text.replace("Buyers are left out.", "")
