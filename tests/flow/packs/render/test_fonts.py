"""Fonts, and text broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.flow.packs.render import fonts
from tests.flow.packs.worlds import RingCase


@pytest.fixture(autouse=True, scope="module")
def loaded(shown: RingCase) -> None:
    fonts.load(shown.act.settings.dist_dir)


@given(st.text(max_size=120), st.floats(20, 400))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in fonts.fit(text, room, 9):
        assert fonts.width(line, 9) <= room + 0.01 or len(line) == 1


@given(st.text(max_size=120), st.floats(20, 400))
def test_breaking_loses_nothing_but_spaces(text: str, room: float) -> None:
    lines = fonts.fit(text, room, 9)
    drawn = fonts.drawable(text.replace("\n", " "))
    assert "".join(lines).replace(" ", "") == drawn.replace(" ", "")


@given(st.text())
def test_what_is_drawn_can_be_drawn(text: str) -> None:
    assert fonts.missing([fonts.drawable(text)]) == []


def test_words_are_kept_whole_where_they_fit() -> None:
    lines = fonts.fit("counterfeit kettles of Norvik", 90, 9)
    assert " ".join(lines) == "counterfeit kettles of Norvik"


def test_what_shows_nothing_or_turns_a_line_round_is_named() -> None:
    assert fonts.drawable("a\u202eb\u200bc\x00") == "a[U+202E]b[U+200B]c[U+0000]"
    assert fonts.drawable("\U00020bb7") == "[U+20BB7]"
    assert fonts.missing(["水壶 kettle\t\n", "\U00020bb7\u200b"]) == ["U+200B", "U+20BB7"]
