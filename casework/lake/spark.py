"""The heavy part on Spark: the same expressions, on one machine or on a cluster by its URL.

Spark reads the lake's own files. What it keeps are Parquet files in a folder of the work dir, which
the lake's connection reads by name: a cluster must reach both folders under the same paths.
"""

from __future__ import annotations

import shutil
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Any

from casework.errors import ClusterFailed, ClusterUnavailable, EngineMissing
from casework.lake.columns import sql_columns
from casework.lake.engines import in_lake, kept, sql
from casework.lake.scan import LakeFile, row_count
from casework.settings import Settings
from casework.vocabulary import DeliveryKind

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection
    from ibis.expr.types import Scalar, Table

_DAY = 24 * 60 * 60
_ROWS_IN_A_PARTITION = 250_000
_MEMORY = "2g"
"""Of the Java process here; with a local master, of the whole heavy part."""
_SPARK_TYPES = {"VARCHAR": "STRING", "VARCHAR[]": "ARRAY<STRING>", "TIMESTAMP": "TIMESTAMP_NTZ"}
_ALWAYS = {
    "spark.api.mode": "classic",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # moments of the lake are UTC and say no zone
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # Whoever reads a union of such files in DuckDB meets plain texts, not one dictionary a file.
    "spark.hadoop.parquet.enable.dictionary": "false",
}
# Threat: what listens beyond this machine can be spoken to by others; a local master need not.
_HERE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


class Spark:
    """Spark computes; what it keeps lies as Parquet, which the lake's connection reads."""

    name = "spark"

    def __init__(self, lake: DuckDBPyConnection, session: Any, folder: Path) -> None:
        self.lake = lake
        self._session, self._folder, self._written = session, folder, 0

    def read(self, kind: DeliveryKind, lake_dir: Path, files: Sequence[LakeFile]) -> None:
        """Name the rows of a kind that count, read from the lake's own files."""
        types = {name: _SPARK_TYPES.get(type_, type_) for name, type_ in sql_columns(kind).items()}
        schema = ", ".join(f"{name} {type_}" for name, type_ in types.items())
        nothing = self._place("nothing")
        nothing.mkdir()
        read = self._session.read.schema(schema)
        delivered = read.parquet(str(nothing)).selectExpr("*", "CAST(0 AS BIGINT) AS batch_id")
        for file in files:
            rows = read.parquet(str(lake_dir / file.path))
            delivered = delivered.unionAll(
                rows.selectExpr("*", f"CAST({file.batch_id} AS BIGINT) AS batch_id")
            )
        if _rows(lake_dir, files) != row_count(self.lake, kind):
            delivered = delivered.join(self._current(kind), ["batch_id", "row_number"], "leftsemi")
        delivered.createOrReplaceTempView(kind.value)

    def keep(self, name: str, expression: Table) -> Table:
        place, schema = self._compute(expression)
        self._name(name, self._session.read.schema(schema).parquet(str(place)), f"{place}/part-*")
        return kept(name, expression)

    def give(self, name: str, rows: pa.Table) -> Table:
        import pyarrow.parquet as pq

        place = self._place(name)
        pq.write_table(rows, place, use_dictionary=False)
        self._name(name, self._session.read.parquet(str(place)), str(place))
        return in_lake(self.lake, name)

    def table(self, name: str) -> Table:
        return in_lake(self.lake, name)

    def rows(self, expression: Table) -> pa.Table:
        import pyarrow.parquet as pq

        place, _ = self._compute(expression)
        return pq.read_table(place)

    def one(self, expression: Scalar) -> int:
        return int(self._session.sql(sql(expression, self.name)).collect()[0][0])

    def drop(self, *names: str) -> None:
        for name in names:
            self._session.catalog.dropTempView(name)
            self.lake.execute(f"DROP VIEW IF EXISTS {name}")

    def _current(self, kind: DeliveryKind) -> Any:
        """Which rows count was found out on connecting: their numbers are handed over."""
        place = self._place("current")
        self.lake.execute(f"COPY (SELECT batch_id, row_number FROM {kind.value}) TO {_text(place)}")
        return self._session.read.parquet(str(place))

    def _compute(self, expression: Table) -> tuple[Path, Any]:
        place = self._place("kept")
        rows = self._session.sql(sql(expression, self.name))
        rows.write.parquet(str(place))
        return place, rows.schema

    def _name(self, name: str, rows: Any, files: str) -> None:
        rows.createOrReplaceTempView(name)
        self.lake.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet({_text(files)})"
        )

    def _place(self, name: str) -> Path:
        self._written += 1
        return self._folder / f"{self._written}-{name}.parquet"


@contextmanager
def spark(
    lake: DuckDBPyConnection, files: Sequence[LakeFile], settings: Settings
) -> Iterator[Spark]:
    """Give Spark over the lake's files; what it kept is gone when it ends.

    Raises EngineMissing without pyspark or Java, ClusterUnavailable where the master refuses,
    ClusterFailed where it breaks off amid the work.
    """
    with (
        _folder(settings.work_dir / "spark") as folder,
        _session(settings.spark_master, _sized(lake), folder) as session,
    ):
        engine = Spark(lake, session, folder)
        for kind in DeliveryKind:
            engine.read(kind, settings.lake_dir, [file for file in files if file.kind == kind])
        yield engine


@contextmanager
def _folder(work_dir: Path) -> Iterator[Path]:
    """Give a folder for one run; clears away what killed runs left."""
    work_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in work_dir.iterdir():
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=work_dir) as folder:
        yield Path(folder)


def _rows(lake_dir: Path, files: Sequence[LakeFile]) -> int:
    import pyarrow.parquet as pq

    return sum(int(pq.read_metadata(lake_dir / file.path).num_rows) for file in files)


def _sized(lake: DuckDBPyConnection) -> dict[str, str]:
    """Return how rows are dealt out: a small lake is done sooner in one part, and interpreted."""
    rows = sum(row_count(lake, kind) for kind in DeliveryKind)
    parts = 1 + rows // _ROWS_IN_A_PARTITION
    large = parts > 1
    return {
        "spark.sql.shuffle.partitions": str(parts),
        "spark.sql.adaptive.enabled": str(large).lower(),
        "spark.sql.codegen.wholeStage": str(large).lower(),
        "spark.sql.codegen.factoryMode": "FALLBACK" if large else "NO_CODEGEN",
    }


@contextmanager
def _session(master: str, sized: dict[str, str], folder: Path) -> Iterator[Any]:
    with _java() as gateway:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import AnalysisException, PySparkException
        from pyspark.sql import SparkSession

        chosen = _ALWAYS | sized | {"spark.sql.warehouse.dir": str(folder / "warehouse")}
        if master.startswith("local"):
            chosen |= _HERE | {"spark.local.dir": str(folder / "scratch")}
        conf = SparkConf().setAppName("casework").setMaster(master).setAll(list(chosen.items()))
        try:
            session = SparkSession(SparkContext(conf=conf, gateway=gateway))
        except Py4JError as problem:
            raise ClusterUnavailable(master, _first_line(problem)) from None
        _say_spark()
        try:
            yield session
        except AnalysisException:
            raise  # what Spark cannot read was said wrongly by us: no cluster is to blame
        except (Py4JError, PySparkException, ConnectionError) as problem:
            raise ClusterFailed(master, _first_line(problem)) from problem
        finally:
            # A Java process that is gone has nothing left to stop.
            with suppress(Py4JError, ConnectionError):
                session.stop()


@contextmanager
def _java() -> Iterator[Any]:
    """Give the Java process that Spark runs in, for one run: it keeps a run's folder in mind."""
    try:
        import pyspark.sql
    except ImportError:
        raise EngineMissing("pyspark", "make spark") from None
    from pyspark.java_gateway import launch_gateway

    # pandas, of which it warns now and then, is not used here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    memory = pyspark.SparkConf(loadDefaults=False).set("spark.driver.memory", _MEMORY)
    with TemporaryFile() as log:
        try:
            gateway = launch_gateway(memory, {"stdout": log, "stderr": log})
        except pyspark.errors.PySparkRuntimeError:
            remedy = "apt-get install openjdk-17-jre-headless"
            raise EngineMissing("Java 17 or newer", remedy) from None
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()  # at which it ends
        gateway.proc.wait()
        pyspark.SparkContext._gateway = pyspark.SparkContext._jvm = None


def _say_spark() -> None:
    """Tell Ibis what connecting would; only its SQL is asked for, which needs no more of it."""
    import ibis
    from ibis.config import Config

    class SparkOptions(Config):  # type: ignore[misc]
        treat_nan_as_null: bool = False

    ibis.options.pyspark = SparkOptions()


def _first_line(problem: Exception) -> str:
    java = getattr(problem, "java_exception", None)
    said = str(java.getMessage() if java else problem).strip() or type(problem).__name__
    return said.splitlines()[0].rstrip(".")


def _text(place: object) -> str:
    return "'" + str(place).replace("'", "''") + "'"
