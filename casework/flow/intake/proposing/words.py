"""The words headers are made of, in Chinese, English and pinyin, each with what it speaks of.

A header is taken apart into these: `收件人手机`, `Ship-to Phone`, `shoujianren_dianhua` and
`ReceiverTel` all speak of a receiver and of a telephone. Gathered from the fields that sellers'
export pages, couriers, wallets, banks and customs forms have in common, not from any one of them.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTIES = _set("sender receiver buyer seller payer payee other")
"""Whose name, telephone, address or account a column holds."""

PROPERTIES = _set(
    "no name phone email address time amount price quantity pieces sold weight value status lat "
    "lon title hash category brand channel currency direction verdict basis hs total"
)
"""What a column holds of what it speaks of. Hardly any column holds two of them."""

FOREIGN = _set(
    "_region _message _fee _spec _url _volume _identity _service _end _confirm _seal _bank"
)
"""What no column of ours holds."""

LIGHT = {
    **{"no": 0.5, "unit": 0.6, "total": 0.4, "person": 0.3, "main": 0.3, "actual": 0.3},
    **{"net": 0.3, "sub": 0.3},
}
"""How much a word weighs that says little by itself; all others weigh one."""

_WORDS = {
    # who
    "sender": (
        "寄件人 寄件方 寄件 寄方 发件人 发件方 发件 发货人 发货方 寄货人 托运人 出口商 "
        "境内发货人 寄送人 寄件者 shipper sender consignor exporter from ship_from origin_party "
        "jijianren jijian fajianren fahuoren snd sdr sndr despatcher"
    ),
    "receiver": (
        "收件人 收件方 收件 收货人 收货方 收货 收方 到件人 到件 进口商 境外收货人 派件 配送 送达 "
        "receiver recipient consignee importer ship_to shipto deliver_to deliveryto addressee "
        "收件者 shipping delivery destination dest shoujianren shoujian shouhuoren shouhuo rcv "
        "rcvr rec cnee"
    ),
    "buyer": (
        "买家 买方 买手 客户 顾客 会员 用户 下单人 购买者 旺旺 buyer customer client purchaser "
        "maijia kehu cust byr"
    ),
    "seller": ("卖家 卖方 商家 商户 店主 供应商 供货商 seller vendor merchant supplier shangjia"),
    "payer": "付款方 付款人 付方 汇款人 汇款方 转出方 payer remitter debtor sending fukuanren",
    "payee": "收款方 收款人 收方户 受款人 入账方 转入方 payee beneficiary creditor shoukuanren",
    "other": "对方 交易对方 对手 counterparty counter_party counterpart duifang",
    "person": "人 方 本人 联系人 person contact contacts attention attn lianxiren",
    # what
    "order": (
        "订单 主订单 主单 定单 交易订单 采购单 销售单 order orders purchase po sales_record "
        "dingdan record ord odr"
    ),
    "waybill": (
        "运单 快递单 物流单 面单 快件 邮件 包裹单 提运单 提单 分运单 货运单 寄递单 托运单 配送单 "
        "waybill tracking awb hawb airwaybill air_waybill consignment shipment parcel track "
        "trackingid yundan kuaididan wuliudan mailno mail kuaidi_danhao bill_of_lading trk trkg "
        "trck shpt shpmt"
    ),
    "payment": (
        "支付 付款 交易 流水 转账 转帐 汇款 收支 资金 入账 payment transaction txn trx pay "
        "transfer trade zhifu fukuan jiaoyi liushui paid pmt pymt pd tx"
    ),
    "item": (
        "商品 宝贝 产品 货品 链接 单品 款式 子单 item items product products articles prod prd "
        "listing sku spu goods_item article asin offer lineitem line_item shangpin chanpin "
        "num_iid"
    ),
    "goods": (
        "品名 物品 货物 内件 托寄物 托寄 寄托物 内容 contents content goods description commodity "
        "merchandise cargo pinming wupin huowu declared_content nature"
    ),
    "shop": "店铺 网店 店 门店 小店 旗舰店 卖场 商店 shop store storefront dianpu dian",
    "account": (
        "账号 账户 帐号 帐户 户头 户口 卡号 account accounts acc acct accountno login loginid "
        "zhanghao zhanghu ac"
    ),
    "company": (
        "公司 企业 单位 机构 主体 经营者 工商 商号 业者 服务商 厂商 company business firm "
        "enterprise corporate entity organisation organization trader gongsi qiye"
    ),
    "platform": (
        "平台 电商平台 电商 来源平台 网站 站点 渠道平台 marketplace platform website site "
        "e_commerce pingtai sales_channel"
    ),
    "carrier": (
        "快递公司 寄递 物流公司 快递企业 承运人 承运商 承运 物流商 快递商 快递 物流 运输公司 "
        "配送公司 速递 宅配 carr crr carrier courier logistics_provider shipping_company "
        "shipping_provider transporter logistics ship_via kuaidi kuaidigongsi wuliu wuliugongsi "
        "chengyun express shipping_service carrier_name"
    ),
    "category": (
        "类目 品类 类别 分类 行业 category categories classification leimu pinlei cat cate catg"
    ),
    "brand": "品牌 商标 牌子 权利人品牌 brand brands trademark trade_mark mark_holder pinpai",
    "title": "标题 title headline biaoti subject",
    "image": "图片 主图 图像 照片 image picture photo img thumbnail tupian",
    "hash": "哈希 指纹 感知哈希 hash fingerprint phash dhash md5 ahash",
    "device": "设备 终端 机器 装置 登录设备 device devices dev terminal imei shebei",
    "container": "集装箱 货柜 箱号 柜号 箱 柜 container cntr ctnr jizhuangxiang xianghao guihao",
    "hs": (
        "海关编码 税则 税号 hs 税则号列 商品税号 hscode tariff hts commodity_code taric cn8 shuihao"
    ),
    "customs": (
        "海关 关区 报关 申报地 口岸 申报海关 进出境关别 关别 customs port_of_entry clearance "
        "haiguan"
    ),
    "seizure": (
        "查扣 扣押 扣留 查获 检获 缴获 没收 罚没 行政处罚 案件 案 seizure seized seizing "
        "detention detained confiscated confiscation case_file intervention chakou kouya chahuo"
    ),
    "test_buy": (
        "购样 测购 测试购买 取证 取证购买 神秘购买 抽样购买 test_buy testbuy test_purchase "
        "trap_purchase sample_purchase mystery_purchase buy tp"
    ),
    "sample": "样品 样本 检材 证物 sample specimen exhibit yangpin",
    "batch": "批 批次 生产批 批号 batch lot batchmark pihao",
    "verdict": (
        "鉴定结论 鉴定结果 鉴定意见 真伪 真假 检验结论 结论 verdict authenticity conclusion "
        "outcome examination_result genuine jielun jianding_jieguo"
    ),
    "basis": (
        "依据 理由 鉴别点 特征 basis ground grounds reason points_of_difference findings yiju"
    ),
    "authority": (
        "机关 执法机关 部门 执法部门 办案部门 办案单位 查扣单位 执法单位 扣押机关 authority "
        "agency enforcement_body office_of_seizure unit_in_charge jiguan"
    ),
    "direction": (
        "进出口 流向 进出 收支方向 进出口类型 direction import_export impexp trade_direction "
        "liuxiang shipment_type"
    ),
    "currency": "币种 币别 货币 币制 currency ccy cur curr crncy iso_currency bizhong",
    "return": "退货 退件 退换货 退回 return returns tuihuo",
    "registered": (
        "注册 登记 工商登记 实名 认证 registered register registration legal official zhuce reg"
    ),
    "license": (
        "营业执照 执照 统编 统一编号 统一社会信用代码 社会信用代码 信用代码 税号登记 "
        "纳税人识别号 license licence lic uscc vat tin eori tax_id credit_code taxpayer "
        "unified_social_credit_code zhizhao nashuiren"
    ),
    "settle": (
        "结算 提现 打款 拨款 绑定 支付宝 银行卡 settlement payout settle withdrawal withdraw "
        "alipay bank_account iban card receiving jiesuan zhifubao"
    ),
    "channel": "渠道 方式 途径 通道 mthd method channel means gateway fangshi qudao",
    "login": "登录 登陆 昵称 login username user_name nickname nick alias denglu nicheng",
    "sub": "子 子订单 拆单 sub child",
    # which property
    "no": (
        "号 编号 单号 号码 序号 代码 码 流水号 标识 id ids no number num nr code ref reference "
        "bianhao hao danhao haoma bh identifier key"
    ),
    "name": "名称 姓名 名字 名 户名 抬头 nm name names fullname full_name xingming mingcheng",
    "phone": (
        "电话 手机 行动电话 手机号 手机号码 联系电话 联系方式 电话号码 座机 固话 移动电话 "
        "联络电话 phone mobile ph tel telephone cell cellphone msisdn phone_number telno "
        "contact_no contact_number mobile_number dianhua shouji shoujihao"
    ),
    "email": "邮箱 信箱 电邮 电子邮箱 电子邮件 邮件地址 email eml e_mail mailbox youxiang",
    "address": (
        "地址 住址 详址 详细地址 住所 所在地 街道地址 address addresses addr adr street "
        "street_address address1 address_1 addressline address_line_1 address_line1 line1 dizhi "
        "location"
    ),
    "time": "时间 日期 日 时刻 time dt ts date datetime timestamp at on when day shijian riqi",
    "amount": (
        "金额 总额 总金额 总价 合计 价款 货款 款额 实付 实收 应付 收入 贷方 amount sum subtotal "
        "jine zongjia gross amt charged revenue turnover credit proceeds"
    ),
    "price": "价格 单价 售价 标价 现价 价 price danjia jiage prc rate cost",
    "quantity": (
        "数量 个数 购买数 数目 no_of number_of num_of nr_of quantity qnty qty count cnt units "
        "shuliang quantities"
    ),
    "pieces": (
        "件数 包裹数 箱数 总件数 pieces pcs packages package pkg parcels package_count jianshu "
        "pkgs ctns cartons"
    ),
    "sold": "销量 已售 销售量 已售出 成交量 月销 sold sales units_sold xiaoliang",
    "weight": (
        "重量 毛重 计费重 计重 实重 weight wt wgt mass kg zhongliang gross_weight "
        "gross_mass gross_wt g_w gw"
    ),
    "value": "价值 货值 案值 估值 估价 声明价值 保价 价值额 val value worth jiazhi customs_value",
    "declared": "申报 报价 decl declared declaration declare shenbao",
    "status": (
        "状态 货态 进度 进展 阶段 情况 交易状态 stat sts status state_of_order zhuangtai "
        "financial_status order_state"
    ),
    "lat": "纬度 lat latitude weidu gps_lat",
    "lon": "经度 lon lng long longitude jingdu gps_lon gps_lng",
    "unit": "单 每件 每 unit per each single",
    "total": "总 累计 全部 zong ttl tot total cumulative overall grand lifetime",
    "main": "主营 主要 经营 主 main primary principal",
    "actual": "实际 实 真实 净 final actual actually net paid_amount shiji",
    # when
    "placed": (
        "下单 订购 创建 购买 拍下 成交 提交 生成 下订 created placed purchased ordered create "
        "bought checkout sold_on creation sale xiadan chuangjian goumai"
    ),
    "shipped": (
        "发货 出货 寄出 揽收 揽件 收寄 出库 取件 揽投 寄送 shipped ship dispatch dispatched "
        "despatched posting posted pickup picked_up collected collection lodged mailing fahuo "
        "lanshou pick"
    ),
    "received": (
        "签收 妥投 到货 收样 收到 received recd rec_d rcvd arrived arrival delivered qianshou "
        "receipt"
    ),
    "examined": (
        "鉴定 检验 鉴别 检测 examined examination tested inspected inspection jianding analysed"
    ),
    "opened": (
        "开店 开通 入驻 成立 开户 opened open established joined join since onboarded onboarding "
        "kaidian ruzhu member_since"
    ),
    "first": "首次 最早 上架 首见 发现 first earliest listed initial",
    "last": "最后 最近 末次 下架 更新 last latest most_recent updated",
    "seen": "发现 出现 采集 抓取 seen found crawled observed captured snapshot scraped online",
    "place": "地点 查获地 查扣地 位置 现场 place scene spot didian",
    # what no column of ours holds: it tells a header apart from ours that it resembles
    "_region": (
        "省 市 区 县 州 省份 城市 区县 国家 地区 国 国别 ctry cntry country city province "
        "district state postcode zip zipcode zip_code postal postal_code county town region "
        "guojia shengfen chengshi"
    ),
    "_message": (
        "备注 留言 附言 摘要 说明 remark remarks note notes memo comment comments beizhu message"
    ),
    "_fee": (
        "运费 邮费 手续费 服务费 税费 税 佣金 费 费用 优惠 折扣 红包 积分 返点 余额 退款 fee "
        "fees tax commission discount postage balance freight yunfei refund refunded disc coupon "
        "vat_amount insurance fx cod"
    ),
    "_spec": (
        "规格 var 种类 种 属性 颜色 尺码 型号 套餐 材质 size colour color spec variation model "
        "attribute options variant"
    ),
    "_url": "网址 链接地址 url link href webpage",
    "_volume": "体积 长 宽 高 volume length width height cbm",
    "_identity": "身份证 证件 证件号 身份证号 passport id_card identity",
    "_service": "服务 产品类型 时效 service service_type level shipping_method",
    "_end": "完成 结束 关闭 截止 ended closed finished completed finish end",
    "_confirm": "确认 confirm confirmed confirmation",
    "_bank": "开户行 银行 支行 开户银行 branch swift bic",
    "_seal": "封志 铅封 封号 seal",
}

_ALSO = {
    # one word that speaks of several things
    "商品链接 宝贝链接 店铺链接 链接地址 网页链接": "_url",
    "链接id 链接编号 链接号": "item no",
    "jjr fjr": "sender person",
    "sjr": "receiver person",
    "xm": "name",
    "sjh lxdh": "phone",
    "dz": "address",
    "ydh kddh wldh": "waybill no",
    "ddh ddbh": "order no",
    "js": "pieces",
    "zl": "weight",
    "je": "amount",
    "dj": "unit price",
    "sl": "quantity",
    "银行账号 银行卡号 银行账户": "settle account",
    "运单号 运单编号 快递单号 物流单号 面单号 邮件号 邮件号码 快递号 物流编号": "waybill no",
    "物流运单号 运单号码 提运单号 分运单号 货运单号 trackingno trackingnumber": "waybill no",
    "tracking_id waybillno awbno yundanhao kuaidihao": "waybill no",
    "订单号 订单编号 订单id 定单号 主订单号 主订单编号 orderid orderno ordernumber": "order no",
    "dingdanhao": "order no",
    "单价 商品单价 销售单价 unitprice danjia": "unit price",
    "支付宝账号 支付宝账户 收款银行账号": "settle account",
    "收款账户 收款账号 收款账户号 收款商户 收款商户号 收款卡号 收款户口": "payee account",
    "卖家会员名 卖家昵称 卖家旺旺 商家昵称": "seller login",
    "快递品牌 shipping_carrier delivery_carrier shipping_courier delivery_company": "carrier",
    "平台订单号 平台订单编号 平台单号 platform_order_id platform_order_no": "order no",
    "seized_by detained_by": "seizure authority",
    "mail": "email",
    "mailno mail_no mail_number": "waybill no",
    "to_name to_contact": "receiver name",
    "to_phone to_tel to_mobile": "receiver phone",
    "to_address to_addr to_street": "receiver address",
    "应付货款 应付邮费 应付运费": "_fee",
    "买家会员名 买家昵称 买家旺旺 买家账号 买家id 用户id 用户昵称 会员名": "buyer login",
    "收货 收件": "receiver",
    "店名 店铺名 网店名": "shop name",
    "店铺名称 网店名称 小店名称": "shop name",
    "公司名 企业名": "company name",
    "申报价值 申报金额 报关价值 申报总价": "declared value",
    "申报品名 报关品名": "declared goods",
    "计费重量 结算重量 计重重量": "weight",
    "流水号 交易号 交易单号 支付单号 支付流水号 交易流水号 付款单号 转账单号": "payment no",
    "交易时间 支付时间 付款时间 入账时间 记账时间 到账时间": "payment time",
    "商家订单号 商户订单号 商户单号": "seller order no",
    "货值金额 货值总额 案值金额": "value",
    "商品编码 商品编号": "item no",
    "货号 商家编码 卖家编码 商家sku": "item seller no",
    "子订单号 子订单编号 子订单": "order sub no",
    "商品链接id 宝贝链接id 商品链接号": "item no",
    "净重 net_weight net_mass net_wt n_w nw": "weight net",
    "配送编号 配送单号 配送号": "waybill no",
    "实付价 成交价 到手价 券后价 活动价 促销价": "actual price",
    "货币种类 货币类型 货币代码 币种代码": "currency",
    "支付完成时间 付款完成时间 支付成功时间 交易完成时间 交易成功时间": "payment time",
    "value_date booking_date posting_date book_date": "payment time",
    "交易流水 支付流水 付款流水": "payment no",
    "案号 案件编号 案件号": "seizure no",
    "批号 批次号": "batch no",
    "实付款 实付金额 买家实付 实收金额 应付款": "actual amount",
    "付款金额 支付金额 收款金额 交易金额": "payment amount",
    "订单金额 订单总价 订单总额": "order amount",
    "下单时间 创建时间": "placed time",
    "下单日期": "placed time",
    "营业执照号 营业执照注册号 统一社会信用代码 纳税人识别号": "license no",
    "集装箱号 箱号 柜号": "container no",
    "收货时间 收货日期 确认收货时间": "received time",
    "收样日期": "received time",
    "发货人 发件人 寄件人": "sender",
    "发货地址": "sender address",
    "付款账户 付款账号 付款卡号 转出账户 转出账号": "payer account",
    "发货单位 寄件单位 托运单位": "sender company",
    "收货单位 收件单位": "receiver company",
    "item_barcode parcel_barcode item_id_s10": "waybill no",
    "postal_operator post_operator": "carrier",
    "支付宝交易号 支付宝流水号 支付宝交易流水号 微信流水号": "settle payment no",
    "收/支 收支": "direction _fee",
}

NEUTRAL = _set(
    "的 所属 信息 资料 元 港元 港币 台币 新台币 人民币 必填 选填 可空 脱敏 加密 原 新 内 分 及 "
    "和 或 与 含 字段 列 the of a an info information details detail kg kgs g cny rmb usd eur "
    "gbp usdt yuan local gmt utc beijing data full raw field col column our their xinxi and text "
    "str masked by for in to is"
)
"""Words that neither help nor harm."""


def lexicon() -> dict[str, tuple[str, ...]]:
    """Return each word, its parts joined by `_`, with what it speaks of."""
    known: dict[str, tuple[str, ...]] = {}
    for meaning, words in _WORDS.items():
        for word in words.split():
            known.setdefault(word, (meaning,))
    for words, meanings in _ALSO.items():
        for word in words.split():
            known[word] = tuple(meanings.split())
    return known
