from __future__ import annotations

from random import Random

from casework.simulator import WorldPlan
from casework.simulator.catalogue import GOODS
from casework.simulator.gangs import Gang, ring_sizes
from casework.simulator.issuing import Issuer
from casework.simulator.sellers import Founder
from casework.simulator.truth import TrueRing
from casework.vocabulary import AccountRole


def _five() -> Gang:
    """A ring of five members that share nothing yet."""
    rng = Random(1)
    founder = Founder(WorldPlan(accounts=100, rings=1), rng, Issuer(rng))
    gang = Gang(TrueRing("T-001", ["Norvik"]), GOODS["户外服装"], [])
    gang.members = [(founder.seller(), AccountRole.STOREFRONT) for _ in range(5)]
    return gang


def test_ties_join_members_into_parts() -> None:
    # Given five members, two pairs of them tied
    gang = _five()
    a, b, c, d, e = gang.sellers
    gang.tie([a, b])
    gang.tie([c, d])

    # Then there are three parts, and two when a tie joins the pairs
    assert sorted(map(len, gang.parts())) == [1, 2, 2]
    gang.tie([b, c])
    assert sorted(map(len, gang.parts())) == [1, 4]
    assert gang.traces(b) == 2
    assert gang.traces(e) == 0


def test_a_tie_of_one_member_ties_nobody() -> None:
    gang = _five()
    gang.tie(gang.sellers[:1])
    assert gang.traces(gang.sellers[0]) == 0


def test_the_first_ring_is_of_four_and_none_is_too_large_for_its_world() -> None:
    sizes = ring_sizes(20, 2_000, Random(3))
    assert sizes[0] == 4
    assert all(5 <= size <= 32 for size in sizes[1:])
    assert max(ring_sizes(8, 100, Random(3))) <= 6
    assert ring_sizes(0, 100, Random(3)) == []
