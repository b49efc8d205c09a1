"""A test stands where the code stands."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house import source


def test_each_module_has_its_mirrored_test() -> None:
    missing = []
    for module in source.modules():
        if module.name.startswith("__"):
            continue  # A face, and the way in for `python -m`.
        inside = module.relative_to(source.PACKAGE)
        mirror = source.ROOT / "tests" / inside.parent / f"test_{inside.name}"
        if _does_something(module) and not mirror.exists() and not _room_is_tested(inside):
            missing.append(f"{source.name(module)}: write {source.name(mirror)}")

    assert not missing, "\n".join(missing)


def _room_is_tested(inside: Path) -> bool:
    """A room within a stage may be tested through its face: `tests/flow/packs/test_render.py`."""
    room = inside.parent
    return (
        len(room.parts) >= 3
        and (source.ROOT / "tests" / room.parent / f"test_{room.name}.py").exists()
    )


def _does_something(module: Path) -> bool:
    """Tables, words, errors and forms only declare: what uses them is tested."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name != "__init__"
        and not any(ast.unparse(one) == "property" for one in node.decorator_list)
        for node in ast.walk(source.tree(module))
    )
