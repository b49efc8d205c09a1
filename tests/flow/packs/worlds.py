"""A case with a small ring in it, made in the register alone, and whom it is shared with."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from PIL import Image

from casework.act import Act
from casework.evidence import NewExhibit, add_exhibit
from casework.flow.packs import PackOptions
from casework.model import Case, Member, Note, Place, Tie
from casework.vocabulary import (
    AccountRole,
    Audience,
    CasePart,
    DeliveryKind,
    Handling,
    PlaceRole,
)
from tests.factories import cases, intake, rings
from tests.factories.people import NOW
from tests.worlds import World

_PARTS = {
    DeliveryKind.ACCOUNTS: CasePart.MEMBERS,
    DeliveryKind.LISTINGS: CasePart.MEMBERS,
    DeliveryKind.ORDERS: CasePart.SALES,
    DeliveryKind.PAYMENTS: CasePart.SALES,
    DeliveryKind.TEST_BUYS: CasePart.TEST_BUYS,
    DeliveryKind.SEIZURES: CasePart.TEST_BUYS,
    DeliveryKind.SHIPMENTS: CasePart.SHIPMENTS,
}
_ROLES = (AccountRole.COLLECTOR, AccountRole.DISTRIBUTOR, *[AccountRole.STOREFRONT] * 4)
_PLACES = (
    (PlaceRole.PRODUCTION, "广东省广州市白云区兴隆路12号3栋402室", 23.1579, 113.2731),
    (PlaceRole.WAREHOUSE, "广州市番禺区石壁街工业三路8号", 22.9901, 113.2712),
    (PlaceRole.PICKUP, "Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou", None, None),
)
AUDIENCES = {
    Audience.POLICE: "police",
    Audience.CUSTOMS: "customs",
    Audience.PROSECUTION: "prosecution",
}


@dataclass(slots=True)
class RingCase:
    """A case on one ring: who acts, what it holds, and how rows are added to it."""

    act: Act
    world: World
    case: Case
    batches: dict[DeliveryKind, int] = field(default_factory=dict)
    rows: int = 0

    def row(
        self, kind: DeliveryKind, at: datetime | None, tier: str | None = None, **written: Any
    ) -> dict[str, Any]:
        """Put a row into the case; return the way back to it, as a reason cites it."""
        self.rows += 1
        understood = dict(written)
        cases.record(
            self.act.session,
            self.case,
            self.act.officer,
            part=_PARTS[kind],
            kind=kind,
            batch_id=self._batch(kind),
            row_number=self.rows + 1,
            row_sha256=f"{self.rows:064x}",
            written={name: str(value) for name, value in written.items()},
            understood=understood,
            at=at,
            tier=tier,
        )
        return {
            "batch_id": self._batch(kind),
            "kind": kind.value,
            "row_number": self.rows + 1,
            "row_sha256": f"{self.rows:064x}",
        }

    def share(self, agency: str, parts: frozenset[CasePart] = frozenset(CasePart)) -> Any:
        """Share these parts with an agency of the world, at level export."""
        to = self.world.agencies[agency]
        made = cases.grant(self.act.session, self.case, to, self.act.officer, parts=parts)
        self.act.session.flush()
        self.act.session.refresh(self.case)
        return made

    def options(self, audience: Audience = Audience.POLICE, language: str = "en") -> PackOptions:
        """Ask for a pack for the agency that goes with the audience."""
        return PackOptions(
            audience,
            self.world.agencies[AUDIENCES[audience]],
            "Search of the premises named, and preservation of their devices",
            Handling.H2,
            language,
        )

    def exhibit(self, title: str, file: str, content: bytes) -> Any:
        """Take an exhibit into the case."""
        new = NewExhibit(title, file, io.BytesIO(content), "test buy TB-1", NOW, "Asia/Shanghai")
        made = add_exhibit(self.act, self.case, new)
        self.act.session.flush()
        return made

    def note(self, text: str) -> Note:
        """Write a note into the case."""
        return cases.note(self.act.session, self.case, self.act.officer, text=text)

    def _batch(self, kind: DeliveryKind) -> int:
        if kind not in self.batches:
            made = intake.batch(
                self.act.session, self.act.officer, kind=kind, file=f"{kind.value} 导出.csv"
            )
            self.batches[kind] = made.id
        return self.batches[kind]


def ring_case(world: World, accounts: int = 6, orders: int = 12) -> RingCase:
    """Return a case on a ring of so many accounts and orders, with everything a pack can hold."""
    act = world.act("investigator")
    finding = rings.finding(
        act.session,
        act.officer,
        sales={"currency": "CNY", "A": "0.00", "B": "0.00", "C": "0.00", "X": "0.00"},
        reasons=["6 accounts are joined by 7 shared identifiers that strangers rarely share."],
    )
    case = cases.case(
        act.session,
        act.officer,
        finding=finding,
        title="Kettle sellers of Xinglong Road · 兴隆路水壶案",
        summary="Six shops on two platforms sell Norvik kettles that examiners call counterfeit.",
    )
    made = RingCase(act, world, case)
    cited = [_account(made, number) for number in range(accounts)]
    _places(made, _parcels(made, accounts, orders))
    _tied(made, cited)
    _bought(made)
    made.note("Seen at the depot on 1 March. 三月一日在仓库见到。")
    act.session.flush()
    act.session.commit()
    return made


def picture(colour: Any = "navy", mode: str = "RGB", kind: str = "PNG") -> bytes:
    """Return a small picture."""
    made = io.BytesIO()
    Image.new(mode, (64, 48), colour).save(made, kind)
    return made.getvalue()


def _account(made: RingCase, number: int) -> dict[str, Any]:
    platform, account = ("taobao", "pdd")[number % 2], f"s{number:08d}"
    cited = made.row(
        DeliveryKind.ACCOUNTS,
        NOW - timedelta(days=300 - number),
        platform=platform,
        account_id=account,
        shop_name=f"诺维克厨具{number}店",
        registered_name=("张伟", "Zhang Wei", "李娜")[number % 3],
        company_reg_no="91440101MA5AXXXX0X",
        phone="13812345678" if number % 2 else "+86 138 1234 5678",
        email=f"shop{number}@example.cn",
        payment_account="alipay:zw138@example.cn",
        address="广州白云兴隆路12-3-402",
    )
    made.case.finding.members.append(
        Member(
            position=number + 1,
            platform=platform,
            account_id=account,
            role=_ROLES[number % len(_ROLES)],
            confidence=0.97 - number * 0.01,
            says=["Tied to 3 other accounts of the ring.", "It sells the counterfeited brand."],
            rows=[cited],
        )
    )
    return cited


def _parcels(made: RingCase, accounts: int, orders: int) -> list[dict[str, Any]]:
    cited = []
    for number in range(orders):
        at = NOW - timedelta(days=200 - number % 190, hours=number % 24)
        platform, account = ("taobao", "pdd")[number % accounts % 2], f"s{number % accounts:08d}"
        tier, waybill = "ABCX"[number % 4], f"SF{number:012d}"
        made.row(
            DeliveryKind.ORDERS,
            at,
            tier,
            platform=platform,
            order_id=f"o{number:010d}",
            account_id=account,
            ordered_on=at.isoformat(),
            quantity=1,
            amount=f"{129 + number % 7}.90",
            currency="CNY",
            status="refunded" if tier == "X" else "completed",
            buyer_ref=f"buyer-secret-{number}",
            payment_id=f"p{number}" if tier in "AB" else "",
            carrier="sf",
            waybill_no=waybill if tier == "A" else "",
        )
        cited.append(_parcel(made, number, at, waybill))
    return cited


def _parcel(made: RingCase, number: int, at: datetime, waybill: str) -> dict[str, Any]:
    abroad = number % 5 == 0
    return made.row(
        DeliveryKind.SHIPMENTS,
        at + timedelta(days=1),
        carrier="sf",
        waybill_no=waybill,
        shipped_on=(at + timedelta(days=1)).isoformat(),
        sender_name=("张**", "张伟")[number % 2],
        sender_phone="138******78",
        sender_address=_PLACES[number % 2][1],
        receiver_name=f"receiver-secret-{number}",
        receiver_phone="13900000000",
        receiver_address=f"receiver-address-{number}",
        pieces=1,
        weight_kg="0.8",
        declared_goods="plastic parts" if abroad else "厨房用品",
        declared_value="20.00",
        currency="CNY",
        direction="export" if abroad else "domestic",
        container_no="MSCU1234566" if abroad else "",
        hs_code="851610" if abroad else "",
        customs_office="5301" if abroad else "",
    )


def _places(made: RingCase, cited: list[dict[str, Any]]) -> None:
    for position, (role, address, lat, lon) in enumerate(_PLACES, 1):
        made.case.finding.places.append(
            Place(
                position=position,
                role=role,
                address=address,
                key=f"place-{position}",
                lat=lat,
                lon=lon,
                confidence=0.9 - position * 0.1,
                says=[f"{len(cited)} parcels of the ring's accounts were sent from here."],
                rows=cited[position::3],
            )
        )


def _tied(made: RingCase, cited: list[dict[str, Any]]) -> None:
    members = made.case.finding.members
    for position, (left, right) in enumerate(pairwise(members), 1):
        reasons = [
            {
                "kind": kind,
                "left": left_value,
                "right": right_value,
                "value": value,
                "weight": weight,
                "says": f"Both accounts show the {kind} {value}; 2 accounts in the data do.",
                "innocent": f"The {kind} may belong to an agency that runs shops for others.",
                "rows": cited[position - 1 : position + 1],
            }
            for kind, left_value, right_value, value, weight in (
                ("phone", "13812345678", "+86 138 1234 5678", "+8613812345678", 6.2),
                ("payment account", "alipay:zw138", "alipay:zw138", "alipay:zw138", 7.9 - position),
            )
        ]
        made.case.finding.ties.append(
            Tie(
                position=position,
                left_platform=left.platform,
                left_account=left.account_id,
                right_platform=right.platform,
                right_account=right.account_id,
                weight=11.4 - position,
                reasons=reasons,
            )
        )


def _bought(made: RingCase) -> None:
    for number in range(3):
        made.row(
            DeliveryKind.TEST_BUYS,
            NOW - timedelta(days=60 - number),
            test_buy_id=f"TB-{number + 1}",
            platform="taobao",
            account_id="s00000000",
            ordered_on=(NOW - timedelta(days=60 - number)).isoformat(),
            examined_on=(NOW - timedelta(days=40 - number)).isoformat(),
            price="129.90",
            currency="CNY",
            carrier="sf",
            waybill_no=f"SF90000000000{number}",
            brand="Norvik",
            verdict=("counterfeit", "counterfeit", "pending")[number],
            basis="Base stamp lacks the ring; cord of another maker",
            sample_ref=f"S-{number}",
            batch_mark="NV2207B",
        )
    made.row(
        DeliveryKind.SEIZURES,
        datetime(2026, 1, 20, tzinfo=UTC),
        seizure_ref="HK-77",
        authority="Shenzhen Customs",
        seized_on="2026-01-20",
        brand="Norvik",
        goods="kettles",
        quantity=240,
        value="9600",
        currency="CNY",
        consignor_name="张**",
        consignor_phone="138******78",
        consignor_address="广州市番禺区石壁街工业三路8号",
    )


def filled(made: RingCase) -> RingCase:
    """Return the case with exhibits in it, shared whole with all three audiences."""
    made.exhibit("Photograph of the kettle 水壶照片", "photo 1.png", picture())
    made.exhibit("Not the picture it claims to be", "broken.jpg", b"no picture")
    made.exhibit("Chat log", "custody.json", b"hello")
    made.note(f"{MARKUP} {RARE}")
    for agency in AUDIENCES.values():
        made.share(agency)
    made.act.session.commit()
    return made


MARKUP = '<img src="file:///etc/passwd"/> <b>&amp;</b> =cmd()'
"""What would be read as markup or as a formula, if anything read it so."""
RARE = "\U00020bb7\u202e"
"""A character the fonts lack, and one that turns the reading order round."""
