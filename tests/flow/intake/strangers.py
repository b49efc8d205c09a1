"""More exports of other systems, made up after the words were settled and without looking at them.

Orders with waybills, shipments with order numbers, payments with order numbers, test buys with
prices, seizures with waybills: each kind of row speaks of what another kind is named by. The cells
are invented, as those of `exports`.
"""

from __future__ import annotations

from casework.vocabulary import DeliveryKind
from tests.flow.intake.exports import Export, export

_O, _S, _P = DeliveryKind.ORDERS, DeliveryKind.SHIPMENTS, DeliveryKind.PAYMENTS
_A, _L, _T, _Z = (
    DeliveryKind.ACCOUNTS,
    DeliveryKind.LISTINGS,
    DeliveryKind.TEST_BUYS,
    DeliveryKind.SEIZURES,
)

STRANGERS: tuple[Export, ...] = (
    export(
        "a marketplace's answer to a request",
        _O,
        """
        订单号 = order_id : order
        店铺 = account_id : shop
        商品标题 = - : title
        单价 = unit_price : price
        数量 = quantity : quantity
        金额 = amount : amount
        买家 = buyer_ref : nick
        付款时间 = ordered_on : moment
        状态 = status : status
        交易流水 = payment_id : trade
        快递公司 = carrier : carrier
        运单号 = waybill_no : zto
    """,
        ("platform",),
    ),
    export(
        "a group-buying seller's orders",
        _O,
        """
        商品 = - : title
        订单号 = order_id : order-latin
        订单状态 = status : status
        商品总价(元) = - : amount
        店铺优惠折扣(元) = - : fee
        平台优惠折扣(元) = - : fee
        多多支付立减金额(元) = - : fee
        邮费(元) = - : fee
        用户实付金额(元) = amount : amount
        商品数量(件) = quantity : quantity
        发货时间 = - : moment
        确认收货时间 = - : moment
        商品id = listing_id : item
        商品规格 = - : colour
        收货人 = - : masked-name
        手机 = - : masked-mobile
        省 = - : province
        市 = - : city
        区 = - : district
        街道 = - : masked-address
        订单成交时间 = ordered_on : moment
        快递公司 = carrier : carrier
        快递单号 = waybill_no : zto
        商家备注 = - : note
        售后状态 = - : note
    """,
        ("platform",),
    ),
    export(
        "a group-buying platform's reply, short",
        _O,
        """
        平台 = platform : platform
        店铺ID = account_id : shop-id
        订单号 = order_id : order-latin
        商品ID = listing_id : item
        商品总价 = amount : amount
        件数 = quantity : quantity
        下单时间 = ordered_on : moment
        支付流水号 = payment_id : payment
        物流单号 = waybill_no : zto
        物流公司 = carrier : carrier
    """,
    ),
    export(
        "a short-video shop's orders",
        _O,
        """
        主订单编号 = order_id : order
        子订单编号 = - : order
        选购商品 = - : title
        商品规格 = - : colour
        商品数量 = quantity : quantity
        商品ID = listing_id : item
        商家编码 = - : sku
        商品单价 = unit_price : price
        订单应付金额 = amount : amount
        运费 = - : fee
        优惠总金额 = - : fee
        平台优惠 = - : fee
        达人优惠 = - : fee
        支付方式 = - : channel
        手续费 = - : fee
        收件人 = - : masked-name
        收件人手机号 = - : masked-mobile
        省 = - : province
        市 = - : city
        区 = - : district
        详细地址 = - : masked-address
        买家留言 = - : note
        订单提交时间 = ordered_on : moment
        商家备注 = - : note
        订单完成时间 = - : moment
        支付完成时间 = - : moment
        APP渠道 = - : note
        订单状态 = status : status
        承诺发货时间 = - : moment
        达人ID = - : serial
        达人昵称 = - : user
    """,
        ("platform",),
    ),
    export(
        "a seller's warehouse program, orders",
        _O,
        """
        内部订单号 = - : serial
        线上订单号 = order_id : order
        店铺 = account_id : shop
        平台站点 = platform : platform
        买家账号 = buyer_ref : nick
        下单时间 = ordered_on : moment
        付款日期 = - : moment
        订单类型 = - : note
        状态 = status : status
        商品编码 = listing_id : item
        商品名称 = - : title
        颜色规格 = - : colour
        数量 = quantity : quantity
        单价 = unit_price : price
        运费 = - : fee
        优惠金额 = - : fee
        已付金额 = amount : amount
        币种 = currency : currency
        支付单号 = payment_id : payment
        支付方式 = - : channel
        快递公司 = carrier : carrier
        快递单号 = waybill_no : zto
        发货日期 = - : moment
        发货仓 = - : city
        收货人 = - : masked-name
        手机 = - : masked-mobile
        省份 = - : province
        城市 = - : city
        区县 = - : district
        收货地址 = - : masked-address
        买家留言 = - : note
        卖家备注 = - : note
        业务员 = - : name
    """,
    ),
    export(
        "a shop system's orders, abbreviated",
        _O,
        """
        Ord No = order_id : order-latin
        Store = account_id : shop-id
        Ord Dt = ordered_on : iso
        Pay Dt = - : iso
        Ord Stat = status : latin-status
        Prod ID = listing_id : item
        Prod Title = - : latin-title
        Var = - : colour
        Qty = quantity : quantity
        Unit Prc = unit_price : price
        Shp Fee = - : fee
        Disc = - : fee
        Ttl Amt = amount : amount
        Cur = currency : currency
        Cust ID = buyer_ref : user
        Cust Nm = - : latin-name
        Cust Eml = - : email
        Ship Nm = - : latin-name
        Ship Addr = - : street
        Ship City = - : city
        Ship Zip = - : postcode
        Ship Ctry = - : country
        Ph = - : uk-phone
        Pmt Ref = payment_id : payment
        Pmt Mthd = - : channel
        Carr = carrier : latin-carrier
        Trk No = waybill_no : ups
    """,
        ("platform",),
    ),
    export(
        "an online mall of Taiwan, orders",
        _O,
        """
        訂單編號 = order_id : order
        賣場名稱 = account_id : shop
        訂購日期 = ordered_on : moment
        訂單狀態 = status : status
        商品編號 = listing_id : item
        商品名稱 = - : title
        單價 = unit_price : price
        訂購數量 = quantity : quantity
        訂單總額 = amount : amount
        幣別 = currency : currency
        買家帳號 = buyer_ref : user
        付款方式 = - : channel
        付款序號 = payment_id : payment
        收件人姓名 = - : masked-name
        收件人電話 = - : masked-mobile
        收件地址 = - : masked-address
        物流業者 = carrier : carrier
        配送編號 = waybill_no : zto
        出貨日期 = - : moment
        備註 = - : note
    """,
        ("platform",),
    ),
    export(
        "a freight broker of Taiwan, parcels",
        _S,
        """
        貨運單號 = waybill_no : zto
        物流商 = carrier : carrier
        訂單編號 = - : order
        寄件日期 = shipped_on : date
        寄件者姓名 = sender_name : name
        寄件者電話 = sender_phone : mobile
        寄件者地址 = sender_address : address
        收件者姓名 = receiver_name : masked-name
        收件者電話 = receiver_phone : masked-mobile
        收件者地址 = receiver_address : masked-address
        件數 = pieces : pieces
        重量(KG) = weight_kg : kg
        品名 = declared_goods : goods
        代收貨款 = - : fee
    """,
    ),
    export(
        "a fulfilment house's parcels",
        _S,
        """
        Order # = - : hash-order
        Ship Date = shipped_on : date
        Carrier = carrier : latin-carrier
        Tracking # = waybill_no : ups
        Service = - : note
        From Name = sender_name : latin-company
        From Phone = sender_phone : uk-phone
        From Address = sender_address : street
        To Name = receiver_name : latin-name
        To Phone = receiver_phone : uk-phone
        To Address 1 = receiver_address : street
        To City = - : city
        To State = - : province
        To Zip = - : postcode
        To Country = - : country
        Pkg Count = pieces : pieces
        Wt (kg) = weight_kg : kg
        Contents = declared_goods : things
        Decl. Value = declared_value : money
        Curr = currency : currency
    """,
    ),
    export(
        "a forwarder's bilingual manifest",
        _S,
        """
        运单号 Waybill No. = waybill_no : sf
        承运人 Carrier = carrier : carrier
        寄件日期 Ship Date = shipped_on : date
        寄件人 Shipper = sender_name : company
        寄件人电话 Shipper Tel = sender_phone : landline
        寄件人地址 Shipper Address = sender_address : address
        收件人 Consignee = receiver_name : latin-name
        收件人电话 Consignee Tel = receiver_phone : uk-phone
        收件人地址 Consignee Address = receiver_address : street
        目的国 Destination = - : country
        件数 PCS = pieces : pieces
        毛重 G.W.(KG) = weight_kg : kg
        净重 N.W.(KG) = - : kg
        体积 CBM = - : kg
        品名 Description = declared_goods : things
        HS编码 HS Code = hs_code : hs
        申报价值 Declared Value = declared_value : money
        币种 Currency = currency : currency
        柜号 Container No. = container_no : container
        封条号 Seal No. = - : serial
        报关口岸 Customs = customs_office : office
        贸易方式 Trade Mode = - : note
        进出口标志 I/E Flag = direction : direction
        电商平台 Platform = platform : platform
        订单号 Order No. = - : order
        备注 Remarks = - : note
    """,
    ),
    export(
        "a logistics interface's records",
        _S,
        """
        logisticsCompany = carrier : carrier
        mailNo = waybill_no : zto
        tradeOrderId = - : order
        gmtCreate = shipped_on : moment
        senderName = sender_name : masked-name
        senderMobile = sender_phone : masked-mobile
        senderFullAddress = sender_address : masked-address
        receiverName = receiver_name : masked-name
        receiverMobile = receiver_phone : masked-mobile
        receiverFullAddress = receiver_address : masked-address
        itemName = declared_goods : goods
        packageCount = pieces : pieces
        weight(g) = - : serial
        sellerId = account_id : shop-id
        platformCode = platform : latin-platform
    """,
    ),
    export(
        "a wallet's answer with order numbers",
        _P,
        """
        微信支付订单号 = payment_id : trade
        商户订单号 = - : order
        支付完成时间 = paid_on : moment
        收款商户号 = payee_account : card
        付款用户标识 = payer_ref : user
        订单金额(元) = amount : money
        货币种类 = currency : currency
        支付渠道 = channel : channel
        商品描述 = - : goods
        手续费(元) = - : fee
        退款金额 = - : fee
    """,
    ),
    export(
        "a payment firm's settlement",
        _P,
        """
        Txn ID = payment_id : payment
        Created (UTC) = paid_on : iso
        Merchant Order Ref = - : order-latin
        Payer Acct = payer_ref : user
        Payee Acct = payee_account : iban
        Gross Amt = amount : money
        Fee = - : fee
        Ccy = currency : currency
        Pmt Method = channel : channel
        Txn Status = - : latin-status
        Product = - : things
    """,
    ),
    export(
        "a bank of Hong Kong, transfers",
        _P,
        """
        交易編號 = payment_id : payment
        交易日期 = paid_on : date
        收款人戶口 = payee_account : card
        收款人名稱 = - : company
        付款人戶口 = payer_ref : user
        付款人名稱 = - : name
        金額 = amount : money
        貨幣 = currency : currency
        轉賬方式 = channel : channel
        訂單編號 = - : order
        附言 = - : summary
    """,
    ),
    export(
        "a brand owner's test buys",
        _T,
        """
        购样单号 = test_buy_id : ref
        电商平台 = platform : platform
        店铺ID = account_id : shop-id
        商品链接ID = listing_id : item
        下单日期 = ordered_on : date
        实付价 = price : money
        币种 = currency : currency
        快递 = carrier : carrier
        快递单号 = waybill_no : zto
        签收日期 = received_on : date
        鉴定日期 = examined_on : date
        品牌 = brand : brand
        鉴定结论 = verdict : verdict
        判断依据 = basis : basis
        样品袋号 = sample_ref : sample
        生产批号 = batch_mark : lot
        取证人 = - : name
        公证书编号 = - : serial
        订单号 = - : order
    """,
    ),
    export(
        "an investigator's trap purchases",
        _T,
        """
        TP Ref = test_buy_id : ref
        Marketplace = platform : latin-platform
        Seller ID = account_id : shop-id
        Listing = listing_id : item
        Ordered = ordered_on : date
        Price paid = price : money
        Currency = currency : currency
        Courier = carrier : latin-carrier
        Tracking = waybill_no : ups
        Rec'd = received_on : date
        Examined = examined_on : date
        Mark / Brand = brand : brand
        Result = verdict : latin-verdict
        Grounds = basis : basis
        Exhibit No = sample_ref : sample
        Lot / Batch = batch_mark : lot
        Investigator = - : latin-name
        Notes = - : note
    """,
    ),
    export(
        "a customs office's detentions in the post",
        _Z,
        """
        扣留凭单号 = seizure_ref : case
        扣留海关 = authority : office
        扣留日期 = seized_on : date
        权利商标 = brand : brand
        侵权货物名称 = goods : goods
        数量 = quantity : sold
        货值(元) = value : money
        币制 = currency : currency
        寄递企业 = carrier : carrier
        邮件号 = waybill_no : ems
        寄件人 = consignor_name : name
        寄件人电话 = consignor_phone : mobile
        寄件人地址 = consignor_address : address
        收件国 = - : country
        经办人 = - : name
    """,
    ),
    export(
        "a European customs list",
        _Z,
        """
        Detention No = seizure_ref : ref
        Customs Office = authority : office
        Date of detention = seized_on : date
        Right holder = - : latin-company
        Trade mark = brand : brand
        Goods description = goods : things
        No. of articles = quantity : sold
        Retail value = value : money
        Currency = currency : currency
        Courier = carrier : latin-carrier
        AWB = waybill_no : dhl
        Consignor = consignor_name : latin-company
        Consignor Tel = consignor_phone : uk-phone
        Consignor Addr = consignor_address : street
        Lat = place_lat : lat
        Long = place_lon : lon
        Country of origin = - : country
    """,
    ),
    export(
        "a customs department of Hong Kong",
        _Z,
        """
        案件編號 = seizure_ref : case
        執法部門 = authority : police
        檢獲日期 = seized_on : date
        檢獲物品 = goods : goods
        數量 = quantity : sold
        估值(港元) = value : money
        牌子 = brand : brand
        速遞公司 = carrier : carrier
        空運提單號 = waybill_no : dhl
        寄件人 = consignor_name : name
        寄件人地址 = consignor_address : address
        備註 = - : note
    """,
    ),
    export(
        "a monitoring service's listings",
        _L,
        """
        平台 = platform : platform
        商品ID = listing_id : item
        店铺ID = account_id : shop-id
        商品名 = title : title
        品牌 = brand : brand
        三级类目 = category : category
        到手价 = price : money
        30天销量 = units_sold : sold
        主图pHash = image_hash : phash
        首次抓取时间 = first_seen : moment
        末次抓取时间 = last_seen : moment
        商品链接 = - : url
        评价数 = - : sold
        收藏数 = - : sold
    """,
    ),
    export(
        "a crawler's listings",
        _L,
        """
        site = platform : latin-platform
        listing_url = - : url
        listing_id = listing_id : item
        seller_id = account_id : shop-id
        listing_title = title : latin-title
        brand_detected = brand : brand
        cat = category : category
        list_price = price : money
        ccy = currency : currency
        qty_sold = units_sold : sold
        img_phash = image_hash : phash
        first_scraped_at = first_seen : iso
        last_scraped_at = last_seen : iso
        rating = - : fee
        reviews = - : sold
    """,
    ),
    export(
        "a mall of Taiwan, sellers",
        _A,
        """
        平台 = platform : latin-platform
        賣家帳號 = account_id : shop-id
        商店名稱 = shop_name : shop
        公司名稱 = registered_name : company
        統一編號 = company_reg_no : uscc
        聯絡電話 = phone : landline
        電子郵件 = email : email
        撥款帳戶 = payment_account : card
        營業地址 = address : address
        退貨地址 = return_address : address
        裝置ID = device_ids : device
        註冊日 = opened_on : date
        經營類別 = category : category
    """,
    ),
    export(
        "a marketplace's seller checks",
        _A,
        """
        Marketplace = platform : latin-platform
        Merchant ID = account_id : shop-id
        Display Name = shop_name : shop
        Legal Entity = registered_name : latin-company
        Company Reg. No. = company_reg_no : uscc
        Contact Phone = phone : uk-phone
        Contact E-mail = email : email
        Payout Account = payment_account : iban
        Business Address = address : street
        Returns Address = return_address : street
        Device Fingerprints = device_ids : device
        Onboarding Date = opened_on : date
        Main Category = category : category
        KYC Status = - : note
        Country = - : country
    """,
    ),
    export(
        "a shop program with parcels",
        _O,
        """
        交易ID = order_id : order
        销售店铺 = account_id : shop
        SKU名称 = - : title
        销售单价 = unit_price : price
        购买件数 = quantity : quantity
        应付总额 = amount : amount
        货币 = currency : currency
        买家昵称 = buyer_ref : nick
        拍下时间 = ordered_on : moment
        付款时间 = - : moment
        交易进度 = status : status
        支付宝流水号 = payment_id : trade
        发货快递 = carrier : carrier
        快递运单 = waybill_no : zto
        收货人姓名 = - : masked-name
        收货电话 = - : masked-mobile
    """,
        ("platform",),
    ),
    export(
        "a multichannel tool's orders",
        _O,
        """
        Marketplace Order ID = order_id : order-latin
        Channel = platform : latin-platform
        Storefront ID = account_id : shop-id
        Listing ID = listing_id : item
        Item Name = - : latin-title
        Units = quantity : quantity
        Price per unit = unit_price : price
        Order total = amount : amount
        Currency code = currency : currency
        Purchased at = ordered_on : iso
        Order state = status : latin-status
        Buyer username = buyer_ref : user
        Payment reference = payment_id : payment
        Shipping carrier = carrier : latin-carrier
        Shipment tracking number = waybill_no : ups
        Shipping address = - : street
    """,
    ),
    export(
        "a courier's answer in short words",
        _S,
        """
        快件编号 = waybill_no : zto
        所属快递品牌 = carrier : carrier
        平台订单号 = - : order
        揽收时间 = shipped_on : moment
        寄方姓名 = sender_name : masked-name
        寄方手机 = sender_phone : masked-mobile
        寄方地址 = sender_address : masked-address
        收方姓名 = receiver_name : masked-name
        收方手机 = receiver_phone : masked-mobile
        收方地址 = receiver_address : masked-address
        内件 = declared_goods : goods
        计费重量(kg) = weight_kg : kg
        件数 = pieces : pieces
        保价金额 = declared_value : money
        网点 = - : city
    """,
    ),
    export(
        "a payment network's ledger",
        _P,
        """
        交易流水号 = payment_id : trade
        交易时间 = paid_on : moment
        付方账号 = payer_ref : user
        付方户名 = - : name
        收方账号 = payee_account : card
        收方户名 = - : company
        交易金额 = amount : money
        币种 = currency : currency
        支付渠道 = channel : channel
        关联订单号 = - : order
        手续费 = - : fee
    """,
    ),
    export(
        "a lawyer's evidence purchases",
        _T,
        """
        购买编号 = test_buy_id : ref
        平台 = platform : platform
        卖家账号 = account_id : shop-id
        商品编号 = listing_id : item
        购买日期 = ordered_on : date
        支付金额 = price : money
        物流公司 = carrier : carrier
        运单编号 = waybill_no : zto
        收货日期 = received_on : date
        鉴定日期 = examined_on : date
        鉴定结果 = verdict : verdict
        鉴定理由 = basis : basis
        封存样品号 = sample_ref : sample
        批号 = batch_mark : lot
        订单编号 = - : order
    """,
    ),
    export(
        "a trading standards list",
        _Z,
        """
        Seizure ref = seizure_ref : ref
        Seized by = authority : office
        Seized on = seized_on : date
        Brand = brand : brand
        Goods = goods : things
        Qty = quantity : sold
        Est. value = value : money
        Ccy = currency : currency
        Carrier = carrier : latin-carrier
        Parcel no = waybill_no : ups
        Sender = consignor_name : latin-company
        Sender tel. = consignor_phone : uk-phone
        Sender address = consignor_address : street
        Remarks = - : note
    """,
    ),
    export(
        "a brand watch's links",
        _L,
        """
        平台名称 = platform : platform
        链接ID = listing_id : item
        卖家ID = account_id : shop-id
        宝贝名称 = title : title
        品牌名 = brand : brand
        类目 = category : category
        现价 = price : money
        总销量 = units_sold : sold
        主图指纹 = image_hash : phash
        首次发现时间 = first_seen : moment
        最近采集时间 = last_seen : moment
        库存 = - : sold
    """,
    ),
    export(
        "a crawler's sellers",
        _A,
        """
        platform_name = platform : latin-platform
        seller_uid = account_id : shop-id
        nick = shop_name : shop
        company = registered_name : company
        uscc = company_reg_no : uscc
        tel = phone : mobile
        mail = email : email
        withdraw_account = payment_account : card
        biz_addr = address : address
        return_addr = return_address : address
        dev_id = device_ids : device
        reg_time = opened_on : moment
        main_cate = category : category
    """,
    ),
)
"""Each with a trap: the key of another kind, money of several meanings, a unit that is not ours."""
