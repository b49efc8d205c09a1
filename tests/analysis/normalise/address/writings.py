"""One place, written in all the ways partners write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from opencc import OpenCC
from pypinyin import lazy_pinyin

_TRADITIONAL = OpenCC("s2t")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Town:
    """A district in characters and as English addresses spell it."""

    province: str
    city: str
    district: str
    english: tuple[str, str, str]

    @property
    def short(self) -> str:
        return self.city[:-1] + self.district[:-1]


TOWNS = (
    Town("广东省", "广州市", "白云区", ("Guangdong", "Guangzhou", "Baiyun")),
    Town("广东省", "广州市", "番禺区", ("Guangdong", "Guangzhou", "Panyu")),
    Town("广东省", "深圳市", "龙华区", ("Guangdong", "Shenzhen", "Longhua")),
    Town("广东省", "东莞市", "虎门镇", ("Guangdong", "Dongguan", "Humen")),
    Town("浙江省", "金华市", "义乌市", ("Zhejiang", "Jinhua", "Yiwu")),
    Town("浙江省", "温州市", "乐清市", ("Zhejiang", "Wenzhou", "Yueqing")),
    Town("浙江省", "台州市", "路桥区", ("Zhejiang", "Taizhou", "Luqiao")),
    Town("福建省", "莆田市", "荔城区", ("Fujian", "Putian", "Licheng")),
    Town("福建省", "厦门市", "思明区", ("Fujian", "Xiamen", "Siming")),
    Town("河北省", "保定市", "莲池区", ("Hebei", "Baoding", "Lianchi")),
    Town("湖南省", "长沙市", "岳麓区", ("Hunan", "Changsha", "Yuelu")),
    Town("安徽省", "六安市", "金安区", ("Anhui", "Lu'an", "Jin'an")),
    Town("安徽省", "蚌埠市", "龙子湖区", ("Anhui", "Bengbu", "Longzihu")),
    Town("陕西省", "西安市", "雁塔区", ("Shaanxi", "Xi'an", "Yanta")),
    Town("山西省", "太原市", "小店区", ("Shanxi", "Taiyuan", "Xiaodian")),
    Town("江苏省", "南京市", "鼓楼区", ("Jiangsu", "Nanjing", "Gulou")),
    Town("福建省", "福州市", "鼓楼区", ("Fujian", "Fuzhou", "Gulou")),
    Town("吉林省", "长春市", "朝阳区", ("Jilin", "Changchun", "Chaoyang")),
)

ROADS = (
    ("兴隆", "路", "Rd", "Road"),
    ("中山东", "路", "Rd", "Road"),
    ("人民", "大道", "Ave", "Avenue"),
    ("解放", "街", "St", "Street"),
    ("科技三", "路", "Rd", "Road"),
    ("石井", "工业区", "Industrial Zone", "Industrial Zone"),
    ("银河", "巷", "Lane", "Lane"),
)


@dataclass(frozen=True)
class Place:
    """One door."""

    town: Town
    road: tuple[str, str, str, str]
    number: int
    building: int
    room: int

    def writings(self) -> dict[str, str]:
        """The place by every way of writing it."""
        return dict(self._chinese()) | dict(self._latin())

    def _chinese(self) -> Iterator[tuple[str, str]]:
        town = self.town
        road = self.road[0] + self.road[1]
        door = f"{self.number}号{self.building}栋{self.room}"
        whole = f"{town.province}{town.city}{town.district}{road}{door}室"
        yield "whole", whole
        yield "without province", f"{town.city}{town.district}{road}{door}"
        yield "short", f"{town.short}{road}{self.number}-{self.building}-{self.room}"
        yield "other building word", whole.replace("栋", "幢")
        yield "traditional", _TRADITIONAL.convert(whole)
        yield "full width", whole.translate(_FULL_WIDTH)
        spaced = f"{town.province} {town.city} {town.district} {road} {self.number}号 "
        yield "spaced", spaced + f"{self.building}栋 {self.room}室"
        yield "room as 房", whole.replace("室", "房")
        yield "with country", "中国" + whole

    def _latin(self) -> Iterator[tuple[str, str]]:
        province, city, district = self.town.english
        stem = self._romanised()
        road, long_road = f"{stem} {self.road[2]}", f"{stem} {self.road[3]}"
        kind = {"区": "District", "市": "City", "镇": "Town"}[self.town.district[-1]]
        number, building, room = self.number, self.building, self.room
        regions = f"{district}, {city}, {province}"
        long = f"{district} {kind}, {city} City, {province} Province, China"
        yield "English short", f"Rm {room}, Bldg {building}, No.{number} {road}, {regions}"
        yield "English bare", f"{room}, Building {building}, {number} {long_road}, {long}"
        full = f"Room {room}, Building {building}, No. {number}, {long_road}, {long}"
        yield "English full", full
        yield "upper case", full.upper()
        if self.road[1] != "工业区":
            pinyin = f"{stem} {''.join(lazy_pinyin(self.road[1])).title()}"
            at = f"{province} Sheng {city} Shi {district} {_PINYIN_KIND[kind]}"
            yield "pinyin", f"{at} {pinyin} {number} Hao {building} Dong {room} Shi"

    def _romanised(self) -> str:
        stem = self.road[0]
        return {"中山东": "Zhongshan East", "科技三": "Keji 3rd"}.get(
            stem, "".join(lazy_pinyin(stem)).title()
        )


_PINYIN_KIND = {"District": "Qu", "City": "Shi", "Town": "Zhen"}


def places() -> list[Place]:
    """Doors in every town, on every road, some of which differ in a single level."""
    return [
        Place(town, road, *door)
        for town, road, door in product(TOWNS, ROADS, ((12, 3, 402), (12, 3, 403), (21, 5, 1102)))
    ]
