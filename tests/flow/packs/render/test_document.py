"""The document as a whole."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import casework
from casework.errors import FontMissing
from casework.evidence import Vault
from casework.flow.packs.contents import freeze
from casework.flow.packs.render import draw
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import Audience
from tests.flow.packs.reading import text_of
from tests.flow.packs.worlds import RingCase

_DRAW = """
import sys, json
from pathlib import Path
import config
from casework.evidence import Vault
from casework.flow.packs.render import draw
from casework.flow.packs.snapshot import Snapshot
text, home, target = (Path(given) for given in sys.argv[1:])
settings = config.load({"CASEWORK_HOME": str(home), "CASEWORK_SECRET_KEY": "a key"})
snapshot = Snapshot.of(json.loads(text.read_text("utf-8")))
draw(snapshot, settings, Vault(settings.vault_dir).path, target)
"""


def _drawn(shown: RingCase, snapshot: Snapshot, target: Path) -> Path:
    settings = shown.act.settings
    draw(snapshot, settings, Vault(settings.vault_dir).path, target)
    return target


def test_the_same_snapshot_gives_the_same_bytes_anywhere(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    # Given the text of a snapshot
    text = tmp_path / "snapshot.json"
    text.write_text(snapshot.text, "utf-8")
    here = _drawn(shown, snapshot, tmp_path / "here.pdf")
    # When other processes draw it, with other hash seeds, zones and languages
    digests = {hashlib.sha256(here.read_bytes()).hexdigest()}
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/Los_Angeles")):
        target = tmp_path / f"{seed}.pdf"
        command = [
            sys.executable,
            "-c",
            _DRAW,
            str(text),
            str(shown.act.settings.home),
            str(target),
        ]
        given = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        given["PYTHONPATH"] = str(Path(casework.__file__).parents[1])
        subprocess.run(command, check=True, env=given, cwd=tmp_path)
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    # Then all are the same document
    assert len(digests) == 1


def test_every_page_carries_the_recipient_and_its_number(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    target = _drawn(shown, snapshot, tmp_path / "pack.pdf")
    bates = snapshot.facts["pack"]["bates"]
    with pikepdf.open(target) as document:
        pages = len(document.pages)
        labels: list[Any] = [page.label for page in document.pages]
    assert labels == [f"{bates}{page:06d}" for page in range(1, pages + 1)]
    for page in range(1, pages + 1):
        text = text_of(target, page)
        assert f"{bates}{page:06d}" in text
        assert f"page {page} of {pages}" in text
        assert "Copy for Guangdong Police" in text


@pytest.mark.parametrize("audience", [Audience.CUSTOMS, Audience.PROSECUTION])
def test_the_contents_lead_to_where_sections_begin(
    shown: RingCase, audience: Audience, tmp_path: Path
) -> None:
    # Given a document
    options = shown.options(audience, "both")
    snapshot = freeze(shown.act, shown.case, options, 1)
    target = _drawn(shown, snapshot, tmp_path / "pack.pdf")
    # When its outline is read
    with pikepdf.open(target) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    # Then each bookmark is in the contents, and its page holds its title
    contents = text_of(target, 2)
    assert len(titles) > 12
    for title in titles:
        assert title in contents


def test_what_a_font_lacks_is_named_and_never_blank(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    settings = shown.act.settings
    drawn = draw(snapshot, settings, Vault(settings.vault_dir).path, tmp_path / "pack.pdf")
    assert drawn.missing == ["U+202E", "U+20BB7"]
    assert "U+202E, U+20BB7" in text_of(tmp_path / "pack.pdf")


def test_fonts_that_were_not_fetched_are_told(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    settings = replace(shown.act.settings, static_dir=tmp_path)
    with pytest.raises(FontMissing):
        draw(snapshot, settings, Vault(settings.vault_dir).path, tmp_path / "pack.pdf")
