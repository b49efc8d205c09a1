from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import carrier
from casework.simulator.catalogue import FREIGHT_CARRIERS, PARCEL_CARRIERS


@pytest.mark.parametrize(
    ("word", "names"),
    [
        (
            "sf",
            [
                "顺丰",
                "顺丰速运",
                "順豐速運",
                "SF Express",
                "sf",
                "ＳＦ",
                "顺丰速运（集团）有限公司",
            ],
        ),
        ("yto", ["圆通", "圆通速递", "YTO Express", "圓通速遞有限公司"]),
        ("zto", ["中通", "中通快递", "ZTO"]),
        ("sto", ["申通", "申通快递", "STO Express"]),
        ("yunda", ["韵达", "韻達快遞", "Yunda Express"]),
        ("jt", ["极兔", "极兔速递", "J&T", "J&T Express", "jtexpress"]),
        ("ems", ["邮政", "中国邮政", "EMS", "China Post", "邮政快递包裹"]),
        ("jd", ["京东", "京东物流", "JD Logistics", "JDL"]),
        ("deppon", ["德邦", "德邦快递", "Deppon"]),
        ("cainiao", ["菜鸟", "Cainiao"]),
        ("best", ["百世", "百世快递", "Best Express"]),
        ("dhl", ["DHL", "DHL Express"]),
        ("fedex", ["FedEx", "联邦快递"]),
        ("ups", ["UPS"]),
    ],
)
def test_all_names_of_a_carrier_are_one_word(word: str, names: list[str]) -> None:
    assert {carrier.clean(name) for name in names} == {word}


def test_an_unknown_carrier_stays_what_was_written_in_lower_case() -> None:
    assert carrier.clean(" Speedy Couriers Ltd ") == "speedy couriers ltd"
    assert carrier.clean("某某速递") == "某某速递"


def test_the_freight_arm_of_a_group_stays_apart() -> None:
    assert carrier.clean("中通快运") != carrier.clean("中通快递")


def test_the_words_of_the_simulator_mean_themselves() -> None:
    assert {carrier.clean(word) for word in (*PARCEL_CARRIERS, *FREIGHT_CARRIERS)} == {
        *PARCEL_CARRIERS,
        *FREIGHT_CARRIERS,
    }


def test_each_known_word_means_itself() -> None:
    assert all(carrier.clean(word) == word for word in carrier.known())


@pytest.mark.parametrize("written", ["", "   ", "\u3000"])
def test_nothing_is_none(written: str) -> None:
    assert carrier.clean(written) is None


@given(st.text(max_size=90))
def test_never_raises_and_keeps_known_words(text: str) -> None:
    value = carrier.clean(text)
    assert value not in carrier.known() or carrier.clean(value or "") == value
