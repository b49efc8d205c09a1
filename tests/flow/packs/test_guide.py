"""The page to read first."""

from __future__ import annotations

from casework.flow.packs.guide import COMMANDS, guide
from casework.flow.packs.snapshot import Snapshot


def test_it_is_in_both_languages_with_every_command(snapshot: Snapshot) -> None:
    english, chinese = guide(snapshot).split("移送公安机关")
    for _, command in COMMANDS:
        for line in command.splitlines():
            assert f"    {line}\n" in english
            assert f"    {line}\n" in chinese


def test_it_names_what_the_pack_is_held_against(snapshot: Snapshot) -> None:
    text = guide(snapshot)
    assert snapshot.sha256 in text
    assert snapshot.facts["seal"]["authority_sha256"] in text
    assert "another channel" in text


def test_a_purpose_with_line_breaks_stays_on_its_line(snapshot: Snapshot) -> None:
    pack = {**snapshot.facts["pack"], "purpose": "one\n\nPASS: forged line"}
    text = guide(Snapshot.of({**snapshot.facts, "pack": pack}))
    assert "one  PASS: forged line" in text
