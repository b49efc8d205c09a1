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
    "大兴安岭地区": "加格达奇区 松岭区 新林区 呼中区",
    "六盘水市": "盘州市",
    "唐山市": "滦州市",
    "沧州市": "渤海新区",
    "南宁市": "横州市",
    "咸阳市": "彬州市",
    "海西蒙古族藏族自治州": "茫崖市",
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

_KINDS_CHANGED = """
    肥乡县区 永年县区 南和县区 平泉县市 屯留县区 潞城市区 怀仁县市 太谷县区 嫩江县市
    漠河县市 海门市区 海安县市 临安市区 奉化市区 玉环县市 繁昌县区 无为县市 潜山县市
    广德县市 长乐市区 龙海市区 长泰县区 余江县区 龙南县市 东乡县区 章丘市区 济阳县区
    即墨市区 蓬莱市区 茌平县区 邹平县市 偃师市区 孟津县区 长垣县市 淮阳县区 京山县市
    监利县市 宁乡县市 邵东县市 祁阳县市 荔浦县市 田阳县区 平果县市 宜州市区 梁平县区
    武隆县区 新津县区 罗江县区 射洪县市 隆昌县市 会理县市 水城县区 黔西县市 兴仁县市
    晋宁县区 马龙县区 澄江县市 水富县市 禄丰县市 达孜县区 米林县市 错那县市 凤翔县区
    子长县市 南郑县区 神木县市 旬阳县市 华亭县市 湟中县区 同仁县市 库车县市 沙湾县市
    南岔区县
"""
RENAMED = {line[:-1]: line[:-2] + line[-1] for line in _KINDS_CHANGED.split()}
RENAMED |= {"沙县": "沙县区", "赣县": "赣县区", "那曲地区": "那曲市", "那曲县": "色尼区"}
"""Divisions whose kind changed since (肥乡县, now 肥乡区): the name they have today."""

ADDED_CITIES = {
    "新疆维吾尔自治区": "北屯市 双河市 可克达拉市 昆玉市 胡杨河市 新星市 白杨市",
    "台湾省": (
        "台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市 新竹县 苗栗县 彰化县 "
        "南投县 云林县 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县"
    ),
}
"""Cities the packaged table lacks that lie in no other, by their province."""

OBSOLETE = frozenset({"清新县"})
"""Divisions the packaged table holds beside what became of them."""

ENGLISH = {
    "innermongolia": "内蒙古自治区", "neimenggu": "内蒙古自治区", "tibet": "西藏自治区",
    "hongkong": "香港特别行政区", "macau": "澳门特别行政区", "macao": "澳门特别行政区",
    "harbin": "哈尔滨市", "urumqi": "乌鲁木齐市", "hohhot": "呼和浩特市", "lhasa": "拉萨市",
    "ordos": "鄂尔多斯市", "qiqihar": "齐齐哈尔市", "kashgar": "喀什地区",
    "hulunbuir": "呼伦贝尔市", "shaanxi": "陕西省", "peking": "北京市",
    "taipei": "台北市", "newtaipei": "新北市", "taoyuan": "桃园市", "taichung": "台中市",
    "tainan": "台南市", "kaohsiung": "高雄市", "keelung": "基隆市", "hsinchu": "新竹市",
    "chiayi": "嘉义市", "changhua": "彰化县", "pingtung": "屏东县", "yilan": "宜兰县",
    "hualien": "花莲县", "taitung": "台东县", "canton": "广州市", "amoy": "厦门市",
}  # fmt: skip
"""Customary English names that are not the pinyin of the Chinese ones."""

UNITED_CITIES = frozenset({"110000", "120000", "310000", "500000", "810000", "820000"})
"""Codes of the provinces that are one city."""

BETTER_KNOWN_DISTRICTS = frozenset({"朝阳"})
"""Names of cities that, written bare, more often mean a district of another city."""
