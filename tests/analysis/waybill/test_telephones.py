from __future__ import annotations

import pytest

from casework.analysis.waybill import telephones


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("周佳15084679589", "15084679589"),
        ("崔静静+8615837160657", "+8615837160657"),
        ("0086-139-7080-9359", "0086-139-7080-9359"),
        ("张**138******34", "138******34"),
        ("唐*********5406", "*******5406"),
        ("+44 7700 900431", "+44 7700 900431"),
        ("020-87654321", "020-87654321"),
        ("13269270566", "13269270566"),
    ],
)
def test_a_number_is_found_beside_a_name(text: str, number: str) -> None:
    span = telephones.find(text)

    assert span is not None
    assert text[slice(*span)] == number


@pytest.mark.parametrize(
    "text", ["创业路247-14-2201", "152-16-34 213", "4050-262 Porto", "2026/08/12 09:36", "150号6栋"]
)
def test_house_numbers_postcodes_and_sorting_codes_are_none(text: str) -> None:
    assert telephones.find(text) is None


def test_what_speaks_against_a_number_is_said() -> None:
    assert "10 signs" in telephones.doubt("136*****54")
    assert telephones.likely("136*****54") < telephones.likely("136******54")
    assert telephones.likely("+80 135 2315 5937") < telephones.likely("+86 135 2315 5937")


def test_every_mask_is_written_as_a_star() -> None:
    assert telephones.written("★**") == "***"
