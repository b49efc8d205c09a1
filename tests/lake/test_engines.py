"""What runs the heavy part."""

from __future__ import annotations

import pyarrow as pa

from casework.lake import DuckDB, delivered, floats, ints, kept, sql
from casework.lake.engines import in_lake
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village


def _engine() -> DuckDB:
    village = Village(strangers=3)
    return DuckDB(village.lake())


def test_what_is_kept_is_read_by_its_name_in_the_lake() -> None:
    # Given the accounts of a lake
    engine = _engine()
    accounts = delivered(DeliveryKind.ACCOUNTS)

    # When their phones are kept
    phones = engine.keep("phones", accounts.select(phone="phone_value"))

    # Then expressions and the lake's connection read them
    assert engine.one(phones.count()) == 3
    assert engine.lake.execute("SELECT count(*) FROM phones").fetchall() == [(3,)]
    assert in_lake(engine.lake, "phones").equals(kept("phones", phones))


def test_what_is_kept_anew_replaces_what_was_before_and_can_be_dropped() -> None:
    engine = _engine()
    accounts = delivered(DeliveryKind.ACCOUNTS).select("account_id")
    engine.keep("names_kept", accounts)
    engine.keep("names_kept", accounts.limit(1))
    assert engine.one(engine.table("names_kept").count()) == 1
    engine.drop("names_kept", "never_there")
    left = engine.lake.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert ("names_kept",) not in left


def test_rows_made_elsewhere_are_given_and_read_as_arrays() -> None:
    engine = _engine()
    table = engine.give("given_here", pa.table({"n": [2, 1], "w": [0.5, 0.25]}))
    rows = engine.rows(table.order_by("n"))
    assert ints(rows, "n").tolist() == [1, 2]
    assert floats(rows, "w").tolist() == [0.25, 0.5]


def test_an_expression_is_said_in_the_sql_of_each_engine() -> None:
    text = sql(delivered(DeliveryKind.ORDERS).select("order_id"), "duckdb")
    assert "SELECT" in text
    assert '"orders"' in text
