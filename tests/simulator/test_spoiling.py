from __future__ import annotations

from random import Random

from casework.simulator import World
from casework.simulator.spoiling import spoil
from casework.vocabulary import DeliveryKind


def test_bad_rows_are_added_and_no_good_row_is_lost(city: World) -> None:
    # Given the orders of a city
    orders = city.tables[DeliveryKind.ORDERS]

    # When bad rows are mixed in
    mixed, rejects = spoil(DeliveryKind.ORDERS, orders, Random(1))

    # Then about one in a thousand is bad, and without them the rows are as before
    assert len(rejects) == round(len(orders) / 1000)
    bad = {reject.place for reject in rejects}
    assert [row for place, row in enumerate(mixed) if place not in bad] == orders


def test_a_bad_row_never_bears_the_key_of_a_good_one(city: World) -> None:
    shipments = city.tables[DeliveryKind.SHIPMENTS]
    mixed, rejects = spoil(DeliveryKind.SHIPMENTS, shipments, Random(2))
    keys = {row[:2] for row in shipments}
    assert all(mixed[reject.place][:2] not in keys for reject in rejects)


def test_all_reasons_occur_and_small_files_are_clean(city: World) -> None:
    payments = city.tables[DeliveryKind.PAYMENTS]
    reasons = {
        r.reason for s in range(9) for r in spoil(DeliveryKind.PAYMENTS, payments, Random(s))[1]
    }
    assert reasons == {"missing key", "unreadable date", "unreadable amount"}
    assert spoil(DeliveryKind.PAYMENTS, payments[:50], Random(3)) == (payments[:50], [])
    assert spoil(DeliveryKind.PAYMENTS, [], Random(3)) == ([], [])


def test_as_many_bad_rows_are_added_as_are_asked_for(city: World) -> None:
    payments = city.tables[DeliveryKind.PAYMENTS][:100]
    mixed, rejects = spoil(DeliveryKind.PAYMENTS, payments, Random(4), bad=7)
    assert (len(rejects), len(mixed)) == (7, 107)
