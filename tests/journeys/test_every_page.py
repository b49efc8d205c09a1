"""Every page of every role: WCAG 2.2 AA by axe-core, nothing wider than a telephone, no mouse.

The pages are those of the demo, with what it leaves out added. Two officers often get the same
page: what has no element that was not looked at before is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys import demo as demos
from tests.journeys.conftest import Visit
from tests.journeys.demo import ADMINISTRATOR, LIN, Demo
from tests.journeys.installation import Installation
from tests.journeys.investigation import CASES, FIRST_CASE
from tests.journeys.looking import AXE, Looker
from tests.journeys.visitor import Visitor

NO_PAGES = {
    "static", "health",
    "home", "intake.find_row", "signin.code",  # lead elsewhere
    "rings.graph", "rings.map", "jobs.progress",  # parts of pages
    "intake.progress", "intake.waiting",
    "intake.picture", "intake.rejects", "trail.download",  # files
}  # fmt: skip
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_NAMES = re.compile(r'\s(class="[^"]*"|type="[^"]*"|role="[^"]*"|aria-[a-z]+|data-[a-z]+)')


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    if not AXE.exists():
        pytest.skip("axe-core is not there; fetch it with: make assets")
    installation = Installation(tmp_path_factory.mktemp("demo") / "home")
    passwords, addresses = demos.make(installation)
    with installation.served() as address:
        yield Demo(address, passwords, addresses)


def test_every_page_of_every_role_can_be_used_by_everybody(demo: Demo, visit: Visit) -> None:
    # Given each officer of the demo in a browser of their own
    seen: dict[str, set[str]] = {}
    faults: list[str] = []
    # Whoever may see most comes first: little is left to look at for the others.
    for email in sorted(demo.passwords, key=lambda email: email != ADMINISTRATOR):
        visitor = visit(demo.address)
        visitor.sign_in(email, demo.passwords[email])
        looker = Looker.at(visitor.page)

        # When they open every page that is open to them
        for endpoint, address in demo.addresses.items():
            elements = _elements(visitor, address)
            if elements - seen.setdefault(endpoint, set()):
                seen[endpoint] |= elements
                visitor.page.goto(address)
                faults += [f"{email} at {address}: {fault}" for fault in looker.faults()]

    # Then each can be read, told apart and operated, and no page was left out
    assert not faults, "\n".join(faults)
    assert {endpoint for endpoint, elements in seen.items() if not elements} == NO_PAGES


def test_what_forms_answer_can_be_used_by_everybody(demo: Demo, visit: Visit) -> None:
    # Given an administrator, and somebody who is not signed in yet
    visitor, stranger = visit(demo.address), visit(demo.address)
    visitor.sign_in(ADMINISTRATOR, demo.passwords[ADMINISTRATOR])
    faults: list[str] = []

    # When they get pages that only a form leads to, or a mistake
    for name in _ways(visitor, stranger, demo):
        page = (stranger if name.startswith("stranger") else visitor).page
        faults += [f"{name}: {fault}" for fault in Looker.at(page).faults()]

    # Then those too can be read, told apart and operated
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("colours", ["Light", "Dark"])
def test_colours_that_were_chosen_hold_whatever_the_device_says(
    demo: Demo, visit: Visit, colours: str
) -> None:
    # Given an officer whose device is set the other way
    visitor = visit(demo.address)
    visitor.page.emulate_media(color_scheme="dark" if colours == "Light" else "light")
    visitor.sign_in(LIN, demo.passwords[LIN])
    visitor.page.goto(demo.addresses["rings.finding"])

    # When they choose their colours
    visitor.page.locator(".cw-account summary").click()
    visitor.page.get_by_role("button", name=colours, exact=True).click()

    # Then the page has them, and everything on it can be told from its ground
    expect(visitor.page.locator("html")).to_have_attribute("data-bs-theme", colours.lower())
    assert Looker.at(visitor.page).contrast() == []


def test_without_a_mouse_one_gets_everywhere(demo: Demo, visit: Visit) -> None:
    # Given an officer at a page, with a keyboard
    visitor = visit(demo.address)
    visitor.sign_in(LIN, demo.passwords[LIN])
    visitor.page.goto(demo.addresses["rings.finding"])

    # When they go from stop to stop
    stops = [_stop(visitor) for _ in range(8)]

    # Then the way past the navigation comes first, then the navigation, as it is read
    assert stops[0] == "Skip to the content"
    assert stops[2:6] == ["Intake", "Rings", "Cases", "Packs"]

    # And past the navigation the page's first action is near
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.locator(".skip").focus()
    visitor.page.keyboard.press("Enter")
    assert "Open a case" in [_stop(visitor) for _ in range(2)]


def _stop(visitor: Visitor) -> str:
    """Press Tab; return what has the focus now, and is seen to have it."""
    visitor.page.keyboard.press("Tab")
    focused = visitor.page.locator(":focus")
    ring = focused.evaluate("(element) => getComputedStyle(element).outlineStyle")
    assert ring != "none", f"nobody sees that {focused.inner_text()} has the focus"
    return focused.inner_text()


def _elements(visitor: Visitor, address: str) -> set[str]:
    """Return the kinds of element of a page; none where there is no page for this officer."""
    answer = visitor.context.request.get(address, max_redirects=0)
    assert answer.status < 500, f"{address}: {answer.status}"
    if answer.status != 200 or "html" not in answer.headers["content-type"]:
        return set()
    text = answer.text()
    if not text.lstrip().startswith("<!doctype"):
        return set()
    return {f"{tag} {_NAMES.findall(named)}" for tag, named in _ELEMENT.findall(text)}


def _ways(visitor: Visitor, stranger: Visitor, demo: Demo) -> Iterator[str]:
    """Lead to one page after another; yield what it is."""
    with visitor.refused(404):
        visitor.page.goto("/cases/999999")
    yield "what is not there"
    visitor.page.goto("/trail")
    visitor.open("Verify the chain")
    yield "the chain of the trail"
    visitor.page.locator("#cw-search").fill(CASES)
    visitor.page.keyboard.press("Enter")
    expect(visitor.named("link", FIRST_CASE).first).to_be_visible()
    yield "found"
    visitor.page.goto(demo.addresses["sharing.grant"])
    visitor.open("Share")
    expect(visitor.page.locator(".cw-errors")).to_be_focused()
    yield "a share that lacks everything"
    visitor.page.goto(demo.addresses["admin.officers"])
    visitor.main.get_by_role("button", name="New invitation of Lin Yue").click()
    expect(visitor.named("heading", "Invitation for Lin Yue")).to_be_visible()
    link = visitor.main.locator("code").inner_text()
    yield "an invitation"
    stranger.page.goto("/sign-in")
    yield "stranger at the door"
    stranger.page.goto(link)
    with stranger.answered(422):
        stranger.open("Choose this password")
        expect(stranger.page.locator(".cw-errors")).to_be_focused()
    yield "stranger with an invitation"
