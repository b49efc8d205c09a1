"""A delivery of two shops that sell, send and are paid, a stranger, and a ring kept of the two."""

from __future__ import annotations

from pathlib import Path

from casework.flow import intake
from casework.model import Finding
from casework.vocabulary import DeliveryKind, PlaceRole
from tests.factories import rings
from tests.factories.intake import account, order, shipment, write_csv
from tests.worlds import World

FIRST, SECOND, STRANGER = (("taobao", f"s{number:08d}") for number in (1, 2, 9))
WAREHOUSE = "广东省广州市白云区兴隆路12号3栋"
WORKSHOP = "广东省佛山市南海区工业路8号2栋"
HOME = "浙江省义乌市福田路3号1栋"
CARD = "alipay:kettles@kettles.cn"


def delivered(world: World, folder: Path) -> Finding:
    """Take the delivery in; return a ring of the first two with its warehouse and its workshop."""
    for kind, lines in _rows().items():
        write_csv(folder / f"{kind.value}.csv", lines)
    taken = intake.take_in(world.act(), folder, "delivery")
    assert not taken.refused
    batches = {one.kind: one.id for one in taken.batches}
    by = world.officers["investigator"]
    run = rings.run(world.session, by, batch_ids=list(batches.values()))
    rows: list[dict[str, object]] = [
        {"batch_id": batches[kind], "kind": kind.value, "row_number": number, "row_sha256": ""}
        for kind, number in (
            (DeliveryKind.TEST_BUYS, 2), (DeliveryKind.SEIZURES, 2), (DeliveryKind.SEIZURES, 3),
        )
    ]  # fmt: skip
    buy: dict[str, object] = {
        "platform": FIRST[0],
        "account_id": FIRST[1],
        "listing_id": "L1",
        "says": [],
    }
    gone = buy | {"listing_id": ""}
    made = rings.finding(world.session, by, run=run, rows=rows, next_buys=[buy, gone])
    made.members = [rings.member(n, account_id=one[1]) for n, one in enumerate((FIRST, SECOND))]
    made.places = [
        rings.place(0, key="guangdong/guangzhou/baiyun/xinglonglu/12/3", rows=[]),
        rings.place(
            1, key="guangdong/foshan/nanhai/gongyelu/8/2", role=PlaceRole.PRODUCTION, rows=[]
        ),
        rings.place(2, key="23.1000,113.2000", role=PlaceRole.PICKUP, rows=[]),
    ]
    assert made.ring.number
    world.session.commit()
    return made


def _rows() -> dict[DeliveryKind, list[dict[str, str]]]:
    company = {"company_reg_no": "91445202330128672P", "registered_name": "广州甲商贸有限公司"}
    named = {"registered_name": company["registered_name"], "company_reg_no": ""}
    return {
        DeliveryKind.ACCOUNTS: [
            account(1, **company, payment_account=CARD, phone="139 2777 8812", address=HOME),
            account(2, **named, address="浙江省义乌市福田路90号"),
            account(9, address="浙江省义乌市福田路99号"),
        ],
        DeliveryKind.LISTINGS: [
            _listing("L1", FIRST[1], "Norvik 快煮壶"),
            _listing("L2", FIRST[1], "快煮壶", brand="norvik"),
            _listing("L3", SECOND[1], "杯子"),
            _listing("L9", STRANGER[1], "NORVIK kettle"),
        ],
        DeliveryKind.ORDERS: [
            order(1, account_id=FIRST[1], amount="10.00", payment_id="p1", waybill_no="78001"),
            order(2, account_id=SECOND[1], amount="20.00", payment_id="p2", waybill_no="78002"),
            order(3, account_id=SECOND[1], amount="40.00", payment_id="p3", waybill_no="",
                  status="refunded"),
            order(9, account_id=STRANGER[1], amount="80.00", payment_id="p9", waybill_no="78009"),
        ],
        DeliveryKind.PAYMENTS: [
            {"payment_id": f"p{number}", "payee_account": payee, "amount": amount,
             "currency": "CNY"}
            for number, payee, amount in (
                (1, CARD, "10.00"), (2, CARD, "20.00"), (3, "alipay:b@b.cn", "40.00"),
                (9, CARD, "80.00"),
            )
        ],
        DeliveryKind.SHIPMENTS: [
            _sent(1, "78001", WAREHOUSE, HOME, pickup_lat="23.1001", pickup_lon="113.2001"),
            _sent(2, "78002", WAREHOUSE, HOME, pickup_lat="23.5000", pickup_lon="113.2001"),
            _sent(9, "78009", WAREHOUSE, HOME, pickup_lat="23.1001", pickup_lon="113.2001"),
            _sent(11, "78011", WORKSHOP, WAREHOUSE),
            _sent(12, "78012", WORKSHOP, WAREHOUSE),
            _sent(13, "78013", WAREHOUSE, HOME),
        ],
        DeliveryKind.TEST_BUYS: [
            {"test_buy_id": "T1", "platform": FIRST[0], "account_id": FIRST[1],
             "brand": "Norvik", "verdict": "counterfeit"},
        ],
        DeliveryKind.SEIZURES: [
            {"seizure_ref": "Z1", "seized_on": "2026-03-09", "carrier": "zto",
             "waybill_no": "78001", "consignor_address": WAREHOUSE},
            {"seizure_ref": "Z2", "seized_on": "2026-03-10", "carrier": "zto",
             "waybill_no": "70000", "consignor_phone": "+86 139 2777 8812"},
        ],
    }  # fmt: skip


def _listing(number: str, account_id: str, title: str, brand: str = "") -> dict[str, str]:
    return {
        "platform": "taobao",
        "listing_id": number,
        "account_id": account_id,
        "title": title,
        "brand": brand,
    }


def _sent(number: int, waybill: str, here: str, there: str, **given: str) -> dict[str, str]:
    own = {"platform": "", "account_id": "", "sender_phone": "", "waybill_no": waybill}
    return shipment(number, **own, sender_address=here, receiver_address=there, **given)
