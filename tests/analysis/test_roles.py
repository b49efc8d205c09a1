"""Parts of accounts and places."""

from __future__ import annotations

from casework.analysis.roles import AccountConduct, SiteFlow, account_role, place_roles
from casework.vocabulary import AccountRole, PlaceRole

STORE = SiteFlow("store", accounts=4, parcels=90, inputs=20, made=0.1)
WORKSHOP = SiteFlow(
    "workshop", to_ring=20, to_ring_kg=3000, to_all=21, inputs=15, made=1.0, feeds_stores=True
)
MATERIALS = SiteFlow(
    "materials", to_ring=15, to_ring_kg=2000, to_all=16, customers=2, feeds_makers=True
)
CARTONS = SiteFlow(
    "cartons", to_ring=6, to_ring_kg=300, to_all=400, customers=300, feeds_stores=True
)


def test_materials_in_and_goods_out_is_production() -> None:
    # Given a store, what feeds it, and what feeds that
    found = place_roles([STORE], [MATERIALS, WORKSHOP, CARTONS])

    # Then each has its part, production first, and the carton dealer has none
    assert [(role.site, role.role) for role in found] == [
        ("workshop", PlaceRole.PRODUCTION),
        ("store", PlaceRole.WAREHOUSE),
        ("materials", PlaceRole.SUPPLIER),
    ]


def test_where_no_materials_are_seen_what_feeds_the_store_is_production_with_less_trust() -> None:
    # Given the same workshop, its materials unseen
    blind = SiteFlow("workshop", to_ring=20, to_ring_kg=3000, to_all=21, feeds_stores=True)

    # When parts are told
    found = place_roles([STORE], [blind])[0]
    seen = place_roles([STORE], [WORKSHOP])[0]

    # Then it is still production, less surely, and says why
    assert found.role is PlaceRole.PRODUCTION
    assert found.confidence < seen.confidence
    assert "No shipment of materials" in found.says[1]


def test_what_passes_through_is_a_warehouse() -> None:
    # Given a place that sends on to a depot what came in
    depot = SiteFlow("hall", to_ring=10, to_ring_kg=500, to_all=10, inputs=20, made=0.0)

    # When parts are told
    found = {role.site: role.role for role in place_roles([STORE], [WORKSHOP, depot])}

    # Then it is a warehouse
    assert found["hall"] is PlaceRole.WAREHOUSE


def test_who_is_paid_for_others_collects() -> None:
    role, why = account_role(AccountConduct(1, collects_from=3, bulk_in=5), 1.0)
    assert role is AccountRole.COLLECTOR
    assert "3 other accounts" in why[0]


def test_who_receives_bulk_distributes() -> None:
    assert account_role(AccountConduct(1, bulk_in=5), 1.0)[0] is AccountRole.DISTRIBUTOR


def test_who_sells_by_the_dozen_distributes() -> None:
    assert account_role(AccountConduct(1, units=24.0), 1.2)[0] is AccountRole.DISTRIBUTOR


def test_everyone_else_is_a_storefront() -> None:
    assert account_role(AccountConduct(1, units=1.3), 1.2)[0] is AccountRole.STOREFRONT
