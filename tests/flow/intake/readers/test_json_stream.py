"""JSON is read value by value, whatever stands around the rows."""

from __future__ import annotations

import io
import json

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import json_stream
from casework.flow.intake.readers.json_stream import Stream, holds_rows


@pytest.mark.parametrize("at_once", [1, 5, 1 << 18])
@pytest.mark.parametrize(
    "text",
    [
        '[{"a": "1"}, {"a": "x, ]}"}]',
        '{"code": 0, "data": {"page": [1], "rows": [{"a": "1"}, {"a": "x, ]}"}]}, "more": {}}',
        '\ufeff {"a": "1"}\n{"a":\n"x, ]}"}',
    ],
)
def test_rows_are_found(text: str, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given rows in a list, in a list within objects, or in turn; read in pieces however small
    monkeypatch.setattr(json_stream, "_AT_ONCE", at_once)
    # When read; then each comes with its own text
    found = list(Stream(io.StringIO(text), "t.json"))
    assert [value for value, _ in found] == [{"a": "1"}, {"a": "x, ]}"}]
    assert [json.loads(written) for _, written in found] == [value for value, _ in found]


def test_a_value_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a text that never ends; when read; then not all of it is held
    monkeypatch.setattr(json_stream, "LONGEST_LINE", 1 << 19)
    file = io.StringIO('[{"a": "' + "x" * (1 << 22))
    with pytest.raises(FileUnreadable, match="longer than 524,288 characters"):
        list(Stream(file, "t.json"))
    assert file.tell() < 1 << 22


def test_a_row_is_told_from_what_wraps_rows() -> None:
    # Given objects; when asked whether they hold rows; then
    assert holds_rows({"data": {"rows": [{"a": 1}]}})
    assert not holds_rows({"a": 1, "devices": ["x"], "more": {"b": []}})
