from __future__ import annotations

import pytest

from tests.analysis.waybill.label import line, pieces


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("运单号：YT0654671436157", "waybill_no", "YT0654671436157"),
        ("运单号DPK499001394650", "waybill_no", "DPK499001394650"),
        ("TRK# 7842 8266 5115", "waybill_no", "7842 8266 5115"),
        ("收件人:崔静静", "receiver", "崔静静"),
        ("SHIP TO:", "receiver", ""),
        ("TO Marta Kowalska", "receiver", "Marta Kowalska"),
        ("寄", "sender", ""),
        ("寄：李杰", "sender", "李杰"),
        ("ORIGIN ID: HGHA", "sender", ""),
        ("寄件电话：15084679589", "sender_phone", "15084679589"),
        ("SHIP DATE:13JUN26", "shipped_on", "13JUN26"),
        ("HStariff No.", "hs_code", ""),
        ("us tariff No.", "hs_code", ""),
        ("Reference No.1: PO-926491", "order_id", "PO-926491"),
        ("寄件人签名：已实名", "other", "已实名"),
        ("Customer: to be called", "", "Customer: to be called"),
        ("江苏省南京市江宁区解放路252号", "", "江苏省南京市江宁区解放路252号"),
        ("Totem Trading", "", "Totem Trading"),
    ],
)
def test_a_word_announces_what_follows_it(text: str, kind: str, rest: str) -> None:
    [*_, last] = pieces(line(text))

    assert (last.kind, last.text) == (kind, rest)


def test_a_line_of_several_facts_is_cut_at_each_word() -> None:
    found = pieces(line("内容品名：百货重量：1.52kg 件数：2"))

    assert [(one.kind, one.text) for one in found] == [
        ("declared_goods", "百货"),
        ("weight_kg", "1.52kg"),
        ("pieces", "2"),
    ]


def test_words_that_were_read_as_one_are_two() -> None:
    found = pieces(line("Total weight: 0.22 kgTotal value: 159.00 USD"))

    assert [(one.kind, one.text) for one in found] == [
        ("weight_kg", "0.22 kg"),
        ("declared_value", "159.00 USD"),
    ]


def test_the_beginning_of_a_misread_word_is_not_part_of_what_stands_before() -> None:
    [goods, weight] = pieces(line("托寄物：配件 计表重量：1.82kg"))

    assert goods.text == "配件"
    assert (weight.kind, weight.text) == ("weight_kg", "1.82kg")


def test_a_unit_beside_a_word_is_kept() -> None:
    [weight, value] = pieces(line("Weight (kg) Value"))

    assert (weight.kind, weight.unit) == ("weight_kg", "kg")
    assert value.kind == "declared_value"
