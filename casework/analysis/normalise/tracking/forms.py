"""The form of a waybill number: whose it is, what it looks like, how it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

ToldBy = Literal["letters", "shape", "length"]
"""What names the carrier: letters that it alone prints, any other shape, or the length alone."""

LIST = "tracking_number_data, the public list of couriers' formats"
TAOBAO = "waybill rules (reg_mail_no) Taobao's open platform publishes for its carriers"
_DIGITS_ALONE = re.compile(r"\\d\{\d+\}")
SEEN = "numbers in carriers' and trackers' published interface answers; a habit, not a rule"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which one carrier writes its numbers, in upper-case without blanks."""

    name: str
    carrier: str
    """The word of `carrier.clean`; "" where the number itself names it (S10)."""
    pattern: re.Pattern[str]
    """Over the whole number. Where it has groups, these are what is checked, joined."""
    check: Callable[[str], bool] | None = None
    """None: a convention without a check digit."""
    source: str = LIST
    weak: bool = False
    """True: so many numbers fit that it counts only where the carrier is named besides."""
    own: bool = False
    """True: it holds letters that no other carrier prints there, so that it names its carrier."""

    @property
    def told_by(self) -> ToldBy:
        """What of the form names the carrier."""
        if self.own:
            return "letters"
        alone = self.check is None and _DIGITS_ALONE.fullmatch(self.pattern.pattern)
        return "length" if alone else "shape"

    def fits(self, number: str) -> re.Match[str] | None:
        """The match where the number has this form."""
        return self.pattern.fullmatch(number)

    def checked(self, match: re.Match[str]) -> bool | None:
        """Whether the check digit fits; None where there is none."""
        if self.check is None:
            return None
        return self.check("".join(part for part in match.groups() if part) or match[0])


def form(
    name: str,
    carrier: str,
    pattern: str,
    check: Callable[[str], bool] | None = None,
    *,
    source: str = LIST,
    weak: bool = False,
) -> Form:
    """Return a form from the text of its pattern."""
    return Form(name, carrier, re.compile(pattern, re.ASCII), check, source, weak)


def own(
    name: str,
    carrier: str,
    pattern: str,
    check: Callable[[str], bool] | None = None,
    *,
    source: str = LIST,
) -> Form:
    """Return a form whose letters no other carrier prints."""
    return replace(form(name, carrier, pattern, check, source=source), own=True)
