"""Pictures by Pillow and pillow-heif: measured before they are unpacked, turned upright."""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.errors import FileUnreadable
from casework.flow.intake.photographs.camera import Camera, camera
from casework.flow.intake.photographs.page import MOST_PAGES, Page, too_many

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 60_000_000, "TIFF": 60_000_000, "WebP": 60_000_000}
"""Unpacked, three or four bytes each. A JPEG is made smaller while it is unpacked."""
_MOST_PIXELS_ELSE = 60_000_000
_MOST_SIDE = 65_500
_ENOUGH = 24_000_000
"""Pixels that are read; a larger picture is made smaller, and boxes are measured in the whole."""
_MOST_COUNTED = 10_000
_ORIENTATION = 0x0112
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow and its decoders raise over damaged files: whatever their authors did not expect."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A picture to be opened."""

    label: str
    format: str
    zone: str


def pages(path: Path, opening: Opening, only: int = 0) -> Iterator[Page]:
    """Return the pages of a picture: one, but for TIFF. Raises FileUnreadable."""
    if opening.format == "HEIC":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    count = _count(path, opening)
    for number in range(1, min(count, MOST_PAGES) + 1):
        if only in (0, number):
            yield _page(path, opening, number, count)


def _page(path: Path, opening: Opening, number: int, count: int) -> Page:
    with _opened(path, opening) as image:
        if number > 1:
            image.seek(number - 1)
        width, height = _measured(image, opening, number if count > 1 else 0)
        exif = image.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        says = camera(exif, opening.zone) if number == 1 else Camera()
        if opening.format == "JPEG" and width * height > _ENOUGH:
            # The decoder itself halves as it goes: the whole is never in memory.
            image.draft("RGB", (width // 2, height // 2))
        upright = _turned(_smaller(_plain(image)), orientation)
    if _swaps(orientation):
        width, height = height, width
    remarks = (too_many(count),) if count > MOST_PAGES else ()
    return Page(
        number=number,
        pages=count,
        width=width,
        height=height,
        picture=upright,
        format=opening.format,
        camera=says,
        remarks=remarks,
    )


@contextmanager
def _opened(path: Path, opening: Opening) -> Iterator[Image.Image]:
    """Give the picture; what is wrong with it becomes one sentence."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # measured below, by our own limits
        try:
            with Image.open(path, formats=[_plugin(opening.format)]) as image:
                yield image
        except Image.DecompressionBombError:
            why = "it would unpack to far more pixels than a photograph or scan has."
            raise _refused(opening, why) from None
        except UnidentifiedImageError:
            why = f"it begins like {opening.format}, and goes on like nothing that can be read."
            raise _refused(opening, why) from None
        except MemoryError:
            raise _refused(opening, "unpacking it would take more memory than allowed.") from None
        except _BROKEN as problem:
            why = " ".join(str(problem).split())[:120] or type(problem).__name__
            why = why.replace(str(path), "it")
            raise _refused(opening, f"it is damaged or cut off ({why}).") from None


def _plugin(format_: str) -> str:
    return {"HEIC": "HEIF", "WebP": "WEBP"}.get(format_, format_)


def _refused(opening: Opening, why: str) -> FileUnreadable:
    return FileUnreadable(opening.label, why)


def _count(path: Path, opening: Opening) -> int:
    """Return how many pages the picture has; refuse what moves."""
    with _opened(path, opening) as image:
        if opening.format in {"PNG", "WebP"} and getattr(image, "n_frames", 1) > 1:
            raise FileUnreadable(
                opening.label, "it is an animated picture; deliver a photograph or a scan."
            )
        if opening.format != "TIFF":
            return 1
        count = 1
        while count < _MOST_COUNTED:
            try:
                image.seek(count)
            except EOFError:
                break
            count += 1
        return count


def _measured(image: Image.Image, opening: Opening, page: int) -> tuple[int, int]:
    """Return width and height as the file states them; refuse what is too large to unpack."""
    width, height = image.size
    most = MOST_PIXELS.get(opening.format, _MOST_PIXELS_ELSE)
    if width * height > most or max(width, height) > _MOST_SIDE:
        where = f"page {page} of it" if page else "it"
        raise FileUnreadable(
            opening.label,
            f"{where} would unpack to {width:,} by {height:,} pixels; "
            f"at most {most // 1_000_000} megapixels are opened.",
        )
    if min(width, height) < 1:
        raise FileUnreadable(opening.label, "it has no pixels.")
    return width, height


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, on white where it is transparent, in 8 bits."""
    from PIL import Image

    image.load()
    if image.mode == "RGB":
        return image
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if "A" in image.mode or "transparency" in image.info:
        layer = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
        return plain
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(image, dtype=np.float32), posinf=0.0, neginf=0.0)
    least, most = float(values.min()), float(values.max())
    scaled = (values - least) * (255.0 / max(most - least, 1e-6))
    return Image.fromarray(scaled.astype(np.uint8)).convert("RGB")


def _smaller(image: Image.Image) -> Image.Image:
    """Return the picture with no more pixels than are read."""
    factor = math.ceil(math.sqrt(image.width * image.height / _ENOUGH))
    return image.reduce(factor) if factor > 1 else image.copy()


def _turned(image: Image.Image, orientation: Any) -> Image.Image:
    """Return the picture upright; an orientation that Exif does not know changes nothing."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    way = ways.get(orientation) if isinstance(orientation, int) else None
    return image if way is None else image.transpose(way)


def _swaps(orientation: Any) -> bool:
    return isinstance(orientation, int) and 5 <= orientation <= 8
