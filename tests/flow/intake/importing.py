"""A process that takes deliveries in and can be killed while it does: `python -m` this module.

Each line it reads is JSON: home, database, delivery, officer, and after how many seconds to kill
(null: never). It forks, so that starting Python does not blur the moment, and answers with the
seconds the child lived.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

import duckdb  # noqa: F401
import pyarrow.compute
import pyarrow.parquet
from sqlalchemy.orm import configure_mappers

import config
from casework.act import Act
from casework.analysis import normalise
from casework.flow import intake
from casework.model import Officer, connect, sessions
from casework.vocabulary import ColumnType
from tests.factories.people import NOW


def take_in(asked: dict[str, Any]) -> None:
    """Take one delivery in, as a command would."""
    settings = config.load(
        {"CASEWORK_HOME": asked["home"], "CASEWORK_DATABASE_URL": asked["database"]}
        | {"CASEWORK_SECRET_KEY": "a key for tests alone"}
    )
    with sessions(connect(settings.database_url))() as session:
        officer = session.get_one(Officer, asked["officer"])
        act = Act(officer, NOW, session, settings, "test")
        intake.take_in(act, Path(asked["delivery"]), "delivery")
        session.commit()


def killed_after(pid: int, seconds: float | None) -> float:
    """Wait for a child, killing it after so many seconds, and return how long it lived."""
    began = time.monotonic()
    ended = os.pidfd_open(pid)
    try:
        if not select.select([ended], [], [], seconds)[0]:
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    finally:
        os.close(ended)
    return time.monotonic() - began


def main() -> None:
    """Serve requests until there are no more."""
    # What is loaded on first use is loaded here, once for all children.
    pyarrow.array([""])
    configure_mappers()
    for type_ in ColumnType:
        for text in ("张伟", "广东省广州市白云区兴隆路12号", "2026-03-06", "13812345678"):
            normalise.understand(type_, text)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            take_in(asked)
            os._exit(0)
        print(killed_after(pid, asked["seconds"]), flush=True)


if __name__ == "__main__":
    main()
