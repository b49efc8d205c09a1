"""The whole of address reading: one place, one key; two places, two keys."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.normalise import address
from tests.analysis.normalise.address.writings import TOWNS, places

REAL = Path(__file__).parents[5] / "shared" / "data" / "chinese-addresses" / "addr.csv"

FORMATS = (
    "广东省广州市白云区兴隆路12号3栋402室",
    "广州市白云区兴隆路12号3栋402",
    "广州白云兴隆路12-3-402",
    "廣東省廣州市白雲區興隆路12號3棟402室",
    "广州市白云区兴隆路12号3幢402",
    "Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou, Guangdong",
    "402, Building 3, 12 Xinglong Road, Baiyun District, Guangzhou City, Guangdong Province, China",
)


@pytest.mark.parametrize("written", FORMATS)
def test_the_ways_of_writing_that_partners_use_meet_in_one_key(written: str) -> None:
    assert address.clean(written) == "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: "-".join(town.english))
def test_every_writing_of_a_place_has_its_key(town: object) -> None:
    for place in (place for place in places() if place.town is town):
        # When a place is written in every way
        keys = {way: address.clean(text) for way, text in place.writings().items()}

        # Then all of them meet, down to the door
        assert set(keys.values()) == {keys["whole"]}, keys
        assert keys["whole"] is not None
        assert address.levels(keys["whole"]).room == str(place.room)


def test_different_places_have_different_keys() -> None:
    by_key = defaultdict(set)
    for place in places():
        by_key[address.clean(place.writings()["whole"])].add(place)
    assert all(len(found) == 1 for found in by_key.values())


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("广州市白云区兴隆路12号3栋2单元402室", "guangdong/guangzhou/baiyun/xinglonglu/12/3/2-402"),
        ("广州市白云区兴隆路12号3栋5楼", "guangdong/guangzhou/baiyun/xinglonglu/12/3/5f"),
        ("广州市白云区兴隆路12号402室", "guangdong/guangzhou/baiyun/xinglonglu/12/-/402"),
        ("广州市白云区兴隆路12号B座", "guangdong/guangzhou/baiyun/xinglonglu/12/b"),
        ("广州市白云区中山5路12号", "guangdong/guangzhou/baiyun/zhongshanwulu/12"),
        ("广州市白云区中山五路十二号", "guangdong/guangzhou/baiyun/zhongshanwulu/12"),
        ("广州白云大道北12号", "guangdong/guangzhou/?/baiyundadaobei/12"),
        ("上海市长宁区金钟路658弄5号601室", "shanghai/shanghai/changning/jinzhonglu/658/5/601"),
        ("北京市朝阳区建国路甲92号", "beijing/beijing/chaoyang/jianguolu/jia92"),
        ("东莞虎门浦江路2号", "guangdong/dongguan/humen/pujianglu/2"),
        (
            "广东省广州市白云区太和镇石湖村兴隆工业区3栋",
            "guangdong/guangzhou/baiyun/taihe.shihucun.xinglonggongyequ/-/3",
        ),
        (
            "Room 5A, 12 East Nanjing Road, Huangpu, Shanghai",
            "shanghai/shanghai/huangpu/nanjingdonglu/12/-/5a",
        ),
        (
            "5/F, No.12 Xinhua Street, Hohhot, Inner Mongolia",
            "neimenggu/huhehaote/?/xinhuajie/12/-/5f",
        ),
    ],
)
def test_the_levels_below_the_district(written: str, key: str) -> None:
    assert address.clean(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("广州市白云区兴隆路12号3栋***", "guangdong/guangzhou/baiyun/xinglonglu/12/3/*"),
        ("广州市白云区兴隆路12号3栋**室", "guangdong/guangzhou/baiyun/xinglonglu/12/3/*"),
        ("广州市白云区兴隆路12号3栋4**室", "guangdong/guangzhou/baiyun/xinglonglu/12/3/*"),
        ("广州市白云区兴隆路12号***", "guangdong/guangzhou/baiyun/xinglonglu/12/*"),
        ("广州市白云区兴隆路1**号", "guangdong/guangzhou/baiyun/xinglonglu/*"),
        ("广州市白云区兴***", "guangdong/guangzhou/baiyun/*"),
        (
            "Rm ***, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou",
            "guangdong/guangzhou/baiyun/xinglonglu/12/3/*",
        ),
        ("***, No.12 Xinglong Rd, Baiyun, Guangzhou", "guangdong/guangzhou/baiyun/xinglonglu/12/*"),
    ],
)
def test_a_masked_address_ends_at_the_last_level_that_is_wholly_visible(
    written: str, key: str
) -> None:
    assert address.clean(written) == key


@pytest.mark.parametrize(
    "writings",
    [
        ("厦门市集美区东一路12号", "厦门集美东一路12号", "No.12 Dongyi Rd, Jimei, Xiamen"),
        ("定边县五四路9号", "陕西榆林定边五四路9号", "9 Wusi Road, Dingbian, Yulin, Shaanxi"),
        (
            "广州市白云区人民大道南12号",
            "广州市白云区人民南大道12号",
            "12 Renmin South Avenue, Baiyun, Guangzhou",
            "12 Renmin Avenue South, Baiyun, Guangzhou",
        ),
        (
            "广东省惠来县红荔西路105号2栋806室",
            "Guang Dong Sheng Jie Yang Shi Hui Lai Xian Hong Li Xi Lu 105 Hao 2 Dong 806 Shi",
            "806, Building 2, 105 Hónglì Xī Lù, Huìlái Xiàn, Jiēyáng, Guǎngdōng",
            "HONGLIXILU 105 HAO 2 DONG 806 SHI, HUILAIXIAN, JIEYANGSHI, GUANGDONGSHENG",
        ),
        (
            "陕西省宝鸡市岐山县东平街212号",
            "Shanxi Sheng Baoji Shi Qishan Xian Dongping Jie 212 Hao",
            "212 Dongping Street, Qishan County, Baoji City, Shaanxi Province",
        ),
        ("广州市越秀区中山五路12号", "12 Fifth Zhongshan Road, Yuexiu, Guangzhou"),
        ("广州市白云区兴隆路12号之3", "广州市白云区兴隆路12号附3号", "广州市白云区兴隆路12-3号"),
        ("广州市白云区兴隆路十二号三栋四〇二室", "广州市白云区兴隆路12号3栋402户"),
        ("南山区科技园3栋402", "Rm 402, Bldg 3, Science Park, Nanshan District"),
        (
            "宿迁市宿迁经济技术开发区泰山路120号",
            "120 Taishan Road, Economic and Technological Development Zone, Suqian, Jiangsu",
        ),
        (
            "台北市中正區忠孝東路一段12號",
            "No.12, Sec. 1, Zhongxiao East Rd, Zhongzheng Dist., Taipei",
            "No. 12, Sec. 1, Zhongxiao E. Rd., Zhongzheng Dist., Taipei City 100, Taiwan (R.O.C.)",
        ),
        (
            "台北市信義區松仁路100號3樓",
            "3F., No.100, Songren Rd., Xinyi Dist., Taipei City, Taiwan",
        ),
        ("广州市天河区中山三路5号1楼", "1/F, 5 Zhongshan 3rd Rd, Tianhe, Guangzhou"),
        ("广州市天河区体育路5号", "G/F, 5 Tiyu Rd, Tianhe, Guangzhou"),
        ("云安区明月路74号", "74 Mingyue Road, Yun'an District, Yunfu City, Guangdong"),
        (
            "湖南省祁阳县江场路2号",
            "湖南省永州市祁阳市江场路2号",
            "2 Jiangchang Rd, Qiyang, Yongzhou",
        ),
    ],
)
def test_one_place_written_in_other_ways_has_one_key(writings: tuple[str, ...]) -> None:
    keys = {written: address.clean(written) for written in writings}
    assert len(set(keys.values())) == 1, keys
    assert None not in keys.values()


def test_a_name_of_two_districts_is_placed_in_their_city() -> None:
    assert address.clean("伊犁伊宁古师路217号") == "xinjiang/yili/?/gushilu/217"


def test_a_district_of_a_common_name_needs_its_city() -> None:
    # Given 朝阳区 in Beijing and Changchun
    alone, beijing = address.clean("朝阳区建国路88号"), address.clean("北京朝阳区建国路88号")

    # Then the bare one is left open rather than guessed
    assert alone == "?/?/chaoyang/jianguolu/88"
    assert beijing == "beijing/beijing/chaoyang/jianguolu/88"


def test_missing_upper_levels_are_filled_where_only_one_place_fits() -> None:
    assert address.clean("番禺区大北路1号") == "guangdong/guangzhou/panyu/dabeilu/1"
    assert address.clean("No.1 Dabei Rd, Panyu") == "guangdong/guangzhou/panyu/dabeilu/1"


def test_an_address_in_no_known_city_meets_its_equals_only() -> None:
    # Given a foreign address written twice, and another
    first, again, other = (
        "12 High Street, London",
        "12 HIGH STREET LONDON",
        "14 High Street, London",
    )

    # Then
    assert address.clean(first) == address.clean(again) == "?/12 high street london"
    assert address.clean(other) != address.clean(first)


@pytest.mark.parametrize(
    "written", ["", "-", "N/A", "无", "***", "12345", "不详", "null", "同上", "。"]
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert address.clean(written) is None


@settings(deadline=None)
@given(
    st.text(max_size=120)
    | st.text("广东省州市白云区路号栋室单元楼弄村镇道*12-3AB座 (),", max_size=30)
)
def test_never_raises(text: str) -> None:
    key = address.clean(text)
    assert key is None or key


@settings(deadline=None)
@given(st.text("rmbldgno.,# 0123456789*-/ xinglongrdshihaoguangzhou", max_size=60))
def test_never_raises_for_latin_letters(text: str) -> None:
    key = address.clean(text)
    assert key is None or key


def test_a_key_is_located_at_its_district() -> None:
    # Given a key down to the door, and one that knows only its city
    door = address.clean(FORMATS[0])
    city = address.clean("广州市兴隆路12号")
    assert door is not None and city is not None

    # When
    located = address.locate(door), address.locate(city)

    # Then both lie in Guangzhou, the district elsewhere than the city hall
    for found in located:
        assert found is not None
        assert found == pytest.approx((23.1, 113.3), abs=0.3)
    assert located[0] != located[1]


@pytest.mark.parametrize("key", ["?/12 high street london", "?/?/chaoyang/jianguolu/88", "nowhere"])
def test_a_key_in_no_known_city_is_nowhere(key: str) -> None:
    assert address.locate(key) is None


def test_most_real_addresses_are_understood_and_traditional_writing_changes_none() -> None:
    if not REAL.exists():
        pytest.skip("the public addresses in ../shared/data are absent")
    # Given real business addresses
    with REAL.open(encoding="utf-8", newline="") as lines:
        written = [row[0] for row in csv.reader(lines) if row and len(row[0]) > 6][1::9]

    # When
    keys = {text: address.clean(text) for text in written}

    # Then those that name their province and city are placed in it
    named = [key for text, key in keys.items() if "省" in text and "市" in text[:9]]
    placed = [key for key in named if key is not None and not key.startswith("?")]
    assert len(placed) >= 0.98 * len(named)


def test_a_point_is_named_by_the_district_nearest_to_it() -> None:
    assert address.district_near(23.16, 113.27) == "广东省广州市白云区"
    assert address.district_near(39.92, 116.44) == "北京市朝阳区"
