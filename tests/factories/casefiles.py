"""A case with something in every part, and the shares that open it: what pages are tested on."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from casework import evidence
from casework.model import Case, Exhibit, Grant, Record
from casework.vocabulary import CasePart, DeliveryKind, ShareLevel
from tests.factories import cases, intake, rings
from tests.factories.people import NOW
from tests.worlds import World

PHOTO = b"\xff\xd8\xff a photograph"

ROWS: dict[DeliveryKind, tuple[CasePart, dict[str, str], dict[str, Any]]] = {
    DeliveryKind.ACCOUNTS: (
        CasePart.MEMBERS,
        {"platform": "taobao", "account_id": "s00000", "phone": "0086-138-1234-5678"},
        {"platform": "taobao", "account_id": "s00000", "phone": "+8613812345678"},
    ),
    DeliveryKind.ORDERS: (
        CasePart.SALES,
        {"platform": "taobao", "order_id": "o1", "account_id": "s00000", "amount": "59.90",
         "currency": "CNY", "status": "completed", "payment_id": "p1", "carrier": "zto",
         "waybill_no": "7800 1"},
        {"platform": "taobao", "order_id": "o1", "account_id": "s00000", "amount": "59.9",
         "currency": "cny", "status": "completed", "payment_id": "p1", "carrier": "zto",
         "waybill_no": "78001"},
    ),
    DeliveryKind.PAYMENTS: (
        CasePart.SALES,
        {"payment_id": "p1", "amount": "59.9", "currency": "CNY", "payee_account": "alipay:x@y.cn"},
        {"payment_id": "p1", "amount": "59.9", "currency": "cny", "payee_account": "alipay:x@y.cn"},
    ),
    DeliveryKind.TEST_BUYS: (
        CasePart.TEST_BUYS,
        {"test_buy_id": "tb1", "account_id": "s00000", "brand": "Norvik", "verdict": "Counterfeit"},
        {"test_buy_id": "tb1", "account_id": "s00000", "brand": "Norvik", "verdict": "counterfeit"},
    ),
    DeliveryKind.SHIPMENTS: (
        CasePart.SHIPMENTS,
        {"carrier": "zto", "waybill_no": "7800 1", "sender_phone": "138****5678",
         "sender_name": "张伟"},
        {"carrier": "zto", "waybill_no": "78001", "sender_phone": "+86138****5678",
         "sender_name": "wei zhang"},
    ),
}  # fmt: skip


def worked(world: World, by: str = "investigator", **given: Any) -> Case:
    """Return a kept case whose every part but packs holds something; ties rest on its account."""
    officer, session = world.officers[by], world.session
    batch = intake.batch(session, officer)
    row = {**rings.ROW, "batch_id": batch.id}
    finding = rings.chain(session, officer, reasons=["3 accounts are tied together."])
    for member in finding.members:
        member.rows = [row]
    for place in finding.places:
        place.rows = [row]
    for tie in finding.ties:
        tie.reasons = [{**reason, "rows": [row]} for reason in tie.reasons]
    tiers = [{"tier": "A", "currency": "CNY", "orders": 1, "amount": "59.90"}]
    facts = {"title": "Kettle sellers", "finding": finding, "tiers": tiers}
    case = cases.case(session, officer, **facts | given)
    for number, (kind, (part, written, understood)) in enumerate(ROWS.items(), start=2):
        cases.record(
            session, case, officer, kind=kind, part=part, written=written, understood=understood,
            batch_id=batch.id, row_number=number, at=NOW + timedelta(hours=number),
            tier="A" if kind is DeliveryKind.ORDERS else None,
        )  # fmt: skip
    cases.note(session, case, officer, text="The depot closes at six.")
    session.commit()
    return case


def photographed(world: World, case: Case, by: str = "investigator") -> Exhibit:
    """Return an exhibit of the case whose bytes lie in the vault."""
    new = evidence.NewExhibit(
        "Photograph of the parcel", "包裹.jpg", io.BytesIO(PHOTO), "test buy tb1", NOW, "UTC"
    )
    made = evidence.add_exhibit(world.act(by), case, new)
    world.session.commit()
    return made


def shared(
    world: World,
    case: Case,
    to: str,
    *parts: CasePart,
    level: ShareLevel = ShareLevel.VIEW,
    days: float = 30,
) -> Grant:
    """Return a kept share of these parts (all, where none is named) that ends days from now."""
    made = cases.grant(
        world.session, case, world.agencies[to], case.opened_by,
        parts=frozenset(parts or CasePart), level=level,
        ends_at=datetime.now(UTC) + timedelta(days=days),
    )  # fmt: skip
    world.session.commit()
    return made


def row(world: World, case: Case, kind: DeliveryKind) -> Record:
    """Return the case's row of this kind."""
    found = world.session.scalars(
        select(Record).where(Record.case_id == case.id, Record.kind == kind)
    ).one()
    # The pages open transactions of their own: this one must not wait open.
    world.session.commit()
    return found
