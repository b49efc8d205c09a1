"""Phone numbers, the ways they are written, and the ways a label hides them."""

from __future__ import annotations

from random import Random

PLACEHOLDERS = ("13800138000", "00000000000", "N/A", "-", "11111111111")
"""What people write when they do not want to give a number: it identifies nobody."""

# Each second digit with the third digits that make a prefix in use.
_IN_USE = {"3": "012356789", "5": "01256789", "7": "678", "8": "012356789", "9": "189"}
_PREFIXES = [f"1{second}{third}" for second, thirds in _IN_USE.items() for third in thirds]
_VISIBLE_TAIL = {"zto": 4}  # signs a carrier leaves readable at the end; two elsewhere


def mobile(rng: Random) -> str:
    """Return a mainland mobile number: 11 digits, never a placeholder."""
    number = rng.choice(_PREFIXES) + f"{rng.randrange(100_000_000):08d}"
    return number if number not in PLACEHOLDERS else mobile(rng)


def abroad(rng: Random) -> str:
    """Return a mobile number of Hong Kong or Singapore, written with its country."""
    if rng.random() < 0.7:
        return f"+852 {rng.choice('569')}{rng.randrange(1000):03d} {rng.randrange(10_000):04d}"
    return f"+65 {rng.choice('89')}{rng.randrange(100, 900)} {rng.randrange(10_000):04d}"


def write(number: str, rng: Random) -> str:
    """Return a mainland number in one of the ways it is written; any other as it is."""
    if not number.isdigit() or len(number) != 11:
        return number
    drawn = rng.random()
    if drawn < 0.70:
        return number
    parts = (number[:3], number[3:7], number[7:])
    if drawn < 0.80:
        return f"+86 {' '.join(parts)}"
    if drawn < 0.90:
        return f"0086-{'-'.join(parts)}"
    return f"86-{number}"


def mask(number: str, carrier: str) -> str:
    """Return a number as `carrier` prints it: at least six digits hidden (GB/T 41833-2022).

    Most carriers leave the first three and the last two digits, ZTO only the last four.
    """
    tail = _VISIBLE_TAIL.get(carrier, 2)
    signs = number if number.isdigit() else "".join(s for s in number if s.isdigit())
    if tail > 2 or len(signs) < 11:
        tail = min(tail, len(signs) - 6)
        return "*" * (len(signs) - tail) + signs[len(signs) - tail :]
    return f"{signs[:3]}{'*' * (len(signs) - 3 - tail)}{signs[-tail:]}"
