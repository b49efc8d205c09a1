"""Rings listed: ranked, narrowed, what is new, changed and gone, and what is too common."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.model import Job
from casework.vocabulary import JobState, JobVerb
from casework.web.jobs import ENDED
from tests.factories import rings, work
from tests.web.conftest import SignIn, post
from tests.web.rings.kept import found
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_before_any_discovery_the_page_says_what_to_do(browser: FlaskClient) -> None:
    page = browser.get("/rings").get_data(as_text=True)

    assert "No discovery has been run yet" in page


def test_while_a_discovery_runs_the_list_waits_for_its_end(
    world: World, browser: FlaskClient
) -> None:
    # Given a discovery on its way
    work.job(world.session, world.officers["investigator"], state=JobState.RUNNING)
    world.session.commit()
    # When the rings are looked at
    page = browser.get("/rings?suspected=y").get_data(as_text=True)
    # Then the list comes anew, as it was narrowed, when the job says that it ended
    assert f'hx-get="/rings?suspected=y" hx-trigger="{ENDED} from:body"' in page


def test_rings_are_listed_with_score_brands_and_sales(world: World, browser: FlaskClient) -> None:
    made = found(world, brands=["Norvik"], score=0.97)

    page = browser.get("/rings").get_data(as_text=True)

    assert made.ring.number in page
    assert "0.97" in page
    assert "Norvik" in page
    assert "2 counterfeit" in page


def test_filters_narrow_the_list(world: World, browser: FlaskClient) -> None:
    # Given two rings of one run
    run = rings.run(world.session, world.officers["investigator"])
    weak = found(world, run=run, score=0.4, brands=["云上"])
    strong = found(world, run=run, score=0.9, brands=["Norvik"])

    # When only the strong are wanted
    page = browser.get("/rings?min_score=0.8").get_data(as_text=True)

    # Then the weak is gone; and a brand in Chinese is found as it is written
    assert strong.ring.number in page
    assert weak.ring.number not in page
    page = browser.get("/rings", query_string={"brand": "云上"}).get_data(as_text=True)
    assert weak.ring.number in page
    assert strong.ring.number not in page


def test_a_filter_that_does_not_fit_is_said_at_its_field(
    world: World, browser: FlaskClient
) -> None:
    made = found(world)

    page = browser.get("/rings?min_score=much").get_data(as_text=True)

    assert 'aria-invalid="true"' in page
    assert made.ring.number in page


def test_a_long_list_is_paged_and_keeps_its_filters(world: World, browser: FlaskClient) -> None:
    # Given more rings than a page holds
    by = world.officers["investigator"]
    run = rings.run(world.session, by)
    for rank in range(1, 53):
        rings.finding(world.session, by, run=run, rank=rank)
    world.session.commit()

    # When the second page is asked for by its link
    first = browser.get("/rings?brand=Norvik").get_data(as_text=True)
    way = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(way).get_data(as_text=True)

    # Then it holds the rest, and the filter still counts
    assert "brand=Norvik" in way
    assert second.count('class="num">5') >= 2
    assert "End of rings" in second


def test_too_common_values_are_listed_with_their_numbers(
    world: World, browser: FlaskClient
) -> None:
    value = {
        "kind": "return address",
        "value": "zhejiang/yiwu/futianlu/12",
        "as_written": "浙江省义乌市福田路12号",
        "accounts": 812,
        "parties": 740,
        "says": "a third-party warehouse",
    }
    rings.run(world.session, world.officers["investigator"], too_common=[value])
    world.session.commit()

    page = browser.get("/rings/too-common").get_data(as_text=True)

    assert "浙江省义乌市福田路12号" in page
    assert "812" in page
    assert "740" in page


def test_a_discovery_is_asked_for_as_a_job(world: World, browser: FlaskClient) -> None:
    answer = post(browser, "/rings/discover")

    job = world.session.scalars(select(Job)).one()
    assert job.verb is JobVerb.DISCOVER
    assert answer.location == f"/jobs/{job.id}"


def test_the_list_says_what_is_new_changed_and_gone(world: World, browser: FlaskClient) -> None:
    # Given a run with a new ring, a grown one, and one that is gone
    gone = [{"ring": "R-2026-0999", "accounts": 4, "merged_into": None}]
    by = world.officers["investigator"]
    run = rings.run(world.session, by, gone=gone, suspected_left_out=12)
    new = rings.finding(world.session, by, run=run, changes={"new": True}, stability=0.5)
    grown = {"new": False, "joined": [["jd", "a"], ["jd", "b"]]}
    rings.finding(world.session, by, run=run, changes=grown, suspected=True)
    world.session.commit()

    # When the lists are read
    page = browser.get("/rings").get_data(as_text=True)
    suspected = browser.get("/rings?suspected=1").get_data(as_text=True)

    # Then each says what became of what
    assert f'href="/rings/{new.ring_id}#changes"' in page
    assert "R-2026-0999: not listed any more, it had 4 accounts" in page
    assert "fragile" in page
    assert "2 joined" in page
    assert "still suspected among the 12 groups below those listed" in page
    assert "12 more suspected groups are not kept" in suspected


def test_what_is_gone_is_cut_and_counted(world: World, browser: FlaskClient) -> None:
    # Given a run that does not show forty rings of the run before
    gone = [{"ring": f"R-2025-{n:04d}", "accounts": 4, "merged_into": None} for n in range(1, 41)]
    rings.run(world.session, world.officers["investigator"], gone=gone)
    world.session.commit()

    page = browser.get("/rings").get_data(as_text=True)

    assert page.count("R-2025-") == 30
    assert "and 10 more that are merged or not found any more" in page


@pytest.mark.parametrize("score", ["NaN", "sNaN", "Infinity", "1e400"])
def test_a_score_that_is_no_number_narrows_nothing(
    world: World, sign_in: SignIn, score: str
) -> None:
    browser = sign_in(world.officers["investigator"])
    assert browser.get(f"/rings?min_score={score}").status_code == 200
