"""Showing a photograph: a rendition for the page, drawn in confinement, without the camera's words.

The delivered file itself is never sent to a browser as a picture: it may be made to harm one, and
it says more than was asked for.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from casework.act import Act
from casework.errors import FileUnreadable
from casework.evidence import Vault
from casework.flow.intake.confined import confined
from casework.flow.intake.passing import passing
from casework.flow.intake.photographs import opening
from casework.flow.intake.photographs.taking import TO_OPEN
from casework.model import Photograph
from casework.vocabulary import Action

_WIDTHS = (320, 800, 1_200, 1_800, 2_400)
"""Pixels; a few, so that no more than these are ever kept."""
_LEGIBLE = 800
"""From this width on people's names can be read: that it was shown is put on the trail."""


def picture(act: Act, photograph: Photograph, width: int) -> bytes:
    """Return the page as a JPEG, upright, not much wider than asked, without metadata.

    Boxes of its reading are in pixels of `photograph.width` by `photograph.height`: scale them by
    the width they are shown at. Raises ExhibitAltered where the vault's file was altered.
    """
    act.require(Action.BATCH_READ, photograph)
    width = next((one for one in _WIDTHS if one >= width), _WIDTHS[-1])
    if width >= _LEGIBLE:
        act.record("photograph:shown", photograph, page=photograph.page, width=width)
    vault = Vault(act.settings.vault_dir)
    vault.check(photograph.sha256)
    turned = int(photograph.reading.get("turned", 0))
    name = f"{photograph.sha256}-{photograph.page}-{turned}-{width}.jpg"
    place = act.settings.work_dir / "pictures" / name
    with suppress(FileNotFoundError):
        return place.read_bytes()
    drawn = _drawn(vault.path(photograph.sha256), photograph, turned, width)
    _keep(place, drawn)
    return drawn


def _drawn(source: Path, photograph: Photograph, turned: int, width: int) -> bytes:
    label, number = photograph.file, photograph.page
    drawing = confined(
        opening.rendition, source, label, number, turned, width, label=label, limits=TO_OPEN
    )
    for drawn in drawing:
        drawing.close()
        return drawn
    raise FileUnreadable(label, f"it has no page {number} any more.")


def _keep(place: Path, drawn: bytes) -> None:
    partial = passing(place.parent) / f"{place.name}.{secrets.token_hex(8)}"
    partial.touch(mode=0o600)
    partial.write_bytes(drawn)
    partial.rename(place)
