"""What a value can be read as."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.flow.linking.traces.readings import Readings
from casework.flow.linking.traces.sightings import Sightings
from casework.lake import DuckDB
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village


def _holders(village: Village, space: Space) -> dict[str, set[str]]:
    engine = DuckDB(village.lake())
    sightings = Sightings(engine)
    shown = Readings(engine, sightings).of(space).join(sightings.account, "account")
    found: dict[str, set[str]] = {}
    for row in engine.rows(shown.select("read_as", "account_id")).to_pylist():
        found.setdefault(row["read_as"], set()).add(row["account_id"])
    return found


def test_no_account_shows_a_value_twice() -> None:
    # Given an account that is registered with and paid to one card, sends two parcels from one
    # point with its own phone, name and address on the labels, and shows a picture and a mark twice
    village = Village(strangers=0)
    address, card = "广东省广州市白云区兴隆路12号3栋402室", "alipay:wang@qq.com"
    village.account(
        "a",
        phone="13912345678",
        registered_name="王小明",
        address=address,
        return_address=address,
        payment_account=card,
        email="wang@norvik-shop.cn",
        company_reg_no="91330782795027169U",
        device_ids="D-77AF31;D-77AF31",
    )
    for number in ("1", "2"):
        keys = {"platform": "taobao", "account_id": "a"}
        sent = {"carrier": "sf", "waybill_no": f"SF100000000000{number}"}
        label = {"sender_phone": "13912345678", "sender_name": "王小明", "sender_address": address}
        point = {"pickup_lat": "23.12", "pickup_lon": "113.27"}
        add = {
            DeliveryKind.ORDERS: keys | sent | {"order_id": number, "payment_id": f"P{number}"},
            DeliveryKind.PAYMENTS: {"payment_id": f"P{number}", "payee_account": card},
            DeliveryKind.SHIPMENTS: sent | label | point | {"shipped_on": f"2026-01-0{number}"},
            DeliveryKind.LISTINGS: keys | {"listing_id": number, "image_hash": "ffee001122334455"},
            DeliveryKind.TEST_BUYS: keys | {"test_buy_id": number, "batch_mark": "b-7"},
        }
        for kind, row in add.items():
            village.tables[kind].append(row)
    village.account("masked", phone="139******78", registered_name="王**", address=address[:-4])

    # When everything it can be read as is read
    # Then each comes once in its space, and none is missing
    engine = DuckDB(village.lake())
    readings = Readings(engine, Sightings(engine))
    for space in Space:
        read = engine.rows(readings.of(space).select("account", "read_as")).to_pylist()
        shown = [(row["account"], row["read_as"]) for row in read]
        assert len(shown) == len(set(shown)), space
        assert shown, space


def test_a_whole_number_also_stands_as_the_mask_it_could_have_printed() -> None:
    # Given a whole phone and the same one masked
    village = Village(strangers=0)
    village.account("whole", phone="13912345678")
    village.account("masked", phone="139******78")

    # When they are read
    found = _holders(village, Space.PHONE_MASKED)

    # Then both show the visible parts, and only one shows the number
    assert found == {"+86139******78": {"whole", "masked"}}
    assert _holders(village, Space.PHONE) == {"+8613912345678": {"whole"}}


def test_a_number_of_another_length_is_not_laid_under_a_mask() -> None:
    # Given a masked phone, and a foreign number with the same ends
    village = Village(strangers=0)
    village.account("masked", phone="139******78")
    village.account("abroad", phone="+442071234578")

    # When they are read
    # Then they do not meet
    assert _holders(village, Space.PHONE_MASKED) == {"+86139******78": {"masked"}}


def test_an_address_without_its_door_meets_the_whole_one_at_the_building() -> None:
    # Given the same place with and without its room
    village = Village(strangers=0)
    village.account("door", address="广东省广州市白云区兴隆路12号3栋402室")
    village.account("masked", address="广东省广州市白云区兴隆路12号3栋***")

    # When they are read
    masked, whole = _holders(village, Space.ADDRESS_MASKED), _holders(village, Space.ADDRESS)

    # Then they meet at the building and only one shows the door
    assert {frozenset(found) for found in masked.values()} == {frozenset({"door", "masked"})}
    assert set.union(*whole.values()) == {"door"}


def test_a_hidden_name_meets_whoever_could_have_written_it() -> None:
    # Given a surname with the rest hidden, two people of that name, and a company with it
    village = Village(strangers=0)
    village.account("hidden", registered_name="张**")
    village.account("one", registered_name="张伟明")
    village.account("other", registered_name="李伟明")

    # When they are read
    found = _holders(village, Space.NAME_MASKED)

    # Then who bears the surname meets it
    assert {frozenset(holders) for holders in found.values()} == {frozenset({"hidden", "one"})}


def test_phone_and_street_of_one_label_are_one_value() -> None:
    # Given two labels with the same masked phone and street, other doors
    village = Village(strangers=0)
    for account, door in (("a", "3栋402室"), ("b", "5栋101室")):
        village.account(account)
        village.parcel(
            account,
            sender_phone="139******78",
            sender_address=f"广东省广州市白云区兴隆路12号{door}",
        )

    # When they are read
    found = _holders(village, Space.SENDER_MASKED)

    # Then both show it
    assert list(found.values()) == [{"a", "b"}]
    assert next(iter(found)).startswith("+86139******78 @ ")
