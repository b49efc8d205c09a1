"""The world of the journeys: who there is, and the steps each of them takes more than once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.cli.shell import Shell
from tests.journeys.visitor import Visitor

LIN = "lin@marketplace.example"
CHEN = "chen@police.example"
ZHAO = "zhao@customs.example"
SUN = "sun@prosecution.example"
WU = "wu@marketplace.example"
CASES = f"C-{datetime.now(UTC):%Y}"
"""How the numbers of cases begin this year: the server works now."""
FIRST_CASE, SECOND_CASE = f"{CASES}-0001", f"{CASES}-0002"

_AGENCIES = (
    ("police", "Guangdong Police"),
    ("customs", "Shenzhen Customs"),
    ("prosecution", "Guangzhou Procuratorate"),
)
_OFFICERS = (
    (LIN, "marketplace", "Lin Yue", "investigator"),
    (CHEN, "police", "Chen Bo", "liaison"),
    (ZHAO, "customs", "Zhao Min", "liaison"),
    (SUN, "prosecution", "Sun Qi", "prosecutor"),
    (WU, "marketplace", "Wu Jia", "auditor"),
)
_WELCOME = re.compile(r"http://[^/]+(/welcome/\S+)")
_WORK = 120_000
"""Milliseconds a job may take on a machine that is doing something else too."""


def found(shell: Shell, officers: Iterable[str] = ()) -> dict[str, str]:
    """Found a register with three partner agencies; return each officer's invitation."""
    shell.done("init")
    for code, name in _AGENCIES:
        shell.done("agencies", "add", code, name, "--kind", code, "--jurisdiction", "CN-44")
    wanted = set(officers)
    invitations = {}
    for email, agency, name, role in _OFFICERS:
        if wanted and email not in wanted:
            continue
        words = ("officers", "add", email, "--agency", agency, "--name", name, "--role", role)
        link = _WELCOME.search(shell.done(*words))
        assert link is not None
        invitations[email] = link[1]
    return invitations


def bring_in(officer: Visitor, files: Sequence[Path]) -> None:
    """Upload the files of a delivery, wait until each was looked at, and take them all in."""
    officer.go("Intake")
    officer.main.get_by_label("Files of the delivery").set_input_files(files)
    expect(officer.main.locator("[data-chosen] li")).to_have_count(len(files))
    officer.open("Bring in")
    if len(files) == 1:  # one alone leads to its own page
        officer.go("Intake")
    waiting = officer.page.locator("#deliveries")
    expect(waiting.locator("tbody tr")).to_have_count(len(files))
    expect(waiting).not_to_contain_text("being read", timeout=_WORK)
    ready = f"all {len(files)} that are" if len(files) > 1 else "the one that is"
    officer.open(f"Take in {ready} ready")
    expect(waiting).to_contain_text("Nothing waits", timeout=_WORK)


def await_rings(officer: Visitor) -> None:
    """Look at the rings; they come by themselves when the discovery after a delivery is done."""
    officer.go("Rings")
    expect(officer.page.locator("#rings tbody tr").first).to_be_visible(timeout=_WORK)


def share(officer: Visitor, agency: str, level: str, parts: Iterable[str]) -> None:
    """Share the case that is open, by the form; a year from now the share ends."""
    officer.section("Overview")
    officer.open("Share")
    form = officer.main.locator("form")
    form.get_by_label("Agency", exact=True).select_option(agency)
    form.get_by_role("radio", name=re.compile(f"^{level}")).check()
    for part in parts:
        form.get_by_role("checkbox", name=re.compile(f"^{part}")).check()
    officer.fill(
        purpose="Investigate the making of counterfeit goods",
        legal_basis="E-Commerce Law of the PRC, article 25",
        ends_on=f"{datetime.now(UTC) + timedelta(days=365):%Y-%m-%d}",
    )
    officer.open("Share")
    officer.says(f"is shared with {agency}.")


def seal(officer: Visitor, recipient: str, audience: str) -> None:
    """Seal a pack of the case that is open, and wait until it is sealed."""
    officer.section("Packs")
    officer.open("Seal a pack")
    form = officer.main.locator("form")
    form.get_by_label("Recipient", exact=True).select_option(recipient)
    form.get_by_role("radio", name=audience, exact=True).check()
    officer.fill(purpose="Referral for investigation")
    form.get_by_label("Language", exact=True).select_option("English")
    officer.open("Seal")
    officer.says(f"The pack for {recipient} is being made.")
    done = officer.named("link", "The pack is sealed")
    expect(done).to_be_visible(timeout=_WORK)
    done.click()
