"""Parcels and freight: who sends, through which offices, what is declared and what it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from reportlab.platypus import Flowable

from casework.flow.packs.amounts import amount, currency, money
from casework.flow.packs.render.blocks import SMALL, STRONG, Column, Prose, table
from casework.flow.packs.render.goods import cite, day, none
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Row, source, understood, written
from casework.vocabulary import DeliveryKind

_MOST = 60
"""Lines of a grouping that are printed, largest first; the schedule of shipments holds all."""
_LISTED = 400
"""Consignments printed one by one; the schedule of shipments holds them all."""
_CROSSING = ("export", "import")


def consignors(sheet: Sheet) -> list[Flowable]:
    """Senders as they are written on the waybills, with how much each sent and when."""
    label = sheet.words.label
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _shipments(sheet):
        groups[_sender(row)].append(row)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [
        (
            "\n".join(filter(None, sender)) or "—",
            str(len(sent)),
            _pieces(sent),
            _span(sent),
            ", ".join(sorted({written(row, "carrier") for row in sent} - {""})) or "—",
            _first_rows(sent),
        )
        for sender, sent in ranked[:_MOST]
    ]
    columns = [
        Column(label("column.consignor"), 5),
        Column(label("column.parcels"), 1, right=True),
        Column(label("field.pieces"), 1.1, right=True),
        Column(label("column.span"), 1.8),
        Column(label("field.carrier"), 1.6),
        Column(label("column.source"), 2),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("consignors.intro")]
    made += table(columns, rows, 7.2) or none(sheet)
    return made + _cut(sheet, len(ranked), _MOST)


def patterns(sheet: Sheet) -> list[Flowable]:
    """Customs offices, codes, containers and declared goods, counted."""
    made: list[Flowable] = []
    shipments = _shipments(sheet)
    for column in ("direction", "customs_office", "hs_code", "container_no", "declared_goods"):
        counted = Counter(written(row, column) for row in shipments)
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        rows = [
            (value or sheet.words.label("none.stated"), str(count)) for value, count in ranked[:20]
        ]
        if counted.keys() - {""}:
            made.append(Prose(sheet.words.label("field." + column), STRONG))
            columns = [
                Column(sheet.words.label("field." + column), 8),
                Column(sheet.words.label("column.parcels"), 1.2, right=True),
            ]
            made += table(columns, rows, 7.5) + _cut(sheet, len(ranked), 20)
    return made or none(sheet)


def consignments(sheet: Sheet) -> list[Flowable]:
    """Parcels and freight one by one; those that cross a border first."""
    label = sheet.words.label
    shipments = sorted(
        _shipments(sheet), key=lambda row: understood(row, "direction") not in _CROSSING
    )
    rows = [
        (
            f"{written(row, 'carrier')}\n{written(row, 'waybill_no')}",
            day(row, "shipped_on"),
            "\n".join(filter(None, (written(row, "sender_name"), written(row, "sender_address")))),
            _receiver(sheet, row),
            _goods(row),
            _freight(row),
            cite(row),
        )
        for row in shipments[:_LISTED]
    ]
    columns = [
        Column(label("column.waybill"), 2),
        Column(label("field.shipped_on"), 1.3),
        Column(label("column.consignor"), 3),
        Column(label("column.consignee"), 2.2),
        Column(label("column.declared"), 2.2),
        Column(label("column.freight"), 2.2),
        Column(label("column.source"), 1.2),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("consignments.intro")]
    made += table(columns, rows, 6.5) or none(sheet)
    return made + _cut(sheet, len(shipments), _LISTED)


def declared(sheet: Sheet) -> list[Flowable]:
    """What waybills declare against what the orders behind them were sold for."""
    label = sheet.words.label
    orders = {
        (understood(row, "carrier"), understood(row, "waybill_no")): row
        for row in sheet.snapshot.records(DeliveryKind.ORDERS)
        if understood(row, "waybill_no")
    }
    pairs = []
    for row in _shipments(sheet):
        order = orders.get((understood(row, "carrier"), understood(row, "waybill_no")))
        if order and amount(row, "declared_value") is not None:
            pairs.append((row, order))
    rows = [
        (
            written(row, "waybill_no"),
            written(row, "declared_goods"),
            f"{money(amount(row, 'declared_value'))} {currency(row)}",
            f"{money(amount(order, 'amount'))} {currency(order)}",
            f"{source(row)}, {source(order)}",
        )
        for row, order in sorted(pairs, key=lambda pair: -_gap(*pair))[:_MOST]
    ]
    columns = [
        Column(label("field.waybill_no"), 2.4),
        Column(label("field.declared_goods"), 3),
        Column(label("field.declared_value"), 2, right=True),
        Column(label("column.sold_for"), 2, right=True),
        Column(label("column.source"), 1.8),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("declared.intro")]
    made += table(columns, rows, 7.2) or none(sheet)
    return made + _cut(sheet, len(pairs), _MOST)


def _shipments(sheet: Sheet) -> list[Row]:
    return sheet.snapshot.records(DeliveryKind.SHIPMENTS)


def _sender(row: Row) -> tuple[str, ...]:
    return tuple(written(row, f"sender_{of}") for of in ("name", "phone", "address"))


def _receiver(sheet: Sheet, row: Row) -> str:
    if "receiver_name" not in row["written"]:
        return sheet.words.label("left_out.buyer")
    shown = (written(row, f"receiver_{of}") for of in ("name", "phone", "address"))
    return "\n".join(filter(None, shown)) or "—"


def _goods(row: Row) -> str:
    value = amount(row, "declared_value")
    worth = f"{money(value)} {currency(row)}" if value is not None else ""
    weight = written(row, "weight_kg")
    mass = f"{weight} kg" if weight else ""
    return "\n".join(filter(None, (written(row, "declared_goods"), worth, mass))) or "—"


def _freight(row: Row) -> str:
    columns = ("direction", "customs_office", "hs_code", "container_no")
    return "\n".join(filter(None, (written(row, column) for column in columns))) or "—"


def _pieces(rows: Iterable[Row]) -> str:
    return f"{sum((amount(row, 'pieces') or Decimal() for row in rows), Decimal()):f}"


def _span(rows: list[Row]) -> str:
    days = sorted(filter(None, (day(row, "shipped_on") for row in rows)))
    return f"{days[0]}\n{days[-1]}" if days else "—"


def _first_rows(rows: list[Row]) -> str:
    shown = ", ".join(f"B{row['batch']}:{row['row']}" for row in rows[:3])
    return shown + (f" (+{len(rows) - 3})" if len(rows) > 3 else "")


def _gap(shipment: Row, order: Row) -> Decimal:
    if currency(shipment) != currency(order):
        return Decimal()
    return (amount(order, "amount") or Decimal()) - (
        amount(shipment, "declared_value") or Decimal()
    )


def _cut(sheet: Sheet, whole: int, shown: int) -> list[Flowable]:
    if whole <= shown:
        return []
    return [
        Prose(text.format(shown=shown, all=whole), SMALL) for text in sheet.words.prose("table.cut")
    ]
