"""Language is told from bytes read in the wrong encoding."""

from __future__ import annotations

import pytest

from casework.flow.intake.readers.plausible import chinese, latin, one_script, written

_SIMPLIFIED = "广东省广州市白云区兴隆路12号3栋402室，收件人：张伟"
_TRADITIONAL = "臺北市信義區松仁路100號，收件人：陳大文，電話"
_GERMAN = "Müller, Größe, Straße, Köln, François"


@pytest.mark.parametrize("text", [_SIMPLIFIED, _TRADITIONAL])
def test_chinese_is_told(text: str) -> None:
    # Given Chinese; when weighed; then it is Chinese and not Latin
    assert chinese(text).share > 0.95
    assert latin(text).share < 0.2


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [(_SIMPLIFIED, "gb18030", "cp950"), (_TRADITIONAL, "cp950", "gb18030")],
)
def test_the_wrong_encoding_makes_no_chinese(text: str, right: str, wrong: str) -> None:
    # Given Chinese read in the other encoding; when weighed; then it falls far behind
    misread = text.encode(right).decode(wrong, "replace")
    assert chinese(misread).share < 0.7


def test_latin_is_told() -> None:
    # Given Western European words; when weighed; then they are Latin and not Chinese
    assert latin(_GERMAN).share == 1
    assert chinese(_GERMAN).share == 0


@pytest.mark.parametrize(
    ("text", "good"),
    [("Привет мир", True), ("Αθήνα", True), ("Müller", True), ("ʤֵ", False), ("ֵ ֵ", False)],
)
def test_an_alphabet_is_told_from_a_mixture(text: str, good: bool) -> None:
    # Given text whose characters take two bytes in UTF-8; when weighed; then
    assert (one_script(text).share == 1) is good


def test_text_is_told_from_pairs_of_bytes() -> None:
    # Given text, and the same read as UTF-16; when weighed; then
    assert written("platform,平台\n") == 1
    assert written(b"platform,order_id,".decode("utf-16-le")) < 0.6
    assert written("") == 0
