"""Whether Spark can run here, and what makes it start sooner in tests."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest


def missing() -> str:
    """Return what Spark lacks here, in words; nothing where it can run."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: make spark"
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        return "there is no Java: apt-get install openjdk-17-jre-headless"
    return ""


needs_spark = pytest.mark.skipif(bool(missing()), reason=missing())
needs_pyspark = pytest.mark.skipif(find_spec("pyspark") is None, reason=missing())


@pytest.fixture
def short_lived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java compiles lightly: a test ends before thorough compiling pays."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
