from __future__ import annotations

from collections import defaultdict

from casework.simulator import World
from tests.simulator.conftest import rows


def test_a_company_with_several_shops_is_honest_and_shares_nearly_everything(
    city: World,
) -> None:
    # Given the companies of the truth
    accounts = {(row["platform"], row["account_id"]): row for row in rows(city, "accounts")}
    members = {(m.platform, m.account_id) for ring in city.truth.rings for m in ring.accounts}

    # Then their shops share the number and the payout, and none is in a ring
    assert max(len(company["accounts"]) for company in city.truth.companies) >= 6
    for company in city.truth.companies:
        numbers = {accounts[key]["company_reg_no"] for key in company["accounts"]}
        payouts = {accounts[key]["payment_account"].replace(" ", "") for key in company["accounts"]}
        assert numbers == {company["company_reg_no"]}
        assert len(payouts) == 1
        assert not members & set(company["accounts"])


def test_a_recycled_phone_belongs_to_one_account_after_the_other(city: World) -> None:
    # Given when each account sold
    sold: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(city, "orders"):
        sold[row["platform"], row["account_id"]].append(row["ordered_on"])

    # Then the two owners of a recycled phone never sold in the same month
    pairs = [
        (sold[pair["before"]], sold[pair["after"]])
        for pair in city.truth.recycled_phones
        if sold[pair["before"]] and sold[pair["after"]]
    ]
    assert pairs
    for before, after in pairs:
        assert max(before) < min(after)
