"""What the cells of a column look like: how many of them read as a telephone, a date, a waybill."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from casework.analysis import normalise
from casework.analysis.normalise import plain
from casework.vocabulary import ColumnType, DeliveryKind

MOST_CELLS = 50
"""Cells looked at: enough to tell, few enough to answer at once."""

_MOBILE = re.compile(r"(?:\+?86|0086)?[- ]?1[3-9*][\d*]{9}")
_LOOKS_A_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/., ]+\d{2,4}.*"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.*|20\d{6}(?:[ T]?\d{4,6})?"
)
_NUMBER = re.compile(r"[^\d-]{0,4}-?\d[\d,. ']{0,14}\D{0,4}")
_MONEY = re.compile(r"[^\d-]{0,4}-?\d[\d,' ]{0,14}[.,]\d\d\D{0,4}")
_WHOLE = re.compile(r"\d{1,7}(?:\.0+)?")
_ID = re.compile(r"(?=.*\d)[\w\-./#:|]{3,64}", re.ASCII)
_PLACE = re.compile(
    r".*(?:省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|栋|幢|室|座|园|号楼|广场|大厦).*(?:\d|号|室|园|村|楼|栋).*"
    r"|.*\d.*\b(?:rd|road|st|street|ave|avenue|lane|ln|drive|dr|blvd|district|building|bldg|room|rm"
    r"|floor|straße|strasse|rue|via|calle|way|close|court|park|city|province|town|no)\b.*",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"[\u3400-\u9fff][\u3400-\u9fff·*]{1,4}|[^\W\d_][\w.'*-]*(?: [^\W\d_][\w.'*-]*){1,3}"
)
_COMPANY = re.compile(
    r".*(?:公司|厂|店|商行|经营部|工作室|商贸|贸易|企业|集团|合作社)[^\d]{0,8}"
    r"|.*\b(?:ltd|limited|inc|llc|gmbh|co|corp|company|trading|bv|srl|plc|factory)\.?$",
    re.IGNORECASE,
)
_CURRENCIES = frozenset(
    {"cny", "usd", "eur", "gbp", "hkd", "jpy", "krw", "aud", "cad", "sgd", "twd", "thb", "vnd"}
    | {"myr", "inr", "rub", "chf", "pln", "sek", "rmb", "人民币", "元", "美元", "欧元", "港币"}
    | {"142", "502", "300"}  # as Chinese customs numbers them: yuan, dollar, euro
)
_PLATFORMS = frozenset(
    {"taobao", "tmall", "1688", "alibaba", "jd", "pinduoduo", "pdd", "douyin", "kuaishou"}
    | {"xiaohongshu", "amazon", "ebay", "aliexpress", "shopify", "shopee", "lazada", "temu"}
    | {"shein", "tiktok", "wish", "etsy", "walmart", "allegro", "weidian", "suning", "mercari"}
    | {"淘宝", "天猫", "京东", "拼多多", "抖音", "快手", "小红书", "速卖通", "亚马逊", "微店"}
    | {"唯品会", "闲鱼", "阿里巴巴", "抖店", "xianyu"}
)
_CHANNELS = re.compile(
    r".*(?:alipay|wechat|unionpay|paypal|card|bank|transfer|支付宝|微信|银联|余额|花呗|银行|转账|jdpay|douyinpay"
    r"|stripe|payoneer|klarna|apple ?pay|google ?pay|visa|master).*"
)
_HASH = re.compile(r"(?:\w{2,8}:)?(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16,128}", re.IGNORECASE)
_MOST_DEGREES, _MOST_LATITUDE = 180.0, 90.0
_PLACES_OF_A_POSITION = 3
_MOST_PIECES = 100_000


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of one column look."""

    cells: tuple[str, ...]
    """Different ones that hold something, at most `MOST_CELLS`."""
    filled: float
    """Share of the rows that hold something."""
    distinct: float
    """Share of the filled cells that are met once."""

    def share(self, reads: Callable[[str], bool]) -> float:
        """Return the share of the cells that read as something."""
        return self.count(reads) / len(self.cells) if self.cells else 0.0

    def count(self, reads: Callable[[str], bool]) -> int:
        """Return how many of the cells read as something."""
        return _count(reads, self.cells)


@lru_cache(maxsize=8_192)
def _count(reads: Callable[[str], bool], cells: tuple[str, ...]) -> int:
    return sum(map(reads, cells))


def look_of(cells: Sequence[str]) -> Look:
    """Return how some cells of a column look."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    different = list(dict.fromkeys(filled))
    step = max(1, len(different) // MOST_CELLS)
    return Look(
        tuple(different[::step][:MOST_CELLS]),
        len(filled) / len(cells) if cells else 0.0,
        len(different) / len(filled) if filled else 0.0,
    )


def is_mobile(cell: str) -> bool:
    return _MOBILE.fullmatch(plain(cell)) is not None


def is_phone(cell: str) -> bool:
    if not any(map(str.isdigit, cell)) or _LOOKS_A_DATE.fullmatch(cell):
        return False
    return normalise.phone.clean(cell) is not None


def is_moment(cell: str) -> bool:
    return normalise.moment.clean(cell) is not None or bool(_LOOKS_A_DATE.fullmatch(cell.strip()))


def is_date(cell: str) -> bool:
    return bool(_LOOKS_A_DATE.fullmatch(cell.strip()))


def is_money(cell: str) -> bool:
    return bool(_MONEY.fullmatch(cell.strip())) and normalise.amount.clean(cell) is not None


def is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and normalise.amount.clean(cell) is not None


def is_whole(cell: str) -> bool:
    if not _WHOLE.fullmatch(cell):
        return False
    return Decimal(cell) <= _MOST_PIECES


def is_id(cell: str) -> bool:
    return bool(_ID.fullmatch(cell)) and not (is_moment(cell) and not cell.isdigit())


def is_email(cell: str) -> bool:
    return "@" in cell and normalise.email.clean(cell) is not None


def is_payment(cell: str) -> bool:
    return normalise.payment.clean(cell) is not None


def is_company_number(cell: str) -> bool:
    return normalise.company.clean(cell) is not None and not _LOOKS_A_DATE.fullmatch(cell)


def is_credit_code(cell: str) -> bool:
    compact = cell.replace(" ", "").upper()
    return len(compact) == 18 and normalise.company.clean(compact) is not None


def is_tracking(cell: str) -> bool:
    if _LOOKS_A_DATE.fullmatch(cell) or len(cell) < 8:
        return False
    return normalise.tracking.clean(cell) is not None


def is_waybill(cell: str) -> bool:
    """Return whether its letters say that this is a waybill."""
    read = None if is_date(cell) else normalise.tracking.read(cell)
    return read is not None and bool(read.carriers) and read.told_by == "letters"


def is_container(cell: str) -> bool:
    return normalise.understand(ColumnType.CONTAINER, cell) is not None


def is_hs_code(cell: str) -> bool:
    return normalise.understand(ColumnType.HS_CODE, cell) is not None


def is_hash(cell: str) -> bool:
    return bool(_HASH.fullmatch(cell))


def is_address(cell: str) -> bool:
    return len(cell) >= 6 and bool(_PLACE.fullmatch(plain(cell)))


def is_person(cell: str) -> bool:
    return bool(_PERSON.fullmatch(cell.strip())) and not _COMPANY.fullmatch(cell)


def is_name(cell: str) -> bool:
    return is_person(cell) or bool(_COMPANY.fullmatch(cell)) or _has_letters(cell)


def is_text(cell: str) -> bool:
    return _has_letters(cell) and not is_email(cell) and not is_moment(cell)


def is_latitude(cell: str) -> bool:
    return _is_position(cell, _MOST_LATITUDE)


def is_longitude(cell: str) -> bool:
    return _is_position(cell, _MOST_DEGREES)


def is_currency(cell: str) -> bool:
    return plain(cell) in _CURRENCIES


def is_platform(cell: str) -> bool:
    word = plain(cell)
    return word in _PLATFORMS or any(word.startswith(one) for one in _PLATFORMS if len(one) > 1)


def is_carrier(cell: str) -> bool:
    return normalise.carrier.clean(cell) in normalise.carrier.known()


def is_status(cell: str) -> bool:
    return normalise.closed_words.is_known(cell, DeliveryKind.ORDERS, "status")


def is_verdict(cell: str) -> bool:
    return normalise.closed_words.is_known(cell, DeliveryKind.TEST_BUYS, "verdict")


def is_direction(cell: str) -> bool:
    return normalise.closed_words.is_known(cell, DeliveryKind.SHIPMENTS, "direction")


def is_channel(cell: str) -> bool:
    return bool(_CHANNELS.fullmatch(plain(cell)))


def is_word(cell: str) -> bool:
    return len(cell) <= 40 and not is_number(cell)


def number(cell: str) -> Decimal | None:
    """Return the amount in a cell, None where there is none."""
    return normalise.amount.clean(cell)


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _is_position(cell: str, most: float) -> bool:
    degrees = normalise.coordinate.clean(cell)
    if degrees is None or abs(degrees) > most:
        return False
    written = cell.strip()
    return (
        "°" in written or len(written.rpartition(".")[2].rstrip("NESW ")) >= _PLACES_OF_A_POSITION
    )
