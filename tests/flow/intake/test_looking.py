"""A dry run reads every row and says what would become of it; nothing of it counts or stays."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from casework.act import Act
from casework.errors import NotPermitted, ZoneUnknown
from casework.flow import intake
from casework.flow.intake import looking
from casework.model import Batch, Photograph, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.factories import photographs
from tests.factories.intake import hidden_sheet, order, write_csv, write_xlsx
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]

_RENAMED = {
    "order_id": "订单编号",
    "amount": "实付金额",
    "ordered_on": "下单时间",
    "status": "状态",
}


def _look(act: Act, path: Path, **options: str) -> intake.Look:
    return intake.dry_run(act, path, path.name, intake.TakeInOptions(**options))


def _renamed(path: Path, count: int, **given: str) -> Path:
    """Write orders as a shop's own system heads them, without the platform."""
    rows = [order(number, **given) for number in range(1, count + 1)]
    return write_csv(
        path, [{theirs: row[ours] for ours, theirs in _RENAMED.items()} for row in rows]
    )


def test_every_row_is_counted_before_anything_is_taken(act: Act, tmp_path: Path) -> None:
    # Given a file of our header with two bad rows and a doubled key
    rows = [order(1), order(2, amount="x"), order(3, amount="y"), order(1)]
    path = write_csv(tmp_path / "orders.csv", rows)
    # When it is looked at
    (table,) = _look(act, path).tables
    # Then the counts are those taking it in would give
    assert (table.kind, table.by) == ("orders", "header")
    assert (table.rows, table.accepted, table.rejected) == (4, 2, 2)
    assert table.reasons[0] == {
        "column": "amount",
        "reason": "the value is not an amount",
        "rows": 2,
        "first_row": 3,
        "value": "x",
    }
    assert table.duplicate_keys == 1
    assert table.duplicates[0]["rows"] == [2, 5]
    (batch,) = intake.take_in(act, path, path.name).batches
    assert (batch.rows, batch.accepted, batch.rejected) == (4, 2, 2)


def test_nothing_is_left_behind(act: Act, tmp_path: Path) -> None:
    # Given a ZIP; when it is looked at
    path = write_csv(tmp_path / "orders.csv", [order(1)])
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.write(path, path.name)
    _look(act, tmp_path / "d.zip")
    # Then neither register nor lake nor vault nor trail know of it
    for model in (Batch, TrailEntry, Photograph):
        assert act.session.scalar(select(func.count()).select_from(model)) == 0
    places = (act.settings.lake_dir, act.settings.vault_dir, act.settings.work_dir)
    assert [file for place in places for file in place.rglob("*") if file.is_file()] == []


def test_an_unknown_header_is_looked_at_as_it_seems(act: Act, tmp_path: Path) -> None:
    # Given orders under other headers, with more rows than are shown, one of them bad
    path = _renamed(tmp_path / "export.csv", 30)
    path.write_text(path.read_text(encoding="utf-8") + "o99,abc,2026-03-05,completed\n", "utf-8")
    # When it is looked at
    (table,) = _look(act, path).tables
    # Then the proposal is there, and the counts are real before anyone has confirmed it
    assert (table.kind, table.by, table.mapping) == ("orders", "proposal", None)
    assert table.columns == _RENAMED
    assert table.proposal is not None
    assert table.proposal["columns"]["实付金额"]["ours"] == "amount"
    assert table.proposal["needs"] == ["platform"]
    assert (table.rows, table.accepted, table.rejected) == (31, 30, 1)
    assert len(table.sample) == 20
    # And until somebody says so, it would be refused
    assert table.why


def test_a_table_nobody_can_place_is_counted_and_refused(act: Act, tmp_path: Path) -> None:
    # Given a table of colours; when looked at; then its rows are counted, and the reason is there
    path = write_csv(tmp_path / "z.csv", [{"colour": "red", "shape": "round"}] * 3)
    look = _look(act, path)
    (table,) = look.tables
    assert (table.kind, table.by, table.rows, table.accepted) == (None, None, 3, 0)
    assert look.refusals == [("z.csv", table.why)]


def test_a_saved_mapping_is_followed(act: Act, tmp_path: Path) -> None:
    # Given the mapping of a header, with the platform that no column names
    path = _renamed(tmp_path / "export.csv", 3)
    header = list(_RENAMED.values())
    columns = {theirs: ours for ours, theirs in _RENAMED.items()}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, header, {"platform": "taobao"})
    # When the file is looked at; then it is read by it
    (table,) = _look(act, path).tables
    assert (table.by, table.mapping, table.accepted) == ("mapping", "ERP", 3)
    assert table.constants == {"platform": "taobao"}
    assert "platform" not in table.missing
    assert _look(act, path).refusals == []


def test_what_was_delivered_before_is_told(act: Act, tmp_path: Path) -> None:
    # Given orders taken in; when the same bytes and newer rows are looked at; then both are told
    first = write_csv(tmp_path / "first.csv", [order(1), order(2)])
    (batch,) = intake.take_in(act, first, first.name).batches
    newer = write_csv(tmp_path / "newer.csv", [order(2, amount="9"), order(3)])
    assert _look(act, first).tables[0].again == batch.id
    (table,) = _look(act, newer).tables
    assert (table.again, table.supersedes) == (None, 1)


def test_another_reading_of_the_same_bytes_is_told(act: Act, tmp_path: Path) -> None:
    # Given orders taken in; when looked at in another zone; then it is said that it is another
    path = write_csv(tmp_path / "o.csv", [order(1)])
    (batch,) = intake.take_in(act, path, path.name).batches
    (table,) = _look(act, path, zone="Europe/Berlin").tables
    assert (table.again, table.otherwise) == (batch.id, True)
    # When the batch is withdrawn; then nothing stands in the way of that reading
    intake.withdraw(act, batch, "wrong zone")
    (table,) = _look(act, path, zone="Europe/Berlin").tables
    assert (table.again, table.otherwise) == (None, False)
    assert _look(act, path).tables[0].again == batch.id


def test_what_a_killed_look_left_is_cleared_away(
    act: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given what dry runs left, of which another process takes one away meanwhile
    place = act.settings.work_dir / "looks"
    for name in ("left", "gone"):
        (place / name).mkdir(parents=True)
        os.utime(place / name, (0, 0))
    found = [place / "gone", place / "left"]
    (place / "gone").rmdir()
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(found))
    # When the next begins; then what is left is cleared away, and what is gone no trouble
    with looking.aside(act.settings.work_dir) as folder:
        assert folder.is_dir()
        assert not (place / "left").exists()


def test_a_sheet_of_no_kind_is_passed_over_not_refused(act: Act, tmp_path: Path) -> None:
    # Given a workbook with notes before the orders; when looked at; then nothing would be refused
    row = order(1)
    sheets = {"Notes": [["read me"], ["x"]], "Orders": [list(row), list(row.values())]}
    look = _look(act, write_xlsx(tmp_path / "book.xlsx", sheets))
    assert [table.member for table in look.tables] == ["Notes", "Orders"]
    assert look.refusals == []


def test_files_that_cannot_be_read_are_named(act: Act, tmp_path: Path) -> None:
    # Given a damaged workbook; when looked at; then its sentence is there
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    look = _look(act, tmp_path / "b.xlsx")
    assert (look.tables, look.readable) == ([], False)
    assert look.refusals[0][0] == "b.xlsx"


def test_a_look_is_plain_json(act: Act, tmp_path: Path) -> None:
    # Given marks no screen shows and a very long cell; when looked at; then it is JSON, cut short
    path = write_csv(tmp_path / "o.csv", [order(1, buyer_ref="a\x00" + "b" * 9_000)])
    found = json.loads(json.dumps(_look(act, path).as_json()))
    assert max(map(len, found["tables"][0]["sample"][0])) == 200


def test_progress_counts_rows(act: Act, tmp_path: Path) -> None:
    # Given somebody who watches; when a file is looked at; then its rows are counted to the last
    said: list[tuple[str, int, int]] = []
    act.progress = lambda doing, done, total: said.append((doing, done, total))
    _look(act, write_csv(tmp_path / "orders.csv", [order(n) for n in range(5)]))
    assert said == [("looking at orders.csv", 5, 5)]


def test_a_mapping_is_proposed_for_the_kind_asked_for(act: Act) -> None:
    # Given some rows; when a proposal is asked for; then it is for the kind that was named
    header, sample = ["单号", "金额"], [["1", "9.00"], ["2", "8.00"]]
    found = intake.propose(act, header, sample, DeliveryKind.PAYMENTS)
    assert found.kind == DeliveryKind.PAYMENTS
    assert intake.propose(act, header, []).columns.keys() == set(header)


def test_an_unknown_zone_is_refused(act: Act, tmp_path: Path) -> None:
    with pytest.raises(ZoneUnknown):
        _look(act, write_csv(tmp_path / "o.csv", [order(1)]), zone="Mars/Olympus")


def test_who_may_not_import_may_not_look(world: World, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "o.csv", [order(1)])
    with pytest.raises(NotPermitted):
        _look(world.act("auditor"), path)
    with pytest.raises(NotPermitted):
        intake.propose(world.act("prosecutor"), ["a"], [["1"]])


def test_a_doubt_about_the_encoding_is_told_and_goes_once_it_is_said(
    act: Act, tmp_path: Path
) -> None:
    # Given orders with two Chinese characters, which is too little to tell an encoding by
    path = write_csv(tmp_path / "o.csv", [order(1, buyer_ref="店铺")], encoding="gb18030")
    # When looked at; then the doubt is told; when the encoding is said; then there is none
    (doubted,) = _look(act, path).tables
    assert "Say the encoding if names look wrong." in doubted.encoding_doubt
    (said,) = _look(act, path, encoding="gb18030").tables
    assert said.encoding_doubt == ""


def test_a_hidden_sheet_is_told(act: Act, tmp_path: Path) -> None:
    # Given a workbook of two sheets of which one is hidden
    row = order(1)
    sheet = [list(row), list(row.values())]
    path = hidden_sheet(tmp_path, {"Open": sheet, "Kept back": sheet}, "Kept back")
    # When looked at; then both are read, and the one is said to be hidden
    assert [(one.member, one.hidden) for one in _look(act, path).tables] == [
        ("Open", False),
        ("Kept back", True),
    ]


def test_grams_are_told_to_be_kept_unread(act: Act, tmp_path: Path) -> None:
    # Given parcels that weigh in grams; when looked at; then it is said why nobody reads them
    row = {"carrier": "sf", "waybill_no": "SF1000000000001", "重量(克)": "850", "备注": "-"}
    (table,) = _look(act, write_csv(tmp_path / "s.csv", [row])).tables
    assert table.unknown == ["重量(克)", "备注"]
    assert table.unread == {"重量(克)": "the header says 克; weights are read in kilograms"}


def test_a_reason_names_their_column_beside_ours(act: Act, tmp_path: Path) -> None:
    # Given parcels headed in Chinese, one without its number
    rows = [{"快递公司": "顺丰", "运单号": number} for number in ("SF1000000000001", "")]
    (table,) = _look(act, write_csv(tmp_path / "s.csv", rows)).tables
    # When looked at; then the reason can be found in their file
    (reason,) = table.reasons
    assert reason["column"] == "运单号"
    assert reason["reason"].startswith("waybill_no (运单号) is missing")


def test_photographs_are_read_dry_while_they_are_few(
    act: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a folder of two labels, of which one page may be read dry
    labels = tmp_path / "labels"
    labels.mkdir()
    for name in ("a.pdf", "b.pdf"):
        photographs.born_digital(labels / name)
    monkeypatch.setattr(looking, "PAGES_READ_DRY", 1)
    # When looked at; then the fields of one are counted, those of the other are not known
    first, second = _look(act, labels).photographs
    assert first["fields"] > 0
    assert second["fields"] is None
    assert act.session.scalars(select(Photograph)).all() == []
