"""The house's own source, read as text and as trees, for the tests of its conventions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "casework"


def modules() -> list[Path]:
    """Return every module of the product, faces among them."""
    return sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """Return a file's path within the repository, as people write it."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    """Return a module's dotted name."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function of a module, methods among them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


@dataclass(frozen=True, slots=True)
class PlainCall:
    """A call of a function by its name alone: `name(...)`."""

    name: str
    node: ast.Call


def calls(tree: ast.AST) -> Iterator[PlainCall]:
    """Yield every call of a function by its name alone, within a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield PlainCall(node.func.id, node)


def reached(path: Path, start: str) -> list[ast.FunctionDef]:
    """Return a function of a module and the private ones of that module it leads to."""
    known = {one.name: one for one in tree(path).body if isinstance(one, ast.FunctionDef)}
    found: dict[str, ast.FunctionDef] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting += [one.name for one in calls(known[name]) if one.name.startswith("_")]
    return list(found.values())


def exported(path: Path) -> list[str]:
    """Return what a face names in `__all__`."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []
