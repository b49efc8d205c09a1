"""The whole way in a real browser: from delivered files to a pack checked by its recipient."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import investigation
from tests.journeys.conftest import Visit
from tests.journeys.delivery import Delivery
from tests.journeys.installation import Installation
from tests.journeys.investigation import (
    CASES,
    CHEN,
    FIRST_CASE,
    LIN,
    SECOND_CASE,
    SUN,
    WU,
    ZHAO,
)
from tests.journeys.visitor import Visitor

POLICE, CUSTOMS = "Guangdong Police", "Shenzhen Customs"
EVERY_PART = (
    "Members", "Places", "Ties", "Test buys", "Shipments", "Sales", "Timeline", "Exhibits", "Packs",
)  # fmt: skip
NOTE = "The return address was visited; the workshop is on the third floor."


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "home")


def test_the_whole_way(
    installation: Installation, delivery: Delivery, visit: Visit, tmp_path: Path
) -> None:
    # Given an installation just founded, and an invitation for each officer
    links = investigation.found(installation.shell)
    with installation.served() as address:
        seat = {email: visit(address) for email in links}
        lin = seat[LIN]

        # When an investigator takes a delivery through to shared cases and a sealed pack
        _arrive(lin, links[LIN])
        _bring_in(lin, delivery, tmp_path)
        strongest, other = _look_over(lin, delivery)
        _judge(lin, strongest, delivery)
        _open_cases(lin, strongest, other)
        _work_the_case(lin, tmp_path)
        investigation.share(lin, POLICE, "Export", EVERY_PART)
        investigation.share(lin, CUSTOMS, "View", ("Places", "Shipments"))
        investigation.seal(lin, POLICE, "Police")

        # Then everybody sees what the grants allow, until they are taken back
        for email in (CHEN, ZHAO, SUN, WU):
            seat[email].join(links[email], email)
        pack = _police_see_the_case_and_take_the_pack(seat[CHEN], tmp_path)
        _customs_see_their_parts(seat[ZHAO])
        _prosecutor_sees_nothing(seat[SUN])
        _revoke(lin, POLICE)
        _police_are_refused(seat[CHEN])
        _auditor_reads_the_trail(seat[WU])

    # And the pack and the trail prove themselves on the command line
    _verify(installation, pack)
    ended = installation.typed("audit", "verify")
    assert ended.returncode == 0, ended.stderr


def _arrive(lin: Visitor, link: str) -> None:
    """By invitation once; from then on with password and authenticator."""
    lin.join(link, LIN)
    lin.sign_out()
    lin.sign_in(LIN)


def _bring_in(lin: Visitor, delivery: Delivery, folder: Path) -> None:
    investigation.bring_in(lin, delivery.uploads)
    lin.go("Intake")
    for name, file in delivery.files.items():
        cells = lin.row(name).get_by_role("cell")
        rows, rejected = (cells.nth(place).inner_text().replace(",", "") for place in (2, 4))
        assert (int(rows), int(rejected)) == (len(file.rows), len(file.rejects)), name
    lin.row("payments.csv").get_by_role("link", name=re.compile("rejected row")).click()
    expect(lin.main.locator("tbody tr")).to_have_count(len(delivery.rejected_in("payments.csv")))
    saved = lin.download("Download all", folder)
    with saved.open(encoding="utf-8-sig", newline="") as table:
        rejects = list(csv.DictReader(table))
    numbers = {int(reject["rejected row"]) for reject in rejects}
    assert numbers == delivery.rejected_in("payments.csv")
    assert all(reject["reason for rejection"] for reject in rejects)
    for reject in rejects:
        number = int(reject["rejected row"])
        assert reject["amount"] == delivery.written_in("payments.csv", number, "amount")


def _look_over(lin: Visitor, delivery: Delivery) -> tuple[str, str]:
    """Return the numbers of the strongest ring and of the next."""
    investigation.await_rings(lin)
    numbers = lin.page.locator("#rings tbody th a")
    strongest, other = numbers.nth(0).inner_text(), numbers.nth(1).inner_text()
    lin.open(strongest)
    expect(lin.page.locator("#picture .cw-showing")).to_contain_text("Showing")
    expect(lin.page.locator("#places .cw-showing")).to_contain_text("Showing")
    expect(lin.page.locator("#places .leaflet-marker-icon").first).to_be_visible()
    named = {
        re.sub(r"\s*/\s*", "/", name).splitlines()[0].strip()
        for name in lin.page.locator("#members tbody th").all_inner_texts()
    }
    assert any(named <= ring for ring in delivery.rings()), named
    return strongest, other


def _judge(lin: Visitor, ring: str, delivery: Delivery) -> None:
    """Walk a reason back to the delivered row, then confirm the tie."""
    tie = lin.page.locator("#ties article").first
    reason = tie.locator(".cw-reasons > li").first
    values = reason.locator("q").all_inner_texts()
    expect(reason.locator(".cw-innocent").first).to_be_visible()
    reason.locator(".cw-rows a").first.click()
    heading = lin.main.locator("h1").inner_text()
    number, file = re.fullmatch(r"Row (\d+)\s+of (\S+)", heading).groups()  # type: ignore[union-attr]
    row = lin.main.locator("#row tbody tr", has=lin.page.locator("td.written")).filter(
        has=lin.page.get_by_text(re.compile("^(" + "|".join(map(re.escape, values)) + ")$"))
    )
    column, shown = row.first.locator("th, td.written").all_inner_texts()
    assert shown in values
    assert shown == delivery.written_in(file, int(number), column)
    lin.go("Rings")
    lin.open(ring)
    lin.page.locator("#ties article").first.get_by_role("link", name="Judge the tie").click()
    lin.main.get_by_role("radio", name=re.compile("^Confirmed")).check()
    lin.fill(why="Both shops answer one telephone; the owner was spoken to.")
    lin.open("Judge")
    lin.says("The tie is confirmed. The next discovery obeys it.")


def _open_cases(lin: Visitor, strongest: str, other: str) -> None:
    """One that will be shared, after one that nobody else may know of."""
    for ring, number in ((other, FIRST_CASE), (strongest, SECOND_CASE)):
        lin.go("Rings")
        lin.open(ring)
        lin.open("Open a case")
        lin.says(f"{number} is open.")
        lin.open("Edit")
        lin.fill(title=f"Sellers of {ring}", summary="What is proved, and what is missing.")
        lin.open("Save")
        lin.says("Saved.")


def _work_the_case(lin: Visitor, folder: Path) -> None:
    lin.section("Notes")
    lin.fill(text=NOTE)
    lin.open("Keep the note")
    lin.says(NOTE)
    photograph = folder / "门牌.txt"
    photograph.write_text("Door plate, third floor.\n", encoding="utf-8")
    lin.section("Exhibits")
    lin.open("Add an exhibit")
    lin.main.get_by_label("File", exact=True).set_input_files(photograph)
    lin.fill(
        title="Door plate of the workshop",
        source="Photographed by Lin Yue from the street",
        obtained_at="2026-11-02T10:15",
        zone="Asia/Shanghai",
    )
    lin.open("Take it in")
    lin.says("LY/1 is kept")


def _police_see_the_case_and_take_the_pack(chen: Visitor, folder: Path) -> Path:
    chen.go("Cases")
    expect(chen.main.locator("tbody tr")).to_have_count(1)
    chen.open(SECOND_CASE)
    expect(chen.sections.get_by_role("link")).to_have_count(12)
    chen.section("Notes")
    chen.says(NOTE)
    chen.section("Exhibits")
    chen.says("Door plate of the workshop")
    chen.section("Packs")
    pack = chen.download("Download", folder)
    with chen.refused(404):
        chen.page.goto("/cases/1")
    with chen.refused(403):
        chen.page.goto("/rings")
    chen.page.goto("/cases/2")
    return pack


def _customs_see_their_parts(zhao: Visitor) -> None:
    zhao.go("Cases")
    zhao.open(SECOND_CASE)
    expect(zhao.sections.get_by_role("link")).to_have_text(
        ["Overview", "Places", "Shipments", "Shares"]
    )
    expect(zhao.main).not_to_contain_text("Sales")
    zhao.section("Shipments")
    expect(zhao.main.locator("tbody tr").first).to_be_visible()
    for closed in ("members", "sales", "notes"):
        with zhao.refused(404):
            zhao.page.goto(f"/cases/2/{closed}")


def _prosecutor_sees_nothing(sun: Visitor) -> None:
    sun.go("Cases")
    sun.says("No case is shared with Guangzhou Procuratorate")
    with sun.refused(404):
        sun.page.goto("/cases/2")
    sun.page.goto("/packs")
    sun.says("No pack has been made for Guangzhou Procuratorate")
    sun.page.get_by_role("searchbox").first.fill(CASES)
    sun.page.keyboard.press("Enter")
    sun.says("Nothing you may see fits")


def _revoke(lin: Visitor, agency: str) -> None:
    lin.go("Cases")
    lin.open(SECOND_CASE)
    lin.section("Shares")
    lin.main.get_by_role("link", name=f"Revoke the share of {agency}").click()
    lin.fill(why="The inquiry was closed.")
    lin.open("Revoke")
    lin.says(f"{agency} no longer sees {SECOND_CASE}.")


def _police_are_refused(chen: Visitor) -> None:
    """The page still open in their browser leads nowhere any more."""
    with chen.refused(404):
        chen.section("Packs")
    chen.open("To the beginning")
    chen.says("No case is shared with Guangdong Police")


def _auditor_reads_the_trail(wu: Visitor) -> None:
    for what, whom in (
        ("rejects:downloaded", LIN),
        ("case:shared", LIN),
        ("pack:downloaded", CHEN),
        ("share:revoked", LIN),
        ("case:read", ZHAO),
    ):
        wu.go("Trail")
        wu.fill(what=what)
        wu.open("Show")
        expect(wu.row(whom).first).to_contain_text(what)
    wu.open("Verify the chain")
    wu.says("none was altered, moved, taken out or cut off.")


def _verify(installation: Installation, pack: Path) -> None:
    whole = installation.typed("verify", pack)
    assert whole.returncode == 0, whole.stderr
    assert "PASS" in whole.stdout
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    touched = pack.with_name(f"touched-{pack.name}")
    touched.write_bytes(content)
    assert installation.typed("verify", touched).returncode == 1
