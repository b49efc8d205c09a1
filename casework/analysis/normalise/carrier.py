"""Carriers by one word each, whatever a delivery calls them.

An order says 顺丰速运, the parcel says sf: both are `sf`, so that they meet. The parcel and the
freight arm of one group (中通快递, 中通快运) number their waybills apart and stay apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.analysis.normalise.romanise import plain

SHARED_BY = "Everyone who sends by that carrier: it identifies nobody without the waybill number."

_NAMES = {
    "sf": "顺丰 shunfeng sfexpress sfinternational sfintl",
    "yto": "圆通 yuantong",
    "zto": "中通 zhongtong",
    "sto": "申通 shentong",
    "yunda": "韵达 yd yundaex",
    "jt": "极兔 jnt jtsd jitu jtexpress jntexpress",
    "ems": "邮政 中国邮政 邮政快递包裹 邮政ems 中国邮政ems 邮政特快专递 特快专递 邮政包裹 邮政小包"
    " e邮宝 chinapost chinaems cnpost youzheng yzpy epacket eub",
    "jd": "京东 jingdong jdl jdwl jdkd jdlogistics",
    "deppon": "德邦 debang dbl dbkd debangkuaidi debangwuliu",
    "cainiao": "菜鸟 菜鸟裹裹 菜鸟网络 菜鸟直送",
    "danniao": "丹鸟",
    "best": "百世 百世汇通 汇通 huitong htky bestexpress baishi",
    "tiantian": "天天 ttkdex ttkd hhtt",
    "zjs": "宅急送 zhaijisong",
    "uce": "优速 yousu uc",
    "sure": "速尔 suer",
    "ane": "安能 anneng ane56",
    "kye": "跨越 kuayue ky",
    "suning": "苏宁",
    "dhl": "敦豪 中外运敦豪 dhlexpress dhlecommerce dhlparcel",
    "fedex": "联邦 federalexpress fedexground fedexexpress fx",
    "ups": "联合包裹 unitedparcelservice",
    "tnt": "",
    "usps": "美国邮政 unitedstatespostalservice uspostalservice",
    "amazon": "亚马逊 amazonlogistics amzl amzn",
    "aramex": "",
    "dpd": "dynamicparceldistribution",
    "gls": "generallogisticssystems",
    "evri": "hermes myhermes",
    "yodel": "",
    "royalmail": "英国皇家邮政 皇家邮政 parcelforce",
    "laposte": "法国邮政 colissimo",
    "chronopost": "",
    "deutschepost": "德国邮政",
    "postnl": "荷兰邮政",
    "bpost": "比利时邮政",
    "correos": "西班牙邮政",
    "posteitaliane": "意大利邮政",
    "auspost": "澳大利亚邮政 澳洲邮政 australiapost",
    "canadapost": "加拿大邮政 postescanada",
    "japanpost": "日本邮政 日本邮便",
    "koreapost": "韩国邮政",
    "hongkongpost": "香港邮政 hkpost",
    "singpost": "新加坡邮政 singaporepost",
    "yamato": "黑猫 黑猫宅急便 雅玛多 大和运输 kuroneko ヤマト运输",
    "sagawa": "佐川 佐川急便",
    "yunexpress": "云途",
    "4px": "递四方 fourpx",
    "yanwen": "燕文",
    "cne": "递一",
    "purolator": "",
    "canpar": "",
    "ontrac": "",
    "lasership": "",
    "landmark": "landmarkglobal",
    "gofo": "",
    "speedee": "",
    "olddominion": "odfl olddominionfreightline",
    "ninjavan": "",
    "kerry": "嘉里 嘉里大通",
}
_ENDINGS = (
    "股份有限公司", "有限责任公司", "有限公司", "集团", "速运", "速递", "快递", "物流", "快递服务",
    "快递公司", "国际", "express", "logistics", "courier", "delivery", "holding", "group", "ltd",
    "coltd", "inc", "corp", "corporation", "company", "co",
)  # fmt: skip
_LEFT_OUT = re.compile(r"[\s.\-_&·・()（）,，'+/]+")
_LONGEST = 60

_WORDS = {name: word for word, names in _NAMES.items() for name in (word, *names.split())}


@lru_cache(maxsize=4_096)
def clean(text: str) -> str | None:
    """The carrier's one word; an unknown carrier in lower-case as written; None where nothing is.

    >>> clean("顺丰速运（集团）有限公司"), clean("J&T Express"), clean("Speedy Couriers")
    ('sf', 'jt', 'speedy couriers')
    """
    written = text.strip().lower()
    if len(written) > _LONGEST:
        return written
    name = _LEFT_OUT.sub("", plain(text))
    while name and name not in _WORDS:
        ending = next((end for end in _ENDINGS if name.endswith(end)), "")
        if not ending:
            return written or None
        name = name.removesuffix(ending)
    return _WORDS.get(name) or written or None


def known() -> frozenset[str]:
    """The words of all carriers known by name."""
    return frozenset(_NAMES)
