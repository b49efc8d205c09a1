"""JSON Lines keep the digits they were written with, and a bad line costs that line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from tests.factories.intake import write_json_lines
from tests.flow.intake.readers.reading import read_one


def test_cells_keep_what_was_written(tmp_path: Path) -> None:
    # Given values of every type
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"price": 12.50, "id": 78000006973399123456, "devices": ["a", "b"], "none": null}\n'
        '{"price": 1e3, "id": "007", "more": {"k": [1.0]}, "flag": true}\n',
        encoding="utf-8",
    )
    # When read
    read = read_one(path)
    # Then numbers are not rounded, lists are joined as in CSV, and lines carry their number
    assert read.rows == {
        1: {"price": "12.50", "id": "78000006973399123456", "devices": "a|b"},
        2: {"price": "1e3", "id": "007", "more": '{"k": ["1.0"]}', "flag": "true"},
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a": 1', "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "not a number"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested"),
    ],
)
def test_a_bad_line_costs_that_line(tmp_path: Path, line: str, reason: str) -> None:
    # Given a bad line between two good ones
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"a": "x"}}\n{line}\n{{"a": "y"}}\n', encoding="utf-8")
    # When read
    read = read_one(path)
    # Then the others are read, and the line is kept with its number and the reason
    assert list(read.rows) == [1, 3]
    (fault,) = read.faults
    assert fault.row_number == 2
    assert reason in fault.reason
    assert fault.written == {"line": line}


def test_the_header_is_every_key(tmp_path: Path) -> None:
    # Given rows that leave out what is empty; when read; then the header has all keys
    path = write_json_lines(tmp_path / "t.jsonl", [{"a": "1"}, {"b": "2"}, {"a": "3", "c": "4"}])
    assert read_one(path).header == ["a", "b", "c"]


def test_an_object_without_values_is_a_blank_row(tmp_path: Path) -> None:
    # Given; when; then
    path = write_json_lines(tmp_path / "t.jsonl", [{"a": "1"}, {"a": None}, {}])
    read = read_one(path)
    assert list(read.rows) == [1]
    assert read.reading["blank_rows"] == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('[{"platform": "taobao"}]', "row 1: the line is not a JSON object"),
        ('{\n "platform": "taobao"\n}', r"row 1: the line is not JSON \("),
        ("[" * 100_000, "row 1: the line is nested too deeply"),
    ],
)
def test_a_file_without_one_row_says_what_its_first_line_is(
    tmp_path: Path, content: str, why: str
) -> None:
    # Given JSON that is not one object a line
    path = tmp_path / "t.jsonl"
    path.write_text(content, encoding="utf-8")
    # When read; then nobody says that there is nothing in it
    with pytest.raises(FileUnreadable, match=rf"t\.jsonl: {why}.*deliver JSON Lines"):
        read_one(path)
