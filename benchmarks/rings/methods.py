"""The methods by name, and one of them run over one world, measured, in a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Clock
from benchmarks.rings import casework_itself, closure, dense_blocks, rarity, record_linkage
from benchmarks.worlds import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Method = Callable[["DuckDBPyConnection"], dict[str, Any]]


WHOLE_COMMAND = "discover"
"""What `casework discover` does: rings found, and kept in the register with their reasons."""
_FROM_LAKE: dict[str, Method] = {
    "casework": casework_itself.find,
    "closure": closure.closure,
    "capped": closure.capped,
    "louvain": rarity.rarity,
    "splink": record_linkage.record_linkage,
    "blocks": dense_blocks.dense_blocks,
}
METHODS = ("casework", WHOLE_COMMAND, *(name for name in _FROM_LAKE if name != "casework"))
_LOADED = ("scipy.sparse.csgraph", "networkx")
"""What no method is asked to load in its time; Splink's own comes on top."""


def run(method: str, folder: Path) -> dict[str, Any]:
    """Return the rings that a method finds in a world, with the seconds passed and computed."""
    from casework import lake
    from casework.flow import intake

    for name in (*_LOADED, *(("splink",) if method == "splink" else ())):
        import_module(name)
    with opened(folder) as act:
        if method == WHOLE_COMMAND:
            began = Clock.now()
            told = casework_itself.discover(act)
            seconds, computing = Clock.now().since(began)
        else:
            files = intake.lake_files(act)
            act.release()
            began = Clock.now()
            with lake.connect(act.settings.lake_dir, files) as rows:
                told = _FROM_LAKE[method](rows)
                seconds, computing = Clock.now().since(began)
    return {"seconds": seconds, "computing": computing, "rings": told["rings"]}


def main() -> None:
    """Run the method named first over the world in the folder named second; write to the third."""
    method, folder, told = sys.argv[1:]
    if method == "splink" and not find_spec("splink"):
        sys.exit("Splink is not installed here: `make bench-rings` does that")
    Path(told).write_text(json.dumps(run(method, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
