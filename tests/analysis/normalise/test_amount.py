from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import amount


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1299", "1299"),
        ("￥1,299.00", "1299.00"),
        ("１，２９９．５", "1299.5"),
        ("$ 12.50", "12.50"),
        ("12.50 €", "12.50"),
        ("1.234,56", "1234.56"),
        ("3.2万", "32000"),
        ("-5", "-5"),
        ("0.35 kg", "0.35"),
        ("128元", "128"),
        ("1.2亿元", "120000000"),
        ("3千万", "30000000"),
        ("人民币 1,299元整", "1299"),
        ("HK$12.50", "12.50"),
        ("(1,299.00)", "-1299.00"),
        ("12.50-", "-12.50"),
        ("1’299.00", "1299.00"),
    ],
)
def test_amounts_are_exact(written: str, value: str) -> None:
    assert amount.clean(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "12,x0",
        "",
        "-",
        "N/A",
        "NaN",
        "Infinity",
        "1,23,4",
        "9e99",
        "1_000",
        "12k",
        "3w",
        "500g",
        "万",
        "(-5)",
    ],
)
def test_what_is_no_amount_is_none(written: str) -> None:
    assert amount.clean(written) is None


@given(st.decimals(-(10**13), 10**13, places=4))
def test_every_decimal_comes_back(value: Decimal) -> None:
    assert amount.clean(format(value, "f")) == value


@given(st.decimals(0, 10**12, places=2))
def test_thousand_separators_change_nothing(value: Decimal) -> None:
    assert amount.clean(f"{value:,.2f}") == value


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    value = amount.clean(text)
    assert value is None or value.is_finite()
