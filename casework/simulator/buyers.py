"""Who buys: customers, those paid to order, and the test-buy teams among them."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from casework.simulator import phones
from casework.simulator.desks import Label
from casework.simulator.names import Person, person
from casework.simulator.places import Place, home
from casework.simulator.plan import WorldPlan

_PER_BUYER = 2.5  # orders of one buyer
_BRUSHERS = 0.004  # share of the buyers who are paid to order
_FEWEST = 150


class Buyer(NamedTuple):
    """Who receives a parcel: the phone as dialled, name and address plain and hidden."""

    ref: str
    phone: str
    plain: tuple[str, str]
    hidden: tuple[str, str]

    def label(self, rng: Random, carrier: str, *, masked: bool) -> Label:
        """Return what a label of `carrier` says of the receiver."""
        if masked:
            return self.hidden[0], phones.mask(self.phone, carrier), self.hidden[1]
        return self.plain[0], phones.write(self.phone, rng), self.plain[1]


class Buyers:
    """The buyers of a world."""

    def __init__(self, plan: WorldPlan, rng: Random) -> None:
        self._rng = rng
        count = max(_FEWEST, int(plan.accounts * plan.orders_per_account / _PER_BUYER))
        self._all = [self._buyer(f"b{place * 7_919 % 100_000_007:08d}") for place in range(count)]
        self._brushers = self._all[: max(3, int(count * _BRUSHERS))]

    def any(self) -> Buyer:
        """Return a customer."""
        return self._all[int(self._rng.random() * len(self._all))]

    def brusher(self) -> Buyer:
        """Return someone who is paid to order."""
        return self._rng.choice(self._brushers)

    def tester(self) -> Buyer:
        """Return the cover of a test-buy team: a new name at an ordinary address."""
        return self._buyer(f"b{self._rng.randrange(10**8):08d}")

    def _buyer(self, ref: str) -> Buyer:
        rng = self._rng
        who, where = person(rng), home(rng, selling=rng.random() < 0.5)
        return describe(ref, who, phones.mobile(rng), where, rng)


def describe(ref: str, who: Person, phone: str, where: Place, rng: Random) -> Buyer:
    """Return a buyer who writes the address in one of its common ways."""
    way = int(rng.random() * 3)
    plain, hidden = where.written()[way], where.masked()[way]
    return Buyer(ref, phone, (who.name, plain), (who.masked(), hidden))
