from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis import normalise
from casework.vocabulary import ColumnType
from tests.analysis.normalise.public_material import NAUGHTY, naughty_strings


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (ColumnType.WORD, " Taobao ", "taobao"),
        (ColumnType.TEXT, " s00019382 ", "s00019382"),
        (ColumnType.AMOUNT, "1,299.00", Decimal("1299.00")),
        (ColumnType.MOMENT, "2026-03-05T00:00Z", datetime(2026, 3, 5, tzinfo=UTC)),
        (ColumnType.COORDINATE, "23.1", 23.1),
        (ColumnType.PHONE, "138-1234-5678", "+8613812345678"),
        (ColumnType.EMAIL, "A@B.com", "a@b.com"),
        (ColumnType.PAYMENT, "alipay:A@B.com", "alipay:a@b.com"),
        (ColumnType.COMPANY, "91110000600037341l", "91110000600037341L"),
        (ColumnType.TRACKING, "sf 12345", "SF12345"),
        (ColumnType.NAME, "Wei Zhang", "wei zhang"),
        (ColumnType.ADDRESS, "广州白云兴隆路12号", "guangdong/guangzhou/baiyun/xinglonglu/12"),
        (ColumnType.DEVICES, "D-01|D-02", ["d-01", "d-02"]),
        (ColumnType.IMAGE, "8F0C3A5512EE90AB", "8f0c3a5512ee90ab"),
        (ColumnType.CARRIER, "顺丰速运", "sf"),
        (ColumnType.CONTAINER, "csqu 305438-3", "CSQU3054383"),
        (ColumnType.HS_CODE, "8516.79", "851679"),
    ],
)
def test_each_kind_of_column_is_understood(kind: ColumnType, written: str, value: object) -> None:
    assert normalise.understand(kind, written) == value


def test_a_reject_says_why_in_a_sentence() -> None:
    assert normalise.reason_not_understood(ColumnType.AMOUNT, "12,x0") == "'12,x0' is not an amount"


def test_a_long_or_unprintable_reject_is_quoted_short_and_readable() -> None:
    said = normalise.reason_not_understood(ColumnType.PHONE, "1\x00" + "9" * 500)
    assert said.startswith("'1\ufffd999")
    assert len(said) < 120


@given(st.sampled_from(ColumnType), st.text(max_size=60), st.text(max_size=5))
def test_never_raises_for_any_kind(kind: ColumnType, text: str, zone: str) -> None:
    normalise.understand(kind, text, zone)
    assert normalise.reason_not_understood(kind, text)


@pytest.mark.parametrize("kind", ColumnType)
def test_strings_that_break_programs_break_none_of_the_kinds(kind: ColumnType) -> None:
    for text in naughty_strings():
        normalise.understand(kind, text)
        assert normalise.reason_not_understood(kind, text)


@pytest.mark.skipif(not NAUGHTY.exists(), reason=f"no public list of naughty strings in {NAUGHTY}")
def test_the_public_list_of_naughty_strings_is_read() -> None:
    assert len(naughty_strings()) > 500


@pytest.mark.parametrize("kind", ColumnType)
def test_each_kind_answers_how_many_could_share_a_value(kind: ColumnType) -> None:
    assert normalise.shared_by(kind).endswith(".")
