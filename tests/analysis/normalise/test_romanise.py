from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from casework.analysis.normalise import romanise


def test_masks_and_full_width_and_traditional_become_plain() -> None:
    assert romanise.plain("廣州１２號＊＊") == "广州12号**"


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12))
def test_syllables_are_those_of_pypinyin(text: str) -> None:
    assert list(romanise.syllables(text)) == lazy_pinyin(text)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零二", 102), ("二〇", 20)],
)
def test_numerals_are_numbers(numeral: str, value: int) -> None:
    assert romanise.number(numeral) == value


@pytest.mark.parametrize("numeral", ["", "百百", "十百十", "路"])
def test_what_is_no_numeral_is_none(numeral: str) -> None:
    assert romanise.number(numeral) is None


@pytest.mark.parametrize(
    ("count", "said"), [(5, "wu"), (10, "shi"), (15, "shiwu"), (22, "ershier"), (105, "105")]
)
def test_numbers_are_said_in_pinyin(count: int, said: str) -> None:
    assert romanise.spoken(count) == said


@pytest.mark.parametrize(
    ("characters", "begins"), [("高强", True), ("王国芳", True), ("张晓伟", False)]
)
def test_whether_a_name_begins_with_a_phrase_that_is_read_as_one(
    characters: str, begins: bool
) -> None:
    assert romanise.begins_phrase(characters) is begins
