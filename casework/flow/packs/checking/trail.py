"""The extract of the trail: every entry given in full has its hash, neighbours follow on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework import audit


def trail_findings(extract: Path, snapshot: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each entry of `extract.jsonl` that does not fit."""
    try:
        lines = [json.loads(line) for line in extract.read_text("utf-8").splitlines()]
        entries, head = lines[:-1], lines[-1]["head"]
        yield from _faults(entries, head)
        if {"entries": entries, "head": head} != snapshot["trail"]:
            yield "audit/extract.jsonl is not the extract the snapshot holds."
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        yield "audit/extract.jsonl cannot be read."


def _faults(entries: list[dict[str, Any]], head: dict[str, Any] | None) -> Iterator[str]:
    before: dict[str, Any] | None = None
    for entry in entries:
        content = {name: value for name, value in entry.items() if name != "hash"}
        withheld = content.pop("withheld", False)
        made = hashlib.sha256(audit.canonical(content).encode()).hexdigest()
        if not withheld and made != entry["hash"]:
            yield f"Entry {entry['seq']} of the trail was changed: its hash differs."
        if before is not None and entry["seq"] <= before["seq"]:
            yield f"Entry {entry['seq']} of the trail stands out of order."
        follows = before is not None and entry["seq"] == before["seq"] + 1
        if before is not None and follows and entry["previous"] != before["hash"]:
            yield f"Entry {entry['seq']} of the trail does not follow from the one before."
        before = entry
    if before is not None and (head is None or head["seq"] < before["seq"]):
        yield "The trail's head stands before its last entry."
    if (
        before is not None
        and head
        and head["seq"] == before["seq"]
        and head["hash"] != before["hash"]
    ):
        yield "The trail's head is not its last entry."
