"""The child of a job: work and end in one transaction; a stale holder's work is dropped."""

from __future__ import annotations

import io
from datetime import timedelta
from multiprocessing import Pipe
from typing import Any

import pytest
from sqlalchemy import Engine, select

from casework.act import Act
from casework.flow import intake
from casework.jobs import enqueue, pipeline, queue
from casework.jobs.child import _Teller, do_job
from casework.model import Job, Officer, Run, sessions
from casework.settings import Settings
from casework.vocabulary import JobState, JobVerb
from tests.factories.people import NOW
from tests.worlds import World

LEASE = timedelta(seconds=30)


def _claimed_discovery(world: World) -> Job:
    accounts = b"platform,account_id\ntaobao,s1\n"
    act = world.act()
    intake.take_delivery(act, intake.receive(act, io.BytesIO(accounts), "accounts.csv"))
    enqueue(act, JobVerb.DISCOVER, "Discover", {})
    world.session.commit()
    job = queue.claim(world.session, NOW, LEASE)
    assert job is not None
    world.session.commit()
    return job


def test_a_stale_holder_leaves_no_trace(world: World, engine: Engine, settings: Settings) -> None:
    # Given a discovery whose lease went to another worker
    job = _claimed_discovery(world)
    job_id, stale = job.id, job.token
    world.session.rollback()
    queue.claim(world.session, NOW + LEASE * 2, LEASE)
    world.session.commit()
    world.session.close()

    # When the first holder's child does the work all the same
    ours, theirs = Pipe()
    do_job(settings, job_id, stale, theirs)

    # Then no run is kept, and the job still belongs to the other
    with sessions(engine)() as session:
        assert session.scalars(select(Run)).all() == []
        kept = session.get_one(Job, job_id)
        assert (kept.state, kept.token) == (JobState.RUNNING, stale + 1)
    ours.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_holder_keeps_what_it_did(world: World, engine: Engine, settings: Settings) -> None:
    # Given a discovery held by this child
    job = _claimed_discovery(world)
    world.session.close()

    # When it does the work
    ours, theirs = Pipe()
    do_job(settings, job.id, job.token, theirs)

    # Then the run is kept and named in the result
    with sessions(engine)() as session:
        run = session.scalars(select(Run)).one()
        kept = session.get_one(Job, job.id)
        assert (kept.state, kept.result) == (JobState.DONE, {"run": run.id, "rings": 0})
    ours.close()


def test_progress_is_not_told_more_often_than_it_is_read() -> None:
    # Given a teller
    ours, theirs = Pipe()
    tell = _Teller(theirs)

    # When it hears of a thousand steps of two things
    for step in range(1000):
        tell("reading", step, 1000)
    tell("writing", 0, 1)

    # Then few words are sent, and a new thing is told at once
    told = []
    while ours.poll():
        told.append(ours.recv())
    assert told[0] == ("reading", 0, 1000)
    assert told[-1] == ("writing", 0, 1)
    assert len(told) < 100


def test_what_an_officer_asked_for_is_dropped_when_they_are_disabled_meanwhile(
    world: World, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a discovery held by this child, whose asker is disabled while it works
    job = _claimed_discovery(world)
    job_id, asker, token = job.id, job.asked_by_id, job.token
    world.session.close()
    discover = pipeline.WORK[JobVerb.DISCOVER]

    def disabled_meanwhile(act: Act, arguments: dict[str, Any]) -> dict[str, Any]:
        act.release()
        with sessions(engine)() as other:
            officer = other.get_one(Officer, asker)
            officer.active, officer.disabled_at = False, NOW
            other.commit()
        return discover(act, arguments)

    monkeypatch.setitem(pipeline.WORK, JobVerb.DISCOVER, disabled_meanwhile)

    # When it comes to its end
    ours, theirs = Pipe()
    do_job(settings, job_id, token, theirs)

    # Then nothing of it is kept, and the job says why
    with sessions(engine)() as session:
        assert session.scalars(select(Run)).all() == []
        kept = session.get_one(Job, job_id)
        assert kept.state is JobState.FAILED
        assert "may not" in (kept.error or "")
    ours.close()
