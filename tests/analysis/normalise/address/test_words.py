from __future__ import annotations

import pytest

from casework.analysis.normalise.address.words import (
    as_written_in_china,
    join_words,
    road_in_one_word,
    road_name,
    words_of,
)


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


@pytest.mark.parametrize(
    ("stem", "kind", "side", "name"),
    [
        ("baiyun", "dadao", "bei", "baiyundadaobei"),
        ("baiyunbei", "dadao", "", "baiyundadaobei"),
        ("jiangnan", "dadao", "", "jiangnandadao"),
        ("zhaoyangdong", "lu", "", "chaoyangdonglu"),
    ],
)
def test_a_road_has_one_spelling(stem: str, kind: str, side: str, name: str) -> None:
    assert road_name(stem, kind, side) == name


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("xinglonglu", ("xinglong", "lu")),
        ("xuanwumenxidajie", ("xuanwumenxi", "dajie")),
        ("blue", None),
    ],
)
def test_a_road_in_one_word_falls_into_name_and_kind(
    word: str, cut: tuple[str, str] | None
) -> None:
    assert road_in_one_word(word) == cut
