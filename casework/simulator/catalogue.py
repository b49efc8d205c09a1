"""What is sold: invented brands, ordinary goods, and the materials goods are made of."""

from __future__ import annotations

from typing import NamedTuple


class Goods(NamedTuple):
    """A category of goods: prices in fen (1/100 yuan), weight in grams, HS code of customs."""

    category: str
    nouns: tuple[str, ...]
    price: tuple[int, int]
    grams: tuple[int, int]
    hs_code: str
    materials: tuple[str, ...]
    vague: str  # what a sender writes who would rather not say


GOODS: dict[str, Goods] = {
    goods.category: goods
    for goods in (
        Goods("户外服装", ("冲锋衣", "羽绒服", "抓绒衣"), (19900, 89900), (500, 1400),
              "6201.40", ("面料", "拉链", "织唛"), "服装"),
        Goods("手表", ("石英表", "机械表", "儿童手表"), (15900, 129900), (120, 400),
              "9102.11", ("表带", "机芯", "表壳"), "饰品"),
        Goods("美妆", ("口红", "精华液", "面霜"), (5900, 59900), (60, 500),
              "3304.10", ("空瓶", "膏体", "标签"), "日用品"),
        Goods("箱包", ("单肩包", "双肩包", "拉杆箱"), (9900, 159900), (400, 3800),
              "4202.21", ("皮料", "五金件", "里布"), "百货"),
        Goods("香水", ("女士香水", "男士香水"), (12900, 99900), (200, 600),
              "3303.00", ("香精", "玻璃瓶", "喷头"), "日用品"),
        Goods("小家电", ("电热水壶", "电吹风", "榨汁机"), (5900, 49900), (500, 2500),
              "8516.79", ("塑料件", "发热盘", "彩盒"), "配件"),
        Goods("运动鞋", ("跑步鞋", "板鞋", "篮球鞋"), (9900, 99900), (700, 1300),
              "6404.11", ("鞋底", "鞋面", "鞋盒"), "鞋子"),
        Goods("童装", ("连衣裙", "卫衣", "外套"), (3900, 29900), (150, 700),
              "6209.20", ("面料", "吊牌", "纽扣"), "服装"),
        Goods("数码配件", ("蓝牙耳机", "充电器", "数据线"), (2900, 89900), (40, 400),
              "8518.30", ("外壳", "电路板", "彩盒"), "配件"),
        Goods("家居", ("收纳盒", "毛巾", "床品"), (1900, 39900), (200, 2500),
              "6302.60", ("坯布", "纸箱"), "百货"),
        Goods("食品", ("坚果", "茶叶", "零食"), (1900, 29900), (200, 2000),
              "2008.19", ("包装袋", "纸箱"), "食品"),
    )
}  # fmt: skip

BRANDS: dict[str, str] = {
    "Norvik": "户外服装",
    "Halden": "手表",
    "Aurelle": "美妆",
    "Castellan": "箱包",
    "Virelle": "香水",
    "Brightoak": "小家电",
    "Sorenne": "运动鞋",
    "Tamsin": "童装",
    "Kestrane": "数码配件",
    "Montclere": "箱包",
}
"""Invented brands with the goods each stands for; rings copy them, honest shops sell them too."""

HOUSE_BRANDS = ("", "", "", "优选", "雅居", "乐途", "小米粒", "青禾", "云上", "自然风")
"""What honest shops write as the brand of goods nobody copies."""

PRAISE = ("正品", "新款", "热卖", "包邮", "官方同款", "秋冬", "专柜", "旗舰", "清仓", "特价")
"""Words of a listing's title."""

PLATFORMS = ("taobao", "pinduoduo", "douyin", "1688", "kuaishou", "xiaohongshu", "jd")
PLATFORM_SHARES = (0.34, 0.26, 0.18, 0.08, 0.06, 0.05, 0.03)
CHANNEL = {"taobao": "alipay", "1688": "alipay", "jd": "jdpay", "douyin": "douyinpay"}
"""How buyers pay on each platform; `wechat` elsewhere."""

PARCEL_CARRIERS = ("sf", "yto", "zto", "sto", "yunda", "jt", "ems")
PARCEL_SHARES = (0.14, 0.20, 0.24, 0.12, 0.14, 0.13, 0.03)
FREIGHT_CARRIERS = ("deppon", "sf", "zto")

CUSTOMS_OFFICES = ("5145", "5316", "2925", "3508", "5201")
AUTHORITIES = ("深圳海关", "宁波海关", "厦门海关", "广州市公安局", "义乌市市场监督管理局")
