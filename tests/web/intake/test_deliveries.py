"""Deliveries through the browser: handed in, looked at, understood, taken in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.evidence import Vault
from casework.model import Batch, Delivery, Job
from casework.vocabulary import DeliveryState, JobState, JobVerb
from tests.factories import intake as factories
from tests.factories import photographs
from tests.factories.people import NOW
from tests.web.conftest import SignIn, post
from tests.web.intake.handing_in import ODD, hand_in, looked, worked
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ORDERS = b"""platform,order_id,account_id,ordered_on,amount,currency
taobao,o1,s1,2026-01-05 08:00,12.50,CNY
taobao,,s1,2026-01-06,9.00,CNY
taobao,o3,s2,2026-01-07,7.00,CNY
taobao,o1,s1,2026-01-08,12.50,CNY
"""


def test_each_file_is_kept_and_looked_at_by_a_job_of_its_own(
    world: World, browser: FlaskClient
) -> None:
    # When two files are brought in, one with a Chinese name
    answer = hand_in(browser, ("订单.csv", b"one"), ("parcels.csv", b"two"), zone="Europe/Berlin")

    # Then the bytes lie in the vault and a job waits for each, with the zone that was chosen
    jobs = world.session.scalars(select(Job).order_by(Job.id)).all()
    kept = world.session.scalars(select(Delivery).order_by(Delivery.id)).all()
    assert answer.location == "/intake#deliveries"
    assert [(job.verb, job.arguments) for job in jobs] == [
        (JobVerb.LOOK, {"delivery_id": one.id}) for one in kept
    ]
    assert [(one.name, one.zone) for one in kept] == [
        ("订单.csv", "Europe/Berlin"),
        ("parcels.csv", "Europe/Berlin"),
    ]
    with Vault(world.settings.vault_dir).open(kept[0].sha256) as stream:
        assert stream.read() == b"one"


def test_one_file_leads_to_its_own_page_which_shows_how_far_it_is(browser: FlaskClient) -> None:
    answer = hand_in(browser, ("parcels.csv", b"two"))

    page = browser.get(answer.location).get_data(as_text=True)

    assert "Being read from end to end" in page
    assert 'hx-get="/intake/deliveries/1/progress"' in page


def test_the_part_that_is_polled_ends_with_the_job(world: World, browser: FlaskClient) -> None:
    # Given a delivery being looked at
    hand_in(browser, ("orders.csv", ORDERS))
    assert browser.get("/intake/deliveries/1/progress").status_code == 200

    # When the job is done
    worked(world)

    # Then the page is fetched anew and nothing asks any more
    answer = browser.get("/intake/deliveries/1/progress")
    assert answer.status_code == 286
    assert answer.headers["HX-Refresh"] == "true"
    assert browser.get("/intake/deliveries/waiting").status_code == 286


@pytest.mark.parametrize("zone", ["UTC", "Mars/Olympus"])
def test_what_is_not_complete_is_not_taken(zone: str, world: World, browser: FlaskClient) -> None:
    files = [("a.csv", b"a")] if zone != "UTC" else []

    answer = hand_in(browser, *files, zone=zone)

    assert answer.status_code == 422
    assert "This could not be taken as it is" in answer.get_data(as_text=True)
    assert world.session.scalars(select(Job)).all() == []


def test_a_name_that_reads_backwards_is_put_right(world: World, browser: FlaskClient) -> None:
    # Given a file whose name holds the sign that turns what follows round, and a NUL
    file = (io.BytesIO(b"platform,account_id\ntaobao,s1\n"), "a\0\u202evsc.exe")
    # When it is brought in
    answer = post(browser, "/intake/receive", "/intake", zone="UTC", files=file)
    # Then it is called what it is
    assert answer.status_code == 303
    assert world.session.scalars(select(Delivery)).one().name == "avsc.exe"


def test_a_delivery_tells_what_would_become_of_it(world: World, browser: FlaskClient) -> None:
    looked(world, "orders.csv", ORDERS)

    page = browser.get("/intake/deliveries/1").get_data(as_text=True)

    # What it is, its counts, the first of each reason, keys that stand twice, and a way on
    assert "<dt>What it is</dt><dd>orders</dd>" in page
    assert "<dt>Recognised by</dt><dd>its header</dd>" in page
    assert "3 rows would be taken in" in page
    assert '<th scope="row" class="nowrap">order_id</th>' in page
    assert "1 row with a key that a later row has too" in page
    assert "The first 4 rows" in page
    assert 'action="/intake/deliveries/1/take"' in page


def test_what_was_delivered_is_never_markup_nor_turned_round(
    world: World, browser: FlaskClient
) -> None:
    odd = "platform,order_id,<b>x</b>\ntaobao,o1,\u202eevil\n".encode()
    looked(world, "<i>o</i>.csv", odd)

    page = browser.get("/intake/deliveries/1").get_data(as_text=True)

    assert "<b>x</b>" not in page
    assert "<i>o</i>" not in page
    assert "\u202e" not in page
    assert "‹U+202E›evil" in page


def test_a_delivery_is_taken_in_by_one_press(world: World, browser: FlaskClient) -> None:
    # Given a delivery that was looked at
    looked(world, "orders.csv", ORDERS)

    # When it is taken in
    answer = post(browser, "/intake/deliveries/1/take", page="/intake/deliveries/1")
    assert answer.location == "/intake/deliveries/1"
    assert "Being taken in" in browser.get(answer.location).get_data(as_text=True)
    worked(world)

    # Then its page leads to the batch, and it waits no more
    page = browser.get("/intake/deliveries/1").get_data(as_text=True)
    assert 'href="/intake/batches/1">Batch 1: 3 rows of orders</a>' in page
    assert "/take" not in page
    assert "Nothing waits" in browser.get("/intake").get_data(as_text=True)
    assert "orders.csv" in browser.get("/intake/deliveries").get_data(as_text=True)


def test_everything_that_is_ready_is_taken_in_at_once(world: World, browser: FlaskClient) -> None:
    # Given two deliveries that are understood and one whose header nobody knows
    looked(world, "a.csv", ORDERS)
    looked(world, "b.csv", ORDERS.replace(b"o3", b"o4"))
    looked(world, "odd.csv", ODD.encode())

    # When all that are ready are taken in
    assert "Take in all 2 that are ready" in browser.get("/intake").get_data(as_text=True)
    post(browser, "/intake/deliveries/take-ready", page="/intake")

    # Then jobs wait for these two
    asked = world.session.scalars(select(Job).order_by(Job.id)).all()
    assert [(job.verb, job.arguments["delivery_id"]) for job in asked] == [
        (JobVerb.IMPORT, 2),
        (JobVerb.IMPORT, 1),
    ]


def test_the_same_file_again_says_so_before_it_is_taken(world: World, browser: FlaskClient) -> None:
    looked(world, "orders.csv", ORDERS)
    post(browser, "/intake/deliveries/1/take", page="/intake/deliveries/1")
    worked(world)

    looked(world, "again.csv", ORDERS)

    page = browser.get("/intake/deliveries/2").get_data(as_text=True)
    assert 'taken in before, as <a href="/intake/batches/1">batch 1</a>' in page


def test_what_cannot_be_read_says_why_and_what_to_do(world: World, browser: FlaskClient) -> None:
    looked(world, "secret.xlsx", b"PK\x03\x04 not a workbook")

    page = browser.get("/intake/deliveries/1").get_data(as_text=True)

    assert "What cannot be read" in page
    assert "secret.xlsx" in page
    assert "Ask whoever sent it" in page
    assert "refused" in browser.get("/intake").get_data(as_text=True)


def test_a_look_that_never_ended_can_be_asked_for_again(world: World, browser: FlaskClient) -> None:
    factories.delivery(world.session, world.officers["investigator"])
    world.session.commit()

    assert "Nobody is looking at this file." in browser.get("/intake/deliveries/1").text
    post(browser, "/intake/deliveries/1/look", page="/intake/deliveries/1")

    assert world.session.scalars(select(Job)).one().state is JobState.WAITING


def test_what_was_read_wrongly_is_read_otherwise(world: World, browser: FlaskClient) -> None:
    # Given a delivery that was looked at
    looked(world, "orders.csv", ORDERS)
    page = "/intake/deliveries/1"
    assert "found out by reading all of it" in browser.get(page).get_data(as_text=True)

    # When another zone and encoding are chosen
    post(browser, f"{page}/reread", page=page, zone="Asia/Kolkata", encoding="gb18030")

    # Then it is looked at again with them, and what is in no list is not taken
    job = world.session.scalars(select(Job)).one()
    delivery = world.session.scalars(select(Delivery)).one()
    assert (job.verb, delivery.zone, delivery.encoding) == (
        JobVerb.LOOK,
        "Asia/Kolkata",
        "gb18030",
    )
    world.session.commit()
    post(browser, f"{page}/reread", page=page, zone="Mars/Olympus", encoding="gb18030")
    assert "Choose a zone" in browser.get(page).get_data(as_text=True)


def test_taking_in_that_stopped_is_seen_where_deliveries_wait(
    world: World, browser: FlaskClient
) -> None:
    # Given a delivery whose taking in failed
    looked(world, "orders.csv", ORDERS)
    post(browser, "/intake/deliveries/1/take", page="/intake/deliveries/1")
    job = world.session.scalars(select(Job)).one()
    job.state, job.ended_at, job.error = JobState.FAILED, NOW, "The disk is full."
    world.session.commit()

    # Then the list says so, its page says why, and it can be tried again
    assert "taking in stopped" in browser.get("/intake").get_data(as_text=True)
    page = browser.get("/intake/deliveries/1").get_data(as_text=True)
    assert "The disk is full." in page
    assert 'action="/intake/deliveries/1/take"' in page


def test_an_auditor_sees_deliveries_and_takes_nothing_in(world: World, sign_in: SignIn) -> None:
    looked(world, "orders.csv", ORDERS)
    auditor = sign_in(world.officers["auditor"])

    page = auditor.get("/intake/deliveries/1").get_data(as_text=True)

    assert "orders.csv" in page
    assert "/take" not in page
    assert auditor.get("/intake/receive").status_code == 403
    for verb in ("take", "look", "reread"):
        assert post(auditor, f"/intake/deliveries/1/{verb}").status_code == 403
    assert post(auditor, "/intake/deliveries/take-ready").status_code == 403
    assert world.session.scalars(select(Batch)).all() == []


def test_another_agency_finds_no_delivery_of_ours(world: World, sign_in: SignIn) -> None:
    looked(world, "订单.csv", ORDERS)
    brand = sign_in(world.officers["brand"])

    for address in ("/intake", "/intake/deliveries", "/intake/deliveries/waiting"):
        assert "订单" not in brand.get(address).get_data(as_text=True)
    assert brand.get("/intake/deliveries/1").status_code == 404


def test_a_delivery_of_photographs_waits_until_each_was_looked_at(
    world: World, browser: FlaskClient
) -> None:
    # Given a delivery that holds a photograph and nothing else
    lin = world.officers["investigator"]
    shown = factories.photograph(world.session, lin, file="面单.jpg")
    found = {"tables": [], "photographs": [{"sha256": shown.sha256, "page": 1}], "refused": []}
    factories.delivery(
        world.session, lin, sha256=shown.sha256, look=found, state=DeliveryState.LOOKED
    )
    world.session.commit()
    assert "Nothing waits" not in browser.get("/intake").get_data(as_text=True)
    assert 'href="/intake/photographs/1">Check what was read</a>' in (
        browser.get("/intake/deliveries/1").get_data(as_text=True)
    )

    # When the photograph is put aside
    page = "/intake/photographs/1"
    post(browser, f"{page}/put-aside", page=page, **{"aside-why": "Nothing to do with it."})

    # Then nothing waits any more
    assert "Nothing waits" in browser.get("/intake").get_data(as_text=True)
    assert "looked through" in browser.get("/intake/deliveries/1").get_data(as_text=True)


def test_the_zone_of_a_delivery_of_photographs_can_be_said_anew(
    world: World, browser: FlaskClient
) -> None:
    # Given a delivery of a photograph alone, of a clock without an offset
    picture = io.BytesIO()
    photographs.blank().save(picture, "JPEG", exif=photographs.exif())
    looked(world, "面单.jpg", picture.getvalue(), "Europe/Berlin")
    at = "/intake/deliveries/1"
    page = browser.get(at).get_data(as_text=True)
    assert 'id="reread"' in page
    assert '<select class="form-select" id="encoding"' not in page

    # When its zone is said anew; then its moment is another, what the camera wrote the same
    post(browser, f"{at}/reread", page=at, zone="Asia/Kolkata", encoding="")
    worked(world)
    page = browser.get("/intake/photographs/1").get_data(as_text=True)
    assert '<time datetime="2026-03-05T07:00:00+00:00">' in page
    assert "2026:03:05 12:30:00" in page
    assert "Asia/Kolkata" in page


def test_a_doubt_about_the_encoding_leads_to_saying_it(world: World, browser: FlaskClient) -> None:
    # Given parcels with too few Chinese characters to tell the encoding by
    content = "carrier,waybill_no,sender_name\nsf,SF1000000000001,店铺\n"
    looked(world, "s.csv", content.encode("gb18030"))

    # Then the page says so, and leads to where the encoding is said
    page = browser.get("/intake/deliveries/1").get_data(as_text=True)
    assert "The encoding is not certain." in page
    assert '<a href="#reread">Say the encoding</a>' in page
    assert 'id="reread"' in page

    # When it is said; then the doubt is gone
    given = {"zone": "UTC", "encoding": "gb18030"}
    post(browser, "/intake/deliveries/1/reread", page="/intake/deliveries/1", **given)
    worked(world)
    page = browser.get("/intake/deliveries/1").get_data(as_text=True)
    assert "The encoding is not certain." not in page
    assert "店铺" in page


def test_points_that_may_be_wrong_are_counted(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given Urumqi with its degrees exchanged; when looked at; then the page says so
    rows = [factories.shipment(1, pickup_lat="87.6", pickup_lon="43.8")]
    path = factories.write_csv(tmp_path / "points.csv", rows)
    looked(world, path.name, path.read_bytes())
    page = browser.get("/intake/deliveries/1").text
    assert "Points that look as if latitude and longitude were exchanged" in page
    assert "Points outside mainland China" not in page


def test_a_hidden_sheet_is_said(world: World, browser: FlaskClient, tmp_path: Path) -> None:
    row = factories.order(1)
    sheet = [list(row), list(row.values())]
    path = factories.hidden_sheet(tmp_path, {"Open": sheet, "Kept back": sheet}, "Kept back")
    looked(world, "book.xlsx", path.read_bytes())

    page = browser.get("/intake/deliveries/1").get_data(as_text=True)
    assert page.count("This sheet is hidden in its workbook") == 1


def test_what_is_kept_unread_for_its_unit_is_said_with_why(
    world: World, browser: FlaskClient
) -> None:
    # Given parcels of our header that weigh in grams
    content = "carrier,waybill_no,重量(克)\nsf,SF1000000000001,850\n"
    looked(world, "s.csv", content.encode())

    # Then both the delivery and its columns say why the weight is not read
    for place in ("/intake/deliveries/1", "/intake/deliveries/1/tables/0"):
        page = browser.get(place).get_data(as_text=True)
        assert "the header says 克; weights are read in kilograms" in page.replace("The h", "the h")
