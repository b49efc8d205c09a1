from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps
from PIL.Image import Image as Picture

from casework.analysis.normalise import image


@pytest.mark.parametrize(
    "written", ["8F0C3A5512EE90AB", "phash:8f0c3a5512ee90ab", "0x8F0C3A5512EE90AB "]
)
def test_one_hash_has_one_value(written: str) -> None:
    assert image.clean(written) == "8f0c3a5512ee90ab"


@pytest.mark.parametrize("written", ["", "0000000000000000", "ffffffffffffffff", "xyz", "12ab"])
def test_what_is_no_hash_is_none(written: str) -> None:
    assert image.clean(written) is None


@given(st.text(max_size=220))
def test_never_raises_and_is_stable(text: str) -> None:
    value = image.clean(text)
    assert value is None or image.clean(value) == value


def _scene(seed: int) -> Picture:
    """A picture of a dozen coloured shapes."""
    rng = Random(seed)

    def colour() -> tuple[int, ...]:
        return tuple(rng.randrange(256) for _ in range(3))

    picture = Image.new("RGB", (640, 480), colour())
    draw = ImageDraw.Draw(picture)
    for at in range(14):
        x, y, w, h = rng.randrange(640), rng.randrange(480), rng.randrange(30, 150), 90
        shape = draw.ellipse if at % 2 else draw.rectangle
        shape((x - w, y - h, x + w, y + h), fill=colour())
    return picture


def _file(picture: Picture, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _hash(picture: bytes | Picture) -> image.ImageHash:
    found = image.hash_of(picture)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "copied",
    [
        lambda picture: _file(picture, "JPEG", quality=60),
        lambda picture: _file(picture.resize((320, 240)), "JPEG", quality=80),
        lambda picture: _file(picture, "WEBP"),
        lambda picture: _file(picture, "PNG"),
        lambda picture: _file(ImageOps.mirror(picture), "JPEG", quality=70),
    ],
    ids=["compressed", "smaller", "webp", "png", "mirrored"],
)
def test_a_copy_is_close_to_its_original(copied: Callable[[Picture], bytes]) -> None:
    for seed in range(8):
        # Given a picture and a copy of it
        picture = _scene(seed)

        # When both are hashed, then they lie within four bits
        assert _hash(picture).distance(_hash(copied(picture))) <= 4


def test_other_pictures_are_far_away() -> None:
    hashes = [_hash(_scene(seed)) for seed in range(12)]
    nearest = min(one.distance(other) for at, one in enumerate(hashes) for other in hashes[:at])
    assert nearest > 12


def test_a_hash_of_ours_is_a_hash_as_platforms_write_them() -> None:
    assert image.clean(_hash(_scene(1)).value) == _hash(_scene(1)).value


def test_a_photograph_on_its_side_is_hashed_upright() -> None:
    # Given a picture kept on its side, with the camera's word for it
    picture = _scene(3)
    word = Image.Exif()
    word[0x0112] = 6
    on_its_side = _file(picture.rotate(90, expand=True), "JPEG", exif=word)

    # Then it is the same picture
    assert _hash(picture).distance(_hash(on_its_side)) <= 4


def test_a_photograph_in_heic_is_read() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    picture = _scene(5)
    assert _hash(picture).distance(_hash(_file(picture, "HEIF"))) <= 4


def test_what_is_transparent_counts_as_white() -> None:
    shape = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(shape).ellipse((20, 60, 120, 180), fill="navy")
    white = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(white).ellipse((20, 60, 120, 180), fill="navy")
    assert _hash(shape).distance(_hash(white)) <= 4


@pytest.mark.parametrize("cut", [0, 3, 20, 500, 4000])
def test_a_picture_that_was_cut_short_has_no_hash(cut: int) -> None:
    assert image.hash_of(_file(_scene(2), "JPEG")[:cut]) is None


def test_an_empty_picture_has_no_hash() -> None:
    assert image.hash_of(Image.new("RGB", (100, 100), "red")) is None


def test_a_picture_that_would_fill_the_memory_has_no_hash() -> None:
    # Given a small file that says it is 60,000 by 60,000 pixels
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
    )

    # Then it is not opened
    assert image.hash_of(bomb) is None


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    image.hash_of(data)


def test_the_distance_of_hashes_is_in_bits() -> None:
    assert image.distance("8f0c3a5512ee90ab", "8f0c3a5512ee90a8") == 2
    assert image.distance("8f0c3a55", "8f0c3a5512ee90a8") == 64
