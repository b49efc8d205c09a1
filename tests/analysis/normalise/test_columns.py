"""A column understood at once means what its cells mean one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis import normalise
from casework.analysis.normalise.columns import (
    Remembered,
    arrow_type,
    held,
    understand_column,
)
from casework.vocabulary import ColumnType
from tests.analysis.normalise.address.test_recurring import ADDRESSES

_BLNS = Path(__file__).parents[4] / "shared" / "data" / "naughty-strings" / "blns.json"
_ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Mars/Olympus"]
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _pattern(regex: str) -> st.SearchStrategy[str]:
    return st.from_regex(regex, fullmatch=True)


_MAIL = (
    r"(test|noreply|a|[A-Za-z0-9._-]{1,8}|1{5,6}|12345|[0-9*]{5})"
    r"@(example\.com|test\.com|vip\.qq\.com|qq\.com|QQ\.com|[a-z-]{1,5}\.(cn|c|com)|163\.com\.)"
)
_NEAR = {
    ColumnType.AMOUNT: _pattern(r"[+-]?[0-9]{1,16}(\.[0-9]{0,6})?|￥?[0-9]{1,3}(,[0-9]{3}){0,2}"),
    ColumnType.MOMENT: _pattern(
        r"(18|19|20|21|22)[0-9]{2}[-/.](0?[1-9]|1[0-3])[-/](0?[1-9]|[12][0-9]|3[01])"
        r"([ T]([01]?[0-9]|2[0-4]):[0-6][0-9](:[0-6][0-9](\.[0-9]{1,7})?)?"
        r"(Z|z|[+-][0-2][0-9]:?[0-9]{2})?)?"
    ),
    ColumnType.COORDINATE: _pattern(r"[+-]?[0-9]{1,3}(\.[0-9]{0,13})?[NSEW]?"),
    ColumnType.PHONE: _pattern(
        r"(\+|00)?(86)?[ -]?1[3-9][0-9][ -]?([0-9]{4}|0000|1234)[ -]?([0-9]{4}|5678|8888|\*{4})"
    )
    | _pattern(r"1[3-9][0-9*]{8,10}|\*{3,14}[0-9]{2,5}"),
    ColumnType.EMAIL: _pattern(_MAIL),
    ColumnType.PAYMENT: _pattern(rf"([Aa]lipay|wechat|paypal|wise): ?({_MAIL})")
    | _pattern(r"bank:([0-9]{11,20}|0{16}|6{16}|4929[0-9]{12})")
    | _pattern(r"(alipay|wechat|paypal):1[3-9][0-9](0000|1234|[0-9]{4})(5678|[0-9]{3,5})"),
    ColumnType.TRACKING: _pattern(r"[A-Za-z]{0,5}[0-9*]{0,21}|0{6,12}"),
    ColumnType.IMAGE: _pattern(r"[0-9a-fA-F]{6,20}|0{8,16}"),
    ColumnType.WORD: _pattern(r"[ A-Za-zÀ-ÿ0-9_-]{0,6}"),
    ColumnType.TEXT: _pattern(r"[ \t\x1c-\x1f\x85\xa0\u3000省a-z]{0,6}"),
}
_NEAR[ColumnType.ADDRESS] = ADDRESSES
_CELLS = {kind: st.lists(_TEXT | _NEAR.get(kind, _TEXT), max_size=12) for kind in ColumnType}


def _one_by_one(kind: ColumnType, cells: list[str], zone: str) -> list[Any]:
    """Return what the cells mean as the lake keeps it, each asked for alone."""
    return [_kept(normalise.understand(kind, cell, zone)) if cell else None for cell in cells]


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, Decimal):
        rounded = value.quantize(Decimal("0.0001"))
        return rounded if abs(rounded) < Decimal(10) ** 14 else None
    return value


@pytest.mark.parametrize("kind", ColumnType)
def test_a_column_means_what_its_cells_mean(kind: ColumnType) -> None:
    @settings(deadline=None)
    @given(_CELLS[kind], st.sampled_from(_ZONES), _CELLS[kind])
    def holds(cells: list[str], zone: str, others: list[str]) -> None:
        # Given cells nearly plain, plain and strange, between others; when understood at once
        column = pa.array([*others, *cells, *others], pa.string())
        found = understand_column(kind, column.slice(len(others), len(cells)), zone)
        # Then they mean what each means alone
        assert found.type == arrow_type(kind)
        assert found.to_pylist() == _one_by_one(kind, cells, zone)

    holds()


@pytest.mark.parametrize("kind", ColumnType)
@pytest.mark.skipif(not _BLNS.is_file(), reason="the naughty strings are not beside the checkout")
def test_naughty_strings_mean_in_columns_what_they_mean_alone(kind: ColumnType) -> None:
    # Given every naughty string; when understood at once; then as alone
    naughty = json.loads(_BLNS.read_text(encoding="utf-8"))
    found = understand_column(kind, pa.array(naughty, pa.string()))
    assert found.to_pylist() == _one_by_one(kind, naughty, "Asia/Shanghai")


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-29 02:30",  # left out when summer time begins
        "2026-10-25 02:30:00",  # twice when it ends
        "2026-03-29",
        "1901-01-01 00:00",
        "2199-12-31T23:59:59.999999",
        "2024-02-29 12:00",
        "2025-02-29 12:00",
        "2026-04-31",
        "2026/03/06 08:15+08:00",
        "2026-03-06T08:15:00-2330",
        "2026-03-06T08:15:00+0860",
    ],
)
def test_moments_at_the_edges_are_those_of_the_normaliser(written: str) -> None:
    # Given a moment where clocks are changed or calendars end, among plain ones
    cells = ["2026-03-06 08:15", written]
    # When understood in a zone with summer time; then as alone
    found = understand_column(ColumnType.MOMENT, pa.array(cells), "Europe/Berlin")
    assert found.to_pylist() == _one_by_one(ColumnType.MOMENT, cells, "Europe/Berlin")


@pytest.mark.parametrize("kind", [ColumnType.PHONE, ColumnType.TRACKING, ColumnType.IMAGE])
@pytest.mark.parametrize(
    "written",
    ["13800138000", "13888888888", "13812345678", "18765432109", "13800000000", "0" * 16, "1" * 11],
)
def test_placeholders_are_judged_by_the_normaliser(kind: ColumnType, written: str) -> None:
    # Given a number somebody typed for want of one; when understood in a column; then as alone
    cells = [written, "13926481057"]
    found = understand_column(kind, pa.array(cells))
    assert found.to_pylist() == _one_by_one(kind, cells, "UTC")


def test_an_amount_that_rounding_makes_too_large_means_nothing() -> None:
    # Given what is just below the largest amount of the lake; when understood; then not at all
    cells = pa.array(["99999999999999.99996", "99999999999999.9999"])
    found = understand_column(ColumnType.AMOUNT, cells)
    assert found.to_pylist() == [None, Decimal("99999999999999.9999")]


def test_nothing_written_means_nothing() -> None:
    # Given null and empty cells; when understood; then they are null, of the kind's type
    for kind in ColumnType:
        found = understand_column(kind, pa.array([None, ""], pa.string()))
        assert (found.type, found.null_count) == (arrow_type(kind), 2)
        assert len(understand_column(kind, pa.array([], pa.string()))) == 0


def test_a_part_of_a_column_is_only_that_part() -> None:
    # Given the end of a longer column; when understood; then its cells alone are there
    cells = pa.array(["13926481057", "13926481058", "020-83331234"]).slice(1)
    found = understand_column(ColumnType.PHONE, cells)
    assert found.to_pylist() == ["+8613926481058", "+862083331234"]


def test_a_text_is_thought_about_once() -> None:
    # Given a memory; when the same texts come in two pieces
    asked: list[str] = []

    def think(text: str) -> str:
        asked.append(text)
        return text.upper()

    remembered = Remembered(most=2)
    first = remembered.of(ColumnType.NAME, ["a", "b"], think)
    again = remembered.of(ColumnType.NAME, ["b", "a"], think)
    # Then each was thought about once
    assert (first, again, asked) == (["A", "B"], ["B", "A"], ["a", "b"])
    # And when it holds too much, it begins anew
    remembered.of(ColumnType.NAME, ["c"], think)
    remembered.of(ColumnType.NAME, ["a"], think)
    assert asked == ["a", "b", "c", "a"]


def test_held_tells_empty_cells_from_blank_ones() -> None:
    # Given; when; then only what holds nothing at all is null
    assert held(pa.array(["", " ", "x", None])).to_pylist() == [None, " ", "x", None]
