from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from casework.analysis.normalise.address.gazetteer import gazetteer, narrowest, place_pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重庆", "chongqing"), ("厦门", "xiamen"), ("长沙", "changsha"), ("番禺", "panyu"),
        ("六安", "luan"), ("蚌埠", "bengbu"), ("台州", "taizhou"), ("乐清", "yueqing"),
        ("东莞", "dongguan"), ("虎门", "humen"), ("朝阳", "chaoyang"), ("单县", "shanxian"),
        ("闵行", "minhang"), ("陕西", "shaanxi"), ("山西", "shanxi"), ("都江堰", "dujiangyan"),
        ("漯河", "luohe"), ("绿地", "ludi"),
    ],
)  # fmt: skip
def test_place_names_sound_as_their_people_say_them(name: str, pinyin: str) -> None:
    assert place_pinyin(name) == pinyin


def test_no_two_regions_share_a_line_of_keys() -> None:
    lines = Counter("/".join(part.key for part in region.line()) for region in gazetteer().regions)
    assert [line for line, count in lines.items() if count > 1] == []


def test_a_united_city_is_its_own_province() -> None:
    [beijing] = gazetteer().named["北京市"]
    assert [part.key for part in beijing.line()] == ["beijing", "beijing"]


def test_a_name_of_several_places_means_none_of_them() -> None:
    assert narrowest(gazetteer().named["鼓楼区"]) is None


def test_the_province_is_meant_where_a_city_bears_its_name() -> None:
    meant = narrowest(gazetteer().named["吉林"])
    assert meant is not None
    assert meant.name == "吉林省"


def test_reading_the_gazetteer_does_not_wake_pandas() -> None:
    program = (
        "import sys; from casework.analysis.normalise import address; "
        "address.clean('广州市白云区'); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(("english", "name"), [("hongkong", "香港"), ("peking", "北京")])
def test_an_english_name_of_a_province_that_is_one_city_means_the_city(
    english: str, name: str
) -> None:
    assert gazetteer().spelled[english][0] is gazetteer().named[name][0]
