"""How fast deliveries go in, beside copying them and beside what people write; one run, one table.

    python -m benchmarks.bench_intake [--shipments 10000 100000 1000000] [--files FOLDER]

A world is simulated for each size and its seven kinds are written as CSV, once, into FOLDER. Each
of four then takes them in, in a process of its own:

- `limit`: DuckDB copies each file to Parquet, every column as text. Nothing is understood.
- `casework`: `intake.take_in`, whole: vault, confined reading, every column understood, rows
  hashed, rejects, lake file synced and hashed, register.
- `by row`: pandas `read_csv`, then phonenumbers and casework's address normaliser cell by cell,
  then `to_parquet`. Names, times, amounts, accounts, row hashes and rejects are left out.
- `row anew`: the same, but the address normaliser reads each cell as if it had never met another,
  as normalisers do that people write; casework's own remembers the words of roads and doors.

`start` is what the process needs until it is ready (imports, tables of places and readings) and is
not in `time`. `peak` is the largest sum of memory of the process and all its children, shared pages
counted once; interpreters and libraries are in it. `cpu` is what they computed, which other work on
the machine disturbs less than `time`. From `--sample` rows of a file on, `by row` understands that
many of its rows alone and its time for the others is reckoned from them; marked `~`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import Clock, family, held
from benchmarks.worlds import acting_in, write_rows

SIZES = (10_000, 100_000, 1_000_000)
_SEED, _RINGS = 1, 12
_SHIPMENTS_OF_RINGS, _SHIPMENTS_PER_ACCOUNT = 3_850, 13.5
_PHONES = ("phone", "sender_phone", "receiver_phone", "consignor_phone")
_ADDRESSES = (
    "address", "return_address", "sender_address", "receiver_address", "consignor_address",
)  # fmt: skip
Place = Callable[[str], str | None]
_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one of the four needed."""

    start: float
    seconds: float
    computing: float
    rows: int
    peak: int
    reckoned: bool


def main() -> None:
    """Print one line for each size and each of the four."""
    parser = argparse.ArgumentParser(description="Measure how fast deliveries go in.")
    parser.add_argument("--shipments", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--files", type=Path, help="where the CSVs are kept between runs")
    parser.add_argument("--sample", type=int, default=200_000)
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        _write(options.files, options.write)
    elif options.run:
        print(json.dumps(RUNS[options.run](options.files, options.sample)))
    else:
        with _kept(options.files) as folder:
            _compare(folder, options.shipments, options.sample)


def _compare(folder: Path, sizes: list[int], sample: int) -> None:
    print(
        f"{'shipments':>10} {'rows':>10} {'MB':>6} {'who':<9} {'start s':>8} {'time s':>9} "
        f"{'cpu s':>8} {'rows/s':>10} {'peak MB':>8} {'of limit':>9} {'of by row':>10} "
        f"{'of row anew':>11}"
    )
    for size in sizes:
        files = folder / str(size)
        if not (files / "seizures.csv").exists():
            _child("--write", str(size), "--files", str(files))
        megabytes = sum(path.stat().st_size for path in files.glob("*.csv")) / 1e6
        found = {who: _measured(who, files, sample) for who in RUNS}
        shipments = _rows(files / "shipments.csv")
        for who, one in found.items():
            of_limit = one.seconds / found["limit"].seconds
            of_rows = found["by row"].seconds / one.seconds
            of_anew = found["row anew"].seconds / one.seconds
            took = f"{'~' if one.reckoned else ''}{one.seconds:.2f}"
            print(
                f"{shipments:>10,} {one.rows:>10,} {megabytes:>6,.0f} {who:<9} {one.start:>8.2f} "
                f"{took:>9} {one.computing:>8.2f} {one.rows / one.seconds:>10,.0f} "
                f"{one.peak / 1e6:>8,.0f} {of_limit:>8.2f}x {of_rows:>9.2f}x "
                f"{of_anew:>10.2f}x",
                flush=True,
            )


def _write(folder: Path, shipments: int) -> None:
    """Write the seven kinds of a world with about so many shipments."""
    from casework.simulator import WorldPlan, simulate

    accounts = max(100, round((shipments - _SHIPMENTS_OF_RINGS) / _SHIPMENTS_PER_ACCOUNT))
    world = simulate(WorldPlan(seed=_SEED, accounts=accounts, rings=_RINGS))
    write_rows(world, folder)


def _limit(files: Path, _sample: int) -> dict[str, Any]:
    import duckdb

    began = Clock.now()
    with tempfile.TemporaryDirectory(dir=files) as home:
        connection = duckdb.connect()
        for path in sorted(files.glob("*.csv")):
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{path}', all_varchar=true)) "
                f"TO '{home}/{path.stem}.parquet' (FORMAT parquet)"
            )
    return _told(files, began)


def _casework(files: Path, _sample: int) -> dict[str, Any]:
    from casework.flow import intake

    with tempfile.TemporaryDirectory(dir=files) as home, acting_in(Path(home)) as act:
        _warm(act, files, Path(home) / "few")
        (Path(home) / "whole").mkdir()
        for path in files.glob("*.csv"):
            (Path(home) / "whole" / path.name).hardlink_to(path)
        began = Clock.now()
        taken = intake.take_in(act, Path(home) / "whole", "whole")
        told = _told(files, began)
    if sum(batch.rows for batch in taken.batches) != told["rows"] or taken.refused:
        raise SystemExit(f"rows are missing: {taken.remarks}")
    return told


def _by_row(files: Path, sample: int) -> dict[str, Any]:
    from casework.analysis.normalise import address

    return _row_by_row(files, sample, address.clean)


def _row_anew(files: Path, sample: int) -> dict[str, Any]:
    from casework.analysis.normalise.address.whole import read

    return _row_by_row(files, sample // 4, read)


def _row_by_row(files: Path, sample: int, place: Place) -> dict[str, Any]:
    import pandas
    import phonenumbers

    def phone(text: str) -> str | None:
        try:
            found = phonenumbers.parse(text, "CN")
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_valid_number(found):
            return None
        return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)

    phone("020-83331234")
    place("广东省广州市白云区兴隆路12号")
    began, added, reckoned = Clock.now(), 0.0, False
    with tempfile.TemporaryDirectory(dir=files) as home:
        for path in sorted(files.glob("*.csv")):
            table = pandas.read_csv(path, dtype=str, keep_default_na=False)
            few = min(len(table), sample)
            reckoned |= few < len(table)
            started = time.perf_counter()
            for names, understand in ((_PHONES, phone), (_ADDRESSES, place)):
                for name in set(names) & set(table.columns):
                    meant = [understand(cell) for cell in table[name].iloc[:few]]
                    table[f"{name}_value"] = meant + [None] * (len(table) - few)
            added += (time.perf_counter() - started) * (len(table) / max(few, 1) - 1)
            table.to_parquet(f"{home}/{path.stem}.parquet")
    told = _told(files, began)
    return told | {
        "seconds": told["seconds"] + added,
        "computing": told["computing"] + added,
        "waited": told["seconds"],
        "reckoned": reckoned,
    }


RUNS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "limit": _limit,
    "casework": _casework,
    "by row": _by_row,
    "row anew": _row_anew,
}


def _told(files: Path, began: Clock) -> dict[str, Any]:
    seconds, computing = Clock.now().since(began)
    return {
        "seconds": seconds,
        "computing": computing,
        "rows": sum(map(_rows, files.glob("*.csv"))),
        "reckoned": False,
    }


def _rows(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def _warm(act: Any, files: Path, folder: Path) -> None:
    """Take some rows of each kind in, so that everything is loaded."""
    from casework.flow import intake

    folder.mkdir()
    for path in files.glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            (folder / path.name).write_text("".join(file.readline() for _ in range(20)), "utf-8")
    intake.take_in(act, folder, "few")


def _measured(who: str, files: Path, sample: int) -> Measured:
    """Run one of the four, and look at its memory until it ends."""
    began = time.perf_counter()
    command = ["--run", who, "--files", str(files), "--sample", str(sample)]
    process = _started(*command)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(held, family(process.pid))))
        time.sleep(_EVERY)
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)
    told = json.loads(out.splitlines()[-1])
    whole = time.perf_counter() - began
    # What was reckoned was not waited for, and what is done after the clock stopped is little.
    start = max(0.0, whole - told.get("waited", told["seconds"]))
    told.pop("waited", None)
    return Measured(start=start, peak=peak, **told)


def _started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.bench_intake", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _child(*arguments: str) -> None:
    process = _started(*arguments)
    process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


if __name__ == "__main__":
    main()
