"""Files made for a moment, gone after a day: pictures for pages, lists, what a dry run writes."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DAY = 24 * 3600


def passing(folder: Path) -> Path:
    """Return a folder for files of a moment, there and cleared of what is older than a day.

    Asked for whenever the next file is made in it. Who has an old file open reads it to its end;
    who is about to open one finds none, and makes it again.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # a link in its place leads elsewhere: nothing is cleared there
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _clear(place)
        finally:
            os.close(place)
    return folder


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Give a folder in this one for the time of some work; clears away what killed work left."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        with suppress(FileNotFoundError):  # another process clears away too, or has just ended
            if time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _clear(place: int) -> None:
    """Take old files out of an open folder; links go themselves, never what they lead to."""
    before = time.time() - _DAY
    with os.scandir(place) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # another process clears too
                said = entry.stat(follow_symlinks=False)
                if said.st_mtime < before and not stat.S_ISDIR(said.st_mode):
                    os.unlink(entry.name, dir_fd=place)
