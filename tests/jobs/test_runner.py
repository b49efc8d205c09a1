"""The worker: does jobs in child processes, survives their death, and its own."""

from __future__ import annotations

import io
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from casework.flow import intake
from casework.jobs import Worker, enqueue
from casework.jobs.runner import _why
from casework.model import Batch, Job, TrailEntry, sessions
from casework.settings import Settings
from casework.vocabulary import JobState, JobVerb
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[2]
HEADER = "carrier,waybill_no,sender_phone,sender_address,shipped_on\n"


def _upload(world: World, rows: int) -> int:
    lines = (
        f"sf,SF{number:012},138{number % 10**8:08},广州市白云区兴隆路{number % 997}号,2026-03-01\n"
        for number in range(rows)
    )
    content = (HEADER + "".join(lines)).encode()
    delivery = intake.receive(world.act(), io.BytesIO(content), "waybills.csv")
    job = enqueue(world.act(), JobVerb.IMPORT, "Import", {"delivery_id": delivery.id})
    world.session.commit()
    return job.id


def _job(engine: Engine, job_id: int) -> Job:
    with sessions(engine)() as session:
        return session.get_one(Job, job_id)


def _until(engine: Engine, job_id: int, what: str, seconds: float = 60) -> Job:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = _job(engine, job_id)
        if what == "under way" and job.done > 0:
            return job
        if what == "over" and job.ended_at is not None:
            return job
        time.sleep(0.05)
    raise AssertionError(f"job {job_id} is not {what}: {_job(engine, job_id).state}")


def test_a_job_is_done_and_followed(world: World, engine: Engine, settings: Settings) -> None:
    # Given an upload to import
    job_id = _upload(world, 50)

    # When a worker does what is due
    assert Worker(settings).run_one()

    # Then the job is done, its rows are in, and rings are to be discovered
    job = _job(engine, job_id)
    assert (job.state, job.error) == (JobState.DONE, None)
    assert job.result is not None
    assert job.result["rows"] == 50
    with sessions(engine)() as session:
        verbs = [job.verb for job in session.scalars(select(Job).order_by(Job.id))]
    assert verbs == [JobVerb.IMPORT, JobVerb.DISCOVER]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_refusal_is_said_and_recorded(world: World, engine: Engine, settings: Settings) -> None:
    # Given an upload that is no delivery
    delivery = intake.receive(world.act(), io.BytesIO(b"a,b\n1,2\n"), "odd.csv")
    asked = {"delivery_id": delivery.id}
    job_id = enqueue(world.act(), JobVerb.IMPORT, "Import", asked).id
    world.session.commit()

    # When a worker tries
    Worker(settings).run_one()

    # Then the job says why it failed, and so does the trail
    job = _job(engine, job_id)
    assert job.state is JobState.FAILED
    assert "odd.csv" in str(job.error)
    with sessions(engine)() as session:
        assert "job:failed" in set(session.scalars(select(TrailEntry.what)))


def test_a_killed_worker_loses_no_job_and_doubles_no_row(
    world: World, engine: Engine, settings: Settings
) -> None:
    # Given a worker of its own, in the middle of an import
    job_id = _upload(world, 300_000)
    quick = replace(settings, lease_seconds=2.0)
    environment = {
        **os.environ,
        "CASEWORK_HOME": str(settings.home),
        "CASEWORK_DATABASE_URL": settings.database_url,
        "CASEWORK_SECRET_KEY": settings.secret_key,
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKER, "2.0"], cwd=ROOT, env=environment, start_new_session=True
    )
    _until(engine, job_id, "under way")

    # When it is killed together with its child, and another worker comes
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    stop = threading.Event()
    heir = threading.Thread(target=Worker(quick).run, args=(stop,))
    heir.start()
    job = _until(engine, job_id, "over")
    stop.set()
    heir.join(60)

    # Then the job was done in a second attempt, with every row once
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    with sessions(engine)() as session:
        assert [batch.rows for batch in session.scalars(select(Batch)).unique()] == [300_000]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to see signals")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_job_under_way_can_be_cancelled(world: World, engine: Engine, settings: Settings) -> None:
    # Given a job under way
    job_id = _upload(world, 300_000)
    stop = threading.Event()
    worker = threading.Thread(target=Worker(replace(settings, lease_seconds=2.0)).run, args=(stop,))
    worker.start()
    _until(engine, job_id, "under way")
    with _halted() as asked_to_leave:
        # When it is cancelled
        with sessions(engine)() as session:
            session.get_one(Job, job_id).cancel_asked_at = world.act().at
            session.commit()
        asked_to_leave()
    job = _until(engine, job_id, "over")
    stop.set()
    worker.join(60)

    # Then it ends so, without an error
    assert (job.state, job.error) == (JobState.CANCELLED, None)


@contextmanager
def _halted() -> Iterator[Callable[[], None]]:
    """Hold the worker's child still, which could be done before anybody asks it to leave.

    Gives what waits until it was asked.
    """
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    status = Path(f"/proc/{child.pid}/status")
    os.kill(child.pid, signal.SIGSTOP)

    def asked_to_leave() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = re.search(r"^ShdPnd:\s*([0-9a-f]+)", status.read_text(), re.MULTILINE)
            if found and int(found[1], 16) >> (signal.SIGTERM - 1) & 1:
                return
            time.sleep(0.05)
        raise AssertionError("nobody asked the child to leave")

    try:
        yield asked_to_leave
    finally:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGCONT)


def test_a_death_is_told_in_words() -> None:
    assert _why(-9) == "Its process was ended by SIGKILL (was memory short?)."
    assert _why(-15) == "Its process was ended by SIGTERM."
    assert _why(1) == "Its process ended with code 1 and left no result."


_WORKER = """
import sys, threading
from dataclasses import replace
import config
from casework.jobs import Worker
if __name__ == "__main__":
    Worker(replace(config.load(), lease_seconds=float(sys.argv[1]))).run(threading.Event())
"""
