"""The list of cases, one at a glance, its title and notes, its stages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.model import Case, Note, TrailEntry
from casework.vocabulary import CasePart, CaseStage, ShareLevel
from tests.factories import cases, rings
from tests.factories.casefiles import shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_the_list_says_whose_a_case_is_and_until_when(world: World, sign_in: SignIn) -> None:
    # Given a case of the platform, shared with the police
    case = worked(world)
    grant = shared(world, case, "police")
    # When each of them lists cases
    own = sign_in(world.officers["investigator"]).get("/cases").text
    guest = sign_in(world.officers["police"]).get("/cases").text
    # Then one reads that it is theirs, the other who shares it and until when
    assert "our own" in own
    assert "Hangzhou Marketplace" in guest
    assert f"{grant.ends_at:%Y-%m}" in guest


def test_an_empty_list_teaches_without_telling_of_any_case(world: World, sign_in: SignIn) -> None:
    # Given a case that is not shared with the prosecution
    case = worked(world)
    # When its prosecutor lists cases
    page = sign_in(world.officers["prosecutor"]).get("/cases").text
    # Then the page says how a case comes there, and names none
    assert "No case is shared with Guangdong Procuratorate" in page
    assert case.number not in page


def test_the_list_is_narrowed_by_text_and_stage(world: World, sign_in: SignIn) -> None:
    # Given an open and a closed case
    worked(world, title="Kettle sellers")
    worked(world, title="Lamp sellers", stage=CaseStage.CLOSED)
    browser = sign_in(world.officers["investigator"])
    # When the list is narrowed
    kettles = browser.get("/cases?text=kettle").text
    closed = browser.get("/cases?stage=closed").text
    # Then each shows its own
    assert "Kettle sellers" in kettles
    assert "Lamp sellers" not in kettles
    assert "Lamp sellers" in closed
    assert "Kettle sellers" not in closed


def test_the_list_goes_on_page_by_page(world: World, sign_in: SignIn) -> None:
    # Given more cases than a page holds
    by = world.officers["investigator"]
    finding = rings.finding(world.session, by)
    for number in range(52):
        cases.case(world.session, by, title=f"Case no. {number}!", finding=finding)
    world.session.commit()
    browser = sign_in(by)
    # When the next page is asked for
    first = browser.get("/cases").text
    cursor = first.split("after=")[1].split('"')[0]
    second = browser.get(f"/cases?after={cursor}").text
    # Then the two show every case, each once
    shown = [number for number in range(52) if f"Case no. {number}!" in first]
    rest = [number for number in range(52) if f"Case no. {number}!" in second]
    assert sorted(shown + rest) == list(range(52))


def test_a_cursor_made_up_is_no_page(world: World, sign_in: SignIn) -> None:
    assert sign_in(world.officers["investigator"]).get("/cases?after=nonsense").status_code == 404


def test_reading_a_case_is_recorded(world: World, sign_in: SignIn) -> None:
    # Given a case shared with the police
    case = worked(world)
    shared(world, case, "police")
    # When a police officer opens it
    sign_in(world.officers["police"]).get(f"/cases/{case.id}")
    # Then the trail says who, and in which case
    read = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "case:read")).one()
    assert read.officer_id == world.officers["police"].id
    assert read.case_id == case.id


def test_what_counts_hidden_parts_is_not_shown(world: World, sign_in: SignIn) -> None:
    # Given a share of ties alone
    case = worked(world)
    shared(world, case, "police", CasePart.TIES)
    # When the police open the case
    page = sign_in(world.officers["police"]).get(f"/cases/{case.id}").text
    # Then the sentence that counts accounts is left out, and so are sums and kinds of rows
    assert "3 accounts are tied together" not in page
    assert "59.90" not in page
    assert "Orders" not in page
    assert "Norvik" not in page


def test_another_agency_finds_nothing(world: World, sign_in: SignIn) -> None:
    # Given a case whose share with customs has ended
    case = worked(world)
    shared(world, case, "customs", days=-1)
    # When customs asks for it
    answer = sign_in(world.officers["customs"]).get(f"/cases/{case.id}")
    # Then there is none
    assert answer.status_code == 404
    assert case.number not in answer.text


def test_title_and_summary_are_changed(world: World, sign_in: SignIn) -> None:
    # Given a case
    case = worked(world)
    browser = sign_in(world.officers["investigator"])
    # When its investigator saves another title
    answer = post(browser, f"/cases/{case.id}/edit", title="Kettles", summary="三号", version=1)
    # Then it is kept as the next version
    assert answer.status_code == 303
    world.session.expire_all()
    assert (case.title, case.summary, case.version) == ("Kettles", "三号", 2)


def test_nobody_saves_over_what_they_have_not_seen(world: World, sign_in: SignIn) -> None:
    # Given two officers who opened the form at the same version
    case = worked(world)
    lin, sup = sign_in(world.officers["investigator"]), sign_in(world.officers["supervisor"])
    post(lin, f"/cases/{case.id}/edit", title="Lin's", summary="", version=1)
    # When the second saves
    answer = post(sup, f"/cases/{case.id}/edit", title="Supervisor's", summary="mine", version=1)
    # Then nothing is overwritten, both texts are shown, and the form carries the newer version
    world.session.expire_all()
    assert case.title == "Lin's"
    assert "Lin&#39;s" in answer.text
    assert "Supervisor&#39;s" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text


def test_only_title_and_summary_can_be_sent(world: World, sign_in: SignIn) -> None:
    # Given a case
    case = worked(world)
    # When a form is sent with fields it does not have
    post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/edit",
        title="T", summary="", version=1, agency_id=3, number="C-1", stage="closed", tiers="[]",
    )  # fmt: skip
    # Then they change nothing
    world.session.expire_all()
    assert case.agency_id == world.agencies["platform"].id
    assert case.stage is CaseStage.INVESTIGATION
    assert case.number != "C-1"


@pytest.mark.parametrize(
    ("verb", "was", "stage"),
    [
        ("refer", CaseStage.INVESTIGATION, CaseStage.REFERRED),
        ("close", CaseStage.REFERRED, CaseStage.CLOSED),
        ("reopen", CaseStage.CLOSED, CaseStage.INVESTIGATION),
    ],
)
def test_a_supervisor_moves_a_case_on(
    world: World, sign_in: SignIn, verb: str, was: CaseStage, stage: CaseStage
) -> None:
    # Given a case at a stage
    case = worked(world, stage=was)
    supervisor = sign_in(world.officers["supervisor"])
    assert supervisor.get(f"/cases/{case.id}/{verb}").status_code == 200
    # When a supervisor moves it on
    answer = post(supervisor, f"/cases/{case.id}/{verb}", why="as agreed")
    # Then it stands at the next
    assert answer.status_code == 303
    world.session.expire_all()
    assert case.stage is stage


def test_a_stage_is_not_changed_without_saying_why(world: World, sign_in: SignIn) -> None:
    # Given an open case
    case = worked(world)
    # When it is closed without a reason
    answer = post(sign_in(world.officers["supervisor"]), f"/cases/{case.id}/close", why="")
    # Then the form asks for one, and the case is open
    assert "Say why." in answer.text
    world.session.expire_all()
    assert case.stage is CaseStage.INVESTIGATION


def test_an_investigator_closes_nothing(world: World, sign_in: SignIn) -> None:
    case = worked(world)
    browser = sign_in(world.officers["investigator"])
    assert browser.get(f"/cases/{case.id}/close").status_code == 403
    assert post(browser, f"/cases/{case.id}/close", why="x").status_code == 403


def test_a_guest_at_level_contribute_writes_a_note(world: World, sign_in: SignIn) -> None:
    # Given a share of the timeline at level contribute
    case = worked(world)
    shared(world, case, "police", CasePart.TIMELINE, level=ShareLevel.CONTRIBUTE)
    # When a police officer writes
    post(sign_in(world.officers["police"]), f"/cases/{case.id}/notes", text="Van seen <b>twice</b>")
    # Then the note is the police's, and its text is text
    note = world.session.scalars(select(Note).order_by(Note.id.desc())).first()
    assert note is not None
    assert note.agency_id == world.agencies["police"].id
    world.session.commit()
    page = sign_in(world.officers["investigator"]).get(f"/cases/{case.id}/notes").text
    assert "Van seen &lt;b&gt;twice&lt;/b&gt;" in page


def test_a_guest_at_level_view_writes_nothing(world: World, sign_in: SignIn) -> None:
    # Given a share at level view
    case = worked(world)
    shared(world, case, "police", CasePart.TIMELINE)
    browser = sign_in(world.officers["police"])
    # When a note is sent all the same
    answer = post(browser, f"/cases/{case.id}/notes", text="hello")
    # Then it is refused, and the page had no form for it
    assert answer.status_code == 403
    assert "Write a note" not in browser.get(f"/cases/{case.id}/notes").text


def test_a_ring_opens_a_case_only_for_those_who_see_it(world: World, sign_in: SignIn) -> None:
    # Given a ring of the platform
    finding = rings.finding(world.session, world.officers["investigator"])
    world.session.commit()
    # When officers of another agency, or a form without a ring, ask for a case
    stranger = post(sign_in(world.officers["brand"]), "/cases", ring_id=finding.ring_id)
    empty = post(sign_in(world.officers["investigator"]), "/cases")
    # Then there is no case
    assert stranger.status_code == 404
    assert empty.status_code == 400
    assert world.session.scalars(select(Case)).first() is None


@pytest.mark.parametrize("ring", ["-1", "0", "9" * 40, "x"])
def test_a_ring_no_register_can_hold_opens_no_case(
    world: World, sign_in: SignIn, ring: str
) -> None:
    browser = sign_in(world.officers["investigator"])
    assert post(browser, "/cases", ring_id=ring).status_code == 400
