"""The trail on its pages: for those who oversee, narrowed, proved whole, taken as a table."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import text

from tests.factories.casefiles import shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_an_auditor_reads_what_happened(world: World, sign_in: SignIn) -> None:
    # Given a case the police have opened
    case = worked(world)
    shared(world, case, "police")
    sign_in(world.officers["police"]).get(f"/cases/{case.id}")
    auditor = sign_in(world.officers["auditor"])
    # When the lead's auditor reads the trail and an entry
    page = auditor.get(f"/trail?what=case:read&case={case.number}").text
    link = page.split('href="/trail/')[1].split('"')[0]
    # Then it says who read what
    assert "police@police.example" in page
    assert case.number in auditor.get(f"/trail/{link}").text


@pytest.mark.parametrize("officer", ["investigator", "police", "prosecutor", "brand"])
def test_others_do_not(world: World, sign_in: SignIn, officer: str) -> None:
    browser = sign_in(world.officers[officer])
    for page in ("/trail", "/trail/1", "/trail/download"):
        assert browser.get(page).status_code == 403
    assert post(browser, "/trail/verify").status_code == 403


def test_an_auditor_of_another_agency_sees_nothing_of_it(world: World, sign_in: SignIn) -> None:
    # Given something that happened at the platform
    case = worked(world)
    sign_in(world.officers["investigator"]).get(f"/cases/{case.id}")
    police = sign_in(world.officers["police-auditor"])
    # When the police's auditor reads the trail
    # Then there is nothing, neither in the list, nor by number, nor in the table
    assert case.number not in police.get("/trail").text
    assert police.get("/trail/1").status_code == 404
    assert case.number not in police.get("/trail/download").text


def test_the_chain_is_proved_whole(world: World, sign_in: SignIn) -> None:
    # Given some entries
    case = worked(world)
    sign_in(world.officers["investigator"]).get(f"/cases/{case.id}")
    # When an auditor has the chain verified
    page = post(sign_in(world.officers["auditor"]), "/trail/verify").text
    # Then all fit
    assert "none was altered, moved, taken out or cut off" in page


def test_the_first_entry_that_does_not_fit_is_named(world: World, sign_in: SignIn) -> None:
    # Given three entries, the second of them altered behind everybody's back
    case = worked(world)
    browser = sign_in(world.officers["investigator"])
    for _ in range(3):
        browser.get(f"/cases/{case.id}")
    world.session.execute(text("DROP TRIGGER trail_entry_no_update"))
    world.session.execute(text("UPDATE trail_entry SET name = 'C-1' WHERE seq = 2"))
    world.session.commit()
    # When an auditor has the chain verified
    page = post(sign_in(world.officers["auditor"]), "/trail/verify").text
    # Then that entry is named
    assert "The trail does not fit at entry 2" in page


def test_the_table_runs_no_formula(world: World, sign_in: SignIn) -> None:
    # Given a title that a spreadsheet would run, on the trail
    case = worked(world)
    post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/notes",
        text="=HYPERLINK(1)",
    )
    world.officers["investigator"].name = "=cmd|' /C calc'!A0"
    world.session.commit()
    sign_in(world.officers["investigator"]).get(f"/cases/{case.id}")
    # When the trail is downloaded
    answer = sign_in(world.officers["auditor"]).get("/trail/download?what=case:read")
    # Then the cell is disarmed, and the filter was obeyed
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert {row["what"] for row in rows} == {"case:read"}
    assert any(row["officer"].startswith("'=cmd") for row in rows)
