from __future__ import annotations

from random import Random

from casework.simulator import World, WorldPlan
from casework.simulator.clock import Clock
from casework.simulator.issuing import Issuer
from casework.simulator.phones import PLACEHOLDERS
from casework.simulator.registration import registrations
from casework.simulator.sellers import Founder
from tests.simulator.conftest import rows


def test_a_card_is_written_in_groups_at_times_but_stays_the_same_card() -> None:
    # Given one seller paid by card, registered many times
    rng, plan = Random(2), WorldPlan(accounts=100, rings=1)
    seller = Founder(plan, rng, Issuer(rng)).seller()
    seller.payment_account = "bank:6222021234567890128"
    written = {row.payment_account for row in registrations([seller] * 200, rng, Clock(plan))}

    # Then both ways occur
    assert written == {"bank:6222021234567890128", "bank:6222 0212 3456 7890 128"}


def test_some_sellers_give_no_usable_phone(city: World) -> None:
    given = [row["phone"] for row in rows(city, "accounts")]
    useless = sum(phone in PLACEHOLDERS for phone in given)
    assert 0 < useless < len(given) * 0.06


def test_two_platforms_may_not_have_one_account_twice(city: World) -> None:
    keys = [(row["platform"], row["account_id"]) for row in rows(city, "accounts")]
    assert len(set(keys)) == len(keys)
