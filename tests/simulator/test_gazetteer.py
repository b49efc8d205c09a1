from __future__ import annotations

from casework.simulator.gazetteer import DISTRICTS, ROADS, SELLING_DISTRICTS


def test_districts_are_distinct_and_lie_in_china() -> None:
    assert len({district.code for district in DISTRICTS}) == len(DISTRICTS) > 40
    for district in DISTRICTS:
        assert 18 < district.lat < 54
        assert 73 < district.lon < 135


def test_sellers_sit_on_the_coast_from_guangdong_to_jiangsu() -> None:
    provinces = {district.province for district in SELLING_DISTRICTS}
    assert provinces == {"广东省", "浙江省", "福建省", "江苏省"}


def test_a_code_begins_with_its_province() -> None:
    for district in DISTRICTS:
        same = [other for other in DISTRICTS if other.province == district.province]
        assert {other.code[:2] for other in same} == {district.code[:2]}


def test_no_road_is_named_twice() -> None:
    assert len({road.name for road in ROADS}) == len({road.pinyin for road in ROADS}) == len(ROADS)
