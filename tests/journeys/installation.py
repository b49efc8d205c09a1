"""An installation as it is run: a home, a shell, and pages served on a port of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.shell import Shell
from tests.house.source import ROOT

_READY_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Installation:
    """A home, and where its register is when that is not in it."""

    home: Path
    database_url: str | None = None

    @property
    def shell(self) -> Shell:
        """A shell in this home, in this process."""
        return Shell(self.home, self.database_url)

    def copied(self, home: Path) -> Installation:
        """Return a copy of this installation, which is not being served; its register is in it."""
        shutil.copytree(self.home, home)
        return Installation(home)

    def typed(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Return how `casework WORDS` ended in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "casework", *map(str, words)],
            cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve the pages and do the work asked for in them; yield the address."""
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        log = self.home.with_name(f"{self.home.name}.log")
        with log.open("wb") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "casework", "serve", "--port", str(port)],
                cwd=ROOT, env=self._environment(), stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        try:
            _wait_for(address, server, log)
            yield address
        except Exception as fault:
            fault.add_note(f"The server said: {log.read_text(errors='replace') or 'nothing'}")
            raise
        finally:
            _end(server)
        assert "Traceback" not in (said := log.read_text(errors="replace")), said

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK")}
        own["CASEWORK_HOME"] = str(self.home)
        if self.database_url:
            own["CASEWORK_DATABASE_URL"] = self.database_url
        return own


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer: {log.read_text(errors='replace')}")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
