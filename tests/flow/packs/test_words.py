"""Words in the language asked for."""

from __future__ import annotations

import pytest

from casework.flow.packs.words import LANGUAGES, Words


def test_both_languages_stand_side_by_side() -> None:
    assert Words("en").label("cover.recipient") == "Recipient"
    assert Words("zh").label("cover.recipient") == "接收单位"
    assert Words("both").label("cover.recipient") == "Recipient / 接收单位"


def test_a_text_in_both_languages_is_whole_in_each() -> None:
    both = Words("both").prose("cover.what")
    assert both == Words("en").prose("cover.what") + Words("zh").prose("cover.what")


def test_a_word_outside_the_list_stays_as_it_is() -> None:
    assert Words("en").word("status", "<b>odd</b>") == "<b>odd</b>"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "same"), ("zh", "相同（same）"), ("both", "same 相同")]
)
def test_a_recorded_sentence_is_never_lost(language: str, said: str) -> None:
    assert Words(language).joined("same", "相同") == said


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        Words("fr")
    assert set(LANGUAGES) == {"en", "zh", "both"}
