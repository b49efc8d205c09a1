"""Serve: gunicorn and the worker together, or each alone for a larger house."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from types import FrameType

import click

import config
from casework.cli.edge import open_register
from casework.errors import AddressTaken
from casework.settings import Settings

_THREADS = 8
_GRACE = 10.0


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--only", type=click.Choice(["web", "worker"]), help="Start one of the two alone.")
@click.option("--processes", default=1, show_default=True, help="Processes that serve pages.")
def serve_command(host: str, port: int, only: str | None, processes: int) -> None:
    """Serve the pages and do the work asked for in them."""
    settings = config.load()
    open_register(settings)
    if only == "worker":
        run_worker(settings)
        return
    serve(host, port, processes, with_worker=only is None)


@click.command("worker")
def worker_command() -> None:
    """Do the work asked for in the pages; several workers may run at once."""
    settings = config.load()
    open_register(settings)
    run_worker(settings)


def serve(host: str, port: int, processes: int = 1, *, with_worker: bool = True) -> None:
    """Run gunicorn, and a worker beside it, until one ends or a signal asks all to."""
    _check_free(host, port)
    stop = _asked_to_stop()  # before the first child: a signal must never leave one behind
    children = [subprocess.Popen(_web(host, port, processes))]
    if with_worker:
        children.append(subprocess.Popen([sys.executable, "-m", "casework", "worker"]))
    while not stop.wait(0.5):
        if any(child.poll() is not None for child in children):
            break
    failed = [child.returncode for child in children if child.poll() not in (None, 0)]
    _end(children)
    if failed and not stop.is_set():
        sys.exit(1)


def run_worker(settings: Settings) -> None:
    """Run one worker until a signal asks it to stop."""
    from casework.jobs import Worker

    Worker(settings).run(_asked_to_stop())


def _asked_to_stop() -> threading.Event:
    """Return what is set when Ctrl-C or SIGTERM asks this process to end."""
    stop = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    return stop


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind={host}:{port}",
        f"--workers={processes}",
        "--worker-class=gthread",
        f"--threads={_THREADS}",
        "--timeout=120",
        "--log-level=warning",
        f"--pythonpath={config.ROOT}",
        "wsgi:app",
    ]


def _check_free(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise AddressTaken(host, port) from None


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + _GRACE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
