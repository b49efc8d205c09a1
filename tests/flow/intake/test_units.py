"""A header that names another unit than ours is not taken for ours."""

from __future__ import annotations

import pytest

from casework.flow.intake.mapping import recognise
from casework.flow.intake.proposing import proposal
from casework.flow.intake.units import in_other_units, why_unread
from casework.vocabulary import DeliveryKind


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("weight_kg", "重量(克)"),
        ("weight_kg", "重量/斤"),
        ("weight_kg", "Weight (g)"),
        ("weight_kg", "weight_lbs"),
        ("weight_kg", "毛重（吨）"),
        ("amount", "订单金额(分)"),
        ("amount", "total_cents"),
        ("value", "货值（万元）"),
    ],
)
def test_other_units(ours: str, theirs: str) -> None:
    assert in_other_units(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("weight_kg", "重量"),
        ("weight_kg", "重量(kg)"),
        ("weight_kg", "重量（千克）"),
        ("weight_kg", "毛重(公斤)"),
        ("weight_kg", "Gross weight"),
        ("amount", "订单金额(元)"),
        ("amount", "积分抵扣后金额"),
        ("amount", "amount"),
        ("sender_name", "寄件人(克)"),
    ],
)
def test_our_units_and_other_words(ours: str, theirs: str) -> None:
    assert not in_other_units(ours, theirs)


def test_grams_stay_with_the_row() -> None:
    # Given a courier's header that weighs in grams; when recognised; then it is kept, not read
    found = recognise(["快递公司", "运单号", "寄件人电话", "重量(克)"], "t.csv")
    assert found.unknown == ["重量(克)"]


def test_grams_are_not_proposed_as_kilograms() -> None:
    # Given rows that weigh in grams
    cells = {
        "邮件号": ["EA123456785CN", "EA123456799CN"],
        "收寄日期": ["2026-03-01", "2026-03-02"],
        "寄件人姓名": ["张伟", "李娜"],
        "重量(克)": ["850", "90"],
    }

    # When a mapping is proposed
    proposed = proposal(list(cells), cells, DeliveryKind.SHIPMENTS)

    # Then nobody's parcel weighs 850 kilograms
    assert proposed.columns["重量(克)"].ours is None

    # And whoever looks is told why
    assert proposed.columns["重量(克)"].why == "the header says 克; weights are read in kilograms"


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        ("weight_kg", "Weight (lb)", "the header says lb; weights are read in kilograms"),
        ("weight_kg", "毛重 G.W.(KG)", ""),
        ("weight_kg", "净重 N.W.", ""),
        (
            "value",
            "货值（万元）",
            "the header says 万元; money is read in whole units of its currency",
        ),
        ("sender_name", "寄件人(克)", ""),
    ],
)
def test_why_a_column_is_not_read(ours: str, theirs: str, why: str) -> None:
    assert why_unread(ours, theirs) == why
