from __future__ import annotations

from casework.analysis.normalise.address.gazetteer import gazetteer
from casework.analysis.normalise.address.reading import Reading
from casework.analysis.normalise.address.units import Parts


def test_a_reading_has_the_key_of_its_levels() -> None:
    [panyu] = gazetteer().named["番禺区"]
    reading = Reading(region=panyu, road="dabeilu", parts=Parts(number="1"))
    assert reading.key(masked=True) == "guangdong/guangzhou/panyu/dabeilu/1/*"


def test_a_zone_takes_the_place_of_the_district() -> None:
    [jinan] = gazetteer().named["济南市"]
    assert Reading(region=jinan, zone="gaoxinqu").key(masked=False) == "shandong/jinan/gaoxinqu"


def test_nothing_read_is_no_key() -> None:
    assert Reading().key(masked=False) is None
