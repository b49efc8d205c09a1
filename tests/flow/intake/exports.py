"""Exports as other systems head them, made up here, each column with what it truly is.

The names are of the kind that sellers' pages, couriers, wallets, banks, customs brokers and offices
use; the cells are invented. None is copied from anyone's file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.vocabulary import DeliveryKind

ROWS = 40


@dataclass(frozen=True, slots=True)
class Export:
    """One system's export: what each of its columns is, and what it holds."""

    system: str
    kind: DeliveryKind
    truth: dict[str, str | None]
    """Theirs to ours; None where it is none of ours."""
    cells: dict[str, list[str]]
    given: tuple[str, ...] = ()
    """Keys no column says."""

    @property
    def header(self) -> list[str]:
        return list(self.truth)


_SURNAMES = "王李张刘陈杨赵黄周吴"
_GIVEN = ("伟", "芳", "秀英", "敏", "静", "丽华", "强", "磊", "军", "洋")
_LATIN = (
    "Anna Berg",
    "John Carter",
    "Mei Lin",
    "P. Novak",
    "Sara O'Neill",
    "Luis Gomez",
    "Tom Ray",
)
_ROADS = ("兴隆路", "人民大道", "中山北路", "解放街", "科技园南路")
_STREETS = ("High Street", "Oak Avenue", "Station Road", "Mill Lane", "Harbour Drive")
_GOODS = ("电热水壶", "不锈钢保温杯", "无线耳机", "充电器", "女士手提包", "运动鞋")
_THINGS = (
    "Electric kettle",
    "Steel flask",
    "Wireless earbuds",
    "Phone charger",
    "Handbag",
    "Shoes",
)
_BRANDS = ("Norvik", "Altamo", "Brisko", "Norvik")


def _usable_card(number: int) -> str:
    from stdnum import luhn

    stem = f"62220210{number:010d}"
    return stem + luhn.calc_check_digit(stem)


def _credit_code(number: int) -> str:
    from stdnum.cn import uscc

    stem = f"91440101MA{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def _container(number: int) -> str:
    from stdnum import iso6346

    stem = f"CSQU{number % 1_000_000:06d}"
    return stem + iso6346.calc_check_digit(stem)


def _price(number: int) -> int:
    return 1990 + number * 731 % 9000


def _quantity(number: int) -> int:
    return number % 4 + 1


MAKERS: dict[str, Callable[[int], str]] = {
    "": lambda n: "",
    "serial": str,
    "order": lambda n: f"20260305{n * 7919:011d}",
    "order-latin": lambda n: f"{302 + n % 3}-{n * 7_919 % 10**7:07d}-{n * 104_729 % 10**7:07d}",
    "hash-order": lambda n: f"#{1000 + n}",
    "trade": lambda n: f"2026030522001{n * 6_700_417:015d}",
    "payment": lambda n: f"PAY{n * 15_485_863:012d}",
    "sf": lambda n: f"SF1{n * 86_028_121:012d}",
    "zto": lambda n: f"7{n * 32_452_843:013d}",
    "ups": lambda n: f"1Z999AA1{n * 49_979_687 % 10**10:010d}",
    "ems": lambda n: f"EB{n * 15_485_863 % 10**9:09d}CN",
    "dhl": lambda n: f"{n * 86_028_121 % 10**10:010d}",
    "name": lambda n: _SURNAMES[n % 10] + _GIVEN[n * 3 % 10],
    "masked-name": lambda n: _SURNAMES[n % 10] + "**",
    "latin-name": lambda n: _LATIN[n % 7],
    "company": lambda n: f"广州{_GIVEN[n % 10]}源贸易有限公司",
    "latin-company": lambda n: f"{_STREETS[n % 5].split()[0]} Trading Co., Ltd.",
    "nick": lambda n: f"tb{n * 7919}_{_SURNAMES[n % 10]}",
    "user": lambda n: f"buyer_{n * 7919}",
    "mobile": lambda n: f"13{n % 9 + 1}{n * 7_919_003 % 10**8:08d}",
    "masked-mobile": lambda n: f"138******{n % 90 + 10}",
    "landline": lambda n: f"020-8{n * 7919 % 10**7:07d}",
    "uk-phone": lambda n: f"+44 7700 9{n * 7919 % 10**5:05d}",
    "email": lambda n: f"shop{n}@mail.example",
    "address": lambda n: f"广东省广州市白云区{_ROADS[n % 5]}{n + 1}号{n % 9 + 1}栋{n % 20 + 1}02室",
    "masked-address": lambda n: f"广东省广州市白云区{_ROADS[n % 5]}{n + 1}号***",
    "street": lambda n: f"{n + 1} {_STREETS[n % 5]}, Leeds",
    "province": lambda n: ("广东省", "浙江省", "江苏省")[n % 3],
    "city": lambda n: ("广州市", "杭州市", "苏州市")[n % 3],
    "district": lambda n: ("白云区", "余杭区", "吴中区")[n % 3],
    "country": lambda n: ("GB", "DE", "US")[n % 3],
    "postcode": lambda n: f"5104{n % 90 + 10}",
    "moment": lambda n: f"2026-03-{n % 28 + 1:02d} {n % 24:02d}:{n * 7 % 60:02d}:11",
    "date": lambda n: f"2026/{n % 9 + 1}/{n % 28 + 1}",
    "iso": lambda n: f"2026-03-{n % 28 + 1:02d}T{n % 24:02d}:{n * 7 % 60:02d}:11+00:00",
    "compact": lambda n: f"202603{n % 28 + 1:02d}",
    "price": lambda n: f"{_price(n) / 100:.2f}",
    "quantity": lambda n: str(_quantity(n)),
    "amount": lambda n: f"{_price(n) * _quantity(n) / 100:.2f}",
    "money": lambda n: f"{(n * 3571 % 90_000) / 100:.2f}",
    "yuan": lambda n: f"¥{(n * 3571 % 90_000) / 100:.2f}",
    "fee": lambda n: f"{n % 3 * 5}.00",
    "kg": lambda n: f"{(n * 37 % 900) / 100 + 0.1:.2f}",
    "pieces": lambda n: str(n % 5 + 1),
    "sold": lambda n: str(n * 37 % 5000),
    "currency": lambda n: ("CNY", "USD")[n % 2],
    "gbp": lambda n: "GBP",
    "status": lambda n: ("交易成功", "交易关闭", "退款成功")[n % 3],
    "latin-status": lambda n: ("Completed", "Refunded", "Cancelled")[n % 3],
    "platform": lambda n: ("淘宝", "拼多多", "抖音")[n % 3],
    "latin-platform": lambda n: ("taobao", "pinduoduo", "jd")[n % 3],
    "carrier": lambda n: ("顺丰速运", "中通快递", "圆通速递")[n % 3],
    "latin-carrier": lambda n: ("UPS", "DHL", "FedEx")[n % 3],
    "goods": lambda n: _GOODS[n % 6],
    "things": lambda n: _THINGS[n % 6],
    "title": lambda n: f"Norvik {_GOODS[n % 6]} 2026新款 家用 {n}号色",
    "latin-title": lambda n: f"Norvik {_THINGS[n % 6]} - new {n}",
    "brand": lambda n: _BRANDS[n % 4],
    "item": lambda n: f"6{n * 15_485_863 % 10**11:011d}",
    "asin": lambda n: f"B0{n * 7919 % 10**8:08d}",
    "sku": lambda n: f"KT-{n % 9}-BLK",
    "shop": lambda n: f"{_SURNAMES[n % 10]}家小店",
    "shop-id": lambda n: f"s{n * 7919:08d}",
    "category": lambda n: ("厨房电器", "箱包", "数码")[n % 3],
    "note": lambda n: ("", "请尽快发货", "周末送货")[n % 3],
    "uscc": _credit_code,
    "card": lambda n: _usable_card(n * 7919),
    "alipay": lambda n: f"alipay:shop{n}@mail.example",
    "iban": lambda n: ("GB29NWBK60161331926819", "DE89370400440532013000")[n % 2],
    "channel": lambda n: ("支付宝", "微信支付", "银行卡")[n % 3],
    "direction": lambda n: ("出口", "进口")[n % 2],
    "hs": lambda n: ("8516.79", "9617.00", "8518.30")[n % 3] + "00",
    "container": lambda n: _container(n * 7919),
    "office": lambda n: ("盐田海关", "黄埔海关")[n % 2],
    "police": lambda n: ("广州市公安局白云分局", "义乌市市场监督管理局")[n % 2],
    "lat": lambda n: f"23.{n * 7919 % 10**6:06d}",
    "lon": lambda n: f"113.{n * 104_729 % 10**6:06d}",
    "phash": lambda n: f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}",
    "device": lambda n: f"imei-{n * 7919:015d}|mac-{n:012x}",
    "verdict": lambda n: ("假冒", "正品", "无法判断")[n % 3],
    "latin-verdict": lambda n: ("counterfeit", "genuine", "inconclusive")[n % 3],
    "case": lambda n: f"穗云公(经)扣字〔2026〕{n:05d}号",
    "ref": lambda n: f"TB-2026-{n:04d}",
    "sample": lambda n: f"S-{n:04d}",
    "lot": lambda n: f"L26{n % 12 + 1:02d}A",
    "basis": lambda n: ("印刷模糊", "缺少防伪标", "做工不符")[n % 3],
    "url": lambda n: f"https://shop.example/item/{n}",
    "colour": lambda n: ("黑色", "白色")[n % 2],
    "summary": lambda n: ("货款", "转账", "商品")[n % 3],
    "bank": lambda n: ("中国工商银行", "招商银行")[n % 2],
}


def export(system: str, kind: DeliveryKind, columns: str, given: tuple[str, ...] = ()) -> Export:
    """Return an export from lines of `theirs = ours : maker`; `-` is none of ours."""
    truth: dict[str, str | None] = {}
    cells: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, columns.splitlines())):
        theirs, _, rest = line.partition(" = ")
        ours, _, maker = rest.partition(" : ")
        truth[theirs] = None if ours == "-" else ours
        cells[theirs] = [MAKERS[maker](number) for number in range(1, ROWS + 1)]
    return Export(system, kind, truth, cells, given)


_O, _S, _P = DeliveryKind.ORDERS, DeliveryKind.SHIPMENTS, DeliveryKind.PAYMENTS
_A, _L, _T, _Z = (
    DeliveryKind.ACCOUNTS,
    DeliveryKind.LISTINGS,
    DeliveryKind.TEST_BUYS,
    DeliveryKind.SEIZURES,
)

EXPORTS: tuple[Export, ...] = (
    export("a Taobao seller's orders", _O, """
        订单编号 = order_id : order
        买家会员名 = buyer_ref : nick
        买家支付宝账号 = - : email
        买家应付货款 = - : money
        买家应付邮费 = - : fee
        买家实际支付金额 = amount : amount
        订单状态 = status : status
        买家留言 = - : note
        收货人姓名 = - : name
        收货地址 = - : address
        联系手机 = - : mobile
        订单创建时间 = ordered_on : moment
        宝贝标题 = - : title
        宝贝种类 = - : serial
        物流单号 = waybill_no : sf
        物流公司 = carrier : carrier
        宝贝总数量 = quantity : quantity
        店铺Id = account_id : shop-id
    """, ("platform",)),
    export("a 1688 supplier's orders", _O, """
        订单编号 = order_id : order
        买家公司名 = - : company
        买家会员名 = buyer_ref : nick
        卖家会员名 = account_id : nick
        货品总价(元) = - : money
        运费(元) = - : fee
        实付款(元) = amount : amount
        订单状态 = status : status
        订单创建时间 = ordered_on : moment
        货品标题 = - : title
        单价(元) = unit_price : price
        数量 = quantity : quantity
        Offer ID = listing_id : item
        物流公司 = carrier : carrier
        运单号 = waybill_no : zto
    """, ("platform",)),
    export("a Pinduoduo seller's orders", _O, """
        订单号 = order_id : order
        订单状态 = status : status
        商品 = - : title
        商品总价(元) = - : money
        店铺优惠折扣(元) = - : fee
        用户实付金额(元) = amount : amount
        商品数量(件) = quantity : quantity
        商品id = listing_id : item
        商品规格 = - : colour
        拼单成功时间 = - : moment
        支付时间 = ordered_on : moment
        快递公司 = carrier : carrier
        快递单号 = waybill_no : zto
    """, ("platform",)),
    export("a Douyin shop's orders", _O, """
        主订单编号 = order_id : order
        选购商品 = - : title
        商品规格 = - : colour
        商品数量 = quantity : quantity
        商品ID = listing_id : item
        商品单价 = unit_price : price
        订单应付金额 = amount : amount
        运费 = - : fee
        省 = - : province
        市 = - : city
        区 = - : district
        订单提交时间 = ordered_on : moment
        订单状态 = status : status
        达人昵称 = - : nick
        快递信息 = - : note
    """, ("platform",)),
    export("JD orders of a seller", _O, """
        订单号 = order_id : order
        商品ID = listing_id : item
        商品名称 = - : title
        订购数量 = quantity : quantity
        京东价 = unit_price : price
        订单金额 = amount : amount
        下单时间 = ordered_on : moment
        订单状态 = status : status
        用户账号 = buyer_ref : user
        商家备注 = - : note
    """, ("platform",)),
    export("Amazon all-orders report", _O, """
        amazon-order-id = order_id : order-latin
        purchase-date = ordered_on : iso
        order-status = status : latin-status
        fulfillment-channel = - : category
        ship-service-level = - : note
        asin = listing_id : asin
        sku = - : sku
        quantity = quantity : quantity
        currency = currency : gbp
        item-price = amount : amount
        item-tax = - : fee
        ship-city = - : city
        ship-postal-code = - : postcode
        ship-country = - : country
    """, ("platform",)),
    export("Shopify orders", _O, """
        Name = order_id : hash-order
        Email = buyer_ref : email
        Financial Status = status : latin-status
        Paid at = - : iso
        Currency = currency : gbp
        Shipping = - : fee
        Total = amount : amount
        Discount Amount = - : fee
        Created at = ordered_on : iso
        Lineitem quantity = quantity : quantity
        Lineitem price = unit_price : price
        Lineitem sku = listing_id : sku
        Shipping Zip = - : postcode
        Notes = - : note
    """, ("platform",)),
    export("eBay sales report", _O, """
        Sales Record Number = - : serial
        Order Number = order_id : order-latin
        Buyer Username = buyer_ref : user
        Buyer Name = - : latin-name
        Item Number = listing_id : item
        Item Title = - : latin-title
        Quantity = quantity : quantity
        Sold For = unit_price : price
        Total Price = amount : amount
        Sale Date = ordered_on : date
        Shipping Service = - : note
        Tracking Number = waybill_no : ups
    """, ("platform",)),
    export("AliExpress orders", _O, """
        Order ID = order_id : order
        Order status = status : latin-status
        Order creation time = ordered_on : moment
        Buyer name = buyer_ref : latin-name
        Total order amount = amount : amount
        Product ID = listing_id : item
        Product unit price = unit_price : price
        Product quantity = quantity : quantity
        Logistics company = carrier : latin-carrier
        Tracking No. = waybill_no : ups
        Store ID = account_id : shop-id
    """, ("platform",)),
    export("an ERP's orders in traditional characters", _O, """
        平台名稱 = platform : platform
        訂單編號 = order_id : order
        賣家帳號 = account_id : shop-id
        下單時間 = ordered_on : moment
        商品編號 = listing_id : item
        數量 = quantity : quantity
        單價 = unit_price : price
        總金額 = amount : amount
        幣別 = currency : currency
        訂單狀態 = status : status
        物流公司 = carrier : carrier
        物流單號 = waybill_no : zto
    """),
    export("an ERP's orders in pinyin", _O, """
        pingtai = platform : platform
        dingdan_hao = order_id : order
        dianpu_bianhao = account_id : shop-id
        xiadan_shijian = ordered_on : moment
        shuliang = quantity : quantity
        danjia = unit_price : price
        zongjine = amount : amount
        kuaidi_gongsi = carrier : carrier
        yundanhao = waybill_no : zto
        beizhu = - : note
    """),
    export("a platform's disclosure of orders in English", _O, """
        MarketplaceName = platform : latin-platform
        OrderReference = order_id : order
        SellerId = account_id : shop-id
        ProductId = listing_id : item
        PurchasedAt = ordered_on : iso
        Units = quantity : quantity
        PricePerUnit = unit_price : price
        GrossAmount = amount : amount
        CurrencyCode = currency : currency
        OrderState = status : latin-status
        CustomerId = buyer_ref : user
        TransactionId = payment_id : payment
        Courier = carrier : latin-carrier
        ConsignmentNo = waybill_no : ups
    """),
    export("SF waybills of a monthly account", _S, """
        序号 = - : serial
        运单号码 = waybill_no : sf
        寄件日期 = shipped_on : moment
        寄件公司 = - : company
        寄件人 = sender_name : name
        寄件电话 = sender_phone : mobile
        寄件地址 = sender_address : address
        到件公司 = - : company
        收件人 = receiver_name : masked-name
        收件电话 = receiver_phone : masked-mobile
        收件地址 = receiver_address : masked-address
        计费重量 = weight_kg : kg
        件数 = pieces : pieces
        托寄物内容 = declared_goods : goods
        费用(元) = - : money
    """, ("carrier",)),
    export("ZTO parcels with bare names", _S, """
        运单编号 = waybill_no : zto
        揽收时间 = shipped_on : moment
        寄件人 = sender_name : name
        手机 = sender_phone : mobile
        地址 = sender_address : address
        收件人 = receiver_name : masked-name
        手机 (2) = receiver_phone : masked-mobile
        地址 (2) = receiver_address : masked-address
        重量 = weight_kg : kg
        品名 = declared_goods : goods
    """, ("carrier",)),
    export("Cainiao waybills of a warehouse", _S, """
        物流公司名称 = carrier : carrier
        物流单号 = waybill_no : zto
        出库时间 = shipped_on : moment
        发件人姓名 = sender_name : name
        发件人手机号 = sender_phone : mobile
        发件人详细地址 = sender_address : address
        收货人姓名 = receiver_name : masked-name
        收货人手机号 = receiver_phone : masked-mobile
        收货省 = - : province
        收货市 = - : city
        收货详细地址 = receiver_address : masked-address
        包裹重量(kg) = weight_kg : kg
        商品名称 = declared_goods : goods
        店铺ID = account_id : shop-id
        平台 = platform : platform
    """),
    export("EMS international items", _S, """
        邮件号 = waybill_no : ems
        收寄日期 = shipped_on : date
        寄件人姓名 = sender_name : name
        寄件人电话 = sender_phone : mobile
        寄件人地址 = sender_address : address
        收件人姓名 = receiver_name : latin-name
        收件人地址 = receiver_address : street
        收件国家 = - : country
        内件品名 = declared_goods : goods
        申报价值 = declared_value : money
        币种 = currency : currency
        重量(克) = - : kg
    """, ("carrier",)),
    export("DHL shipment report", _S, """
        AWB = waybill_no : dhl
        Ship Date = shipped_on : compact
        Shipper Company = - : latin-company
        Shipper Contact = sender_name : latin-name
        Shipper Phone = sender_phone : uk-phone
        Shipper Address = sender_address : street
        Consignee Company = - : latin-company
        Consignee Contact = receiver_name : latin-name
        Consignee Phone = receiver_phone : uk-phone
        Consignee Address = receiver_address : street
        Pieces = pieces : pieces
        Weight (KG) = weight_kg : kg
        Contents = declared_goods : things
        Declared Value = declared_value : money
        Declared Currency = currency : currency
    """, ("carrier",)),
    export("UPS export of shipments", _S, """
        Tracking Number = waybill_no : ups
        Pickup Date = shipped_on : date
        ShipFrom Name = sender_name : latin-name
        ShipFrom Phone = sender_phone : uk-phone
        ShipFrom Address Line 1 = sender_address : street
        ShipTo Name = receiver_name : latin-name
        ShipTo Phone = receiver_phone : uk-phone
        ShipTo Address Line 1 = receiver_address : street
        ShipTo Postal Code = - : postcode
        Number of Packages = pieces : pieces
        Gross Weight = weight_kg : kg
        Merchandise Description = declared_goods : things
    """, ("carrier",)),
    export("a courier's pickups with positions", _S, """
        承运商 = carrier : carrier
        面单号 = waybill_no : zto
        揽件时间 = shipped_on : moment
        寄方姓名 = sender_name : masked-name
        寄方联系电话 = sender_phone : masked-mobile
        寄方地址 = sender_address : masked-address
        GPS纬度 = pickup_lat : lat
        GPS经度 = pickup_lon : lon
        物品 = declared_goods : goods
        实际重量 = weight_kg : kg
    """),
    export("a forwarder's sheet in pinyin initials", _S, """
        kuaidi = carrier : carrier
        ydh = waybill_no : zto
        jjr_xm = sender_name : name
        jjr_sjh = sender_phone : mobile
        jjr_dz = sender_address : address
        sjr_xm = receiver_name : name
        sjr_sjh = receiver_phone : mobile
        sjr_dz = receiver_address : address
        js = pieces : pieces
        zl = weight_kg : kg
    """),
    export("customs declarations", _S, """
        运输公司 = carrier : latin-carrier
        提运单号 = waybill_no : ups
        申报日期 = shipped_on : compact
        境内发货人 = sender_name : company
        境外收货人 = receiver_name : latin-company
        商品名称 = declared_goods : goods
        商品编码 = hs_code : hs
        申报总价 = declared_value : money
        币制 = currency : currency
        毛重(千克) = weight_kg : kg
        件数 = pieces : pieces
        集装箱号 = container_no : container
        进出口 = direction : direction
        申报地海关 = customs_office : office
    """),
    export("export entries of a broker", _S, """
        Carrier Name = carrier : latin-carrier
        Bill of Lading = waybill_no : ups
        Exporter = sender_name : latin-company
        Exporter Address = sender_address : street
        Importer = receiver_name : latin-company
        Importer Address = receiver_address : street
        Commodity Code = hs_code : hs
        Description of Goods = declared_goods : things
        Customs Value = declared_value : money
        Currency = currency : currency
        Container = container_no : container
        Gross Mass = weight_kg : kg
        Port of Entry = customs_office : office
    """),
    export("Alipay transfers to a shop", _P, """
        支付宝交易号 = payment_id : trade
        商户订单号 = - : order
        付款时间 = paid_on : moment
        收款方账号 = payee_account : alipay
        付款方 = payer_ref : masked-name
        金额（元） = amount : money
        币种 = currency : currency
        支付渠道 = channel : channel
        备注 = - : note
    """),
    export("WeChat merchant bills", _P, """
        交易时间 = paid_on : moment
        微信支付单号 = payment_id : trade
        商户单号 = - : order
        付款人 = payer_ref : user
        收款账户 = payee_account : card
        支付方式 = channel : channel
        订单金额 = amount : money
        手续费 = - : fee
    """),
    export("a bank's statement", _P, """
        交易日期 = paid_on : compact
        交易流水号 = payment_id : trade
        收款人账号 = payee_account : card
        收款人开户行 = - : bank
        付款人名称 = payer_ref : name
        交易金额 = amount : money
        币别 = currency : currency
        摘要 = - : summary
        账户余额 = - : money
    """),
    export("a payment provider in English", _P, """
        Transaction ID = payment_id : payment
        Transaction Date = paid_on : iso
        Beneficiary IBAN = payee_account : iban
        Remitter = payer_ref : latin-name
        Gross Amount = amount : money
        Fee = - : fee
        Currency Code = currency : currency
        Payment Method = channel : channel
    """),
    export("a platform's register of shops", _A, """
        电商平台 = platform : platform
        商家ID = account_id : shop-id
        店铺名称 = shop_name : shop
        企业名称 = registered_name : company
        营业执照号码 = company_reg_no : uscc
        联系人手机 = phone : mobile
        电子邮箱 = email : email
        提现银行卡号 = payment_account : card
        经营地址 = address : address
        退货地址 = return_address : address
        登录设备号 = device_ids : device
        入驻时间 = opened_on : moment
        主营类目 = category : category
        店铺链接 = - : url
    """),
    export("trader data under a platform law", _A, """
        Marketplace = platform : latin-platform
        Seller ID = account_id : shop-id
        Store Name = shop_name : shop
        Legal Name = registered_name : latin-company
        Company Registration No. = company_reg_no : uscc
        Contact Phone = phone : uk-phone
        E-mail = email : email
        Payout Account = payment_account : iban
        Business Address = address : street
        Returns Address = return_address : street
        Registration Date = opened_on : date
    """),
    export("listings gathered by a brand", _L, """
        网站 = platform : platform
        链接ID = listing_id : item
        商品链接 = - : url
        卖家 = account_id : shop-id
        商品标题 = title : title
        品牌 = brand : brand
        分类 = category : category
        售价 = price : yuan
        累计销量 = units_sold : sold
        图片感知哈希 = image_hash : phash
        首次采集时间 = first_seen : moment
        最近采集时间 = last_seen : moment
    """),
    export("listings of a monitoring service", _L, """
        Marketplace = platform : latin-platform
        Item ID = listing_id : item
        Seller = account_id : shop-id
        Listing Title = title : latin-title
        Brand = brand : brand
        Price = price : money
        Currency = currency : currency
        Units Sold = units_sold : sold
        Image pHash = image_hash : phash
        First Seen = first_seen : date
        Last Seen = last_seen : date
        URL = - : url
    """),
    export("a test-buy team's log", _T, """
        测购编号 = test_buy_id : ref
        平台 = platform : platform
        店铺编号 = account_id : shop-id
        商品链接 = - : url
        购买日期 = ordered_on : date
        实付金额 = price : money
        快递公司 = carrier : carrier
        快递单号 = waybill_no : zto
        收样日期 = received_on : date
        鉴定日期 = examined_on : date
        品牌 = brand : brand
        鉴定结论 = verdict : verdict
        鉴定依据 = basis : basis
        样品编号 = sample_ref : sample
        生产批号 = batch_mark : lot
    """),
    export("test purchases of a brand abroad", _T, """
        Test Purchase No = test_buy_id : ref
        Marketplace = platform : latin-platform
        Seller Account = account_id : shop-id
        Item No = listing_id : item
        Order Date = ordered_on : date
        Price Paid = price : money
        Currency = currency : currency
        Courier = carrier : latin-carrier
        Tracking = waybill_no : ups
        Date Received = received_on : date
        Date Examined = examined_on : date
        Brand = brand : brand
        Authenticity = verdict : latin-verdict
        Lot No = batch_mark : lot
    """),
    export("a police list of seized goods", _Z, """
        扣押决定书文号 = seizure_ref : case
        办案单位 = authority : police
        扣押日期 = seized_on : date
        涉案品牌 = brand : brand
        物品名称 = goods : goods
        数量 = quantity : sold
        货值金额 = value : money
        发货人姓名 = consignor_name : name
        发货人电话 = consignor_phone : mobile
        发货人地址 = consignor_address : address
        纬度 = place_lat : lat
        经度 = place_lon : lon
    """),
    export("customs detentions in English", _Z, """
        Detention Ref = seizure_ref : ref
        Customs Authority = authority : office
        Date of Detention = seized_on : date
        Trademark = brand : brand
        Goods Description = goods : things
        Qty = quantity : sold
        Estimated Value = value : money
        Currency = currency : currency
        Carrier = carrier : latin-carrier
        AWB No = waybill_no : ups
        Consignor = consignor_name : latin-company
        Consignor Address = consignor_address : street
    """),
    export("a WMS's outbound list", _S, """
        出库单号 = - : serial
        快递企业名称 = carrier : carrier
        快递面单编号 = waybill_no : zto
        实际发货时间 = shipped_on : moment
        发货方名称 = sender_name : company
        发货方联系方式 = sender_phone : mobile
        发货方详址 = sender_address : address
        收货方姓名 = receiver_name : masked-name
        收货方联系方式 = receiver_phone : masked-mobile
        收货方详细地址 = receiver_address : masked-address
        包裹件数 = pieces : pieces
        总重量KG = weight_kg : kg
    """),
    export("a postal operator's log in English", _S, """
        item_barcode = waybill_no : ems
        postal_operator = carrier : latin-carrier
        acceptance_date = shipped_on : iso
        sender_full_name = sender_name : latin-name
        sender_mobile = sender_phone : uk-phone
        sender_street_address = sender_address : street
        addressee_full_name = receiver_name : latin-name
        addressee_street_address = receiver_address : street
        addressee_postcode = - : postcode
        gross_weight_kg = weight_kg : kg
        content_description = declared_goods : things
        declared_customs_value = declared_value : money
    """),
    export("a courier's spreadsheet without clear headers", _S, """
        单号 = waybill_no : sf
        寄送时间 = shipped_on : moment
        发件方 = sender_name : name
        发件方手机 = sender_phone : mobile
        发件方地址 = sender_address : address
        收方 = receiver_name : masked-name
        收方手机 = receiver_phone : masked-mobile
        收方地址 = receiver_address : masked-address
        内件 = declared_goods : goods
        重量(kg) = weight_kg : kg
    """, ("carrier",)),
    export("a marketplace's order feed", _O, """
        site = platform : latin-platform
        order_no = order_id : order
        store_id = account_id : shop-id
        product_code = listing_id : item
        order_created_at = ordered_on : iso
        qty = quantity : quantity
        unit_cost = unit_price : price
        order_total = amount : amount
        ccy = currency : currency
        order_status = status : latin-status
        buyer_nickname = buyer_ref : user
        courier_name = carrier : latin-carrier
        tracking_ref = waybill_no : ups
        buyer_remark = - : note
    """),
    export("a shop system's orders in Chinese", _O, """
        来源平台 = platform : platform
        系统单号 = - : serial
        平台订单号 = order_id : order
        网店名称 = account_id : shop
        拍下时间 = ordered_on : moment
        宝贝ID = listing_id : item
        购买件数 = quantity : quantity
        成交单价 = unit_price : price
        实付总额 = amount : amount
        交易状态 = status : status
        买家昵称 = buyer_ref : nick
        承运商 = carrier : carrier
        快递单号 = waybill_no : zto
        卖家备注 = - : note
    """),
    export("a wallet's ledger", _P, """
        流水号 = payment_id : trade
        入账时间 = paid_on : moment
        收款账户号 = payee_account : alipay
        付款账户 = payer_ref : user
        入账金额 = amount : money
        支付渠道 = channel : channel
        服务费 = - : fee
        备注信息 = - : note
    """),
    export("an acquirer's settlement file", _P, """
        txn_id = payment_id : payment
        txn_datetime = paid_on : iso
        merchant_settlement_account = payee_account : iban
        payer_name = payer_ref : latin-name
        txn_amount = amount : money
        txn_currency = currency : currency
        payment_channel = channel : channel
        commission = - : fee
    """),
    export("a regulator's list of online shops", _A, """
        所属平台 = platform : platform
        店铺编码 = account_id : shop-id
        店名 = shop_name : shop
        经营者名称 = registered_name : company
        统一社会信用代码 = company_reg_no : uscc
        联系手机号 = phone : mobile
        邮箱地址 = email : email
        收款银行卡 = payment_account : card
        经营场所地址 = address : address
        退货收件地址 = return_address : address
        开店日期 = opened_on : date
        所属区县 = - : district
    """),
    export("a monitoring tool's scrape", _L, """
        source_platform = platform : latin-platform
        product_id = listing_id : item
        seller_id = account_id : shop-id
        product_title = title : latin-title
        brand_name = brand : brand
        product_category = category : category
        listed_price = price : money
        price_currency = currency : currency
        sold_count = units_sold : sold
        main_image_phash = image_hash : phash
        first_seen_at = first_seen : iso
        last_seen_at = last_seen : iso
        product_url = - : url
    """),
    export("a market inspector's seizures", _Z, """
        没收清单编号 = seizure_ref : case
        执法机关 = authority : police
        查获时间 = seized_on : moment
        侵权商标 = brand : brand
        货物名称 = goods : goods
        查获数量 = quantity : sold
        货值 = value : money
        发货单位 = consignor_name : company
        发货人联系电话 = consignor_phone : mobile
        备注 = - : note
    """),
)  # fmt: skip

UNSEEN: tuple[Export, ...] = (
    export("a logistics platform's dispatch note", _S, """
        托运单号 = waybill_no : zto
        物流服务商 = carrier : carrier
        交寄时间 = shipped_on : moment
        寄件联系人 = sender_name : name
        寄件联系电话 = sender_phone : mobile
        寄件详细地址 = sender_address : address
        收件联系人 = receiver_name : masked-name
        收件联系电话 = receiver_phone : masked-mobile
        收件详细地址 = receiver_address : masked-address
        货品名称 = declared_goods : goods
        货品件数 = pieces : pieces
        计费重 = weight_kg : kg
        代收货款 = - : money
    """),
    export("a parcel network's manifest", _S, """
        Consignment Number = waybill_no : dhl
        Collection Date = shipped_on : date
        Collection Contact Name = sender_name : latin-name
        Collection Address = sender_address : street
        Collection Telephone = sender_phone : uk-phone
        Delivery Contact Name = receiver_name : latin-name
        Delivery Address = receiver_address : street
        Delivery Telephone = receiver_phone : uk-phone
        Delivery Postcode = - : postcode
        No. of Parcels = pieces : pieces
        Total Weight = weight_kg : kg
        Goods Description = declared_goods : things
    """, ("carrier",)),
    export("a live-streaming shop's orders", _O, """
        订单ID = order_id : order
        小店ID = account_id : shop-id
        主播昵称 = - : nick
        商品编码 = listing_id : item
        商品名称 = - : title
        购买数量 = quantity : quantity
        商品售价 = unit_price : price
        订单实付金额 = amount : amount
        订单创建时间 = ordered_on : moment
        订单状态 = status : status
        物流公司 = carrier : carrier
        运单编号 = waybill_no : zto
        收件省份 = - : province
    """, ("platform",)),
    export("a webshop's orders in English", _O, """
        Order # = order_id : hash-order
        Sales Channel = platform : latin-platform
        Shop ID = account_id : shop-id
        Date Ordered = ordered_on : iso
        SKU = listing_id : sku
        Qty Ordered = quantity : quantity
        Unit Price = unit_price : price
        Grand Total = amount : amount
        Tax = - : fee
        Currency = currency : currency
        Status = status : latin-status
        Customer Email = buyer_ref : email
        Payment Reference = payment_id : payment
    """),
    export("a bank's export in English", _P, """
        Value Date = paid_on : date
        Reference Number = payment_id : payment
        Beneficiary Account = payee_account : iban
        Debtor Name = payer_ref : latin-name
        Amount = amount : money
        Ccy = currency : currency
        Balance = - : money
    """),
    export("merchants as a payment company knows them", _A, """
        接入平台 = platform : platform
        商户编号 = account_id : shop-id
        商户名称 = shop_name : shop
        营业执照名称 = registered_name : company
        营业执照注册号 = company_reg_no : uscc
        负责人手机 = phone : mobile
        结算账号 = payment_account : card
        注册地址 = address : address
        开通日期 = opened_on : date
    """),
    export("a laboratory's list of test buys", _T, """
        测试购买单号 = test_buy_id : ref
        购买平台 = platform : platform
        卖家店铺ID = account_id : shop-id
        购买时间 = ordered_on : moment
        购买金额 = price : money
        快递品牌 = carrier : carrier
        运单号 = waybill_no : zto
        到货日期 = received_on : date
        检验日期 = examined_on : date
        检验结论 = verdict : verdict
        样本编号 = sample_ref : sample
        商标品牌 = brand : brand
    """),
    export("border detentions in Chinese", _Z, """
        扣留凭单号 = seizure_ref : ref
        扣留海关 = authority : office
        扣留日期 = seized_on : date
        权利人品牌 = brand : brand
        侵权货物名称 = goods : goods
        扣留数量 = quantity : sold
        案值(元) = value : money
        币制 = currency : currency
        承运人 = carrier : carrier
        提运单号 = waybill_no : ups
        发货人 = consignor_name : company
        发货人地址 = consignor_address : address
    """),
)  # fmt: skip
"""Written after the words were settled, and never used to choose one: what to expect of a file
nobody has seen."""
