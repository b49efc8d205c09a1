"""The command line as a person meets it: what is typed, what is printed, how it ends."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from casework.cli import main


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell in which CASEWORK_HOME is `home`, with a pipe on either side."""

    home: Path
    database_url: str | None = None

    def run(self, *words: object, **env: str) -> Result:
        """Return how `casework WORDS` ended, whatever the end."""
        known = {
            "CASEWORK_HOME": str(self.home),
            "CASEWORK_DATABASE_URL": self.database_url,
            "CASEWORK_SECRET_KEY": None,
        }
        return CliRunner().invoke(main, [str(word) for word in words], env=known | env)

    def done(self, *words: object, **env: str) -> str:
        """Return what a command that ends well prints; it says nothing beside that."""
        ended = self.run(*words, **env)
        assert ended.exit_code == 0, ended.output
        assert ended.stderr == ""
        return ended.stdout

    def objects(self, *words: object) -> list[Any]:
        """Return the JSON objects a command prints, one a line."""
        return [json.loads(line) for line in self.done(*words).splitlines()]

    def refused(self, *words: object, **env: str) -> str:
        """Return the one line on standard error of a command that is refused or fails."""
        ended = self.run(*words, **env)
        assert isinstance(ended.exception, SystemExit), repr(ended.exception)
        assert ended.exit_code == 1, ended.output
        assert ended.stderr.count("\n") == 1
        assert ended.stderr.startswith("casework: ")
        return ended.stderr.removeprefix("casework: ").strip()

    def misused(self, *words: object) -> str:
        """Return what a command says that was used wrongly."""
        ended = self.run(*words)
        assert ended.exit_code == 2, ended.output
        return ended.stderr

    def copied(self, home: Path) -> Shell:
        """Return a shell in a copy of this home."""
        shutil.copytree(self.home, home)
        return Shell(home)
