"""Common values and who holds them."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.flow.linking.traces.holdings import keep_holdings
from casework.flow.linking.traces.readings import Readings
from casework.flow.linking.traces.sightings import Sightings
from casework.lake import DuckDB
from tests.flow.rings.small_lake import Village


def _engine(village: Village) -> DuckDB:
    engine = DuckDB(village.lake())
    keep_holdings(engine, Readings(engine, Sightings(engine)))
    return engine


def test_only_values_of_several_accounts_are_numbered() -> None:
    # Given two accounts with one phone, and two hundred with one of their own
    village = Village()
    village.account("a", phone="13912345678")
    village.account("b", phone="13912345678")

    # When holdings are kept
    engine = _engine(village)

    # Then the shared phone is the one common value, held by two
    (value,) = engine.rows(engine.table("common_value")).to_pylist()
    assert (value["value_id"], value["space"], value["accounts"]) == (0, Space.PHONE, 2)
    assert len(engine.rows(engine.table("holding"))) == 2


def test_numbers_follow_space_and_value() -> None:
    village = Village()
    for name in ("a", "b"):
        village.account(name, phone="13912345678", payment_account="alipay:boss@qq.com")
    engine = _engine(village)
    values = engine.rows(engine.table("common_value").order_by("value_id")).to_pylist()
    assert [one["space"] for one in values] == [Space.PHONE, Space.PAYMENT]
    assert [one["value_id"] for one in values] == [0, 1]


def test_breadth_is_measured_against_the_average_account() -> None:
    # Given an account with three phones, and one with one
    village = Village(strangers=0)
    village.account("one", phone="13912345670")
    village.account("many", phone="13912345671")
    for last in ("2", "3"):
        village.parcel("many", sender_phone=f"1391234567{last}")

    # When holdings are kept
    engine = _engine(village)

    # Then the average is two
    breadth = engine.table("breadth")
    rows = engine.rows(breadth.filter(breadth.space == int(Space.PHONE)).order_by("account"))
    assert rows["breadth"].to_pylist() == [1.5, 0.5]


def test_how_many_accounts_show_a_space_is_counted() -> None:
    engine = _engine(Village(strangers=7))
    showing = engine.table("showing")
    (row,) = engine.rows(showing.filter(showing.space == int(Space.PHONE))).to_pylist()
    assert row["accounts"] == 7
