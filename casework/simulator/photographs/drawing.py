"""Draws photographs of a world's waybills, and writes what they truly state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import numpy as np

from casework.simulator.photographs import chinese, english, files
from casework.simulator.photographs.files import Camera
from casework.simulator.photographs.parcels import Parcel, Parcels
from casework.simulator.photographs.scene import HARM, SIZE, Level, Quad, View, photograph, scan
from casework.simulator.photographs.sheet import Area, Sheet
from casework.simulator.world import World

_LAYOUTS = {**chinese.LAYOUTS, **english.LAYOUTS}
_PAPER = (860, 1500)  # tenths of a millimetre; cut off below the last print
_MARGIN = 24
_CHINA = timezone(timedelta(hours=8))
_CAMERAS = (("Huarong", "HR-20 Pro"), ("Meridian", "M9"), ("Ostara", "Field 3"), ("", ""))
_FORMS = ("JPEG", "JPEG", "JPEG", "JPEG", "PNG", "JPEG", "HEIF", "JPEG", "TIFF", "JPEG")
_PDF_PAGES = 3


@dataclass(frozen=True, slots=True)
class Shoot:
    """Which photographs to draw: how many, how bad, and where the fonts lie."""

    count: int
    fonts_dir: Path
    level: Level = "mild"
    seed: int = 1
    scans: bool = True
    """Whether the last three are pages of one scanned PDF, when there are six or more."""
    size: tuple[int, int] = SIZE
    """Pixels across and down of every photograph before it is turned."""


@dataclass(frozen=True, slots=True)
class TrueField:
    """What a label truly states in one column."""

    printed: str
    value: str
    """As a person would write it in that column."""
    boxes: tuple[Quad, ...]
    """Where it stands in the picture as shown, one for each of its lines."""
    hidden: bool
    """Whether something lies on it."""


@dataclass(frozen=True, slots=True)
class Photographed:
    """One picture, or one page of a scan, with what it truly shows."""

    file: str
    page: int
    level: str
    layout: str
    turned: int
    """Degrees clockwise by which the picture stands wrong when it is shown."""
    size: tuple[int, int]
    barcodes: tuple[tuple[str, str], ...]
    fields: dict[str, TrueField]


def draw_photographs(world: World, folder: Path, shoot: Shoot) -> list[Photographed]:
    """Return what was photographed into `folder`: pictures of labels of the world's parcels.

    The same world and shoot give the same pictures. Raises FontMissing where the fonts are not.
    About a second a picture.
    """
    rng = Random(f"photographs {shoot.seed} {shoot.level}")  # noqa: S311 must be repeatable
    parcels = list(Parcels(world).draw(rng, shoot.count))
    pages = _PDF_PAGES if shoot.scans and shoot.count >= 2 * _PDF_PAGES else 0
    single, scanned = parcels[: shoot.count - pages], parcels[shoot.count - pages :]
    return [*photograph_all(single, folder, shoot), *scan_all(scanned, folder, shoot)]


def photograph_all(parcels: Sequence[Parcel], folder: Path, shoot: Shoot) -> Iterator[Photographed]:
    """Yield each parcel's label as photographed into a file of its own, `IMG_` and numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, parcel in enumerate(parcels):
        yield _photograph(parcel, f"{place + 1:03d}", folder, shoot)


def scan_all(parcels: Sequence[Parcel], folder: Path, shoot: Shoot) -> Iterator[Photographed]:
    """Yield each parcel's label as a page of one PDF in `folder`, `scan_` and a number."""
    if not parcels:
        return
    folder.mkdir(parents=True, exist_ok=True)
    name, pages = f"scan_{shoot.seed:02d}.pdf", []
    for place, parcel in enumerate(parcels):
        seed = f"scan {place} {shoot.seed} {shoot.level}"
        rng = Random(seed)  # noqa: S311 must be repeatable
        layout, sheet = _label(parcel, shoot.fonts_dir, rng)
        view = scan(np.asarray(sheet.image), seed)
        pages.append(view.pixels.astype(np.uint8))
        yield _told(name, place + 1, "scan", (layout, sheet, view))
    files.write_pdf(folder / name, pages, _moment(parcels[-1]))


def write_photograph_truth(photographed: Sequence[Photographed], path: Path) -> None:
    """Write what is printed on every picture as JSON; keep it outside the folder that is taken."""
    known = {"photographs": [asdict(one) for one in photographed]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _photograph(parcel: Parcel, name: str, folder: Path, shoot: Shoot) -> Photographed:
    seed = f"photograph {name} {shoot.seed} {shoot.level}"
    rng = Random(seed)  # noqa: S311 must be repeatable
    layout, sheet = _label(parcel, shoot.fonts_dir, rng)
    view = photograph(np.asarray(sheet.image), shoot.level, seed, shoot.size)
    camera = _camera(parcel, rng)
    form = _FORMS[(int(name) - 1) % len(_FORMS)]
    if form in {"PNG", "HEIF"}:
        camera = replace(camera, knows_turn=False)
    exif = files.exif_of(camera, view.turned)
    path = folder / f"IMG_{shoot.seed:02d}{name}.{files.SUFFIXES[form]}"
    pixels = view.pixels.astype(np.uint8)
    files.write_picture(path, pixels, form, rng.randint(*HARM[shoot.level].quality), exif)
    if camera.knows_turn and view.turned:
        _turn_back(view)
    return _told(path.name, 1, shoot.level, (layout, sheet, view))


def _label(parcel: Parcel, fonts_dir: Path, rng: Random) -> tuple[str, Sheet]:
    """Return the name of the arrangement and the printed label, cut below its last print."""
    layout = rng.choice(_LAYOUTS[parcel.carrier])
    sheet = Sheet(*_PAPER, fonts_dir)
    layout(sheet, parcel, rng)
    used = np.flatnonzero((np.asarray(sheet.image) < 255).any(axis=1))
    sheet.height = min(_PAPER[1], int(used[-1]) + 2 * _MARGIN)
    sheet.image = sheet.image.crop((0, 0, sheet.width, sheet.height))
    return layout.__name__, sheet


def _camera(parcel: Parcel, rng: Random) -> Camera:
    maker, model = rng.choice(_CAMERAS)
    if not maker:
        return Camera()
    lat, lon = parcel.place
    where = (float(lat), float(lon)) if lat and rng.random() < 0.6 else None
    taken_at = _moment(parcel) + timedelta(days=rng.randint(2, 40), minutes=rng.randint(0, 600))
    return Camera(maker, model, taken_at, where, knows_turn=rng.random() < 0.5)


def _moment(parcel: Parcel) -> datetime:
    return datetime.strptime(parcel.shipped_on, "%Y/%m/%d %H:%M").replace(tzinfo=_CHINA)


def _turn_back(view: View) -> None:
    """Give places in the picture as viewers show it, who follow the camera's note."""
    high, wide, _ = view.pixels.shape
    back = {
        90: [[0, 1, 0], [-1, 0, high - 1], [0, 0, 1]],
        180: [[-1, 0, wide - 1], [0, -1, high - 1], [0, 0, 1]],
        270: [[0, -1, wide - 1], [1, 0, 0], [0, 0, 1]],
    }
    if view.turned == 90:
        back[90] = [[0, 1, 0], [-1, 0, wide - 1], [0, 0, 1]]
    if view.turned == 270:
        back[270] = [[0, -1, high - 1], [1, 0, 0], [0, 0, 1]]
    view.seen_from = np.array(back[view.turned], np.float64) @ view.seen_from
    view.pixels = np.rot90(view.pixels, view.turned // 90)
    view.turned = 0


def _told(file: str, page: int, level: str, drawn: tuple[str, Sheet, View]) -> Photographed:
    layout, sheet, view = drawn
    high, wide, _ = view.pixels.shape
    fields = {
        column: TrueField(
            stated.printed,
            stated.value,
            tuple(view.quad(area) for area in stated.areas),
            any(view.hides(area) for area in _first(stated.areas, column)),
        )
        for column, stated in sheet.stated.items()
    }
    codes = tuple(sheet.barcodes)
    return Photographed(file, page, level, layout, view.turned, (wide, high), codes, fields)


def _first(areas: list[Area], column: str) -> list[Area]:
    """Return the areas that must be seen to know a field: of a number printed twice, one."""
    return areas[:1] if column == "waybill_no" else areas
