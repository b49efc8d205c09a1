"""A dry run reads every row and says what would become of it; nothing of it counts or stays."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.act import Act
from casework.errors import NotPermitted, ZoneUnknown
from casework.flow import intake
from casework.flow.intake import looking
from casework.flow.intake.readers import FirstLine
from casework.model import Batch, Photograph, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.factories import photographs
from tests.factories.intake import hidden_sheet, order, shipment, write_csv, write_xlsx
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


def _look(act: Act, path: Path, **options: Any) -> intake.Look:
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


def _nameless(path: Path, count: int = 30, bad: int = 0) -> Path:
    """Write parcels without a header: carrier, waybill, sent on, sender, telephone, address."""
    rows = [list(shipment(number).values())[:6] for number in range(1, count + 1)]
    for row in rows[:bad]:
        row[2] = "2026-13-45"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


_PARCELS = ("carrier", "waybill_no", "shipped_on", "sender_name", "sender_phone", "sender_address")
_NAMELESS = {f"column {at}": ours for at, ours in enumerate(_PARCELS, start=1)}


def test_the_first_row_of_a_table_without_a_header_is_not_lost(act: Act, tmp_path: Path) -> None:
    # Given such a table
    path = _nameless(tmp_path / "nameless.csv")
    # When it is looked at
    (table,) = _look(act, path).tables
    # Then all its rows are counted, a mapping is proposed from values and not taken for granted
    assert (table.headerless, table.rows, table.kind, table.by) == (True, 30, None, None)
    assert table.header == list(_NAMELESS)
    assert table.sample[0][1] == "780000000001"
    assert "no header was found, the first row of its 6 columns is a row" in table.why
    assert table.proposal is not None
    proposed = {theirs: one["ours"] for theirs, one in table.proposal["columns"].items()}
    assert proposed["column 6"] == "sender_address"
    # And it is refused until somebody says what its columns are
    (refusal,) = intake.take_in(act, path, path.name).refused
    assert "no header was found" in str(refusal)


def _header(table: intake.LookedTable) -> list[str]:
    return intake.Unnamed.as_told(table.header, asdict(table))


def _say(act: Act, path: Path, columns: dict[str, str], name: str, **given: str) -> None:
    """Save what the columns of a file without a header are."""
    (table,) = _look(act, path).tables
    intake.save_mapping(act, name, DeliveryKind.SHIPMENTS, columns, _header(table), given)


def test_a_table_without_a_header_is_known_once_its_columns_are(act: Act, tmp_path: Path) -> None:
    # Given a mapping of such a table
    first = _nameless(tmp_path / "first.csv", bad=2)
    _say(act, first, _NAMELESS, "C")
    # When it is looked at and taken in; then the first row is one of those that count
    (table,) = _look(act, first).tables
    assert (table.by, table.mapping, table.kind) == ("mapping", "C", "shipments")
    assert (table.rows, table.accepted, table.rejected) == (30, 28, 2)
    assert table.reasons[0]["first_row"] == 1
    (batch,) = intake.take_in(act, first, first.name).batches
    assert (batch.rows, batch.accepted, batch.rejected) == (30, 28, 2)
    assert (batch.reading["headerless"], batch.reading["kinds"]) == (True, table.kinds)
    assert (batch.reading["begins"], batch.reading["header"]) == (table.begins, list(_NAMELESS))


def test_another_system_is_not_read_by_a_mapping_it_resembles(act: Act, tmp_path: Path) -> None:
    # Given a mapping of a courier's table, and a like one of another, whose senders are receivers
    _say(act, _nameless(tmp_path / "first.csv"), _NAMELESS, "C")
    other = _nameless(tmp_path / "other.csv", count=9)
    # When it is looked at; then it is offered to be read so, column by column, and is not
    (table,) = _look(act, other).tables
    assert (table.by, table.kind, table.mapping, table.rows) == (None, None, None, 9)
    assert table.proposal is not None
    assert table.proposal["as_reads"] == "C"
    columns = {theirs: one["ours"] for theirs, one in table.proposal["columns"].items()}
    assert columns == _NAMELESS
    why = table.proposal["columns"]["column 3"]["why"]
    assert why == "as the mapping C reads its file; here stand dates or times"
    (refusal,) = intake.take_in(act, other, other.name).refused
    assert "casework map PATH" in str(refusal)
    # And what is said of it changes nothing for the first
    turned = _NAMELESS | {"column 4": "receiver_name", "column 5": "receiver_phone"}
    _say(act, other, turned, "D")
    for name, mapping in (("first.csv", "C"), ("other.csv", "D")):
        (table,) = _look(act, tmp_path / name).tables
        assert table.mapping == mapping
    # And what the two read otherwise is left open in a third
    (third,) = _look(act, _nameless(tmp_path / "third.csv", count=7)).tables
    assert third.proposal is not None
    assert third.proposal["columns"]["column 4"]["ours"] is None
    assert (
        "D reads it as receiver_name, C as sender_name"
        in (third.proposal["columns"]["column 4"]["why"])
    )
    assert third.proposal["columns"]["column 2"]["ours"] == "waybill_no"


def test_rejected_rows_of_a_table_without_a_header_come_back(act: Act, tmp_path: Path) -> None:
    # Given such a table without its carrier, of points on Gaode's map; two rows are rejected, one
    # has a cell too many; and mappings of other tables that look the same
    rows = [list(shipment(number).values())[1:6] for number in range(1, 31)]
    rows = [[*row, "23.13", "113.27", "x"] for row in rows]
    for row in rows[:2]:
        row[1] = "2026-13-45"
    rows[2].append("over")
    path = tmp_path / "first.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    ours = (*_PARCELS[1:], "pickup_lat", "pickup_lon")
    columns = {f"column {at}": one for at, one in enumerate(ours, start=1)}
    given = {"carrier": "zto", "coordinates": "GCJ-02"}
    _say(act, path, columns, "C", **given)
    for number in (3, 4):
        other = tmp_path / f"other{number}.csv"
        lines = (",".join(row[:8]) + "\n" for row in rows[number:])
        other.write_text("".join(lines), encoding="utf-8")
        turned = columns | {"column 3": "receiver_name", "column 4": "receiver_phone"}
        _say(act, other, turned, f"N{number}", carrier="sf")
    (batch,) = intake.take_in(act, path, path.name).batches
    assert (batch.accepted, batch.rejected) == (27, 3)
    # When they are downloaded
    text = intake.rejects(act, batch).read_text(encoding="utf-8-sig")
    header = text.splitlines()[0].split(",")
    placed = ["pickup_lat (GCJ-02)", "pickup_lon (GCJ-02)"]
    assert header[5:] == [*_PARCELS[1:], *placed, "column 8", "column 9", "carrier"]
    # And mended and sent again
    mended = tmp_path / "mended.csv"
    text = text.replace("2026-13-45", "2026-03-06").replace(",over,", ",,")
    mended.write_text(text, encoding="utf-8")
    (again,) = intake.take_in(act, mended, mended.name).batches
    # Then they are taken as they would have been, by our own names
    assert (again.kind, again.accepted, again.rejected) == (batch.kind, 3, 0)
    assert (again.reading["mapping"], again.reading["coordinates"]) == ("", "GCJ-02")
    whole = {one.row_number: one for one in intake.preview(act, batch, 30)}
    for taken in intake.preview(act, again):
        like = whole[10]
        assert taken.understood["carrier"] == like.understood["carrier"] == "zto"
        assert taken.understood["pickup_lat"] == like.understood["pickup_lat"]
        assert taken.understood["sender_name"]
        assert taken.understood["receiver_name"] is None


def test_an_officer_says_what_the_first_line_is(act: Act, tmp_path: Path) -> None:
    # Given a table without a header; when the first line is said to be one; then it is no row
    path = _nameless(tmp_path / "n.csv")
    (table,) = _look(act, path, first_line=FirstLine.HEADER).tables
    assert (table.headerless, table.rows, table.header_said) == (False, 29, "yes")
    assert table.header[1] == "780000000001"
    # And where a header is said to be a row, it is one, and the batch keeps who said so
    plain = write_csv(tmp_path / "p.csv", [shipment(number) for number in range(1, 4)])
    (table,) = _look(act, plain, first_line=FirstLine.ROW).tables
    assert (table.headerless, table.rows, table.sample[0][0]) == (True, 4, "carrier")
    options = intake.TakeInOptions(first_line=FirstLine.HEADER)
    (batch,) = intake.take_in(act, plain, plain.name, options).batches
    assert (batch.rows, batch.reading["header_said"]) == (3, "yes")


def test_names_that_would_run_come_back_as_they_were(act: Act, tmp_path: Path) -> None:
    # Given orders with a column named like a formula, one row of which is rejected
    path = write_csv(tmp_path / "o.csv", [order(1, amount="x", **{"=sum": "-3"})])
    (batch,) = intake.take_in(act, path, path.name).batches
    text = intake.rejects(act, batch).read_text(encoding="utf-8-sig")
    assert "'=sum" in text
    mended = tmp_path / "mended.csv"
    mended.write_text(text.replace(",x,", ",5,"), encoding="utf-8")
    # When it is looked at and taken in; then its name is what was delivered
    (table,) = _look(act, mended).tables
    assert (table.header[-1], table.unknown) == ("=sum", ["=sum"])
    (again,) = intake.take_in(act, mended, mended.name).batches
    assert (again.accepted, again.reading["unknown"]) == (1, ["=sum"])


def test_what_coordinates_are_in_is_shown_and_kept(act: Act, tmp_path: Path) -> None:
    # Given parcels of a Baidu map, and others of which an officer says that they are of Gaode's
    baidu = [shipment(1) | {"揽收纬度(百度)": "23.13", "揽收经度(百度)": "113.27"}]
    plain = [shipment(2) | {"纬度X": "23.13", "经度X": "113.27"}]
    paths = [
        write_csv(tmp_path / f"{at}.csv", rows) for at, rows in enumerate((baidu, plain), start=1)
    ]
    columns = {ours: ours for ours in shipment(2)} | {"纬度X": "pickup_lat", "经度X": "pickup_lon"}
    given = ("Map", DeliveryKind.SHIPMENTS, columns, list(columns), {"coordinates": "GCJ-02"})
    intake.save_mapping(act, *given)
    # When they are looked at and taken in; then the system is named, and kept with the batch
    for path, system in zip(paths, ("BD-09", "GCJ-02"), strict=True):
        (table,) = _look(act, path).tables
        assert table.coordinates == system
        (batch,) = intake.take_in(act, path, path.name).batches
        assert batch.reading["coordinates"] == system
    # And a file that says nothing is read as before
    silent = write_csv(tmp_path / "s.csv", [shipment(3, pickup_lat="23.13", pickup_lon="113.27")])
    (table,) = _look(act, silent).tables
    assert table.coordinates == ""
    (batch,) = intake.take_in(act, silent, silent.name).batches
    assert "coordinates" not in batch.reading


def test_a_very_wide_table_is_shown_short(act: Act, tmp_path: Path) -> None:
    # Given more columns than anybody reads, with long cells
    wide = {f"c{number}": "x" * 500 for number in range(300)}
    (table,) = _look(act, write_csv(tmp_path / "w.csv", [wide, wide])).tables
    # When looked at; then each cell that is shown is cut, and every column is known by name
    assert {len(cell) for cell in table.sample[0]} == {40}
    assert table.header == list(wide)
