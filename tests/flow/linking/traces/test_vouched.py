"""Which holders of a value something else joins."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.holdings import keep_holdings
from casework.flow.linking.traces.parties import count_parties, read_common
from casework.flow.linking.traces.readings import Readings
from casework.flow.linking.traces.sightings import Sightings
from casework.flow.linking.traces.vouched import vouched
from casework.lake import DuckDB
from tests.flow.rings.small_lake import Village

PHONE, CARD, DEVICE = "13912345678", "alipay:boss@qq.com", "feedfeedfeedfeed"


def _parties(village: Village) -> dict[str, int]:
    engine = DuckDB(village.lake())
    sightings = Sightings(engine)
    keep_holdings(engine, Readings(engine, sightings))
    accounts = engine.one(sightings.account.count())
    common = read_common(engine)
    found = count_parties(common, vouched(engine, common, accounts, Parameters()))
    names = engine.rows(engine.table("common_value").order_by("value_id"))["value"].to_pylist()
    return dict(zip(names, found.tolist(), strict=True))


def test_a_card_vouches_for_a_phone() -> None:
    # Given twelve accounts with one phone and one card
    village = Village()
    for number in range(12):
        village.account(f"ring{number}", phone=PHONE, payment_account=CARD)

    # When parties are counted
    # Then each value has one
    assert set(_parties(village).values()) == {1}


def test_an_agencys_phone_and_device_do_not_vouch_for_each_other() -> None:
    # Given twelve accounts with one phone and one device: one agency hands out both
    village = Village()
    for number in range(12):
        village.account(f"client{number}", phone=PHONE, device_ids=DEVICE)

    # When parties are counted
    # Then every client is its own
    assert set(_parties(village).values()) == {12}


def test_devices_that_chain_the_holders_of_a_phone_vouch_for_it() -> None:
    # Given twelve accounts with one phone, each with a device of the next
    village = Village()
    village.ring(12)

    # When parties are counted
    # Then the phone's holders are one party
    assert _parties(village)["+8613912345678"] == 1


def test_a_few_shared_devices_do_not_make_an_agency_one_party() -> None:
    # Given twenty accounts with one phone, of whom two and two share a device
    village = Village()
    for number in range(20):
        village.account(f"client{number}", phone=PHONE, device_ids=f"{number // 2:016d}")

    # When parties are counted
    # Then all of them are counted
    assert _parties(village)["+8613912345678"] == 20


def test_chance_meetings_do_not_vouch() -> None:
    # Given a courier's phone of half of all shops, and a payment agent of forty others and ten
    village = Village()
    for number in range(100):
        village.account(
            f"a{number}", phone=PHONE, payment_account=CARD if number < 20 else f"p{number}"
        )
    for number in range(40):
        village.account(f"b{number}", payment_account=CARD)

    # When parties are counted
    # Then nobody is joined
    found = _parties(village)
    assert (found["+8613912345678"], found[CARD]) == (100, 60)


def test_an_empty_lake_has_no_values() -> None:
    assert _parties(Village(strangers=0)) == {}
