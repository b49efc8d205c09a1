"""What investigators already know: test buys, rare and at times wrong, and seizures."""

from __future__ import annotations

from casework.simulator.buyers import describe
from casework.simulator.catalogue import AUTHORITIES, BRANDS, GOODS
from casework.simulator.freight import Freight
from casework.simulator.gangs import Gang
from casework.simulator.honest import Honest
from casework.simulator.names import person
from casework.simulator.places import home
from casework.simulator.rows import SeizureRow, TestBuyRow
from casework.simulator.sellers import Seller
from casework.simulator.trade import Market
from casework.vocabulary import AccountRole, PlaceRole

_BASIS = {
    "counterfeit": ("标识印刷与正品不符", "走线与防伪标签不符", "材质与正品不符,无防伪码"),
    "genuine": ("与正品样品一致", "防伪码查验通过"),
    "inconclusive": ("样品受损,无法判断", "缺少比对样品"),
    "pending": ("",),
}

_WRONG = 0.01  # verdicts on an honest shop's goods that are wrong


class Findings:
    """Buys and seizes, and writes it into the market's books."""

    def __init__(self, market: Market, freight: Freight) -> None:
        self.market, self.freight, self.rng = market, freight, market.rng
        self.wrong: list[str] = []  # test buys of genuine goods called counterfeit

    def of_gang(self, gang: Gang) -> None:
        """Test-buy from a ring, the first time with success, and seize from some."""
        rng, habits = self.rng, self.market.plan.habits
        shops = gang.having(AccountRole.STOREFRONT) + gang.having(AccountRole.DISTRIBUTOR)
        marks = [self._mark() for _ in range(2 * len(gang.at(PlaceRole.PRODUCTION)))]
        for place in range(rng.randint(*habits.test_buys)):
            verdict = "counterfeit" if place == 0 or rng.random() < 0.8 else ""
            verdict = verdict or rng.choice(("inconclusive", "pending", "genuine"))
            mark = rng.choice(marks) if rng.random() < 0.75 else ""
            bought = self.buy(rng.choice(shops), verdict, mark)
            gang.ring.test_buys.append(bought)
        if rng.random() < habits.seized:
            gang.ring.seizures.append(self._seize(gang))

    def of_honest(self, honest: Honest, gangs: list[Gang]) -> None:
        """Test-buy honest shops, dealers of a brand first: genuine but for the few who were
        deceived themselves, and for verdicts that are wrong."""
        brand_shops = [shop for shop in honest.sellers if shop.brand in BRANDS]
        count = min(len(brand_shops), len(honest.sellers) // 100)
        known = [shop for group in honest.dealers for shop in group[:2]]
        for shop in known + self.rng.sample(brand_shops, count):
            if shop in honest.resellers:
                continue
            drawn = self.rng.random()
            verdict = "genuine" if drawn < 0.9 else "pending" if drawn < 0.95 else "inconclusive"
            if drawn < _WRONG:
                self.wrong.append(self.buy(shop, "counterfeit", ""))
            else:
                self.buy(shop, verdict, "")
        for shop in honest.resellers:
            sources = [gang for gang in gangs if shop.brand in gang.ring.brands]
            if sources:
                self._stock_up(shop, self.rng.choice(sources))
            self.buy(shop, "counterfeit", "")

    def _stock_up(self, shop: Seller, gang: Gang) -> None:
        """Let a shop buy from a ring as any customer would, under its own name."""
        rng, market = self.rng, self.market
        source = rng.choice(gang.having(AccountRole.DISTRIBUTOR))
        offer = rng.choice(market.offers[source.key])
        desk = shop.desks[0]
        buyer = describe(f"b{rng.randrange(10**8):08d}", desk.person, desk.phone, desk.place, rng)
        first, last = source.selling_days
        for _ in range(rng.randint(1, 2)):
            day = first + int(rng.random() * (last - first + 1))
            market.sell(source, offer, day, buyer, "tested")

    def _mark(self) -> str:
        """Return a batch mark as stamped on goods: two letters and four digits."""
        letters = "".join(self.rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=2))
        return f"{letters}{self.rng.randrange(10_000):04d}"

    def buy(self, seller: Seller, verdict: str, mark: str) -> str:
        """Buy once from the seller and return the number of the test buy."""
        rng, clock = self.rng, self.market.clock
        offer = rng.choice(self.market.offers[seller.key])
        first, last = seller.selling_days
        day = first + int(rng.random() * max(1, min(last, self.market.plan.days - 16) - first))
        order = self.market.sell(seller, offer, day, self.market.buyers.tester(), "tested")
        number = f"TB-{len(self.market.books.test_buys) + 1:05d}"
        received, examined = day + rng.randint(2, 6), day + rng.randint(7, 15)
        self.market.books.test_buys.append(
            TestBuyRow(
                test_buy_id=number,
                platform=seller.platform,
                account_id=seller.account_id,
                listing_id=offer.listing.listing_id,
                ordered_on=clock.date(day),
                price=order.unit_price,
                currency="CNY",
                carrier=order.carrier,
                waybill_no=order.waybill_no,
                received_on=clock.date(received),
                examined_on="" if verdict == "pending" else clock.date(examined),
                brand=seller.brand,
                verdict=verdict,
                basis=rng.choice(_BASIS[verdict]),
                sample_ref=f"S{number[3:]}",
                batch_mark=mark,
            )
        )
        return number

    def _seize(self, gang: Gang) -> str:
        """Seize a shipment of the ring under way, or raid one of its places."""
        rng, market = self.rng, self.market
        role = PlaceRole.PRODUCTION if rng.random() < 0.6 else PlaceRole.WAREHOUSE
        site = rng.choice(gang.at(role))
        sent = self.freight.sent.get(site.id, [])
        if sent:
            row, desk = rng.choice(sent)
            carrier, waybill, seized = row.carrier, row.waybill_no, row.shipped_on[:10]
            name, phone, address = desk.label(rng, carrier, masked=False)
        else:
            carrier, waybill = "", ""
            seized = market.clock.date(rng.randrange(market.plan.days)).replace("-", "/")
            name, phone, address = site.desks[-1].label(rng, "sf", masked=False)
        raid = not sent or rng.random() < 0.5
        lat, lon = site.place.point() if raid else home(rng).point()
        return self._write(
            SeizureRow(
                seizure_ref="",
                authority=rng.choice(AUTHORITIES),
                seized_on=seized,
                brand=gang.ring.brands[0],
                goods=rng.choice(gang.goods.nouns),
                quantity=str(rng.randint(40, 2400)),
                value=f"{rng.randint(8_000, 600_000)}.00",
                currency="CNY",
                carrier=carrier,
                waybill_no=waybill,
                consignor_name=name,
                consignor_phone=phone,
                consignor_address=address,
                place_lat=f"{lat:.5f}",
                place_lon=f"{lon:.5f}",
            )
        )

    def of_strangers(self, count: int) -> None:
        """Seize from people no delivery knows of."""
        rng, market = self.rng, self.market
        for _ in range(count):
            brand = rng.choice(list(BRANDS))
            where = home(rng, selling=False)
            desk_phone, who = market.issuer.phone(), person(rng)
            lat, lon = where.point()
            self._write(
                SeizureRow(
                    seizure_ref="",
                    authority=rng.choice(AUTHORITIES),
                    seized_on=market.clock.date(rng.randrange(market.plan.days)),
                    brand=brand,
                    goods=rng.choice(GOODS[BRANDS[brand]].nouns),
                    quantity=str(rng.randint(5, 400)),
                    value=f"{rng.randint(800, 90_000)}.00",
                    currency="CNY",
                    carrier="",
                    waybill_no="",
                    consignor_name=who.write(rng),
                    consignor_phone=desk_phone,
                    consignor_address=where.full(),
                    place_lat=f"{lat:.5f}",
                    place_lon=f"{lon:.5f}",
                )
            )

    def _write(self, row: SeizureRow) -> str:
        number = f"SZ-2026-{len(self.market.books.seizures) + 1:04d}"
        self.market.books.seizures.append(row._replace(seizure_ref=number))
        return number
