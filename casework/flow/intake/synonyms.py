"""Our columns as other systems head them, where the word alone tells.

Compared in lower case and simplified characters, without notes in brackets. What needs more than
the word to be told is proposed, and an officer says so: `proposing`.
"""

from __future__ import annotations

import re

from casework.analysis import normalise
from casework.vocabulary import COLUMNS

_LONGEST_NAME = 200
"""No name of ours is longer; comparing what is would take long for nothing."""

SYNONYMS: dict[str, frozenset[str]] = {
    column: frozenset(words.split())
    for column, words in {
        "platform": "平台 平台名称 电商平台 所属平台 销售平台 marketplace",
        "account_id": (
            "账号 账户 店铺id 店铺编号 卖家id 卖家账号 商家id 商户id 账户id 账号id seller_id "
            "shop_id store_id"
        ),
        "shop_name": "店铺 店铺名 店铺名称 店名 网店名称 store_name",
        "registered_name": (
            "注册名 注册名称 注册人 企业名称 公司名称 主体名称 经营者 法人 姓名 legal_name "
            "company_name"
        ),
        "company_reg_no": (
            "统一社会信用代码 社会信用代码 信用代码 营业执照号 注册号 工商注册号 "
            "company_registration_number"
        ),
        "phone": (
            "电话 手机 手机号 手机号码 联系电话 电话号码 联系方式 注册手机 telephone mobile "
            "phone_number"
        ),
        "email": "邮箱 电子邮箱 电子邮件 注册邮箱 邮箱地址 e_mail email_address",
        "payment_account": "收款账号 收款账户 支付账号 支付账户 结算账户 结算账号 支付宝账号",
        "address": "地址 注册地址 经营地址 联系地址 发货地址",
        "return_address": "退货地址 退件地址 退换货地址",
        "device_ids": "设备 设备号 设备id 设备编号 设备指纹 登录设备",
        "opened_on": "开店时间 开店日期 注册时间 注册日期 开通时间 入驻时间",
        "category": "类目 主营类目 商品类目 品类 经营类目",
        "listing_id": "商品id 商品编号 商品编码 链接id 宝贝id 货号 item_id product_id",
        "title": "标题 商品标题 商品名称 宝贝标题 链接标题 product_title",
        "brand": "品牌 商标 品牌名称 涉案品牌 侵权品牌",
        "price": "价格 售价 标价 商品价格 购买价格 购买金额",
        "currency": "币种 货币 币别",
        "units_sold": "销量 已售 累计销量 月销量 销售数量",
        "image_hash": "图片哈希 主图哈希 图片指纹 图片hash",
        "first_seen": "首次发现 首次发现时间 上架时间 首见时间",
        "last_seen": "最后发现 最近发现时间 下架时间 末见时间",
        "order_id": "订单 订单号 订单编号 订单id 交易号 order_no order_number",
        "ordered_on": (
            "下单时间 下单日期 订单时间 订单日期 购买时间 购买日期 成交时间 order_date ordered_at"
        ),
        "quantity": "数量 件数 购买数量 扣押数量 查获数量 qty",
        "unit_price": "单价 商品单价",
        "amount": (
            "金额 订单金额 支付金额 交易金额 实付金额 付款金额 成交金额 total_amount order_amount"
        ),
        "status": "状态 订单状态 交易状态",
        "buyer_ref": "买家 买家id 买家账号 买家编号 买家昵称 buyer_id",
        "payment_id": "支付单号 支付流水号 交易流水号 付款单号 流水号 支付编号 transaction_id",
        "carrier": "快递公司 物流公司 承运人 承运商 快递 快递品牌 courier",
        "waybill_no": (
            "运单号 快递单号 物流单号 面单号 运单编号 运单 tracking_number tracking_no "
            "waybill_number"
        ),
        "paid_on": (
            "支付时间 付款时间 支付日期 付款日期 交易时间 交易日期 payment_date transaction_date"
        ),
        "payee_account": "收款账号 收款账户 收款方账号 收款方账户 收款人账号 对方账户",
        "payer_ref": "付款方 付款人 付款账号 付款方账号 付款人账号",
        "channel": "渠道 支付渠道 支付方式 付款方式",
        "test_buy_id": "购样编号 样品购买编号 测试购买编号 取证购买编号 购买取证编号",
        "received_on": "签收时间 收货时间 签收日期 收货日期 收样日期",
        "examined_on": "鉴定时间 鉴定日期 检验日期",
        "verdict": "鉴定结论 鉴定结果 结论",
        "basis": "鉴定依据 依据 鉴定理由",
        "sample_ref": "样品编号 样品号 样品",
        "batch_mark": "批号 批次号 生产批号 批次",
        "shipped_on": "发货时间 发货日期 寄件时间 寄件日期 揽收时间 揽件时间",
        "sender_name": "寄件人 寄件人姓名 发件人 发件人姓名 发货人 shipper_name",
        "sender_phone": (
            "寄件人电话 寄件电话 寄件人手机 发件人电话 发件人手机 寄件人手机号 shipper_phone"
        ),
        "sender_address": "寄件人地址 寄件地址 发件地址 发件人地址 shipper_address",
        "receiver_name": "收件人 收件人姓名 收货人 收货人姓名 recipient_name consignee_name",
        "receiver_phone": (
            "收件人电话 收件电话 收件人手机 收货人电话 收件人手机号 recipient_phone consignee_phone"
        ),
        "receiver_address": "收件人地址 收件地址 收货地址 recipient_address consignee_address",
        "pickup_lat": "揽收纬度 揽件纬度 取件纬度",
        "pickup_lon": "揽收经度 揽件经度 取件经度",
        "pieces": "件数 包裹数",
        "weight_kg": "重量 重量kg 计费重量 实际重量",
        "declared_goods": "申报品名 物品名称 品名 托寄物 内件品名 货物名称",
        "declared_value": "申报价值 申报金额 声明价值 保价金额",
        "direction": "进出口 流向 方向",
        "container_no": "集装箱号 箱号 柜号 container_number",
        "hs_code": "海关编码 hs编码 商品编号 税号 hscode",
        "customs_office": "申报海关 海关 关区 口岸海关",
        "seizure_ref": "查扣编号 扣押编号 案件编号 查获编号 扣留决定书编号 案号",
        "authority": "查扣机关 办案机关 执法机关 查获单位 扣押机关",
        "seized_on": "查扣时间 查扣日期 扣押日期 查获日期 查获时间",
        "goods": "货物 物品 货物名称 品名 物品名称 商品名称",
        "value": "价值 货值 案值 涉案金额",
        "consignor_name": "发货人 寄件人 托运人 发货人姓名 寄件人姓名",
        "consignor_phone": "发货人电话 寄件人电话 托运人电话",
        "consignor_address": "发货人地址 寄件人地址 托运人地址 发货地址",
        "place_lat": "查扣地纬度 查获地纬度 纬度",
        "place_lon": "查扣地经度 查获地经度 经度",
    }.items()
}
"""Ours to theirs. One word may mean several of ours: which, the kind of the table decides."""

_OURS = frozenset(ours for columns in COLUMNS.values() for ours in columns).union(
    *SYNONYMS.values()
)


def plain(label: str) -> str:
    """Return a header as it is compared: lower-case, simplified, words joined by one underscore.

    >>> plain("Account ID"), plain("店铺ID（必填）")
    ('account_id', '店铺id')
    """
    if len(label) > _LONGEST_NAME:
        return label
    bare = normalise.plain(re.sub(r"[（(【\[].*?[】）)\]]|\*", "", label)).strip().rstrip(".")
    return re.sub(r"[\s\-.]+", "_", bare)


def is_ours(label: str) -> bool:
    """Return whether a label is a name of some column of ours, in English or Chinese.

    >>> is_ours("Waybill No"), is_ours("运单号（必填）"), is_ours("13812345678")
    (True, True, False)
    """
    return plain(label) in _OURS
