"""Rings on pages: ranked, narrowed, one with everything it rests on, its picture and its map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.analysis.dossier import to_bytes
from casework.analysis.evidence import Space
from casework.flow import intake, linking
from casework.flow.linking import AccountPair
from casework.model import Finding, Job, LinkJudgement, TrailEntry
from casework.vocabulary import JobState, JobVerb, Judgement, PlaceRole
from casework.web.jobs import ENDED
from casework.web.picture import pair_of
from tests.analysis.dossiers import dossier, key
from tests.analysis.traces import circle, traces
from tests.factories import rings, work
from tests.factories.intake import write_csv
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])


def _found(world: World, **given: Any) -> Finding:
    made = rings.chain(world.session, world.officers["investigator"], **given)
    assert made.ring.number  # read now: later it would open a transaction and hold the register
    world.session.commit()
    return made


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
    made = _found(world, brands=["Norvik"], score=0.97)

    page = browser.get("/rings").get_data(as_text=True)

    assert made.ring.number in page
    assert "0.97" in page
    assert "Norvik" in page
    assert "2 counterfeit" in page


def test_filters_narrow_the_list(world: World, browser: FlaskClient) -> None:
    # Given two rings of one run
    run = rings.run(world.session, world.officers["investigator"])
    weak = _found(world, run=run, score=0.4, brands=["云上"])
    strong = _found(world, run=run, score=0.9, brands=["Norvik"])

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
    made = _found(world)

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


def test_one_ring_shows_its_sentences_and_leads_to_the_rows(
    world: World, browser: FlaskClient
) -> None:
    made = _found(world, reasons=["3 accounts are tied together"])

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert "3 accounts are tied together." in page
    assert "The same phone number: 2 of 400 accounts show it." in page
    assert "The number was given out again." in page
    assert "广东省广州市白云区兴隆路12号3栋402室" in page
    assert 'href="/intake/batches/1/rows/2"' in page


def test_a_suspected_ring_says_so(world: World, browser: FlaskClient) -> None:
    made = _found(world, suspected=True)

    assert "suspected only" in browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)
    assert made.ring.number not in browser.get("/rings").get_data(as_text=True)
    assert made.ring.number in browser.get("/rings?suspected=1").get_data(as_text=True)


def test_all_ties_are_paged(world: World, browser: FlaskClient) -> None:
    made = _found(world, accounts=60)

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert page.count('<article class="cw-tie"') == 50
    assert 'rel="next"' in page


def test_a_judged_tie_shows_who_judged_and_why(world: World, browser: FlaskClient) -> None:
    made = _found(world)
    linking.judge(world.act(), pair_of(made.ties[0]), Judgement.REFUSED, "Two landlords.")
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert "Refused by Investigator" in page
    assert "Two landlords." in page


def test_the_picture_comes_as_data(world: World, browser: FlaskClient) -> None:
    made = _found(world)

    drawn = browser.get(f"/rings/{made.ring_id}/graph").get_json()

    assert [node["account"] for node in drawn["nodes"]] == ["s00000", "s00001", "s00002"]
    assert len(drawn["edges"]) == 2
    assert drawn["accounts"] == 3
    assert drawn["more_ties"] is False


def test_the_map_says_how_many_places_it_cannot_show(world: World, browser: FlaskClient) -> None:
    # Given a warehouse with coordinates and a workshop without
    made = _found(world)
    made.places.append(rings.place(1, role=PlaceRole.PRODUCTION, lat=None, lon=None))
    world.session.commit()

    shown = browser.get(f"/rings/{made.ring_id}/map").get_json()

    assert [place["role"] for place in shown["places"]] == ["warehouse"]
    assert shown["of"] == 2


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


def _known(world: World, **given: Any) -> Finding:
    made = rings.known(world.session, world.officers["investigator"], **given)
    assert made.ring.number
    world.session.commit()
    return made


def test_where_to_buy_next_and_who_holds_it_together_stand_on_the_page(
    world: World, browser: FlaskClient
) -> None:
    # Given a fragile ring with a test buy to make, a keystone, and changes since the run before
    buy = {
        "platform": "taobao", "account_id": "s00001", "listing_id": "L77", "title": "快煮壶",
        "price": "59.90", "currency": "CNY", "says": ["a verdict would settle it"], "brand": "",
    }  # fmt: skip
    changes = {
        "new": False, "joined": [["taobao", "s00002"]], "left": [["jd", "gone"]],
        "merged": ["R-2026-0007"], "split_from": None, "split_off": [],
    }  # fmt: skip
    made = _found(world, next_buys=[buy], changes=changes, stability=0.69)
    made.members[0].keystone = ["it takes the money of the others"]
    world.session.commit()

    # When its page is read
    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    # Then each is there, and leads on
    for said in ("L77", "快煮壶", "CNY\N{NO-BREAK SPACE}59.90", "A verdict would settle it."):
        assert said in page
    assert "It takes the money of the others." in page
    assert "1 account joined" in page and "1 account left" in page
    assert "Merged into it: R-2026-0007" in page
    assert "Fragile" in page
    assert f'href="/rings/{made.ring_id}/members/1"' in page


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
    assert "R-2026-0999: not shown any more, it had 4 accounts" in page
    assert "fragile" in page
    assert "2 joined" in page
    assert "12 more suspected groups are not kept" in suspected


def test_a_ring_the_newest_run_does_not_find_says_so(world: World, browser: FlaskClient) -> None:
    made = _found(world)
    rings.run(world.session, world.officers["investigator"])
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert "does not find this ring" in page


def test_a_member_answers_how_do_you_know(world: World, browser: FlaskClient) -> None:
    # Given a ring of five, and a refused tie of its second member
    made = _known(world)
    linking.judge(world.act(), pair_of(made.ties[0]), Judgement.REFUSED, "Two landlords.")
    world.session.commit()

    # When the second member is asked about
    page = browser.get(f"/rings/{made.ring_id}/members/1").get_data(as_text=True)

    # Then what it shares, with whom, how rare, what else it means and the rows are there
    assert "v100 as 1 writes it" in page and "v100 as 0 writes it" in page
    assert '<span class="written">v100</span>, written as' in page
    assert "The same device: 2 of 400 accounts show it" in page
    assert "A shop-operating agency" in page
    assert 'href="/intake/batches/1/rows/3"' in page
    assert "refused" in page
    assert f"/rings/{made.ring_id}/why?one=1&amp;other=0" in page


def test_a_member_of_an_older_finding_shows_its_strongest_ties(
    world: World, browser: FlaskClient
) -> None:
    made = _found(world)

    page = browser.get(f"/rings/{made.ring_id}/members/1").get_data(as_text=True)

    assert "older than the keeping of evidence" in page
    assert page.count('<article class="cw-tie"') == 2


def test_a_place_answers_how_do_you_know(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given a place a delivered parcel points to
    parcel = {
        "carrier": "sf", "waybill_no": "SF1461182063240", "shipped_on": "2026-02-03",
        "sender_address": "广州白云兴隆路12号", "pieces": "9",
    }  # fmt: skip
    file = write_csv(tmp_path / "shipments.csv", [parcel])
    (batch,) = intake.take_in(world.act(), file, file.name).batches
    made = _found(world)
    row = {"batch_id": batch.id, "kind": "shipments", "row_number": 2, "row_sha256": ""}
    made.places[0].rows = [row]
    world.session.commit()

    # When it is asked about
    page = browser.get(f"/rings/{made.ring_id}/places/0").get_data(as_text=True)

    # Then what the parcel says is there, and leads to its row
    assert "SF1461182063240" in page and "广州白云兴隆路12号" in page
    assert f'href="/intake/batches/{batch.id}/rows/2"' in page


def test_why_offers_two_different_accounts_at_first(world: World, browser: FlaskClient) -> None:
    made = _known(world)

    page = browser.get(f"/rings/{made.ring_id}/why").get_data(as_text=True)

    assert '<option selected value="1">' in page.partition('name="other"')[2]


def test_why_two_are_linked_is_answered_for_any_two(world: World, browser: FlaskClient) -> None:
    # Given a ring of five, one tied to the next
    made = _known(world)
    asked = f"/rings/{made.ring_id}/why?finding={made.id}&one=0&other="

    # Then neighbours show what they share, and the ends the chain
    near = browser.get(f"{asked}1").get_data(as_text=True)
    assert '<span class="written">v100</span>, written as' in near
    assert near.count('<article class="cw-tie"') == 1
    assert f"/rings/{made.ring_id}/members/0/1/reasons/0/exclude" in near
    far = browser.get(f"{asked}4").get_data(as_text=True)
    assert "They share nothing directly" in far
    assert far.count('<article class="cw-tie"') == 4
    assert "Choose two different accounts" in browser.get(f"{asked}0").get_data(as_text=True)


def test_an_address_of_an_earlier_finding_answers_nothing(
    world: World, browser: FlaskClient
) -> None:
    made = _known(world)

    for asked in ("why?finding=77&one=0&other=1", "what-if?finding=77&without=1"):
        page = browser.get(f"/rings/{made.ring_id}/{asked}").get_data(as_text=True)
        assert "found anew since this address was made" in page
        assert '<article class="cw-tie"' not in page and 'id="left"' not in page


def test_what_if_says_what_is_left_and_changes_nothing(world: World, browser: FlaskClient) -> None:
    # Given a ring of five in a row; when its third account is supposed not to be of it
    made = _known(world)
    page = browser.get(f"/rings/{made.ring_id}/what-if?without=2").get_data(as_text=True)

    # Then what is left is told with its limits, and what was asked stands in the form
    assert "Of 4 accounts no group remains." in page
    assert page.count(" checked ") == 1
    assert "Nothing is changed by asking" in page
    assert "A new discovery counts anew" in page
    assert "only the strongest was kept" not in page

    # And nothing was recorded but that the ring was read
    assert world.session.scalars(select(TrailEntry.what)).all()[-1] == "ring:read"
    assert world.session.scalars(select(LinkJudgement)).all() == []


def test_of_a_very_large_group_the_answers_say_that_weaker_traces_are_missing(
    world: World, browser: FlaskClient
) -> None:
    # Given a ring of six, of whose traces the strongest were kept
    shared = traces(6, circle(list(range(6)), 0))
    made = _known(world, accounts=6)
    made.evidence = to_bytes(dossier(shared, most=15))
    world.session.commit()

    # Then what is left of it says so
    page = browser.get(f"/rings/{made.ring_id}/what-if?without=2").get_data(as_text=True)
    assert "only the strongest was kept" in page


@pytest.mark.parametrize("kept_all", [True, False])
def test_that_no_chain_leads_on_is_said_only_where_it_is_known(
    world: World, browser: FlaskClient, kept_all: bool
) -> None:
    # Given two pairs that nothing joins, and traces that were kept or not
    shared = traces(4, [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.DEVICE, 12.0)])
    evidence = to_bytes(replace(dossier(shared), left_out=0 if kept_all else 3))
    made = _known(world, accounts=4)
    made.evidence = evidence
    world.session.commit()

    # When two of different pairs are asked about
    page = browser.get(f"/rings/{made.ring_id}/why?one=0&other=3").get_data(as_text=True)

    # Then it is denied that they share anything only where everything was kept
    assert ("No chain of ties leads from one to the other" in page) is kept_all
    assert ("They share nothing directly" in page) is kept_all
    assert ("They are not among the ties kept" in page) is not kept_all


def test_an_older_finding_denies_nothing(world: World, browser: FlaskClient) -> None:
    made = _found(world)

    page = browser.get(f"/rings/{made.ring_id}/why?one=0&other=2").get_data(as_text=True)

    assert "They are not among the ties kept" in page
    assert "No chain of ties" not in page


def test_a_judgement_is_the_reason_where_no_trace_is_left(
    world: World, browser: FlaskClient
) -> None:
    # Given a ring of two pairs that an officer joined
    shared = traces(4, [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.DEVICE, 12.0)])
    made = _known(world, accounts=4)
    made.evidence = to_bytes(dossier(shared))
    world.session.commit()
    pair = AccountPair.of(key(1), key(2))
    linking.judge(world.act(), pair, Judgement.CONFIRMED, "One lease.")
    world.session.commit()

    # Then the two show the judgement, and the chain of the ends goes over it
    near = browser.get(f"/rings/{made.ring_id}/why?one=1&other=2").get_data(as_text=True)
    far = browser.get(f"/rings/{made.ring_id}/why?one=0&other=3").get_data(as_text=True)
    for page, ties in ((near, 1), (far, 3)):
        assert page.count('<article class="cw-tie"') == ties
        assert "the judgement is the reason" in page and "One lease." in page


def test_a_chain_of_weak_ties_is_not_told_as_tying(world: World, browser: FlaskClient) -> None:
    # Given a weak tie of two, and a surer way by a third that does not tie alone either
    weak = [(0, 2, 1, Space.IMAGE, 0.5), (0, 1, 2, Space.DEVICE, 12.0), (1, 2, 3, Space.IMAGE, 3.0)]
    made = _known(world, accounts=3)
    made.evidence = to_bytes(dossier(traces(3, weak)))
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}/why?one=0&other=2").get_data(as_text=True)

    assert "The chain below is the surest way there is" in page
    assert "The chain below does." not in page


def test_what_is_gone_is_cut_and_counted(world: World, browser: FlaskClient) -> None:
    # Given a run that does not show forty rings of the run before
    gone = [{"ring": f"R-2025-{n:04d}", "accounts": 4, "merged_into": None} for n in range(1, 41)]
    rings.run(world.session, world.officers["investigator"], gone=gone)
    world.session.commit()

    page = browser.get("/rings").get_data(as_text=True)

    assert page.count("R-2025-") == 30
    assert "and 10 more that are merged or not shown any more" in page


@pytest.mark.parametrize("fresh", [True, False])
def test_a_new_ring_says_whether_its_accounts_are_new(
    world: World, browser: FlaskClient, fresh: bool
) -> None:
    changes = {"new": True, "fresh": fresh, "split_from": None if fresh else "R-2026-0001"}
    made = _found(world, changes=changes)

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert ("no ring of the run before had any of these accounts" in page) is fresh
    assert ("Split off from R-2026-0001" in page) is not fresh


def test_what_the_ring_does_not_have_is_said(world: World, browser: FlaskClient) -> None:
    made = _known(world)

    page = browser.get(f"/rings/{made.ring_id}/what-if?value=99").get_data(as_text=True)

    assert "This could not be taken as it is" in page
    assert 'id="left"' not in page


def test_an_older_finding_cannot_be_asked(world: World, browser: FlaskClient) -> None:
    made = _found(world)

    page = browser.get(f"/rings/{made.ring_id}/what-if?without=1").get_data(as_text=True)

    assert "older than the keeping of evidence" in page


_PAGES = [
    "",
    "/ties",
    "/graph",
    "/map",
    "/why?one=0&other=1",
    "/what-if",
    "/members/1",
    "/places/0",
]


@pytest.mark.parametrize("path", _PAGES)
def test_a_ring_of_another_agency_is_not_there(path: str, world: World, sign_in: SignIn) -> None:
    made = _found(world)

    answer = sign_in(world.officers["brand"]).get(f"/rings/{made.ring_id}{path}")

    assert answer.status_code == 404
    assert made.ring.number not in answer.get_data(as_text=True)


@pytest.mark.parametrize("score", ["NaN", "sNaN", "Infinity", "1e400"])
def test_a_score_that_is_no_number_narrows_nothing(
    world: World, sign_in: SignIn, score: str
) -> None:
    browser = sign_in(world.officers["investigator"])
    assert browser.get(f"/rings?min_score={score}").status_code == 200


def test_that_a_ring_was_read_stands_on_the_trail(world: World, sign_in: SignIn) -> None:
    # Given a ring
    officer = world.officers["investigator"]
    found = rings.chain(world.session, officer)
    world.session.commit()
    # When its page is read
    assert sign_in(officer).get(f"/rings/{found.ring_id}").status_code == 200
    # Then who read it is kept
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "ring:read")).one()
    assert (entry.name, entry.officer_id) == (found.ring.number, officer.id)


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("members/1", {"member": "taobao/s01"}),
        ("why?one=0&other=1", {"asked": ["taobao/s00", "taobao/s01"]}),
        ("what-if", {"page": "what-if"}),
        ("ties", {"page": "ties"}),
        ("members/0/1/reasons/0/exclude", {"asked": ["taobao/s00", "taobao/s01"]}),
    ],
)
def test_what_was_asked_of_a_ring_stands_on_the_trail(
    world: World, browser: FlaskClient, path: str, facts: dict[str, Any]
) -> None:
    # Given a ring; when a member, or two, are asked about
    made = _known(world)
    assert browser.get(f"/rings/{made.ring_id}/{path}").status_code == 200
    # Then who asked for what is kept
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "ring:read")).one()
    assert entry.facts == facts
