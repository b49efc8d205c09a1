"""The encoding is the one in which the whole file reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import text
from casework.flow.intake.readers.plausible import chinese
from casework.flow.intake.readers.text import text_of

_SAID = "平台,订单号\n淘宝,1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_each_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    # Given a Chinese table in one of the encodings
    path = tmp_path / "t.csv"
    path.write_bytes(_SAID.encode(encoding))
    # When it is looked at; then
    found = text_of(path, "t.csv")
    assert (found.encoding, found.lines) == (encoding, 2)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told(tmp_path: Path, encoding: str) -> None:
    # Given a table without a byte order mark; when looked at; then
    path = tmp_path / "t.csv"
    path.write_bytes("platform,order_id\ntaobao,1\n".encode(encoding))
    assert text_of(path, "t.csv").encoding == encoding


def test_a_character_cut_by_the_reading_window_is_whole(tmp_path: Path) -> None:
    # Given a file in which a character lies across the first mebibyte
    path = tmp_path / "t.csv"
    path.write_bytes(b"x" * ((1 << 20) - 1) + "省\n".encode() * 3)
    # When looked at; then it is UTF-8 all the same
    assert text_of(path, "t.csv").encoding == "utf-8"


def test_bytes_of_no_encoding_are_named_with_their_line(tmp_path: Path) -> None:
    # Given a UTF-8 file damaged in its third line
    path = tmp_path / "t.csv"
    path.write_bytes("平台,省\n淘宝,浙江\n".encode() + b"\xff\xff,1\n")
    # When looked at; then the sentence says where and what
    with pytest.raises(FileUnreadable, match=r"t\.csv: line 3 holds the bytes FF.* not UTF-8"):
        text_of(path, "t.csv")


def test_a_line_that_cannot_be_held_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a line longer than is held in memory
    monkeypatch.setattr(text, "LONGEST_LINE", 8)
    path = tmp_path / "t.csv"
    path.write_text("a,b\n12345678\n", encoding="utf-8")
    # When read; then the lines before it come, and it is named
    with path.open(encoding="utf-8") as file:
        found = text.lines(file, "t.csv")
        assert next(found) == "a,b\n"
        with pytest.raises(FileUnreadable, match=r"t\.csv: line 2 is longer than 8 characters"):
            next(found)


@pytest.mark.parametrize("encoding", ["gb18030", "cp950"])
def test_chinese_that_is_utf_8_by_chance_is_told(tmp_path: Path, encoding: str) -> None:
    # Given Chinese whose bytes are all valid UTF-8 as well
    marks = [chr(code) for code in range(0x4E00, 0x9FA5)]
    fitting = [mark for mark in marks if _by_chance(mark, encoding)]
    path = tmp_path / "t.csv"
    path.write_bytes(",".join(fitting[:40]).encode(encoding))
    # When looked at; then it is Chinese, and the doubt is kept
    found = text_of(path, "t.csv")
    assert found.encoding == encoding
    assert "It reads as UTF-8 too" in found.doubt
    assert found.reading["encoding_doubt"] == found.doubt


def _by_chance(mark: str, encoding: str) -> bool:
    try:
        mark.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    return chinese(mark).share == 1


def test_too_few_characters_stay_utf_8_with_the_doubt(tmp_path: Path) -> None:
    # Given one character of two bytes; when looked at; then what most files are in counts
    path = tmp_path / "t.csv"
    path.write_bytes("a,ʤ\n".encode())
    found = text_of(path, "t.csv")
    assert found.encoding == "utf-8"
    assert "GB18030" in found.doubt


def test_what_an_officer_says_counts(tmp_path: Path) -> None:
    # Given bytes of which nobody can tell the encoding; when it is said; then it is not doubted
    path = tmp_path / "t.csv"
    path.write_bytes("店铺".encode("gb18030"))
    assert text_of(path, "t.csv").doubt
    found = text_of(path, "t.csv", "big5hkscs")
    assert (found.encoding, found.doubt, found.said) == ("big5hkscs", "", True)


@pytest.mark.parametrize(
    ("encoding", "why"), [("utf-8", "line 1 holds"), ("koi8-r", "no encoding")]
)
def test_what_an_officer_says_must_fit(tmp_path: Path, encoding: str, why: str) -> None:
    # Given bytes that are not what was said, or what nobody here knows; when read; then it is told
    path = tmp_path / "t.csv"
    path.write_bytes("店铺".encode("gb18030"))
    with pytest.raises(FileUnreadable, match=why):
        text_of(path, "t.csv", encoding)


def test_zero_bytes_do_not_make_utf_16(tmp_path: Path) -> None:
    # Given a table with zero bytes in a cell; when looked at; then it is what it is
    path = tmp_path / "t.csv"
    path.write_bytes("平台,b\n1,".encode() + b"\x00" * 9)
    assert text_of(path, "t.csv").encoding == "utf-8"
