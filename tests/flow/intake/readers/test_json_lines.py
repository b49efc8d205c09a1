"""JSON Lines keep the digits they were written with, and a bad line costs that line alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import json_lines, json_stream
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
    # Then numbers are not rounded, lists are joined as in CSV, objects within are columns with a
    # dot, and lines carry their number
    assert read.rows == {
        1: {"price": "12.50", "id": "78000006973399123456", "devices": "a|b"},
        2: {"price": "1e3", "id": "007", "more.k": "1.0", "flag": "true"},
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


_NESTED = {"a.b": "2", "a.c": '{"d": "3"}'}
_ONE = {1: {"platform": "taobao"}}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('[{"platform": "taobao"}]', _ONE),
        ('{\n "platform": "taobao"\n}', _ONE),
        ('{"platform": "taobao"}', _ONE),
        ('{"code": 0, "data": [{"platform": "taobao"}], "total": 1}', _ONE),
        ('{"result": {"page": [1, 2],\n"rows": [\n{"platform": "taobao"}\n]}}', _ONE),
        ('[\n{"a": 1},\n\n{"a": {"b": 2, "c": {"d": 3}}}]', {1: {"a": "1"}, 2: _NESTED}),
        ('{\n"a": 1}\n{\n"a": 2}', {1: {"a": "1"}, 2: {"a": "2"}}),
    ],
)
def test_rows_are_found_wherever_they_stand(
    tmp_path: Path, content: str, rows: dict[int, dict[str, str]]
) -> None:
    # Given a list, an object around a list, or objects over several lines
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    # When read; then each element is a row, counted from 1
    assert read_one(path).rows == rows


def test_a_bad_element_costs_that_element(tmp_path: Path) -> None:
    # Given a list with elements that are no rows
    path = tmp_path / "t.json"
    path.write_text('[{"a": 1}, 7, {"a": NaN}, {"a": 1, "a": 2}, {"a": 2}]', encoding="utf-8")
    # When read
    read = read_one(path)
    # Then the others are read, and each bad one is kept with its number and the reason
    assert list(read.rows) == [1, 5]
    assert [(one.row_number, one.reason) for one in read.faults] == [
        (2, "the element is not a JSON object"),
        (3, "NaN is not a number"),
        (4, "the element names 'a' twice"),
    ]
    assert read.faults[1].written == {"line": '{"a": NaN}'}


def test_a_long_list_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a list that is longer than what is read at a time
    monkeypatch.setattr(json_stream, "_AT_ONCE", 7)
    rows = [{"a": f"广州{n}", "b": "x" * n} for n in range(50)]
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"data": rows}, ensure_ascii=False, indent=1), encoding="gb18030")
    # When read; then nothing is lost at the seams
    assert [row["a"] for row in read_one(path).rows.values()] == [row["a"] for row in rows]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[1, 2]", "row 1: the element is not a JSON object"),
        ("[" * 100_000, "it is not JSON from its beginning: it is nested too deeply"),
        ('{"a": ' * 100_000, "it is not JSON from its beginning: it is nested too deeply"),
        ('[{"a": ' + "[" * 100_000, "it is not JSON from its beginning: it is nested too deeply"),
        ('[{"a": 1}, {"a"', "it is not JSON behind row 1: "),
        ('[{"a": 1}', "it is not JSON behind row 1: a comma is expected"),
        ('[{"a": 1}] x', "it is not JSON behind row 1: something follows"),
        ('{"x": [{"a": 1}], "y": [{"b": 1}]}', r"it holds several lists of objects \(x and y\)"),
    ],
)
def test_what_is_no_list_of_rows_is_one_sentence(tmp_path: Path, content: str, why: str) -> None:
    # Given JSON that cannot be read to its end, or is no table
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    # When read; then the sentence says where it stops
    with pytest.raises(FileUnreadable, match=rf"t\.json: {why}"):
        read_one(path)


def test_a_list_in_one_line_may_be_longer_than_any_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a list written in one line, longer than a row may be
    for module in (json_lines, json_stream):
        monkeypatch.setattr(module, "LONGEST_LINE", 64)
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"a": str(n)} for n in range(50)]), encoding="utf-8")
    # When read; then each of its rows is there
    assert len(read_one(path).rows) == 50


def test_rows_of_few_keys_in_a_table_of_many_columns_come_few_at_a_time(tmp_path: Path) -> None:
    # Given rows that have three keys each, and a thousand together
    rows = [
        {"account_id": str(n), **{f"k{n * 2 % 999 + i}": "v" for i in (0, 1)}} for n in range(3000)
    ]
    # When read
    path = write_json_lines(tmp_path / "t.jsonl", rows)
    pieces = [piece for table in json_lines.tables(path, "t.jsonl") for piece in table.pieces]
    # Then every cell of a piece has room, the empty ones too
    assert sum(len(piece.numbers) for piece in pieces) == 3000
    assert max(len(one.numbers) * len(one.columns) for one in pieces) < 1_000_000
