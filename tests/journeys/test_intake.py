"""A new user brings in what nobody has seen before, by what the pages say and nothing else.

Three files: a workbook under another system's headers, a CSV in GB18030, a photographed waybill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from casework.simulator.photographs import Photographed, Shoot, draw_photographs
from tests.factories.intake import order, shipment, write_csv, write_xlsx
from tests.house.source import ROOT
from tests.journeys import investigation
from tests.journeys.arrived import Arrived
from tests.journeys.conftest import Visit
from tests.journeys.delivery import Delivery
from tests.journeys.installation import Installation
from tests.journeys.investigation import LIN
from tests.journeys.looking import AXE, Looker
from tests.journeys.visitor import Visitor

_FONTS = ROOT / "static" / "dist" / "fonts"
_WORK = 180_000
"""Milliseconds a job may take on a machine that is doing something else too."""
_THEIRS = {
    "platform": "销售渠道来源",
    "order_id": "业务单据编码",
    "account_id": "卖家登录帐户",
    "ordered_on": "客户拍下时刻",
    "amount": "买方实际支付",
    "currency": "结算币别",
    "status": "目前处理阶段",
}
"""Headers of a system nobody has met."""


@pytest.fixture(scope="module")
def arrived(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Arrived:
    """An installation just founded, which its investigator has joined."""
    installation = Installation(tmp_path_factory.mktemp("arrived") / "home")
    return Arrived.by(browser, installation, investigation.found(installation.shell, [LIN]))


@pytest.fixture
def lin(arrived: Arrived, tmp_path: Path, visit: Visit) -> Iterator[Visitor]:
    """An investigator who has just joined, before an installation of the test's own."""
    with arrived.served(tmp_path / "home") as address:
        visitor: Visitor = visit(address, arrived.cookies[LIN])
        visitor.page.goto("/")
        yield visitor


def _renamed(folder: Path) -> Path:
    rows = [[order(number)[ours] for ours in _THEIRS] for number in range(1, 41)]
    return write_xlsx(folder / "导出-明细.xlsx", {"明细": [list(_THEIRS.values()), *rows]})


def _gb18030(folder: Path) -> Path:
    theirs = {"carrier": "承运商", "waybill_no": "运单号", "sender_name": "寄件人"}
    rows = [
        {name: shipment(number)[ours] for ours, name in theirs.items()} for number in range(1, 31)
    ]
    rows[6]["运单号"] = ""
    return write_csv(folder / "包裹明细.csv", rows, encoding="gb18030")


def test_a_workbook_with_headers_of_another_system_goes_in(lin: Visitor, tmp_path: Path) -> None:
    # Given a workbook of orders under headers nobody has seen
    _hand_in(lin, _renamed(tmp_path))

    # When the investigator looks over what is proposed, and says what it leaves open
    lin.says("headers casework has not seen before")
    lin.main.get_by_label("Each row speaks of").select_option("orders")
    meaning = lin.main.get_by_label("What 业务单据编码 is")
    expect(meaning.locator("option[value=order_id]")).to_have_count(1)
    for ours, theirs in _THEIRS.items():
        lin.main.get_by_label(f"What {theirs} is").select_option(ours)
    lin.fill(name="Shop system 7")
    lin.open("Save and look again")

    # Then it is recognised, and taken in by one press
    lin.says("40 rows would be taken in")
    lin.says("the mapping Shop system 7")
    lin.open("Take in")
    lin.says("40 rows of orders")
    lin.main.get_by_role("link", name=re.compile("^Batch 1")).click()
    expect(lin.row("056100000001").first).to_be_visible()

    # And the next file of that system needs nothing said
    second = write_xlsx(
        tmp_path / "next.xlsx",
        {"明细": [list(_THEIRS.values()), [order(99)[ours] for ours in _THEIRS]]},
    )
    _hand_in(lin, second)
    lin.says("1 row would be taken in")


def test_a_csv_in_gb18030_goes_in_and_its_rejects_come_back_mended(
    lin: Visitor, tmp_path: Path
) -> None:
    # Given parcels in GB18030 of which one has no waybill number
    _hand_in(lin, _gb18030(tmp_path))
    lin.says("29 rows would be taken in")
    lin.says("gb18030")
    lin.open("Take in")
    lin.says("29 rows of shipments")

    # When the rejected row is downloaded, mended, and dropped where it is shown
    lin.main.get_by_role("link", name="1 rejected").click()
    saved = lin.download("Download all", tmp_path)
    mended = saved.with_name("mended.csv")
    text = saved.read_text(encoding="utf-8-sig")
    mended.write_text(re.sub(r"zto,(\"\")?,", "zto,780000000777,", text), encoding="utf-8")
    lin.main.locator("input[type=file]").set_input_files(mended)
    lin.open("Bring it back")

    # Then it goes in
    lin.says("1 row would be taken in")
    lin.open("Take in")
    lin.says("1 row of shipments")


def test_a_photographed_waybill_goes_in(lin: Visitor, tmp_path: Path, delivery: Delivery) -> None:
    # Given a photograph of a waybill
    shown = _photograph(delivery, tmp_path)
    _hand_in(lin, tmp_path / shown.file)

    # When it is opened, every field it was read has a box that lights up with it
    expect(lin.main.locator(".cw-thumbs a")).to_be_visible(timeout=_WORK)
    lin.main.locator(".cw-thumbs a").click()
    number = _field(lin, "waybill number")
    expect(number).to_have_value(shown.fields["waybill_no"].value)
    number.focus()
    expect(lin.main.locator("[data-box=waybill_no]")).to_have_class("is-met")
    _nearer(lin)
    _nothing_wrong(lin)

    # And the investigator corrects one and accepts
    _field(lin, "sender name").fill("李斌斌")
    if not _field(lin, "carrier").input_value():
        _field(lin, "carrier").fill("zto")
    lin.open("Accept")

    # Then there is a row of shipments that leads back to the picture
    lin.says("Accepted: one row of shipments")
    lin.says("(corrected)")
    lin.main.get_by_role("link", name=re.compile("^batch 1")).click()
    expect(lin.row("李斌斌")).to_be_visible()
    lin.open("Open the photograph")
    expect(_field(lin, "sender name")).to_have_value("李斌斌")


def test_without_scripts_the_same_is_done(lin: Visitor, tmp_path: Path) -> None:
    # Given a browser that runs no scripts
    page = lin.context.browser.new_context(  # type: ignore[union-attr]
        base_url=lin.address, storage_state=lin.context.storage_state(), java_script_enabled=False
    ).new_page()
    page.goto("/intake")
    page.locator("input[type=file]").set_input_files(_renamed(tmp_path))
    page.get_by_role("button", name="Bring in").click()
    shown = page.get_by_role("button", name="Save and look again")
    expect(shown).to_be_visible(timeout=_WORK)  # the page fetches itself anew

    # When the kind is changed and the columns are said
    page.get_by_label("Each row speaks of").select_option("orders")
    page.get_by_role("button", name="Propose its columns").click()
    for ours, theirs in _THEIRS.items():
        page.get_by_label(f"What {theirs} is").select_option(ours)
    page.get_by_role("button", name="Save and look again").click()

    # Then it is taken in all the same
    take = page.get_by_role("button", name="Take in")
    expect(take).to_be_visible(timeout=_WORK)
    take.click()
    expect(page.get_by_role("link", name=re.compile("^Batch 1"))).to_be_visible(timeout=_WORK)
    page.context.close()


def _hand_in(lin: Visitor, file: Path) -> None:
    lin.go("Intake")
    lin.main.get_by_label("Files of the delivery").set_input_files(file)
    lin.open("Bring in")
    expect(lin.main.locator("h1")).to_have_text(file.name)
    _await(lin.main.locator("progress"))


def _field(lin: Visitor, name: str) -> Locator:
    return lin.main.get_by_role("combobox", name=re.compile(f"^{name}"))


def _await(progress: Locator) -> None:
    expect(progress).to_have_count(0, timeout=_WORK)


def _photograph(delivery: Delivery, folder: Path) -> Photographed:
    if not (_FONTS / "NotoSansSC-Regular.ttf").exists():
        pytest.skip("the fonts that waybills are drawn with are not there: make assets")
    shoot = Shoot(count=1, fonts_dir=_FONTS, level="mild", scans=False)
    return next(iter(draw_photographs(delivery.world, folder, shoot)))


def _nearer(lin: Visitor) -> None:
    """By button and by keyboard the picture comes nearer, and is whole again."""
    view = lin.main.locator(".cw-photo-view")
    whole = view.get_attribute("viewBox")
    lin.open("Nearer")
    view.focus()
    lin.page.keyboard.press("+")
    lin.page.keyboard.press("ArrowDown")
    assert view.get_attribute("viewBox") != whole
    expect(lin.main.locator("[data-scale]")).to_have_text("2.0 times")
    lin.open("Whole picture")
    expect(lin.main.locator("[data-scale]")).to_have_text("")


def _nothing_wrong(lin: Visitor) -> None:
    if AXE.exists():
        assert Looker.at(lin.page).faults() == []
