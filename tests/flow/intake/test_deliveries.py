"""A delivery is received, looked at, taken in; each step can be done again and doubles nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import EncodingUnknown, LookOutdated, NotFound, NotPermitted, ZoneUnknown
from casework.evidence import Vault
from casework.flow import intake
from casework.model import Delivery, TrailEntry
from casework.vocabulary import DeliveryKind, DeliveryState
from tests.factories import photographs
from tests.factories.intake import photograph
from tests.worlds import World

_ORDERS = b"platform,order_id,amount\ntaobao,o1,9.00\ntaobao,o2,x\n"
_RENAMED = "单据,金额\no1,9.00\no2,8.00\n".encode()


def _received(act: Act, content: bytes = _ORDERS, name: str = "orders.csv") -> Delivery:
    return intake.receive(act, io.BytesIO(content), name, "Europe/Berlin")


def _trail(act: Act) -> list[str]:
    return list(act.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))


def test_an_upload_is_kept_untouched(act: Act) -> None:
    # Given an upload, whose name would climb; when received
    received = _received(act, b"a\n1\n", "../../x.csv")
    act.session.commit()
    # Then its bytes are in the vault, it waits to be looked at, and the trail has it
    with Vault(act.settings.vault_dir).open(received.sha256) as stream:
        assert stream.read() == b"a\n1\n"
    assert (received.state, received.zone) == (DeliveryState.RECEIVED, "Europe/Berlin")
    assert received.size == 4
    assert _trail(act) == ["delivery:received"]


def test_a_zone_is_asked_for_where_none_is_given(act: Act) -> None:
    # Given no zone; when received; then the installation's; an unknown one is refused
    assert intake.receive(act, io.BytesIO(b"x"), "x.csv").zone == act.settings.time_zone
    with pytest.raises(ZoneUnknown):
        intake.receive(act, io.BytesIO(b"x"), "x.csv", "Mars/Olympus")


def test_a_delivery_is_looked_at_and_nothing_counts(act: Act) -> None:
    # Given a delivery; when looked at
    received = _received(act)
    intake.look(act, received)
    act.session.commit()
    # Then what was found is kept with it, and no batch is there
    assert received.state is DeliveryState.LOOKED
    assert received.looked_at is not None
    (table,) = (received.look or {})["tables"]
    assert (table["rows"], table["accepted"], table["rejected"]) == (2, 1, 1)
    assert intake.lake_files(act) == []
    assert _trail(act) == ["delivery:received", "delivery:looked"]


def test_looking_twice_replaces_the_look(act: Act) -> None:
    # Given a delivery under another header, looked at
    received = _received(act, _RENAMED)
    intake.look(act, received)
    assert (received.look or {})["tables"][0]["by"] != "mapping"
    # When its mapping is saved and it is looked at again; then the look is the new one
    columns = {"单据": "order_id", "金额": "amount"}
    given = {"platform": "taobao"}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, list(columns), given)
    intake.look(act, received)
    (table,) = (received.look or {})["tables"]
    assert (table["by"], table["mapping"], table["accepted"]) == ("mapping", "ERP", 2)


def test_a_delivery_is_taken_in_once(act: Act) -> None:
    # Given a delivery looked at; when taken in, twice
    received = _received(act)
    intake.look(act, received)
    first = intake.take_delivery(act, received)
    again = intake.take_delivery(act, received)
    # Then its rows are there once, read in the zone that was asked for
    assert received.state is DeliveryState.TAKEN
    assert received.taken_by_id == act.officer.id
    assert (again.batches, again.again) == ([], first.batches)
    assert first.batches[0].reading["zone"] == "Europe/Berlin"
    assert intake.brought(act, received).batches == first.batches


def test_what_the_mapping_gives_is_understood_and_not_written(act: Act) -> None:
    # Given a delivery whose platform the mapping gives
    columns = {"单据": "order_id", "金额": "amount"}
    given = {"platform": "Taobao"}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, list(columns), given)
    (batch,) = intake.take_delivery(act, _received(act, _RENAMED)).batches
    # When a row is opened (its hash is taken again from what was written)
    row = intake.row(act, batch, DeliveryKind.ORDERS, 2)
    # Then the platform is understood, no cell says it, and the batch tells where it comes from
    assert row.understood["platform"] == "taobao"
    assert "platform" not in row.written
    assert row.given == {"platform": "Taobao"}
    assert batch.reading["constants"] == {"platform": "Taobao"}
    assert (batch.reading["mapping"], batch.reading["mapping_version"]) == ("ERP", 1)


def test_what_was_shown_otherwise_is_not_taken(act: Act) -> None:
    # Given a delivery looked at by a mapping that is corrected afterwards
    columns = {"单据": "order_id", "金额": "amount"}
    meant = (DeliveryKind.ORDERS, columns, list(columns))
    intake.save_mapping(act, "ERP", *meant, {"platform": "taobao"})
    received = _received(act, _RENAMED)
    intake.look(act, received)
    intake.save_mapping(act, "ERP", *meant, {"platform": "jd"})
    # When taken; then nothing is, and the sentence says what to do
    with pytest.raises(LookOutdated) as refusal:
        intake.take_delivery(act, received)
    assert str(refusal.value) == (
        "orders.csv was looked at before its mapping changed; look again before it is taken."
    )
    assert intake.lake_files(act) == []
    # When looked at again; then it is taken as it was shown
    intake.look(act, received)
    (table,) = (received.look or {})["tables"]
    assert (table["mapping_version"], table["constants"]) == (2, {"platform": "jd"})
    assert len(intake.take_delivery(act, received).batches) == 1


@pytest.mark.parametrize("content", [_ORDERS, _RENAMED])
def test_a_mapping_saved_after_the_look_is_looked_at_first(act: Act, content: bytes) -> None:
    # Given a delivery looked at as its header says, or that nobody could place
    received = _received(act, content)
    intake.look(act, received)
    # When a mapping of its header is saved meanwhile; then it is not taken by it unseen
    theirs = content.decode().split("\n", 1)[0].split(",")
    columns = dict(zip(theirs[-2:], ("order_id", "amount"), strict=True))
    given = {"platform": "taobao"}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, theirs, given)
    with pytest.raises(LookOutdated):
        intake.take_delivery(act, received)


def test_a_delivery_reread_after_its_look_is_looked_at_first(act: Act) -> None:
    # Given a delivery looked at, then said to be of another zone
    received = _received(act)
    intake.look(act, received)
    intake.reread(act, received, "Asia/Taipei")
    # When taken; then the sentence says what to do, and looked at again it is taken
    with pytest.raises(LookOutdated, match="before its zone or encoding changed"):
        intake.take_delivery(act, received)
    intake.look(act, received)
    (batch,) = intake.take_delivery(act, received).batches
    assert batch.reading["zone"] == "Asia/Taipei"


def test_photographs_of_a_reread_delivery_are_of_its_zone(act: Act) -> None:
    # Given a photograph read within a delivery of Berlin, and one that came otherwise
    picture = io.BytesIO()
    photographs.blank().save(picture, "JPEG", exif=photographs.exif())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("waybill.jpg", picture.getvalue())
    received = _received(act, packed.getvalue(), "photos.zip")
    intake.look(act, received)
    (seen,) = intake.brought(act, received).photographs
    assert seen.taken_at == datetime(2026, 3, 5, 11, 30, tzinfo=UTC)
    other = photograph(act.session, act.officer, taken_as_written="2026:03:05 12:30:00")
    # When the delivery is said to be of Shanghai
    intake.reread(act, received, "Asia/Shanghai")
    # Then its photograph is of that hour, what the camera wrote stays, and no other is touched
    assert seen.taken_at == datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    assert (seen.taken_as_written, seen.reading["zone"]) == ("2026:03:05 12:30:00", "Asia/Shanghai")
    assert other.taken_at is None
    # And a later look reads nothing else into it
    intake.look(act, received)
    assert intake.brought(act, received).photographs == [seen]
    assert seen.taken_at == datetime(2026, 3, 5, 4, 30, tzinfo=UTC)


def test_a_delivery_of_many_files_is_one_look(act: Act) -> None:
    # Given a ZIP with a known table, an unknown one, and a file that is no table
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", _ORDERS)
        archive.writestr("b.csv", "colour,shape\nred,round\n")
        archive.writestr("c.bin", b"\x1f\x8b\x00")
    received = _received(act, packed.getvalue(), "d.zip")
    # When looked at and taken; then each file has its word, and what can be taken is
    found = intake.look(act, received)
    assert [table.by for table in found.tables] == ["header", None]
    assert [label for label, _ in found.refusals] == ["d.zip/c.bin", "d.zip/b.csv"]
    assert len(intake.take_delivery(act, received).batches) == 1
    assert received.state is DeliveryState.TAKEN


def test_a_delivery_of_which_nothing_can_be_read_says_so(act: Act) -> None:
    # Given what is no table; when looked at; then it is refused, and stays so when taken
    received = _received(act, b"\x1f\x8b\x00", "x.gz")
    intake.look(act, received)
    assert received.state is DeliveryState.REFUSED
    assert intake.take_delivery(act, received).batches == []
    assert received.state is DeliveryState.REFUSED
    assert intake.waiting(act) == []


def test_deliveries_are_listed_newest_first(act: Act) -> None:
    # Given two deliveries, one taken; when listed; then both, and one waits
    first, second = _received(act), _received(act, _RENAMED)
    intake.take_delivery(act, first)
    assert intake.deliveries(act).items == [second, first]
    assert intake.waiting(act) == [second]
    assert intake.delivery(act, first.id) is first


def test_another_agency_sees_none_of_it(world: World) -> None:
    # Given the platform's delivery; when the brand asks for it; then there is none
    received = _received(world.act())
    brand = world.act("brand")
    assert intake.deliveries(brand).items == []
    with pytest.raises(NotFound):
        intake.delivery(brand, received.id)
    for verb in (intake.look, intake.take_delivery, intake.brought):
        with pytest.raises(NotFound):
            verb(brand, received)


@pytest.mark.parametrize("officer", ["auditor", "police", "prosecutor"])
def test_who_may_not_import_is_refused(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        _received(world.act(officer))


def test_a_delivery_is_read_in_the_encoding_an_officer_says(act: Act) -> None:
    # Given a word in Big5 so short that any encoding may be meant
    received = _received(
        act, "platform,order_id,status,購\ntaobao,o1,completed,購\n".encode("cp950")
    )

    # When an officer says the encoding and the zone, and it is looked at
    intake.reread(act, received, "Asia/Taipei", "cp950")
    intake.look(act, received)

    # Then it is read so, and the trail has what was said
    (table,) = (received.look or {})["tables"]
    assert (table["encoding"], table["header"][-1]) == ("cp950", "購")
    assert received.zone == "Asia/Taipei"
    assert "delivery:reread" in _trail(act)


def test_what_is_said_of_first_lines_holds_from_the_next_look_on(act: Act) -> None:
    # Given a delivery with a header, looked at, whose first line is said to be a row
    received = _received(act)
    intake.look(act, received)
    intake.reread(act, received, "Europe/Berlin", "", intake.FirstLine.ROW)
    # When taken; then it is to be looked at first
    with pytest.raises(LookOutdated, match="before its first line changed"):
        intake.take_delivery(act, received)
    # And looked at, it is read so, as often as it is looked at, until something else is said
    for _ in range(2):
        (table,) = intake.look(act, received).tables
        assert (table.headerless, table.header_said) == (True, "no")
    assert intake.said_of_first_line(act, received) is intake.FirstLine.ROW
    intake.reread(act, received, "Europe/Berlin")
    (table,) = intake.look(act, received).tables
    assert (table.headerless, table.header_said) == (False, "")


def test_an_encoding_or_a_zone_nobody_knows_is_refused(act: Act) -> None:
    # Given a delivery; when read anew in what nobody knows; then it stays as it was
    received = _received(act)
    with pytest.raises(EncodingUnknown):
        intake.reread(act, received, "Asia/Shanghai", "rot13")
    with pytest.raises(ZoneUnknown):
        intake.reread(act, received, "Mars/Olympus")
    assert (received.zone, received.encoding) == ("Europe/Berlin", "")
