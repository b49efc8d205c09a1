"""Rooms are entered by their face, and every verb behind a face asks before it acts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import source

ASKING = {"require", "visible", "select", "get"}
"""`select` and `get` hold `visible`: what they return the officer may see."""
FACES = sorted(
    [
        *(source.PACKAGE / "flow").glob("*/__init__.py"),
        source.PACKAGE / "evidence" / "__init__.py",
        source.PACKAGE / "people" / "__init__.py",
    ]
)
SINGLE_FILES = [source.PACKAGE / "search.py", source.PACKAGE / "oversight.py"]
BEFORE_ANYONE = {"found"}
"""Founding an installation: there is no officer yet who could be asked for."""


@pytest.mark.parametrize("face", FACES, ids=source.name)
def test_verbs_take_the_act_first_and_ask(face: Path) -> None:
    homes = {
        verb.name: module
        for module in face.parent.rglob("*.py")
        for verb in source.tree(module).body
        if isinstance(verb, ast.FunctionDef)
    }
    verbs = [name for name in source.exported(face) if name in homes and name not in BEFORE_ANYONE]
    faults = [fault for verb in verbs for fault in _faults(homes[verb], verb)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("module", SINGLE_FILES, ids=source.name)
def test_verbs_of_single_files_do_too(module: Path) -> None:
    verbs = [
        one.name
        for one in source.tree(module).body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
    ]
    faults = [fault for verb in verbs for fault in _faults(module, verb)]

    assert verbs, f"{source.name(module)} has no verbs: take it out of SINGLE_FILES"
    assert not faults, "\n".join(faults)


def test_rooms_are_imported_by_their_face() -> None:
    rooms = {
        source.dotted(face): face.parent
        for face in source.PACKAGE.rglob("__init__.py")
        if source.exported(face)
    }
    faults = []
    for module in source.modules():
        for node in ast.walk(source.tree(module)):
            if isinstance(node, ast.ImportFrom) and node.module:
                faults += [
                    f"{source.name(module)}:{node.lineno} imports {node.module}: "
                    f"import from {room}, and let its face name what you need"
                    for room, folder in rooms.items()
                    if node.module.startswith(f"{room}.")
                    and folder not in module.parents
                    and node.module not in rooms  # a room within a room has a face of its own
                ]

    assert not faults, "\n".join(faults)


def _faults(module: Path, name: str) -> Iterator[str]:
    verb, *others = source.reached(module, name)
    where = f"{source.name(module)}:{verb.lineno}"
    if not verb.args.args or verb.args.args[0].arg != "act":
        yield f"{where}: {name} must take `act` first"
    asked = {
        ast.unparse(node.func)
        for function in (verb, *others)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    }
    if not asked & {f"act.{question}" for question in ASKING}:
        yield f"{where}: {name} must call act.require or act.visible"
