"""Deliveries through the browser: kept, read by a job, looked at down to the row, withdrawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.evidence import Vault
from casework.flow import intake
from casework.model import Batch, Job, TrailEntry
from casework.vocabulary import JobVerb
from tests.web.conftest import SignIn, post, token
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ORDERS = """platform,order_id,account_id,ordered_on,amount,currency,status,gift
Taobao,o1,s1,2026-01-05 08:00,12.50,CNY,completed,mug
taobao,,s1,2026-01-06,9.00,CNY,completed,
taobao,o3,s2,2026-01-07,<b>9</b>,CNY,completed,
"""


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])


@pytest.fixture
def batch(world: World, tmp_path: Path) -> Batch:
    """A batch of three orders of which one is rejected for want of its key."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    taken = intake.take_in(world.act(), path, "订单.csv")
    world.session.commit()
    return taken.batches[0]


def _bring_in(browser: FlaskClient, *files: tuple[str, bytes], zone: str = "UTC") -> TestResponse:
    sent = [(io.BytesIO(content), name) for name, content in files]
    page = "/intake/receive"
    data = {"csrf_token": token(browser, page), "files": sent, "zone": zone}
    return browser.post(page, data=data, content_type="multipart/form-data")


def test_each_file_is_kept_and_read_by_a_job_of_its_own(world: World, browser: FlaskClient) -> None:
    # When two files are brought in, one with a Chinese name
    answer = _bring_in(browser, ("订单.csv", b"one"), ("parcels.csv", b"two"), zone="Europe/Berlin")

    # Then the bytes lie in the vault and a job waits for each, with the zone that was chosen
    jobs = world.session.scalars(select(Job).order_by(Job.id)).all()
    assert answer.location == "/intake"
    assert [(job.verb, job.arguments["name"]) for job in jobs] == [
        (JobVerb.IMPORT, "订单.csv"),
        (JobVerb.IMPORT, "parcels.csv"),
    ]
    assert {job.arguments["zone"] for job in jobs} == {"Europe/Berlin"}
    with Vault(world.settings.vault_dir).open(jobs[0].arguments["sha256"]) as kept:
        assert kept.read() == b"one"


def test_the_page_shows_the_files_being_read(browser: FlaskClient) -> None:
    _bring_in(browser, ("parcels.csv", b"two"))

    page = browser.get("/intake").get_data(as_text=True)

    assert "Import parcels.csv" in page
    assert 'hx-trigger="every 2s"' in page


@pytest.mark.parametrize("zone", ["UTC", "Mars/Olympus"])
def test_what_is_not_complete_is_not_taken(zone: str, world: World, browser: FlaskClient) -> None:
    files = [("a.csv", b"a")] if zone != "UTC" else []

    answer = _bring_in(browser, *files, zone=zone)

    assert answer.status_code == 422
    assert "This could not be taken as it is" in answer.get_data(as_text=True)
    assert world.session.scalars(select(Job)).all() == []


def test_batches_are_listed_with_their_counts(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get("/intake").get_data(as_text=True)

    assert "订单.csv" in page
    assert '<td class="num">3</td>' in page
    assert f'href="/intake/batches/{batch.id}/rejected"' in page


def test_a_batch_tells_how_it_was_read(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    assert "Asia/Shanghai" in page
    assert "comma" in page
    assert "gift" in page
    assert batch.sha256 in page


def test_the_first_rows_are_shown_as_delivered(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    assert '<td class="nowrap">Taobao</td>' in page
    assert f'href="/intake/batches/{batch.id}/rows/2"' in page


def test_a_row_is_shown_beside_what_was_understood(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}/rows/2").get_data(as_text=True)

    assert "2026-01-05 08:00" in page
    assert "<code>2026-01-05 00:00:00</code> UTC" in page
    assert "Taobao" in page
    assert "<code>taobao</code>" in page
    assert "mug" in page
    assert batch.sha256 in page


def test_a_row_that_was_read_is_on_the_trail(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    browser.get(f"/intake/batches/{batch.id}/rows/2")

    read = world.session.scalars(
        select(TrailEntry).where(TrailEntry.what == "batch-row:read")
    ).all()
    assert [entry.facts["row_number"] for entry in read] == [2]


def test_what_was_delivered_is_never_markup(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}/rejected").get_data(as_text=True)

    assert "<b>9</b>" not in page


def test_a_row_is_found_by_its_number(batch: Batch, browser: FlaskClient) -> None:
    answer = browser.get(f"/intake/batches/{batch.id}/row?number=2")
    assert answer.location == f"/intake/batches/{batch.id}/rows/2"

    assert browser.get(f"/intake/batches/{batch.id}/rows/77").status_code == 404
    without = browser.get(f"/intake/batches/{batch.id}/row?number=two")
    assert without.location == f"/intake/batches/{batch.id}"


def test_rejected_rows_are_shown_and_sent_with_their_reasons(
    batch: Batch, browser: FlaskClient
) -> None:
    shown = browser.get(f"/intake/batches/{batch.id}/rejected").get_data(as_text=True)
    sent = browser.get(f"/intake/batches/{batch.id}/rejected.csv")

    assert "order_id" in shown
    assert "attachment" in sent.headers["Content-Disposition"]
    assert "order_id" in sent.get_data().decode("utf-8-sig")


def test_a_batch_is_withdrawn_with_a_reason_and_brought_back(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    page = f"/intake/batches/{batch.id}"

    post(browser, f"{page}/withdraw", page=page, why="Delivered by mistake.")
    shown = browser.get(page).get_data(as_text=True)
    assert "Delivered by mistake." in shown
    assert "withdrawn" in browser.get("/intake").get_data(as_text=True)

    post(browser, f"{page}/restore", page=page)
    world.session.refresh(batch)
    assert batch.withdrawn_at is None


def test_a_batch_is_not_withdrawn_without_a_reason(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    page = f"/intake/batches/{batch.id}"

    post(browser, f"{page}/withdraw", page=page, why="")

    assert "is not withdrawn" in browser.get(page).get_data(as_text=True)
    world.session.refresh(batch)
    assert batch.withdrawn_at is None


def test_an_auditor_reads_and_brings_nothing_in(
    batch: Batch, world: World, sign_in: SignIn
) -> None:
    auditor = sign_in(world.officers["auditor"])

    assert auditor.get(f"/intake/batches/{batch.id}/rows/2").status_code == 200
    assert auditor.get("/intake/receive").status_code == 403
    assert post(auditor, f"/intake/batches/{batch.id}/withdraw", why="x").status_code == 403


@pytest.mark.parametrize("path", ["", "/rows/2", "/rejected", "/rejected.csv"])
def test_another_agency_finds_no_batch_of_ours(
    path: str, batch: Batch, world: World, sign_in: SignIn
) -> None:
    answer = sign_in(world.officers["brand"]).get(f"/intake/batches/{batch.id}{path}")

    assert answer.status_code == 404
    assert "订单" not in answer.get_data(as_text=True)


def test_a_name_that_reads_backwards_is_put_right(world: World, sign_in: SignIn) -> None:
    # Given a file whose name holds the sign that turns what follows round, and a NUL
    browser = sign_in(world.officers["investigator"])
    file = (io.BytesIO(b"platform,account_id\ntaobao,s1\n"), "a\0\u202evsc.exe")
    # When it is brought in
    answer = post(browser, "/intake/receive", "/intake", zone="UTC", files=file)
    # Then it is called what it is
    assert answer.status_code == 303
    assert world.session.scalars(select(Job)).one().title == "Import avsc.exe"
