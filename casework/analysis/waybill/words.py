"""The words by which labels announce their fields, and the lines cut at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casework.analysis.waybill.page import Placed
from casework.analysis.waybill.values import Box

SENDER, RECEIVER, OTHER = "sender", "receiver", "other"
_SENDERS = """
    寄件人信息 寄件人 寄件方 寄方 寄件信息 寄件 发件人信息 发件人 发件 发货人信息 发货人
    发货方 托运人
"""
_RECEIVERS = "收件人信息 收件人 收件方 收方 收件信息 收件 收货人信息 收货人 收货方 收货"
_PARTS = {
    "name": "姓名 联系人 名称 name contact_name contact attn attention",
    "phone": """
        电话 手机 联系电话 手机号 手机号码 电话号码 tel telephone phone phone_no mobile contact_no
    """,
    "address": "地址 详细地址 联系地址 address addr add",
}
_WORDS = {
    SENDER: f"{_SENDERS} ship_from shipped_from shipper sender consignor exporter from",
    RECEIVER: f"""
        {_RECEIVERS} ship_to deliver_to delivery_to receiver recipient consignee addressee to
    """,
    "waybill_no": """
        运单号 运单编号 运单号码 快递单号 物流单号 邮件号 邮件号码 单号 waybill_no waybill_number
        waybill awb air_waybill tracking_# tracking_no tracking_number tracking_id tracking trk#
        trk item_no
    """,
    "order_id": """
        订单号 订单编号 客户订单号 客户单号 商家订单号 交易订单号 订单 order_no order_number
        order_id order_ref order po po_no po_number ref reference reference_no reference_no1
        reference_no.1 customer_ref cust_ref
    """,
    "company_reg_no": """
        统一社会信用代码 社会信用代码 信用代码 纳税人识别号 税号 注册号 tax_id tax_no vat_no
        eori uscc company_no company_reg_no registration_no
    """,
    "declared_goods": """
        托寄物 托寄物内容 托寄物品 物品名称 物品 内容品名 内件品名 内件 品名 货物名称 商品
        contents content description_of_contents description_of_goods
        detailed_description_of_contents description goods desc commodity
    """,
    "weight_kg": """
        计费重量 实际重量 总重量 毛重 重量 total_weight gross_weight actual_weight net_weight
        weight actwgt act_wgt wgt wt
    """,
    "shipped_on": """
        寄件日期 寄件时间 发货日期 发货时间 交寄日期 交寄时间 揽收时间 揽收日期 揽件时间
        收寄时间 收寄日期 打印时间 打印日期 下单时间 日期 ship_date shipping_date shipped_on
        pickup_date date_and_signature date_of_mailing date
    """,
    "pieces": "件数 总件数 包裹数 pieces piece pcs no_of_pieces packages",
    "declared_value": """
        声明价值 申报价值 保价金额 保价声明价值 货物价值 customs_value declared_value
        total_value value_for_customs value
    """,
    "hs_code": """
        hs编码 海关编码 商品编码 税则号列 hs_code hs_tariff_no hs_tariff_number hs_no tariff_no
    """,
    "container_no": "柜号 集装箱号 箱号 container_no container_number container",
    OTHER: """
        寄件人签名 收件人签名 收件人签收 签收人 签收 签名 备注 寄件单位 收件单位 发货单位
        收货单位 公司 单位 付款方式 代收货款 运费 服务 country_of_origin origin billing
        signature service account remarks remark company date_received
    """,
}
_ENDS = r"[\s:：;；#.,，]*"
_SHORT = {"收": RECEIVER, "到": RECEIVER, "寄": SENDER, "发": SENDER}
_SHORT_START = re.compile(r"\s*([收到寄发])\s*([:：]|\s|$)")
_CODE_OF_ORIGIN = re.compile(r"ORIGIN\s*ID\s*[:：]?\s*[A-Z]{3,5}\b")
_ALONE = frozenset({"to", "from"})
_MISREAD = 3
"""So many signs before a long word are its own beginning, misread: `us tariff No.`"""


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for kind, words in _WORDS.items():
        table |= {word.replace("_", " ").casefold(): kind for word in words.split()}
    for part, words in _PARTS.items():
        table |= {word.replace("_", " "): part for word in words.split()}
    for side, sides in ((SENDER, _SENDERS), (RECEIVER, _RECEIVERS)):
        for who in sides.split():
            for part, words in _PARTS.items():
                chinese = (word for word in words.split() if not word.isascii())
                table |= {f"{who}{word}": f"{side}_{part}" for word in chinese}
    return table


_KIND = _table()


def _pattern() -> re.Pattern[str]:
    alternatives = []
    for word in sorted(_KIND, key=len, reverse=True):
        spelled = re.escape(word).replace(r"\ ", r"\s*")
        if word[0].isascii():
            # Recognisers join words: `kgTotal value` is two.
            after = "" if word[-1] in "#1" else r"(?![a-z])"
            spelled = rf"(?:(?<![A-Za-z])|(?<=[a-z])(?-i:(?=[A-Z]))){spelled}{after}"
        alternatives.append(spelled)
    return re.compile("|".join(alternatives), re.IGNORECASE)


_WORD = _pattern()
_UNIT = re.compile(r"\s*[(（]\s*(kgs?|公斤|千克|g|lbs?)\s*[)）]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one line: what stands after a word that announces it, or after none."""

    kind: str
    """What announces it; empty where nothing does."""
    text: str
    line: Placed
    start: int
    unit: str = ""
    """Named beside the word: `Weight (kg)`."""
    said_at: int = 0
    """Where in the line the word begins that announces it."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def box(self) -> Box:
        return self.line.part(self.start, self.end)

    @property
    def opens(self) -> bool:
        """Whether nothing that is announced stands before it in its line."""
        return not self.kind and not self.line.text[: self.start].strip()


def cut(line: Placed) -> Iterator[Piece]:
    """Yield the pieces of a line; words that announce are left out of their text."""
    found = list(_announcements(line.text))
    first = found[0][1] if found else len(line.text)
    if line.text[:first].strip():
        yield _piece("", line, 0, first)
    for place, (kind, begin, end) in enumerate(found):
        until = found[place + 1][1] if place + 1 < len(found) else len(line.text)
        yield replace(_piece(kind, line, end, until), said_at=begin)


def _piece(kind: str, line: Placed, start: int, end: int) -> Piece:
    unit = _UNIT.match(line.text, start) if kind else None
    if unit is not None:
        start = unit.end()
    skipped = re.match(_ENDS if kind else r"\s*", line.text[start:end])
    start += skipped.end() if skipped else 0
    text = line.text[start:end].rstrip()
    return Piece(kind, text, line, start, unit[1].lower() if unit else "")


def _announcements(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each word that announces something."""
    origin = _CODE_OF_ORIGIN.match(text)
    if origin is not None:
        yield SENDER, 0, origin.end()
        return
    short = _SHORT_START.match(text)
    if short is not None:
        yield _SHORT[short[1]], 0, short.end(1)
    last = 0
    for found in _WORD.finditer(text):
        word = re.sub(r"\s+", " ", found[0].casefold())
        kind = _KIND.get(word) or _KIND.get(_respelled(word), OTHER)
        if short is not None and found.start() < short.end(1):
            continue
        if _announces(text, found, word, text[last : found.start()].strip()):
            yield kind, _beginning(text, found.start()), found.end()
            unit = _UNIT.match(text, found.end())
            last = unit.end() if unit else found.end()


def _beginning(text: str, start: int) -> int:
    """Return where a word begins whose first characters were misread: 计表重量 for 计费重量."""
    misread = re.search(r"(?<=\s)[\u3400-\u9fff]{1,3}$", text[:start])
    return misread.start() if misread else start


def _respelled(word: str) -> str:
    compact = word.replace(" ", "")
    return next((known for known in _KIND if known.replace(" ", "") == compact), word)


def _announces(text: str, found: re.Match[str], word: str, before: str) -> bool:
    """Tell whether a word announces here, and is not part of an address or of goods.

    `before` is what stands between it and the last word that does.
    """
    after = _UNIT.sub("", text[found.end() :], count=1)
    if re.match(r"\s*[:：;；#]", after) or found[0].endswith("#"):
        return True
    if not before or (len(before) <= _MISREAD and len(word) > 2 * _MISREAD):
        return not after.strip(" .#") or _opens(found, word, after, text if not before else "")
    return False


def _opens(found: re.Match[str], word: str, after: str, text: str) -> bool:
    """Tell whether a word that no colon follows announces what stands after it."""
    if word in _ALONE:
        return found[0].isupper() and after[:1] == " "
    if text and _WORD.match(after.lstrip()):
        return _heads(text[found.start() :])
    if not word.isascii():
        return len(word) >= 3 or after[:1] == " "
    return _KIND.get(word) in {"waybill_no", RECEIVER, SENDER} or after[:1] == "."


def _heads(text: str) -> bool:
    """Tell whether a text is nothing but such words: the heads of a table's columns."""
    return not re.sub(r"[\W_]+", "", _WORD.sub("", _UNIT.sub("", text)))
