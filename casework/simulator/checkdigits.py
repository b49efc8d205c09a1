"""Check digits of the numbers a delivery holds, each made by its published rule."""

from __future__ import annotations

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_POSTAL_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_CONTAINER_LETTERS = (value for value in range(10, 39) if value % 11)
_CONTAINER_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _CONTAINER_LETTERS, strict=True))


def organisation_code(body: str) -> str:
    """Return `body` (8 digits) with its check character (GB 11714, mod 11)."""
    total = sum(
        weight * _ORGANISATION.index(sign)
        for weight, sign in zip(_ORGANISATION_WEIGHTS, body, strict=True)
    )
    return body + "0123456789X0"[11 - total % 11]


def credit_code(body: str) -> str:
    """Return `body` (17 characters) with its check character (GB 32100-2015, mod 31)."""
    total = sum(
        weight * _USCC.index(sign) for weight, sign in zip(_USCC_WEIGHTS, body, strict=True)
    )
    return body + _USCC[-total % 31]


def card_number(body: str) -> str:
    """Return `body` (digits) with its Luhn digit (ISO/IEC 7812-1)."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        digit = int(sign) * (2 if place % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return body + str(-total % 10)


def iban(country: str, account: str) -> str:
    """Return the IBAN of `account` in `country` (two letters), check digits by ISO 7064 mod 97."""
    spelled = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(spelled) % 97:02d}{account}"


def postal_item(service: str, serial: str, country: str = "CN") -> str:
    """Return a postal item number: service (two letters) and 8 digits (UPU S10, mod 11)."""
    total = sum(weight * int(sign) for weight, sign in zip(_POSTAL_WEIGHTS, serial, strict=True))
    check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return f"{service}{serial}{check}{country}"


def container_number(body: str) -> str:
    """Return `body` (owner, `U` and 6 digits) with its check digit (ISO 6346, mod 11 of 2^n)."""
    total = sum(
        (int(sign) if sign.isdigit() else _CONTAINER_VALUES[sign]) << place
        for place, sign in enumerate(body)
    )
    return body + str(total % 11 % 10)
