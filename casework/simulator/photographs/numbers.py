"""Waybill numbers of carriers abroad, with their check digits as the carriers publish them."""

from __future__ import annotations

from random import Random

from casework.simulator import checkdigits

_FEDEX_WEIGHTS = (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)


def dhl(rng: Random) -> str:
    """Return a DHL Express waybill: nine digits and their remainder of 7."""
    serial = rng.randrange(10**8, 9 * 10**8)
    return f"{serial}{serial % 7}"


def ups(rng: Random) -> str:
    """Return a UPS tracking number: 1Z, shipper, service, parcel, and a digit mod 10.

    Letters count as (code - 63) mod 10, every second sign twice.
    """
    letters = "ABCDEFGHJKLMNPRSTVWXYZ"
    body = "".join(rng.choice("0123456789" + letters) for _ in range(6))
    body += rng.choice(("03", "04", "66", "67")) + f"{rng.randrange(10**7):07d}"
    total = 0
    for place, sign in enumerate(body):
        value = int(sign) if sign.isdigit() else (ord(sign) - 63) % 10
        total += value * (2 if place % 2 else 1)
    return f"1Z{body}{-total % 10}"


def fedex(rng: Random) -> str:
    """Return a FedEx Express number: 11 digits, and their weighted sum mod 11 mod 10."""
    body = f"{rng.randrange(10**10, 9 * 10**10)}"
    total = sum(weight * int(sign) for weight, sign in zip(_FEDEX_WEIGHTS, body, strict=True))
    return f"{body}{total % 11 % 10}"


def post(rng: Random) -> str:
    """Return a postal item number of small packets (UPU S10)."""
    service = rng.choice(("LX", "RB", "CP", "LV"))
    return checkdigits.postal_item(service, f"{rng.randrange(10**8):08d}")
