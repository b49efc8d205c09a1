"""The process in which hostile files are read: a script, run by its path, that knows no register.

It waits, the libraries loaded, and forks a child for each reading. It has one thread and opens no
file itself, so that forking is safe and it cannot be taken over.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from importlib import import_module, machinery
from importlib.util import find_spec
from types import ModuleType, TracebackType
from typing import Any

# A room whose face is imported wakes the register. Here only readers are wanted: the packages above
# the module that reads are bare, and only what it names itself is loaded.
_HERE = "casework.flow.intake.confined"
_LENGTH = struct.Struct(">I")
_OWN_FILES = 64
_PARENT_GONE = 1
"""prctl(PR_SET_PDEATHSIG), from <linux/prctl.h>."""


class _Without:
    """Finds nothing where a library is asked for that nobody needs here and that loads slowly."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> machinery.ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)
        return None


def main() -> None:
    """Serve one parent: its end of the socket is given by number, the module to load by name."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.meta_path.insert(0, _Without)
    module = sys.argv[2]
    for name in (_HERE, module):
        _bare(name)
    import_module(f"{_HERE}.wire")
    warm = getattr(import_module(module), "warm", None)
    if warm:
        warm()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        _serve(control)


def _bare(module: str) -> None:
    """Put the packages above a module in place without running them."""
    parts = module.split(".")[:-1]
    for depth in range(1, len(parts) + 1):
        name = ".".join(parts[:depth])
        if name in sys.modules:
            continue
        # Asked of every finder: an installation for development is on no path.
        spec = find_spec(name)
        if spec is None or spec.submodule_search_locations is None:
            raise ModuleNotFoundError(name, name=name)
        package = ModuleType(name)
        package.__path__ = list(spec.submodule_search_locations)
        sys.modules[name] = package


def _serve(control: socket.socket) -> None:
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    ends: dict[int, int] = {}  # process descriptor -> process
    reports: dict[int, tuple[socket.socket, int]] = {}  # process descriptor -> its report, number
    listening: dict[int, int] = {}  # number of a report -> process
    while True:
        for number, _ in waiting.poll():
            if number == control.fileno():
                asked, given, _, _ = socket.recv_fds(control, 1, 2)
                if not asked:
                    for pid in ends.values():
                        os.kill(pid, signal.SIGKILL)
                    return
                data, report = given[0], socket.socket(fileno=given[1])
                pid = os.fork()
                if pid == 0:
                    _keep_open(data, report.fileno())
                    _read(data, report)
                os.close(data)
                ended = os.pidfd_open(pid)
                ends[ended], reports[ended] = pid, (report, report.fileno())
                listening[report.fileno()] = pid
                waiting.register(ended, select.POLLIN)
                waiting.register(report, 0)  # only whether the parent still listens
            elif number in ends:
                pid = ends.pop(number)
                report, heard = reports.pop(number)
                waiting.unregister(number)
                os.close(number)
                if heard in listening:
                    del listening[heard]
                    waiting.unregister(heard)
                _tell(report, pid)
            elif number in listening:
                os.kill(listening.pop(number), signal.SIGKILL)
                waiting.unregister(number)


def _keep_open(*numbers: int) -> None:
    """Close the ends of other readings: who listens there must see them close."""
    last = 2
    for number in sorted(numbers):
        os.closerange(last + 1, number)
        last = number
    os.closerange(last + 1, _OWN_FILES * 16)


def _tell(report: socket.socket, pid: int) -> None:
    """Say how a reading ended and what it cost."""
    _, status, usage = os.wait4(pid, 0)
    facts = {
        "code": os.waitstatus_to_exitcode(status),
        "peak": usage.ru_maxrss * 1024,
        "seconds": usage.ru_utime + usage.ru_stime,
    }
    with report, suppress(OSError):  # the parent may have gone
        report.sendall(json.dumps(facts).encode())


def _read(data: int, report: socket.socket) -> None:
    """Do what the parent asks for, in a process that ends with it."""
    import ctypes

    ctypes.CDLL(None).prctl(_PARENT_GONE, signal.SIGKILL)
    with _Handing(data) as handing:
        (length,) = _LENGTH.unpack(_exactly(report, _LENGTH.size))
        work, arguments, memory, seconds = pickle.loads(_exactly(report, length))  # noqa: S301
        report.close()  # how it ended is told by the room alone: this process may be taken over
        _confine(memory, seconds)
        for value in work(*arguments):
            handing.on({"value": value})


def _exactly(report: socket.socket, size: int) -> bytes:
    got = bytearray()
    while len(got) < size:
        piece = report.recv(size - len(got))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got)


def _confine(memory: int, seconds: int) -> None:
    """Take away what reading a file does not need. Cannot be undone by this process."""
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        held = int(file.read().split()[5]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_DATA, held + memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OWN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # first a signal with a name


class _Handing:
    """Hands values on, and last of all says how the work ended."""

    def __init__(self, data: int) -> None:
        self._data = data

    def __enter__(self) -> _Handing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        from casework.errors import FileUnreadable

        if isinstance(problem, BrokenPipeError):
            os._exit(0)
        if problem is None:
            last: dict[str, Any] = {"end": True}
        elif isinstance(problem, FileUnreadable):
            last = {"refused": type(problem).__name__, "file": problem.file, "why": problem.why}
        elif isinstance(problem, MemoryError):
            problem.__traceback__ = problem.__context__ = None  # what it holds is let go
            gc.collect()
            last = {"memory": True}
        else:
            said = str(problem).splitlines() or [""]
            last = {"failed": type(problem).__name__, "said": said[0][:200]}
        with suppress(BrokenPipeError):
            self.on(last)
        os._exit(0)

    def on(self, value: Any) -> None:
        from casework.flow.intake.confined import wire

        for buffer in wire.packed(value):
            left = memoryview(buffer)
            while left:
                left = left[os.write(self._data, left) :]


if __name__ == "__main__":
    main()
