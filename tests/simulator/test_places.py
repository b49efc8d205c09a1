from __future__ import annotations

from random import Random

from opencc import OpenCC
from pypinyin import lazy_pinyin

from casework.simulator import places
from casework.simulator.gazetteer import DISTRICTS, ROADS, TRADITIONAL
from casework.simulator.places import Place
from casework.simulator.scoring import metres

XINGLONG = next(road for road in ROADS if road.name == "兴隆")
BAIYUN = next(district for district in DISTRICTS if district.district == "白云区")
FLAT = Place(BAIYUN, XINGLONG, number=12, building=3, room=402)


def test_one_place_is_written_in_all_the_ways_of_the_delivery_formats() -> None:
    # Given the flat that the description of the formats speaks of
    ways = FLAT.written()

    # Then each way listed there occurs, word for word
    assert set(ways) >= {
        "广东省广州市白云区兴隆路12号3栋402室",
        "广州市白云区兴隆路12号3栋402",
        "广州白云兴隆路12-3-402",
        "廣東省廣州市白雲區興隆路12號3棟402室",
        "广东省广州市白云区兴隆路12号3幢402室",
        "Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou, Guangdong",
        "402, Building 3, 12 Xinglong Road, Baiyun District, Guangzhou City, "
        "Guangdong Province, China",
    }


def test_the_ways_of_any_place_differ_from_each_other() -> None:
    rng = Random(2)
    for _ in range(200):
        ways = places.home(rng, selling=False).written()
        assert len(set(ways)) == len(ways)


def test_a_masked_address_never_shows_the_room() -> None:
    rng = Random(4)
    for _ in range(200):
        place = places.home(rng, selling=False)
        for way in place.masked():
            assert "***" in way
            assert str(place.room) not in way.replace(f"{place.number}", "", 1)


def test_a_city_that_is_a_province_is_named_once() -> None:
    minhang = next(district for district in DISTRICTS if district.district == "闵行区")
    place = Place(minhang, XINGLONG, 8, 2, 301)
    assert place.full() == "上海市闵行区兴隆路8号2栋301室"
    assert place.written()[1] == "上海市闵行区兴隆路8号2栋301"
    assert place.written()[6].endswith("Minhang District, Shanghai City, China")


def test_rooms_of_one_building_share_one_point_and_streets_are_apart() -> None:
    # Given two rooms of a building and a building of another road
    far = Place(BAIYUN, next(road for road in ROADS if road.name == "富民"), 12, 3)

    # Then the rooms are at one point, the roads well apart
    assert FLAT.neighbour(901).point() == FLAT.point()
    assert metres(FLAT.point(), far.point()) > 300


def test_the_gazetteer_spells_as_official_pinyin_and_traditional_characters_do() -> None:
    # Given an independent dictionary of pinyin and one of characters
    convert = OpenCC("s2t").convert

    # Then roads agree with the one
    for road in ROADS:
        assert road.pinyin.lower() == "".join(lazy_pinyin(road.name))

    # And each sign of an address with the other; the 台 of Taizhou is written so everywhere
    signs = {
        sign
        for district in DISTRICTS
        for road in ROADS
        for sign in Place(district, road, 1, 2, 301).full()
    }
    for sign in signs - {"台"}:
        assert sign.translate(TRADITIONAL) == convert(sign)
