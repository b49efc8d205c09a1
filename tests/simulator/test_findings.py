from __future__ import annotations

from collections import Counter

from casework.simulator import World, WorldPlan, simulate
from tests.simulator.conftest import rows


def test_test_buys_of_rings_are_mostly_counterfeit_and_of_others_mostly_genuine(
    city: World,
) -> None:
    # Given the verdicts of members and of honest shops
    members = {(m.platform, m.account_id) for ring in city.truth.rings for m in ring.accounts}
    verdicts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row in rows(city, "test_buys"):
        verdicts[(row["platform"], row["account_id"]) in members][row["verdict"]] += 1

    # Then a ring has at least one counterfeit; deceived resellers and wrong verdicts do besides
    assert verdicts[True]["counterfeit"] >= len(city.truth.rings)
    assert verdicts[False]["genuine"] > verdicts[False]["counterfeit"] > 0
    besides = len(city.truth.unknowing_resellers) + len(city.truth.wrong_verdicts)
    assert verdicts[False]["counterfeit"] == besides


def test_a_verdict_is_wrong_now_and_then() -> None:
    # Given the honest shops of a larger world
    world = simulate(WorldPlan(seed=5, accounts=6_000, rings=2, orders_per_account=1.0))
    bought = {row["test_buy_id"]: row for row in rows(world, "test_buys")}

    # Then few of many verdicts are wrong, and the truth names each
    wrong = [bought[number] for number in world.truth.wrong_verdicts]
    assert 0 < len(wrong) < len(bought) // 20
    assert {row["verdict"] for row in wrong} == {"counterfeit"}
