"""Which groups are shown."""

from __future__ import annotations

from dataclasses import replace

from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery
from casework.flow.rings.find import find
from tests.flow.rings.small_lake import Village

P = Parameters()


def _find(village: Village, parameters: Parameters = P) -> Discovery:
    return find(village.lake(), [], parameters, lambda _step, _done, _of: None)


def _hands(*sizes: int) -> Village:
    """Return groups of so many shops, each with a phone and devices of its own."""
    village = Village()
    for hand, size in enumerate(sizes):
        for number in range(size):
            village.account(
                f"h{hand}n{number}",
                phone=f"1392222000{hand}",
                payment_account=f"alipay:h{hand}@qq.com",
            )
    return village


def _sizes(found: Discovery) -> list[int]:
    return [len(ring.members) for ring in found.suspected]


def test_the_largest_groups_are_shown_and_the_rest_is_counted() -> None:
    # Given four groups without any verdict, and room for two
    found = _find(_hands(3, 5, 4, 3), replace(P, suspected_limit=2))

    # When they are chosen
    # Then those are shown that a verdict would say most about, and the rest is told
    assert _sizes(found) == [5, 4]
    assert found.suspected_left_out == 2


def test_of_equals_the_first_by_name_is_shown() -> None:
    found = _find(_hands(3, 3), replace(P, suspected_limit=1))
    ((name, *_),) = [[m.account_id for m in ring.members] for ring in found.suspected]
    assert name == "h0n0"


def test_a_group_with_a_verdict_takes_no_room() -> None:
    # Given a ring and a group without any verdict, and room for none
    village = _hands(4, 4)
    for number in range(3):
        village.test_buy(f"h1n{number}", "counterfeit")
    found = _find(village, replace(P, suspected_limit=0))

    # When they are chosen
    # Then the ring is shown
    assert [len(ring.members) for ring in found.rings] == [4]
    assert (found.suspected, found.suspected_left_out) == ([], 1)


def test_a_group_with_genuine_verdicts_only_is_not_suspected() -> None:
    village = _hands(4)
    village.test_buy("h0n0", "genuine")
    found = _find(village)
    assert (found.suspected, found.suspected_left_out) == ([], 0)
