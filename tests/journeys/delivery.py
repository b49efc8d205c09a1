"""A small simulated delivery, and what is really in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from casework import simulator
from casework.simulator.delivery import DeliveredFile, delivered_files
from casework.vocabulary import DeliveryKind


@dataclass(frozen=True)
class Delivery:
    """The files in a folder, and the world they tell of."""

    folder: Path
    world: simulator.World

    @classmethod
    def written(cls, folder: Path) -> Delivery:
        """Return a delivery of 300 accounts with three rings, written into this folder."""
        world = simulator.simulate(simulator.WorldPlan(seed=11, accounts=300, rings=3))
        simulator.write_delivery(world, folder)
        return cls(folder, world)

    @cached_property
    def files(self) -> dict[str, DeliveredFile]:
        """What each file holds, by its name."""
        return {file.name: file for file in delivered_files(self.world)}

    @cached_property
    def uploads(self) -> list[Path]:
        """One file of each kind, as they are chosen for an upload: several of a kind are zipped."""
        return [self._upload(kind) for kind in DeliveryKind]

    def written_in(self, file: str, number: int, column: str) -> str:
        """Return what stands in one cell; rows are numbered as people count them."""
        held = self.files[file]
        first = 1 if held.form.name == "jsonl" else 2
        return str(getattr(held.rows[number - first], column))

    def rejected_in(self, file: str) -> set[int]:
        """Return the numbers of the rows that were spoiled."""
        held = self.files[file]
        first = 1 if held.form.name == "jsonl" else 2
        return {first + place for place, _, _ in held.rejects}

    def rings(self) -> list[set[str]]:
        """Return the accounts of each true ring, written `platform/account`."""
        return [
            {f"{one.platform}/{one.account_id}" for one in ring.accounts}
            for ring in self.world.truth.rings
        ]

    def _upload(self, kind: DeliveryKind) -> Path:
        paths = [self.folder / file.name for file in self.files.values() if file.kind is kind]
        if len(paths) == 1:
            return paths[0]
        bundle = self.folder / f"{kind}.zip"
        with ZipFile(bundle, "w", ZIP_DEFLATED) as zipped:
            for path in paths:
                zipped.write(path, path.name)
        return bundle
