from __future__ import annotations

import pytest

from casework.analysis.waybill.facts import company_number, container, facts, moment, weight
from tests.analysis.waybill.label import line, lines, pieces, values


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [("1.25kg", "1.25"), ("850 g", "0.85"), ("2 lb", "0.91"), ("3斤", "1.5"), ("0.36", "0.36")],
)
def test_weights_are_given_in_kilograms(text: str, kilograms: str) -> None:
    found = weight(text)

    assert found is not None
    assert found.value == kilograms


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026/08/1209:36", "2026/08/12 09:36"),
        ("2026年8月12日", "2026-08-12"),
        ("15MAY26", "2026-05-15"),
        ("02 APR 2026", "2026-04-02"),
    ],
)
def test_days_are_read_as_they_are_printed(text: str, written: str) -> None:
    found = moment(text)

    assert found is not None
    assert found.value == written


def test_a_day_no_calendar_has_is_doubted() -> None:
    found = moment("2026-04-0")

    assert found is not None
    assert found.trust < 0.5
    assert "calendar" in found.note


def test_a_confused_sign_of_a_company_number_is_mended_and_said() -> None:
    found = company_number("9111000060003734IL")

    assert found is not None
    assert found.value == "91110000600037341L"
    assert "9111000060003734IL" in found.note


def test_a_company_number_that_proves_nothing_is_kept_as_read_and_doubted() -> None:
    found = company_number("911100006000373449")

    assert found is not None
    assert found.value == "911100006000373449"
    assert found.trust < 0.5


def test_a_container_is_proved_by_its_check_digit() -> None:
    found = container("CSQU 305438-3")
    mended = container("CSQU3O54383")
    wrong = container("CSQU3054384")

    assert found is not None
    assert mended is not None
    assert wrong is not None
    assert found.value == mended.value == "CSQU3054383"
    assert "CSQU3O54383" in mended.note
    assert wrong.trust < 0.5


def test_facts_stand_after_their_words() -> None:
    found = facts(
        pieces(
            *lines(
                "托寄物：纸箱 计费重量：36.8kg 件数：5",
                "声明价值：5600.00元",
                "HS编码：6404.11",
                "PO: PO-361085",
            )
        )
    )

    assert values(found) == {
        "declared_goods": "纸箱",
        "weight_kg": "36.8",
        "pieces": "5",
        "declared_value": "5600.00",
        "currency": "CNY",
        "hs_code": "6404.11",
        "order_id": "PO-361085",
    }


def test_facts_stand_below_the_heads_of_columns() -> None:
    read = [
        line("Description of contents", 20, 20),
        line("Weight (kg) Value", 520, 20),
        line("HS tariff No.", 920, 20),
        line("Household goods", 20, 70),
        line("1.67", 540, 70),
        line("139.50", 770, 70),
        line("6404.11", 930, 70),
    ]

    assert values(facts(pieces(*read))) == {
        "declared_goods": "Household goods",
        "weight_kg": "1.67",
        "declared_value": "139.50",
        "hs_code": "6404.11",
    }


def test_weight_and_pieces_tell_themselves() -> None:
    found = facts(pieces(line("1.96 KG1 OF1")))

    assert values(found) == {"weight_kg": "1.96", "pieces": "1"}
    assert all(field.confidence < 0.9 for field in found)
