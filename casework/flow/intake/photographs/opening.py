"""Opening a photograph or scan: told by its bytes, measured before it is unpacked, page by page.

`pages` is only ever called in a confined process: what decodes pictures is written in C, and is
handed files by people who have reason to break it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.photographs import pictures, scans
from casework.flow.intake.photographs.page import Page

MOST_BYTES = 256 * 1024**2
_HEAD = 4_096
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"GIF8", "a GIF"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"8BPS", "a Photoshop file"),
)
_PICTURES = {"JPEG", "PNG", "HEIC", "TIFF", "WebP"}
_WANTED = "casework reads JPEG, PNG, HEIC, TIFF, WebP and PDF"


def is_photograph(path: Path) -> bool:
    """Return whether the file is a picture or a PDF: what is read, or refused, by `pages`."""
    with path.open("rb") as file:
        return bool(_format(file.read(_HEAD)))


def pages(path: Path, label: str, zone: str, only: int = 0) -> Iterator[Page]:
    """Return the pages of a photograph or scan, upright as the camera says, one after the other.

    `zone` (IANA) is for the camera's time where it names no offset; `only` is the one page wanted,
    0 for all. Raises FileUnreadable, whose sentence names the file and what is wrong with it.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        format_ = _format(file.read(_HEAD))
    if not size:
        raise DeliveryEmpty(label)
    if size > MOST_BYTES:
        raise FileUnreadable(
            label,
            f"it has {size:,} bytes; a picture or scan may have at most {MOST_BYTES:,}.",
        )
    if format_ == "PDF":
        return scans.pages(path, label, only)
    if format_ in _PICTURES:
        return pictures.pages(path, pictures.Opening(label, format_, zone), only)
    what = f"it is {format_}" if format_ else "it is no picture that is known here"
    raise FileUnreadable(label, f"{what}; {_WANTED}.")


def opened(path: Path, label: str, zone: str, only: int) -> Iterator[dict[str, Any]]:
    """Return a page's number, how many there are, and its size, having unpacked it once.

    What is done first with every page, within narrow limits: who passes is read at leisure.
    """
    for page in pages(path, label, zone, only):
        yield {"page": page.number, "pages": page.pages, "size": (page.width, page.height)}


def rendition(path: Path, label: str, only: int, turned: int, width: int) -> Iterator[bytes]:
    """Return a page as a JPEG, turned clockwise, not wider than asked, with no word of the camera.

    Raises FileUnreadable.
    """
    from io import BytesIO

    for page in pages(path, label, "UTC", only):
        picture = page.picture.rotate(-turned, expand=True) if turned else page.picture
        if picture.width > width:
            picture = picture.resize((width, max(1, round(picture.height * width / picture.width))))
        out = BytesIO()
        # Saved anew from its pixels: nothing that was written beside them goes with it.
        picture.save(out, "JPEG", quality=85, exif=b"", icc_profile=None)
        yield out.getvalue()


def warm() -> None:
    """Load what opening needs, once for all files."""
    import PIL.Image
    import pillow_heif  # noqa: F401
    import pypdfium2.raw  # noqa: F401

    PIL.Image.preinit()


def _format(head: bytes) -> str:
    """Return the format of a file by its first bytes, "" where it is no picture and no PDF."""
    for magic, format_ in _MAGIC:
        if head.startswith(magic):
            return format_
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, implementation note 13: it may come a little later
        return "PDF"
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "an SVG drawing" if opening.startswith(b"<") and b"<svg" in head.lower() else ""


def _of_brand(brand: bytes) -> str:
    if brand in _HEIC:
        return "HEIC"
    return "an AVIF picture" if brand in {b"avif", b"avis"} else "a film"
