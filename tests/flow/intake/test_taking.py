"""A delivery goes in row for row; what cannot be read is said and kept; nothing goes in twice."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from casework import audit, lake
from casework.act import Act
from casework.errors import FileUnreadable, KindUnknown, NotPermitted, ZoneUnknown
from casework.evidence import Vault
from casework.flow import intake
from casework.flow.intake import taking
from casework.model import Batch, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.factories.intake import account, order, shipment, write_csv, write_json_lines, write_xlsx
from tests.worlds import World


def _orders(folder: Path, count: int = 3, **given: str) -> Path:
    return write_csv(folder / "orders.csv", [order(n, **given) for n in range(1, count + 1)])


def _take(act: Act, path: Path, **options: Any) -> intake.TakenIn:
    return intake.take_in(act, path, path.name, intake.TakeInOptions(**options))


def _trail(act: Act) -> list[str]:
    return list(act.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))


def test_a_file_becomes_a_batch(act: Act, tmp_path: Path) -> None:
    # Given a file of three orders, one of them bad
    path = write_csv(tmp_path / "orders.csv", [order(1), order(2, amount="x"), order(3)])
    # When it is taken in
    (batch,) = _take(act, path).batches
    # Then the register says what was delivered and how it was read
    assert (batch.kind, batch.file, batch.member) == (DeliveryKind.ORDERS, "orders.csv", "")
    assert (batch.rows, batch.accepted, batch.rejected) == (3, 2, 1)
    assert batch.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert batch.size == path.stat().st_size
    assert batch.reading["encoding"] == "utf-8"
    assert batch.reading["zone"] == "Asia/Shanghai"
    assert "listing_id" in batch.reading["missing"]
    # And the rows are in the lake, the file in the vault, the act on the trail
    lake.check(act.settings.lake_dir, intake.lake_files(act)[0])
    Vault(act.settings.vault_dir).check(batch.sha256)
    assert _trail(act) == ["batch:imported"]
    assert audit.verify(act.session) == 1


def test_a_delivery_of_every_format_is_taken_in(act: Act, tmp_path: Path) -> None:
    # Given a ZIP of CSV in GB18030, JSON Lines and a workbook with two kinds
    folder = tmp_path / "d"
    write_csv(folder / "运单.csv", [shipment(1)], encoding="gb18030", delimiter="\t")
    write_json_lines(folder / "orders.jsonl", [order(1), order(2)])
    accounts, orders = account(1), order(3)
    sheets = {
        "账户": [list(accounts), list(accounts.values())],
        "订单": [list(orders), list(orders.values())],
    }
    write_xlsx(folder / "book.xlsx", sheets)
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    # When taken in
    taken = _take(act, tmp_path / "d.zip")
    # Then each table is a batch of its own, which knows the ZIP it came in
    assert [(batch.file, batch.member, batch.kind) for batch in taken.batches] == [
        ("d.zip/book.xlsx", "账户", "accounts"),
        ("d.zip/book.xlsx", "订单", "orders"),
        ("d.zip/orders.jsonl", "", "orders"),
        ("d.zip/运单.csv", "", "shipments"),
    ]
    assert {batch.reading["within"]["name"] for batch in taken.batches} == {"d.zip"}
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        assert connection.execute("SELECT count(*) FROM orders").fetchall() == [(3,)]


def test_the_same_bytes_are_recognised(act: Act, tmp_path: Path) -> None:
    # Given a file taken in
    path = _orders(tmp_path)
    (batch,) = _take(act, path).batches
    # When it comes again, under another name
    taken = _take(act, path.rename(tmp_path / "other.csv"))
    # Then nothing is doubled, and the sentence names the batch
    assert (taken.batches, taken.again) == ([], [batch])
    assert taken.remarks == [f"orders.csv: taken in before, as batch {batch.id}."]
    assert act.session.scalar(select(func.count(Batch.id))) == 1


def test_a_withdrawn_batch_is_not_taken_in_again(act: Act, tmp_path: Path) -> None:
    # Given a withdrawn batch; when its file comes again
    path = _orders(tmp_path)
    (batch,) = _take(act, path).batches
    intake.withdraw(act, batch, "wrong month")
    taken = _take(act, path)
    # Then it stays withdrawn, and the sentence says what to do
    assert taken.again == [batch]
    assert taken.remarks == [f"orders.csv: batch {batch.id} is withdrawn; bring it back instead."]
    assert intake.lake_files(act) == []


def test_what_was_read_wrongly_is_withdrawn_and_read_rightly(act: Act, tmp_path: Path) -> None:
    # Given a file taken in with the wrong zone
    path = _orders(tmp_path)
    (wrong,) = _take(act, path, zone="Europe/Berlin").batches
    # When it comes again with the right one; then the sentence says what to do first
    taken = _take(act, path)
    assert (taken.batches, taken.again, taken.otherwise) == ([], [wrong], [wrong])
    assert taken.remarks == [
        f"orders.csv: taken in before, as batch {wrong.id}, which was read in another way; "
        f"withdraw batch {wrong.id} first to have it read differently."
    ]
    # When that is done; then it is taken in, once, and the wrong one stays withdrawn
    intake.withdraw(act, wrong, "wrong zone")
    (right,) = _take(act, path).batches
    assert right.reading["zone"] == "Asia/Shanghai"
    assert _take(act, path).again == [right]
    assert [file.batch_id for file in intake.lake_files(act)] == [right.id]


def test_a_mapping_corrected_after_taking_reads_the_file_anew(act: Act, tmp_path: Path) -> None:
    # Given a file taken in by a mapping that named the wrong platform
    path = write_csv(tmp_path / "e.csv", [{"单据": "o1", "金额": "9.00"}])
    columns = {"单据": "order_id", "金额": "amount"}
    meant = (DeliveryKind.ORDERS, columns, list(columns))
    intake.save_mapping(act, "ERP", *meant, {"platform": "taobao"})
    (wrong,) = _take(act, path).batches
    # When the mapping is corrected and the batch withdrawn; then it is read by the new one
    intake.save_mapping(act, "ERP", *meant, {"platform": "jd"})
    assert _take(act, path).otherwise == [wrong]
    intake.withdraw(act, wrong, "wrong platform")
    (right,) = _take(act, path).batches
    assert intake.row(act, right, DeliveryKind.ORDERS, 2).given == {"platform": "jd"}


def test_the_same_bytes_of_two_agencies_are_two_batches(world: World, tmp_path: Path) -> None:
    # Given a file the platform took in; when the brand takes it in; then each has its own
    path = _orders(tmp_path)
    (first,) = _take(world.act("investigator"), path).batches
    (second,) = _take(world.act("brand"), path).batches
    assert first.id != second.id
    assert [file.batch_id for file in intake.lake_files(world.act("brand"))] == [second.id]


def test_a_bad_file_does_not_stop_the_others(act: Act, tmp_path: Path) -> None:
    # Given a delivery with a picture, a table of no kind, and a good one
    folder = tmp_path / "d"
    _orders(folder)
    (folder / "a.csv").write_bytes(b"\x89PNG\r\n")
    write_csv(folder / "z.csv", [{"colour": "red", "size": "7"}])
    # When taken in
    taken = _take(act, folder)
    # Then the good one is in, each other has its sentence, and their bytes are in the vault
    assert [batch.file for batch in taken.batches] == ["orders.csv"]
    assert [refusal.file for refusal in taken.refused] == ["a.csv", "z.csv"]
    assert isinstance(taken.refused[1], KindUnknown)
    assert _trail(act) == ["file:refused", "batch:imported", "file:refused"]
    for path in folder.iterdir():
        Vault(act.settings.vault_dir).check(hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_sheet_of_no_kind_does_not_stop_the_others(act: Act, tmp_path: Path) -> None:
    # Given a workbook with notes before the orders; when taken in; then the orders are in
    row = order(1)
    sheets = {"Notes": [["read me"], ["x"]], "Orders": [list(row), list(row.values())]}
    taken = _take(act, write_xlsx(tmp_path / "book.xlsx", sheets))
    assert [batch.member for batch in taken.batches] == ["Orders"]
    # And the notes are said, yet nothing failed
    said = "book.xlsx, sheet Notes: the header (read me) matches"
    assert str(taken.passed_over[0]).startswith(said)
    assert taken.remarks[0].startswith(said)
    assert taken.refused == []
    assert sorted(_trail(act)) == ["batch:imported", "sheet:passed-over"]


def test_a_workbook_without_any_table_of_ours_is_refused(act: Act, tmp_path: Path) -> None:
    # Given a workbook of two sheets of notes; when taken in; then both are refused
    sheets = {"Notes": [["read me"], ["x"]], "More": [["and me"], ["y"]]}
    taken = _take(act, write_xlsx(tmp_path / "book.xlsx", sheets))
    assert [type(refusal) for refusal in taken.refused] == [KindUnknown, KindUnknown]
    assert taken.passed_over == []


def test_what_breaks_while_being_read_leaves_nothing(act: Act, tmp_path: Path) -> None:
    # Given a Parquet file whose later rows are damaged
    rows = pa.Table.from_pylist([order(n) for n in range(1, 2_001)])
    path = tmp_path / "orders.parquet"
    pq.write_table(rows, path, row_group_size=1_000, compression="zstd")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2_000] = bytes(2_000)
    path.write_bytes(content)
    # When taken in; then it is refused, and neither lake nor register have anything
    taken = _take(act, path)
    assert [refusal.file for refusal in taken.refused] == ["orders.parquet"]
    assert taken.batches == []
    assert list(act.settings.lake_dir.rglob("*.p*")) == []


def test_times_are_read_in_the_zone_asked_for(act: Act, tmp_path: Path) -> None:
    # Given times without a zone; when taken in with one; then the lake has them in UTC
    _take(act, _orders(tmp_path, 1), zone="Europe/Berlin")
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        found = connection.execute("SELECT ordered_on_value::VARCHAR FROM orders").fetchall()
    assert found == [("2026-03-06 06:29:27",)]


def test_marks_no_screen_shows_go_in_like_any_other(act: Act, tmp_path: Path) -> None:
    # Given a file whose name, header and cells hold a NUL, which some databases refuse
    row = order(1, buyer_ref="a\x00b") | {"no\x00te": "c\x00d"}
    path = write_csv(tmp_path / "o.csv", [row, order(2, amount="\x00")])
    # When taken in; then it is kept to the letter, and the bad row has its reason
    (batch,) = intake.take_in(act, path, "o\x00.csv").batches
    assert (batch.file, batch.accepted, batch.rejected) == ("o�.csv", 1, 1)
    found = intake.row(act, batch, DeliveryKind.ORDERS, 2)
    assert (found.written["buyer_ref"], found.extra) == ("a\x00b", {"no\x00te": "c\x00d"})
    assert intake.rejects(act, batch).stat().st_size > 0


def test_a_file_is_read_in_the_encoding_named(act: Act, tmp_path: Path) -> None:
    # Given a file in Big5 that could be GB18030 as well; when somebody says what it is in
    rows = [order(1, buyer_ref="張偉")]
    path = write_csv(tmp_path / "orders.csv", rows, encoding="big5")
    (batch,) = _take(act, path, encoding="cp950").batches
    # Then its characters are those that were written
    assert intake.row(act, batch, DeliveryKind.ORDERS, 2).written["buyer_ref"] == "張偉"


def test_a_zone_nobody_knows_is_refused(act: Act, tmp_path: Path) -> None:
    # Given; when; then
    with pytest.raises(ZoneUnknown, match="Mars/Olympus"):
        _take(act, _orders(tmp_path), zone="Mars/Olympus")


def test_a_saved_mapping_is_followed(act: Act, tmp_path: Path) -> None:
    # Given a mapping saved for another system's header
    columns = {"Shop": "platform", "Nr": "order_id", "Sum": "amount"}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, list(columns))
    # When a file with this header comes
    path = write_csv(tmp_path / "x.csv", [{"Shop": "taobao", "Nr": "7", "Sum": "12.50"}])
    (batch,) = _take(act, path).batches
    # Then it is read by it
    assert (batch.kind, batch.accepted) == (DeliveryKind.ORDERS, 1)
    assert batch.reading["mapping"] == "ERP"


def test_doubled_keys_are_reported(act: Act, tmp_path: Path) -> None:
    # Given a file that names an order three times
    path = write_csv(tmp_path / "o.csv", [order(1), order(1), order(2), order(1, amount="9")])
    (batch,) = _take(act, path).batches
    # When it is in; then all rows are kept, the last one counts, and the report says so
    assert (batch.accepted, batch.reading["duplicate_keys"]) == (4, 2)
    assert batch.reading["duplicates"] == [
        {"key": {"platform": "taobao", "order_id": order(1)["order_id"]}, "rows": [2, 3, 5]}
    ]
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        found = connection.execute("SELECT amount FROM orders ORDER BY order_id").fetchall()
    assert found == [("9",), ("118.90",)]


def test_progress_counts_rows(act: Act, tmp_path: Path) -> None:
    # Given somebody who watches
    said: list[tuple[str, int, int]] = []
    act.progress = lambda doing, done, total: said.append((doing, done, total))
    # When a file is taken in; then rows are counted to the last
    _take(act, _orders(tmp_path, 5))
    assert said == [("reading orders.csv", 5, 5)]


def test_nothing_is_held_while_a_file_is_read(act: Act, tmp_path: Path) -> None:
    # Given somebody who looks, during the reading, whether the register is being held
    held: list[bool] = []
    act.progress = lambda doing, done, total: held.append(act.session.in_transaction())
    # When a file is taken in; then it never is
    _take(act, _orders(tmp_path))
    assert held == [False]


def test_two_at_once_make_one_batch(
    act: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given two processes that both found nothing before: the second looks away once
    path = _orders(tmp_path)
    (batch,) = _take(act, path).batches
    monkeypatch.setattr(taking._Taking, "_before", lambda *_: None)
    # When the second registers; then the first counts, and nothing is doubled
    taken = _take(act, path)
    assert ([one.id for one in taken.again], taken.batches) == ([batch.id], [])
    assert len(intake.lake_files(act)) == 1


@pytest.mark.parametrize("officer", ["auditor", "police", "prosecutor"])
def test_who_may_not_import_is_refused(world: World, officer: str, tmp_path: Path) -> None:
    # Given an officer whose role brings nothing in; when trying; then
    with pytest.raises(NotPermitted):
        _take(world.act(officer), _orders(tmp_path))


def test_a_file_that_cannot_be_opened_is_one_sentence(act: Act, tmp_path: Path) -> None:
    # Given a name behind which is nothing; when taken in; then
    (refusal,) = _take(act, tmp_path / "none.csv").refused
    assert isinstance(refusal, FileUnreadable)
    assert str(refusal) == "none.csv: it is not a file."
