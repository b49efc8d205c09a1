"""A delivery of a few rows in every kind, taken in for real, and a ring found in it by hand."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from casework.flow import intake
from casework.model import Batch, Finding, Place, Tie
from casework.vocabulary import DeliveryKind
from tests.factories import rings
from tests.factories.intake import account, order, shipment, write_csv
from tests.worlds import World

MEMBERS = ("s00000001", "s00000002")


def orders() -> list[dict[str, str]]:
    """Return an order in each tier by the two members, and one by somebody else."""
    ours = {"account_id": MEMBERS[0], "amount": "10.10"}
    return [
        order(1, **ours, payment_id="p1", waybill_no="78001"),  # A: payment and parcel
        order(2, **ours, payment_id="p2", waybill_no="-"),  # B: payment alone
        order(3, **ours, payment_id="p3", waybill_no="78003"),  # B: the payment's amount differs
        order(4, **ours, payment_id="", waybill_no=""),  # C
        order(5, **ours, payment_id="p1", waybill_no="78001", status="refunded"),  # X
        order(6, account_id=MEMBERS[1], amount="7.00", currency="USD", waybill_no="78006"),  # B
        order(7, account_id="s00000099", payment_id="p7", waybill_no="78007"),
    ]


def deliver(world: World, folder: Path) -> dict[DeliveryKind, Batch]:
    """Take the delivery in and return its batches by kind."""
    write_csv(folder / "accounts.csv", [account(1), account(2), account(99)])
    write_csv(folder / "orders.csv", orders())
    write_csv(
        folder / "payments.csv",
        [
            {"payment_id": "p1", "paid_on": "2026-03-06", "payee_account": "alipay:a@b.cn",
             "amount": "10.10", "currency": "CNY"},
            {"payment_id": "p2", "amount": "10.10", "currency": "CNY"},
            {"payment_id": "p3", "amount": "99.00", "currency": "CNY"},
            {"payment_id": "p7", "amount": "118.90", "currency": "CNY"},
        ],
    )  # fmt: skip
    parcels = [(1, "78001"), (3, "78003"), (6, "78006"), (7, "78007"), (8, "78008"), (9, "78009")]
    write_csv(
        folder / "shipments.csv", [shipment(number, waybill_no=way) for number, way in parcels]
    )
    write_csv(
        folder / "test_buys.csv",
        [{"test_buy_id": "tb1", "platform": "taobao", "account_id": MEMBERS[0],
          "ordered_on": "2026-03-01", "carrier": "zto", "waybill_no": "78008", "brand": "Norvik",
          "verdict": "Counterfeit", "basis": "label"}],
    )  # fmt: skip
    write_csv(
        folder / "seizures.csv",
        [{"seizure_ref": ref, "authority": "Shenzhen Customs", "seized_on": "2026-03-09",
          "goods": "kettles", "quantity": "40"} for ref in ("sz-1", "sz-2")],
    )  # fmt: skip
    taken = intake.take_in(world.act(), folder, "delivery")
    assert not taken.refused
    world.session.commit()
    return {batch.kind: batch for batch in taken.batches}


def ring_of(world: World, batches: dict[DeliveryKind, Batch]) -> Finding:
    """Return a finding of the two members; its place rests on a seizure, its tie on both rows."""
    by = world.officers["investigator"]
    run = rings.run(world.session, by, batch_ids=[batch.id for batch in batches.values()])
    finding = rings.chain(world.session, by, accounts=0, run=run)
    finding.members = [
        rings.member(position, account_id=name, rows=[_cites(batches, DeliveryKind.ACCOUNTS, row)])
        for position, (name, row) in enumerate(zip(MEMBERS, (2, 3), strict=True))
    ]
    seizure, stray = DeliveryKind.SEIZURES, DeliveryKind.SHIPMENTS
    finding.places = [_place([_cites(batches, seizure, 2), _cites(batches, stray, 7)])]
    finding.ties = [_tie(finding, [_cites(batches, DeliveryKind.ACCOUNTS, 2)])]
    world.session.commit()
    return finding


def opened(world: World, folder: Path) -> tuple[Finding, dict[DeliveryKind, Batch]]:
    """Take the delivery in and return the ring in it."""
    batches = deliver(world, folder)
    return ring_of(world, batches), batches


def withdraw(world: World, batch: Batch) -> None:
    """Withdraw a batch as an officer does."""
    again = world.session.scalars(select(Batch).where(Batch.id == batch.id)).unique().one()
    intake.withdraw(world.act(), again, "sent by mistake")
    world.session.commit()


def _cites(
    batches: dict[DeliveryKind, Batch], kind: DeliveryKind, row_number: int
) -> dict[str, object]:
    return {
        "batch_id": batches[kind].id,
        "kind": kind.value,
        "row_number": row_number,
        "row_sha256": "",
    }


def _place(rows: list[dict[str, object]]) -> Place:
    return rings.place(0, rows=rows)


def _tie(finding: Finding, rows: list[dict[str, object]]) -> Tie:
    made = rings.tie(0, *finding.members)
    made.reasons = [{**reason, "rows": rows} for reason in made.reasons]
    return made
