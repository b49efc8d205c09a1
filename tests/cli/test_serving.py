"""Serving: the pages and the worker together or alone, and neither left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import select

import config
from casework import jobs
from casework.act import Act
from casework.model import Job, Officer, connect, sessions
from casework.vocabulary import JobState, JobVerb
from tests.cli.conftest import LIN
from tests.cli.shell import Shell

PATIENCE = 60.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(shell: Shell, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give a running `casework WORDS`, ended and all that it started at the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "casework", *words],
        env={**os.environ, "CASEWORK_HOME": str(shell.home)},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the pages answer; return whether they do."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health") as answer:
                return bool(answer.status == 200)
        except URLError:
            time.sleep(0.1)
    return False


def _children(process: subprocess.Popen[bytes]) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(word) for word in listed.split()]


def _gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def _asked(shell: Shell) -> int:
    """Ask for a discovery as a page does; return the job's id."""
    settings = config.load({"CASEWORK_HOME": str(shell.home)})
    engine = connect(settings.database_url)
    with sessions(engine)() as session:
        lin = session.scalars(select(Officer).where(Officer.email == LIN)).one()
        act = Act(lin, Act.now(), session, settings, "test")
        job = jobs.enqueue(act, JobVerb.DISCOVER, "Discover rings", {})
        session.commit()
        number = job.id
    engine.dispose()
    return number


def _ended(shell: Shell, job_id: int) -> JobState | None:
    """Wait until a job is over; return how."""
    engine = connect(f"sqlite:///{shell.home / 'register.sqlite'}")
    until, state = time.monotonic() + PATIENCE, None
    while time.monotonic() < until and state not in {JobState.DONE, JobState.FAILED}:
        time.sleep(0.2)
        with sessions(engine)() as session:
            state = session.get_one(Job, job_id).state
    engine.dispose()
    return state


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see children")
def test_pages_and_worker_serve_together_and_end_together(discovered: Shell) -> None:
    # Given work that was asked for, and a port that is free
    job, port = _asked(discovered), _free_port()

    # When the house is served
    with _running(discovered, "serve", "--port", str(port)) as process:
        # Then the pages answer, and the work is done
        assert _answers(port, process)
        assert _ended(discovered, job) is JobState.DONE
        children = _children(process)
        assert len(children) == 2

        # When it is asked to end, it ends well and leaves nobody behind
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert _gone(children)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see children")
def test_pages_alone_end_with_who_started_them(shell: Shell) -> None:
    # Given the pages alone
    port = _free_port()
    with _running(shell, "serve", "--only", "web", "--port", str(port)) as process:
        assert _answers(port, process)
        children = _children(process)
        assert len(children) == 1

        # When Ctrl-C is pressed, nobody is left behind
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert _gone(children)


def test_a_worker_alone_does_the_work_and_ends_when_asked(discovered: Shell) -> None:
    job = _asked(discovered)

    with _running(discovered, "worker") as process:
        assert _ended(discovered, job) is JobState.DONE
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_an_address_in_use_is_said_in_one_line(shell: Shell) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = shell.refused("serve", "--port", port)

    assert said == f"Something listens on 127.0.0.1:{port} already; choose another --port."
