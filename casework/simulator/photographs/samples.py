"""A few photographs to try casework on by hand: one askew, one in English, one scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from casework.simulator.photographs import chinese, english
from casework.simulator.photographs.drawing import Photographed, Shoot, photograph_all, scan_all
from casework.simulator.photographs.parcels import Parcels
from casework.simulator.world import World

_DRAWN = 200  # parcels to choose from
_PAGES = 3
_SEED = 12


def draw_samples(world: World, folder: Path, fonts_dir: Path) -> list[Photographed]:
    """Return what three files drawn into `folder` show, a picture or page each.

    `waybill_slanted.jpg` is a Chinese label that lies askew, `waybill_english.jpg` one for abroad
    (where the world has senders who write in English), `waybills_scanned.pdf` has three pages.
    The same world gives the same files. Raises FontMissing where the fonts are not.
    """
    rng = Random(f"samples {world.plan.seed}")  # noqa: S311 must be repeatable
    parcels = list(Parcels(world).draw(rng, _DRAWN))
    at_home = [one for one in parcels if one.carrier in chinese.LAYOUTS]
    abroad = [one for one in parcels if one.carrier in english.LAYOUTS] or at_home[1:]
    plain = Shoot(1, fonts_dir, seed=_SEED)
    slanted = replace(plain, level="slanted")
    shots = {
        "waybill_slanted.jpg": photograph_all(at_home[:1], folder, slanted),
        "waybill_english.jpg": photograph_all(abroad[:1], folder, plain),
        "waybills_scanned.pdf": scan_all(at_home[-_PAGES:], folder, plain),
    }
    return [one for name, shown in shots.items() for one in _named(name, shown, folder)]


def _named(name: str, shown: Iterable[Photographed], folder: Path) -> Iterator[Photographed]:
    pages = list(shown)
    (folder / pages[0].file).rename(folder / name)
    return (replace(page, file=name) for page in pages)
