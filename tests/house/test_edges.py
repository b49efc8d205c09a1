"""The edge commits, once; one file reads the environment; errors are named for the reason."""

from __future__ import annotations

import ast
import re

from casework import errors
from tests.house import source

MAY_COMMIT = {
    "casework/act.py",  # release(): what was done is kept before long work begins
    "casework/web/guard.py",
    "casework/jobs/runner.py",
    "casework/jobs/child.py",
    "casework/cli/edge.py",
    "casework/cli/founding.py",  # there is no officer yet, so no Act at the edge
}
MAY_EXIT = {"casework/jobs/child.py"}


def test_only_edges_commit() -> None:
    faults = [
        f"{source.name(module)}:{node.lineno} commits: let the edge do it"
        for module in source.modules()
        if source.name(module) not in MAY_COMMIT
        for node in ast.walk(source.tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    ]

    assert not faults, "\n".join(faults)


def test_only_config_reads_the_environment() -> None:
    faults = [
        f"{source.name(module)}:{node.lineno} reads the environment: add a setting in config.py"
        for module in [*source.modules(), source.ROOT / "wsgi.py"]
        for node in ast.walk(source.tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "putenv"}
    ]

    assert not faults, "\n".join(faults)


def test_errors_are_named_for_the_reason() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type)]
    problems = [one for one in classes if issubclass(one, Exception)]

    for problem in problems:
        assert issubclass(problem, errors.CaseworkProblem), f"{problem} must be a CaseworkProblem"
        assert not problem.__name__.endswith("Error"), f"name {problem.__name__} for its reason"


def test_every_error_is_named_by_its_face() -> None:
    # Rooms raise errors, and confined processes hand them on, by what `casework.errors` holds
    made = {
        node.name
        for module in source.modules()
        if module.parent == source.PACKAGE / "errors"
        for node in source.tree(module).body
        if isinstance(node, ast.ClassDef)
    }

    assert made == set(errors.__all__), "name it in casework/errors/__init__.py"


def test_trail_entries_are_a_noun_and_what_was_done() -> None:
    faults = [
        f"{source.name(module)}:{node.lineno} records {what.value!r}: write noun:verbed"
        for module in source.modules()
        for node in ast.walk(source.tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "act"
        and node.args
        and isinstance(what := node.args[0], ast.Constant)
        and not re.fullmatch(r"[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*", str(what.value))
    ]

    assert not faults, "\n".join(faults)
