"""Accounts that money is paid to: wallets, bank cards, IBANs, addresses of crypto-currencies."""

from __future__ import annotations

import re
import unicodedata

from casework.analysis.normalise import crypto, email, phone
from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "One holder; a platform's or payment company's collecting account, thousands of shops; "
    "a masked one (`bank:6222********1234`) some thousands of holders."
)

_WALLETS = {
    "alipay": "alipay", "zhifubao": "alipay", "支付宝": "alipay", "zfb": "alipay",
    "wechat": "wechat", "wechatpay": "wechat", "weixin": "wechat", "wx": "wechat",
    "微信": "wechat", "微信支付": "wechat", "weixinpay": "wechat",
    "paypal": "paypal", "贝宝": "paypal", "payoneer": "payoneer", "派安盈": "payoneer",
    "pingpong": "pingpong", "lianlian": "lianlian", "连连": "lianlian", "连连支付": "lianlian",
    "tenpay": "tenpay", "财付通": "tenpay", "qqpay": "tenpay", "qq钱包": "tenpay",
    "jdpay": "jdpay", "京东支付": "jdpay", "worldfirst": "worldfirst", "万里汇": "worldfirst",
    "airwallex": "airwallex", "空中云汇": "airwallex", "wise": "wise", "skrill": "skrill",
    "venmo": "venmo", "cashapp": "cashapp",
}  # fmt: skip
_COINS = re.compile(
    r"(?:crypto|btc|bitcoin|比特币|eth|ethereum|以太坊|usdt|usdc|tether|泰达币|trx|tron|波场"
    r"|trc20|erc20|wallet|钱包|地址|address|[()])+"
)
_BANKS = frozenset({"bank", "card", "bankcard", "unionpay", "银行卡", "银行", "银联"})
_MASKED_IBAN = re.compile(r"[A-Z]{2}[0-9*]{2}[A-Z0-9*]{11,30}")
_HOLDER = re.compile(r"[a-z0-9*+][\w.@+*-]{2,127}", re.ASCII)
_CARD = re.compile(r"[0-9*]{12,19}")
_LEFT_OUT = re.compile(r"[\s-]+")
_ACCOUNT = re.compile(r"(?:账户?号?|帐户?号?|卡号|号码?|account|id|no\.?)$")
_NAMED = re.compile(rf"({'|'.join(sorted(_WALLETS, key=len, reverse=True))})\s+(?=\S{{4}})")
_NUMBER = re.compile(r"[\d*+]{5,}", re.ASCII)
_FEWEST_VISIBLE = 3
_LONGEST = 160


def clean(text: str) -> str | None:
    """`alipay:…`, `wechat:…`, `bank:<digits>`, an IBAN, `crypto:…`, or None.

    Cards must pass Luhn, IBANs their check digits and the structure of their country, addresses of
    crypto-currencies their checksum; a wrong one is not understood.

    >>> clean("Alipay: Zhang@QQ.com")
    'alipay:zhang@qq.com'
    >>> clean("GB29 NWBK 6016 1331 9268 19")
    'GB29NWBK60161331926819'
    """
    if len(text) > _LONGEST:
        return None
    written = plain(text).strip()
    if ":" not in written:
        written = _NAMED.sub(r"\1:", written, count=1)
    kind, colon, holder = written.partition(":")
    kind = _LEFT_OUT.sub("", kind)
    if kind not in _WALLETS and kind not in _BANKS:
        kind = _ACCOUNT.sub("", kind)
    if colon and kind in _WALLETS:
        return _wallet(_WALLETS[kind], holder.strip())
    if colon and kind in _BANKS:
        return _card(_LEFT_OUT.sub("", holder)) or _iban(holder)
    if colon and kind not in ("iban", ""):
        return _coin(text) if _COINS.fullmatch(kind) else None
    return _iban(holder if colon else written) or _card(_LEFT_OUT.sub("", written)) or _coin(text)


def _coin(text: str) -> str | None:
    """An address of a crypto-currency; its capitals mean something, so it is read as written."""
    written = unicodedata.normalize("NFKC", text).rpartition(":")[2].strip()
    known = crypto.address(written)
    return f"crypto:{known}" if known else None


def _wallet(kind: str, holder: str) -> str | None:
    compact = _LEFT_OUT.sub("", holder)
    if _NUMBER.fullmatch(compact):
        holder = compact
    if not _HOLDER.fullmatch(compact if "@" not in holder else holder):
        return None
    if _visible(holder) < _FEWEST_VISIBLE or len(set(holder)) == 1:
        return None
    if "@" in holder:
        known = email.clean(holder)
        return f"{kind}:{known}" if known else None
    if phone.is_placeholder(holder):
        return None
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
