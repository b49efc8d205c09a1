"""Work to be done in confinement, for tests: functions of a module, which a process can load."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.errors import DeliveryEmpty, FileUnreadable


def count(upto: int) -> Iterator[int]:
    yield from range(upto)


def hand_back(*values: Any) -> Iterator[Any]:
    yield from values


def number_a_batch(rows: int) -> Iterator[Any]:
    import pyarrow as pa

    yield {"rows": pa.record_batch({"n": pa.array(range(rows)), "t": ["平台"] * rows})}


def know_modules() -> Iterator[list[str]]:
    yield sorted(sys.modules)


def know_own_process() -> Iterator[int]:
    yield os.getpid()
    time.sleep(60)


def fill_memory(megabytes: int) -> Iterator[int]:
    held = [b"x" * 1024**2 for _ in range(megabytes)]
    yield len(held)


def think_for_ever() -> Iterator[int]:
    yield 1
    while True:
        pass


def stand_still() -> Iterator[int]:
    yield 1
    time.sleep(60)


def die(number: int) -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), number)
    time.sleep(60)


def leave() -> Iterator[int]:
    yield 1
    os._exit(3)


def refuse() -> Iterator[int]:
    yield 1
    raise FileUnreadable("inner.csv", "row 2 is odd.")


def find_nothing() -> Iterator[int]:
    yield from ()
    raise DeliveryEmpty("inner.csv")


def stumble() -> Iterator[int]:
    yield 1
    raise ZeroDivisionError("one line\nand another")


def hand_on_an_object() -> Iterator[object]:
    yield object()


def babble() -> Iterator[int]:
    """Write to what is handed on as a process would that was taken over."""
    yield 1
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    signal.pause()


def write_a_file(path: Path) -> Iterator[int]:
    path.write_bytes(b"x")
    yield 1


def hang_up_and_stay() -> Iterator[int]:
    yield 1
    os.closerange(3, 64)
    time.sleep(60)


def dribble() -> Iterator[int]:
    os.write(_own_files()[0], b"\x00\x00\x04\x00\x00\x00\x00\x00")
    while True:
        time.sleep(0.2)
        os.write(_own_files()[0], b" ")
    yield 1


def promise_much() -> Iterator[int]:
    os.write(_own_files()[0], b"\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x00\x7f\xff\xff\xff{}")
    time.sleep(60)
    yield 1


def know_own_files() -> Iterator[int]:
    yield len(_own_files())


def _own_files() -> list[int]:
    """Return what is open beside the three that every process has: pipes and sockets."""
    opened = Path("/proc/self/fd").iterdir()
    kept = [file for file in opened if os.path.lexists(file) and ":" in str(file.readlink())]
    return sorted(int(file.name) for file in kept if int(file.name) > 2)
