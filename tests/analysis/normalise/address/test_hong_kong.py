"""Hong Kong: both languages meet in one district, and on roads that are spelled as they sound."""

from __future__ import annotations

import pytest

from casework.analysis.normalise import address
from casework.analysis.normalise.address import hong_kong
from casework.analysis.normalise.address.key import Level

_DISTRICTS = 18


@pytest.mark.parametrize(
    ("chinese", "english", "key"),
    [
        (
            "香港九龍尖沙咀彌敦道100號重慶大廈5樓502室",
            "Rm 502, 5/F, Chungking Mansions, 100 Nathan Road, Tsim Sha Tsui, Kowloon, Hong Kong",
            "youjianwang/nathanlu/100/-/502",
        ),
        (
            "香港觀塘區成業街10號12樓A室",
            "Flat A, 12/F., 10 Shing Yip St., Kwun Tong, KLN, H.K.",
            "guantang/shingyipjie/10/-/12f-a",
        ),
        (
            "香港新界葵涌葵豐街33號華豐工業中心B座地下5室",
            "Unit 5, G/F, Block B, Wah Fung Ind Ctr, 33 Kwai Fung Crescent, Kwai Chung, N.T., HK",
            "kuiqing/kwaifungjie/33/b/5",
        ),
        (
            "中国香港特别行政区中西区中环皇后大道中15号",
            "15 Queen's Road Central, Central, Hong Kong, China",
            "zhongxi/queensluzhong/15",
        ),
        (
            "九龍旺角西洋菜南街1號",
            "1 Sai Yeung Choi Street South, Mongkok, Kowloon",
            "youjianwang/saiyeungchoijienan/1",
        ),
        (
            "香港新界荃灣青山公路荃灣段100號3樓",
            "3/F, 100 Castle Peak Road, Tsuen Wan, New Territories, Hong Kong",
            "quanwan/castlepeaklu/100/-/3f",
        ),
        (
            "香港深水埗大南街5號",
            "5 Tai Nan Street Sham Shui Po Kowloon Hong Kong",
            "shenshuibu/tainanjie/5",
        ),
        ("香港柴灣利眾街20號", "20 Lee Chung Street, Chai Wan, Hong Kong", "dongqu/lichungjie/20"),
        ("香港屯門新益里3號", "3 San Yick Lane, Tuen Mun, N.T.", "tunmen/sanyikxiang/3"),
    ],
)
def test_a_place_of_hong_kong_has_one_key_in_both_languages(
    chinese: str, english: str, key: str
) -> None:
    assert address.clean(chinese) == f"xianggang/xianggang/{key}"
    assert address.clean(english) == f"xianggang/xianggang/{key}"


def test_a_road_nobody_spelled_here_meets_at_its_district() -> None:
    # Given a road with characters that are in no table
    chinese = address.clean("香港灣仔譚臣道8號3樓301室")
    english = address.clean("Room 301, 3/F, 8 Thomson Road, Wan Chai, Hong Kong")

    # Then the district is one, and so are number and room
    assert chinese is not None
    assert english is not None
    assert chinese != english
    assert address.coarser(chinese, Level.DISTRICT) == "xianggang/xianggang/wanzai"
    assert address.coarser(english, Level.DISTRICT) == "xianggang/xianggang/wanzai"
    assert chinese.split("/")[4:] == english.split("/")[4:] == ["8", "-", "301"]


@pytest.mark.parametrize(
    "written",
    [
        "香港觀塘道388號",  # it runs through several districts
        "388 Kwun Tong Road, Hong Kong",
    ],
)
def test_a_road_named_for_a_quarter_does_not_say_where_on_it(written: str) -> None:
    assert address.clean(written) == "xianggang/xianggang/?/kwuntonglu/388"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("香港荃湾柴湾角街84号", "quanwan/chaiwankokjie/84"),  # 柴湾 lies at the other end
        ("香港沙田石门安丽街11号", "shatian/onlaijie/11"),
        ("Tsuen Wan Plaza, Hong Kong", "quanwan/tsuenwanguangchang"),
        ("香港荃湾广场", "quanwan/quanwanguangchang"),
    ],
)
def test_a_quarters_name_inside_another_name_stays_there(written: str, key: str) -> None:
    assert address.clean(written) == f"xianggang/xianggang/{key}"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("青岛市南区香港中路52号", "shandong/qingdao/shinan/xianggangzhonglu/52"),
        ("52 Hong Kong Middle Road, Shinan District, Qingdao", None),
        ("九龙县呷尔镇团结路8号", "sichuan/ganzi/jiulong/gaer.tuanjielu/8"),
        ("大埔县湖寮镇同仁路8号", "guangdong/meizhou/dabu/huliao.tongrenlu/8"),
        ("8 Central Road, Baiyun District, Guangzhou", "guangdong/guangzhou/baiyun/zhonglu/8"),
    ],
)
def test_places_elsewhere_that_sound_like_it_stay_where_they_are(
    written: str, key: str | None
) -> None:
    found = address.clean(written)
    assert found is not None
    assert found == key if key else found.startswith("shandong/qingdao/shinan/")


def test_every_district_and_quarter_is_found_by_both_its_names() -> None:
    found = hong_kong.both_names()
    assert len({region.key for _, _, region in found}) == _DISTRICTS
    for chinese, english, region in found:
        assert hong_kong.after_quarters(chinese, 0) == (len(chinese), region)
        words = english.lower().split()
        assert hong_kong.longest_quarter(words) == (len(words), region)


def test_every_road_of_the_tables_is_spelled_in_bare_letters() -> None:
    for chinese, english in hong_kong.named_roads().items():
        assert hong_kong.road(f"{chinese}道") == f"{english}lu"
        assert english.isascii()
        assert english.islower()
