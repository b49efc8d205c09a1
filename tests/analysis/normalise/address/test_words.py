from __future__ import annotations

import pytest

from casework.analysis.normalise.address.words import as_written_in_china, join_words, words_of


def test_words_that_say_one_thing_are_joined() -> None:
    assert words_of(join_words("xinglong industrial park")) == ["xinglong", "industrialpark"]
    assert words_of(join_words("ren min da dao")) == ["ren", "min", "dadao"]


@pytest.mark.parametrize(
    ("words", "pinyin"),
    [
        (["keji", "middle", "3rd"], "kejizhongsan"),
        (["zhongtai", "plaza"], "zhongtaiguangchang"),
        (["lvdi"], "ludi"),
    ],
)
def test_english_within_a_name_becomes_pinyin(words: list[str], pinyin: str) -> None:
    assert as_written_in_china(words) == pinyin
