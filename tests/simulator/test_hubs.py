from __future__ import annotations

from casework.simulator import WorldPlan, simulate


def test_hubs_touch_many_honest_accounts_and_grow_with_the_world() -> None:
    # Given a small and a larger world
    small = simulate(WorldPlan(accounts=300, rings=1, orders_per_account=1))
    large = simulate(WorldPlan(accounts=4_800, rings=1, orders_per_account=1))

    # Then warehouses, agencies and landlords serve many, and four times as many in the larger
    for kind in ("third-party warehouse", "shop-operating agency", "landlord"):
        reach = [
            sum(len(hub.accounts) for hub in world.truth.hubs if hub.kind == kind)
            / sum(hub.kind == kind for hub in world.truth.hubs)
            for world in (small, large)
        ]
        assert reach[0] >= 4
        assert reach[1] >= 2 * reach[0]
