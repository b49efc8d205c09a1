"""Barcodes of a picture: read as it is, and where no number was found, made clearer and turned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casework.analysis.waybill import Barcode, Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]
    Turn = NDArray[np.float64]
    """Two rows of three: leads from a point of the version that was read to the picture."""

_STRIPES = ("Codabar", "Code39", "Code93", "Code128", "ITF", "DataBar")
"""Where carriers print the waybill number: while none is found, more is tried."""
_SQUARES = ("PDF417", "Aztec", "QRCode", "MicroQRCode", "DataMatrix", "MaxiCode")
_GOODS = ("EAN13", "EAN8", "UPCA", "UPCE")
_FORMATS = "|".join((*_STRIPES, *_SQUARES, *_GOODS))
"""What parcels and goods carry; symbols of films and pharmacies would only mislead."""
_MOST = 100
_MOST_TEXT = 4_000
_SLANTS = (-30, 30, -15, 15, 45)
"""Degrees; stripes are found by themselves in steps of 90 and some ten degrees around them."""
_WIDE, _WIDEST = 1_600, 4_500
"""Pixels of the longer side: at which stripes are mostly found, and beyond which none enlarges."""


def barcodes(gray: Gray) -> list[Barcode]:
    """Return the barcodes of a gray picture, each once, with corners in its pixels.

    ISO/IEC 15417 (Code 128), 16388 (Code 39), 16390 (ITF), 18004 (QR), 16022 (Data Matrix),
    15438 (PDF417) and others, by zxing-cpp, whose check digits are right or nothing is returned.
    """
    found: dict[tuple[str, str], Barcode] = {}
    for version in (_as_it_is, _scales, _clearer, _turned):
        for seen, back in version(gray):
            for one in _decoded(seen, back):
                found.setdefault((one.format, one.text), one)
            if any(one.format in _STRIPES for one in found.values()):
                return list(found.values())[:_MOST]
    return list(found.values())[:_MOST]


def _decoded(seen: Gray, back: Turn) -> Iterator[Barcode]:
    import zxingcpp

    formats = zxingcpp.barcode_formats_from_str(_FORMATS)
    for one in zxingcpp.read_barcodes(seen, formats=formats):
        if one.text:
            yield Barcode(shown(one.text), one.format.name, _box(one.position, back))


def shown(text: str) -> str:
    """Return a barcode's text as it can be kept: what no register holds becomes `�`."""
    # Separators between the parts of a GS1, MaxiCode or EDI text are kept: they mean something.
    kept = "".join("�" if mark == "\x00" or "\ud800" <= mark <= "\udfff" else mark for mark in text)
    return kept[:_MOST_TEXT]


def _box(position: Any, back: Turn) -> Box:
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    )
    one, two, three, four = (
        tuple(round(float(row[0] * p.x + row[1] * p.y + row[2]), 1) for row in back)
        for p in corners
    )
    return ((one[0], one[1]), (two[0], two[1]), (three[0], three[1]), (four[0], four[1]))


def _as_it_is(gray: Gray) -> Iterator[tuple[Gray, Turn]]:
    yield gray, _scale_back(1.0)


def _scales(gray: Gray) -> Iterator[tuple[Gray, Turn]]:
    """Enlarge thin stripes; draw grain together, which hides stripes in large pictures."""
    for factor in (1.5, 0.75, _WIDE / max(gray.shape)):
        if factor < 1.0 or max(gray.shape) * factor <= _WIDEST:
            yield _scaled(gray, factor), _scale_back(factor)


def _clearer(gray: Gray) -> Iterator[tuple[Gray, Turn]]:
    """Take away blur, then shade and glare, then grain: what stripes are lost in."""
    import cv2

    for wanted, reach, strength in ((3.0, 1.5, 2.0), (1.0, 2.5, 1.2)):
        factor = max(1.0, min(wanted, _WIDEST / max(gray.shape)))
        blurred = cv2.GaussianBlur(gray, (0, 0), reach)
        sharp = _gray(cv2.addWeighted(gray, 1 + strength, blurred, -strength, 0))
        yield _scaled(sharp, factor), _scale_back(factor)
    yield _levelled(gray), _scale_back(1.0)
    calm = cv2.GaussianBlur(gray, (0, 0), 1.2)
    yield _gray(cv2.createCLAHE(10.0, (8, 8)).apply(calm)), _scale_back(1.0)


def _levelled(gray: Gray) -> Gray:
    """Return the picture as if it had been lit evenly: each pixel beside what lies around it."""
    import cv2
    import numpy as np

    around = max(15, max(gray.shape) // 14)
    light = np.maximum(cv2.blur(gray, (around, around)).astype(np.float32), 1.0)
    even = cv2.GaussianBlur(gray.astype(np.float32) / light, (0, 0), 1.2)
    dark, bright = np.percentile(even[::4, ::4], (1, 99))
    return _gray(np.clip((even - dark) * (255.0 / max(float(bright - dark), 1e-6)), 0, 255))


def _turned(gray: Gray) -> Iterator[tuple[Gray, Turn]]:
    """Turn the picture, on a canvas that holds all of it."""
    import cv2

    factor = min(1.0, _WIDE / max(gray.shape))
    small = _scaled(gray, factor)
    height, width = small.shape
    for slant in _SLANTS:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
        cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
        wide, high = int(height * sin + width * cos), int(height * cos + width * sin)
        turn[:, 2] += ((wide - width) / 2, (high - height) / 2)
        version = cv2.warpAffine(small, turn, (wide, high), borderValue=255)
        yield _gray(version), cv2.invertAffineTransform(turn) / factor


def _scaled(gray: Gray, factor: float) -> Gray:
    import cv2

    if factor == 1.0:
        return gray
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    height, width = gray.shape
    wanted = (max(1, round(width * factor)), max(1, round(height * factor)))
    return _gray(cv2.resize(gray, wanted, interpolation=way))


def _gray(picture: Any) -> Gray:
    import numpy as np

    return np.asarray(picture, dtype=np.uint8)


def _scale_back(factor: float) -> Turn:
    import numpy as np

    return np.array([[1 / factor, 0.0, 0.0], [0.0, 1 / factor, 0.0]])
