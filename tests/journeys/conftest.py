"""Journeys through the pages in a real browser, on an installation that is really served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.journeys.delivery import Delivery
from tests.journeys.visitor import PATIENCE, Visitor

Visit = Callable[..., Visitor]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it; `CHROMIUM` names another."""
    named = (os.environ.get("CHROMIUM"), *_BROWSERS)
    path = next((found for name in named if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine; name one with CHROMIUM=/path")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # As root Chromium has no sandbox to give; it opens casework's own pages alone.
        opened = playwright.chromium.launch(executable_path=path, chromium_sandbox=os.getuid() != 0)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Seat somebody before a browser of their own; at the end nothing went wrong in any."""
    seated: list[Visitor] = []

    def seat(address: str, cookies: StorageState | None = None) -> Visitor:
        seated.append(Visitor(browser, address, cookies))
        return seated[-1]

    yield seat
    faults = [fault for visitor in seated for fault in visitor.leave()]
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    """A small delivery: all seven kinds, three rings in 300 accounts."""
    return Delivery.written(tmp_path_factory.mktemp("delivery"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
