"""From rows to rings."""

from __future__ import annotations

import random

from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery, JudgedLink
from casework.flow.rings.find import find
from casework.vocabulary import AccountRole, DeliveryKind, Judgement, PlaceRole
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
WORKSHOP = "广东省东莞市虎门镇人民路8号1栋101室"
MILL = "浙江省绍兴市柯桥区金柯路5号2栋201室"


def _find(village: Village, judged: list[JudgedLink] | None = None) -> Discovery:
    return find(village.lake(), judged or [], Parameters(), lambda _step, _done, _of: None)


def _names(found: Discovery) -> list[list[str]]:
    return [sorted(member.account_id for member in ring.members) for ring in found.rings]


def _with_counterfeits() -> Village:
    village = Village()
    for account in village.ring(5)[:2]:
        village.test_buy(account, "counterfeit")
    return village


def test_hidden_sellers_of_counterfeits_are_a_ring_with_reasons() -> None:
    # Given five accounts under five names that share phone and devices, two test buys counterfeit
    # When rings are looked for
    found = _find(_with_counterfeits())

    # Then they are the only ring, and every tie says why and where it is written
    assert _names(found) == [[f"ring{i}" for i in range(5)]]
    ring = found.rings[0]
    assert ring.brands == ["Norvik"]
    assert ring.counterfeit_test_buys == 2
    assert {row.kind for row in ring.rows} == {"test_buys"}
    for tie in ring.ties:
        assert tie.reasons
        for reason in tie.reasons:
            assert {row.kind for row in reason.rows} == {"accounts"}
            assert "in this data" in reason.says
            assert reason.innocent


def test_without_a_verdict_they_are_only_suspected() -> None:
    # Given the same accounts, nothing bought from them
    village = Village()
    village.ring(5)

    # When rings are looked for
    found = _find(village)

    # Then they are kept apart
    assert found.rings == []
    assert [len(ring.members) for ring in found.suspected] == [5]


def test_a_companys_own_shops_are_no_ring() -> None:
    # Given six shops of one company, one of them once called counterfeit
    village = Village()
    for number in range(6):
        village.account(
            f"shop{number}",
            phone="13912345678",
            device_ids="feedfeedfeedfeed",
            company_reg_no="91330782795027169U",
            registered_name="金华市某某贸易有限公司",
        )
        village.listing(f"shop{number}", brand="Norvik")
    village.test_buy("shop0", "counterfeit")

    # When rings are looked for
    # Then none is shown
    assert _find(village).rings == []


def test_a_lone_seller_of_counterfeits_is_no_ring() -> None:
    village = Village()
    village.account("alone")
    village.test_buy("alone", "counterfeit")
    assert _find(village).rings == []


def test_the_order_of_the_rows_changes_nothing() -> None:
    # Given the same rows in another order
    first, again = _with_counterfeits(), _with_counterfeits()
    chance = random.Random(7)
    for kind in DeliveryKind:
        chance.shuffle(again.tables[kind])

    # When rings are looked for in both
    one, other = _find(first), _find(again)

    # Then they are the same but for the row numbers
    assert [(r.score, r.stability, r.brands) for r in one.rings] == [
        (r.score, r.stability, r.brands) for r in other.rings
    ]
    assert [[(t.left, t.right, t.weight) for t in r.ties] for r in one.rings] == [
        [(t.left, t.right, t.weight) for t in r.ties] for r in other.rings
    ]
    assert _names(one) == _names(other)


def test_twice_the_same_lake_gives_the_same_result() -> None:
    assert _find(_with_counterfeits()) == _find(_with_counterfeits())


def test_a_refused_tie_keeps_an_account_out() -> None:
    # Given a ring, and an officer who refused every tie of one account
    village = _with_counterfeits()
    refused = [
        JudgedLink(("taobao", "ring4"), ("taobao", f"ring{i}"), Judgement.REFUSED) for i in range(4)
    ]

    # When rings are looked for
    # Then it is not a member
    assert _names(_find(village, refused)) == [[f"ring{i}" for i in range(4)]]


def test_goods_are_traced_upstream_to_the_workshop() -> None:
    # Given parcels that leave a hall, bulk that comes there, and cloth that goes where it is from
    village = _with_counterfeits()
    for day in range(1, 10):
        for account in range(5):
            village.parcel(
                f"ring{account}",
                sender_address=HALL,
                shipped_on=f"2025-06-2{day}",
                declared_goods="服装",
                weight_kg="0.5",
            )
        village.parcel(
            "",
            sender_address=WORKSHOP,
            receiver_address=HALL,
            shipped_on=f"2025-06-1{day}",
            declared_goods="服装",
            weight_kg="150",
            pickup_lat="22.8101",
            pickup_lon="113.6702",
        )
        village.parcel(
            "",
            sender_address=MILL,
            receiver_address=WORKSHOP,
            shipped_on=f"2025-06-0{day}",
            declared_goods="面料",
            weight_kg="300",
        )

    # When rings are looked for
    (ring,) = _find(village).rings

    # Then each place has its part, its address and the rows that point to it
    parts = [(place.role, place.address) for place in ring.places]
    assert parts == [
        (PlaceRole.PRODUCTION, WORKSHOP),
        (PlaceRole.WAREHOUSE, HALL),
        (PlaceRole.SUPPLIER, MILL),
    ]
    assert (ring.places[0].lat, ring.places[0].lon) == (22.8101, 113.6702)
    assert all(place.rows for place in ring.places)


def test_a_seizure_of_its_parcel_counts() -> None:
    # Given accounts tied by traces, and customs seized a parcel of one
    village = Village()
    village.ring(5)
    village.parcel("ring2", waybill_no="SF2000000001")
    village.seizure(carrier="sf", waybill_no="SF2000000001")

    # When rings are looked for
    (ring,) = _find(village).rings

    # Then that makes them a ring
    assert ring.seizures == 1


def test_who_is_paid_for_the_others_is_the_collector() -> None:
    # Given a ring whose buyers pay to one member's account
    village = _with_counterfeits()
    village.tables[DeliveryKind.ACCOUNTS][-5]["payment_account"] = "alipay:boss@qq.com"
    for number in range(5):
        village.order(f"ring{number}", payment_id=f"P{number}", amount="9.00")
        village.payment(f"P{number}", "alipay:boss@qq.com", "9.00")

    # When rings are looked for
    (ring,) = _find(village).rings

    # Then it is told so
    roles = {member.account_id: member.role for member in ring.members}
    assert roles["ring0"] is AccountRole.COLLECTOR
    assert roles["ring3"] is AccountRole.STOREFRONT


def test_hubs_are_listed_with_their_numbers() -> None:
    # Given an agency's phone on forty shops
    village = Village()
    for number in range(40):
        village.account(f"client{number}", phone="13912345678")

    # When rings are looked for
    (hub,) = _find(village).too_common

    # Then it is listed as too common
    assert (hub.value, hub.accounts, hub.parties) == ("+8613912345678", 40, 40)
    assert "too common" in hub.says


def test_an_empty_lake_has_no_rings() -> None:
    found = _find(Village(strangers=0))
    assert (found.rings, found.suspected, found.too_common, found.rows) == ([], [], [], 0)
