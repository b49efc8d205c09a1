"""The next file is opened, the next piece fetched, while the one before is worked at."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar

from casework.errors import FileUnreadable
from casework.flow.intake.photographs import is_photograph
from casework.flow.intake.readers import Table
from casework.flow.intake.unpacking import Delivered

T = TypeVar("T")
_PIECES = 8
"""Read before they are asked for, some 10 MB each: files that take thought to understand and files
that take time to read come by turns."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of a delivery, its reading begun."""

    file: Delivered
    photograph: bool = False
    tables: Iterator[Table] = field(default_factory=lambda: iter(()))
    """Raises FileUnreadable where the rest cannot be read."""
    refusal: FileUnreadable | None = None
    """Why not even its first table could be read."""


def ahead(things: Iterable[T], most: int = 1) -> Iterator[T]:
    """Return the things, at most so many fetched in a thread before they are asked for.

    Fetching begins at once.
    """
    coming, thread = iter(things), ThreadPoolExecutor(1)
    fetched = deque(thread.submit(next, coming, None) for _ in range(most))
    return _handed_on(coming, thread, fetched)


def _handed_on(
    coming: Iterator[T], thread: ThreadPoolExecutor, fetched: deque[Future[T | None]]
) -> Iterator[T]:
    try:
        while (thing := fetched.popleft().result()) is not None:
            fetched.append(thread.submit(next, coming, None))
            yield thing
    finally:
        thread.shutdown(cancel_futures=True)


Reading = Callable[[Delivered], Iterator[Table]]


def opened(
    files: Iterable[Delivered | FileUnreadable], read: Reading
) -> Iterator[Opened | FileUnreadable]:
    """Return the files with the reading of each begun: its first header is known."""
    for file in files:
        yield file if isinstance(file, FileUnreadable) else _opened(file, read)


def _opened(file: Delivered, read: Reading) -> Opened:
    if is_photograph(file.path):
        return Opened(file, photograph=True)
    tables = read(file)
    try:
        first = list(islice(tables, 1))
    except FileUnreadable as refusal:
        return Opened(file, refusal=refusal)
    for table in first:
        table.pieces = ahead(table.pieces, _PIECES)
    return Opened(file, tables=chain(first, tables))
