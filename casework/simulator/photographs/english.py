"""Labels of express companies and of the post abroad: common arrangements, no mark of any."""

from __future__ import annotations

from datetime import datetime
from random import Random

from casework.simulator.photographs.chinese import Layout, grouped
from casework.simulator.photographs.parcels import Parcel
from casework.simulator.photographs.sheet import Sheet, States, Type

_SMALL, _PLAIN, _LARGE = Type(24), Type(29), Type(36, bold=True)
_NAMES = {"dhl": "DHL EXPRESS", "ups": "UPS SAVER", "fedex": "FedEx International Priority"}


def express(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """From and To in frames, the waybill above its bars, contents and weight between."""
    sheet.write((30, 20), _NAMES["dhl"], Type(48, bold=True), States("carrier", "dhl"))
    sheet.write((sheet.width - 240, 30), "WORLDWIDE", _PLAIN)
    sheet.frame((20, 96, sheet.width - 20, 310))
    sheet.write((32, 102), "From:", _SMALL)
    y = _lines(sheet, (130, 102), parcel, "sender", _PLAIN, sheet.width - 170)
    sheet.frame((20, 318, sheet.width - 20, 560))
    sheet.write((32, 326), "To:", _SMALL)
    _lines(sheet, (130, 326), parcel, "receiver", _LARGE, sheet.width - 170)
    y = 576
    sheet.write_on((30, y), "Ref: ", _PLAIN, States("order_id", parcel.order_id))
    sheet.write_on((30, y + 44), "Date: ", _PLAIN, States("shipped_on", _day(parcel)))
    x = sheet.write_on((340, y + 44), "Weight: ", _PLAIN, States("weight_kg", parcel.weight))
    sheet.write((x, y + 44), " kg", _PLAIN)
    sheet.write_on((620, y + 44), "Pieces: ", _PLAIN, States("pieces", parcel.pieces))
    sheet.write_on((340, y), "Contents: ", _PLAIN, States("declared_goods", parcel.goods))
    sheet.bars((60, y + 110), parcel.waybill_no, (sheet.width - 200, 160))
    number = States("waybill_no", parcel.waybill_no)
    printed = f"{parcel.waybill_no[:2]} {parcel.waybill_no[2:6]} {parcel.waybill_no[6:]}"
    sheet.write((sheet.write((150, y + 280), "WAYBILL ", _LARGE), y + 280), printed, _LARGE, number)
    sheet.write(
        (60, y + 350), f"(J) JD01 {rng.randrange(10**4):04d} {rng.randrange(10**4):04d}", _PLAIN
    )


def plain(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """The sender's lines at the top left without a word before them, SHIP TO below."""
    _lines(sheet, (26, 20), parcel, "sender", _SMALL, 470)
    x = sheet.write(
        (sheet.width - 300, 20), f"{parcel.weight} KG", _LARGE, States("weight_kg", parcel.weight)
    )
    sheet.write((x + 24, 24), f"1 OF {parcel.pieces}", _PLAIN, States("pieces", parcel.pieces))
    sheet.write((sheet.width - 300, 76), "DATE: ", _SMALL)
    sheet.write(
        (sheet.width - 210, 76),
        _day(parcel, "%d %b %Y"),
        _SMALL,
        States("shipped_on", _day(parcel)),
    )
    sheet.write((26, 226), "SHIP TO:", _LARGE)
    y = _lines(sheet, (110, 276), parcel, "receiver", Type(33), sheet.width - 150)
    y = max(y, 470)
    sheet.rule((0, y), (sheet.width, y), 8)
    sheet.square((26, y + 20), f"[)>01{parcel.waybill_no}", 150)
    sheet.write(
        (240, y + 50),
        f"{rng.choice(('DEU', 'GBR', 'USA'))} {rng.randint(100, 999)} 9-{rng.randint(10, 99)}",
        Type(60, bold=True),
    )
    sheet.rule((0, y + 190), (sheet.width, y + 190), 8)
    sheet.write((26, y + 200), _NAMES["ups"], Type(46, bold=True), States("carrier", "ups"))
    code = parcel.waybill_no
    printed = f"{code[:2]} {code[2:5]} {code[5:8]} {code[8:10]} {code[10:14]} {code[14:]}"
    x = sheet.write((26, y + 264), "TRACKING #: ", _PLAIN)
    sheet.write((x, y + 264), printed, _PLAIN, States("waybill_no", code))
    sheet.bars((60, y + 320), code, (sheet.width - 100, 190))
    sheet.write((26, y + 524), "BILLING: P/P", _PLAIN)
    sheet.write_on((26, y + 568), "DESC: ", _PLAIN, States("declared_goods", parcel.goods))
    sheet.write_on((26, y + 610), "Reference No.1: ", _PLAIN, States("order_id", parcel.order_id))


def priority(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """ORIGIN ID, SHIP DATE and ACTWGT in one head; TO in large type; a stacked code."""
    sheet.write((24, 16), f"ORIGIN ID: {rng.choice(('CANA', 'SZXA', 'HGHA'))}", _SMALL)
    y = _lines(sheet, (24, 50), parcel, "sender", _SMALL, 440)
    sheet.rule((500, 16), (500, 220))
    right = 514
    sheet.write((right, 16), "SHIP DATE: ", _SMALL)
    sheet.write(
        (right + 140, 16), _day(parcel, "%d%b%y"), _SMALL, States("shipped_on", _day(parcel))
    )
    x = sheet.write_on((right, 52), "ACTWGT: ", _SMALL, States("weight_kg", parcel.weight))
    sheet.write((x, 52), " KG", _SMALL)
    sheet.write_on((right, 88), "DESC: ", _SMALL, States("declared_goods", parcel.goods))
    value = States("declared_value", parcel.declared_value)
    x = sheet.write_on((right, 124), "CUSTOMS VALUE: ", _SMALL, value)
    sheet.write((x + 10, 124), parcel.currency, _SMALL, States("currency", parcel.currency))
    y = max(y, 236)
    sheet.rule((0, y), (sheet.width, y))
    sheet.write((24, y + 10), "TO", _PLAIN)
    y = _lines(sheet, (100, y + 10), parcel, "receiver", _LARGE, sheet.width - 130)
    sheet.write_on((24, y + 10), "PO: ", _PLAIN, States("order_id", parcel.order_id))
    sheet.stack(
        (40, y + 60), f"{parcel.waybill_no}|{parcel.receiver.name}|{parcel.goods}", (560, 180)
    )
    sheet.rule((0, y + 300), (sheet.width, y + 300))
    sheet.write((24, y + 306), _NAMES["fedex"], Type(40, bold=True), States("carrier", "fedex"))
    number = States("waybill_no", parcel.waybill_no)
    x = sheet.write((24, y + 364), "TRK# ", _LARGE)
    sheet.write((x, y + 364), grouped(parcel.waybill_no), _LARGE, number)
    sheet.bars((50, y + 430), parcel.waybill_no, (sheet.width - 100, 170))


def declaration(sheet: Sheet, parcel: Parcel, rng: Random) -> None:
    """A postal packet with a customs declaration CN22 in columns below the addresses."""
    sheet.write((26, 16), "SMALL PACKET  BY AIR", _LARGE)
    sheet.write((26, 66), "China Post", _PLAIN, States("carrier", "ems"))
    sheet.bars((330, 66), parcel.waybill_no, (sheet.width - 360, 90))
    sheet.write(
        (420, 160), grouped(parcel.waybill_no), Type(32), States("waybill_no", parcel.waybill_no)
    )
    sheet.rule((0, 216), (sheet.width, 216))
    sheet.write((26, 222), "FROM:", _SMALL)
    y = _lines(sheet, (130, 222), parcel, "sender", _SMALL, 620)
    sheet.rule((0, max(y, 370)), (sheet.width, max(y, 370)))
    y = max(y, 370) + 8
    sheet.write((26, y), "TO:", _LARGE)
    y = max(_lines(sheet, (130, y), parcel, "receiver", Type(32), 620), y + 190)
    sheet.frame((16, y, sheet.width - 16, y + 440))
    sheet.write((26, y + 6), "CUSTOMS DECLARATION   CN22", _LARGE)
    sheet.write((26, y + 60), "[ ] Gift   [X] Sale of goods   [ ] Documents", _SMALL)
    columns = (26, 400, 560, 690)
    heads = ("Description of contents", "Weight (kg)", "Value", "HS tariff No.")
    for x, head in zip(columns, heads, strict=True):
        sheet.write((x, y + 104), head, Type(22))
    sheet.rule((16, y + 138), (sheet.width - 16, y + 138))
    sheet.write((26, y + 146), parcel.goods, _PLAIN, States("declared_goods", parcel.goods))
    sheet.write((410, y + 146), parcel.weight, _PLAIN, States("weight_kg", parcel.weight))
    sheet.write(
        (560, y + 146),
        parcel.declared_value,
        _PLAIN,
        States("declared_value", parcel.declared_value),
    )
    sheet.write((690, y + 146), parcel.hs_code, _PLAIN, States("hs_code", parcel.hs_code))
    sheet.rule((16, y + 200), (sheet.width - 16, y + 200))
    x = sheet.write(
        (26, y + 210),
        f"Total weight: {parcel.weight} kg   Total value: {parcel.declared_value} ",
        _SMALL,
    )
    sheet.write((x, y + 210), parcel.currency, _SMALL, States("currency", parcel.currency))
    sheet.write((26, y + 250), "Country of origin: CN", _SMALL)
    sheet.write_on((26, y + 290), "Order No: ", _SMALL, States("order_id", parcel.order_id))
    sheet.write((26, y + 340), "I certify that the particulars given are correct", Type(20))
    sheet.write_on(
        (26, y + 380), "Date and signature: ", _SMALL, States("shipped_on", _day(parcel))
    )
    sheet.write((520, y + 370), parcel.sender.name[:1] + rng.choice(("~~~", "^~-", "-~~")), _LARGE)


def _lines(
    sheet: Sheet, at: tuple[int, int], parcel: Parcel, side: str, type_: Type, room: int
) -> int:
    party = parcel.sender if side == "sender" else parcel.receiver
    x, y = at
    leading = round(type_.size * 1.3)
    sheet.write((x, y), party.name, type_, States(f"{side}_name", party.name))
    address = States(f"{side}_address", party.address)
    y = sheet.fill((x, y + leading), party.address, type_, room, address)
    sheet.write((x, y), party.phone, type_, States(f"{side}_phone", party.phone))
    return y + leading


def _day(parcel: Parcel, form: str = "%Y-%m-%d") -> str:
    moment = datetime.strptime(parcel.shipped_on[:10], "%Y/%m/%d")  # noqa: DTZ007 a day, no zone
    return moment.strftime(form).upper()


LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "dhl": (express,),
    "ups": (plain,),
    "fedex": (priority,),
    "post": (declaration,),
}
"""The arrangement each carrier uses here."""
