"""The rows behind what accounts share."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.kinds import SENDER, kind_number
from casework.flow.linking.traces.rows import read_grouped
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.lake import DuckDB
from casework.vocabulary import IdentifierKind
from tests.flow.rings.small_lake import Village

_PLACE = "广东省广州市白云区兴隆路12号3栋402室"


def _engine(*grouped: int) -> DuckDB:
    village = Village(strangers=20)
    for name in ("a", "b", "c"):
        village.account(name, phone="139-1234-5678", device_ids="feedfeedfeedfeed")
        village.parcel(name, sender_phone="139******78", sender_address=_PLACE)
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    traces_within(lake, [grouped], suggestion.prior, Parameters())
    read_grouped(lake)
    return DuckDB(lake)


def test_every_row_that_shows_something_is_there_as_written() -> None:
    # Given accounts with one phone, written with hyphens
    engine = _engine(0, 1, 2)

    # When the rows of phones are asked for
    trace = engine.table("grouped_trace")
    phone = kind_number(IdentifierKind.PHONE)
    rows = engine.rows(trace.filter(trace.kind == phone)).to_pylist()

    # Then each account's row is there, with its hash
    assert {one["as_written"] for one in rows} == {"139-1234-5678"}
    assert len({one["row_sha256"] for one in rows}) == 3
    assert {one["delivery"] for one in rows} == {"accounts"}


def test_each_device_of_a_row_is_a_line() -> None:
    engine = _engine(0)
    trace = engine.table("grouped_trace")
    device = kind_number(IdentifierKind.DEVICE)
    (row,) = engine.rows(trace.filter(trace.kind == device)).to_pylist()
    assert row["value"] == "feedfeedfeedfeed"


def test_a_label_shows_phone_and_street_together() -> None:
    engine = _engine(0)
    trace = engine.table("grouped_trace")
    (row, *_) = engine.rows(trace.filter(trace.kind == SENDER)).to_pylist()
    assert row["as_written"] == f"139******78, {_PLACE}"
    assert row["value"].startswith("+86139******78 @ ")


def test_rows_are_those_of_the_grouped_accounts_alone() -> None:
    # Given two grouped accounts
    engine = _engine(0, 1)
    found = engine.rows(engine.table("grouped_trace").select("account").distinct())
    assert sorted(found["account"].to_pylist()) == [0, 1]

    # When others are grouped, and asked for
    traces_within(engine.lake, [[2]], -8.5, Parameters())
    read_grouped(engine.lake)

    # Then theirs alone are there
    found = engine.rows(engine.table("grouped_trace").select("account").distinct())
    assert found["account"].to_pylist() == [2]


def test_a_value_is_read_as_itself_or_as_its_mask() -> None:
    # Given the phone that three accounts share, whole, and on labels masked
    engine = _engine(0, 1, 2)

    # When the readings of both are asked for
    rows = engine.rows(engine.table("reading")).to_pylist()

    # Then either is read as itself, and either as the mask
    phones = [kind_number(k) for k in (IdentifierKind.PHONE, IdentifierKind.SENDER_PHONE)]
    found = {(one["value"], one["read_as"], one["masked"]) for one in rows if one["kind"] in phones}
    assert ("+8613912345678", "+8613912345678", False) in found
    assert ("+8613912345678", "+86139******78", True) in found
    assert ("+86139******78", "+86139******78", True) in found
