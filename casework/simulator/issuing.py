"""Hands out the numbers of a world, each once: phones, cards, waybills, devices."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from casework.simulator import checkdigits, phones
from casework.simulator.gazetteer import District
from casework.simulator.names import Person

_CARD_ISSUERS = ("622202", "622848", "621700", "621661", "622588", "622262", "623052")
_MAIL = ("qq.com", "163.com", "126.com", "sina.com", "outlook.com", "foxmail.com")
_GERMAN_BANKS = ("50070010", "37040044", "20041133")
_BRITISH_BANKS = ("NWBK", "BARC", "LOYD")
_OWNERS = ("CSQU", "TGHU", "OOLU", "CMAU", "TCLU", "FSCU")

# Waybill numbers run on from a start, in steps: what courier issues look like in bulk.
_WAYBILLS: dict[str, Callable[[int], str]] = {
    "sf": lambda serial: f"SF1{serial:012d}",
    "yto": lambda serial: f"YT{serial:013d}",
    "zto": lambda serial: f"78{serial:012d}",
    "sto": lambda serial: f"773{serial:012d}",
    "yunda": lambda serial: f"43{serial:013d}",
    "jt": lambda serial: f"JT{serial:013d}",
    "deppon": lambda serial: f"DPK{serial:012d}",
    "ems": lambda serial: checkdigits.postal_item("EA", f"{serial % 100_000_000:08d}"),
}


class Issuer:
    """The offices of a world. Every number is new; the same `rng` gives the same numbers."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()
        self._serial = dict.fromkeys(_WAYBILLS, 0)
        for carrier in _WAYBILLS:
            self._serial[carrier] = rng.randrange(10**11, 8 * 10**11)

    def _new(self, make: Callable[[], str]) -> str:
        value = make()
        while value in self._given:
            value = make()
        self._given.add(value)
        return value

    def phone(self) -> str:
        """Return a mainland mobile number nobody else has."""
        return self._new(lambda: phones.mobile(self._rng))

    def email(self, owner: Person) -> str:
        """Return a mail address that bears the owner's name."""
        rng = self._rng
        return self._new(
            lambda: f"{owner.handle}{rng.randrange(10, 99999)}@{rng.choice(_MAIL)}",
        )

    def payment_account(self, owner: Person) -> str:
        """Return `alipay:…`, `bank:…` (Luhn) or, at times, an IBAN."""
        drawn = self._rng.random()
        if drawn < 0.45:
            return f"alipay:{self.email(owner)}"
        if drawn < 0.66:
            return f"alipay:{self.phone()}"
        if drawn < 0.97:
            return "bank:" + self._new(self._card)
        return self._new(self._iban)

    def _card(self) -> str:
        body = self._rng.choice(_CARD_ISSUERS) + f"{self._rng.randrange(10**12):012d}"
        return checkdigits.card_number(body)

    def _iban(self) -> str:
        if self._rng.random() < 0.5:
            account = f"{self._rng.choice(_GERMAN_BANKS)}{self._rng.randrange(10**10):010d}"
            return checkdigits.iban("DE", account)
        account = f"{self._rng.choice(_BRITISH_BANKS)}{self._rng.randrange(10**14):014d}"
        return checkdigits.iban("GB", account)

    def company_number(self, seat: District) -> str:
        """Return a Unified Social Credit Code of a company seated in `seat`."""
        return self._new(
            lambda: checkdigits.credit_code(
                f"91{seat.code}"
                + checkdigits.organisation_code(
                    "".join(self._rng.choices("0123456789", k=8)),
                ),
            ),
        )

    def foreign_company_number(self) -> str:
        """Return a Hong Kong company number, as platforms record it."""
        return self._new(lambda: f"HK{self._rng.randrange(1_000_000, 3_999_999)}")

    def device(self) -> str:
        """Return a device fingerprint of 16 hexadecimal signs."""
        return self._new(lambda: f"{self._rng.getrandbits(64):016x}")

    def image(self) -> str:
        """Return a 64-bit perceptual hash in hexadecimal."""
        return self._new(lambda: f"{self._rng.getrandbits(64):016x}")

    def near_image(self, image: str) -> str:
        """Return the hash of a cropped copy: two or three of its 64 bits differ."""
        bits = int(image, 16)
        for place in self._rng.sample(range(64), self._rng.randint(2, 3)):
            bits ^= 1 << place
        return f"{bits:016x}"

    def account_id(self) -> str:
        """Return the number of a seller account."""
        return self._new(lambda: f"s{self._rng.randrange(10**8):08d}")

    def container(self) -> str:
        """Return a container number with its check digit."""
        return self._new(
            lambda: checkdigits.container_number(
                f"{self._rng.choice(_OWNERS)}{self._rng.randrange(10**6):06d}",
            ),
        )

    def waybill(self, carrier: str) -> str:
        """Return the next waybill number of `carrier`."""
        self._serial[carrier] += 1 + int(self._rng.random() * 9)
        return _WAYBILLS[carrier](self._serial[carrier])
