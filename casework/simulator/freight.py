"""What moves in bulk: materials, cartons and exports, guilty and innocent alike."""

from __future__ import annotations

from typing import NamedTuple

from casework.simulator import catalogue
from casework.simulator import hubs as hub
from casework.simulator.catalogue import Goods
from casework.simulator.desks import Desk
from casework.simulator.gangs import Gang, Site
from casework.simulator.honest import Honest
from casework.simulator.hubs import Hubs
from casework.simulator.rows import ShipmentRow
from casework.simulator.trade import Market
from casework.vocabulary import AccountRole, PlaceRole


class Load(NamedTuple):
    """What one bulk shipment holds: pieces from and to, kilograms of a piece, what is declared."""

    pieces: tuple[int, int]
    kilograms: float
    goods: str


class Freight:
    """Sends bulk shipments and keeps those of rings for whoever may seize them."""

    def __init__(self, market: Market, hubs: Hubs) -> None:
        self.market, self.hubs = market, hubs
        self.rng, self.days = market.rng, market.plan.days
        self.sent: dict[str, list[tuple[ShipmentRow, Desk]]] = {}

    def of_gang(self, gang: Gang) -> None:
        """Send what a ring sends: materials in, cartons to warehouses and depots, some abroad."""
        rng, goods = self.rng, gang.goods
        makers, stores = gang.at(PlaceRole.PRODUCTION), gang.at(PlaceRole.WAREHOUSE)
        for supplier in gang.at(PlaceRole.SUPPLIER):
            for maker in makers:
                self.supply(gang, supplier, maker)
            self._other_customers(supplier, goods)
        for place, store in enumerate(stores):
            maker = makers[place % len(makers)]
            gang.relate("makes for", maker, store)
            for day in self._days(6, 10):
                self._send(
                    gang, maker, store.desk(day, self.days), Load((4, 22), 13.0, goods.vague), day
                )
            self._honest_deliveries(store, goods)
        for place, seller in enumerate(gang.having(AccountRole.DISTRIBUTOR)):
            source = stores[place % len(stores)] if rng.random() < 0.7 else makers[0]
            gang.relate("delivers to", source, seller)
            first, last = seller.selling_days
            for day in self._days(11, 20):
                if first <= day <= last:
                    self._send(gang, source, seller.desks[0], Load((1, 6), 12.0, goods.vague), day)
        if rng.random() < 0.3:
            self._export(gang, makers[0])

    def supply(self, gang: Gang, supplier: Site, maker: Site) -> None:
        """Send materials to a maker of the ring, every week or two."""
        gang.relate("supplies", supplier, maker)
        load = Load((3, 25), 14.0, self.rng.choice(gang.goods.materials))
        for day in self._days(9, 16):
            self._send(gang, supplier, maker.desk(day, self.days), load, day)

    def _other_customers(self, supplier: Site, goods: Goods) -> None:
        """Let the supplier of a ring supply honest factories too."""
        for _ in range(self.rng.randint(1, 4)):
            factory = self.hubs.any(hub.FACTORY).desk
            load = Load((3, 25), 14.0, self.rng.choice(goods.materials))
            for day in self._days(16, 40):
                self.consign(supplier.desk(day, self.days), factory, load, day)

    def _honest_deliveries(self, store: Site, goods: Goods) -> None:
        """Send boxes to a ring's warehouse and, at times, genuine goods of an honest factory."""
        boxes = self.hubs.any(hub.SUPPLIER).desk
        for day in self._days(20, 34):
            self.consign(boxes, store.desk(day, self.days), Load((2, 8), 9.0, "纸箱"), day)
        if self.rng.random() < self.market.plan.habits.decoys:
            factory = self.hubs.any(hub.FACTORY).desk
            load = Load((2, 9), 12.0, goods.vague)
            for day in self._days(18, 30):
                self.consign(factory, store.desk(day, self.days), load, day)

    def of_honest(self, honest: Honest) -> None:
        """Send what honest trade sends: boxes and goods to shops, materials to factories."""
        rng = self.rng
        for source, seller in honest.orders_from:
            first, last = seller.selling_days
            boxes = source.kind == hub.SUPPLIER
            load = Load((1, 5), 8.0, "纸箱") if boxes else Load((2, 14), 12.0, seller.goods.vague)
            for _ in range(rng.randint(1, 4) if boxes else rng.randint(2, 7)):
                day = first + int(rng.random() * (last - first + 1))
                self.consign(source.desk, seller.desks[0], load, day)
        for factory in self.hubs.by_kind[hub.FACTORY]:
            materials = self.hubs.any(hub.SUPPLIER).desk
            for day in self._days(12, 24):
                self.consign(materials, factory.desk, Load((3, 25), 14.0, "面料"), day)

    def _send(self, gang: Gang, source: Site, target: Desk, load: Load, day: int) -> None:
        desk = source.desk(day, self.days)
        row = self.consign(desk, target, load, day)
        self.sent.setdefault(source.id, []).append((row, desk))
        gang.ring.freight += 1

    def _days(self, least: int, most: int) -> list[int]:
        """Return days from one delivery to the next, through the world's time."""
        days, day = [], self.rng.randint(0, most)
        while day < self.days - 2:
            days.append(day)
            day += self.rng.randint(least, most)
        return days

    def _export(self, gang: Gang, maker: Site) -> None:
        rng, market = self.rng, self.market
        for day in self._days(25, 40):
            desk = maker.desk(day, self.days)
            abroad = self.hubs.any(hub.STATION).desk
            row = self.consign(desk, abroad, Load((30, 90), 14.0, gang.goods.vague), day)
            row = row._replace(
                receiver_name=rng.choice(("Nordhaven Imports BV", "Tresco Trading Ltd")),
                receiver_phone="+31 6 1234 5678" if rng.random() < 0.5 else "+44 7700 900461",
                receiver_address="Maasvlakte 12, Rotterdam, Netherlands",
                declared_value=f"{rng.randint(8_000, 60_000)}.00",
                currency="CNY",
                direction="export",
                container_no=market.issuer.container(),
                hs_code=gang.goods.hs_code,
                customs_office=rng.choice(catalogue.CUSTOMS_OFFICES),
            )
            market.books.shipments[-1] = row
            self.sent.setdefault(maker.id, []).append((row, desk))

    def consign(self, source: Desk, target: Desk, load: Load, day: int) -> ShipmentRow:
        """Write one bulk shipment from desk to desk and return its row."""
        rng, market = self.rng, self.market
        carrier = source.carriers[int(rng.random() * len(source.carriers))]
        sender = source.label(rng, carrier, masked=rng.random() < market.plan.habits.masked)
        receiver = target.label(rng, carrier, masked=rng.random() < market.plan.habits.masked)
        lat, lon = source.point(rng) if rng.random() < 0.9 else ("", "")
        pieces = rng.randint(*load.pieces)
        row = ShipmentRow(
            carrier=carrier,
            waybill_no=market.issuer.waybill(carrier),
            shipped_on=market.clock.minute(day, 28_000 + int(rng.random() * 40_000)),
            sender_name=sender[0],
            sender_phone=sender[1],
            sender_address=sender[2],
            receiver_name=receiver[0],
            receiver_phone=receiver[1],
            receiver_address=receiver[2],
            pickup_lat=lat,
            pickup_lon=lon,
            pieces=str(pieces),
            weight_kg=f"{pieces * load.kilograms * (0.7 + rng.random() * 0.6):.1f}",
            declared_goods=load.goods,
            declared_value="",
            currency="",
            platform="",
            account_id="",
            direction="domestic",
            container_no="",
            hs_code="",
            customs_office="",
            service="freight",
        )
        market.books.shipments.append(row)
        return row
