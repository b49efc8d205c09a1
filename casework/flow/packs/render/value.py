"""Value: the amounts by tier with their workings, and the orders they are made of."""

from __future__ import annotations

from reportlab.platypus import Flowable

from casework.flow.packs.amounts import (
    TIERS,
    UNSTATED,
    Tally,
    amount,
    by_account,
    by_currency,
    currency,
    money,
)
from casework.flow.packs.render.blocks import SMALL, STRONG, Column, Prose, table
from casework.flow.packs.render.goods import day, none
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import source, written
from casework.vocabulary import DeliveryKind


def amounts(sheet: Sheet) -> list[Flowable]:
    """The sums by tier and currency, how many orders stand in each, and how they were added."""
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("amounts.intro")]
    tallies = by_currency(sheet.snapshot)
    if not tallies:
        return [*made, *none(sheet)]
    made += [Prose(text, SMALL) for text in sheet.words.prose("amounts.tiers")]
    made += _sums(sheet, tallies)
    made += _stated(sheet, tallies)
    made.append(Prose(sheet.words.label("amounts.by_account"), STRONG))
    made += _accounts(sheet)
    return made


def orders(sheet: Sheet) -> list[Flowable]:
    """Every order behind the sums, with what it is matched to; the buyer is left out."""
    label = sheet.words.label
    rows = [
        (
            row["tier"] or UNSTATED,
            f"{written(row, 'platform')} {written(row, 'order_id')}",
            written(row, "account_id"),
            day(row, "ordered_on"),
            sheet.words.word("status", written(row, "status").lower()),
            f"{money(amount(row, 'amount'))} {currency(row)}",
            written(row, "payment_id") or "—",
            written(row, "waybill_no") or "—",
            source(row),
        )
        for row in sheet.snapshot.records(DeliveryKind.ORDERS)
    ]
    columns = [
        Column(label("column.tier"), 0.5),
        Column(label("field.order_id"), 2.4),
        Column(label("column.account"), 1.7),
        Column(label("field.ordered_on"), 1.2),
        Column(label("field.status"), 1.2),
        Column(label("field.amount"), 1.6, right=True),
        Column(label("field.payment_id"), 2),
        Column(label("field.waybill_no"), 2),
        Column(label("column.source"), 1),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("orders.intro")]
    return [*made, *(table(columns, rows, 6) or none(sheet))]


def _sums(sheet: Sheet, tallies: list[Tally]) -> list[Flowable]:
    label = sheet.words.label
    rows: list[tuple[str, ...]] = []
    for tally in tallies:
        tiers = [tier for tier in (*TIERS, UNSTATED) if tally.orders[tier]]
        for tier in tiers:
            rows.append(
                (
                    tally.currency,
                    tier,
                    sheet.words.label(f"tier.{tier}") if tier in TIERS else label("none.stated"),
                    str(tally.orders[tier]),
                    str(tally.without_amount[tier]),
                    money(tally.amounts[tier]),
                )
            )
        sold = sum(tally.orders[tier] for tier in "ABC")
        blank = sum(tally.without_amount[tier] for tier in "ABC")
        added = " + ".join(money(tally.amounts[tier]) for tier in "ABC")
        rows.append((tally.currency, "A+B+C", added, str(sold), str(blank), money(tally.proven())))
    columns = [
        Column(label("field.currency"), 1.1),
        Column(label("column.tier"), 1),
        Column(label("column.means"), 5),
        Column(label("column.orders"), 1.1, right=True),
        Column(label("column.no_amount"), 1.3, right=True),
        Column(label("field.amount"), 2.2, right=True),
    ]
    return table(columns, rows, 8)


def _stated(sheet: Sheet, tallies: list[Tally]) -> list[Flowable]:
    """Say where the discovery run stated other sums than these rows give."""
    ours = {
        (tally.currency, tier): f"{tally.amounts[tier]:.2f}" for tally in tallies for tier in TIERS
    }
    stated = sheet.snapshot.facts["ring"].get("sales", [])
    differing = [
        f"{one['currency']} {tier}: {one[tier]} ≠ {ours.get((one['currency'], tier), '0.00')}"
        for one in stated
        for tier in TIERS
        if one[tier] != ours.get((one["currency"], tier), "0.00")
    ]
    key = "amounts.differ" if differing else "amounts.agree"
    listed = "; ".join(differing)
    return [Prose(text.format(listed=listed), SMALL) for text in sheet.words.prose(key)]


def _accounts(sheet: Sheet) -> list[Flowable]:
    label = sheet.words.label
    rows = [
        (
            platform,
            account,
            tally.currency,
            *(f"{money(tally.amounts[tier])}\n({tally.orders[tier]})" for tier in TIERS),
        )
        for (platform, account), tallies in by_account(sheet.snapshot).items()
        for tally in tallies
    ]
    columns = [
        Column(label("column.platform"), 1.4),
        Column(label("column.account"), 2.2),
        Column(label("field.currency"), 1),
        *(Column(tier, 1.9, right=True) for tier in TIERS),
    ]
    return table(columns, rows, 7.2)
