"""Two officers at one photograph: neither decides over what the other did and they did not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.factories import photographs
from tests.journeys import investigation
from tests.journeys.arrived import Arrived
from tests.journeys.conftest import Visit
from tests.journeys.installation import Installation
from tests.journeys.investigation import LIN
from tests.journeys.looking import AXE, Looker
from tests.journeys.visitor import Visitor

_MEI = "mei@marketplace.example"
_OFFICER = ("--agency", "marketplace", "--name", "Mei Fang", "--role", "investigator")
_PAGE = "/intake/photographs/1"


@pytest.fixture(scope="module")
def arrived(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Arrived:
    """An installation that Lin and Mei have joined, with a label that was read."""
    folder = tmp_path_factory.mktemp("arrived")
    installation = Installation(folder / "home")
    links = investigation.found(installation.shell, [LIN])
    said = installation.shell.done("officers", "add", _MEI, *_OFFICER)
    link = re.search(r"http://[^/]+(/welcome/\S+)", said)
    assert link is not None
    label = photographs.born_digital(folder / "label.pdf")
    taken = installation.shell.run("import", label, "--as", LIN)
    assert taken.exit_code == 0, taken.output
    return Arrived.by(browser, installation, links | {_MEI: link[1]})


@pytest.fixture
def both(arrived: Arrived, tmp_path: Path, visit: Visit) -> Iterator[tuple[Visitor, Visitor]]:
    """Lin and Mei, each before the same label, which was read and nobody has accepted."""
    with arrived.served(tmp_path / "home") as address:
        lin, mei = (visit(address, arrived.cookies[email]) for email in (LIN, _MEI))
        for officer in (lin, mei):
            officer.page.goto(_PAGE)
        yield lin, mei


def _field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=re.compile(f"^{name}"))


def _accept(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Accept")).click()


def _lin_accepts(lin: Visitor) -> None:
    _field(lin.page, "carrier").fill("zto")
    _field(lin.page, "sender name").fill("Zhang Wei Ltd")
    lin.main.get_by_label("Field", exact=True).select_option("receiver_name")
    lin.main.get_by_label("What the picture says").fill("Li Na")
    _accept(lin.page)
    lin.says("Accepted: one row of shipments")


def _is_told(page: Page) -> None:
    """Mei sees what Lin accepted, beside what she typed herself."""
    expect(page.get_by_role("alert")).to_contain_text("Lin Yue accepted version 1 of it")
    expect(_field(page, "carrier")).to_have_value("yto")
    expect(_field(page, "sender name")).to_have_value("Zhang W.")
    expect(_field(page, "receiver name")).to_have_value("Li N.")
    fields = page.locator(".cw-fields")
    for theirs in ("zto", "Zhang Wei Ltd", "Li Na"):
        expect(fields.get_by_text(f"Lin Yue accepted {theirs}", exact=False)).to_be_visible()


def _mei_types(page: Page) -> None:
    _field(page, "carrier").fill("yto")
    _field(page, "sender name").fill("Zhang W.")
    page.get_by_label("Field", exact=True).select_option("receiver_name")
    page.get_by_label("What the picture says").fill("Li N.")
    _accept(page)


def _takes_over(page: Page) -> None:
    for name in ("carrier", "receiver name"):
        page.get_by_role("button", name=f"Use it, as Lin Yue did: {name}").click()
    expect(_field(page, "carrier")).to_have_value("zto")
    expect(_field(page, "receiver name")).to_have_value("Li Na")
    expect(_field(page, "sender name")).to_have_value("Zhang W.")
    _accept(page)
    expect(page.get_by_text("Accepted 2 times")).to_be_visible()
    expect(page.locator("#version-2")).to_contain_text("Accepted by Mei Fang")
    expect(page.locator("#version-1")).to_contain_text("Accepted by Lin Yue")


def test_who_accepts_second_sees_both_and_loses_nothing(both: tuple[Visitor, Visitor]) -> None:
    # Given two officers before one photograph; when both accept
    lin, mei = both
    _lin_accepts(lin)
    with mei.answered(409):
        _mei_types(mei.page)
        _is_told(mei.page)
    if AXE.exists():
        assert Looker.at(mei.page).faults() == []

    # Then the second takes over what is right of the other's, keeps her own, and accepts
    _takes_over(mei.page)


def test_without_scripts_the_same_is_seen(both: tuple[Visitor, Visitor], browser: Browser) -> None:
    # Given a browser that runs no scripts
    lin, mei = both
    state = mei.context.storage_state()
    bare = browser.new_context(base_url=mei.address, storage_state=state, java_script_enabled=False)
    with closing(bare):
        page = bare.new_page()
        page.goto(_PAGE)

        # When both accept; then nothing is lost, and what is taken over stands beside the rest
        _lin_accepts(lin)
        _mei_types(page)
        _is_told(page)
        _takes_over(page)


def test_what_was_accepted_meanwhile_is_seen_before_it_is_put_aside(
    both: tuple[Visitor, Visitor],
) -> None:
    # Given one officer who accepts; when the other puts it aside
    lin, mei = both
    _lin_accepts(lin)
    mei.main.get_by_label("Why").fill("The label is of a return")
    with mei.answered(409):
        mei.open("Put aside")
        mei.says("Lin Yue accepted version 1 of it while you were at it.")
    if AXE.exists():
        assert Looker.at(mei.page).faults() == []

    # Then she sees what was accepted, and may still
    expect(mei.main.get_by_label("Why")).to_have_value("The label is of a return")
    mei.says("Zhang Wei Ltd")
    mei.open("Put aside")
    mei.says("The photograph is put aside.")
    expect(mei.main).to_contain_text("Put aside by Mei Fang")
