"""A batch can be withdrawn and brought back, and opened down to the row that was delivered."""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from casework import lake
from casework.act import Act
from casework.errors import (
    BatchNotWithdrawn,
    BatchWithdrawn,
    BytesCountAlready,
    LakeFileAltered,
    NotFound,
    TooLong,
)
from casework.flow import intake
from casework.model import Batch, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.factories.intake import batch, order, write_csv, write_xlsx
from tests.worlds import World

_ORDERS = DeliveryKind.ORDERS


@pytest.fixture
def taken(act: Act, tmp_path: Path) -> Batch:
    rows = [order(1, favourites="7"), order(2, amount="x"), order(3, amount="12.50")]
    (made,) = intake.take_in(act, write_csv(tmp_path / "orders.csv", rows), "orders.csv").batches
    return made


def _counted(act: Act) -> int:
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        return int(connection.execute("SELECT count(*) FROM orders").fetchall()[0][0])


def _trail(act: Act) -> list[str]:
    act.session.commit()
    return list(act.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))


def test_withdrawing_takes_rows_out_of_every_count(act: Act, taken: Batch) -> None:
    # Given a batch; when withdrawn
    assert _counted(act) == 2
    intake.withdraw(act, taken, "wrong month")
    # Then its rows count no more, and who, when and why are kept
    assert _counted(act) == 0
    assert (taken.withdrawn_at, taken.withdrawn_by_id) == (act.at, act.officer.id)
    assert taken.withdrawn_why == "wrong month"
    assert _trail(act) == ["batch:imported", "batch:withdrawn"]
    with pytest.raises(BatchWithdrawn):
        intake.withdraw(act, taken, "again")


def test_a_reason_is_kept_whole_or_refused(act: Act, taken: Batch) -> None:
    # Given a reason longer than is kept; when withdrawn; then one sentence refuses it
    with pytest.raises(TooLong, match="The reason has 1,001 characters; at most 1,000 can be kept"):
        intake.withdraw(act, taken, "x" * 1001)
    assert taken.withdrawn_at is None
    # When it is as long as can be; then it is kept to the letter
    assert intake.withdraw(act, taken, "错" * 1000).withdrawn_why == "错" * 1000
    act.session.commit()


def test_restoring_brings_every_row_back(act: Act, taken: Batch) -> None:
    # Given a withdrawn batch; when brought back
    intake.withdraw(act, taken, "wrong month")
    intake.restore(act, taken)
    # Then its rows count again
    assert _counted(act) == 2
    assert _trail(act)[1:] == ["batch:withdrawn", "batch:restored"]
    with pytest.raises(BatchNotWithdrawn):
        intake.restore(act, taken)


def test_a_batch_is_not_restored_beside_another_reading_of_its_bytes(
    act: Act, taken: Batch, tmp_path: Path
) -> None:
    # Given a batch withdrawn, and its file read again in another zone
    intake.withdraw(act, taken, "wrong zone")
    options = intake.TakeInOptions(zone="Europe/Berlin")
    (right,) = intake.take_in(act, tmp_path / "orders.csv", "orders.csv", options).batches
    # When the first is brought back; then the sentence names the one that counts
    with pytest.raises(BytesCountAlready) as refusal:
        intake.restore(act, taken)
    assert str(refusal.value) == (
        f"Batch {right.id} holds the same bytes, read again; withdraw it first."
    )
    assert taken.withdrawn_why == "wrong zone"
    # And once that is withdrawn, it can be
    intake.withdraw(act, right, "not so")
    intake.restore(act, taken)
    assert [file.batch_id for file in intake.lake_files(act)] == [taken.id]


def test_a_restored_batch_keeps_its_place(act: Act, taken: Batch, tmp_path: Path) -> None:
    # Given a newer batch that corrects an order of an older one
    rows = [order(1, amount="99")]
    intake.take_in(act, write_csv(tmp_path / "n.csv", rows), "n.csv")
    # When the older is withdrawn and brought back; then the correction still counts
    intake.withdraw(act, taken, "check")
    intake.restore(act, taken)
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        found = connection.execute("SELECT amount FROM orders ORDER BY order_id").fetchall()
    assert found == [("99",), ("12.50",)]


def test_a_row_is_opened_as_it_was_delivered(act: Act, taken: Batch) -> None:
    # Given a batch; when its second row is opened
    row = intake.row(act, taken, _ORDERS, 2)
    # Then it is there to the letter, with its hash, and the reading is on the trail
    assert (row.file, row.batch, row.row_number) == ("orders.csv", taken, 2)
    assert row.written == order(1)
    assert row.extra == {"favourites": "7"}
    assert row.understood["amount"] == Decimal("118.90")
    assert row.row_sha256 == lake.row_sha256(order(1), {"favourites": "7"})
    assert _trail(act)[-1] == "batch-row:read"


def test_rows_are_opened_together(act: Act, taken: Batch) -> None:
    # Given a batch; when three of its rows are asked for, one of which was rejected
    found = intake.rows(act, taken, [4, 3, 2])
    # Then those it has are there in its order, and the reading is on the trail once
    assert [row.row_number for row in found] == [2, 4]
    assert found[0] == intake.row(act, taken, _ORDERS, 2)
    assert _trail(act)[-2:] == ["batch-rows:read", "batch-row:read"]


@pytest.mark.parametrize(("kind", "number"), [(_ORDERS, 99), (DeliveryKind.PAYMENTS, 2)])
def test_a_row_that_is_not_there(act: Act, taken: Batch, kind: DeliveryKind, number: int) -> None:
    # Given a batch; when a row is asked for that it does not have; then
    with pytest.raises(NotFound):
        intake.row(act, taken, kind, number)


def test_rejected_rows_can_be_downloaded(act: Act, taken: Batch) -> None:
    # Given a batch with a rejected row; when asked for; then the reason and the row are there
    text = intake.rejects(act, taken).read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("3,amount,x,'x' is not an amount,taobao,")
    assert _trail(act)[-1] == "rejects:downloaded"


def test_lists_of_rejected_rows_do_not_gather(act: Act, taken: Batch) -> None:
    # Given a list downloaded long ago; when another is; then the old one is gone
    old = intake.rejects(act, taken).with_name("batch-0-rejected.csv")
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    new = intake.rejects(act, taken)
    assert list(new.parent.iterdir()) == [new]


def test_mended_rejects_can_be_sent_again(act: Act, taken: Batch, tmp_path: Path) -> None:
    # Given the list of rejected rows, mended
    mended = tmp_path / "mended.csv"
    text = intake.rejects(act, taken).read_text(encoding="utf-8-sig")
    mended.write_text(text.replace(",x,", ",5,"), encoding="utf-8")
    # When taken in; then the row counts like any other, and our own columns are no part of it
    (again,) = intake.take_in(act, mended, "mended.csv").batches
    assert (again.accepted, again.rejected) == (1, 0)
    assert intake.row(act, again, _ORDERS, 2).written == order(2, amount="5")
    assert _counted(act) == 3


def test_mended_rejects_can_be_sent_again_as_a_workbook(
    act: Act, taken: Batch, tmp_path: Path
) -> None:
    # Given the list of rejected rows, mended in a spreadsheet and saved as one
    with intake.rejects(act, taken).open(encoding="utf-8-sig", newline="") as file:
        cells = [["5" if cell == "x" else cell for cell in line] for line in csv.reader(file)]
    mended = write_xlsx(tmp_path / "mended.xlsx", {"Sheet1": cells})
    # When taken in; then the row is as it would have been delivered
    (again,) = intake.take_in(act, mended, "mended.xlsx").batches
    assert (again.accepted, again.rejected) == (1, 0)
    assert intake.row(act, again, _ORDERS, 2).written == order(2, amount="5")


def test_a_batch_without_rejects_has_no_list(act: Act, tmp_path: Path) -> None:
    # Given; when; then
    path = write_csv(tmp_path / "o.csv", [order(1)])
    (clean,) = intake.take_in(act, path, "o.csv").batches
    with pytest.raises(NotFound):
        intake.rejects(act, clean)


def test_a_list_of_rejects_that_is_gone_is_said(act: Act, taken: Batch) -> None:
    # Given the file of rejected rows removed behind casework's back; when asked for; then
    assert taken.rejects_file is not None
    (act.settings.lake_dir / taken.rejects_file).unlink()
    with pytest.raises(LakeFileAltered):
        intake.rejects(act, taken)


def test_batches_come_newest_first_in_pages(act: Act) -> None:
    # Given three batches; when listed two at a time; then none is missing
    made = [batch(act.session, act.officer) for _ in range(3)]
    first = intake.batches(act, limit=2)
    second = intake.batches(act, after=first.after, limit=2)
    assert [one.id for one in (*first.items, *second.items)] == [one.id for one in made[::-1]]
    assert second.after is None


def test_another_agency_knows_nothing_of_it(world: World, taken: Batch) -> None:
    # Given a batch of the platform; when the brand's investigator asks; then there is none
    stranger = world.act("brand")
    assert intake.batches(stranger).items == []
    assert intake.lake_files(stranger) == []
    for ask in (
        lambda: intake.withdraw(stranger, taken, "x"),
        lambda: intake.restore(stranger, taken),
        lambda: intake.row(stranger, taken, _ORDERS, 2),
        lambda: intake.rejects(stranger, taken),
    ):
        with pytest.raises(NotFound):
            ask()
