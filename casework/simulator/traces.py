"""What the members of a ring share: contacts in runs, pictures, collectors of money."""

from __future__ import annotations

from collections.abc import Callable

from casework.simulator.gangs import Gang
from casework.simulator.hubs import Hubs
from casework.simulator.sellers import Founder, Seller
from casework.vocabulary import AccountRole

_LEAST_TRACES = 2  # every member shares at least so many things with other members
_COLLECTED = 0.6  # members whose buyers pay a collector


class Traces:
    """Ties the members of a ring, each by some things and nobody by all.

    Runs of two to four members share a value; other runs for each kind of value. So chains lead
    through the ring and no single value spans it.
    """

    def __init__(self, founder: Founder, hubs: Hubs) -> None:
        self.founder, self.hubs = founder, hubs
        self.rng, self.issuer, self.habits = founder.rng, founder.issuer, founder.plan.habits

    def share_contacts(self, gang: Gang) -> None:
        """Let runs of members share phones, payouts, mail, return addresses, companies, devices."""
        shared = self.habits.shared
        for kind, share in (
            ("phone", _share_phone),
            ("payment", _share_payment),
            ("email", self._share_email),
            ("return", _share_return),
            ("company", self._share_company),
            ("device", self._share_device),
            ("device", self._share_device),
        ):
            self._in_runs(gang, shared[kind], share)

    def share_pictures(self, gang: Gang) -> None:
        """Let members take their pictures from the ring's pool: the same, cropped, or new ones."""
        rng, habits = self.rng, self.habits
        pool = [self.issuer.image() for _ in range(len(gang.members) // 2 + 2)]
        users: dict[str, list[Seller]] = {image: [] for image in pool}
        for place, seller in enumerate(gang.sellers):
            for step in range(3):
                image = pool[(place + step) % len(pool)]
                drawn = rng.random()
                if drawn < habits.same_image:
                    users[image] += [seller] * (step < 2)  # a shop may have but two listings
                elif drawn < habits.same_image + habits.near_image:
                    image = self.issuer.near_image(image)
                else:
                    image = self.issuer.image()
                seller.images.append(image)
            if rng.random() < 0.25:
                seller.images[2] = self.hubs.official_picture(seller.brand, seller)
            if rng.random() < 0.15:
                seller.images.append(self.hubs.photograph(seller))
        for sellers in users.values():
            if sellers:
                gang.tie(sellers)

    def collect(self, gang: Gang) -> None:
        """Let collectors take the money of members next to each other; the last pays himself."""
        collectors = gang.having(AccountRole.COLLECTOR)
        for place, (seller, role) in enumerate(gang.members):
            seller.payees = [seller.payment_account]
            last = place == len(gang.members) - 1
            if not collectors or last or role is AccountRole.COLLECTOR:
                continue
            if self.rng.random() < _COLLECTED:
                collector = collectors[place * len(collectors) // len(gang.members)]
                seller.payees = [collector.payment_account]
                if self.rng.random() < 0.4:
                    seller.payees.append(seller.payment_account)
                gang.relate("collects for", collector, seller)
                gang.tie([collector, seller])

    def tighten(self, gang: Gang) -> None:
        """Let members who share too little, and parts that share nothing, share a device.

        A ring nothing ties together cannot be found by anyone, and need not be called one.
        """
        sellers = gang.sellers
        for place, seller in enumerate(sellers):
            while gang.traces(seller) < _LEAST_TRACES:
                self._share_device_of_two(gang, seller, sellers[place - 1])
        first, *others = gang.parts()
        for part in others:
            self._share_device_of_two(gang, self.rng.choice(first), self.rng.choice(part))

    def _in_runs(self, gang: Gang, chance: float, share: Callable[[list[Seller]], None]) -> None:
        sellers = gang.sellers
        order = self.rng.sample(sellers, len(sellers))
        while order:
            length = min(self.rng.choice((2, 2, 3, 3, 4)), len(sellers) - 1)
            run, order = order[:length], order[length:]
            if len(run) > 1 and self.rng.random() < chance:
                share(run)
                gang.tie(run)

    def _share_email(self, run: list[Seller]) -> None:
        email = run[0].email or self.issuer.email(run[0].owner)
        for seller in run:
            seller.email = email

    def _share_company(self, run: list[Seller]) -> None:
        company = self.founder.company(run[0].place)
        for seller in run:
            seller.company = company

    def _share_device(self, run: list[Seller]) -> None:
        device = self.issuer.device()
        for seller in run:
            seller.devices = [*seller.devices, device]
            seller.discreet = False

    def _share_device_of_two(self, gang: Gang, one: Seller, other: Seller) -> None:
        self._share_device([one, other])
        gang.tie([one, other])


def _share_phone(run: list[Seller]) -> None:
    for seller in run:
        seller.phone = run[0].phone


def _share_payment(run: list[Seller]) -> None:
    for seller in run:
        seller.payment_account = run[0].payment_account


def _share_return(run: list[Seller]) -> None:
    for seller in run:
        seller.return_place = run[0].return_place
