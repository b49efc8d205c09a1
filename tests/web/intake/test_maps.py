"""Forms of mappings: offered from an earlier one, named apart, and never saved over unseen."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import intake
from casework.model import Batch, Delivery, Mapping
from casework.vocabulary import DeliveryKind
from tests.web.conftest import post
from tests.web.intake.handing_in import ODD, looked, worked
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

PAGE = "/intake/deliveries/1"
HEADER = ["Shop system", "Bestellung", "Verkäufer", "Bestellt am"]
MEANT = {
    "kind": "orders",
    "name": "Shop 7",
    "columns-0": "platform",
    "columns-1": "order_id",
    "columns-2": "buyer_ref",
}
OTHERS = {"Shop system": "platform", "Bestellung": "order_id", "Verkäufer": "account_id"}


def _versions(world: World) -> list[tuple[str, int]]:
    world.session.expire_all()
    found = world.session.scalars(select(Mapping).order_by(Mapping.id)).all()
    named = [(one.name, one.version) for one in found]
    world.session.commit()
    return named


def test_a_mapping_saved_meanwhile_is_shown_beside_what_was_typed(
    world: World, browser: FlaskClient
) -> None:
    # Given a table nobody knows, and another officer who has said what its columns are
    looked(world, "odd.csv", ODD.encode())
    browser.get(PAGE)
    intake.save_mapping(world.act(), "Other", DeliveryKind.ORDERS, OTHERS, HEADER)
    world.session.commit()

    # When the page from before is sent
    answer = post(browser, f"{PAGE}/tables/0", page=PAGE, **MEANT, seen="0")

    # Then nothing is saved, what was typed stands, and beneath it what the other saved
    assert answer.status_code == 409
    assert "saved version 1 of the mapping <bdi>Other</bdi> for these columns" in answer.text
    assert '<option value="buyer_ref" selected>' in answer.text
    assert re.search(r"saved: account( id)?<", answer.text)
    assert 'value="Shop 7"' in answer.text
    assert _versions(world) == [("Other", 1)]

    # And sent again, now that it was seen, it counts
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert seen is not None
    post(browser, f"{PAGE}/tables/0", page=PAGE, **MEANT, seen=seen[1])
    assert _versions(world) == [("Other", 1), ("Shop 7", 1)]


def test_a_correction_of_an_older_version_is_not_saved_unseen(
    world: World, browser: FlaskClient
) -> None:
    # Given a mapping corrected by another officer since its page was opened, its header changed
    first = intake.save_mapping(world.act(), "Shop 7", DeliveryKind.ORDERS, OTHERS, HEADER)
    world.session.commit()
    old = f"/intake/mappings/{first.id}"
    browser.get(old)
    columns = OTHERS | {"Verkäufer": "listing_id"}
    newest = intake.save_mapping(
        world.act(), "Shop 7", DeliveryKind.ORDERS, columns, ["Neu", *HEADER]
    )
    world.session.commit()

    # When the old page is sent; then both are shown, each under its own column
    answer = post(browser, old, page=old, **MEANT)
    assert answer.status_code == 409
    assert "saved version 2 of the mapping" in answer.text
    assert f'action="/intake/mappings/{newest.id}"' in answer.text
    assert '<option value="buyer_ref" selected>' in answer.text
    assert re.search(r"saved: listing", answer.text)

    # And one that is withdrawn meanwhile is not brought back by it
    intake.withdraw_mapping(world.act(), newest)
    world.session.commit()
    answer = post(browser, old, page=old, **MEANT)
    assert answer.status_code == 409
    assert "The mapping Shop 7 is withdrawn already." in answer.text
    assert _versions(world) == [("Shop 7", 1), ("Shop 7", 2)]


def _lines(month: int) -> bytes:
    lines = (f"SF100{month}{n:09d},138{n:08d},2026-0{month}-{n:02d}\n" for n in range(1, 21))
    return "".join(lines).encode()


def test_the_next_table_without_a_header_is_filled_in_and_saved_by_one_click(
    world: World, browser: FlaskClient
) -> None:
    # Given parcels of March that an officer said the columns of
    looked(world, "parcels.csv", _lines(3))
    given = {"columns-0": "waybill_no", "columns-1": "receiver_phone", "columns-2": "shipped_on"}
    given |= {"kind": "shipments", "constant-carrier": "sf"}
    post(browser, f"{PAGE}/tables/0", page=PAGE, name="parcels", **given)
    worked(world)

    # When those of April come under the same name
    looked(world, "parcels.csv", _lines(4))
    page = browser.get("/intake/deliveries/2").get_data(as_text=True)

    # Then they wait for an officer, the form filled in, under a name of its own
    assert "As the mapping <bdi>parcels</bdi> reads its file: look at each column." in page
    assert "here stand dates or times" in page
    assert '<option value="receiver_phone" selected>' in page
    assert 'name="constant-carrier" value="sf"' in page
    assert 'value="parcels 2"' in page
    assert "Take in" not in page
    assert "ready to take in" not in browser.get("/intake").text.split("parcels.csv")[1]

    # And saved as they stand they are read so, and those of March as before
    at = "/intake/deliveries/2"
    post(browser, f"{at}/tables/0", page=at, name="parcels 2", **given, seen="0")
    worked(world)
    assert "20 rows would be taken in" in browser.get(at).text
    assert "the mapping parcels<" in browser.get(PAGE).text
    assert "the mapping parcels 2<" in browser.get(at).text


def test_an_officer_says_that_the_first_line_is_the_header(
    world: World, browser: FlaskClient
) -> None:
    # Given a table whose names look like values
    looked(world, "parcels.csv", _lines(3))
    page = browser.get(PAGE).get_data(as_text=True)
    assert "The first line of each table" in page

    # When the first line is said to be the header, from the form of its columns
    said = {"zone": "Asia/Shanghai", "encoding": "", "first_line": "yes"}
    zone = world.session.scalars(select(Delivery.zone)).one()
    world.session.commit()
    post(browser, f"{PAGE}/reread", page=PAGE, **said | {"zone": zone})
    worked(world)

    # Then it is, the form keeps what was said, and the batch too
    page = browser.get(PAGE).get_data(as_text=True)
    assert 'aria-label="What SF1003000000001 is"' in page
    assert '<option value="yes" selected>is the header</option>' in page
    given = {"columns-0": "waybill_no", "kind": "shipments", "constant-carrier": "sf"}
    post(browser, f"{PAGE}/tables/0", page=PAGE, name="odd", **given)
    worked(world)
    post(browser, f"{PAGE}/take", page=PAGE)
    worked(world)
    batch = world.session.scalars(select(Batch)).one()
    assert (batch.rows, batch.reading["header_said"]) == (19, "yes")
    world.session.commit()
    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)
    assert "the first line, as was said" in page


def test_a_batch_without_a_header_says_so_and_what_was_converted(
    world: World, browser: FlaskClient
) -> None:
    # Given parcels without a header, with points of Gaode's map
    lines = (f"SF1000{n:09d},138{n:08d},23.1{n:03d},113.2{n:03d}\n" for n in range(1, 21))
    looked(world, "parcels.csv", "".join(lines).encode())
    ours = ("waybill_no", "sender_phone", "pickup_lat", "pickup_lon")
    given = {f"columns-{at}": one for at, one in enumerate(ours)}
    given |= {"kind": "shipments", "constant-carrier": "sf", "constant-coordinates": "GCJ-02"}
    post(browser, f"{PAGE}/tables/0", page=PAGE, name="C", **given)
    worked(world)
    post(browser, f"{PAGE}/take", page=PAGE)
    worked(world)

    # When its page is opened; then both are said
    page = browser.get("/intake/batches/1").get_data(as_text=True)
    assert "none was found; columns are called by their place" in page
    assert "GCJ-02 converted to WGS-84, beside what was written" in page
