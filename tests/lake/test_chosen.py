"""The settings name the engine."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import config
from casework import lake
from casework.errors import EngineMissing


def test_duckdb_works_unless_spark_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an installation without pyspark
    monkeypatch.setitem(sys.modules, "pyspark", None)
    settings = config.load({"CASEWORK_HOME": str(tmp_path), "CASEWORK_SECRET_KEY": "for tests"})

    with lake.connect(settings.lake_dir, []) as connection:
        # When nothing is said, then the lake's own connection works
        with lake.chosen_engine(connection, [], settings) as engine:
            assert (engine.name, engine.lake) == ("duckdb", connection)

        # When Spark is named, then it is not taken for another
        chosen = lake.chosen_engine(connection, [], replace(settings, engine="spark"))
        with pytest.raises(EngineMissing), chosen:
            pass
