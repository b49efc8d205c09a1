"""What the packaged table of administrative divisions does not say: how names sound, what is new.

The table is a few years old. Below are divisions made since under a new name (a county that only
became a district keeps its stem and needs no line here), the towns of the two large cities that
have no districts, and the development zones that addresses name as if they were districts.
"""

from __future__ import annotations

SOUNDS = {
    "长子": "掌子", "朝晖": "昭晖", "银行": "银航", "校长": "校掌",
    "单县": "善县", "涡阳": "锅阳", "浚县": "训县", "繁峙": "繁市", "洪洞": "红同",
    "筠连": "军连", "荥经": "营经", "闵行": "闵航", "乐陵": "涝陵", "六合": "路合",
    "六安": "路安", "什邡": "十方", "万柏林": "万百林", "泊头": "博头", "麻涌": "麻冲",
    "塘厦": "塘下", "漯河": "洛河", "陕西": "shaanxi",
}  # fmt: skip
"""Place names that dictionaries read otherwise than their people do, by a word of that sound."""

CHARACTER_SOUNDS = {"长": "常", "朝": "潮", "都": "督", "绿": "路", "吕": "路", "女": "怒"}
"""Characters with several readings, by one that has only the reading places use."""

ADDED = {
    "上海市": "浦东新区",
    "深圳市": "龙华区 坪山区 光明区 大鹏新区",
    "杭州市": "临平区 钱塘区",
    "温州市": "龙港市",
    "石家庄市": "辛集市",
    "邢台市": "襄都区 信都区 任泽区",
    "大同市": "平城区 云冈区 云州区",
    "长治市": "潞州区 上党区",
    "长春市": "公主岭市",
    "伊春市": "伊美区 乌翠区 金林区 丰林县 大箐山县 汤旺县",
    "苏州市": "苏州工业园区",
    "芜湖市": "湾沚区",
    "南昌市": "红谷滩区",
    "九江市": "柴桑区",
    "上饶市": "广信区",
    "济南市": "莱芜区 钢城区",
    "许昌市": "建安区",
    "株洲市": "渌口区",
    "宜宾市": "叙州区",
    "成都市": "郫都区 天府新区",
    "西安市": "鄠邑区",
    "玉林市": "玉州区",
    "东莞市": (
        "莞城街道 南城街道 东城街道 万江街道 石碣镇 石龙镇 茶山镇 石排镇 "
        "企石镇 横沥镇 桥头镇 谢岗镇 东坑镇 常平镇 寮步镇 大朗镇 黄江镇 "
        "清溪镇 塘厦镇 凤岗镇 长安镇 虎门镇 厚街镇 沙田镇 道滘镇 洪梅镇 "
        "麻涌镇 中堂镇 高埗镇 樟木头镇 大岭山镇 望牛墩镇"
    ),
    "中山市": (
        "石岐街道 东区街道 西区街道 南区街道 五桂山街道 中山港街道 民众街道 "
        "黄圃镇 东凤镇 古镇镇 沙溪镇 坦洲镇 港口镇 三角镇 横栏镇 南头镇 "
        "阜沙镇 三乡镇 板芙镇 大涌镇 神湾镇 小榄镇 南朗街道"
    ),
}
"""Divisions the packaged table lacks, by the city they belong to."""

ENGLISH = {
    "innermongolia": "内蒙古自治区", "neimenggu": "内蒙古自治区", "tibet": "西藏自治区",
    "hongkong": "香港特别行政区", "macau": "澳门特别行政区", "macao": "澳门特别行政区",
    "harbin": "哈尔滨市", "urumqi": "乌鲁木齐市", "hohhot": "呼和浩特市", "lhasa": "拉萨市",
    "ordos": "鄂尔多斯市", "qiqihar": "齐齐哈尔市", "kashgar": "喀什地区",
    "hulunbuir": "呼伦贝尔市", "shaanxi": "陕西省", "peking": "北京市",
}  # fmt: skip
"""Customary English names that are not the pinyin of the Chinese ones."""

UNITED_CITIES = frozenset({"110000", "120000", "310000", "500000", "810000", "820000"})
"""Codes of the provinces that are one city."""

BETTER_KNOWN_DISTRICTS = frozenset({"朝阳"})
"""Names of cities that, written bare, more often mean a district of another city."""
