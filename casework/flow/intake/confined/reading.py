"""What is read elsewhere, handed on here: the side of the process that must not die."""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Generic, TypeVar

from casework import errors
from casework.errors import FileUnreadable
from casework.flow.intake.confined import wire
from casework.flow.intake.confined.limits import Limits, Spent
from casework.flow.intake.confined.rooms import enter

T = TypeVar("T")
_LENGTH = struct.Struct(">I")
_MEBIBYTE = 1024**2
_PARTING = 10.0
"""Seconds for a process that has said its last to be gone: it has memory to give back."""
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGSYS)


def confined(
    work: Callable[..., Iterator[T]],
    *arguments: Any,
    label: str,
    limits: Limits | None = None,
) -> Confined[T]:
    """Return what `work(*arguments)` yields, done in another process within limits.

    `work` is a function of a module, its arguments can be pickled. It may yield plain values alone:
    None, bool, int, float, text, bytes, lists, tuples, dicts with text keys, pyarrow.RecordBatch.
    Its module is loaded once per process that asks; a function `warm()` in it, where there is one,
    loads what is slow to load. The packages above the module are not run: it must import what it
    needs by the module. Work may not write files.

    The reading ends when its result is closed or let go. Raises FileUnreadable, as `work` does; or
    naming `label` and why, where the process died or used more than `limits` allow.
    """
    return Confined(work, arguments, label, limits or Limits())


class Confined(Generic[T]):
    """What a confined reading hands on, one value at a time."""

    def __init__(
        self,
        work: Callable[..., Iterator[T]],
        arguments: tuple[Any, ...],
        label: str,
        limits: Limits,
    ) -> None:
        self._label, self._limits = label, limits
        self._facts: dict[str, Any] = {}
        self._ended = False
        self._until = 0.0
        """When patience with the value that is asked for is over."""
        asked = pickle.dumps((work, arguments, limits.memory, limits.seconds))
        self._data, self._report = enter(work.__module__)
        self._waiting = select.poll()
        self._waiting.register(self._data, select.POLLIN)
        self._report.sendall(_LENGTH.pack(len(asked)) + asked)

    def __iter__(self) -> Confined[T]:
        return self

    def __next__(self) -> T:
        if self._ended:
            raise StopIteration
        self._until = time.monotonic() + self._limits.silence
        try:
            said = wire.unpacked(self._bytes, self._limits.memory)
        except EOFError:
            self._learn()
            raise self._refusal(self._death()) from None
        except wire.Garbled:
            raise self._refusal("its reader handed on what nobody can read.") from None
        match said:
            case {"value": value}:
                return value  # type: ignore[no-any-return]
            case {"end": True}:
                self._ended = True
                raise StopIteration
            case {"refused": str(name), "file": str(file), "why": str(why)}:
                self._learn()
                raise _as_itself(name, file, why)
            case {"memory": True}:
                self._learn()
                raise self._refusal(self._too_much_memory())
            case {"failed": str(name), "said": str(words)}:
                self._learn()
                raise self._refusal(f"its reader gave up on it ({name}: {words}).")
        raise self._refusal("its reader handed on what nobody can read.")

    def close(self) -> None:
        """End the reading, if it has not ended."""
        self._ended = True
        if self._data >= 0:
            os.close(self._data)
            self._data = -1
        self._report.close()

    def __del__(self) -> None:
        if hasattr(self, "_report"):
            self.close()

    @property
    def spent(self) -> Spent | None:
        """What the reading cost; None where it has not ended by itself."""
        if self._ended and not self._facts:
            self._learn()
        if not self._facts:
            return None
        return Spent(self._facts["peak"], self._facts["seconds"])

    def _bytes(self, size: int) -> Any:
        """Return so many bytes of what is handed on, as an Arrow buffer; EOFError where the
        process is gone.
        """
        import pyarrow as pa

        buffer = pa.allocate_buffer(size)
        got = memoryview(buffer)
        at = 0
        while at < size:
            self._wait()
            count = os.readv(self._data, [got[at:]])
            if count == 0:
                raise EOFError
            at += count
        return buffer

    def _wait(self) -> None:
        # For the whole value: who sends a byte now and then stands still too.
        while not self._waiting.poll(max(0.0, self._until - time.monotonic()) * 1000):
            if time.monotonic() >= self._until:
                seconds = self._limits.silence
                raise self._refusal(f"reading it stood still for {seconds:.0f} seconds.")

    def _learn(self) -> None:
        """Wait for the process to be gone, and keep how it ended; closing ends one that stays."""
        said = b""
        with suppress(OSError):
            self._report.settimeout(_PARTING)
            while piece := self._report.recv(1 << 12):
                said += piece
        if said:
            self._facts = json.loads(said)
        self.close()

    def _refusal(self, why: str) -> FileUnreadable:
        self.close()
        return FileUnreadable(self._label, why)

    def _death(self) -> str:
        code = -int(self._facts.get("code", 0))
        if code == signal.SIGXCPU or self._facts.get("seconds", 0.0) >= self._limits.seconds:
            return f"reading it took more than {self._limits.seconds} seconds of computing."
        if code in _CRASHES:
            return "it is damaged in a way that crashes its reader."
        if code in (signal.SIGABRT, signal.SIGKILL):
            return self._too_much_memory()
        return "the process that read it ended before its time."

    def _too_much_memory(self) -> str:
        memory = self._limits.memory // _MEBIBYTE
        return f"reading it takes more memory than the {memory:,} MB that its size allows."


def _as_itself(name: str, file: str, why: str) -> FileUnreadable:
    """Return what the work raised, of its own class; the facts of the class are its sentence."""
    kind = getattr(errors, name, FileUnreadable)
    if not (isinstance(kind, type) and issubclass(kind, FileUnreadable)):
        kind = FileUnreadable
    problem = kind.__new__(kind)
    FileUnreadable.__init__(problem, file, why)
    return problem
