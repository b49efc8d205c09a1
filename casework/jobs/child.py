"""The child process of a job: one Act, one transaction that holds both the work and its end."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from sqlalchemy.orm import Session

from casework.act import Act
from casework.errors import CaseworkProblem, JobTaken
from casework.jobs import pipeline, queue
from casework.model import Job, connect, sessions
from casework.settings import Settings
from casework.vocabulary import JobState

_EVERY = 0.2
"""Seconds between two words about progress."""


def run_child(settings: Settings, job_id: int, token: int, pipe: Connection) -> None:
    """Do one job in a process of its own, which ends when its parent does."""
    threading.Thread(target=_leave_with_parent, args=(pipe,), daemon=True).start()
    do_job(settings, job_id, token, pipe)


def do_job(settings: Settings, job_id: int, token: int, pipe: Connection) -> None:
    """Do one job and write its end; what was done is dropped if another worker holds it now."""
    with sessions(connect(settings.database_url))() as session:
        job = session.get_one(Job, job_id)
        act = Act(
            officer=job.asked_by,
            at=datetime.now(UTC),
            session=session,
            settings=settings,
            origin=f"job {job_id}",
            progress=_Teller(pipe),
        )
        try:
            result = pipeline.WORK[job.verb](act, job.arguments)
            queue.ask_again(act, job)
            queue.finish(session, job_id, token, JobState.DONE, ended_at=act.now(), result=result)
            pipeline.follow(act, job)
            session.commit()
        except JobTaken:
            session.rollback()
        except CaseworkProblem as problem:
            session.rollback()
            _fail(session, act, job_id, token, str(problem))


def _fail(session: Session, act: Act, job_id: int, token: int, why: str) -> None:
    try:
        queue.finish(session, job_id, token, JobState.FAILED, ended_at=act.now(), error=why)
    except JobTaken:
        session.rollback()
        return
    job = session.get_one(Job, job_id)
    act.record("job:failed", job, why=why)
    pipeline.follow(act, job)
    session.commit()


class _Teller:
    """Sends progress to the parent, which alone writes it down; not more often than is read."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told = 0.0
        self._doing = ""

    def __call__(self, doing: str, done: int, total: int) -> None:
        now = time.monotonic()
        if doing == self._doing and now - self._told < _EVERY:
            return
        self._told, self._doing = now, doing
        self._pipe.send((doing, done, total))


def _leave_with_parent(pipe: Connection) -> None:
    """End this process when the worker dies: nobody keeps the lease any more."""
    try:
        pipe.recv()
    except (EOFError, OSError):
        os._exit(3)
