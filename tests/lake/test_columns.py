"""The lake's shape is the same for whoever writes and whoever reads."""

from __future__ import annotations

import pyarrow as pa
import pytest

from casework import lake
from casework.lake.columns import ordered, recurring
from casework.vocabulary import COLUMNS, DeliveryKind


@pytest.mark.parametrize("kind", DeliveryKind)
def test_every_column_has_its_understood_twin(kind: DeliveryKind) -> None:
    # Given and when: the columns of a kind on disk
    columns = lake.sql_columns(kind)
    # Then each delivered column stands beside what was understood, and rows can be found again
    for column in COLUMNS[kind]:
        assert columns[column] == "VARCHAR"
        assert lake.value(column) in columns
    assert {"row_number", "row_sha256", "extra"} <= columns.keys()


@pytest.mark.parametrize("kind", DeliveryKind)
def test_what_is_written_has_the_columns_that_are_read(kind: DeliveryKind) -> None:
    # Given and when: both faces of the shape; then they name the same columns in the same order
    assert lake.schema(kind).names == list(lake.sql_columns(kind))


def test_types_keep_money_exact_and_moments_to_the_microsecond() -> None:
    # Given and when: the columns of orders; then
    columns = lake.sql_columns(DeliveryKind.ORDERS)
    assert columns["amount_value"] == "DECIMAL(18,4)"
    assert columns["ordered_on_value"] == "TIMESTAMP"
    assert str(lake.schema(DeliveryKind.ORDERS).field("ordered_on_value").type) == "timestamp[us]"


def test_values_that_come_again_are_worth_a_dictionary() -> None:
    # Given a column with two words, one of identifiers, and lists
    table = pa.table(
        {
            "platform": ["taobao", "jd"] * 50,
            "order_id": [str(number) for number in range(100)],
            "devices": pa.array([["a"]] * 100),
        }
    )
    # When asked which recur; then the identifiers do not
    assert recurring(table) == ["platform", "devices"]
    assert recurring(table.slice(0, 0)) == ["platform", "order_id", "devices"]


def test_only_what_has_an_order_has_bounds_on_disk() -> None:
    # Given the columns of orders; when asked which bounds tell where rows are
    found = ordered(lake.schema(DeliveryKind.ORDERS))
    # Then numbers and moments, no texts
    assert {"row_number", "amount_value", "ordered_on_value"} <= {*found}
    assert not {"order_id", "order_id_value", "row_sha256"} & {*found}
