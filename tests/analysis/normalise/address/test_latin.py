from __future__ import annotations

import pytest

from casework.analysis.normalise.address import latin

DOOR = "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"


@pytest.mark.parametrize(
    "written",
    [
        "rm 402 bldg 3 no.12 xinglong rd baiyun guangzhou guangdong",
        "room 402, 3rd building, 12 xing long road, bai yun district, guang zhou, guangdong",
        "12-3-402 xinglong road, baiyun, guangzhou",
        "room 402, building 3, no. 12, xinglong road, baiyun, guangzhou, 510000, p.r. china",
        "unit 402, 3# bldg, xinglong road no.12, baiyun, guangzhou",
        "guangdong sheng guangzhou shi baiyun qu xinglong lu 12 hao 3 dong 402 shi",
        "guangzhou baiyun xinglong lu 12 hao 3 dong 402 shi",
        "guangzhou, baiyun, xinglong road 12, building 3, room 402",
    ],
)
def test_orders_and_abbreviations_meet(written: str) -> None:
    assert latin.read(written) == DOOR


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (
            "no.12 keji middle 3rd road, nanshan, shenzhen",
            "guangdong/shenzhen/nanshan/kejizhongsanlu/12",
        ),
        (
            "12 north baiyun avenue, baiyun, guangzhou",
            "guangdong/guangzhou/baiyun/baiyundadaobei/12",
        ),
        (
            "lane 658 jinzhong road no.5, changning, shanghai",
            "shanghai/shanghai/changning/jinzhonglu/658/5",
        ),
        (
            "building 3, xinglong industrial zone, shihu village, taihe town, baiyun, guangzhou",
            "guangdong/guangzhou/baiyun/taihe.shihucun.xinglonggongyequ/-/3",
        ),
        ("no.12 yan'an road, lianhu, xi'an, shaanxi", "shaanxi/xian/lianhu/yananlu/12"),
        ("no.1 renmin road, handan, handan, hebei", "hebei/handan/handan/renminlu/1"),
        ("guangzhou tianhe north road 12", "guangdong/guangzhou/?/tianhebeilu/12"),
        ("no.1 renmin road, fuzhou", "?/?/?/renminlu/1"),
    ],
)
def test_english_words_stand_for_the_chinese_ones(written: str, key: str) -> None:
    assert latin.read(written) == key


def test_a_mask_hides_what_is_smaller() -> None:
    masked = "rm 402, bldg *, no.12 xinglong rd, baiyun, guangzhou"
    assert latin.read(masked) == "guangdong/guangzhou/baiyun/xinglonglu/12/*"


def test_one_word_in_no_known_city_is_nothing() -> None:
    assert latin.read("somewhere") is None
