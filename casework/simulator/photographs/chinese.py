"""Labels of Chinese couriers: the common arrangements, with no mark or drawing of any of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from casework.simulator.photographs.parcels import Parcel, Party
from casework.simulator.photographs.sheet import Sheet, States, Type

NAMES = {
    "sf": "顺丰速运",
    "yto": "圆通速递",
    "zto": "中通快递",
    "sto": "申通快递",
    "yunda": "韵达快递",
    "jt": "极兔速递",
    "deppon": "德邦快递",
    "ems": "中国邮政速递物流",
}
Layout = Callable[[Sheet, Parcel, Random], None]
_SMALL, _PLAIN, _LARGE = Type(26), Type(32), Type(38, bold=True)


def grouped(number: str) -> str:
    """Return a waybill number as it is printed under its bars: in groups from the end."""
    first = len(number) % 4 or 4
    groups = [number[:first]]
    groups += [number[start : start + 4] for start in range(first, len(number), 4)]
    return " ".join(groups)


def badges(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """Two discs, 收 above 寄, name and phone beside them; the bars on top and again below."""
    _carrier(sheet, (30, 22), parcel, Type(50, bold=True))
    sheet.write((sheet.width - 260, 34), rng.choice(("标准快件", "特惠件", "次日达")), _PLAIN)
    sheet.rule((20, 100), (sheet.width - 20, 100))
    sheet.bars((70, 116), parcel.waybill_no, (sheet.width - 140, 120))
    number = States("waybill_no", parcel.waybill_no)
    sheet.write((150, 240), grouped(parcel.waybill_no), Type(34), number)
    sheet.rule((20, 300), (sheet.width - 20, 300))
    sheet.write((60, 306), _route(rng), Type(76, bold=True))
    y = 420
    for sign, party, side in (("收", parcel.receiver, "receiver"), ("寄", parcel.sender, "sender")):
        sheet.rule((20, y - 10), (sheet.width - 20, y - 10))
        sheet.badge((30, y + 8), sign, Type(34, bold=True))
        y = _beside(sheet, (110, y), party, side)
    sheet.rule((20, y), (sheet.width - 20, y))
    y = _facts(sheet, (34, y + 14), parcel, ("托寄物", "计费重量", "订单号"))
    if parcel.company_reg_no:
        reg = States("company_reg_no", parcel.company_reg_no)
        sheet.write_on((34, y), "统一社会信用代码：", _SMALL, reg)
        y += 40
    sheet.write_on((34, y), "打印时间：", _SMALL, States("shipped_on", parcel.shipped_on))
    if y + 230 < sheet.height:
        sheet.bars((90, y + 70), parcel.waybill_no, (sheet.width - 200, 90))
        sheet.write((190, y + 166), parcel.waybill_no, Type(28), number)


def joined(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """收件人 and 寄件人 spelled out, name and phone in one line; a QR code at the right."""
    sheet.write((40, 18), _route(rng), Type(84, bold=True))
    sheet.rule((0, 130), (sheet.width, 130))
    y = 146
    for word, party, side in (
        ("收件人：", parcel.receiver, "receiver"),
        ("寄件人：", parcel.sender, "sender"),
    ):
        type_ = _LARGE if side == "receiver" else _PLAIN
        end = sheet.write_on((24, y), word, type_, States(f"{side}_name", party.name))
        sheet.write((end + 24, y), party.phone, type_, States(f"{side}_phone", party.phone))
        room = sheet.width - 48 - 200
        y = sheet.fill(
            (24, y + 52), party.address, type_, room, States(f"{side}_address", party.address)
        )
        y += 14
        sheet.rule((0, y - 6), (sheet.width, y - 6))
    sheet.square((sheet.width - 200, 160), f"https://example.invalid/{parcel.waybill_no}", 170)
    sheet.bars((60, y + 10), parcel.waybill_no, (sheet.width - 120, 130))
    number = States("waybill_no", parcel.waybill_no)
    sheet.write_on((110, y + 146), "运单号：", Type(36), number)
    y = _facts(sheet, (24, y + 214), parcel, ("内容品名", "重量", "订单编号"))
    _carrier(sheet, (24, y + 8), parcel, Type(42, bold=True))
    sheet.write((360, y + 14), parcel.shipped_on, _PLAIN, States("shipped_on", parcel.shipped_on))
    sheet.write((24, y + 84), "签收人：            已验视", _SMALL)


def upright(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """到 and 寄 on the left; the bars run down the right edge, and once across the foot."""
    _carrier(sheet, (24, 20), parcel, Type(46, bold=True))
    sheet.write((24, 92), _route(rng), Type(70, bold=True))
    sheet.bars((sheet.width - 150, 120), parcel.waybill_no, (620, 110), upright=True)
    room = sheet.width - 330
    y = 210
    for word, party, side in (
        ("到:", parcel.receiver, "receiver"),
        ("寄:", parcel.sender, "sender"),
    ):
        sheet.rule((16, y - 8), (sheet.width - 180, y - 8))
        sheet.write((24, y), word, _LARGE)
        sheet.write((110, y), party.name, _LARGE, States(f"{side}_name", party.name))
        sheet.write((110, y + 52), party.phone, _PLAIN, States(f"{side}_phone", party.phone))
        address = States(f"{side}_address", party.address)
        y = sheet.fill((110, y + 100), party.address, _PLAIN, room, address) + 22
    y = max(y, 760)
    sheet.rule((16, y), (sheet.width - 16, y))
    y = _facts(sheet, (24, y + 12), parcel, ("物品", "重量", "客户订单号"))
    sheet.write_on((24, y), "揽收时间:", _SMALL, States("shipped_on", parcel.shipped_on))
    number = States("waybill_no", parcel.waybill_no)
    sheet.bars((70, y + 56), parcel.waybill_no, (sheet.width - 140, 120))
    sheet.write((140, y + 180), grouped(parcel.waybill_no), Type(36), number)


def table(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """A form in ruled cells, each announced by its own word, as freight and registered post use."""
    _carrier(sheet, (30, 20), parcel, Type(46, bold=True))
    sheet.bars((380, 20), parcel.waybill_no, (sheet.width - 410, 90))
    number = States("waybill_no", parcel.waybill_no)
    sheet.write_on((380, 114), "运单号 ", Type(32), number)
    y = 176
    post = parcel.carrier == "ems"
    heads = ("寄件人 FROM", "收件人 TO") if post else ("发货人信息", "收货人信息")
    sides = ((heads[0], parcel.sender, "sender"), (heads[1], parcel.receiver, "receiver"))
    for head, party, side in sides:
        sheet.frame((20, y, sheet.width - 20, y + 226))
        sheet.badge((24, y + 4), head, Type(28, bold=True), round_=False)
        sheet.write_on((34, y + 58), "姓名：", _PLAIN, States(f"{side}_name", party.name))
        phone = States(f"{side}_phone", party.phone)
        sheet.write_on((sheet.width // 2 - 20, y + 58), "电话：", _PLAIN, phone)
        x = sheet.write((34, y + 112), "地址：", _PLAIN)
        address = States(f"{side}_address", party.address)
        sheet.fill((x, y + 112), party.address, _PLAIN, sheet.width - x - 40, address)
        y += 240
    if parcel.company_reg_no:
        sheet.write((34, y), f"寄件单位：{parcel.company}", Type(30))
        reg = States("company_reg_no", parcel.company_reg_no)
        sheet.write_on((34, y + 44), "税号：", Type(30), reg)
        y += 96
    sheet.frame((20, y, sheet.width - 20, y + 220))
    _cells(sheet, y, parcel)
    sheet.write_on((34, y + 236), "交寄日期：", _PLAIN, States("shipped_on", parcel.shipped_on))
    sheet.write((34, y + 290), f"寄件人签名：{rng.choice(('已实名', '________'))}", _SMALL)


def _cells(sheet: Sheet, y: int, parcel: Parcel) -> None:
    goods = States("declared_goods", parcel.goods)
    half = sheet.width // 2
    sheet.write_on((34, y + 10), "品名：", _PLAIN, goods)
    sheet.write_on((half, y + 10), "件数：", _PLAIN, States("pieces", parcel.pieces))
    weight = States("weight_kg", parcel.weight)
    sheet.write((sheet.write_on((34, y + 64), "重量：", _PLAIN, weight), y + 64), "kg", _PLAIN)
    if parcel.declared_value:
        value = States("declared_value", parcel.declared_value)
        end = sheet.write_on((half, y + 64), "声明价值：", _PLAIN, value)
        sheet.write((end, y + 64), "元", _PLAIN, States("currency", parcel.currency))
    if parcel.order_id:
        order = States("order_id", parcel.order_id)
        sheet.write_on((34, y + 118), "订单号：", _PLAIN, order)
    if parcel.container_no:
        box = States("container_no", parcel.container_no)
        sheet.write_on((34, y + 164), "柜号：", _PLAIN, box)
        sheet.write_on((half, y + 164), "HS编码：", _PLAIN, States("hs_code", parcel.hs_code))


def _carrier(sheet: Sheet, at: tuple[int, int], parcel: Parcel, type_: Type) -> None:
    sheet.write(at, NAMES[parcel.carrier], type_, States("carrier", parcel.carrier))


def _beside(sheet: Sheet, at: tuple[int, int], party: Party, side: str) -> int:
    x, y = at
    end = sheet.write((x, y), party.name, _LARGE, States(f"{side}_name", party.name))
    sheet.write((end + 30, y), party.phone, _LARGE, States(f"{side}_phone", party.phone))
    address = States(f"{side}_address", party.address)
    return sheet.fill((x, y + 54), party.address, _PLAIN, sheet.width - x - 30, address) + 22


def _facts(sheet: Sheet, at: tuple[int, int], parcel: Parcel, words: tuple[str, str, str]) -> int:
    """Print goods, weight, pieces and the order's number; return where the next line begins."""
    x, y = at
    goods, weight, order = words
    x = sheet.write_on((x, y), f"{goods}：", _SMALL, States("declared_goods", parcel.goods)) + 30
    x = sheet.write_on((x, y), f"{weight}：", _SMALL, States("weight_kg", parcel.weight))
    x = sheet.write((x, y), "kg", _SMALL) + 30
    if parcel.pieces != "1" or parcel.carrier in {"zto", "deppon"}:
        sheet.write_on((x, y), "件数：", _SMALL, States("pieces", parcel.pieces))
    if parcel.order_id:
        y += 42
        sheet.write_on((at[0], y), f"{order}：", _SMALL, States("order_id", parcel.order_id))
    return y + 42


def _route(rng: Random) -> str:
    """Return a sorting code, as large type on every label; it states no field."""
    if rng.random() < 0.5:
        codes = (rng.randint(100, 999), rng.randint(10, 99), f"{rng.randint(1, 60):02d}")
        return f"{'-'.join(map(str, codes))} {rng.randint(1, 300):03d}"
    letters = rng.choice("ABEGTVWX") + rng.choice("ABCY")
    return f"{rng.randint(20, 999)}{letters}-{rng.randint(1, 30):03d}"


LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "sf": (badges,),
    "yto": (joined, badges),
    "zto": (badges, joined),
    "sto": (joined, table),
    "yunda": (upright,),
    "jt": (joined, upright),
    "deppon": (table,),
    "ems": (table,),
}
"""The arrangements each courier uses here."""
