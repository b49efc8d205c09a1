"""The queue: asked for with the act, claimed once, fenced by a token, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from casework import jobs
from casework.errors import JobOver, JobTaken, NotFound, NotPermitted
from casework.jobs import queue
from casework.model import Job, sessions
from casework.vocabulary import JobState, JobVerb
from tests.factories import cases
from tests.factories.people import NOW
from tests.worlds import World

LEASE = timedelta(seconds=30)


def test_a_job_exists_only_if_its_act_commits(world: World) -> None:
    # Given a job asked for in an act that fails
    jobs.enqueue(world.act(), JobVerb.DISCOVER, "Discover", {})
    world.session.rollback()

    # Then nobody finds it
    assert queue.claim(world.session, NOW, LEASE) is None


def test_who_may_not_do_the_work_may_not_ask_for_it(world: World) -> None:
    case = cases.case(world.session, world.officers["investigator"])

    with pytest.raises(NotPermitted):
        jobs.enqueue(world.act("auditor"), JobVerb.DISCOVER, "Discover", {})
    with pytest.raises(NotFound):
        jobs.enqueue(world.act("police"), JobVerb.SEAL, "Seal", {}, case)


def test_jobs_are_claimed_in_order_and_once(world: World) -> None:
    # Given two jobs
    first = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})
    second = jobs.enqueue(world.act(), JobVerb.DISCOVER, "two", {})
    world.session.commit()

    # When three claims are made
    claimed = [queue.claim(world.session, NOW, LEASE) for _ in range(3)]

    # Then each job is held once, the earlier first
    assert claimed == [first, second, None]


def test_a_silent_holder_loses_the_job(world: World) -> None:
    # Given a job whose holder fell silent
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})
    queue.claim(world.session, NOW, LEASE)
    world.session.commit()
    stale = job.token

    # When its lease is over, another claims it
    again = queue.claim(world.session, NOW + LEASE + timedelta(seconds=1), LEASE)
    world.session.commit()

    # Then the first holder can neither keep it nor finish it
    assert again is job
    assert job.attempts == 2
    with pytest.raises(JobTaken):
        queue.beat(world.session, job.id, stale, NOW, None)
    with pytest.raises(JobTaken):
        queue.finish(world.session, job.id, stale, JobState.DONE)


def test_a_job_that_kills_its_workers_is_given_up(world: World) -> None:
    # Given a job whose workers died as often as is tried
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})
    at = NOW
    for _ in range(queue.ATTEMPTS):
        assert queue.claim(world.session, at, LEASE) is job
        at += LEASE * 2

    # When it is claimed once more
    assert queue.claim(world.session, at, LEASE) is None

    # Then it is dead and says why
    assert job.state is JobState.FAILED
    assert job.error == "Its worker died 3 times; given up."


def test_progress_is_kept_and_a_wish_to_cancel_is_told(world: World) -> None:
    # Given a job under way
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})
    queue.claim(world.session, NOW, LEASE)

    # When its holder tells how far it is, before and after somebody wants it cancelled
    before = queue.beat(world.session, job.id, job.token, NOW + LEASE, ("reading", 3, 10))
    jobs.cancel(world.act(), job)
    after = queue.beat(world.session, job.id, job.token, NOW + LEASE, None)
    world.session.refresh(job)

    # Then the count is shown and the wish is heard
    assert (job.doing, job.done, job.total) == ("reading", 3, 10)
    assert (before, after) == (False, True)


def test_a_waiting_job_is_cancelled_at_once(world: World) -> None:
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})

    jobs.cancel(world.act(), job)

    assert job.state is JobState.CANCELLED
    assert queue.claim(world.session, NOW, LEASE) is None
    with pytest.raises(JobOver):
        jobs.cancel(world.act(), job)


def test_another_agency_sees_no_job(world: World) -> None:
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "one", {})

    with pytest.raises(NotFound):
        jobs.find(world.act("brand"), job.id)
    assert jobs.recent(world.act("brand")) == []
    assert jobs.recent(world.act("investigator")) == [job]
    assert jobs.recent(world.act("investigator"), JobVerb.IMPORT) == []


def test_workers_at_once_share_the_jobs_without_doubling_any(world: World, engine: Engine) -> None:
    # Given forty jobs
    for number in range(40):
        jobs.enqueue(world.act(), JobVerb.DISCOVER, str(number), {})
    world.session.commit()
    world.session.close()
    done: list[int] = []

    def work() -> None:
        while True:
            with sessions(engine)() as session:
                job = queue.claim(session, NOW, LEASE)
                session.commit()
                if job is None:
                    return
                queue.finish(session, job.id, job.token, JobState.DONE)
                session.commit()
                done.append(job.id)

    # When four workers take them
    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    # Then each was done exactly once
    assert sorted(done) == sorted(set(done))
    assert len(done) == 40
    with sessions(engine)() as session:
        states = set(session.scalars(select(Job.state)))
    assert states == {JobState.DONE}


def test_a_title_is_cut_to_what_the_register_holds(world: World) -> None:
    job = jobs.enqueue(world.act(), JobVerb.DISCOVER, "x" * 300, {})
    world.session.commit()
    assert len(job.title) == 200
