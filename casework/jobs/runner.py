"""The worker: claims jobs, runs each in a child process, keeps its lease, says why one died."""

from __future__ import annotations

import multiprocessing
import signal
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Event

from sqlalchemy.orm import Session, sessionmaker

from casework.errors import JobTaken
from casework.jobs import queue
from casework.jobs.child import run_child
from casework.model import connect, sessions
from casework.settings import Settings
from casework.vocabulary import JobState

_PATIENCE = 5.0
"""Seconds a cancelled child has to leave by itself."""


class Worker:
    """Does jobs one after the other until told to stop. Several may run at once."""

    def __init__(self, settings: Settings, idle_seconds: float = 0.5) -> None:
        self._settings = settings
        self._idle = idle_seconds
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._sessions: sessionmaker[Session] = sessions(connect(settings.database_url))

    def run(self, stop: Event) -> None:
        """Work until `stop` is set; a job begun is finished or handed back by its lease."""
        while not stop.is_set():
            if not self.run_one(stop):
                stop.wait(self._idle)

    def run_one(self, stop: Event | None = None) -> bool:
        """Do one job if one is due; return whether one was."""
        with self._sessions() as session:
            job = queue.claim(session, datetime.now(UTC), self._lease)
            claimed = (job.id, job.token) if job else None
            session.commit()
        if claimed is None:
            return False
        self._supervise(*claimed, stop or Event())
        return True

    def _supervise(self, job_id: int, token: int, stop: Event) -> None:
        # Spawned, not forked: the child must not share this process's database connections.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(target=run_child, args=(self._settings, job_id, token, theirs))
        child.start()
        theirs.close()
        try:
            cancelled = self._watch(child, ours, job_id, token, stop)
        except JobTaken:
            _end(child)
            return
        finally:
            ours.close()
        if not stop.is_set() or cancelled:
            self._close(child, job_id, token, cancelled)

    def _watch(
        self, child: BaseProcess, ours: Connection, job_id: int, token: int, stop: Event
    ) -> bool:
        """Keep the lease while the child works; return whether it was cancelled."""
        beat_every = self._lease.total_seconds() / 4
        beaten = 0.0
        progress: tuple[str, int, int] | None = None
        while child.is_alive():
            news = _latest(ours)
            progress = news or progress
            now = time.monotonic()
            if news or now - beaten > beat_every:
                beaten = now
                if self._beat(job_id, token, progress):
                    _end(child)
                    return True
            if stop.is_set():
                _end(child)
                return False
            child.join(0.25)
        return False

    def _beat(self, job_id: int, token: int, progress: tuple[str, int, int] | None) -> bool:
        with self._sessions() as session:
            cancel = queue.beat(session, job_id, token, datetime.now(UTC) + self._lease, progress)
            session.commit()
        return cancel

    def _close(self, child: BaseProcess, job_id: int, token: int, cancelled: bool) -> None:
        """Say how a child ended that could not say it itself; one that could has done so."""
        state = JobState.CANCELLED if cancelled else JobState.FAILED
        error = None if cancelled else _why(child.exitcode)
        with self._sessions() as session:
            try:
                queue.finish(session, job_id, token, state, ended_at=datetime.now(UTC), error=error)
            except JobTaken:
                session.rollback()
                return
            session.commit()


def _latest(ours: Connection) -> tuple[str, int, int] | None:
    news: tuple[str, int, int] | None = None
    try:
        while ours.poll():
            news = ours.recv()
    except EOFError:
        return news
    return news


def _end(child: BaseProcess) -> None:
    child.terminate()
    child.join(_PATIENCE)
    if child.is_alive():
        child.kill()
        child.join()


def _why(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        name = signal.Signals(-exitcode).name
        more = " (was memory short?)" if name == "SIGKILL" else ""
        return f"Its process was ended by {name}{more}."
    return f"Its process ended with code {exitcode} and left no result."
