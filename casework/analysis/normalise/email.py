"""E-mail addresses, lower-case; a QQ number stands for the address that comes with it."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "One person or one shop; the address of an agency that registers shops, hundreds of them; "
    "a masked one (`z***@qq.com`) thousands of people."
)

_ADDRESS = re.compile(
    r"[a-z0-9*!#$%&'/=?^_`{|}~+-]+(?:\.[a-z0-9*!#$%&'/=?^_`{|}~+-]+)*"
    r"@(?:[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?\.)+[a-z*][a-z0-9*-]{0,61}[a-z0-9*]"
)
_LONGEST = 254
_LABEL = re.compile(r"^(?:mailto|e-?mail|mail|邮箱|电子邮箱|邮件|电邮)\s*[:=]?\s*(?=\S*@)")
_QQ = re.compile(r"(?:qq|扣扣|企鹅)\s*(?:号码?|帐号|账号)?\s*[:=]?\s*([1-9]\d{4,10})", re.ASCII)
_NAMED = re.compile(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>")
_SPELT_OUT = re.compile(r"\s*[\[({<]\s*(at|dot)\s*[\])}>]\s*")
NOBODY = frozenset({"test", "none", "null", "na", "n/a", "noreply", "no-reply", "example"})
"""What stands before the `@` where nobody is meant."""
NOWHERE = frozenset({"example.com", "example.org", "example.net", "test.com", "none.com"})
"""Domains in which nobody has an address."""


def clean(text: str) -> str | None:
    """The address in lower-case, None when it is none or a placeholder.

    >>> clean(" Zhang.Wei@QQ.com ")
    'zhang.wei@qq.com'
    >>> clean("QQ: 382910477")
    '382910477@qq.com'
    """
    if len(text) > _LONGEST + 20:
        return None
    written = plain(text).strip()
    if not _ADDRESS.fullmatch(written):
        written = _rarer(written)
    if len(written) > _LONGEST or not _ADDRESS.fullmatch(written):
        return None
    local, _, domain = written.partition("@")
    if local in NOBODY or domain in NOWHERE or not local.strip("*"):
        return None
    if domain.endswith("qq.com") and local.isdigit() and _is_typed(local):
        return None
    return written


def _rarer(written: str) -> str:
    """The address out of a QQ number, a label, a name before it, or `(at)` for `@`."""
    number = _QQ.fullmatch(written)
    if number is not None:
        return f"{number[1]}@qq.com"
    named = _NAMED.fullmatch(written)
    written = named[1] if named else _LABEL.sub("", written).strip("<>;,")
    return _SPELT_OUT.sub(lambda said: "@" if said[1] == "at" else ".", written)


def _is_typed(number: str) -> bool:
    """Whether a QQ number is one digit over and over, or counts from 1: typed, not owned."""
    return len(set(number)) == 1 or (len(number) > 4 and number in "123456789012345")
