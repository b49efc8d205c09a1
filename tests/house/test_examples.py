"""An example in a docstring is a test."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from tests.house import source

WITH_EXAMPLES = [
    module for module in source.modules() if ">>> " in module.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", WITH_EXAMPLES, ids=source.name)
def test_examples_give_what_they_show(module: Path) -> None:
    tried = doctest.testmod(importlib.import_module(source.dotted(module)))

    assert tried.attempted, f"{source.name(module)}: its example stands where no test finds it"
    assert not tried.failed, f"{source.name(module)}: mend the example, or what it shows"
