"""Photographs through the browser: the picture, what was read and where, accepted or corrected."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from casework.evidence import Vault
from casework.flow import intake
from casework.model import AcceptedField, Batch, Photograph
from tests.factories import intake as factories
from tests.factories.people import NOW
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

PAGE = "/intake/photographs/1"
BOX = [[10, 20], [110, 20], [110, 60.55], [10, 60]]
FIELDS = [
    {"column": "waybill_no", "value": "78001234567890", "box": BOX, "read_from": "barcode",
     "confidence": 0.98, "why": "A Code 128 barcode with 14 digits."},
    {"column": "sender_name", "value": "李斌", "box": BOX, "read_from": "text",
     "confidence": 0.75, "why": "Stands after 寄件人."},
    {"column": "sender_phone", "value": "185?", "box": BOX, "read_from": "text",
     "confidence": 0.2, "why": "Too short for a telephone number."},
]  # fmt: skip
READING = {
    "barcodes": [{"text": "78001234567890", "format": "Code128", "box": BOX}],
    "lines": [{"text": "\u202e寄件人<b>", "score": 0.97, "box": BOX}],
    "fields": FIELDS,
    "camera": "HUAWEI P60",
    "read_with": {"zxing-cpp": "3.1.0"},
}
GIVEN = {
    "value-carrier": "zto",
    "value-waybill_no": "78001234567890",
    "value-sender_name": "李斌",
    "value-sender_phone": "",
    "add_column": "",
    "add_value": "",
    "version": "0",
    "put_aside": "0",
}
WHY = {"aside-why": "Nothing to do with it.", "aside-version": "0", "aside-put_aside": "0"}


@pytest.fixture
def photograph(world: World) -> Photograph:
    """A waybill of which three fields were read, one of them hardly; its file is in the vault."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(picture, "JPEG")
    picture.seek(0)
    kept = Vault(world.settings.vault_dir).put(picture)
    shown = factories.photograph(
        world.session,
        world.officers["investigator"],
        file="面单.jpg",
        sha256=kept.sha256,
        width=300,
        height=200,
        reading=READING,
        taken_as_written="2026:03:06 22:38:00 +08:00",
        lat=23.1,
        lon=113.2,
    )
    world.session.commit()
    return shown


def _value(page: str, column: str) -> str:
    found = re.search(rf'name="value-{column}" value="([^"]*)"', page)
    assert found, f"no field {column}"
    return found[1]


@pytest.mark.usefixtures("photograph")
def test_the_picture_has_a_box_for_each_field_that_leads_to_it(browser: FlaskClient) -> None:
    page = browser.get(PAGE).get_data(as_text=True)

    assert 'viewBox="0 0 300 200"' in page
    assert '<a href="#value-waybill_no" data-box="waybill_no"' in page
    assert '<polygon class="cw-box" points="10,20 110,20 110,60.5 10,60"/>' in page
    assert 'id="value-waybill_no"' in page


@pytest.mark.usefixtures("photograph")
def test_what_was_read_is_filled_in_but_not_where_it_is_unsure(browser: FlaskClient) -> None:
    page = browser.get(PAGE).get_data(as_text=True)

    # Sure and likely values stand in the form, with why; a guess is offered; a key is asked for
    assert _value(page, "waybill_no") == "78001234567890"
    assert _value(page, "sender_name") == "李斌"
    assert _value(page, "sender_phone") == ""
    assert "As read: <bdi>185?</bdi>" in page
    assert "Stands after 寄件人." in page
    assert "carrier (needed)" in page


@pytest.mark.usefixtures("photograph")
def test_what_the_camera_says_is_shown_as_it_says_it(browser: FlaskClient) -> None:
    page = browser.get(PAGE).get_data(as_text=True)

    assert "2026:03:06 22:38:00 +08:00" in page
    assert "23.10000, 113.20000 (WGS 84)" in page
    assert "HUAWEI P60" in page


@pytest.mark.usefixtures("photograph")
def test_everything_that_was_read_is_listed_and_never_markup(browser: FlaskClient) -> None:
    page = browser.get(PAGE).get_data(as_text=True)

    assert "‹U+202E›寄件人&lt;b&gt;" in page
    assert "\u202e" not in page
    assert "Code128" in page


@pytest.mark.usefixtures("photograph")
def test_a_guess_is_taken_over_by_pressing_it_without_losing_the_rest(
    world: World, browser: FlaskClient
) -> None:
    given = GIVEN | {"value-carrier": "yto", "use": "sender_phone"}

    page = post(browser, PAGE, page=PAGE, **given).get_data(as_text=True)

    assert _value(page, "sender_phone") == "185?"
    assert _value(page, "carrier") == "yto"
    assert world.session.scalars(select(AcceptedField)).all() == []


@pytest.mark.usefixtures("photograph")
def test_accepted_fields_become_a_row_that_leads_back(world: World, browser: FlaskClient) -> None:
    # When the fields are accepted, one corrected, one added
    given = GIVEN | {
        "value-sender_name": "李斌斌",
        "add_column": "receiver_name",
        "add_value": "王小明",
    }
    answer = post(browser, PAGE, page=PAGE, **given)

    # Then a batch of one row holds them, and what was read stays beside them
    assert answer.location == PAGE
    batch = world.session.scalars(select(Batch)).one()
    world.session.commit()
    page = browser.get(PAGE).get_data(as_text=True)
    assert f'href="/intake/batches/{batch.id}"' in page
    assert "Version 1" in page
    assert "(corrected)" in page
    assert _value(page, "receiver_name") == "王小明"
    row = intake.preview(world.act(), batch)[0]
    assert row.written["sender_name"] == "李斌斌"
    world.session.commit()
    assert "Open the photograph" in browser.get(f"/intake/batches/{batch.id}").text


@pytest.mark.usefixtures("photograph")
def test_a_correction_is_a_version_more(world: World, browser: FlaskClient) -> None:
    post(browser, PAGE, page=PAGE, **GIVEN)
    later = GIVEN | {"value-sender_phone": "18512345678", "version": "1"}
    post(browser, PAGE, page=PAGE, **later)

    page = browser.get(PAGE).get_data(as_text=True)
    assert "Accepted 2 times" in page
    assert page.index("Version 2") < page.index("Version 1")
    first, second = world.session.scalars(select(Batch).order_by(Batch.id))
    assert first.withdrawn_at is not None
    assert second.withdrawn_at is None


@pytest.fixture
def wus(world: World, photograph: Photograph, sign_in: SignIn) -> Photograph:
    """The photograph, which another officer accepted since this one opened it."""
    supervisor = sign_in(world.officers["supervisor"])
    theirs = {
        "value-sender_name": "李彬",
        "value-sender_phone": "18512345678",
        "add_column": "receiver_name",
        "add_value": "王小明",
    }
    assert post(supervisor, PAGE, page=PAGE, **GIVEN | theirs).status_code == 303
    return photograph


def _counting(world: World) -> list[int]:
    counting = select(Batch.id).where(Batch.withdrawn_at.is_(None))
    found = list(world.session.scalars(counting))
    world.session.commit()
    return found


@pytest.mark.usefixtures("wus")
def test_what_another_accepted_meanwhile_is_shown_beside_what_was_typed(
    world: World, browser: FlaskClient
) -> None:
    # When accepted as the page was opened, before the other officer accepted
    typed = GIVEN | {"value-sender_name": "李斌斌", "add_column": "receiver_name"}
    answer = post(browser, PAGE, page=PAGE, **typed | {"add_value": "王晓明"})
    page = answer.get_data(as_text=True)

    # Then nothing is taken, and what was typed stands in the fields, the added one among them
    assert answer.status_code == 409
    assert "Supervisor accepted version 1 of it while you were at it." in page
    assert (_value(page, "sender_name"), _value(page, "receiver_name")) == ("李斌斌", "王晓明")
    assert (_value(page, "sender_phone"), _value(page, "carrier")) == ("", "zto")
    # And beside what differs stands what the other accepted, each to be taken over by a press
    for theirs in ("李彬", "18512345678", "王小明"):
        assert f"Supervisor accepted <bdi>{theirs}</bdi>" in page
    assert page.count('name="use-accepted"') == 3
    assert _counting(world) == [1]

    # When one of theirs is pressed, without scripts; then the others still stand beside
    now = typed | {"value-receiver_name": "王晓明", "version": "1", "add_column": ""}
    page = post(browser, PAGE, page=PAGE, **now | {"use-accepted": "sender_phone"}).text
    assert (_value(page, "sender_phone"), _value(page, "sender_name")) == ("18512345678", "李斌斌")
    assert page.count('name="use-accepted"') == 2

    # When accepted having seen it; then it is the version that counts
    assert post(browser, PAGE, page=PAGE, **now).status_code == 303
    assert _counting(world) == [2]


@pytest.mark.usefixtures("wus")
def test_a_press_on_a_page_that_is_outdated_does_not_hide_that(browser: FlaskClient) -> None:
    # When a guess is pressed on the page as it was before the other accepted
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"use": "sender_phone"})

    # Then it is filled in, and the page says what happened; a field of theirs stands as theirs
    page = answer.get_data(as_text=True)
    assert (answer.status_code, _value(page, "sender_phone")) == (409, "185?")
    assert "while you were at it" in page
    assert _value(page, "receiver_name") == "王小明"
    assert 'name="version" type="hidden" value="1"' in page


@pytest.mark.usefixtures("photograph")
def test_the_same_accepted_twice_is_said_to_be_done(world: World, browser: FlaskClient) -> None:
    # Given a button that was pressed twice; then one version is there, and nothing is to be done
    post(browser, PAGE, page=PAGE, **GIVEN)
    answer = post(browser, PAGE, page=PAGE, **GIVEN)

    assert answer.status_code == 409
    assert "It is what you typed: there is nothing left to do." in answer.text
    assert _counting(world) == [1]


@pytest.mark.usefixtures("photograph")
@pytest.mark.parametrize(
    ("added", "says"),
    [
        (
            {"add_column": "direction", "add_value": "domestic"},
            '<a href="#add_value">direction</a>',
        ),
        ({"add_value": "domestic"}, '<a href="#add_value">a field</a>'),
    ],
)
def test_what_was_added_to_the_same_is_not_said_to_be_done(
    world: World, browser: FlaskClient, sign_in: SignIn, added: dict[str, str], says: str
) -> None:
    # Given what another accepted; when the same comes with one field more
    post(sign_in(world.officers["supervisor"]), PAGE, page=PAGE, **GIVEN)
    answer = post(browser, PAGE, page=PAGE, **GIVEN | added)

    # Then it is said that this field is not taken, and it stands in the form
    assert answer.status_code == 409
    assert "nothing left to do" not in answer.text
    assert f"Supervisor did not accept what you add: {says}." in answer.text
    assert 'name="add_value" type="text" value="domestic"' in answer.text


def test_what_was_typed_into_a_field_that_the_next_version_leaves_out_stays(
    world: World, photograph: Photograph, browser: FlaskClient
) -> None:
    # Given a field accepted in one version, and a page opened then
    post(browser, PAGE, page=PAGE, **GIVEN | {"add_column": "pieces", "add_value": "1"})
    # When a later version comes without it, from a shell; then what the page sent is there still
    given = [intake.FieldGiven("carrier", "zto"), intake.FieldGiven("waybill_no", "78001234567890")]
    world.session.refresh(photograph)
    intake.accept_fields(world.act("supervisor"), photograph, given, intake.Seen(1))
    world.session.commit()
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"value-pieces": "2", "version": "1"})
    assert answer.status_code == 409
    assert _value(answer.text, "pieces") == "2"
    assert '<a href="#value-pieces">' in answer.text


@pytest.mark.usefixtures("photograph")
def test_what_was_withdrawn_is_not_said_to_count(
    world: World, browser: FlaskClient, sign_in: SignIn
) -> None:
    # Given a page of what counts, whose batch another withdraws since
    post(browser, PAGE, page=PAGE, **GIVEN)
    assert "This one counts." in browser.get(PAGE).text
    supervisor = sign_in(world.officers["supervisor"])
    post(supervisor, "/intake/batches/1/withdraw", page="/intake/batches/1", why="Not ours.")

    # Then the page and the list say so
    page = browser.get(PAGE).text
    assert "This one counts." not in page
    assert "Withdrawn; kept." in page
    assert re.search(r"Withdrawn by Supervisor, .*: Not ours\.", page)
    listed = browser.get("/intake/photographs").text.partition('id="seen"')[2]
    assert "withdrawn" in listed.lower()

    # When accepted, or put aside, from the page of before; then that is shown first
    says = "Supervisor withdrew version 1 of it while you were at it: Not ours."
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"version": "1"})
    assert (answer.status_code, says in answer.text) == (409, True)
    answer = post(browser, f"{PAGE}/put-aside", page=PAGE, **WHY | {"aside-version": "1"})
    assert (answer.status_code, says in answer.text) == (409, True)
    assert _counting(world) == []

    # When accepted having seen it; then it counts anew
    given = GIVEN | {"version": "1", "withdrawn": "1"}
    assert post(browser, PAGE, page=PAGE, **given).status_code == 303
    assert _counting(world) == [2]


@pytest.mark.usefixtures("photograph")
def test_what_was_put_aside_meanwhile_is_not_brought_back_unseen(
    world: World, browser: FlaskClient, sign_in: SignIn
) -> None:
    # Given another officer who put it aside since; when accepted
    post(sign_in(world.officers["supervisor"]), f"{PAGE}/put-aside", page=PAGE, **WHY)
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"value-sender_name": "李斌斌"})

    # Then it stays aside, the reason is shown, and what was typed is there to be accepted still
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    says = "Supervisor put this photograph aside while you were at it: Nothing to do with it."
    assert says in page
    assert _value(page, "sender_name") == "李斌斌"
    assert _counting(world) == []


@pytest.mark.usefixtures("wus")
def test_what_was_accepted_meanwhile_is_not_put_aside_unseen(
    world: World, browser: FlaskClient
) -> None:
    # When put aside as the page was before the other accepted; then that is shown first
    answer = post(browser, f"{PAGE}/put-aside", page=PAGE, **WHY)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Supervisor accepted version 1 of it while you were at it." in page
    assert "王小明" in page
    assert 'value="Nothing to do with it."' in page
    assert _counting(world) == [1]

    # When it is pressed there all the same; then it is put aside
    seen = WHY | {"aside-version": "1"}
    assert post(browser, f"{PAGE}/put-aside", page=PAGE, **seen).status_code == 303
    assert _counting(world) == []


@pytest.mark.usefixtures("photograph")
@pytest.mark.parametrize("version", ["x", "-1", "9" * 5000])
def test_a_version_that_cannot_be_takes_nothing(
    world: World, browser: FlaskClient, version: str
) -> None:
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"version": version})

    assert answer.status_code in {409, 422}
    assert _counting(world) == []


@pytest.mark.usefixtures("wus")
def test_a_page_that_says_no_version_has_seen_none(world: World, browser: FlaskClient) -> None:
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"version": "", "put_aside": ""})

    assert answer.status_code == 409
    assert _counting(world) == [1]


def test_what_counts_in_another_zone_than_was_said_since_is_told(
    world: World, photograph: Photograph, browser: FlaskClient
) -> None:
    # Given a time on a label accepted in the zone of before
    given = GIVEN | {"add_column": "shipped_on", "add_value": "2026-03-06 22:38"}
    post(browser, PAGE, page=PAGE, **given)
    assert "What counts was read as in" not in browser.get(PAGE).text

    # When its delivery is said to be of another; then the page says what to do
    world.session.refresh(photograph)
    photograph.reading = photograph.reading | {"zone": "Asia/Tokyo"}
    world.session.commit()
    says = "What counts was read as in Asia/Shanghai, and its delivery is of Asia/Tokyo"
    assert says in browser.get(PAGE).text


@pytest.mark.usefixtures("photograph")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"value-carrier": ""}, "carrier is missing"),
        ({"add_column": "pieces", "add_value": "many"}, "pieces"),
        ({"add_column": "shoe_size", "add_value": "44"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_sent(
    world: World, browser: FlaskClient, wrong: dict[str, str], says: str
) -> None:
    answer = post(browser, PAGE, page=PAGE, **GIVEN | {"value-sender_name": "李"} | wrong)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert _value(page, "sender_name") == "李"
    assert world.session.scalars(select(Batch)).all() == []


@pytest.mark.usefixtures("photograph")
def test_photographs_are_listed_by_what_is_to_be_done(browser: FlaskClient) -> None:
    assert "Waiting for an officer" in browser.get("/intake/photographs").text

    post(browser, PAGE, page=PAGE, **GIVEN)
    page = browser.get("/intake/photographs").get_data(as_text=True)
    assert "No photograph waits" in page
    assert "面单.jpg" in page.partition('id="seen"')[2]


@pytest.mark.usefixtures("photograph")
def test_who_put_it_aside_and_why_stands_on_its_page(world: World, browser: FlaskClient) -> None:
    # When put aside; then the page says by whom and why, until it is accepted after all
    why = WHY | {"aside-why": "Nothing \u202eto do with it."}
    post(browser, f"{PAGE}/put-aside", page=PAGE, **why)
    page = browser.get(PAGE).get_data(as_text=True)
    assert f"Put aside by {world.officers['investigator'].name}" in page
    assert "Nothing ‹U+202E›to do with it." in page

    post(browser, PAGE, page=PAGE, **GIVEN | {"put_aside": "1"})
    assert "Put aside by" not in browser.get(PAGE).get_data(as_text=True)


def test_those_that_wait_come_first_however_many_were_looked_at(
    world: World, photograph: Photograph, browser: FlaskClient
) -> None:
    # Given more photographs looked at since than a page holds
    lin = world.officers["investigator"]
    for _ in range(60):
        factories.photograph(world.session, lin, put_aside_at=NOW, put_aside_by_id=lin.id)
    world.session.commit()

    # Then the one that waits stands before them, and both lists are turned apart
    page = browser.get("/intake/photographs").get_data(as_text=True)
    waiting, _, seen = page.partition('id="seen"')
    assert photograph.file in waiting
    assert seen.count("<img ") == 50
    turned = re.search(r'href="([^"]*[?&amp;]seen=[^"]*)"', page)
    assert turned
    further = browser.get(turned[1].replace("&amp;", "&")).get_data(as_text=True)
    waiting, _, seen = further.partition('id="seen"')
    assert photograph.file in waiting
    assert seen.count("<img ") == 10


@pytest.mark.usefixtures("photograph")
def test_it_is_not_put_aside_without_a_reason(world: World, browser: FlaskClient) -> None:
    post(browser, f"{PAGE}/put-aside", page=PAGE, **WHY | {"aside-why": ""})

    assert "is not put aside" in browser.get(PAGE).get_data(as_text=True)
    assert world.session.scalars(select(Photograph.put_aside_at)).one() is None


@pytest.mark.usefixtures("photograph")
def test_the_picture_is_kept_in_nobodys_cache(browser: FlaskClient) -> None:
    answer = browser.get(f"{PAGE}/picture?size=small")

    assert answer.mimetype == "image/jpeg"
    assert answer.get_data()[:2] == b"\xff\xd8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_original_is_sent_as_it_was_delivered(
    world: World, photograph: Photograph, browser: FlaskClient
) -> None:
    answer = post(browser, f"{PAGE}/open", page=PAGE)

    with Vault(world.settings.vault_dir).open(photograph.sha256) as kept:
        assert answer.get_data() == kept.read()
    assert answer.mimetype == "application/octet-stream"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("photograph")
def test_an_auditor_looks_and_accepts_nothing(world: World, sign_in: SignIn) -> None:
    auditor = sign_in(world.officers["auditor"])

    page = auditor.get(PAGE).get_data(as_text=True)

    assert "李斌" in page
    assert ">Accept</button>" not in page
    assert post(auditor, PAGE, **GIVEN).status_code == 403
    assert post(auditor, f"{PAGE}/put-aside", **WHY).status_code == 403


@pytest.mark.usefixtures("photograph")
@pytest.mark.parametrize("path", ["", "/picture"])
def test_another_agency_finds_no_photograph_of_ours(
    world: World, sign_in: SignIn, path: str
) -> None:
    brand = sign_in(world.officers["brand"])

    assert brand.get(f"{PAGE}{path}").status_code == 404
    assert "面单" not in brand.get("/intake/photographs").get_data(as_text=True)
