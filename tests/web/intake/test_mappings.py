"""What columns mean, through the browser: proposed, corrected, saved, recognised, withdrawn."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import intake
from casework.model import Batch, Job, Mapping
from casework.vocabulary import DeliveryKind, JobVerb
from tests.web.conftest import SignIn, post
from tests.web.intake.handing_in import ODD, looked, worked
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

PAGE = "/intake/deliveries/1"
MEANT = {
    "kind": "orders",
    "name": "Shop 7",
    "columns-0": "platform",
    "columns-1": "order_id",
    "columns-2": "account_id",
    "columns-3": "",
}
HEADER = ["Shop system", "Bestellung", "Verkäufer", "Bestellt am"]


@pytest.fixture
def odd(world: World) -> None:
    """A delivery of orders under a header nobody has seen."""
    looked(world, "odd.csv", ODD.encode())


@pytest.fixture
def saved(world: World) -> Mapping:
    """A mapping in use."""
    columns = {"Shop system": "platform", "Bestellung": "order_id"}
    kept = intake.save_mapping(world.act(), "Shop 7", DeliveryKind.ORDERS, columns, HEADER)
    world.session.commit()
    return kept


@pytest.mark.usefixtures("odd")
def test_a_header_nobody_knows_is_shown_with_its_values_to_be_said(browser: FlaskClient) -> None:
    page = browser.get(PAGE).get_data(as_text=True)

    assert "headers casework has not seen before" in page
    assert 'aria-label="What Bestellung is"' in page
    assert "<bdi>o1</bdi><bdi>o2</bdi>" in page
    assert 'value="odd"' in page  # a name for it


@pytest.mark.usefixtures("odd")
def test_another_kind_is_proposed_for_when_it_is_asked(browser: FlaskClient) -> None:
    page = browser.get(f"{PAGE}/tables/0?kind=payments").get_data(as_text=True)

    assert '<option value="payments" selected>' in page
    assert '<option value="payment_id"' in page
    assert '<option value="order_id"' not in page


@pytest.mark.usefixtures("odd")
def test_what_was_said_is_saved_looked_at_again_and_recognised(
    world: World, browser: FlaskClient
) -> None:
    # When the columns are given their meaning
    answer = post(browser, f"{PAGE}/tables/0", page=PAGE, **MEANT)

    # Then the mapping is kept and the delivery is looked at by it
    kept = world.session.scalars(select(Mapping)).one()
    assert answer.location == PAGE
    assert kept.columns == {
        "Shop system": "platform",
        "Bestellung": "order_id",
        "Verkäufer": "account_id",
    }
    assert world.session.scalars(select(Job)).one().verb is JobVerb.LOOK
    worked(world)
    page = browser.get(PAGE).get_data(as_text=True)
    assert "the mapping Shop 7" in page
    assert "2 rows would be taken in" in page


@pytest.mark.usefixtures("odd")
def test_a_value_for_every_row_stands_in_for_a_column(world: World, browser: FlaskClient) -> None:
    given = MEANT | {"columns-0": "", "constant-platform": "taobao"}

    post(browser, f"{PAGE}/tables/0", page=PAGE, **given)

    assert world.session.scalars(select(Mapping)).one().constants == {"platform": "taobao"}


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"columns-1": ""}, "no column is given as order_id"),
        ({"columns-2": "order_id"}, "two columns are given as order_id"),
        ({"columns-2": "shoe_size"}, "orders have no column shoe_size"),
        ({"name": ""}, "Give it a name."),
    ],
)
def test_what_does_not_fit_comes_back_as_it_was_sent(
    world: World, browser: FlaskClient, wrong: dict[str, str], says: str
) -> None:
    answer = post(browser, f"{PAGE}/tables/0", page=PAGE, **MEANT | wrong)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert '<option value="platform" selected>' in page
    assert world.session.scalars(select(Mapping)).all() == []


@pytest.mark.usefixtures("odd")
def test_there_is_no_table_beyond_the_last(browser: FlaskClient) -> None:
    assert browser.get(f"{PAGE}/tables/1").status_code == 404


def test_what_a_known_header_means_can_be_changed(world: World, browser: FlaskClient) -> None:
    # Given orders whose extra column nobody knows
    looked(world, "o.csv", b"platform,order_id,shop\ntaobao,o1,s1\n")
    assert "Change what its columns mean" in browser.get(PAGE).get_data(as_text=True)

    # When it is said what it is
    page = browser.get(f"{PAGE}/tables/0").get_data(as_text=True)
    assert re.search(r'name="columns-1".*?<option value="order_id" selected>', page, re.DOTALL)
    given = MEANT | {"columns-2": "account_id"}
    post(browser, f"{PAGE}/tables/0", page=f"{PAGE}/tables/0", **given)
    worked(world)

    # Then the mapping counts, not the header
    assert "the mapping Shop 7" in browser.get(PAGE).get_data(as_text=True)


@pytest.mark.usefixtures("saved")
def test_a_mapping_is_corrected_by_a_version_more(world: World, browser: FlaskClient) -> None:
    page = "/intake/mappings/1"
    assert "Shop 7" in browser.get("/intake/mappings").get_data(as_text=True)

    answer = post(browser, page, page=page, **MEANT | {"columns-3": "ordered_on"})

    assert answer.location == "/intake/mappings/2"
    newest = browser.get("/intake/mappings/2").get_data(as_text=True)
    assert "version 2" in newest
    assert '<a href="/intake/mappings/1">Version 1</a>' in newest
    assert 'method="post" action="/intake/mappings/1"' not in browser.get(page).text
    versions = [one.version for one in world.session.scalars(select(Mapping)).all()]
    assert versions == [1, 2]


def test_a_correction_that_does_not_fit_is_not_saved(
    world: World, saved: Mapping, browser: FlaskClient
) -> None:
    page = f"/intake/mappings/{saved.id}"

    answer = post(browser, page, page=page, **MEANT | {"columns-1": ""})

    assert answer.status_code == 422
    assert len(world.session.scalars(select(Mapping)).all()) == 1


def test_a_mapping_is_withdrawn(saved: Mapping, browser: FlaskClient) -> None:
    page = f"/intake/mappings/{saved.id}"

    post(browser, f"{page}/withdraw", page=page)

    assert "No mapping has been saved yet" in browser.get("/intake/mappings").text
    assert "withdrawn" in browser.get(page).get_data(as_text=True)


@pytest.mark.usefixtures("odd")
def test_an_auditor_reads_mappings_and_changes_none(
    world: World, saved: Mapping, sign_in: SignIn
) -> None:
    auditor = sign_in(world.officers["auditor"])
    page = f"/intake/mappings/{saved.id}"

    assert "Bestellung" in auditor.get(page).get_data(as_text=True)
    assert post(auditor, page, **MEANT).status_code == 403
    assert post(auditor, f"{page}/withdraw").status_code == 403
    assert auditor.get(f"{PAGE}/tables/0").status_code == 403
    assert "Save and look again" not in auditor.get(PAGE).get_data(as_text=True)


def test_another_agency_finds_no_mapping_of_ours(
    world: World, saved: Mapping, sign_in: SignIn
) -> None:
    brand = sign_in(world.officers["brand"])

    assert brand.get(f"/intake/mappings/{saved.id}").status_code == 404
    assert "Shop 7" not in brand.get("/intake/mappings").get_data(as_text=True)


NAMELESS = "".join(
    f"SF1000{n:09d},138{n:08d},2026-03-06 10:{n:02d},23.1{n:03d},113.2{n:03d}\n"
    for n in range(1, 21)
)
NAMELESS_MEANT = {
    "kind": "shipments",
    "name": "Courier",
    "constant-carrier": "sf",
    **{
        f"columns-{at}": ours
        for at, ours in enumerate(
            ("waybill_no", "sender_phone", "shipped_on", "pickup_lat", "pickup_lon")
        )
    },
}


def test_a_file_without_a_header_is_said_and_taken_with_its_first_row(
    world: World, browser: FlaskClient
) -> None:
    # Given a file without a header; when shown; then nobody pretends to know its columns
    looked(world, "parcels.csv", NAMELESS.encode())
    page = browser.get(PAGE).get_data(as_text=True)
    assert "1 table has no header: the first row is a row" in page
    assert "No header was found." in page
    assert 'aria-label="What column 1 is"' in page
    assert "<bdi>SF1000000000001</bdi>" in page
    assert "Take in" not in page

    # When its columns are said, and what its coordinates are in
    given = NAMELESS_MEANT | {"constant-coordinates": "BD-09"}
    post(browser, f"{PAGE}/tables/0", page=PAGE, **given)
    worked(world)

    # Then all its rows would be taken, and are
    page = browser.get(PAGE).get_data(as_text=True)
    assert "20 rows would be taken in" in page
    assert "none was found: the first row is a row" in page
    assert "BD-09, kept in WGS-84 beside what was written" in page
    post(browser, f"{PAGE}/take", page=PAGE)
    worked(world)
    (batch,) = world.session.scalars(select(Batch)).all()
    assert (batch.rows, batch.accepted) == (20, 20)
    assert batch.reading["coordinates"] == "BD-09"
    world.session.commit()

    # And the mapping says what it is for, and is corrected like any other
    page = browser.get("/intake/mappings/1").get_data(as_text=True)
    assert "of one table without a header" in page
    assert '<option value="BD-09" selected>' in page
    post(browser, "/intake/mappings/1", page="/intake/mappings/1", **NAMELESS_MEANT)
    (_, newest) = world.session.scalars(select(Mapping).order_by(Mapping.id)).all()
    assert (newest.version, newest.constants) == (2, {"carrier": "sf"})
    assert isinstance(intake.mapping_header(world.act(), newest), intake.Unnamed)


def _wide(columns: int, name: str = "c") -> bytes:
    header = [f"{name}{number}" for number in range(columns - 1)]
    rows = [",".join(["o1", *(f"value {n}" for n in range(columns - 1))])] * 20
    return "\n".join([",".join(["order_id", *header]), *rows]).encode()


def test_of_a_very_wide_table_some_columns_are_shown_and_any_can_be_said(
    world: World, browser: FlaskClient
) -> None:
    # Given 16,000 columns with a long name among them
    looked(world, "wide.csv", _wide(16_000).replace(b"c7,", b"x" * 5_000 + b","))
    for url in (PAGE, f"{PAGE}/tables/0"):
        page = browser.get(url).get_data(as_text=True)
        assert len(page) < 1_000_000
        assert "the other 15,900 stay with the row" in page
        assert "x" * 200 not in page

    # When one that is not shown is named, by its name or by its place
    given = {"kind": "orders", "name": "Wide", "columns-0": "order_id"}
    given |= {"constant-platform": "jd"}
    wrong = post(browser, f"{PAGE}/tables/0", page=PAGE, **given | _another("no such", "amount"))
    assert (wrong.status_code, "no column no such" in wrong.text) == (422, True)
    assert 'value="no such"' in wrong.text
    post(browser, f"{PAGE}/tables/0", page=PAGE, **given | _another("c15000", "buyer_ref"))
    worked(world)
    page = f"{PAGE}/tables/0"
    assert 'aria-label="What c15000 is"' in browser.get(page).text
    place = re.findall(r'name="(columns-\d+)" aria-label="What c15000 is"', browser.get(page).text)
    given |= {place[0]: "buyer_ref", "seen": "1"} | _another("15000", "account_id")
    post(browser, page, page=page, **given)

    # Then it is said beside the others
    kept = world.session.scalars(select(Mapping).order_by(Mapping.id.desc())).first()
    assert kept is not None
    assert kept.columns == {
        "order_id": "order_id", "c15000": "buyer_ref", "c14998": "account_id"
    }  # fmt: skip
    assert len(browser.get(f"/intake/mappings/{kept.id}").text) < 1_000_000


def _another(theirs: str, ours: str) -> dict[str, str]:
    return {"another-theirs": theirs, "another-ours": ours}


def test_of_many_unknown_tables_the_first_are_asked_for_and_the_others_lead_on(
    world: World, browser: FlaskClient
) -> None:
    # Given a ZIP of a dozen tables nobody knows
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for number in range(12):
            packed.writestr(f"t{number:02d}.csv", _wide(30, f"t{number}_"))
    looked(world, "many.zip", archive.getvalue())

    # When shown; then three forms are there, and a link for each of the others
    page = browser.get(PAGE).get_data(as_text=True)
    assert page.count("Name of this mapping") == 3
    assert page.count("Say what its columns mean") == 9
    assert f'href="{PAGE}/tables/11"' in page
    assert "Name of this mapping" in browser.get(f"{PAGE}/tables/11").text


def test_coordinates_are_asked_for_only_where_rows_name_places(
    world: World, browser: FlaskClient
) -> None:
    looked(world, "odd.csv", ODD.encode())

    assert "Coordinates are in" not in browser.get(f"{PAGE}/tables/0?kind=orders").text
    assert "Coordinates are in" in browser.get(f"{PAGE}/tables/0?kind=seizures").text
