"""The same house on PostgreSQL: from one ZIP to a pack in another agency's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests import registers
from tests.journeys import investigation
from tests.journeys.conftest import Visit
from tests.journeys.delivery import Delivery
from tests.journeys.installation import Installation
from tests.journeys.investigation import CHEN, FIRST_CASE, LIN, SUN


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation whose register is to be made in an empty schema of its own."""
    server = registers.postgresql()
    if server is None:
        pytest.skip("no PostgreSQL server answers")
    with registers.empty_schema(server) as own:
        yield Installation(tmp_path / "home", registers.address(own))


@pytest.mark.postgres
def test_the_way_on_postgresql(
    installation: Installation, delivery: Delivery, visit: Visit, tmp_path: Path
) -> None:
    # Given an installation on PostgreSQL, and a delivery in one ZIP
    links = investigation.found(installation.shell, [LIN, CHEN, SUN])
    bundle = tmp_path / "delivery.zip"
    with ZipFile(bundle, "w") as zipped:
        for name in delivery.files:
            zipped.write(delivery.folder / name, name)
    with installation.served() as address:
        lin, chen, sun = (visit(address) for _ in range(3))

        # When it is brought in, and the strongest ring becomes a case the police get a pack of
        lin.join(links[LIN], LIN)
        investigation.bring_in(lin, [bundle])
        investigation.await_rings(lin)
        lin.page.locator("#rings tbody th a").first.click()
        lin.open("Open a case")
        lin.says(f"{FIRST_CASE} is open.")
        investigation.share(lin, "Guangdong Police", "Export", ["Members", "Places", "Packs"])
        investigation.seal(lin, "Guangdong Police", "Police")
        chen.join(links[CHEN], CHEN)
        chen.go("Packs")
        pack = chen.download("Download", tmp_path)

        # Then it proves itself, and whom it was not shared with sees nothing
        verified = installation.typed("verify", pack)
        assert verified.returncode == 0, verified.stderr
        sun.join(links[SUN], SUN)
        sun.go("Cases")
        expect(sun.main.locator("tbody tr")).to_have_count(0)
        with sun.refused(404):
            sun.page.goto("/cases/1")

    # And so does the trail
    assert installation.typed("audit", "verify").returncode == 0
