from __future__ import annotations

from casework.analysis.normalise.address.key import Level, coarser, join, levels

DOOR = "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"


def test_levels_are_read_back_from_a_key() -> None:
    found = levels(DOOR)
    assert (found.city, found.number, found.room, found.masked) == ("guangzhou", "12", "402", False)
    assert found.finest is Level.ROOM


def test_a_masked_key_says_so() -> None:
    found = levels("guangdong/guangzhou/baiyun/xinglonglu/12/*")
    assert found.masked
    assert found.finest is Level.NUMBER


def test_what_is_not_known_is_none() -> None:
    found = levels("?/?/chaoyang/jianguolu/-/3")
    assert (found.province, found.district, found.number, found.building) == (
        None,
        "chaoyang",
        None,
        "3",
    )


def test_a_coarser_key_names_the_larger_place() -> None:
    assert coarser(DOOR, Level.BUILDING) == "guangdong/guangzhou/baiyun/xinglonglu/12/3"
    assert coarser(DOOR + "/*", Level.ROAD) == "guangdong/guangzhou/baiyun/xinglonglu"


def test_a_key_has_no_coarser_place_at_a_level_it_does_not_know() -> None:
    assert coarser("guangdong/guangzhou", Level.DISTRICT) is None
    assert coarser("guangdong/guangzhou/?/xinglonglu", Level.DISTRICT) is None


def test_the_words_of_a_place_elsewhere_are_no_levels() -> None:
    elsewhere = "?/12 high street london"
    assert levels(elsewhere).finest is None
    assert coarser(elsewhere, Level.CITY) is None


def test_gaps_are_marked_and_the_small_end_is_left_out() -> None:
    values = ["guangdong", "guangzhou", None, "xinglonglu", None, "3", None]
    assert join(values, masked=False) == "guangdong/guangzhou/?/xinglonglu/-/3"
    assert join([None] * 7, masked=True) is None
