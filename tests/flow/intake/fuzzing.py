"""Mutated files thrown at the intake, as many as asked for: `make fuzz`.

    python -m tests.flow.intake.fuzzing [--files 100000] [--seconds 0] [--seed 1] [--keep FOLDER]

Every file must end in rows that are accepted or rejected, none missing, or in a refusal of one
sentence that names the file. What does not is kept in FOLDER under its number; the same seed and
number make the same file again. Exit code 1 where there was any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from types import FrameType

from casework.errors import FileUnreadable, KindUnknown
from casework.evidence import Vault
from casework.flow.intake import readers
from casework.flow.intake.mapping import recognise
from casework.flow.intake.understanding import Understanding
from casework.flow.intake.unpacking import Delivered, unpacked
from tests.flow.intake.mutating import delivered, mutated

LABEL = "fuzzed.dat"
SLOWEST = 5
"""Seconds a refusal may take."""
MOST_MEMORY = 2 << 30
WORKERS = 2
HOW = ("refused", "unknown", "rejected", "taken")
"""How a file can end, the best last."""


@dataclass(slots=True)
class Outcome:
    """What became of the files: how many ended in which way, and what must be looked at."""

    ended: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: float = 0.0

    def join(self, other: Outcome) -> None:
        """Count another worker's files too."""
        self.ended += other.ended
        self.faults += other.faults
        self.slowest = max(self.slowest, other.slowest)


class Lost(AssertionError):
    """A row that was neither accepted nor rejected, or a sentence that is none."""


class Hung(BaseException):
    """A file that took too long: no reader may catch this."""


def judged(path: Path, vault: Vault) -> str:
    """Return how a file ended: the best of `HOW` that any of its tables came to; raises Lost."""
    ended = [HOW[0]]
    for file in unpacked(vault, path, LABEL):
        if isinstance(file, FileUnreadable):
            check_sentence(file)
            continue
        try:
            ended += _read(file)
        except FileUnreadable as refusal:
            check_sentence(refusal)
    return max(ended, key=HOW.index)


def _read(file: Delivered) -> list[str]:
    ended = []
    for table in readers.tables(file.path, file.label):
        try:
            recognised = recognise(table.header, table.label)
        except KindUnknown as refusal:
            check_sentence(refusal)
            ended.append("unknown")
            continue
        ended.append(_understand(table, Understanding(recognised, "Asia/Shanghai")))
    return ended


def _understand(table: readers.Table, understanding: Understanding) -> str:
    last, rows, accepted = 0, 0, 0
    for piece in table.pieces:
        got = understanding.of(piece)
        came = len(piece.numbers) + len(piece.faults)
        if got.accepted.num_rows + got.rejected.num_rows != came:
            raise Lost(f"{came} rows came, {got.accepted.num_rows} + {got.rejected.num_rows} went")
        numbers = sorted(
            got.accepted["row_number"].to_pylist() + got.rejected["row_number"].to_pylist()
        )
        if len(set(numbers)) != len(numbers) or (numbers and numbers[0] <= last):
            raise Lost(f"row numbers repeat after {last}")
        last = max([last, *numbers])
        rows += came
        accepted += got.accepted.num_rows
    # The header, and what stands before it, have numbers too; no other gap is explained.
    before = len(table.reading.get("preamble") or []) + 1
    blank = table.reading.get("blank_rows", 0)
    if rows + blank + before < last:
        raise Lost(f"row {last} is the last, but only {rows} rows and {blank} blank ones were seen")
    return "taken" if accepted else "rejected"


def check_sentence(refusal: FileUnreadable) -> None:
    """Raise Lost unless the refusal is one sentence that names the file."""
    said = str(refusal)
    if LABEL not in said or "\n" in said or "Traceback" in said or not said.endswith("."):
        raise Lost(f"not one sentence about the file: {said!r}")


def fuzz(seed: int, numbers: range, until: float, keep: Path) -> Outcome:
    """Return what became of the mutated files of these numbers, or of those there was time for."""
    outcome = Outcome()
    files = delivered()
    signal.signal(signal.SIGALRM, _hung)
    with tempfile.TemporaryDirectory() as folder:
        path, vault = Path(folder) / "file", Vault(Path(folder) / "vault")
        for number in numbers:
            if time.monotonic() > until:
                break
            path.write_bytes(mutated(files, Random(f"{seed} {number}")))
            _one(path, vault, number, keep, outcome)
    return outcome


def _one(path: Path, vault: Vault, number: int, keep: Path, outcome: Outcome) -> None:
    began = time.monotonic()
    signal.alarm(SLOWEST * 2)
    try:
        outcome.ended[judged(path, vault)] += 1
    except (Exception, Hung):  # noqa: BLE001 whatever a reader lets through is what is looked for
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{number}").write_bytes(path.read_bytes())
        outcome.ended["fault"] += 1
        outcome.faults.append((number, traceback.format_exc(limit=-3)))
    finally:
        signal.alarm(0)
    outcome.slowest = max(outcome.slowest, time.monotonic() - began)


def _hung(number: int, frame: FrameType | None) -> None:
    raise Hung


def _work(seed: int, numbers: range, seconds: float, keep: Path, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    until = time.monotonic() + seconds if seconds else float("inf")
    pipe.send(fuzz(seed, numbers, until, keep))


def main() -> None:
    """Fuzz with two processes and say how the files ended."""
    parser = argparse.ArgumentParser(description="Throw mutated files at the intake.")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=0, help="stop after; 0: never")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    began, whole = time.monotonic(), Outcome()
    context = multiprocessing.get_context("spawn")
    workers = []
    for worker in range(WORKERS):
        ours, theirs = context.Pipe()
        numbers = range(worker, asked.files, WORKERS)
        given = (asked.seed, numbers, asked.seconds, asked.keep, theirs)
        process = context.Process(target=_work, args=given)
        process.start()
        theirs.close()
        workers.append((process, ours))
    for process, ours in workers:
        try:
            whole.join(ours.recv())
        except EOFError:
            process.join()
            whole.faults.append((-1, f"a process died with code {process.exitcode}"))
        process.join()
    _print(whole, time.monotonic() - began)
    sys.exit(bool(whole.faults))


def _print(outcome: Outcome, seconds: float) -> None:
    for number, why in outcome.faults[:20]:
        print(f"file {number}:\n{why}")
    ended = ", ".join(f"{count:,} {how}" for how, count in sorted(outcome.ended.items()))
    print(f"{outcome.ended.total():,} files in {seconds:.0f} s: {ended}")
    print(f"the slowest took {outcome.slowest:.1f} s; {len(outcome.faults)} to be looked at")


if __name__ == "__main__":
    main()
