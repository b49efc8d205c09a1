from __future__ import annotations

import os
import subprocess
import sys

import pytest

from casework.simulator import World, WorldPlan, simulate
from casework.vocabulary import DeliveryKind
from tests.simulator.conftest import rows

PRINT_HASH = """
import hashlib, sys
from casework.simulator import WorldPlan, simulate
world = simulate(WorldPlan(seed=5, accounts=150, rings=2, evasion="strong"))
print(hashlib.sha256(repr((world.tables, world.truth)).encode()).hexdigest())
"""


def _made_under(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASH],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_same_plan_gives_the_same_world_whatever_the_hash_seed() -> None:
    assert _made_under("0") == _made_under("4242")


def test_another_seed_gives_another_world(town: World) -> None:
    other = simulate(WorldPlan(seed=8, accounts=300, rings=2))
    assert other.tables[DeliveryKind.ACCOUNTS] != town.tables[DeliveryKind.ACCOUNTS]


def test_the_world_has_about_as_many_rows_as_the_plan_says(city: World) -> None:
    # Given the estimate the plan's description makes
    plan = city.plan
    expected = plan.accounts * (2.9 * plan.orders_per_account + 6)

    # Then accounts fit exactly and all rows to a seventh
    assert len(city.tables[DeliveryKind.ACCOUNTS]) == plan.accounts
    assert sum(map(len, city.tables.values())) == pytest.approx(expected, rel=0.15)


def test_the_first_ring_has_four_accounts(city: World) -> None:
    assert len(city.truth.rings[0].accounts) == 4


def test_every_account_the_truth_names_is_in_the_accounts_file(city: World) -> None:
    # Given all accounts of the delivery
    known = {(row["platform"], row["account_id"]) for row in rows(city, "accounts")}

    # Then members, companies, families, dealers and resellers are among them
    members = [(m.platform, m.account_id) for ring in city.truth.rings for m in ring.accounts]
    named = set(members)
    for company in city.truth.companies:
        named |= set(company["accounts"])
    for group in city.truth.families + city.truth.dealer_networks:
        named |= set(group)
    named |= set(city.truth.unknowing_resellers)
    assert named <= known
    assert len(members) == len(set(members))


def test_two_rings_are_bridged_by_a_common_supplier_and_by_an_honest_warehouse(
    city: World,
) -> None:
    kinds = {bridge.kind for bridge in city.truth.bridges}
    assert {"common supplier", "third-party warehouse"} <= kinds
    assert all(bridge.rings[0] != bridge.rings[1] for bridge in city.truth.bridges)
