"""Groups that stand, numbered."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.groups import number_groups, part_of, standing_groups
from tests.analysis.traces import chain, traces
from tests.flow.rings.small_lake import Village


def test_groups_stand_in_the_order_of_their_accounts() -> None:
    # Given two circles of shops among strangers
    village = Village()
    for number in range(4):
        village.account(f"a{number}", phone="13912345678", payment_account="alipay:a@qq.com")
        village.account(f"z{number}", phone="13987654321", payment_account="alipay:z@qq.com")
    lake = village.lake()

    # When groups are looked for
    found = standing_groups(lake, suggest(lake, [], Parameters()), Parameters())

    # Then both are there, each with what its accounts share
    names = dict(lake.execute("SELECT account, account_id FROM account").fetchall())
    told = [[names[account] for account in group] for group, _ in found]
    assert told == [[f"{hand}{number}" for number in range(4)] for hand in "az"]
    assert all(shared.accounts == 4 and len(shared.left) for _, shared in found)


def test_a_part_is_numbered_anew_and_the_whole_is_itself() -> None:
    # Given a chain of four accounts
    group = ([11, 12, 13, 14], traces(4, chain(4)))

    # When a part of it is taken
    accounts, shared = part_of(group, [2, 3])

    # Then its accounts and what they share are its own
    assert accounts == [13, 14]
    assert (shared.accounts, shared.left.tolist(), shared.right.tolist()) == (2, [0], [1])
    assert shared.space.tolist() == [int(Space.DEVICE)]
    assert part_of(group, range(4)) is group


def test_numbers_are_those_of_the_last_time() -> None:
    lake = Village(strangers=0).lake()
    number_groups(lake, [[1, 2], [3]])
    number_groups(lake, [[3, 4]])
    assert lake.execute("SELECT account, ring FROM grouped ORDER BY 1").fetchall() == [
        (3, 0),
        (4, 0),
    ]
    number_groups(lake, [])
    assert lake.execute("SELECT count(*) FROM grouped").fetchall() == [(0,)]
