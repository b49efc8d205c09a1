"""Short files and functions: what grows past these wants to be two."""

from __future__ import annotations

from tests.house import source

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_files_are_short() -> None:
    faults = [
        f"{source.name(module)} has {lines} lines: make it a room"
        for module in source.modules()
        if (lines := module.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]

    assert not faults, "\n".join(faults)


def test_functions_are_short() -> None:
    faults = [
        f"{source.name(module)}:{one.lineno} {one.name} has {length} lines: divide it"
        for module in source.modules()
        for one in source.functions(module)
        if (length := (one.end_lineno or 0) - one.lineno + 1) > LONGEST_FUNCTION
    ]

    assert not faults, "\n".join(faults)
