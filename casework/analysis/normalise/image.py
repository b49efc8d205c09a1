"""Hashes of listing images: those a platform computed, and our own of a picture file."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SHARED_BY = (
    "The shops that use one photograph; stock photographs and the maker's own, thousands of shops."
)

_HASH = re.compile(r"(?:[a-z]{2,12}:)?(?:0x)?([0-9a-f]{8,128})", re.ASCII)
_FAINTEST = 8
"""Grey levels a picture must span: the hash of an even surface would be that of its noise."""
_MOST_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class ImageHash:
    """What a picture looks like, in 64 bits, and what its mirror image does."""

    value: str
    """16 hexadecimal digits, as `clean` gives them."""
    mirrored: str

    def distance(self, other: ImageHash) -> int:
        """How many of 64 bits differ, were one of the two mirrored or not.

        Copies that were compressed or made smaller differ in up to 4 bits, unrelated photographs
        in some 22 and more.
        """
        return min(distance(self.value, other.value), distance(self.mirrored, other.value))


def clean(text: str) -> str | None:
    """The hash in lower-case hexadecimal, None when it is none or that of an empty picture.

    >>> clean("pHash:8F0C3A5512EE90AB")
    '8f0c3a5512ee90ab'
    """
    match = _HASH.fullmatch(text.strip().lower()) if len(text) < 200 else None
    if match is None or len(set(match[1])) == 1:
        return None
    return match[1]


def distance(left: str, right: str) -> int:
    """How many bits of two hashes differ; hashes of different lengths differ in all of them.

    >>> distance("8f0c3a5512ee90ab", "8f0c3a5512ee90a8")
    2
    """
    if len(left) != len(right):
        return 4 * max(len(left), len(right))
    return (int(left, 16) ^ int(right, 16)).bit_count()


def hash_of(picture: bytes | Picture) -> ImageHash | None:
    """The perceptual hash of a picture file or an opened picture, upright, and its mirrored twin.

    pHash: the lowest 8 by 8 frequencies of the discrete cosine transform of a 32 by 32 picture in
    grey, each above or below their median. None where the picture cannot be decoded, has more than
    a hundred million pixels, or shows nothing. Decoding what a stranger sent belongs into a
    confined process; this function only thinks.
    """
    import imagehash
    from PIL import ImageOps

    grey = _grey(picture)
    if grey is None:
        return None
    low, high = grey.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    if high - low < _FAINTEST:
        return None
    return ImageHash(str(imagehash.phash(grey)), str(imagehash.phash(ImageOps.mirror(grey))))


def _grey(picture: bytes | Picture) -> Picture | None:
    """The picture upright and in grey, what is transparent being white; None where undecodable."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = _opened(picture) if isinstance(picture, bytes) else picture
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(opened)
            if upright.has_transparency_data:
                solid = upright.convert("RGBA")
                white = Image.new("RGBA", solid.size, "white")
                upright = Image.alpha_composite(white, solid)
            return upright.convert("L")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,  # cut short, or damaged
        SyntaxError,  # what Pillow raises for broken PNG
        ValueError,
        IndexError,
        KeyError,
        EOFError,
        OverflowError,
        MemoryError,
    ):
        return None


def _opened(data: bytes) -> Picture:
    from PIL import Image

    if data[4:8] == b"ftyp":
        from pillow_heif import HeifImagePlugin  # noqa: F401 - teaches Pillow HEIC by being imported
    return Image.open(io.BytesIO(data))
