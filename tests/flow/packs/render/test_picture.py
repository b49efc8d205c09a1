"""Pictures of exhibits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import Image

from casework.flow.packs.render import picture
from tests.flow.packs.worlds import picture as made_picture


def _shown(tmp_path: Path, content: bytes, **given: Any) -> Image | str:
    path = tmp_path / "exhibit"
    path.write_bytes(content)
    facts = {"media_type": "image/png", "size": len(content), **given}
    return picture.picture(facts, path)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("1", "PNG")],
)
def test_any_kind_of_picture_is_shown(tmp_path: Path, mode: str, kind: str) -> None:
    colour: Any = "navy" if mode in ("RGB", "RGBA") else 1 if mode in ("1", "L", "P") else None
    content = made_picture(colour or (0, 0, 0, 0), mode, kind)
    assert isinstance(_shown(tmp_path, content), Image)


@pytest.mark.parametrize("content", [b"", b"rubbish", made_picture()[:60], made_picture()[:-60]])
def test_a_broken_picture_gives_its_reason(tmp_path: Path, content: bytes) -> None:
    assert _shown(tmp_path, content) == "plate.broken"


def test_a_picture_that_claims_to_fill_the_memory_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "_PIXELS", 100)
    assert _shown(tmp_path, made_picture()) == "plate.broken"


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    assert _shown(tmp_path, made_picture(), size=10**10) == "plate.too_large"


def test_what_is_no_picture_is_not_opened(tmp_path: Path) -> None:
    assert _shown(tmp_path, b"%PDF-1.7", media_type="application/pdf") == "plate.no_picture"
