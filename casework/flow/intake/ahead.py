"""The next file is opened, the next piece fetched, while the one before is worked at."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Generic, TypeVar

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


def ahead(things: Iterable[T], most: int = 1) -> Ahead[T]:
    """Return the things, at most so many fetched in a thread before they are asked for.

    Fetching begins at once.
    """
    return Ahead(things, most)


class Ahead(Generic[T]):
    """Things on their way. Closed or let go, it closes where they come from."""

    def __init__(self, things: Iterable[T], most: int) -> None:
        self._coming, self._thread = iter(things), ThreadPoolExecutor(1)
        self._fetched: deque[Future[T | None]] = deque()
        for _ in range(most):
            self._fetch()

    def __iter__(self) -> Ahead[T]:
        return self

    def __next__(self) -> T:
        if not self._fetched:
            raise StopIteration
        try:
            thing = self._fetched.popleft().result()
        except BaseException:
            self.close()
            raise
        if thing is None:
            self.close()
            raise StopIteration
        self._fetch()
        return thing

    def close(self) -> None:
        """Fetch nothing more; whatever is being fetched is waited for."""
        self._fetched.clear()
        self._thread.shutdown(cancel_futures=True)
        # Nobody runs it now: a generator that another thread runs cannot be closed.
        close = getattr(self._coming, "close", None)
        if close is not None:
            close()

    def __del__(self) -> None:
        if hasattr(self, "_fetched"):
            self.close()

    def _fetch(self) -> None:
        self._fetched.append(self._thread.submit(next, self._coming, None))


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
