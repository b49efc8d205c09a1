from __future__ import annotations

import pytest

from casework.analysis.waybill import Barcode, Line, propose_fields
from tests.analysis.waybill.label import READ, box, line, lines, proposed, turned, values

LABEL = lines(
    "圆通速递",
    "收件人：周佳 15084679589",
    "江苏省南京市江宁区解放路252号6栋",
    "1008室",
    "寄件人：张** 138******34",
    "广东省广州市荔湾区竹园路76号9栋***",
    "运单号：YT0654671436157",
    "内容品名：服装 重量：1.25kg 件数：2",
    "订单编号：072559126011050",
    "打印时间：2026/08/12 09:36",
)
STATED = {
    "carrier": "yto",
    "waybill_no": "YT0654671436157",
    "shipped_on": "2026/08/12 09:36",
    "sender_name": "张**",
    "sender_phone": "138******34",
    "sender_address": "广东省广州市荔湾区竹园路76号9栋***",
    "receiver_name": "周佳",
    "receiver_phone": "15084679589",
    "receiver_address": "江苏省南京市江宁区解放路252号6栋1008室",
    "pieces": "2",
    "weight_kg": "1.25",
    "declared_goods": "服装",
    "order_id": "072559126011050",
}


def test_a_plain_label_is_proposed_whole_in_the_order_of_a_shipments_columns() -> None:
    fields = propose_fields([], LABEL, 1000, 700)

    assert list(values(fields).items()) == list(STATED.items())


def test_a_page_on_its_head_gives_the_same() -> None:
    # Given the same lines, turned, and in any order
    size = (1000, 700)
    on_its_head = [turned(one, size) for one in reversed(LABEL)]

    assert values(propose_fields([], on_its_head, *size)) == STATED


def test_a_page_that_runs_together_in_perspective_keeps_its_rows() -> None:
    # Given rows that fall to the right above and rise below, by a whole line across the page
    bent = []
    for one in LABEL:
        corners = [(x, y + (350 - y) / 350 * x * 0.06) for x, y in one.box]
        bent.append(Line(one.text, one.score, (corners[0], corners[1], corners[2], corners[3])))

    assert values(propose_fields([], bent, 1000, 700)) == STATED


@pytest.mark.parametrize("name", READ)
def test_what_was_truly_read_is_proposed_as_printed(name: str) -> None:
    # Given lines RapidOCR read from a drawn photograph: on its head, on its side, words lost
    printed = READ[name]["printed"]

    found = values(proposed(name))

    # Then what is proposed is what is printed, but for what the reader itself misread
    assert not {
        column: (value, found.get(column))
        for column, value in printed.items()
        if _plain(found.get(column, "")) != _plain(value) and value not in MISREAD
    }
    assert found.keys() <= printed.keys()


MISREAD = {"浙江省绍兴市柯桥区桂花路260号7栋"}  # a crease goes through the 7


def test_every_proposal_says_why_and_lies_in_the_picture() -> None:
    for name, page in READ.items():
        for field in proposed(name):
            assert field.why.endswith((".", "printed."))
            assert 0 < field.confidence <= 1
            assert all(0 <= x <= page["size"][0] for x, _ in field.box)
            assert all(0 <= y <= page["size"][1] for _, y in field.box)


def test_the_box_of_a_value_is_its_part_of_the_line() -> None:
    # Given 120 pixels of a word that announces, then 40 of a value
    [pieces] = propose_fields([], [line("件数：12")], 1000, 100)

    assert pieces.box[0][0] == pytest.approx(20 + 120)
    assert pieces.box[1][0] == pytest.approx(20 + 160)


def test_nothing_is_proposed_for_a_picture_without_text() -> None:
    assert propose_fields([], [], 100, 100) == []
    assert propose_fields([Barcode("6901234567892", "EAN13", box(0, 0))], [], 100, 100) == []


def _plain(text: str) -> str:
    return "".join(text.split())
