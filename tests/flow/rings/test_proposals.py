"""What a proposal says."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.rings.find import find
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village


def test_a_proposal_says_why_it_is_a_ring_and_how_sure_each_member_is() -> None:
    # Given a ring with two counterfeit test buys
    village = Village()
    for account in village.ring(5)[:2]:
        village.test_buy(account, "counterfeit")

    # When it is proposed
    (ring,) = find(village.lake(), [], Parameters(), lambda _s, _d, _o: None).rings

    # Then its sentences carry its numbers, and every member its confidence, part and rows
    assert ring.reasons == [
        "5 accounts under 5 registered parties are tied together.",
        "2 test buys were counterfeit and 0 genuine.",
        "Of its 5 accounts with listings, 5 name Norvik; no listing of another account is known.",
    ]
    for member in ring.members:
        assert 0.9 < member.confidence <= 1.0
        assert member.says
        assert member.rows


def test_a_single_verdict_and_a_single_seizure_are_told_in_the_singular() -> None:
    # Given a ring without any listing, one test buy and one seizure
    village = Village()
    ring = village.ring(4)
    village.tables[DeliveryKind.LISTINGS] = []
    village.parcel(ring[1], waybill_no="SF2000000001")
    village.seizure(carrier="sf", waybill_no="SF2000000001")
    village.test_buy(ring[0], "counterfeit")

    # When it is proposed
    (found,) = find(village.lake(), [], Parameters(), lambda _s, _d, _o: None).rings

    # Then the sentences say so, and say nothing of listings nobody delivered
    assert found.reasons == [
        "4 accounts under 4 registered parties are tied together.",
        "1 test buy was counterfeit and 0 genuine.",
        "1 seizure leads to its parcels, phones or places.",
    ]
