from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.simulator import World, write_delivery, write_truth
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind

DIALECTS = {
    "orders_taobao.csv": ("utf-8-sig", ","),
    "orders_others.csv": ("utf-8", ","),
    "payments.csv": ("utf-8", ";"),
    "运单.csv": ("gb18030", ","),
    "shipments_zto.csv": ("utf-8", ","),
    "shipments_yto.csv": ("utf-8-sig", ","),
    "test_buys.csv": ("utf-8", ","),
    "seizures.tsv": ("utf-16", "\t"),
}


@pytest.fixture(scope="session")
def delivered(town: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world") / "delivery"
    write_delivery(town, folder)
    write_truth(town, folder.parent / "truth.json")
    return folder


def test_all_seven_kinds_are_delivered_with_headers_of_the_formats(delivered: Path) -> None:
    # Given what was written
    truth = _truth(delivered)
    kinds = {file["kind"] for file in truth["files"]}

    # Then every kind is there, and every known column of it
    assert kinds == {str(kind) for kind in DeliveryKind}
    for file in truth["files"]:
        columns = set().union(*_rows(delivered / file["file"]))
        wanted = set(COLUMNS[DeliveryKind(file["kind"])])
        missing = wanted - columns
        assert not missing or file["file"].endswith(".jsonl")


def test_the_files_hold_every_row_of_the_world_and_the_bad_ones(
    town: World, delivered: Path
) -> None:
    # Given the rows that were written of each kind
    written: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    for file in _truth(delivered)["files"]:
        assert len(_rows(delivered / file["file"])) == file["rows"]
        written[file["kind"]] += file["rows"]
        rejected[file["kind"]] += len(file["rejects"])

    # Then they are the world's rows and those to be refused
    assert sum(rejected.values()) > 0
    for kind, rows in town.tables.items():
        assert written[str(kind)] - rejected[str(kind)] == len(rows)


def test_each_reject_is_bad_where_the_truth_says_so(delivered: Path) -> None:
    # Given the rejects the truth expects
    for file in _truth(delivered)["files"]:
        rows = _rows(delivered / file["file"])
        header = 0 if file["file"].endswith(".jsonl") else 1
        for reject in file["rejects"]:
            # Then that row lacks its key, or holds something that is no date and no amount
            value = rows[reject["row"] - 1 - header].get(reject["column"], "")
            if reject["reason"] == "missing key":
                assert value == ""
                assert reject["column"] in KEYS[DeliveryKind(file["kind"])]
            else:
                assert value
                assert not value.replace(".", "", 1).isdigit()


def test_the_same_world_gives_the_same_bytes(town: World, delivered: Path, tmp_path: Path) -> None:
    # When the world is written again
    again = write_delivery(town, tmp_path)

    # Then every file is the same, the workbook too
    for path in again:
        assert path.read_bytes() == (delivered / path.name).read_bytes()


def test_the_truth_is_not_in_the_delivery(delivered: Path) -> None:
    assert not list(delivered.glob("*truth*"))


def test_columns_nobody_knows_are_delivered_too(delivered: Path) -> None:
    [first, *_] = _rows(delivered / "accounts.xlsx")
    assert "shop_level" in first
    assert "shop_level" not in COLUMNS[DeliveryKind.ACCOUNTS]


def _truth(delivered: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((delivered.parent / "truth.json").read_text("utf-8"))
    return truth


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".xlsx":
        [header, *rows] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        names = [str(name) for name in header]
        return [dict(zip(names, map(str, row), strict=True)) for row in rows]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    encoding, delimiter = DIALECTS[path.name]
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
