from __future__ import annotations

from collections import Counter

from casework.simulator import World
from tests.simulator.conftest import rows


def test_test_buys_of_rings_are_mostly_counterfeit_and_of_others_mostly_genuine(
    city: World,
) -> None:
    # Given the verdicts of members and of honest shops
    members = {(m.platform, m.account_id) for ring in city.truth.rings for m in ring.accounts}
    verdicts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row in rows(city, "test_buys"):
        verdicts[(row["platform"], row["account_id"]) in members][row["verdict"]] += 1

    # Then a ring has at least one counterfeit, and only deceived resellers do besides
    assert verdicts[True]["counterfeit"] >= len(city.truth.rings)
    assert verdicts[False]["genuine"] > verdicts[False]["counterfeit"] > 0
    assert verdicts[False]["counterfeit"] == len(city.truth.unknowing_resellers)
