"""Officers who have joined once, for the journeys that begin where they are signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, StorageState

from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Arrived:
    """An installation that is not served any more, and the cookies of who joined it, by e-mail.

    Cookies are signed with the installation's key, so they hold in every copy of it.
    """

    installation: Installation
    cookies: dict[str, StorageState]

    @classmethod
    def by(cls, browser: Browser, installation: Installation, links: Mapping[str, str]) -> Arrived:
        """Return the installation after everyone invited to it has joined by their link."""
        with installation.served() as address:
            joined = {email: _joined(browser, address, email, links[email]) for email in links}
        return cls(installation, joined)

    @contextmanager
    def served(self, home: Path) -> Iterator[str]:
        """Serve a copy of it, which is put there; yield the address."""
        with self.installation.copied(home).served() as address:
            yield address


def _joined(browser: Browser, address: str, email: str, link: str) -> StorageState:
    visitor = Visitor(browser, address)
    visitor.join(link, email)
    cookies = visitor.context.storage_state()
    faults = visitor.leave()
    assert not faults, "\n".join(faults)
    return cookies
