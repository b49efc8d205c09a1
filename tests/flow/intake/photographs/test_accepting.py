"""An officer says what counts; what was read stays beside it, version by version."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError

from casework import lake
from casework.act import Act
from casework.errors import DecidedMeanwhile, FieldRefused, NotAcceptedNow, NotPermitted, TooLong
from casework.flow import intake
from casework.flow.intake import FieldGiven, Seen
from casework.model import Officer, Photograph, TrailEntry, sessions
from casework.vocabulary import DeliveryKind, ReadFrom
from tests.factories import photographs
from tests.factories.intake import photograph, write_csv
from tests.flow.intake.photographs.test_taking import delivered
from tests.worlds import World

_NO = photographs.WAYBILL_NO
_KEY = (FieldGiven("carrier", "zto"), FieldGiven("waybill_no", _NO))
_BOX = [[10, 10], [90, 10], [90, 30], [10, 30]]


def _read(column: str, value: str, source: str = "text") -> dict[str, Any]:
    return {"column": column, "value": value, "box": _BOX, "read_from": source, "confidence": 0.9}


@pytest.fixture
def seen(act: Act) -> Photograph:
    fields = [_read("waybill_no", _NO, "barcode"), _read("sender_phone", "138****567B")]
    reading = {"fields": fields, "barcodes": [], "lines": [], "zone": "Asia/Shanghai"}
    return photograph(act.session, act.officer, reading=reading)


def _counted(act: Act) -> list[tuple[Any, ...]]:
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        found = connection.execute("SELECT waybill_no_value, sender_phone FROM shipments")
        return found.fetchall()


def _trail(act: Act) -> list[str]:
    act.session.commit()
    return list(act.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))


def test_what_is_accepted_counts_as_one_row(act: Act, seen: Photograph) -> None:
    # Given what was read; when the officer corrects the telephone and adds carrier and order
    given = [
        *_KEY,
        FieldGiven("sender_phone", "138****5678"),
        FieldGiven("weight_kg", "1.68"),
        FieldGiven("order_id", "056100000001"),
    ]
    batch = intake.accept_fields(act, seen, given)
    # Then one row of shipments is there, to the letter, with its hash
    row = intake.row(act, batch, DeliveryKind.SHIPMENTS, 1)
    assert row.written == {one.column: one.value for one in given if one.column != "order_id"}
    assert row.extra == {"order_id": "056100000001"}
    assert row.understood["weight_kg"] == Decimal("1.68")
    assert row.row_sha256 == lake.row_sha256(row.written, row.extra)
    assert _counted(act) == [(_NO, "138****5678")]
    assert (batch.rows, batch.accepted, batch.rejected) == (1, 1, 0)
    # And the batch names the photograph, and where on it each value stands
    assert (batch.file, batch.sha256, batch.member) == (seen.file, seen.sha256, "page 1")
    assert (batch.reading["format"], batch.reading["photograph"]) == ("photograph", seen.id)
    assert batch.reading["boxes"] == {"waybill_no": _BOX, "sender_phone": _BOX}
    assert batch.reading["read_from"]["waybill_no"] == "barcode"
    assert (seen.batch, seen.versions) == (batch, 1)


def test_what_was_read_stays_beside_what_was_accepted(act: Act, seen: Photograph) -> None:
    # Given; when a field is accepted as read, one corrected, one typed, one struck out
    fields = [*_KEY, FieldGiven("sender_phone", "")]
    intake.accept_fields(act, seen, fields)
    # Then each is kept with its source
    kept = {one.column: (one.as_read, one.accepted, one.read_from) for one in seen.accepted}
    assert kept == {
        "carrier": ("", "zto", ReadFrom.OFFICER),
        "waybill_no": (_NO, _NO, ReadFrom.BARCODE),
        "sender_phone": ("138****567B", "", ReadFrom.OFFICER),
    }
    assert {(one.by, one.at, one.version) for one in seen.accepted} == {(act.officer, act.at, 1)}
    assert _trail(act) == ["photograph:accepted", "batch:imported"]


def test_accepting_again_replaces_and_keeps(world: World, act: Act, seen: Photograph) -> None:
    # Given a version; when another officer accepts something else later
    first = intake.accept_fields(act, seen, [*_KEY, FieldGiven("sender_phone", "13812345678")])
    later = world.act("supervisor", act.at + timedelta(hours=1))
    given = [*_KEY, FieldGiven("sender_phone", "13900001111")]
    second = intake.accept_fields(later, seen, given, Seen(1))
    # Then the newer counts, the older is withdrawn with the reason, and both are kept
    assert _counted(act) == [(_NO, "13900001111")]
    assert (first.withdrawn_at, first.withdrawn_why) == (later.at, "replaced by version 2")
    assert second.member == "page 1, version 2"
    assert [one.accepted for one in seen.accepted if one.column == "sender_phone"] == [
        "13812345678",
        "13900001111",
    ]
    # When the older was withdrawn by hand before; then a third version is no trouble
    intake.withdraw(later, second, "wrong label")
    third = intake.accept_fields(later, seen, given, Seen(2, withdrawn=True))
    assert third.member == "page 1, version 3"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("fields", "column", "why"),
    [
        ([_KEY[1]], "carrier", "missing"),
        ([_KEY[0]], "waybill_no", "missing"),
        ([_KEY[0], FieldGiven("waybill_no", "no number")], "waybill_no", "no number"),
        ([*_KEY, FieldGiven("weight_kg", "heavy")], "weight_kg", "'heavy' is not an amount"),
        ([*_KEY, FieldGiven("direction", "up")], "direction", "none of domestic"),
        ([*_KEY, _KEY[0]], "carrier", "twice"),
        ([*_KEY, FieldGiven("Order no.", "1")], "Order no.", "small letters"),
        ([*_KEY, FieldGiven("sender_name", "a\x00b")], "sender_name", "printed"),
        ([*_KEY, FieldGiven("sender_name", "a" * 1001)], "sender_name", "1,001 characters"),
    ],
)
def test_what_is_impossible_is_refused(
    act: Act, seen: Photograph, fields: list[FieldGiven], column: str, why: str
) -> None:
    # Given fields one of which cannot be; when accepted; then it is named, and nothing is kept
    with pytest.raises(FieldRefused) as refusal:
        intake.accept_fields(act, seen, fields)
    assert refusal.value.column == column
    assert why in str(refusal.value)
    assert str(refusal.value).startswith(f"{seen.file}, {column}: ")
    assert (seen.versions, seen.batch, seen.accepted) == (0, None, [])
    assert _counted(act) == []


def test_putting_aside_takes_out_what_was_accepted(act: Act, seen: Photograph) -> None:
    # Given an accepted photograph; when put aside; then nothing of it counts
    batch = intake.accept_fields(act, seen, _KEY)
    intake.put_aside(act, seen, "not our parcel", Seen(1))
    assert (seen.put_aside_at, seen.put_aside_by) == (act.at, act.officer)
    assert seen.put_aside_why == "not our parcel"
    assert batch.withdrawn_why == "not our parcel"
    assert _counted(act) == []
    assert _trail(act)[-1] == "photograph:put-aside"
    # When accepted after all; then it counts again
    intake.accept_fields(act, seen, _KEY, Seen(1, put_aside=True))
    assert not any((seen.put_aside_at, seen.put_aside_by_id, seen.put_aside_why))
    assert len(_counted(act)) == 1


def test_an_earlier_version_is_not_brought_back(act: Act, seen: Photograph) -> None:
    # Given two versions of a photograph
    first = intake.accept_fields(act, seen, _KEY)
    given = [*_KEY, FieldGiven("sender_phone", "13900001111")]
    second = intake.accept_fields(act, seen, given, Seen(1))
    # When the first is brought back; then one sentence says what to do, and the second counts alone
    with pytest.raises(NotAcceptedNow) as refusal:
        intake.restore(act, first)
    assert str(refusal.value) == (
        f"Batch {first.id} is not what is accepted of photograph {seen.id} now; "
        "accept the fields of the photograph again instead."
    )
    assert _counted(act) == [(_NO, "13900001111")]
    # When the second is withdrawn by hand; then it, and it alone, can be brought back
    intake.withdraw(act, second, "check")
    with pytest.raises(NotAcceptedNow):
        intake.restore(act, first)
    intake.restore(act, second)
    assert _counted(act) == [(_NO, "13900001111")]


def test_nothing_is_brought_back_of_what_is_put_aside(act: Act, seen: Photograph) -> None:
    # Given an accepted photograph put aside; when its batch is brought back; then it is refused
    batch = intake.accept_fields(act, seen, _KEY)
    intake.put_aside(act, seen, "not our parcel", Seen(1))
    with pytest.raises(NotAcceptedNow):
        intake.restore(act, batch)
    assert _counted(act) == []


def test_putting_aside_withdraws_whatever_counts(act: Act, seen: Photograph) -> None:
    # Given two versions that both count, as earlier versions of casework allowed
    first = intake.accept_fields(act, seen, _KEY)
    second = intake.accept_fields(act, seen, _KEY, Seen(1))
    first.withdrawn_at = first.withdrawn_by_id = first.withdrawn_why = None
    # When put aside; then neither does
    intake.put_aside(act, seen, "not our parcel", Seen(2))
    assert {first.withdrawn_why, second.withdrawn_why} == {"not our parcel"}
    assert [file.batch_id for file in intake.lake_files(act)] == []


@pytest.mark.parametrize("put_aside", [False, True])
def test_nobody_decides_over_what_they_did_not_see(
    world: World, act: Act, seen: Photograph, put_aside: bool
) -> None:
    # Given a photograph that two officers opened, and one of them decided on
    stood = Seen.of(seen)
    if put_aside:
        intake.put_aside(act, seen, "not our parcel", stood)
    else:
        intake.accept_fields(act, seen, [*_KEY, FieldGiven("sender_phone", "13900001111")], stood)
    counted = _counted(act)
    did = "put it aside" if put_aside else "accepted version 1 of it"
    says = f"Investigator {did} since it was looked at; look again, then decide."
    # When the other accepts, or puts it aside; then it is refused, by whom and why, and what was
    # decided stands
    other = world.act("supervisor", act.at + timedelta(minutes=1))
    with pytest.raises(DecidedMeanwhile, match=says):
        intake.accept_fields(other, seen, _KEY, stood)
    with pytest.raises(DecidedMeanwhile, match=says):
        intake.put_aside(other, seen, "blurred", stood)
    assert _counted(act) == counted
    assert seen.put_aside_why == ("not our parcel" if put_aside else None)
    # When they have seen it; then they may
    intake.accept_fields(other, seen, _KEY, Seen.of(seen))
    assert seen.versions == (1 if put_aside else 2)


def test_nobody_decides_over_a_withdrawal_they_did_not_see(
    world: World, act: Act, seen: Photograph
) -> None:
    # Given an accepted photograph that one officer opened, and whose batch another withdrew
    batch = intake.accept_fields(act, seen, _KEY)
    stood = Seen.of(seen)
    other = world.act("supervisor", act.at + timedelta(minutes=1))
    intake.withdraw(other, batch, "not our parcel")
    says = "Supervisor withdrew version 1 of it since it was looked at; look again, then decide."
    # When the first accepts, or puts aside; then they are told, and nothing counts
    with pytest.raises(DecidedMeanwhile, match=says):
        intake.accept_fields(act, seen, _KEY, stood)
    with pytest.raises(DecidedMeanwhile, match=says):
        intake.put_aside(act, seen, "blurred", stood)
    assert _counted(act) == []
    # When brought back before they decide on it as withdrawn; then they are told that too
    withdrawn = Seen.of(seen)
    intake.restore(other, batch)
    with pytest.raises(DecidedMeanwhile, match="somebody brought version 1 of it back"):
        intake.accept_fields(act, seen, _KEY, withdrawn)
    # When withdrawn again and seen; then it is accepted anew
    intake.withdraw(other, batch, "not our parcel")
    intake.accept_fields(act, seen, _KEY, withdrawn)
    assert (seen.versions, len(_counted(act))) == (2, 1)


def test_a_reason_is_kept_whole_or_refused(act: Act, seen: Photograph) -> None:
    # Given a reason longer than is kept; when put aside; then one sentence refuses it
    with pytest.raises(TooLong, match="The reason has 3,000 characters; at most 1,000 can be kept"):
        intake.put_aside(act, seen, "x" * 3000)
    assert seen.put_aside_at is None
    # When it is as long as can be; then it is kept to the letter
    assert intake.put_aside(act, seen, "错" * 1000).put_aside_why == "错" * 1000
    act.session.commit()


def test_a_version_that_never_was_is_no_way_round(act: Act, seen: Photograph) -> None:
    # Given a photograph nobody accepted; when accepted over a version; then it is refused
    with pytest.raises(DecidedMeanwhile, match="nobody accepted version 0"):
        intake.accept_fields(act, seen, _KEY, Seen(7))
    assert _counted(act) == []


def test_of_two_who_accept_at_once_one_is_told(
    world: World, act: Act, seen: Photograph, engine: Engine
) -> None:
    # Given two officers before the same photograph
    number, officers = seen.id, [world.officers[one].id for one in ("investigator", "supervisor")]
    act.session.commit()
    together = Barrier(2)

    def accept(officer: int) -> str:
        with sessions(engine)() as session:
            mine = Act(session.get_one(Officer, officer), act.at, session, act.settings, "test")
            found = session.get_one(Photograph, number)
            stood = Seen.of(found)
            session.commit()
            together.wait(10)
            phone = FieldGiven("sender_phone", f"1390000000{officer % 10}")
            try:
                intake.accept_fields(mine, found, [*_KEY, phone], stood)
            except DecidedMeanwhile as problem:
                session.rollback()
                return problem.by
            session.commit()
            return f"accepted by {mine.officer.name}"

    # When both accept at the same moment
    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(accept, officers))

    # Then one is taken, the other is told by whom, and one row counts
    act.session.refresh(seen)
    ((_, phone),) = _counted(act)
    (by,) = {one.by for one in seen.accepted}
    assert said == {by.name, f"accepted by {by.name}"}
    assert (seen.versions, phone) == (1, f"1390000000{by.id % 10}")


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_who_comes_second_waits_until_the_first_is_through(
    world: World, act: Act, seen: Photograph, engine: Engine
) -> None:
    # Given a photograph held by one officer's acceptance, which is not through yet
    number, other = seen.id, world.officers["supervisor"].id
    act.session.commit()
    intake.accept_fields(act, seen, _KEY)

    def accept() -> None:
        with sessions(engine)() as session:
            session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            mine = Act(session.get_one(Officer, other), act.at, session, act.settings, "test")
            intake.accept_fields(mine, session.get_one(Photograph, number), _KEY)

    # When another accepts what to them nobody has accepted; then they are kept waiting
    with pytest.raises(OperationalError, match=r"(?s)lock timeout.*FOR UPDATE"):
        accept()
    # And once it is through, they are told
    act.session.commit()
    with pytest.raises(DecidedMeanwhile):
        accept()


def test_who_may_only_look_accepts_nothing(world: World, seen: Photograph) -> None:
    with pytest.raises(NotPermitted):
        intake.accept_fields(world.act("auditor"), seen, _KEY)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_from_the_photograph_to_the_row(act: Act, tmp_path: Path) -> None:
    # Given a photographed waybill, read
    path = tmp_path / "waybill.jpg"
    photographs.waybill().save(path, quality=90, exif=photographs.exif())
    (seen,) = intake.read_photographs(act, delivered(act, path))
    # When an officer accepts what is proposed
    read = {one["column"]: one for one in seen.reading["fields"]}
    given = [FieldGiven(column, one["value"]) for column, one in read.items()]
    batch = intake.accept_fields(act, seen, given)
    act.session.commit()
    # Then the row can be opened with its hash
    row = intake.row(act, batch, DeliveryKind.SHIPMENTS, 1)
    assert row.written["waybill_no"] == photographs.WAYBILL_NO
    assert row.written["sender_phone"] == "138****5678"
    assert row.written["sender_address"] == "广东省广州市白云区兴隆路12号3栋402室"
    assert row.extra == {"order_id": "056100000001"}
    assert row.row_sha256 == lake.row_sha256(row.written, row.extra)
    # And it leads back to where each value stands on the picture, and to the file as delivered
    assert batch.reading["boxes"]["sender_phone"] == read["sender_phone"]["box"]
    assert batch.reading["read_from"]["waybill_no"] == "barcode"
    with intake.original(act, seen) as stream:
        assert stream.read() == path.read_bytes()


def test_a_table_counts_before_a_photograph_of_the_same_parcel(
    act: Act, seen: Photograph, tmp_path: Path
) -> None:
    # Given a parcel that a table delivered, and that was photographed later
    table = tmp_path / "parcels.csv"
    rows = [{"carrier": "zto", "waybill_no": _NO, "weight_kg": "7.5"}]
    intake.take_in(act, write_csv(table, rows), "parcels.csv")

    # When the photograph is accepted
    intake.accept_fields(act, seen, _KEY)

    # Then the table's row, which holds more, still counts
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        found = connection.execute("SELECT weight_kg FROM shipments").fetchall()
    assert found == [("7.5",)]
