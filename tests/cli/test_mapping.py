"""A header nobody knows: proposed, corrected and saved from a shell, then recognised by itself."""

from __future__ import annotations

from pathlib import Path

from tests.cli.shell import Shell
from tests.factories.intake import order, write_csv

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
