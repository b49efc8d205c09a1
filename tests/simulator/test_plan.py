from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from casework.errors import WorldImpossible
from casework.simulator.plan import HABITS, WorldPlan


def test_a_world_covers_its_months_up_to_its_last_day() -> None:
    # Given a plan of eight months
    plan = WorldPlan(months=8)

    # Then its days end with October 2026
    assert plan.days == 240
    assert plan.ends_on == date(2026, 10, 31)
    assert (plan.ends_on - plan.starts_on).days == plan.days - 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"accounts": 50, "rings": 1},
        {"accounts": 300, "rings": 200},
        {"months": 1},
        {"orders_per_account": 0},
        {"evasion": "perfect"},
    ],
)
def test_an_impossible_plan_is_refused_in_one_sentence(wrong: dict[str, object]) -> None:
    # When a plan cannot hold together / Then it says what a world needs
    with pytest.raises(WorldImpossible, match=r"needs|must be"):
        WorldPlan(**wrong)  # type: ignore[arg-type]


def test_each_level_of_evasion_hides_more_than_the_one_before() -> None:
    # Given the levels in order
    levels = [HABITS["mild"], HABITS["strong"], HABITS["extreme"]]

    # Then less is shared and more is masked from each to the next
    for less, more in pairwise(levels):
        assert less.masked < more.masked
        assert less.named > more.named
        assert less.same_image > more.same_image
        assert less.false_sender < more.false_sender
        assert all(less.shared[kind] > more.shared[kind] for kind in less.shared)
        assert less.test_buys[1] > more.test_buys[1]
