"""The document: which sections an audience gets, drawn twice so that pages can be named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casework.flow.packs.render import fonts
from casework.flow.packs.snapshot import Snapshot
from casework.flow.packs.words import Words
from casework.settings import Settings

Files = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a finished body is."""

    pages: int
    missing: list[str]
    """Characters that no font of ours can draw; each is printed as its number."""
    sections: list[str]


def draw(snapshot: Snapshot, settings: Settings, exhibit_file: Files, target: Path) -> Drawn:
    """Write the unsigned PDF/A-3b body of a pack to `target`.

    Raises FontMissing where the fonts have not been fetched.
    """
    fonts.load(settings.dist_dir)
    from casework.flow.packs.render.archive import archive
    from casework.flow.packs.render.page import PackDocument, Sheet
    from casework.flow.packs.render.sections import story

    missing = fonts.missing(snapshot.words())
    words = Words(snapshot.facts["pack"]["language"])
    sheet = Sheet(snapshot, words, exhibit_file, missing)
    rough = target.with_name(target.name + ".rough")
    # Twice: the first pass learns on which page each section begins and how many there are.
    for _ in range(2):
        document = PackDocument(rough, sheet)
        document.build(story(sheet))
        sheet.starts, sheet.pages = document.starts, document.page
    labels = [sheet.bates(page) for page in range(1, sheet.pages + 1)]
    archive(rough, target, snapshot.frozen_at, labels)
    rough.unlink()
    return Drawn(sheet.pages, missing, list(sheet.starts))
