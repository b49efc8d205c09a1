from __future__ import annotations

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from casework.simulator import World, write_exports
from casework.vocabulary import COLUMNS, DeliveryKind

ROWS = 300


@pytest.fixture(scope="module")
def written(town: World, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_exports(town, tmp_path_factory.mktemp("exports"))


def test_a_workbook_holds_orders_under_a_marketplaces_own_headers(
    town: World, written: list[Path]
) -> None:
    # Given the orders of a world
    orders = {row["order_id"]: row for row in town.rows(DeliveryKind.ORDERS)}

    # When its workbook is opened
    header, *rows = CalamineWorkbook.from_path(written[0]).get_sheet_by_index(0).to_python()

    # Then each of its rows is one of them, money as a number, and no column is called as ours
    assert not {str(name) for name in header} & COLUMNS[DeliveryKind.ORDERS].keys()
    assert len(rows) == ROWS
    for row in rows:
        known = orders[str(row[0])]
        assert known["platform"] == "taobao"
        assert (row[1], row[3], row[11]) == (
            known["account_id"],
            known["ordered_on"],
            known["waybill_no"],
        )
        assert row[6] == float(known["amount"])


def test_a_csv_has_a_title_above_its_header(town: World, written: list[Path]) -> None:
    waybills = {row["waybill_no"] for row in town.rows(DeliveryKind.SHIPMENTS)}

    with written[1].open(encoding="gb18030", newline="") as out:
        title, header, *rows = csv.reader(out)

    assert len(title) == 1
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == ROWS
    assert {row[1] for row in rows} <= waybills


def test_a_csv_has_rows_that_must_be_refused(town: World, written: list[Path]) -> None:
    good = {row["payment_id"]: row for row in town.rows(DeliveryKind.PAYMENTS)}

    with written[2].open(encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(out))

    bad = [row for row in rows if good.get(row["payment_id"]) != row]
    assert (len(rows) - len(bad), len(bad)) == (ROWS, 8)


def test_the_same_world_gives_the_same_bytes(
    town: World, written: list[Path], tmp_path: Path
) -> None:
    again = write_exports(town, tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]
