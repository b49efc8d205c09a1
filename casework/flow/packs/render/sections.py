"""Which sections a pack has, by audience; one whose part was not shared is not in it at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus import Flowable

from casework.flow.packs.render import front, goods, ledger, method, ring, trade, value
from casework.flow.packs.render.blocks import start
from casework.flow.packs.render.page import Sheet
from casework.vocabulary import Audience, CasePart

_P = CasePart


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what it is called, what it needs, how it is drawn."""

    key: str
    draw: Callable[[Sheet], list[Flowable]]
    needs: frozenset[CasePart] = frozenset()
    own_page: bool = False


def _section(
    key: str, drawn: Callable[[Sheet], list[Flowable]], *needs: CasePart, own_page: bool = False
) -> Section:
    return Section(key, drawn, frozenset(needs), own_page)


_ASK = _section("ask", front.ask)
_SUMMARY = _section("summary", front.summary, own_page=True)
_ACCOUNTS = _section("accounts", ring.accounts, _P.MEMBERS)
_PREMISES = _section("premises", ring.premises, _P.PLACES)
_CHART = _section("chart", ring.chart, _P.MEMBERS, _P.TIES, own_page=True)
_TIES = _section("ties", ring.ties, _P.TIES)
_TEST_BUYS = _section("test_buys", goods.test_buys, _P.TEST_BUYS)
_SEIZURES = _section("seizures", goods.seizures, _P.TEST_BUYS)
_BRANDS = _section("brands", goods.brands, _P.TEST_BUYS)
_CONSIGNORS = _section("consignors", trade.consignors, _P.SHIPMENTS)
_PATTERNS = _section("patterns", trade.patterns, _P.SHIPMENTS)
_CONSIGNMENTS = _section("consignments", trade.consignments, _P.SHIPMENTS)
_DECLARED = _section("declared", trade.declared, _P.SHIPMENTS, _P.SALES)
_AMOUNTS = _section("amounts", value.amounts, _P.SALES)
_ORDERS = _section("orders", value.orders, _P.SALES)
_TIMELINE = _section("timeline", ledger.timeline, _P.TIMELINE)
_EXHIBITS = _section("exhibits", ledger.exhibits, _P.EXHIBITS)
_CUSTODY = _section("custody", ledger.custody, _P.EXHIBITS)
_PLATES = _section("plates", ledger.plates, _P.EXHIBITS)
_ROWS = _section("rows", ledger.rows)
_DELIVERIES = _section("deliveries", ledger.deliveries)
_METHOD = _section("method", method.method)
_UNUSED = _section("unused", method.unused)
_VERIFICATION = _section("verification", method.verification, own_page=True)
_INTEGRITY = _section("integrity", method.integrity, own_page=True)
_END = (_DELIVERIES, _METHOD, _UNUSED, _VERIFICATION, _INTEGRITY)

SECTIONS: dict[Audience, tuple[Section, ...]] = {
    Audience.POLICE: (
        *(_ASK, _SUMMARY, _ACCOUNTS, _PREMISES, _CHART, _TIES, _TEST_BUYS, _SEIZURES),
        *(_CONSIGNORS, _AMOUNTS, _TIMELINE, _EXHIBITS, _CUSTODY, *_END),
    ),
    Audience.CUSTOMS: (
        *(_ASK, _SUMMARY, _BRANDS, _CONSIGNORS, _PATTERNS, _DECLARED, _PREMISES, _ACCOUNTS),
        *(_TEST_BUYS, _SEIZURES, _CONSIGNMENTS, _TIMELINE, _EXHIBITS, _CUSTODY, *_END),
    ),
    Audience.PROSECUTION: (
        *(_SUMMARY, _EXHIBITS, _CUSTODY, _PLATES, _AMOUNTS, _ACCOUNTS, _PREMISES, _CHART, _TIES),
        *(_TEST_BUYS, _SEIZURES, _TIMELINE, _ORDERS, _CONSIGNMENTS, _ROWS, *_END),
    ),
}
"""The order an audience reads in."""


def story(sheet: Sheet) -> list[Flowable]:
    """Return everything the document shows, in order."""
    audience = Audience(sheet.snapshot.facts["pack"]["audience"])
    shown = [
        section for section in SECTIONS[audience] if all(map(sheet.snapshot.has, section.needs))
    ]
    body: list[Flowable] = []
    for number, section in enumerate(shown, 1):
        keep = 480 if section.own_page else 120
        body += [*start(sheet, section.key, number, keep), *section.draw(sheet)]
    # After the body: its titles are what the contents list.
    opening = front.contents(sheet, [section.key for section in shown])
    return [*front.cover(sheet), *opening, *body]
