"""Pictures of exhibits: a rendition for the page; the exhibit itself stays as it is in the bag."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

from PIL import Image, ImageOps
from reportlab.platypus import Image as Plate

from casework.flow.packs.render.page import ROOM
from casework.flow.packs.snapshot import Row

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_LARGEST = 60 * 1024 * 1024
"""Bytes: a larger file is not opened for its picture."""
_PIXELS = 80_000_000
"""A small file can claim a picture that fills the memory."""
_SIDE = 1600
_HEIGHT = 560.0
# What Pillow raises on a file that is not the picture it claims to be.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def picture(exhibit: Row, path: Path) -> Plate | str:
    """Return the exhibit as a picture, or the label of the reason why there is none."""
    if not exhibit["media_type"].startswith("image/"):
        return "plate.no_picture"
    if exhibit["size"] > _LARGEST:
        return "plate.too_large"
    try:
        return _plate(path)
    except _BROKEN:
        return "plate.broken"


def _plate(path: Path) -> Plate:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > _PIXELS:
                raise Image.DecompressionBombError
            opened.draft("RGB", (_SIDE, _SIDE))
            upright = ImageOps.exif_transpose(opened)
            flat = _on_white(upright)
    flat.thumbnail((_SIDE, _SIDE))
    encoded = io.BytesIO()
    flat.save(encoded, "JPEG", quality=85)
    encoded.seek(0)
    scale = min(ROOM / flat.width, _HEIGHT / flat.height, 1.0)
    return Plate(encoded, flat.width * scale, flat.height * scale)


def _on_white(picture: Image.Image) -> Image.Image:
    # PDF/A allows no transparency that is not declared, and no CMYK beside an RGB intent.
    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")
