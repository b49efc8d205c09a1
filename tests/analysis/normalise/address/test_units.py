from __future__ import annotations

import pytest

from casework.analysis.normalise.address.units import Parts, is_room, trim


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("12-3-402", ("12", "3", "402")),
        ("12-3-2-402", ("12", "3", "2-402")),
        ("12-402", ("12", None, "402")),
        ("12-3", ("12", "3", None)),
        ("c6-408", (None, "c6", "408")),
    ],
)
def test_numbers_without_words_are_told_apart(
    written: str, settled: tuple[str | None, str | None, str | None]
) -> None:
    assert Parts(bare=[written]).settled() == settled


def test_in_a_park_a_pair_of_numbers_is_building_and_room() -> None:
    assert Parts(bare=["3-402"], on_road=False).settled() == (None, "3", "402")


def test_the_floor_is_left_out_when_the_room_says_it() -> None:
    assert Parts(number="12", floor="5", room="502").settled() == ("12", None, "502")
    assert Parts(number="12", floor="5", room="2").settled() == ("12", None, "5f-2")


def test_a_named_building_counts_only_without_a_numbered_one() -> None:
    assert Parts(number="12", named=["guojidasha"]).settled()[1] == "guojidasha"
    assert Parts(number="12", building="3", named=["guojidasha"]).settled()[1] == "3"


def test_a_second_house_number_is_the_building_behind_the_first() -> None:
    parts = Parts()
    parts.put_number("658")
    parts.put_number("5")
    assert parts.settled() == ("658", "5", None)


def test_zeros_in_front_are_left_out() -> None:
    assert (trim("03"), trim("c03"), trim("0")) == ("3", "c03", "0")


def test_three_digits_make_a_room() -> None:
    assert is_room("402") and not is_room("12")
