"""Reads a waybill number: compact, and whose it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casework.analysis.normalise import carrier as carriers
from casework.analysis.normalise.romanise import plain
from casework.analysis.normalise.tracking import abroad, china
from casework.analysis.normalise.tracking.forms import Form, ToldBy

_LEFT_OUT = re.compile(r"[\s.\-_/]+")
_NUMBER = re.compile(r"(?=.*[0-9])[A-Z0-9*]{5,40}")
_AS_A_FLOAT = re.compile(r"(\d{5,20})\.0", re.ASCII)
_LONGEST = 80
_FORMS = (*china.FORMS, *abroad.FORMS)


@dataclass(frozen=True, slots=True)
class Waybill:
    """A waybill number and what its form tells."""

    value: str
    """As `clean` gives it."""
    carriers: tuple[str, ...]
    """Whose number it can be, likeliest first; () where no known form fits."""
    checked: bool | None
    """True: a check digit of the first carrier's fits. False: it does not. None: it has none."""
    forms: tuple[str, ...]
    """The names of the forms that fit, in the order of the carriers."""
    told_by: ToldBy | None = None
    """What of the first form names its carrier; None where no known form fits."""


@dataclass(frozen=True, slots=True)
class _Fit:
    form: Form
    carrier: str
    checked: bool | None


def clean(text: str) -> str | None:
    """The number in upper-case without blanks and dashes, None when it is none.

    Lenient on purpose: a carrier nobody knows, or a slip in one digit, must not lose a parcel.
    Plain form, which means itself: up to four letters A-Z and 8 to 20 digits, not all the same.

    >>> clean("sf 1234-5678 90123")
    'SF1234567890123'
    """
    if len(text) > _LONGEST:
        return None
    written = plain(text).strip().removeprefix("'")
    as_number = _AS_A_FLOAT.fullmatch(written)
    compact = _LEFT_OUT.sub("", as_number[1] if as_number else written).upper()
    if not _NUMBER.fullmatch(compact) or len(set(compact)) == 1:
        return None
    return compact


def read(number: str, carrier: str = "") -> Waybill | None:
    """The number, whose it can be, and whether its check digit fits; None when it is none.

    `carrier` is what the delivery says, by any of its names. Where the number has a form of that
    carrier's, it is judged by those alone; otherwise by all forms, so that a parcel booked under a
    wrong carrier shows. One check digit in ten fits by chance: digits alone name nobody for sure.

    >>> item = read("RB123456785CN")
    >>> item.carriers, item.forms, item.checked, item.told_by
    (('ems',), ('S10',), True, 'letters')
    >>> read("1Z5R89390357567128").checked
    False
    """
    value = clean(number)
    if value is None:
        return None
    fits = [fit for form in _FORMS if (fit := _fit(form, value)) is not None]
    named = carriers.clean(carrier) if carrier else None
    own = [fit for fit in fits if fit.carrier == named]
    # The form of the posts is a standard: a wrong check digit there is a slip, no other carrier.
    postal = [fit for fit in fits if fit.form is abroad.S10]
    found = own or postal or [fit for fit in fits if not fit.form.weak]
    if any(fit.checked is not False for fit in found):
        found = [fit for fit in found if fit.checked is not False]
    if any(fit.form.told_by != "length" for fit in found):
        found = [fit for fit in found if fit.form.told_by != "length"]
    found.sort(key=_likeliest)
    return Waybill(
        value,
        tuple(dict.fromkeys(fit.carrier for fit in found)),
        found[0].checked if found else None,
        tuple(fit.form.name for fit in found),
        found[0].form.told_by if found else None,
    )


def formats() -> Iterable[tuple[str, str, bool, str]]:
    """Every known form: its name, its carrier, whether it has a check digit, where it is from."""
    return [(form.name, form.carrier, form.check is not None, form.source) for form in _FORMS]


def _fit(form: Form, value: str) -> _Fit | None:
    match = form.fits(value)
    if match is None:
        return None
    if form is not abroad.S10:
        return _Fit(form, form.carrier, form.checked(match))
    country = value[-2:]
    if country not in abroad.COUNTRIES:
        return None
    post = abroad.POSTS.get(country, f"post-{country.lower()}")
    return _Fit(form, post, form.checked(match))


def _likeliest(fit: _Fit) -> tuple[bool, bool, bool]:
    """A carrier's own letters, then any, before digits alone; what is checked before a habit."""
    lettered = any(sign.isalpha() for sign in fit.form.pattern.pattern.replace(r"\d", ""))
    return (not fit.form.own, not lettered, fit.checked is None)
