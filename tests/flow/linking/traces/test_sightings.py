"""Who showed what."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.flow.linking.traces.sightings import kind_number, kind_of, make_sightings
from casework.vocabulary import IdentifierKind
from tests.flow.rings.small_lake import Village


def _holders(village: Village, space: Space) -> dict[str, set[str]]:
    lake = village.lake()
    make_sightings(lake)
    found: dict[str, set[str]] = {}
    rows = lake.execute(
        "SELECT s.value, a.account_id FROM shown s JOIN account a USING (account) WHERE space = ?",
        [int(space)],
    ).fetchall()
    for value, account in rows:
        found.setdefault(value, set()).add(account)
    return found


def test_a_parcel_speaks_of_the_account_whose_order_names_it() -> None:
    # Given a parcel without an account, and an order with its waybill
    village = Village(strangers=0)
    village.account("a")
    village.order("a", carrier="sf", waybill_no="SF000000000000")
    village.parcel("", sender_phone="13912345678")

    # When sightings are made
    found = _holders(village, Space.PHONE)

    # Then its sender's phone is the account's
    assert found == {"+8613912345678": {"a"}}


def test_a_payment_speaks_of_the_account_whose_order_names_it() -> None:
    # Given an order and its payment to another's account
    village = Village(strangers=0)
    village.account("a")
    village.order("a", payment_id="P1", amount="10.00")
    village.payment("P1", "alipay:boss@qq.com", "10.00")

    # When sightings are made
    found = _holders(village, Space.PAYMENT)

    # Then the payee is the account's
    assert found == {"alipay:boss@qq.com": {"a"}}


def test_a_whole_number_also_stands_as_the_mask_it_could_have_printed() -> None:
    # Given a whole phone and the same one masked
    village = Village(strangers=0)
    village.account("whole", phone="13912345678")
    village.account("masked", phone="139******78")

    # When sightings are made
    found = _holders(village, Space.PHONE_MASKED)

    # Then both show the visible parts
    assert set.union(*found.values()) == {"whole", "masked"}
    assert len(found) == 1


def test_an_address_without_its_door_meets_the_whole_one_at_the_building() -> None:
    # Given the same place with and without its room
    village = Village(strangers=0)
    village.account("door", address="广东省广州市白云区兴隆路12号3栋402室")
    village.account("masked", address="广东省广州市白云区兴隆路12号3栋***")

    # When sightings are made
    masked, whole = _holders(village, Space.ADDRESS_MASKED), _holders(village, Space.ADDRESS)

    # Then they meet at the building and only one shows the door
    assert {frozenset(found) for found in masked.values()} == {frozenset({"door", "masked"})}
    assert set.union(*whole.values()) == {"door"}


def test_kinds_have_numbers_both_ways() -> None:
    assert all(kind_of(kind_number(kind)) is kind for kind in IdentifierKind)
