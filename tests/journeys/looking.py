"""Looking at a page as those do who see little, use no mouse, or hold a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, ViewportSize, expect

from tests.house.source import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_WIDE = ViewportSize(width=1440, height=900)
_NARROW = ViewportSize(width=360, height=780)
_ASKS = """
([kind, values]) => axe.run(document, {
  runOnly: { type: kind, values }, resultTypes: ['violations'], preload: false,
}).then(({ violations }) => violations.map(({ id, help, nodes }) =>
  `${id}: ${help}: ${nodes.length} times, as in ${nodes[0].html}`))
"""
_WCAG = ("tag", ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
_COLOURS = ("rule", ("color-contrast", "link-in-text-block"))
_TOO_WIDE = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at whatever page is open: wide and light, dark, and on a telephone."""

    page: Page
    axe: str

    @classmethod
    def at(cls, page: Page) -> Looker:
        """Return a looker with axe-core's rules at hand."""
        return cls(page, AXE.read_text(encoding="utf-8"))

    def faults(self) -> list[str]:
        """Return what WCAG 2.2 AA would not let pass on the page that is open."""
        self._as(_WIDE, "light")
        self._settle()
        self.page.evaluate(self.axe)
        found = self._asked("wide and light", _WCAG)
        self._as(_WIDE, "dark")
        found += self._asked("wide and dark", _COLOURS)
        self._as(_NARROW, "light")
        found += self._asked("narrow", _WCAG)
        over = self.page.evaluate(_TOO_WIDE)
        if over > 0:
            found.append(f"narrow: the page scrolls sideways, by {over} px")
        self._as(_WIDE, "light")
        return found

    def contrast(self) -> list[str]:
        """Return what cannot be told from its ground, in the colours the page has now."""
        self._settle()
        self.page.evaluate(self.axe)
        return self._asked("as it is", _COLOURS)

    def _as(self, size: ViewportSize, scheme: Literal["light", "dark"]) -> None:
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def _settle(self) -> None:
        """Wait until pictures and maps are drawn."""
        for drawn in self.page.locator(".cw-graph .cw-showing, .cw-map .cw-showing").all():
            expect(drawn).to_contain_text("Showing")

    def _asked(self, how: str, rules: tuple[str, tuple[str, ...]]) -> list[str]:
        return [f"{how}: {fault}" for fault in self.page.evaluate(_ASKS, list(rules))]
