from __future__ import annotations

import pytest

from casework.analysis.normalise.address.street import street


@pytest.mark.parametrize(
    ("text", "road", "on_road"),
    [
        ("兴隆路", "xinglonglu", True),
        ("太和镇石湖村兴隆工业园", "taihe.shihucun.xinglonggongyeyuan", False),
        ("民治街道兴隆大街", "xinglongjie", True),
        ("人民南大道", "renmindadaonan", True),
        ("朝阳东路", "chaoyangdonglu", True),
    ],
)
def test_town_village_park_and_road_in_their_order(text: str, road: str, on_road: bool) -> None:
    found = street(text, False)
    assert (found.road, found.on_road) == (road, on_road)


def test_a_development_zone_is_no_road() -> None:
    found = street("经济技术开发区泰山路", False)
    assert (found.zone, found.road) == ("jingkaiqu", "taishanlu")


def test_what_stands_behind_the_road_is_a_building() -> None:
    assert street("北四环东路静安中心", False).named == "jinganzhongxin"


def test_a_name_that_a_mask_cuts_off_is_left_out() -> None:
    assert street("兴隆", True).road is None
