"""Check digits of waybill numbers. Each function says whether the last sign fits the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def _remainder(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def postal(digits: str) -> bool:
    """UPU S10: eight digits by 8 6 4 2 3 5 9 7, modulo 11; 10 becomes 0 and 11 becomes 5.

    >>> postal("473124829")
    True
    """
    check = 11 - _remainder(digits[:-1], (8, 6, 4, 2, 3, 5, 9, 7)) % 11
    return {10: 0, 11: 5}.get(check, check) == int(digits[-1])


def gs1(digits: str) -> bool:
    """GS1 modulo 10: digits by 3 and 1 in turn, beginning beside the check digit with 3."""
    total = sum(int(d) * (3, 1)[at % 2] for at, d in enumerate(reversed(digits[:-1])))
    return -total % 10 == int(digits[-1])


def doubled(signs: str) -> bool:
    """Modulo 10, every second sign from the left doubled as a whole; A counts 2, B 3 and on."""
    values = (int(s) if s.isdigit() else (ord(s) - 3) % 10 for s in signs[:-1])
    total = sum(value * (1, 2)[at % 2] for at, value in enumerate(values))
    return -total % 10 == int(signs[-1])


def fedex(digits: str) -> bool:
    """Digits by 1 3 7 in turn, beginning beside the check digit with 1; modulo 11, modulo 10."""
    total = sum(int(d) * (1, 3, 7)[at % 3] for at, d in enumerate(reversed(digits[:-1])))
    return total % 11 % 10 == int(digits[-1])


def sevens(digits: str) -> bool:
    """The number before the check digit, modulo 7."""
    return int(digits[:-1]) % 7 == int(digits[-1])


def led(lead: str, check: Callable[[str], bool]) -> Callable[[str], bool]:
    """The check made with a lead that the printed number leaves out."""
    return lambda signs: check(signs if signs.startswith(lead) else lead + signs)


def luhn(digits: str) -> bool:
    """ISO/IEC 7812."""
    from stdnum import luhn as stdnum_luhn

    return bool(stdnum_luhn.is_valid(digits))


def mod_37_36(signs: str) -> bool:
    """ISO/IEC 7064, MOD 37,36."""
    from stdnum.iso7064 import mod_37_36 as stdnum_mod_37_36

    return bool(stdnum_mod_37_36.is_valid(signs))


def shunfeng(digits: str) -> bool:
    """The twelve digits SF numbered its waybills with before `SF`.

    The first three name the area and do not count. The next eight are multiplied by 15, 13, down
    to 1; of each product the tens and the units are added; the check digit makes the sum whole
    tens. SF has not published this. It was worked out from 19 numbers in published answers of its
    interface and of Kuaidi100's, and holds for 18 of them.

    >>> shunfeng("444003077898")
    True
    """
    products = (int(d) * weight for d, weight in zip(digits[3:11], range(15, 0, -2), strict=True))
    return -sum(sum(divmod(product, 10)) for product in products) % 10 == int(digits[11])
