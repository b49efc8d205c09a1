"""Places on real roads in real districts, and how partners would write them.

The divisions are those of `china-admin/{provinces,cities,areas,streets}.csv`, the roads those that
the raw addresses in `chinese-addresses/addr.csv` name. Their pinyin is pypinyin's, which reads some
names otherwise than their people do (朝阳 Zhaoyang, 长治 Zhangzhi), as many partners' systems do.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from opencc import OpenCC
from pypinyin import lazy_pinyin, pinyin

_TRADITIONAL = OpenCC("s2t")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NO_DISTRICT = re.compile("开发|示范|管理|园区|委员会|实验|新城|高新|食品|聚集|风景|直辖|街道")
_ROAD = re.compile(r"(?<=[区市县])([\u4e00-\u9fff]{2,5}?(?:大道|大街|路|街|巷))(?=\d+号)")
_NO_ROAD = re.compile("[市县区镇乡村省路街道巷期]|开发|园|与|交")
_KINDS = {
    "大道": ("Ave", "Avenue", "Dadao"),
    "大街": ("St", "Street", "Dajie"),
    "路": ("Rd", "Road", "Lu"),
    "街": ("St", "Street", "Jie"),
    "巷": ("Lane", "Alley", "Xiang"),
}
_SIDES = {"东": "East", "西": "West", "南": "South", "北": "North", "中": "Middle"}
_COUNTS = {"一": "1st", "二": "2nd", "三": "3rd", "四": "4th", "五": "5th", "六": "6th"}
_DISTRICT_KINDS = {
    "自治县": ("Autonomous County", "Zizhixian"),
    "新区": ("New District", "Xinqu"),
    "区": ("District", "Qu"),
    "县": ("County", "Xian"),
    "市": ("City", "Shi"),
    "旗": ("Banner", "Qi"),
}
_UNITED = frozenset({"市辖区", "县"})
_ENGLISH = {"内蒙古": "Inner Mongolia", "西藏": "Tibet", "陕西": "Shaanxi"}
_PEOPLES = re.compile(
    "(?:维吾尔|布依族|土家族|景颇族|傈僳族|哈尼族|朝鲜族|哈萨克族?|柯尔克孜族?|拉祜族|布朗族|独龙族|普米族|"
    "纳西族|仡佬族|仫佬族|毛南族|撒拉族|东乡族|保安族|裕固族|达斡尔族|鄂温克族|锡伯族?|塔吉克族?|蒙古族?|各族|"
    "[壮回藏苗侗彝傣白羌满瑶黎佤怒畲水土]族)+$"
)


@dataclass(frozen=True, slots=True)
class District:
    """A division of the third level with what it lies in; the city "" where there is none."""

    province: str
    city: str
    name: str

    @property
    def regions(self) -> tuple[str, ...]:
        """The names written before a road, the largest first."""
        united = self.province == self.city
        return tuple(filter(None, ("" if united else self.province, self.city, self.name)))


@dataclass(frozen=True, slots=True)
class RealPlace:
    """One door on a real road, which stands in some real district."""

    district: District
    road: str
    number: int
    building: int
    room: int

    def written(self) -> dict[str, str]:
        """The place by the name of each way it is written."""
        return dict(self._characters()) | dict(self._latin()) | dict(self._pinyin())

    def _characters(self) -> Iterator[tuple[str, str]]:
        regions, road = self.district.regions, self.road
        stems = [_stem(name) for name in regions]
        region, local, short = "".join(regions), "".join(regions[-2:]), "".join(stems[-2:])
        door = f"{self.number}号{self.building}栋{self.room}"
        whole = f"{region}{road}{door}室"
        yield "whole", whole
        yield "no province", f"{local}{road}{door}"
        yield "short", f"{short}{road}{self.number}-{self.building}-{self.room}"
        yield "short province", f"{''.join(stems)}{road}{door}室"
        yield "traditional", _TRADITIONAL.convert(whole)
        yield "幢", whole.replace("栋", "幢")
        yield "号楼, 房", f"{region}{road}{self.number}号{self.building}号楼{self.room}房"
        yield (
            "spaced",
            f"{' '.join(regions)} {road} {self.number}号 {self.building}栋 {self.room}室",
        )
        yield "full width", whole.translate(_FULL_WIDTH)
        yield "regions twice", f"{region} {whole}"
        yield "note behind", f"{whole}（放门口）"
        yield "phone behind", f"{whole} 13812345678"

    def _latin(self) -> Iterator[tuple[str, str]]:
        *above, district = (_name(name) for name in self.district.regions)
        kind = _kind_of(self.district.name)[0]
        short, long, _ = _KINDS[_road_kind(self.road)]
        stem = _english_stem(_road_stem(self.road))
        regions = ", ".join([district, *reversed(above)])
        number, building, room = self.number, self.building, self.room
        english = f"Rm {room}, Bldg {building}, No.{number} {stem} {short}, {regions}"
        yield "English", english
        yield "English, capitals", english.upper()
        yield "English, no commas", english.replace(",", "")
        yield "English, postcode", f"{english} 510000, China"
        typed = [
            f"{district} {kind}".strip(),
            *reversed([*map(_typed, self.district.regions[:-1])]),
        ]
        yield (
            "English long",
            f"{room}, Building {building}, {number} {stem} {long}, {', '.join(typed)}, China",
        )

    def _pinyin(self) -> Iterator[tuple[str, str]]:
        door = f"{self.number} Hao {self.building} Dong {self.room} Shi"
        kind = _KINDS[_road_kind(self.road)][2]
        stem = _road_stem(self.road)
        regions = [*map(_pinyin_regions, self.district.regions)]
        joined = " ".join(f"{_joined(name)} {ending}".strip() for name, ending in regions)
        apart = " ".join(f"{_apart(name)} {ending}".strip() for name, ending in regions)
        yield "pinyin", f"{joined} {_joined(stem)} {kind} {door}"
        yield "pinyin by syllables", f"{apart} {_apart(stem)} {kind} {door}"
        toned = ", ".join(f"{_toned(name)} {ending}".strip() for name, ending in reversed(regions))
        yield (
            "pinyin with tones",
            f"Room {self.room}, Building {self.building}, "
            f"No. {self.number} {_toned(stem)} {kind}, {toned}",
        )


class Country:
    """What the public files say: districts, their towns, and names of roads."""

    def __init__(self, folder: Path) -> None:
        admin = folder / "china-admin"
        provinces = {row["code"]: row["name"] for row in _rows(admin / "provinces.csv")}
        cities = {row["code"]: row["name"] for row in _rows(admin / "cities.csv")}
        self.districts: list[District] = []
        codes: dict[str, District] = {}
        for row in _rows(admin / "areas.csv"):
            province, city = provinces[row["provinceCode"]], cities[row["cityCode"]]
            if _NO_DISTRICT.search(row["name"] + city):
                continue
            city = province if city in _UNITED else city
            codes[row["code"]] = District(province, city, row["name"])
        self.districts = [*codes.values()]
        self.towns: dict[District, list[str]] = defaultdict(list)
        for row in _rows(admin / "streets.csv"):
            if row["areaCode"] in codes and row["name"].endswith(("镇", "乡")):
                self.towns[codes[row["areaCode"]]].append(row["name"])
        with (folder / "chinese-addresses" / "addr.csv").open(
            encoding="utf-8", newline=""
        ) as lines:
            found = (
                match[1] for row in csv.reader(lines) if row for match in _ROAD.finditer(row[0])
            )
            self.roads = sorted({road for road in found if not _NO_ROAD.search(_road_stem(road))})

    def place(self, rng: Random) -> RealPlace:
        """Some door on some road in some district."""
        room = rng.randint(1, 25) * 100 + rng.randint(1, 8)
        where, road = rng.choice(self.districts), rng.choice(self.roads)
        return RealPlace(where, road, rng.randint(1, 300), rng.randint(1, 20), room)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _stem(name: str) -> str:
    """The name as people shorten it: 恩施土家族苗族自治州 -> 恩施, 临县 stays."""
    if name.startswith("内蒙古"):
        return "内蒙古"
    for kind in ("自治区", "自治州", "自治县", "自治旗", "地区", "特区", "林区", "矿区"):
        if name.endswith(kind):
            bare = _PEOPLES.sub("", name.removesuffix(kind))
            return bare if len(bare) > 1 else name
    short = re.sub(r"(?:新区|省|市|盟|区|县|旗)$", "", name)
    return short if len(short) > 1 else name


def _kind_of(district: str) -> tuple[str, str]:
    if len(_stem(district)) == len(district):
        return "", ""  # 临县 is Linxian
    return next(
        (said for kind, said in _DISTRICT_KINDS.items() if district.endswith(kind)), ("", "")
    )


def _road_kind(road: str) -> str:
    return next(kind for kind in _KINDS if road.endswith(kind))


def _road_stem(road: str) -> str:
    return road.removesuffix(_road_kind(road))


def _english_stem(stem: str) -> str:
    """The name with its sides and counts in English: 中山东一 -> Zhongshan East 1st."""
    behind: list[str] = []
    while len(stem) > 2 and (said := _SIDES.get(stem[-1]) or _COUNTS.get(stem[-1])):
        behind.insert(0, said)
        stem = stem[:-1]
    return " ".join([_joined(stem), *behind])


def _name(region: str) -> str:
    """The name of a region in an English address, with the apostrophe: 西安市 -> Xi'an."""
    stem = _stem(region)
    if stem in _ENGLISH:
        return _ENGLISH[stem]
    first, *others = lazy_pinyin(stem)
    return "".join([first, *(f"'{one}" if one[0] in "aoe" else one for one in others)]).capitalize()


def _typed(region: str) -> str:
    kinds = {"省": "Province", "市": "City", "自治区": "Autonomous Region"}
    kinds |= {"州": "Prefecture", "地区": "Prefecture", "盟": "League"}
    said = next((said for kind, said in kinds.items() if region.endswith(kind)), "")
    return f"{_name(region)} {said}".strip()


def _pinyin_regions(region: str) -> tuple[str, str]:
    kinds = {
        "省": "Sheng",
        "自治区": "Zizhiqu",
        "自治州": "Zizhizhou",
        "地区": "Diqu",
        "盟": "Meng",
    }
    said = next((said for kind, said in kinds.items() if region.endswith(kind)), "")
    return _stem(region), said or _kind_of(region)[1]


def _joined(name: str) -> str:
    return "".join(lazy_pinyin(name)).capitalize()


def _apart(name: str) -> str:
    return " ".join(lazy_pinyin(name)).title()


def _toned(name: str) -> str:
    return "".join(reading[0] for reading in pinyin(name)).capitalize()
