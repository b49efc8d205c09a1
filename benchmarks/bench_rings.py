"""How well rings are found, beside what people would use instead; one run, one table.

    python -m benchmarks.bench_rings [--accounts 20000 100000 1000000] [--worlds FOLDER]

For each size, seed and level of evasion a world is simulated and taken in by casework's own intake,
once, into FOLDER. Each method then finds the rings of it, in a process of its own:

- `casework`: the rings that `casework discover` shows, from the imported lake until they are known;
- `discover`: that command whole: the same, and every ring with its reasons in the register;
- `closure`: every two accounts that show one same value, and friends of friends;
- `capped`: the same without values that more than twenty accounts show;
- `louvain`: networkx's communities; each shared value weighs log(accounts / holders), cap as above;
- `splink`: Splink 5, accounts as records, term frequencies, clusters of likely matches;
- `blocks`: dense blocks of accounts and values, peeled greedily after Fraudar, cap as above.

The five others see the values as casework understood them, without masked ones, personal names,
pictures and buildings without a room: with these each of them finds less. Their groups of three and
more accounts with a counterfeit test buy are rings.

Printed: pairwise precision, recall and F1; B-cubed F1; rings found; groups named; honest accounts
accused, also in 10,000; rings with freight whose production site is named first; seconds passed and
computed, without loading libraries; the largest memory of the process with its children. Then the
same together for each size, and with what exponent time, computing and memory grow with the rows.
A method that passes a limit says so. The default seeds are not those that anything was tuned on.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import Limits, watched
from benchmarks.rings.methods import METHODS, WHOLE_COMMAND
from benchmarks.rings.table import HEAD, Line, growth, together
from benchmarks.worlds import Named
from casework.counting import many
from casework.simulator import Evasion, compare

SIZES = (20_000, 100_000, 1_000_000)
SEEDS = (41, 42, 43)
LEVELS: tuple[Evasion, ...] = ("mild", "strong", "extreme")
_SMALL = 20_000  # up to here every seed, above the first alone
_MADE_IN_A_MINUTE = 100_000  # accounts, simulated and taken in


def main() -> None:
    """Print a line for every world and method, then what they say together."""
    options = _options()
    worlds = [
        Named(accounts, seed, evasion)
        for accounts in options.accounts
        for seed in options.seeds or (SEEDS if accounts <= _SMALL else SEEDS[:1])
        for evasion in options.evasion
    ]
    limits = Limits(options.limit_seconds, options.limit_gb * 1e9)
    with _kept(options.worlds) as folder:
        _announce(worlds, options.methods, folder)
        print(HEAD, flush=True)
        lines = [line for world in worlds for line in _lines(world, options, folder, limits)]
    for table in (together, growth):
        print()
        print("\n".join(table(lines)), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how well rings are found.")
    parser.add_argument("--accounts", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seeds", type=int, nargs="+")
    parser.add_argument("--evasion", choices=LEVELS, nargs="+", default=list(LEVELS))
    parser.add_argument("--methods", choices=METHODS, nargs="+", default=list(METHODS))
    parser.add_argument("--worlds", type=Path, help="where imported worlds are kept between runs")
    parser.add_argument("--limit-seconds", type=float, default=900.0)
    parser.add_argument("--limit-gb", type=float, default=12.0)
    return parser.parse_args()


def _announce(worlds: list[Named], methods: list[str], folder: Path) -> None:
    """Say beforehand how much there is to do."""
    missing = [one for one in worlds if not (one.folder(folder) / "truth.json").exists()]
    print(
        f"{many(len(worlds), 'world')}, {many(len(methods), 'method')}: hours for all sizes, "
        "minutes for `--accounts 20000`.",
        flush=True,
    )
    if missing:
        minutes = sum(one.accounts for one in missing) / _MADE_IN_A_MINUTE
        print(
            f"To be made first, once: {many(len(missing), 'world')}, in about {minutes:,.0f} "
            "minutes. A world of a million accounts needs 9 GB of memory for that.",
            flush=True,
        )


def _lines(
    world: Named, options: argparse.Namespace, folder: Path, limits: Limits
) -> Iterator[Line]:
    made = watched(
        ["benchmarks.worlds", str(world.accounts), str(world.seed), world.evasion, str(folder)],
        Limits(),
    )
    if made.why:
        raise SystemExit(f"{world} could not be made: {made.why}")
    home = world.folder(folder)
    truth = json.loads((home / "truth.json").read_text(encoding="utf-8"))
    for method in options.methods:
        line = _measured(world, method, home, truth, limits)
        print(line.text(), flush=True)
        yield line


def _measured(world: Named, method: str, home: Path, truth: dict[str, Any], limits: Limits) -> Line:
    rows = sum(truth["rows"].values())
    with tempfile.TemporaryDirectory() as made:
        told = Path(made) / "rings.json"
        ended = watched(["benchmarks.rings.methods", method, str(home), str(told)], limits)
        if ended.why:
            return Line(world, rows, method, ended.peak, ended.why)
        found = json.loads(told.read_text(encoding="utf-8"))
    return Line(
        world,
        rows,
        method,
        ended.peak,
        found=compare(truth, found),
        sites=method in ("casework", WHOLE_COMMAND),
        seconds=found["seconds"],
        computing=found["computing"],
    )


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


if __name__ == "__main__":
    main()
