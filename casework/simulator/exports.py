"""Writes some rows of a world as partners' own systems export them, to be tried by hand.

Other headers than casework's, a title above the header, rows that cannot be read.
"""

from __future__ import annotations

import csv
from datetime import datetime, time
from pathlib import Path
from random import Random

from casework.simulator.rows import OrderRow, PaymentRow, ShipmentRow
from casework.simulator.spoiling import spoil
from casework.simulator.world import World
from casework.vocabulary import DeliveryKind

_ROWS = 300
_BAD_ROWS = 8
_ORDER_HEADER = (
    "订单编号", "卖家店铺ID", "宝贝ID", "订单创建时间", "宝贝总数量", "宝贝单价",
    "买家实际支付金额", "交易状态", "买家会员名", "支付宝交易号", "物流公司", "物流单号",
    "订单备注",
)  # fmt: skip
_STATUS = {"completed": "交易成功", "refunded": "退款成功", "cancelled": "交易关闭"}
_REMARKS = ("", "", "", "请尽快发货", "周末送货", "放前台")
_PARCEL_HEADER = (
    "快递公司", "运单号", "揽收时间", "寄件人", "寄件人电话", "寄件人地址", "收件人", "收件人电话",
    "收件人地址", "件数", "计费重量(kg)", "物品名称",
)  # fmt: skip
_CARRIERS = {
    "sf": "顺丰速运", "yto": "圆通速递", "zto": "中通快递", "sto": "申通快递", "yunda": "韵达快递",
    "jt": "极兔速递", "deppon": "德邦快递", "ems": "中国邮政",
}  # fmt: skip


def write_exports(world: World, folder: Path) -> list[Path]:
    """Return three files written into `folder`, some hundred rows each; the same world, the same.

    `淘宝订单导出.xlsx` heads its columns as a marketplace does, `揽收明细.csv` is GB18030 with a
    title above its header, `payments_with_bad_rows.csv` has rows that must be refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [
        folder / "淘宝订单导出.xlsx",
        folder / "揽收明细.csv",
        folder / "payments_with_bad_rows.csv",
    ]
    _write_orders(world, paths[0])
    _write_parcels(world, paths[1])
    _write_payments(world, paths[2])
    return paths


def _write_orders(world: World, path: Path) -> None:
    import xlsxwriter

    rows = [OrderRow(**row) for row in world.rows(DeliveryKind.ORDERS)]
    rng = Random(f"remarks {world.plan.seed}")  # noqa: S311 must be repeatable
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    # Else the moment of writing is in the bytes.
    book.set_properties({"created": datetime.combine(world.plan.ends_on, time())})
    sheet = book.add_worksheet("订单报表")
    sheet.write_row(0, 0, _ORDER_HEADER)
    taobao = [row for row in rows if row.platform == "taobao"]
    for number, row in enumerate(taobao[-_ROWS:], start=1):
        sheet.write_row(number, 0, [*_order(row), rng.choice(_REMARKS)])
    book.close()


def _order(row: OrderRow) -> list[str | float]:
    """Return the cells of an order: counts and money are numbers there, all else is text."""
    return [
        row.order_id,
        row.account_id,
        row.listing_id,
        row.ordered_on,
        float(row.quantity),
        float(row.unit_price),
        float(row.amount),
        _STATUS[row.status],
        row.buyer_ref,
        row.payment_id,
        _CARRIERS.get(row.carrier.lower(), row.carrier),
        row.waybill_no,
    ]


def _write_parcels(world: World, path: Path) -> None:
    rows = [ShipmentRow(**row) for row in world.rows(DeliveryKind.SHIPMENTS)]
    with path.open("w", encoding="gb18030", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([f"快递揽收明细表（截至 {world.plan.ends_on:%Y年%m月%d日}）"])
        writer.writerow(_PARCEL_HEADER)
        writer.writerows(_parcel(row) for row in rows[-_ROWS:])


def _parcel(row: ShipmentRow) -> list[str]:
    return [
        _CARRIERS[row.carrier],
        row.waybill_no,
        row.shipped_on,
        row.sender_name,
        row.sender_phone,
        row.sender_address,
        row.receiver_name,
        row.receiver_phone,
        row.receiver_address,
        row.pieces,
        row.weight_kg,
        row.declared_goods,
    ]


def _write_payments(world: World, path: Path) -> None:
    rows = world.tables[DeliveryKind.PAYMENTS][-_ROWS:]
    rng = Random(f"bad payments {world.plan.seed}")  # noqa: S311 must be repeatable
    mixed, _ = spoil(DeliveryKind.PAYMENTS, rows, rng, _BAD_ROWS)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(PaymentRow._fields)
        writer.writerows(mixed)
