"""Which engine runs the heavy part: the one the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casework.lake.engines import DuckDB, Engine
from casework.lake.scan import LakeFile
from casework.lake.spark import spark
from casework.settings import Settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def chosen_engine(
    lake: DuckDBPyConnection, files: Sequence[LakeFile], settings: Settings
) -> Iterator[Engine]:
    """Give the engine the settings name, over a connection to these files.

    Raises EngineMissing and ClusterUnavailable, as `spark` does.
    """
    if settings.engine == "spark":
        with spark(lake, files, settings) as engine:
            yield engine
    else:
        yield DuckDB(lake)
