from __future__ import annotations

import pytest

from casework.analysis.normalise.address import characters
from casework.analysis.normalise.address.gazetteer import DISTRICT, gazetteer


@pytest.mark.parametrize(
    ("written", "road"),
    [
        ("广州市白云区民治街道兴隆路12号", "xinglonglu"),
        ("广州市白云区太和镇兴隆路12号", "taihe.xinglonglu"),
        ("广州市白云区中关村大街12号", "zhongguancunjie"),
        ("广州市白云区广州大道中12号", "guangzhoudadaozhong"),
        ("广州市白云区人民南路四段12号", "renminnanlusiduan"),
        ("广州市白云区兴隆大街12号", "xinglongjie"),
        ("广州市白云区石湖村12号", "shihucun"),
        ("广州市白云区105国道12号", "105guodao"),
    ],
)
def test_the_road_has_one_spelling(written: str, road: str) -> None:
    assert characters.read(written, cut=False).road == road


def test_a_district_name_that_begins_a_road_is_the_road() -> None:
    reading = characters.read("广州天河北路12号", cut=False)
    assert reading.road == "tianhebeilu"
    assert reading.region is not None
    assert reading.region.name == "广州市"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("厦门集美西环路260-3-1706", "fujian/xiamen/jimei/xihuanlu/260/3/1706"),
        ("福田北环大道7028号", "guangdong/shenzhen/futian/beihuandadao/7028"),
        ("深圳市福田中心四路1号", "guangdong/shenzhen/futian/zhongxinsilu/1"),
        ("深圳南山南头街12号", "guangdong/shenzhen/nanshan/nantoujie/12"),
        ("广州天河环路12号", "guangdong/guangzhou/?/tianhehuanlu/12"),
        ("青岛市北兴隆路12-3-402", "shandong/qingdao/shibei/xinglonglu/12/3/402"),
        ("青岛市南区香港中路52号", "shandong/qingdao/shinan/xianggangzhonglu/52"),
        ("青岛市北京路12号", "shandong/qingdao/?/beijinglu/12"),
        ("杭州萧山市心北路12号", "zhejiang/hangzhou/xiaoshan/shixinbeilu/12"),
        ("杭州萧山区府路12号", "zhejiang/hangzhou/xiaoshan/qufulu/12"),
        ("杭州市萧山区府路12号", "zhejiang/hangzhou/xiaoshan/fulu/12"),
        ("杭州西湖区文三路478号", "zhejiang/hangzhou/xihu/wensanlu/478"),
        ("广州越秀区达道路10号", "guangdong/guangzhou/yuexiu/dadaolu/10"),
        ("重庆渝中区两路口107号", "chongqing/chongqing/yuzhong/lianglu/107"),
        ("杭州萧山市河南路12号", "zhejiang/hangzhou/xiaoshan/henanlu/12"),
    ],
)
def test_a_district_is_told_from_the_road_behind_it(written: str, key: str) -> None:
    assert characters.read(written, cut=False).key(masked=False) == key


@pytest.mark.parametrize("road", ["西环", "中心", "南头", "二环", "市民", "区府", "县前", "海南"])
def test_every_district_written_short_meets_its_whole_name(road: str) -> None:
    # Given one district in seven of the whole country
    districts = [region for region in gazetteer().regions if region.level == DISTRICT][::7]

    # When its address is written whole and short
    apart = []
    for district in districts:
        *above, city, _ = district.line()
        door = f"{road}路12-3-402"
        whole = "".join(region.name for region in (*above, city, district)) + door
        short = city.stem + district.stem + door
        keys = [characters.read(text, cut=False).key(masked=False) for text in (whole, short)]
        if keys[0] != keys[1]:
            apart.append(short)

    # Then all but a few of the same name as their city meet
    assert len(apart) <= 0.005 * len(districts), apart


def test_a_district_that_the_gazetteer_lacks_is_kept() -> None:
    assert characters.read("广州市萝岗区九龙路2号", cut=False).zone == "luogang"
    assert characters.read("济南市高新区凤凰路9号", cut=False).zone == "gaoxinqu"


def test_an_unfinished_name_under_a_mask_is_left_out() -> None:
    assert characters.read("广州市白云区兴", cut=True).road is None
    assert characters.read("广州市白云", cut=True).region is not None


def test_building_and_room_are_read_by_their_words() -> None:
    parts = characters.read("广州市白云区兴隆路12号三栋2单元402室", cut=False).parts
    assert parts.settled() == ("12", "3", "2-402")
