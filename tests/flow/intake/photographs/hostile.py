"""Pictures and PDFs made to harm: each is small, and would be large or endless where trusted."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.factories import photographs


def png(width: int, height: int, pixels: bytes = b"", extra: bytes = b"") -> bytes:
    """Return a PNG that claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(pixels or bytes(64))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + extra + _chunk(b"IDAT", data)


def tiff(*entries: tuple[int, int, int, int], next_at: int = 0) -> bytes:
    """Return a TIFF with one directory of these entries: tag, type, count, value."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\x00" + struct.pack("<IH", 8, len(entries))
    return head + body + struct.pack("<I", next_at) + bytes(4000)


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of one page whose contents are the first object, with the second at /I."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>"
    )
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return written((b"<</Type/Catalog/Pages 2 0 R>>", tree, page, *objects))


def written(objects: tuple[bytes, ...]) -> bytes:
    """Return a PDF of these objects, the first being its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def stream(data: bytes, facts: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (facts, len(data), data)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _size(width: int, height: int) -> list[tuple[int, int, int, int]]:
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1),
            (262, 3, 1, 1), (273, 4, 1, 300), (278, 4, 1, height), (279, 4, 1, 1600)]  # fmt: skip


def _locked(path: Path) -> None:
    import pikepdf

    plain = photographs.scanned(path.with_suffix(".open.pdf"), [photographs.blank()])
    with pikepdf.open(plain) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def _cut(path: Path) -> None:
    whole = photographs.scanned(path.with_suffix(".whole"), [photographs.blank()], format="PDF")
    path.write_bytes(whole.read_bytes()[:-600])


def _moving(path: Path) -> None:
    other = photographs.blank(61, 40).crop((0, 0, 60, 40)).rotate(180)
    other.putpixel((0, 0), (0, 0, 0))
    photographs.scanned(path, [photographs.blank(), other])


def _of(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


_IMAGE = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]"
_SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9e9"/>'
_LOUD = _chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(300_000_000)))
_DEEP = [
    stream(b"/X Do " * 10, _FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % number)
    for number in range(6, 17)
]

FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "3.6 gigapixels.png": (_of(png(60_000, 60_000)), "far more pixels"),
    "80 megapixels.png": (_of(png(8_000, 10_000)), "at most 60 megapixels"),
    "300 megabytes of words.png": (_of(png(9, 9, extra=_LOUD)), "damaged"),
    "cut.png": (_of(png(100, 100)), "damaged or cut off"),
    "only a beginning.jpg": (_of(b"\xff\xd8\xff" + bytes(5000)), "begins like JPEG"),
    "16 exapixels.tif": (_of(tiff(*_size(4_000_000_000, 4_000_000_000))), "far more pixels"),
    "moving.png": (_moving, "animated"),
    "moving.webp": (_moving, "animated"),
    "locked.pdf": (_locked, "password"),
    "cut.pdf": (_cut, "cut off"),
    "no PDF.pdf": (_of(b"%PDF-1.7\n%%EOF\n"), "damaged PDF"),
    "a gigapixel within.pdf": (
        _of(
            pdf(
                stream(b"300 0 0 400 0 0 cm /I Do"),
                stream(zlib.compress(bytes(9999)), _IMAGE + b"/Width 60000/Height 60000"),
            )
        ),
        "60,000 by 60,000",
    ),
    "20 million strokes.pdf": (
        _of(
            pdf(
                stream(zlib.compress(b"0 0 m 300 400 l S\n" * 20_000_000), b"/Filter/FlateDecode"),
                stream(b"", _FORM),
            )
        ),
        "reading it",
    ),
    "forms within forms.pdf": (
        _of(pdf(stream(b"/I Do"), *_DEEP, stream(b"0 0 300 400 re f", _FORM))),
        "reading it",
    ),
    "drawing.svg": (_of(_SVG), "an SVG drawing"),
    "picture.gif": (_of(b"GIF89a" + bytes(20)), "a GIF"),
    "nothing.jpg": (_of(b""), "nothing in it"),
    "anything.bin": (_of(bytes(range(256))), "no picture that is known"),
}
"""By name: how it is made, and what its refusal says."""

HARMLESS: dict[str, Callable[[Path], None]] = {
    "a directory that leads to itself.tif": _of(tiff(*_size(40, 40), next_at=8)),
    "a tag of four gigabytes.tif": _of(tiff((270, 2, 4_000_000_000, 8), *_size(40, 40))),
    "a line of pixels.png": _of(png(60_000, 1, bytes(180_001))),
    "a picture that says too much.pdf": _of(
        pdf(
            stream(b"300 0 0 400 0 0 cm /I Do"),
            stream(zlib.compress(bytes(500_000_000)), _IMAGE + b"/Width 100/Height 100"),
        )
    ),
}
"""Odd, and read all the same."""
