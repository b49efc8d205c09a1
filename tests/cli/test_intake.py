"""Deliveries in, as another program reads it from a pipe; looked at before, as a person does."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.factories import intake, photographs
from tests.flow.rings import shops

BATCH = {
    "kind": str,
    "file": str,
    "sha256": str,
    "rows": int,
    "accepted": int,
    "rejected": int,
    "batch": int,
}


def _mixed(folder: Path) -> Path:
    """Write a delivery of ten orders, two of them without the column that names a row."""
    rows = [intake.order(number) for number in range(1, 11)]
    rows[3]["order_id"] = rows[7]["platform"] = ""
    return intake.write_csv(folder / "orders.csv", rows)


def test_import_prints_one_object_a_batch(shell: Shell, tmp_path: Path) -> None:
    # When a delivery of two files is taken in
    delivery = shops.three_shops_one_phone(tmp_path / "delivery")
    accounts, test_buys = shell.objects("import", delivery, "--json")

    # Then each batch is told with exactly these facts
    for batch in (accounts, test_buys):
        assert {name: type(value) for name, value in batch.items()} == BATCH
        bytes_ = (delivery / batch["file"]).read_bytes()
        assert batch["sha256"] == hashlib.sha256(bytes_).hexdigest()
    assert (accounts["kind"], accounts["rows"], accounts["rejected"]) == ("accounts", 40, 0)
    assert (test_buys["kind"], test_buys["rows"], test_buys["rejected"]) == ("test_buys", 3, 0)
    assert test_buys["batch"] == accounts["batch"] + 1


def test_rows_are_accepted_or_rejected(shell: Shell, tmp_path: Path) -> None:
    (batch,) = shell.objects("import", _mixed(tmp_path), "--json")

    assert (batch["rows"], batch["accepted"], batch["rejected"]) == (10, 8, 2)


def test_the_same_bytes_are_the_same_batch(shell: Shell, tmp_path: Path) -> None:
    # Given a file taken in
    file = _mixed(tmp_path)
    first = shell.objects("import", file, "--json")

    # When it is imported again, under another name too
    copy = shutil.copyfile(file, tmp_path / "copy.csv")
    again = shell.objects("import", file, copy, "--json")

    # Then both are told as the batch that is there, and no row is doubled
    assert again == first * 2
    assert len(shell.objects("batches", "--json")) == 1
    assert "here already" in shell.done("import", file)


def test_folders_and_zips_are_deliveries(shell: Shell, tmp_path: Path) -> None:
    # Given the same delivery as a folder and as a ZIP
    folder = shops.three_shops_one_phone(tmp_path / "delivery")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)

    # Then both are taken in, and as the same bytes
    taken = shell.objects("import", folder, "--json")
    assert [batch["file"] for batch in taken] == ["accounts.csv", "test_buys.csv"]
    assert shell.objects("import", packed, "--json") == taken


def test_the_folder_one_stands_in_has_a_name(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")

    assert shell.refused("import", ".") == "empty: there is nothing in it to import."


def test_a_refused_file_is_named_and_the_rest_goes_on(shell: Shell, tmp_path: Path) -> None:
    # Given one file that is ours and one that is not
    _mixed(tmp_path / "delivery")
    (tmp_path / "delivery" / "letter.csv").write_text("dear,aunt\nhow,are you\n")

    # When both are imported
    ended = shell.run("import", tmp_path / "delivery", "--json")

    # Then one line names the file, the exit code tells, and the good rows are there
    assert ended.exit_code == 1
    assert ended.stderr.startswith("casework: letter.csv: the header (dear, aunt) matches no kind")
    assert ended.stderr.count("\n") == 1
    assert [json.loads(line)["file"] for line in ended.stdout.splitlines()] == ["orders.csv"]
    assert len(shell.objects("batches", "--json")) == 1


def test_a_zone_nobody_knows_is_refused(shell: Shell, tmp_path: Path) -> None:
    assert "'Mars/Olympus'" in shell.refused("import", _mixed(tmp_path), "--zone", "Mars/Olympus")
    assert shell.done("batches") == ""


def test_a_dry_run_reports_and_takes_nothing(shell: Shell, tmp_path: Path) -> None:
    # Given a delivery with two bad rows; when it is looked at, for people and for programs
    path = _mixed(tmp_path)
    said = shell.done("import", "--dry-run", path)
    (look,) = shell.objects("import", "--dry-run", "--json", path)

    # Then both have the counts, the first names the mistake, and nothing was taken
    assert "orders.csv: orders by its header" in said
    assert "10 rows: 8 accepted, 2 rejected" in said
    assert "rejected, row 5: order_id: order_id is missing" in said
    (table,) = look["tables"]
    assert (table["rows"], table["accepted"], table["rejected"]) == (10, 8, 2)
    assert shell.objects("batches", "--json") == []


def test_a_dry_run_tells_what_would_be_refused(shell: Shell, tmp_path: Path) -> None:
    # Given a table of no kind; when looked at; then the code tells, and one line names it
    (tmp_path / "letter.csv").write_text("dear,aunt\nhow,are you\n")

    assert shell.run("import", "--dry-run", "--json", tmp_path / "letter.csv").exit_code == 1
    ended = shell.run("import", "--dry-run", tmp_path / "letter.csv")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("casework: letter.csv: the header (dear, aunt) matches no kind")


def test_a_sheet_that_is_no_table_does_not_fail_the_rest(shell: Shell, tmp_path: Path) -> None:
    # Given a ZIP with a workbook of notes and orders; when imported
    row = intake.order(1)
    sheets = {"Notes": [["read me"], ["x"]], "Orders": [list(row), list(row.values())]}
    book = intake.write_xlsx(tmp_path / "d" / "book.xlsx", sheets)
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", book.parent)
    ended = shell.run("import", packed, "--json")

    # Then what is a table went in, the rest is said, and the code is that of success
    assert ended.exit_code == 0
    assert len(ended.stdout.splitlines()) == 1
    assert "sheet Notes" in ended.stderr


def test_an_encoding_that_is_named_is_used(shell: Shell, tmp_path: Path) -> None:
    # Given a file in Big5; when its encoding is named; then it is read so, and a wrong one is said
    path = intake.write_csv(
        tmp_path / "o.csv", [intake.order(1, buyer_ref="訂單")], encoding="cp950"
    )
    (look,) = shell.objects("import", "--dry-run", "--json", "--encoding", "cp950", path)
    assert look["tables"][0]["encoding"] == "cp950"
    assert "no encoding known here" in shell.refused("import", path, "--encoding", "klingon")


def test_a_dry_run_says_what_is_doubtful(shell: Shell, tmp_path: Path) -> None:
    # Given parcels with little Chinese, in grams, one without its number
    text = "快递公司,运单号,重量(克)\nsf,SF1000000000001,850\nsf,,9\n"
    (tmp_path / "s.csv").write_bytes(text.encode("gb18030"))
    (tmp_path / "o.csv").write_bytes("platform,order_id,buyer_ref\njd,o1,店铺\n".encode("gb18030"))
    said = shell.done("import", "--dry-run", tmp_path / "s.csv", tmp_path / "o.csv")

    # Then the encoding that is not certain, the unit, and both names of the column are said
    assert "the encoding is not certain: It reads as" in said
    assert "重量(克) is kept, not read: the header says 克; weights are read in kilograms" in said
    assert "运单号: waybill_no (运单号) is missing" in said


def test_a_dry_run_counts_points_that_may_be_wrong(shell: Shell, tmp_path: Path) -> None:
    # Given Urumqi with its degrees exchanged, Berlin, a latitude that is none, and Guangzhou
    points = [("87.6", "43.8"), ("52.52", "13.4"), ("113.2644", "23.1"), ("23.1", "113.2")]
    rows = [
        intake.shipment(number, pickup_lat=lat, pickup_lon=lon)
        for number, (lat, lon) in enumerate(points, 1)
    ]
    file = intake.write_csv(tmp_path / "shipments.csv", rows)
    # When looked at; then the first two are counted, and the third is rejected with its reason
    said = shell.done("import", file, "--dry-run")
    assert "  1 point with latitude and longitude exchanged, it seems\n" in said
    assert "  1 point outside mainland China\n" in said
    assert "rejected, row 4: pickup_lat: the value is no latitude" in said


def test_a_dry_run_of_photographs_says_how_many_fields_are_read(
    shell: Shell, tmp_path: Path
) -> None:
    # Given one label; when looked at; then its fields are counted, and nothing is registered
    path = photographs.born_digital(tmp_path / "label.pdf")
    (look,) = shell.objects("import", "--dry-run", "--json", path)
    fields = look["photographs"][0]["fields"]
    assert fields > 0
    assert f"label.pdf, page 1: a photograph; {fields} field" in shell.done(
        "import", "--dry-run", path
    )
    assert shell.objects("photographs", "--json") == []


def test_a_dry_run_of_many_photographs_says_that_they_are_not_read(
    shell: Shell, tmp_path: Path
) -> None:
    # Given a scan of more pages than a dry run reads; then no number is made up
    path = tmp_path / "scan.tif"
    pages = [photographs.blank() for _ in range(6)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert "scan.tif, page 6: a photograph; not read yet." in shell.done(
        "import", "--dry-run", path
    )


def test_nothing_delivered_moves_the_cursor(shell: Shell, tmp_path: Path) -> None:
    # Given orders whose key, status, column and file were written to mislead who reads the report
    rows = [intake.order(1), intake.order(2), intake.order(3)]
    rows[0]["order_id"] = rows[1]["order_id"] = "o1\x1b[2K\rall is well"
    rows[2]["status"] = "lost\x9b1A"
    path = intake.write_csv(tmp_path / "orders\x1b[31m.csv", rows)

    # When looked at, taken in and listed
    said = shell.done("import", "--dry-run", path) + shell.done("import", path)
    said += shell.done("batches")

    # Then all of it is told, and every line is one that a terminal only shows
    assert "superseded by a later row of the file" in said
    assert "is none of" in said
    assert all(line.isprintable() for line in said.split("\n"))
