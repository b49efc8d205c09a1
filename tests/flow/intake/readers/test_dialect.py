"""How a CSV file is written is told by its first lines."""

from __future__ import annotations

import io

import pytest

from casework.flow.intake.readers import dialect as module
from casework.flow.intake.readers.dialect import (
    Dialect,
    dialect_of,
    opening_of,
    preamble,
    some,
    width,
)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a\tb\nx, y, z\t1\n", "\t"),
        ("a|b|c\n1|2,0|3\n", "|"),
        ("id,devices\n1,a|b\n2,c|d\n3,e|f\n", ","),
        ("sep=;\na;b,c\n1;2\n", ";"),
        ("订单导出, 店铺：恒达\n导出时间：2026-03-06\n\na;b;c;d\n1;2;3;4\n5;6;7;8\n", ";"),
        ('"a;b",c\n"1;2",3\n', ","),
        ("alone\n1\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(text: str, delimiter: str) -> None:
    # Given the beginning of a file; when looked at; then
    assert dialect_of(text).delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("'a','b'\n'1,5','2'\n", "'"),
        ('"a","b"\n"it\'s","2"\n', '"'),
        ("a,b\n'0012,'0013\n", '"'),
        ("a,b\nO'Hara,x\n", '"'),
    ],
)
def test_single_marks_count_where_cells_stand_between_them(text: str, quote: str) -> None:
    # Given cells between single marks, or with apostrophes in them; when looked at; then
    assert dialect_of(text).quote == quote


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ('"say \\"hi\\" now",b\n', True),
        ('"15\\"",b\n', True),
        ('"C:\\dir\\",b\n', False),
        ('"a ""b"" \\"",c\n', False),
    ],
)
def test_backslashes_escape_where_the_file_does_so(line: str, escaped: bool) -> None:
    # Given a line with a mark behind a backslash; when looked at; then
    text = f"a,b\n{line}"
    assert dialect_of(text, text.splitlines(keepends=True)).escaped is escaped


def test_an_escaped_cell_is_read_as_meant() -> None:
    # Given cells whose marks are escaped, and backslashes that are none
    lines = ['"say \\"hi\\"","C:\\temp","\\\\x"\n']
    # When read; then only what was escaped is changed
    assert list(Dialect(escaped=True).records(lines)) == [['say "hi"', "C:\\temp", "\\x"]]


@pytest.mark.parametrize(
    ("records", "above"),
    [
        ([["a", "b"], ["1", "2"]], 0),
        ([["Orders"], [], ["a", "b"], ["1", "2"]], 2),
        ([["Orders", "", ""], ["a", "b", "c"], ["1", "2", "3"]], 1),
        ([["导出时间", "2026", "", ""], ["a", "b", "c", "d"], ["1", "2", "3", "4"]], 1),
        ([["店铺：恒达", "时间：x"], ["a", "b", "c"], ["1", "2", "3"]], 1),
        ([["a"], ["1"]], 0),
        ([["x"], ["y"]], 0),
        ([], 0),
    ],
)
def test_notes_above_the_header_are_told_from_it(records: list[list[str]], above: int) -> None:
    # Given the first records of a file; when looked at; then
    assert preamble(records, width(records)) == above


def test_only_whole_lines_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a file longer than what is looked at; when opened; then the cut line is left out
    monkeypatch.setattr(module, "LOOKED_AT", 6)
    assert opening_of(io.StringIO("a,b\n1,2\n")) == "a,b\n"
    assert opening_of(io.StringIO("abcdefgh")) == "abcdef"


def test_what_cannot_be_read_is_left_out() -> None:
    # Given a mark that swallows the sample; when read; then what came before is there
    assert some('a,b\n"c', Dialect())[0] == ["a", "b"]
