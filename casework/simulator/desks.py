"""A desk: from where, by whom and under which phone parcels are sent or received."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from casework.simulator import phones
from casework.simulator.names import Person
from casework.simulator.places import Place

Label = tuple[str, str, str]  # name, phone, address, as printed

_WRITINGS = 4  # how many ways one desk fills in its labels
_JITTER = 0.00008  # degrees, about 9 m: how far a courier's GPS strays


@dataclass(slots=True)
class Desk:
    """A sender or receiver. `pickup` is where the courier really collects (latitude, longitude).

    `seed` makes the desk's writings its own, whoever asks first.
    """

    person: Person
    phone: str
    place: Place
    pickup: tuple[float, float]
    carriers: tuple[str, ...]
    seed: int
    _plain: list[Label] = field(default_factory=list)
    _masked: dict[str, list[Label]] = field(default_factory=dict)

    def label(self, rng: Random, carrier: str, *, masked: bool) -> Label:
        """Return what a label of `carrier` says: as the desk writes it, or hidden."""
        if masked:
            labels = self._masked.get(carrier)
            if labels is None:
                labels = self._masked[carrier] = self._hide(carrier)
        else:
            labels = self._plain = self._plain or self._spell()
        return labels[int(rng.random() * len(labels))]

    def point(self, rng: Random) -> tuple[str, str]:
        """Return the pickup as the courier's GPS noted it, five decimals."""
        lat = self.pickup[0] + (rng.random() + rng.random() - 1) * _JITTER * 2
        lon = self.pickup[1] + (rng.random() + rng.random() - 1) * _JITTER * 2
        return f"{lat:.5f}", f"{lon:.5f}"

    def _spell(self) -> list[Label]:
        own = Random(self.seed)  # noqa: S311 a world must be repeatable
        ways = self.place.written()
        likely = (*ways[:3], *ways[:3], *ways)
        return [
            (self.person.write(own), phones.write(self.phone, own), own.choice(likely))
            for _ in range(_WRITINGS)
        ]

    def _hide(self, carrier: str) -> list[Label]:
        own = Random(self.seed ^ 0x5EED)  # noqa: S311 a world must be repeatable
        ways = self.place.masked()
        name, phone = self.person.masked(), phones.mask(self.phone, carrier)
        return [(name, phone, own.choice((*ways[:2], *ways))) for _ in range(_WRITINGS)]
