"""Somebody before a browser, and everything the browser complains about meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    StorageState,
    ViewportSize,
    WebError,
    expect,
)

from tests.journeys.authenticator import Authenticator

PASSWORD = "four plain words together"
PATIENCE = 20_000
"""Milliseconds a page may take on a machine that is doing something else too."""
_WIDE = ViewportSize(width=1440, height=900)
_AWAY = "net::ERR_ABORTED"
"""What Chromium says of a request the reader left behind, and of every page that is a download."""


class Visitor:
    """A browser of one's own on the pages at `address`; with `cookies` that were kept before."""

    def __init__(self, browser: Browser, address: str, cookies: StorageState | None = None) -> None:
        self.address = address
        self.context = browser.new_context(
            base_url=address, viewport=_WIDE, locale="en-GB", reduced_motion="reduce",
            storage_state=cookies,
        )  # fmt: skip
        self._complaints: list[tuple[str, str]] = []
        self._refused: set[str] = set()
        self._expected: int | None = None
        self.context.on("console", self._console)
        self.context.on("weberror", self._script)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.authenticator = Authenticator("")
        self.email = ""

    def leave(self) -> list[str]:
        """Close the browser; return what went wrong in it, refusals that were expected left out."""
        self.context.close()
        return [
            f"{self.email or 'somebody'}: {says}"
            for url, says in self._complaints
            if url not in self._refused
        ]

    # What people do on every page.

    def go(self, label: str) -> None:
        """Follow a link of the navigation."""
        self.page.get_by_role("navigation", name="Places", exact=True).get_by_role(
            "link", name=label, exact=True
        ).click()

    def open(self, label: str) -> None:
        """Follow the link, or press the button, of this name in the main part of the page."""
        self.named("link", label).or_(self.named("button", label)).first.click()

    def section(self, label: str) -> None:
        """Open a section of the case."""
        self.sections.get_by_role("link", name=label, exact=True).click()

    def fill(self, **fields: str) -> None:
        """Write into the fields of the form, each by its name."""
        for name, value in fields.items():
            self.main.locator(f"[name={name}]").fill(value)

    def named(self, role: str, name: str) -> Locator:
        """Return what has this role and exactly this name in the main part of the page."""
        return self.main.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]

    def row(self, text: str) -> Locator:
        """Return the rows of the page's tables in which this is written."""
        return self.main.get_by_role("row").filter(has_text=text)

    def download(self, label: str, folder: Path) -> Path:
        """Press or follow what downloads; return the file that was saved."""
        with self.page.expect_download() as coming:
            self.open(label)
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("#content")

    @property
    def sections(self) -> Locator:
        """The sections of the case that are open."""
        return self.page.get_by_role("navigation", name="Sections of")

    def says(self, text: str) -> None:
        """Expect the page to say so."""
        expect(self.main).to_contain_text(text)

    # Signing in.

    def join(self, link: str, email: str) -> None:
        """Open an invitation: choose a password, set up an authenticator, keep the codes."""
        self.email = email
        self.page.goto(link)
        self.fill(new=PASSWORD, again=PASSWORD)
        self.open("Choose this password")
        self.authenticator.key = self.main.get_by_text("Key:").locator("code").inner_text()
        self.fill(code=self.authenticator.code())
        self.open("Use this authenticator")
        expect(self.main.locator("li code")).to_have_count(10)
        self.open("I have kept them")
        expect(self.page.get_by_role("navigation", name="Places", exact=True)).to_be_visible()

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in with a password, and a code where an authenticator is in use."""
        self.page.goto("/sign-in")
        self.fill(email=email, password=password)
        self.open("Sign in")
        if self.authenticator.key:
            self.fill(code=self.authenticator.code())
            self.open("Go on")
        expect(self.page.get_by_role("navigation", name="Places", exact=True)).to_be_visible()

    def sign_out(self) -> None:
        """Sign out by the menu of one's account."""
        self.page.locator(".cw-account summary").click()
        self.page.locator(".cw-account").get_by_role("button", name="Sign out").click()
        expect(self.named("button", "Sign in")).to_be_visible()

    # What the browser complains about.

    @contextmanager
    def answered(self, status: int) -> Iterator[None]:
        """Expect an answer of this status; what the browser says of it is no fault."""
        before, self._expected = len(self._refused), status
        yield
        self._expected = None
        assert len(self._refused) > before, f"nothing answered {status} at {self.page.url}"

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Expect a page that says no, with this status."""
        with self.answered(status):
            yield
            expect(self.named("link", "To the beginning")).to_be_visible()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            at = str(message.location.get("url", ""))
            self._complaints.append((at, f"{at}: {message.text}"))

    def _script(self, error: WebError) -> None:
        self._complaints.append(("", f"{self.page.url}: {error.error}"))

    def _failed(self, request: Request) -> None:
        if request.failure != _AWAY:
            self._complaints.append((request.url, f"{request.url}: {request.failure}"))

    def _answered(self, response: Response) -> None:
        if response.status == self._expected:
            self._refused.add(response.url)
        elif response.status >= 400:
            self._complaints.append((response.url, f"{response.url}: {response.status}"))
