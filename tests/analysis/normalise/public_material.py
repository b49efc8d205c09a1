"""Public material beside the repository, where it is; a test that needs it says so where not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
NAUGHTY = SHARED / "naughty-strings" / "blns.json"
COURIERS = SHARED / "tracking-numbers" / "couriers"


def naughty_strings() -> list[str]:
    """Strings that break programs; a few of our own where the public list is absent."""
    ours = ["", "\x00", "\ud800", "undefined", "１" * 20, "𝟙𝟛𝟠", "1e309", "٠١٢٣٤٥٦٧٨٩", "½", "²"]
    if not NAUGHTY.exists():
        return ours
    return [*ours, *json.loads(NAUGHTY.read_text(encoding="utf-8"))]


def tracking_numbers() -> list[Any]:
    """Form, number and whether it is valid, from the public list of couriers' formats."""
    if not COURIERS.exists():
        skipped = pytest.mark.skip(reason=f"no public list of tracking numbers in {COURIERS}")
        return [pytest.param("", "", False, marks=skipped)]
    return [
        (_NAMES.get(form["name"], form["name"]), number, kind == "valid")
        for path in sorted(COURIERS.glob("*.json"))
        for form in json.loads(path.read_text(encoding="utf-8"))["tracking_numbers"]
        for kind in ("valid", "invalid")
        for number in form["test_numbers"].get(kind, ())
    ]


_NAMES: dict[str, str] = {}
