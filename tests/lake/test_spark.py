"""Spark reads the lake's own files, and what it keeps is read in the lake's connection."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import Popen
from typing import Any

import pyarrow as pa
import pytest

import config
from casework import lake
from casework.errors import ClusterFailed, ClusterUnavailable, EngineMissing
from casework.lake.spark import spark
from casework.settings import Settings
from tests.lake.rows import KIND, file, written
from tests.sparks import needs_pyspark, needs_spark, short_lived

__all__ = ["short_lived"]


def _settings(home: Path, master: str = "local[1]") -> Settings:
    named = {"CASEWORK_HOME": str(home), "CASEWORK_SECRET_KEY": "a key for tests alone"}
    return config.load(named | {"CASEWORK_ENGINE": "spark", "CASEWORK_SPARK_MASTER": master})


def _java_process() -> Popen[bytes]:
    from pyspark import SparkContext

    gateway: Any = SparkContext._gateway
    process: Popen[bytes] = gateway.proc
    return process


def _started(settings: Settings) -> None:
    with lake.connect(settings.lake_dir, []) as connection, spark(connection, [], settings):
        pass


@needs_spark
@pytest.mark.spark
@pytest.mark.usefixtures("short_lived")
def test_what_counts_is_computed_kept_and_gone_in_the_end(tmp_path: Path) -> None:
    # Given two batches of payments, of which the second corrects a row of the first
    settings = _settings(tmp_path / "O'Neill")
    first = file(written(settings.lake_dir, ("P1", "10"), ("P2", "20"), source="a"), 1)
    second = file(written(settings.lake_dir, ("P2", "25"), source="b"), 2)
    files = [first, second]

    # When Spark works over them
    with (
        lake.connect(settings.lake_dir, files) as connection,
        spark(connection, files, settings) as engine,
    ):
        payments = lake.delivered(KIND)
        paid = engine.keep(
            "paid", payments.select("payment_id", "amount_value", "batch_id", "row_number")
        )

        # Then it sees the rows that count, and so does the lake's connection, by name
        assert engine.one(paid.count()) == 2
        rows = engine.rows(paid.select("payment_id", "batch_id").order_by("payment_id"))
        assert rows.to_pylist() == [
            {"payment_id": "P1", "batch_id": 1},
            {"payment_id": "P2", "batch_id": 2},
        ]
        seen = connection.execute("SELECT amount_value::VARCHAR FROM paid ORDER BY ALL").fetchall()
        assert seen == [("10.0000",), ("25.0000",)]

        # And rows made elsewhere are a table for both, until they are dropped
        given = engine.give("given_here", pa.table({"n": [2, 1], "w": [0.5, 0.25]}))
        assert engine.one(given.n.max()) == 2
        assert engine.table("given_here").equals(given)
        engine.drop("given_here", "never_there")
        assert not connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE view_name = 'given_here'"
        ).fetchall()

    # And nothing is left of it
    assert list((settings.work_dir / "spark").iterdir()) == []


@needs_spark
@pytest.mark.spark
@pytest.mark.usefixtures("short_lived")
def test_a_master_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClusterUnavailable) as refused:
        _started(_settings(tmp_path, "nowhere"))

    assert str(refused.value).startswith("Spark cannot work on nowhere: ")
    assert "\n" not in str(refused.value)
    assert list((tmp_path / "work" / "spark").iterdir()) == []


@needs_spark
@pytest.mark.spark
@pytest.mark.usefixtures("short_lived")
def test_java_that_ends_amid_the_work_is_one_sentence(tmp_path: Path) -> None:
    # Given Spark at work
    settings = _settings(tmp_path)
    payments = file(written(settings.lake_dir, ("P1", "10")), 1)

    # When its Java process is killed
    with (
        pytest.raises(ClusterFailed) as broken,
        lake.connect(settings.lake_dir, [payments]) as connection,
        spark(connection, [payments], settings) as engine,
    ):
        _java_process().kill()
        engine.one(lake.delivered(KIND).count())

    # Then one sentence says so, and nothing of the run is left
    assert str(broken.value).startswith("Spark on local[1] broke off: ")
    assert "\n" not in str(broken.value)
    assert list((tmp_path / "work" / "spark").iterdir()) == []


@needs_pyspark
@pytest.mark.spark
def test_without_java_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "none"))

    with pytest.raises(EngineMissing) as refused:
        _started(_settings(tmp_path))

    assert "Java 17 or newer" in str(refused.value)
    assert "apt-get install openjdk-17-jre-headless" in str(refused.value)


def test_without_pyspark_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(EngineMissing) as refused:
        _started(_settings(tmp_path))

    assert "needs pyspark" in str(refused.value)
    assert "make spark" in str(refused.value)
