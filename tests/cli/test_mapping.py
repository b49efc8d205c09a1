"""A header nobody knows: proposed, corrected and saved from a shell, then recognised by itself."""

from __future__ import annotations

from pathlib import Path

from tests.cli.shell import Shell
from tests.factories.intake import order, write_csv, write_xlsx

_RENAMED = {"order_id": "订单编号", "amount": "实付金额", "ordered_on": "下单时间", "x": "备注"}


def _export(folder: Path) -> Path:
    """Write three orders as a shop's own system heads them, without the platform."""
    rows = [order(number) | {"x": "请尽快发货"} for number in range(1, 4)]
    named = [{theirs: row[ours] for ours, theirs in _RENAMED.items()} for row in rows]
    return write_csv(folder / "export.csv", named)


def test_a_proposal_is_shown_and_nothing_is_saved(shell: Shell, tmp_path: Path) -> None:
    # Given an export; when shown without a name
    said = shell.done("map", _export(tmp_path))

    # Then each column has its meaning and a reason, what is missing is named, and nothing is kept
    assert "each row speaks of orders" in said
    assert "the header says 实付金额" in said
    assert "needs a value: --constant platform=..." in said
    assert "The first 3 of 3 rows" in said
    assert shell.done("mappings") == ""


def test_a_mapping_is_saved_and_followed(shell: Shell, tmp_path: Path) -> None:
    # Given an export that is refused
    path = _export(tmp_path)
    assert "the header" in shell.refused("import", path)

    # When its mapping is saved with the platform
    given = ("--constant", "platform=taobao", "--yes")
    said = shell.done("map", path, "--name", "ERP", *given)

    # Then it says what the file would bring, and the file is taken in
    assert "Saved as ERP, version 1." in said
    assert "3 rows: 3 accepted, 0 rejected" in said
    (batch,) = shell.objects("import", path, "--json")
    assert (batch["kind"], batch["accepted"]) == ("orders", 3)
    assert "ERP" in shell.done("mappings")


def test_a_proposal_is_corrected_by_hand(shell: Shell, tmp_path: Path) -> None:
    # Given an export; when two columns are said to be something else, and the officer agrees
    wanted = ("--column", "备注=buyer_ref", "--column", "下单时间=", "--constant", "platform=jd")
    said = shell.done("map", _export(tmp_path), "--name", "ERP", *wanted, "--yes")

    # Then that is what is saved
    assert "as you say" in said
    (look,) = shell.objects("import", "--dry-run", "--json", _export(tmp_path))
    columns = look["tables"][0]["columns"]
    assert columns["buyer_ref"] == "备注"
    assert "ordered_on" not in columns


def test_what_does_not_fit_is_refused(shell: Shell, tmp_path: Path) -> None:
    # Given no platform; when saved all the same; then the sentence says what is missing
    said = shell.refused("map", _export(tmp_path), "--name", "ERP", "--yes")
    assert "no column is given as platform" in said
    assert "left=right" in shell.misused("map", _export(tmp_path), "--column", "备注")


def test_a_mapping_is_withdrawn(shell: Shell, tmp_path: Path) -> None:
    # Given a mapping; when it is withdrawn; then files with its header are not known any more
    path = _export(tmp_path)
    shell.done("map", path, "--name", "ERP", "--constant", "platform=taobao", "--yes")
    assert shell.done("mappings", "--withdraw", "ERP") == "mapping ERP is withdrawn\n"
    assert shell.done("mappings") == ""
    assert "the header" in shell.refused("import", path)
    assert shell.refused("mappings", "--withdraw", "ERP") == "There is no mapping ERP."


def test_of_several_tables_one_is_shown_and_the_others_are_named(
    shell: Shell, tmp_path: Path
) -> None:
    # Given a workbook of two tables nobody knows
    sheets = {"A": [["甲", "乙"], ["x", "y"]], "B b": [["丙", "丁"], ["x", "y"]]}
    path = write_xlsx(tmp_path / "two.xlsx", sheets)

    # When shown; then the first is, and the other is told of with the way to it
    said = shell.done("map", path)
    assert "two.xlsx, sheet A: nothing tells what its rows speak of" in said
    assert "Not known either: two.xlsx, sheet B b (--table 'two.xlsx, sheet B b')" in said
    for called in ("two.xlsx, sheet B b", "B b"):
        said = shell.done("map", path, "--table", called, "--kind", "orders")
        assert "two.xlsx, sheet B b: nothing tells what its rows speak of" in said
    assert "There is no table C." in shell.refused("map", path, "--table", "C")


def test_a_file_without_a_header_is_mapped_by_place(shell: Shell, tmp_path: Path) -> None:
    # Given parcels without a header
    path = tmp_path / "parcels.csv"
    lines = [f"7800{n:08d},138{n:08d},23.1{n:03d},113.2{n:03d}" for n in range(1, 31)]
    path.write_text("\n".join(lines), encoding="utf-8")
    looked = shell.run("import", "--dry-run", path)
    assert "no header was found; the first row is a row" in looked.stdout
    assert "30 rows" in looked.stdout

    # When its columns are said by their places, and what its coordinates are in
    given = ["--kind", "shipments", "--constant", "carrier=zto", "--constant", "coordinates=GCJ-02"]
    ours = ("waybill_no", "sender_phone", "pickup_lat", "pickup_lon")
    for place, one in enumerate(ours, start=1):
        given += ["--column", f"column {place}={one}"]
    said = shell.done("map", path, "--name", "Courier", *given, "--yes")

    # Then every row counts, and the dry run says how it is read
    assert "no header was found; the first row is a row, and values alone were looked at" in said
    assert "30 rows: 30 accepted, 0 rejected" in said
    assert "coordinates are in GCJ-02, kept in WGS-84 beside what was written" in said
    (batch,) = shell.objects("import", path, "--json")
    assert (batch["rows"], batch["accepted"]) == (30, 30)


def test_the_next_file_without_a_header_is_offered_as_the_last_was_read(
    shell: Shell, tmp_path: Path
) -> None:
    # Given the mapping of one file, and the next of the same system
    paths = [tmp_path / "march.csv", tmp_path / "april.csv"]
    for month, path in enumerate(paths, start=3):
        lines = [f"7800{month}{n:07d},138{n:08d},2026-0{month}-06" for n in range(1, 31)]
        path.write_text("\n".join(lines), encoding="utf-8")
    given = ["--kind", "shipments", "--constant", "carrier=zto"]
    for place, one in enumerate(("waybill_no", "sender_phone", "shipped_on"), start=1):
        given += ["--column", f"column {place}={one}"]
    shell.done("map", paths[0], "--name", "March", *given, "--yes")

    # When the next is taken in; then nobody reads it so unasked, and it says what to type
    assert "(casework map PATH)" in shell.refused("import", paths[1])
    said = shell.done("map", paths[1])
    assert "as the mapping March reads its file: look at each column" in said
    assert "here stand dates or times" in said
    assert "carrier = zto" in said

    # And an officer who agrees saves it as it stands, under a name of its own
    assert "Saved as April, version 1." in shell.done("map", paths[1], "--name", "April", "--yes")
    said = shell.done("import", paths[1])
    assert "30 accepted, 0 rejected" in said
    assert "no header was found; the first row is a row, and columns are called by" in said
    assert "is taken by another mapping" in shell.refused(
        "map", paths[0], "--name", "April", "--yes"
    )


def test_an_officer_says_that_the_first_line_is_the_header(shell: Shell, tmp_path: Path) -> None:
    # Given columns named like values; when nothing is said, the first line is a row
    path = tmp_path / "days.csv"
    lines = [f"1380000{n:04d},2026-03-{n:02d}" for n in range(1, 20)]
    path.write_text("\n".join(["13800009999,2026-01-01", *lines]), encoding="utf-8")
    assert "no header was found" in shell.done("map", path)

    # Then where it is said, it is the header, and may be mapped by its names
    said = shell.done("map", path, "--header", "yes")
    assert "no header was found" not in said
    assert "of 19 rows" in said
    given = ["--kind", "payments", "--column", "13800009999=payment_id", "--name", "D", "--yes"]
    shell.done("map", path, "--header", "yes", *given)
    (batch,) = shell.objects("import", path, "--header", "yes", "--json")
    assert batch["rows"] == 19


def test_a_very_wide_table_is_listed_short(shell: Shell, tmp_path: Path) -> None:
    # Given a table of a thousand columns; when shown; then those that mean nothing are counted
    names = {f"c{number}": "x" for number in range(1_000)}
    said = shell.done("map", write_csv(tmp_path / "wide.csv", [names, names]))
    assert "900 other columns stay with the row" in said
    assert said.count("\n") < 130
