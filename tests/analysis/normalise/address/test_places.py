from __future__ import annotations

from casework.analysis.normalise.address.gazetteer import CITY, gazetteer
from casework.analysis.normalise.address.places import ADDED, ENGLISH, SOUNDS


def test_every_added_division_is_found_in_its_city() -> None:
    for city, names in ADDED.items():
        for name in names.split():
            found = gazetteer().named[name]
            assert any(region.parent and region.parent.name == city for region in found), name


def test_every_english_name_names_one_region() -> None:
    for spelling in ENGLISH:
        [region] = gazetteer().spelled[spelling]
        assert region.level <= CITY


def test_a_sound_has_as_many_characters_as_the_name_it_stands_for() -> None:
    for written, sounding in SOUNDS.items():
        assert sounding.isascii() or len(sounding) == len(written)
