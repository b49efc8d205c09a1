"""The rows behind what accounts share."""

from __future__ import annotations

from typing import Any

from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.kinds import SENDER, kind_number
from casework.flow.linking.traces.rows import read_told
from casework.flow.linking.traces.suggest import suggest
from casework.lake import DuckDB
from casework.vocabulary import IdentifierKind
from tests.flow.rings.small_lake import Village

_PLACE = "广东省广州市白云区兴隆路12号3栋402室"


def _engine(*told: int) -> DuckDB:
    """Return a lake of three accounts with one phone, in which what some of them show was read."""
    village = Village(strangers=20)
    for name in ("a", "b", "c"):
        village.account(name, phone="139-1234-5678", device_ids="feedfeedfeedfeed")
        village.parcel(name, sender_phone="139******78", sender_address=_PLACE)
    lake = village.lake()
    suggest(lake, [], Parameters())
    lake.execute("CREATE TEMP TABLE labelled (batch_id BIGINT, row_number BIGINT)")
    _read(DuckDB(lake), *told)
    return DuckDB(lake)


def _read(engine: DuckDB, *told: int) -> None:
    accounts = ", ".join(map(str, told))
    engine.lake.execute(
        "CREATE OR REPLACE TEMP TABLE told AS "
        f"SELECT account, value_id FROM holding WHERE account IN ({accounts})"
    )
    read_told(engine.lake)


def _told(engine: DuckDB, kind: int) -> list[dict[str, Any]]:
    rows = engine.table("told_row")
    return list(engine.rows(rows.filter(rows.kind == kind)).to_pylist())


def test_every_row_that_shows_a_value_is_there_as_written() -> None:
    # Given accounts with one phone, written with hyphens
    engine = _engine(0, 1, 2)

    # When the rows of phones are asked for
    rows = _told(engine, kind_number(IdentifierKind.PHONE))

    # Then each account's row is there, with its hash
    assert {one["as_written"] for one in rows} == {"139-1234-5678"}
    assert len({one["row_sha256"] for one in rows}) == 3
    assert {one["delivery"] for one in rows} == {"accounts"}


def test_a_device_of_a_row_is_told() -> None:
    (row,) = _told(_engine(0), kind_number(IdentifierKind.DEVICE))
    assert row["as_written"] == "feedfeedfeedfeed"


def test_a_label_shows_phone_and_street_together() -> None:
    (row, *_) = _told(_engine(0), SENDER)
    assert row["as_written"] == f"139******78, {_PLACE}"


def test_rows_are_those_of_the_accounts_that_are_told_of_alone() -> None:
    # Given two accounts that are told of
    engine = _engine(0, 1)
    found = engine.rows(engine.table("told_row").select("account").distinct())
    assert sorted(found["account"].to_pylist()) == [0, 1]

    # When another is
    _read(engine, 2)

    # Then its rows alone are there
    found = engine.rows(engine.table("told_row").select("account").distinct())
    assert found["account"].to_pylist() == [2]


def test_a_value_is_shown_by_a_row_that_writes_it_whole_or_masked() -> None:
    # Given the phone that three accounts share, whole, and on labels masked
    engine = _engine(0, 1, 2)

    # When the rows that show the mask are asked for
    shown = engine.lake.execute(
        "SELECT DISTINCT as_written FROM told_row JOIN common_value USING (value_id) "
        "WHERE space = ? AND value = '+86139******78' ORDER BY ALL",
        [int(Space.PHONE_MASKED)],
    ).fetchall()

    # Then both are among them
    assert shown == [("139******78",), ("139-1234-5678",)]


def test_the_labels_of_further_shipments_are_read_when_they_are_asked_for() -> None:
    # Given one account told of, and the shipment of another asked for
    engine = _engine(0)
    ((batch, row),) = engine.lake.execute(
        "SELECT batch_id, row_number FROM shipments WHERE account_id_value = 'c'"
    ).fetchall()
    engine.lake.execute("INSERT INTO labelled VALUES (?, ?)", [batch, row])

    # When rows are read
    _read(engine, 0)

    # Then both labels are there, and nothing is told of the other
    labels = engine.lake.execute("SELECT sender_address FROM label_row").fetchall()
    assert labels == [(_PLACE,), (_PLACE,)]
    assert {one["account"] for one in engine.rows(engine.table("told_row")).to_pylist()} == {0}
