"""Packs are asked for, listed with what they were made from, and handed out checked."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import select

from casework.evidence import Vault
from casework.model import Case, Job, Pack, TrailEntry
from casework.vocabulary import CasePart, JobVerb, ShareLevel
from tests.factories import packs
from tests.factories.casefiles import shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def sealed(world: World, case: Case, to: str) -> Pack:
    """Return a pack whose bytes lie in the vault."""
    kept = Vault(world.settings.vault_dir).put(io.BytesIO(b"PK sealed for " + to.encode()))
    made = packs.pack(
        world.session, case, world.agencies[to], world.officers["investigator"],
        bag_sha256=kept.sha256, size=kept.size, name=f"{case.number}_{to}",
    )  # fmt: skip
    world.session.commit()
    return made


def order(world: World, to: str = "police", **given: object) -> dict[str, Any]:
    """Return what an officer fills in to have a pack sealed."""
    return {
        "recipient_id": world.agencies[to].id,
        "audience": "police",
        "purpose": "Referral",
        "handling": "H1",
        "language": "both",
    } | given


def jobs(world: World) -> list[Job]:
    found = list(world.session.scalars(select(Job)))
    world.session.commit()
    return found


def test_a_pack_is_asked_for_as_a_job(world: World, sign_in: SignIn) -> None:
    # Given a case the police hold an export share of
    case = worked(world)
    shared(world, case, "police", level=ShareLevel.EXPORT)
    lin = sign_in(world.officers["investigator"])
    assert "Guangdong Police" in lin.get(f"/cases/{case.id}/packs/seal").text
    # When its investigator has a pack sealed
    answer = post(lin, f"/cases/{case.id}/packs/seal", **order(world))
    # Then a job is waiting with everything it needs, and the case's page shows it
    assert answer.status_code == 303
    [job] = jobs(world)
    assert job.verb is JobVerb.SEAL
    assert job.case_id == case.id
    assert job.arguments == {
        "case_id": case.id,
        "audience": "police",
        "recipient_id": world.agencies["police"].id,
        "purpose": "Referral",
        "handling": "H1",
        "language": "both",
    }
    assert job.title in lin.get(f"/cases/{case.id}/packs").text
    assert job.title in lin.get("/packs").text


@pytest.mark.parametrize(
    ("level", "days"), [(ShareLevel.CONTRIBUTE, 30.0), (ShareLevel.EXPORT, -1.0)]
)
def test_only_a_live_export_share_makes_a_recipient(
    world: World, sign_in: SignIn, level: ShareLevel, days: float
) -> None:
    # Given a share that is too low, or over
    case = worked(world)
    shared(world, case, "police", level=level, days=days)
    lin = sign_in(world.officers["investigator"])
    # When a pack for its holder is asked for
    answer = post(lin, f"/cases/{case.id}/packs/seal", **order(world))
    # Then nothing is made, and the page says what is missing
    assert "Nobody may take anything of this case away" in answer.text
    assert jobs(world) == []


def test_a_recipient_must_be_one_of_those_cleared(world: World, sign_in: SignIn) -> None:
    # Given a case cleared for the police
    case = worked(world)
    shared(world, case, "police", level=ShareLevel.EXPORT)
    # When a pack for customs is asked for
    answer = post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/packs/seal",
        **order(world, "customs"),
    )
    # Then it is refused
    assert "Not a valid choice" in answer.text
    assert jobs(world) == []


def test_a_guest_sees_the_packs_made_for_its_agency_alone(world: World, sign_in: SignIn) -> None:
    # Given a pack for the police and one for customs
    case = worked(world)
    for to in ("police", "customs"):
        shared(world, case, to, level=ShareLevel.EXPORT)
    ours, theirs = sealed(world, case, "police"), sealed(world, case, "customs")
    police = sign_in(world.officers["police"])
    # When the police look at packs, everywhere
    pages = [police.get(url).text for url in ("/packs", f"/cases/{case.id}/packs")]
    # Then only theirs is there
    for page in pages:
        assert ours.name in page
        assert theirs.name not in page
    shown = police.get(f"/packs/{ours.id}")
    assert ours.bag_sha256 in shown.text
    assert ours.snapshot_sha256 in shown.text
    assert police.get(f"/packs/{theirs.id}").status_code == 404
    assert post(police, f"/packs/{theirs.id}/download").status_code == 404


def test_a_pack_is_downloaded_checked_and_on_record(world: World, sign_in: SignIn) -> None:
    # Given a pack for the police
    case = worked(world)
    shared(world, case, "police", level=ShareLevel.EXPORT)
    pack = sealed(world, case, "police")
    # When a police officer downloads it
    answer = post(sign_in(world.officers["police"]), f"/packs/{pack.id}/download")
    # Then the sealed bytes come under the pack's name, and the trail says who took them
    assert answer.data == b"PK sealed for police"
    assert f"{pack.name}.zip" in answer.headers["Content-Disposition"]
    taken = world.session.scalars(
        select(TrailEntry).where(TrailEntry.what == "pack:downloaded")
    ).one()
    assert taken.officer_id == world.officers["police"].id


def test_no_pack_is_taken_at_a_lower_level_or_after_the_end(world: World, sign_in: SignIn) -> None:
    # Given one recipient whose share went down to view, and one whose share is over
    case = worked(world)
    shared(world, case, "police", CasePart.PACKS, level=ShareLevel.VIEW)
    shared(world, case, "customs", level=ShareLevel.EXPORT, days=-1)
    police, customs = sealed(world, case, "police"), sealed(world, case, "customs")
    # When they download
    first = post(sign_in(world.officers["police"]), f"/packs/{police.id}/download")
    second = post(sign_in(world.officers["customs"]), f"/packs/{customs.id}/download")
    # Then the one is refused, and for the other there is no pack
    assert first.status_code == 403
    assert second.status_code == 404


def test_an_empty_list_teaches(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.officers["prosecutor"]).get("/packs").text
    assert "No pack has been made for Guangdong Procuratorate" in page
