"""Simulated worlds, taken in once by the real intake and kept in a folder between runs."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.act import Act
    from casework.simulator import Evasion, World

ORDERS_PER_ACCOUNT = 2.4
"""The same for every size, so that growth can be compared: about 13 rows an account."""
ACCOUNTS_PER_RING = 1_000
_OFFICER = "administrator@casework.example"


@dataclass(frozen=True, slots=True)
class Named:
    """One world: how many accounts, of what seed, and how hard its rings try not to be found."""

    accounts: int
    seed: int
    evasion: Evasion

    @property
    def rings(self) -> int:
        """The rings in it: the same share of every size."""
        return max(4, round(self.accounts / ACCOUNTS_PER_RING))

    def folder(self, worlds: Path) -> Path:
        """Return where it is kept."""
        return worlds / f"{self.accounts}-{self.seed}-{self.evasion}"


def ready(world: Named, worlds: Path) -> Path:
    """Return the folder of a world that was simulated and taken in: `truth.json` and `home`."""
    folder = world.folder(worlds)
    if (folder / "truth.json").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    files = folder / "files"
    said = _made(world, files)
    with acting_in(folder / "home") as act:
        _take_in(act, files)
    shutil.rmtree(files)
    # Last: a world whose truth is there is whole.
    (folder / "truth.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return folder


def _made(world: Named, files: Path) -> dict[str, Any]:
    """Write the rows of a world, and return what is really so in it."""
    from casework.simulator import WorldPlan, simulate

    plan = WorldPlan(
        seed=world.seed,
        accounts=world.accounts,
        rings=world.rings,
        evasion=world.evasion,
        orders_per_account=ORDERS_PER_ACCOUNT,
    )
    made = simulate(plan)
    write_rows(made, files)
    rows = {str(kind): len(table) for kind, table in made.tables.items()}
    return made.truth.as_object() | {"rows": rows}


def write_rows(world: World, folder: Path) -> None:
    """Write each kind as one CSV file into `folder`, the seizures last."""
    from casework.simulator.rows import ROW_OF

    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in sorted(world.tables.items(), key=lambda one: one[0] == "seizures"):
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(ROW_OF[kind]._fields)
            writer.writerows(rows)


def _take_in(act: Act, files: Path) -> None:
    from casework.flow import intake

    taken = intake.take_in(act, files, files.name)
    if taken.refused or not taken.batches:
        raise SystemExit(f"not all was taken in: {taken.remarks}")


@contextmanager
def opened(folder: Path) -> Iterator[Act]:
    """Give an Act over a copy of a world's register, beside its own lake: the world stays as it is.

    The copy is brought up to date where the kept one was made by an earlier casework.
    """
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        (home / "lake").symlink_to((folder / "home" / "lake").resolve())
        shutil.copy(folder / "home" / "register.sqlite", home)
        with acting_in(home) as act:
            yield act


@contextmanager
def acting_in(home: Path) -> Iterator[Act]:
    """Give the Act of the one who administers the installation in `home`, made if it is not there.

    What was done is committed at the end.
    """
    import config
    from casework import people
    from casework.act import silent
    from casework.cli.edge import acting
    from casework.cli.founding import found
    from casework.vocabulary import AgencyKind, Role

    settings = config.load({"CASEWORK_HOME": str(home), "CASEWORK_SECRET_KEY": "a benchmark's key"})
    agency = people.NewAgency("bench", "Bench", AgencyKind.PLATFORM, "CN-33")
    found(settings, agency, people.NewOfficer(_OFFICER, "Administrator", Role.ADMINISTRATOR))
    with acting(settings, _OFFICER) as act:
        act.progress = silent
        yield act


def main() -> None:
    """Make one world in a process of its own: a large one holds gigabytes until it ends."""
    accounts, seed, evasion, worlds = sys.argv[1:]
    named: Any = evasion
    ready(Named(int(accounts), int(seed), named), Path(worlds))


if __name__ == "__main__":
    main()
