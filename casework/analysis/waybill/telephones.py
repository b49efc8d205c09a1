"""Telephone numbers as labels print them, told apart from names and house numbers beside them."""

from __future__ import annotations

import re

from casework.analysis.normalise import phone

STARS = "*＊★☆✱✳×"
_STAR = r"[*＊★☆✱✳]"
_FORMS = (
    # A mainland mobile number, whole or with its middle hidden (GB/T 41833-2022).
    rf"(?:(?:\+|00)?86[-\s]?)?1[3-9]\d[-\s]?(?:\d|{_STAR}){{4}}[-\s]?(?:\d|{_STAR}){{4}}(?!\d)",
    rf"1[3-9]\d{_STAR}{{3,9}}\d{{1,4}}(?!\d)",
    rf"{_STAR}{{4,9}}\d{{2,4}}(?!\d)",
    # With its country.
    r"(?:\+|00)\d{1,3}[\s.-]?(?:\(?\d{1,5}\)?[\s.-]?){1,5}\d{2,}",
    # A landline.
    r"0\d{2,3}[-\s]\d{7,8}",
)
_FIND = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_ALONE = re.compile(r"\d{7,11}|\d{3,4}[ -]\d{3,4}(?:[ -]\d{3,4})?")
_ELEVEN = 11


def find(text: str) -> tuple[int, int] | None:
    """Return where a telephone number stands in a text, None where none does.

    >>> find("张**138******34"), find("创业路247-14-2201")
    ((3, 14), None)
    """
    found = _FIND.search(text)
    if found is None:
        bare = text.strip()
        if _ALONE.fullmatch(bare):
            start = text.index(bare)
            return start, start + len(bare)
        return None
    start, end = found.span()
    if text[start] in STARS:
        # 唐*********5406: eleven signs are the number, the stars before them hide the name.
        while start and text[start - 1] in STARS:
            start -= 1
        start = max(start, end - _ELEVEN)
    return start, end


def likely(number: str) -> float:
    """Return how likely a number is read whole, 0 to 1."""
    if doubt(number):
        return 0.6 if find(number) else 0.5
    return 0.97


def doubt(number: str) -> str:
    """Return what speaks against a number as the end of a sentence, "" where nothing does.

    >>> doubt("136*****54")
    ', of 10 signs, where a number with its country left out has 11'
    >>> doubt("+80 135 2315 5937")
    ', which is no number that identifies someone'
    """
    signs = re.sub(r"[^\d*＊★☆✱✳]", "", number)
    if set(signs) & set(STARS):
        if number.startswith("+") or len(signs) >= _ELEVEN:
            return ""
        return f", of {len(signs)} signs, where a number with its country left out has {_ELEVEN}"
    return "" if phone.nature(number) else ", which is no number that identifies someone"


def written(text: str) -> str:
    """Return a number or a masked text with every mask as `*`."""
    return re.sub(_STAR, "*", text).strip()
