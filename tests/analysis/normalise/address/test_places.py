from __future__ import annotations

from casework.analysis.normalise.address.gazetteer import CITY, gazetteer
from casework.analysis.normalise.address.places import ADDED, ENGLISH, RENAMED, SOUNDS


def test_every_added_division_is_found_in_its_city() -> None:
    for city, names in ADDED.items():
        for name in names.split():
            found = gazetteer().named[name]
            assert any(region.parent and region.parent.name == city for region in found), name


def test_every_english_name_names_its_region_before_any_of_that_sound() -> None:
    for spelling, name in ENGLISH.items():
        region, *_ = gazetteer().spelled[spelling]
        assert region.name == name
        assert region.level <= CITY


def test_a_division_is_found_by_its_old_and_its_present_name() -> None:
    for old, present in RENAMED.items():
        assert set(gazetteer().named[old]) & set(gazetteer().named[present]), old


def test_a_sound_has_as_many_characters_as_the_name_it_stands_for() -> None:
    for written, sounding in SOUNDS.items():
        assert sounding.isascii() or len(sounding) == len(written)
