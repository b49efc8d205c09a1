from __future__ import annotations

import pytest

from casework.analysis.normalise.address.spelled import (
    fitting_all,
    longest_region,
    named_twice,
    says_kind,
)


@pytest.mark.parametrize(
    ("words", "size", "name"),
    [
        ("guang dong sheng jie yang shi", 3, "广东省"),
        ("guangzhou shi", 2, "广州市"),
        ("cangxian liujing lu", 1, "沧县"),
        ("huang shi shi", 3, "黄石市"),
        ("pudong district", 2, "浦东新区"),
        ("qiyangshi", 1, "祁阳县"),
    ],
)
def test_the_most_words_that_name_a_region(words: str, size: int, name: str) -> None:
    found, regions = longest_region(words.split())
    assert found == size
    assert name in {region.name for region in regions}


def test_a_syllable_that_begins_the_road_is_not_the_kind_of_the_region() -> None:
    size, _ = longest_region(["da", "xin", "xian", "xian", "yue", "huan", "lu"])
    assert size == 3


def test_the_kind_tells_two_districts_of_one_sound_in_one_city_apart() -> None:
    # Given 云安区 and 郁南县, both Yunan, in 云浮
    _, city = longest_region(["yunfu"])
    _, district = longest_region(["yunan", "district"])

    # When
    found = fitting_all([city, district])

    # Then
    assert found is not None
    assert found.name == "云安区"


def test_shanxi_may_be_shaanxi_where_its_city_says_so() -> None:
    _, province = longest_region(["shanxi", "sheng"])
    _, city = longest_region(["baoji"])
    found, alone = fitting_all([province, city]), fitting_all([province])
    assert found is not None and alone is not None
    assert [region.name for region in (*found.line(), alone)] == ["陕西省", "宝鸡市", "山西省"]


def test_a_county_of_its_city_s_name_is_meant_where_the_name_stands_twice() -> None:
    _, handan = longest_region(["handan"])
    city = fitting_all([handan])
    assert city is not None
    assert named_twice(city, [handan]).name == "邯郸市"
    assert named_twice(city, [handan, handan]).parent is city


@pytest.mark.parametrize(
    ("words", "says"), [("baiyun qu", True), ("cangxian", True), ("baiyun", False)]
)
def test_whether_a_region_says_its_kind(words: str, says: bool) -> None:
    size, regions = longest_region(words.split())
    assert says_kind(words.split()[:size], regions) is says
