"""The processes of this one in which files are read: one for each module of work, kept waiting."""

from __future__ import annotations

import atexit
import fcntl
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

_SCRIPT = Path(__file__).with_name("room.py")
_PIPE = 1 << 20
"""Bytes on their way at a time: what the kernel gives anyone who asks."""
_QUIET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MALLOC_MMAP_THRESHOLD_": "2097152",
    "MALLOC_TRIM_THRESHOLD_": "33554432",
    "MALLOC_TOP_PAD_": "1048576",
}
"""No threads before the fork; and memory that is asked for only when it is needed, so that a limit
on it can be kept. What is larger than a piece of a table is given back when it is not needed: a
long file would fill it with leftovers. Pieces are used again for the next: given back and asked for
anew, they would cost a tenth of the time."""
_rooms: dict[str, _Room] = {}
_lock = Lock()


def enter(module: str) -> tuple[int, socket.socket]:
    """Return the two ends of a new reading: what it hands on, and how it ended."""
    with _lock:
        room = _rooms.get(module)
        if room is None or not room.open:
            room = _rooms[module] = _Room(module)
        return room.enter()


class _Room:
    """A process that forks a child for each reading. It ends when this process does."""

    def __init__(self, module: str) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # It has none of this process's secrets: neither its environment nor its open files.
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-P", str(_SCRIPT), str(theirs.fileno()), module],
                env=_QUIET | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def open(self) -> bool:
        return self._process.poll() is None

    def enter(self) -> tuple[int, socket.socket]:
        data, theirs = os.pipe()
        report, his = socket.socketpair()
        with suppress(OSError):  # the system may give less
            fcntl.fcntl(data, fcntl.F_SETPIPE_SZ, _PIPE)
        try:
            with his:
                socket.send_fds(self._control, [b"r"], [theirs, his.fileno()])
        finally:
            os.close(theirs)
        return data, report

    def leave(self) -> None:
        """Let go of a room that belongs to the process this one was forked from."""
        self._control.close()
        self._process.returncode = 0

    def close(self) -> None:
        """End it, and every reading in it."""
        self._control.close()
        self._process.wait()


def _forget() -> None:
    for room in _rooms.values():
        room.leave()
    _rooms.clear()
    _lock.release()


def _close() -> None:
    for room in _rooms.values():
        room.close()
    _rooms.clear()


os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_forget)
atexit.register(_close)
