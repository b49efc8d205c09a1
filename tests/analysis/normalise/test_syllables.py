from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.normalise.syllables import join_syllables, split_syllables


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("xiaoming", ("xiao", "ming")),
        ("jiangang", ("jian", "gang")),
        ("xian", ("xian",)),
        ("xi'an", ("xi", "an")),
        ("zhuangshuang", ("zhuang", "shuang")),
        ("lyu", ("lv",)),
        ("nyu", ("nv",)),
        ("yunyu", ("yun", "yu")),
        ("lunyu", ("lun", "yu")),
        ("smith", ()),
        ("", ()),
    ],
)
def test_words_are_cut_where_pinyin_is_spelled_so(word: str, cut: tuple[str, ...]) -> None:
    assert split_syllables(word) == cut


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=40))
def test_a_cut_loses_no_letter(word: str) -> None:
    cut = split_syllables(word)
    assert not cut or len("".join(cut)) <= len(word)


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        (("xi", "an"), ("xian",)),
        (("fang", "an"), ("fan", "gan")),
        (("ming", "en"), ("min", "gen")),
        (("xiao", "ming"), ("xiao", "ming")),
        (("smith", "an"), ("smith", "an")),
    ],
)
def test_syllables_are_read_back_from_the_joined_word(
    apart: tuple[str, ...], together: tuple[str, ...]
) -> None:
    assert join_syllables(apart) == together


@settings(deadline=None)
@given(st.lists(st.sampled_from(["zhang", "wei", "yun", "yu", "xi", "fang", "nv"]), max_size=4))
def test_syllables_that_begin_with_a_consonant_read_back_as_themselves(apart: list[str]) -> None:
    assert join_syllables(apart) == tuple(apart)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["xi", "an", "fang", "en", "xian", "nan", "ai", "er"]), max_size=4))
def test_reading_back_twice_changes_nothing(apart: list[str]) -> None:
    once = join_syllables(apart)
    assert join_syllables(once) == once
