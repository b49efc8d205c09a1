"""How far long work is: counted, polled until it is over, cancelled by those who may."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from casework.model import Job
from casework.vocabulary import JobState, JobVerb
from casework.web.jobs import ENDED, STOP_POLLING
from tests.factories import work
from tests.factories.people import NOW
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])


def _job(world: World, **given: object) -> Job:
    made = work.job(world.session, world.officers["investigator"], **given)
    world.session.commit()
    return made


def test_a_running_job_shows_counted_progress_and_asks_again(
    world: World, browser: FlaskClient
) -> None:
    job = _job(world, state=JobState.RUNNING, doing="reading orders.csv", done=4211, total=12000)

    answer = browser.get(f"/jobs/{job.id}/progress")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "reading orders.csv: 4,211 of 12,000" in page
    assert '<progress aria-label="Discover rings" max="12000" value="4211">' in page
    assert 'hx-trigger="every 2s"' in page


def test_what_is_not_known_is_not_guessed(world: World, browser: FlaskClient) -> None:
    job = _job(world, state=JobState.RUNNING)

    page = browser.get(f"/jobs/{job.id}/progress").get_data(as_text=True)

    assert '<progress aria-label="Discover rings">' in page


def test_a_job_that_is_over_is_asked_for_no_more(world: World, browser: FlaskClient) -> None:
    job = _job(world, state=JobState.DONE, ended_at=NOW, result={"run": 1, "rings": 12})

    answer = browser.get(f"/jobs/{job.id}/progress")

    assert answer.status_code == STOP_POLLING
    assert answer.headers["HX-Trigger"] == ENDED
    assert "hx-get" not in answer.get_data(as_text=True)
    assert "12 rings" in answer.get_data(as_text=True)


def test_a_failed_job_says_why(world: World, browser: FlaskClient) -> None:
    job = _job(world, state=JobState.FAILED, ended_at=NOW, error="orders.csv: no columns.")

    assert "orders.csv: no columns." in browser.get(f"/jobs/{job.id}").get_data(as_text=True)


def test_an_import_says_what_became_of_the_file(world: World, browser: FlaskClient) -> None:
    result = {
        "batches": [4],
        "again": [2],
        "refused": ["a.txt: no table."],
        "rows": 1,
        "rejected": 0,
    }
    job = _job(world, verb=JobVerb.IMPORT, state=JobState.DONE, ended_at=NOW, result=result)

    page = browser.get(f"/jobs/{job.id}").get_data(as_text=True)

    assert 'href="/intake/batches/4"' in page
    assert "Nothing was doubled" in page
    assert "a.txt: no table." in page


def test_without_scripts_the_page_renews_itself(world: World, browser: FlaskClient) -> None:
    job = _job(world)

    page = browser.get(f"/jobs/{job.id}").get_data(as_text=True)

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page


def test_a_waiting_job_is_cancelled(world: World, browser: FlaskClient) -> None:
    job = _job(world)

    post(browser, f"/jobs/{job.id}/cancel")

    world.session.refresh(job)
    assert job.state is JobState.CANCELLED


def test_an_auditor_sees_work_and_cancels_none(world: World, sign_in: SignIn) -> None:
    job = _job(world)
    auditor = sign_in(world.officers["auditor"])

    assert "Discover rings" in auditor.get("/jobs").get_data(as_text=True)
    assert post(auditor, f"/jobs/{job.id}/cancel").status_code == 403


@pytest.mark.parametrize("path", ["", "/progress"])
def test_another_agency_sees_no_work_of_ours(path: str, world: World, sign_in: SignIn) -> None:
    job = _job(world)

    assert sign_in(world.officers["brand"]).get(f"/jobs/{job.id}{path}").status_code == 404
