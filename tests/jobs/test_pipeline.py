"""What each job does, and what follows what."""

from __future__ import annotations

import io

import pytest

from casework.errors import FileUnreadable, LookOutdated
from casework.flow import intake
from casework.jobs import pipeline
from casework.vocabulary import DeliveryState, JobState, JobVerb
from tests.factories import work
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]

ACCOUNTS = b"platform,account_id,phone\ntaobao,s1,13812345678\ntaobao,,13812345679\n"


def test_every_verb_has_its_work() -> None:
    assert set(pipeline.WORK) == set(JobVerb)


def test_import_takes_in_what_the_vault_holds(world: World) -> None:
    # Given an upload in the vault
    act = world.act()
    delivery = intake.receive(act, io.BytesIO(ACCOUNTS), "accounts.csv")

    # When the import job does its work
    result = pipeline.WORK[JobVerb.IMPORT](act, {"delivery_id": delivery.id})

    # Then it tells what came in and what did not
    assert (result["rows"], result["rejected"]) == (2, 1)
    assert len(result["batches"]) == 1
    assert delivery.state is DeliveryState.TAKEN


def test_looking_tells_what_would_come_in(world: World) -> None:
    # Given an upload in the vault
    act = world.act()
    delivery = intake.receive(act, io.BytesIO(ACCOUNTS), "accounts.csv")

    # When the look job does its work, twice, as after a crash
    for _ in range(2):
        result = pipeline.WORK[JobVerb.LOOK](act, {"delivery_id": delivery.id})

    # Then it tells what would come in, the delivery waits, and nothing came in
    assert (result["tables"], result["rows"], result["rejected"]) == (1, 2, 1)
    assert delivery.state is DeliveryState.LOOKED
    assert intake.batches(act).items == []


def test_nothing_follows_a_look(world: World) -> None:
    lin = world.officers["investigator"]
    looked = work.job(world.session, lin, verb=JobVerb.LOOK, state=JobState.DONE)

    assert pipeline.follow(world.act(), looked) is None


def test_import_of_an_unreadable_file_fails_with_its_sentence(world: World) -> None:
    act = world.act()
    delivery = intake.receive(act, io.BytesIO(b"colour,shape\nred,round\n"), "odd.csv")

    with pytest.raises(FileUnreadable, match=r"odd\.csv"):
        pipeline.WORK[JobVerb.IMPORT](act, {"delivery_id": delivery.id})


def test_import_of_what_was_shown_otherwise_fails_with_its_sentence(world: World) -> None:
    # Given a delivery looked at, then said to be of another zone
    act = world.act()
    delivery = intake.receive(act, io.BytesIO(ACCOUNTS), "accounts.csv")
    intake.look(act, delivery)
    intake.reread(act, delivery, "Asia/Taipei")

    # When the import job does its work; then it fails, and nothing came in
    with pytest.raises(LookOutdated, match="look again before it is taken"):
        pipeline.WORK[JobVerb.IMPORT](act, {"delivery_id": delivery.id})
    assert intake.batches(act).items == []


def test_rings_are_discovered_once_after_the_last_import(world: World) -> None:
    # Given two imports, one done and one waiting
    lin = world.officers["investigator"]
    done = work.job(world.session, lin, verb=JobVerb.IMPORT, state=JobState.DONE)
    waiting = work.job(world.session, lin, verb=JobVerb.IMPORT)

    # Then nothing follows the first
    assert pipeline.follow(world.act(), done) is None

    # When the second is done too
    waiting.state = JobState.DONE
    follower = pipeline.follow(world.act(), waiting)

    # Then one discovery follows, and not a second one
    assert follower is not None
    assert follower.verb is JobVerb.DISCOVER
    assert pipeline.follow(world.act(), waiting) is None


def test_a_failed_last_import_does_not_hide_what_came_before(world: World) -> None:
    # Given an import that was done, and a later one that failed
    lin = world.officers["investigator"]
    work.job(world.session, lin, verb=JobVerb.IMPORT, state=JobState.DONE)
    failed = work.job(world.session, lin, verb=JobVerb.IMPORT, state=JobState.FAILED)

    # Then what came in is looked at, once
    assert pipeline.follow(world.act(), failed) is not None
    assert pipeline.follow(world.act(), failed) is None


def test_nothing_follows_where_nothing_came_in(world: World) -> None:
    lin = world.officers["investigator"]
    failed = work.job(world.session, lin, verb=JobVerb.IMPORT, state=JobState.FAILED)

    assert pipeline.follow(world.act(), failed) is None


def test_nothing_follows_a_discovery(world: World) -> None:
    job = work.job(world.session, world.officers["investigator"], state=JobState.DONE)

    assert pipeline.follow(world.act(), job) is None
