"""The goods: brands, what examiners found, what was seized, and how a fake was told."""

from __future__ import annotations

from collections import Counter, defaultdict

from reportlab.platypus import Flowable

from casework.flow.packs.amounts import amount, currency, money
from casework.flow.packs.render.blocks import SMALL, Column, Prose, table
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Row, source, understood, written
from casework.vocabulary import DeliveryKind

_MARKS = 12
"""Marks and bases printed per brand; the schedule of test buys holds them all."""


def test_buys(sheet: Sheet) -> list[Flowable]:
    """Every test buy with its verdict, the basis of it, and where the row stands."""
    label, words = sheet.words.label, sheet.words
    rows = [
        (
            written(row, "test_buy_id"),
            f"{written(row, 'platform')}\n{written(row, 'account_id')}",
            f"{day(row, 'ordered_on')}\n{day(row, 'examined_on')}",
            money(amount(row, "price")) + f" {currency(row)}",
            written(row, "brand"),
            words.word("verdict", str(understood(row, "verdict") or "pending")),
            "\n".join(filter(None, (written(row, "basis"), _marks(sheet, row)))) or "—",
            f"{written(row, 'carrier')}\n{written(row, 'waybill_no')}",
            cite(row),
        )
        for row in sheet.snapshot.records(DeliveryKind.TEST_BUYS)
    ]
    columns = [
        Column(label("field.test_buy_id"), 1.6),
        Column(label("column.account"), 1.8),
        Column(label("column.ordered_examined"), 1.5),
        Column(label("field.price"), 1.5, right=True),
        Column(label("field.brand"), 1.2),
        Column(label("field.verdict"), 1.5),
        Column(label("field.basis"), 3),
        Column(label("column.waybill"), 2),
        Column(label("column.source"), 1.3),
    ]
    return table(columns, rows, 6.8) or none(sheet)


def seizures(sheet: Sheet) -> list[Flowable]:
    """Every seizure the case rests on."""
    label = sheet.words.label
    rows = [
        (
            f"{written(row, 'seizure_ref')}\n{day(row, 'seized_on')}",
            written(row, "authority"),
            f"{written(row, 'brand')}\n{written(row, 'goods')}",
            written(row, "quantity"),
            f"{money(amount(row, 'value'))} {currency(row)}",
            "\n".join(
                filter(
                    None,
                    (
                        written(row, "consignor_name"),
                        written(row, "consignor_phone"),
                        written(row, "consignor_address"),
                    ),
                )
            ),
            f"{written(row, 'carrier')}\n{written(row, 'waybill_no')}",
            cite(row),
        )
        for row in sheet.snapshot.records(DeliveryKind.SEIZURES)
    ]
    columns = [
        Column(label("field.seizure_ref"), 1.8),
        Column(label("field.authority"), 2),
        Column(label("field.goods"), 2.2),
        Column(label("field.quantity"), 0.9, right=True),
        Column(label("field.value"), 1.7, right=True),
        Column(label("column.consignor"), 3.4),
        Column(label("column.waybill"), 2),
        Column(label("column.source"), 1.3),
    ]
    return table(columns, rows, 7) or none(sheet)


def brands(sheet: Sheet) -> list[Flowable]:
    """The goods by brand: what was found counterfeit and by which marks it was told."""
    label, words = sheet.words.label, sheet.words
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    marks: dict[str, list[str]] = defaultdict(list)
    for row in sheet.snapshot.records(DeliveryKind.TEST_BUYS):
        brand = written(row, "brand") or "—"
        verdict = str(understood(row, "verdict") or "pending")
        verdicts[brand][verdict] += 1
        if verdict == "counterfeit":
            marks[brand] += filter(None, (written(row, "basis"), _marks(sheet, row)))
    for row in sheet.snapshot.records(DeliveryKind.SEIZURES):
        verdicts[written(row, "brand") or "—"]["seized"] += 1
    rows = [
        (
            brand,
            "\n".join(
                f"{words.word('verdict', verdict)}: {count}"
                for verdict, count in sorted(verdicts[brand].items())
            ),
            "\n".join(list(dict.fromkeys(marks[brand]))[:_MARKS]) or "—",
        )
        for brand in sorted(verdicts)
    ]
    columns = [
        Column(label("field.brand"), 2),
        Column(label("column.findings"), 2.5),
        Column(label("column.told_by"), 7),
    ]
    made: list[Flowable] = [Prose(text) for text in words.prose("brands.intro")]
    made += table(columns, rows, 8) or none(sheet)
    return [*made, *(Prose(text, SMALL) for text in words.prose("brands.limits"))]


def none(sheet: Sheet) -> list[Flowable]:
    """Say that there is nothing: an empty page would leave that open."""
    return [Prose(sheet.words.label("none.rows"))]


def day(row: Row, column: str) -> str:
    """Return the day a row states, as understood, or as it was written where nothing was."""
    found = understood(row, column)
    return str(found)[:10] if found else written(row, column)


def cite(row: Row) -> str:
    """Return where a row stands and the start of its hash."""
    return f"{source(row)}\n#{row['row_sha256'][:8]}"


def _marks(sheet: Sheet, row: Row) -> str:
    shown = [
        f"{sheet.words.label('field.' + column)}: {written(row, column)}"
        for column in ("batch_mark", "sample_ref")
        if written(row, column)
    ]
    return ", ".join(shown)
