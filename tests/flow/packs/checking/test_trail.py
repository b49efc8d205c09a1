"""The extract of the trail."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import audit
from casework.act import Act
from casework.flow.packs.checking.trail import trail_findings
from casework.flow.packs.ledgers import trail
from tests.factories import cases

sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def made(act: Act) -> dict[str, Any]:
    """The extract of a case with three entries, of which the second is withheld."""
    case = cases.case(act.session, act.officer)
    for what in ("case:opened", "case:read", "case:referred"):
        act.record(what, case)
    act.session.commit()
    return trail(act, case, act.officer.agency, frozenset())


def _findings(folder: Path, extract: dict[str, Any], snapshot: dict[str, Any]) -> list[str]:
    lines = [*extract["entries"], {"head": extract["head"]}]
    path = folder / "extract.jsonl"
    path.write_text("".join(f"{audit.canonical(line)}\n" for line in lines), "utf-8")
    return list(trail_findings(path, {"trail": snapshot}))


@sqlite
def test_an_untouched_extract_fits(made: dict[str, Any], tmp_path: Path) -> None:
    assert [entry.get("withheld", False) for entry in made["entries"]] == [False, True, False]
    assert _findings(tmp_path, made, made) == []


def _edit(extract: dict[str, Any]) -> None:
    extract["entries"][0]["officer"] = "Someone else"


def _drop(extract: dict[str, Any]) -> None:
    del extract["entries"][0]


def _turn(extract: dict[str, Any]) -> None:
    extract["entries"].reverse()


def _unhook(extract: dict[str, Any]) -> None:
    extract["entries"][1]["previous"] = "0" * 64


def _behead(extract: dict[str, Any]) -> None:
    extract["head"]["hash"] = "0" * 64


def _shorten(extract: dict[str, Any]) -> None:
    extract["head"]["seq"] = 1


@sqlite
@pytest.mark.parametrize("forge", [_edit, _drop, _turn, _unhook, _behead, _shorten])
def test_a_forged_extract_does_not_fit(
    made: dict[str, Any], tmp_path: Path, forge: Callable[[dict[str, Any]], None]
) -> None:
    forged = json.loads(json.dumps(made))
    forge(forged)
    assert _findings(tmp_path, forged, made) != []
    # Nor where the snapshot was forged along with it, but for an entry that was left out whole.
    if forge is not _drop:
        assert _findings(tmp_path, forged, forged) != []


@pytest.mark.parametrize("content", ["", "[]", "null\n", "{\n", '{"head": 1}\n', "\udcff"])
def test_rubbish_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "extract.jsonl"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert list(trail_findings(path, {"trail": {}})) != []
