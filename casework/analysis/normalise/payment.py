"""Accounts that money is paid to: wallets, bank cards, IBANs.

How many could share it: one holder; a masked one (`bank:6222********1234`) some thousands.
"""

from __future__ import annotations

import re

from casework.analysis.normalise import email, phone
from casework.analysis.normalise.romanise import plain

_WALLETS = {
    "alipay": "alipay", "zhifubao": "alipay", "支付宝": "alipay",
    "wechat": "wechat", "wechatpay": "wechat", "weixin": "wechat", "wx": "wechat",
    "微信": "wechat", "微信支付": "wechat",
    "paypal": "paypal", "payoneer": "payoneer", "pingpong": "pingpong", "lianlian": "lianlian",
}  # fmt: skip
_BANKS = frozenset({"bank", "card", "bankcard", "unionpay", "银行卡", "银行", "银联"})
_MASKED_IBAN = re.compile(r"[A-Z]{2}[0-9*]{2}[A-Z0-9*]{11,30}")
_HOLDER = re.compile(r"[a-z0-9*+][\w.@+*-]{2,127}", re.ASCII)
_CARD = re.compile(r"[0-9*]{12,19}")
_LEFT_OUT = re.compile(r"[\s-]+")
_FEWEST_VISIBLE = 3
_LONGEST = 160


def clean(text: str) -> str | None:
    """`alipay:…`, `wechat:…`, `bank:<digits>` with a right check digit, an IBAN, or None.

    >>> clean("Alipay: Zhang@QQ.com")
    'alipay:zhang@qq.com'
    >>> clean("GB29 NWBK 6016 1331 9268 19")
    'GB29NWBK60161331926819'
    """
    if len(text) > _LONGEST:
        return None
    written = plain(text).strip()
    kind, colon, holder = written.partition(":")
    kind = _LEFT_OUT.sub("", kind)
    if colon and kind in _WALLETS:
        return _wallet(_WALLETS[kind], holder.strip())
    if colon and kind in _BANKS:
        return _card(_LEFT_OUT.sub("", holder)) or _iban(holder)
    if colon and kind != "iban":
        return None
    return _iban(holder if colon else written) or _card(_LEFT_OUT.sub("", written))


def _wallet(kind: str, holder: str) -> str | None:
    if not _HOLDER.fullmatch(_LEFT_OUT.sub("", holder) if "@" not in holder else holder):
        return None
    if _visible(holder) < _FEWEST_VISIBLE or len(set(holder)) == 1:
        return None
    if "@" in holder:
        known = email.clean(holder)
        return f"{kind}:{known}" if known else None
    number = phone.clean(holder) if kind in ("alipay", "wechat") else None
    if number is not None and number.startswith("+861") and len(number) == len("+8613812345678"):
        return f"{kind}:{number.removeprefix('+86')}"
    return f"{kind}:{holder}"


def _card(digits: str) -> str | None:
    """A card number under ISO/IEC 7812 whose last digit fits (Luhn)."""
    from stdnum import luhn

    if not _CARD.fullmatch(digits) or _visible(digits) < _FEWEST_VISIBLE:
        return None
    if "*" not in digits and (len(set(digits)) == 1 or not luhn.is_valid(digits)):
        return None
    return f"bank:{digits}"


def _iban(written: str) -> str | None:
    """An IBAN (ISO 13616) with right check digits, or the pattern of a masked one."""
    from stdnum import iban

    compact = _LEFT_OUT.sub("", written).upper()
    if "*" in compact:
        fits = _MASKED_IBAN.fullmatch(compact) and _visible(compact) >= _FEWEST_VISIBLE
        return compact if fits else None
    if not compact.isascii() or not iban.is_valid(compact):
        return None
    return iban.compact(compact)


def _visible(text: str) -> int:
    return sum(map(str.isalnum, text))
