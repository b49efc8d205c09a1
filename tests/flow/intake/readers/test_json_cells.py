"""A JSON object becomes a row of cells, to the digit."""

from __future__ import annotations

import pytest

from casework.flow.intake.readers.json_cells import NotARow, cell, cells_of, decoder


def _row(text: str) -> dict[str, str]:
    return cells_of(decoder().decode(text), text, "line")


def test_numbers_keep_their_digits_and_objects_become_columns() -> None:
    # Given an object with numbers, a list and objects within; when made a row; then
    text = '{"n": 1.50, "l": ["a", "b"], "o": {"p": 1, "q": {"r": [2]}}, "e": {}, "z": null}'
    assert _row(text) == {
        "n": "1.50",
        "l": "a|b",
        "o.p": "1",
        "o.q": '{"r": ["2"]}',
        "e": "{}",
        "z": "",
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1]", "not a JSON object"),
        ('{"a": 1, "a": 2}', "names 'a' twice"),
        ('{"a.b": 1, "a": {"b": 2}}', "names 'a.b' twice"),
        ('{"a": {"{b}": 1, "{b}": 2}}', "names '{b}' twice"),
        ('{"a": {"b": NaN}}', "NaN is not a number"),
        ('{"a": [{"b": Infinity}]}', "Infinity is not a number"),
        ('{"a": "\\ud800"}', "half of a character"),
    ],
)
def test_what_json_cannot_mean_is_no_row(text: str, why: str) -> None:
    # Given a value that is no row; when made one; then the reason is told
    with pytest.raises(NotARow, match=why):
        _row(text)


def test_a_value_is_said_as_in_other_files() -> None:
    # Given values; when put into words; then
    assert [cell(one) for one in (None, "x", True, [], ["a", 1])] == [
        "",
        "x",
        "true",
        "",
        '["a", 1]',
    ]
