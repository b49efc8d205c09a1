"""Files for programs."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from casework.flow.packs.machine import graphml, write_machine_files
from casework.flow.packs.snapshot import Snapshot

NODE, EDGE = (f"{{http://graphml.graphdrawing.org/xmlns}}{name}" for name in ("node", "edge"))


def test_the_graph_holds_every_account_and_tie(snapshot: Snapshot) -> None:
    root = ElementTree.fromstring(graphml(snapshot))
    assert len(list(root.iter(NODE))) == len(snapshot.facts["members"])
    assert len(list(root.iter(EDGE))) == len(snapshot.facts["ties"])


def test_the_graph_can_be_read_whatever_an_account_is_called(snapshot: Snapshot) -> None:
    odd = {**snapshot.facts["members"][0], "account_id": 'a"<\x00\x1f>&'}
    made = Snapshot.of({**snapshot.facts, "members": [odd], "ties": []})
    assert len(list(ElementTree.fromstring(graphml(made)).iter(NODE))) == 1


def test_the_snapshot_is_written_to_the_byte(snapshot: Snapshot, tmp_path: Path) -> None:
    write_machine_files(snapshot, tmp_path)
    assert (tmp_path / "machine/snapshot.json").read_bytes() == snapshot.text.encode()


def test_the_extract_ends_with_the_head_of_the_trail(snapshot: Snapshot, tmp_path: Path) -> None:
    write_machine_files(snapshot, tmp_path)
    lines = (tmp_path / "audit/extract.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[-1]) == {"head": snapshot.facts["trail"]["head"]}
    assert [json.loads(line) for line in lines[:-1]] == snapshot.facts["trail"]["entries"]


def test_without_the_accounts_there_is_no_graph(snapshot: Snapshot, tmp_path: Path) -> None:
    pack = {**snapshot.facts["pack"], "parts": ["sales"]}
    write_machine_files(Snapshot.of({**snapshot.facts, "pack": pack}), tmp_path)
    assert not (tmp_path / "machine/graph.graphml").exists()
