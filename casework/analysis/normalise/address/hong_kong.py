"""Hong Kong: its districts and quarters by both their names, its roads by their English spelling.

Streets of Hong Kong are written in English as they sound in Cantonese (成業街, Shing Yip Street) or
under a name of their own (彌敦道, Nathan Road), never in pinyin. The key therefore spells them in
English: `xianggang/xianggang/guantang/shingyipjie/10/-/12f-a`, whichever way they were written.

What does not meet: a road with a character that no table here spells stays in pinyin, and meets
its English name at the district alone, with number, building and room beside it; so do estates and
buildings that stand on no numbered road, and numbers written as a range (33-39). A building's name
is left out where road and number are written, since those two say it. Quarters on the border of
two districts are counted to the one that most of them lies in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casework.analysis.normalise.address.gazetteer import (
    DISTRICT,
    Region,
    gazetteer,
    place_pinyin,
)
from casework.analysis.normalise.address.units import Parts

_DISTRICTS = """
中西区=Central and Western 中环=Central 上环=Sheung Wan 金钟=Admiralty 西营盘=Sai Ying Pun
    坚尼地城=Kennedy Town 石塘咀=Shek Tong Tsui 半山=Mid-Levels 西环=Western 山顶=Peak
湾仔区=Wan Chai 铜锣湾=Causeway Bay 跑马地=Happy Valley 大坑=Tai Hang
东区=Eastern 北角=North Point 鲗鱼涌=Quarry Bay 鰂鱼涌=Quarry Bay 太古城=Taikoo Shing
    西湾河=Sai Wan Ho 筲箕湾=Shau Kei Wan 柴湾=Chai Wan 小西湾=Siu Sai Wan 炮台山=Fortress Hill
    天后=Tin Hau 杏花邨=Heng Fa Chuen
南区=Southern 香港仔=Aberdeen 黄竹坑=Wong Chuk Hang 鸭脷洲=Ap Lei Chau 薄扶林=Pok Fu Lam
    赤柱=Stanley 浅水湾=Repulse Bay 田湾=Tin Wan
油尖旺区=Yau Tsim Mong 尖沙咀=Tsim Sha Tsui 油麻地=Yau Ma Tei 旺角=Mong Kok
    佐敦=Jordan 大角咀=Tai Kok Tsui 尖东=Tsim Sha Tsui East 太子=Prince Edward
深水埗区=Sham Shui Po 长沙湾=Cheung Sha Wan 荔枝角=Lai Chi Kok
    石硖尾=Shek Kip Mei 美孚=Mei Foo 又一村=Yau Yat Chuen
九龙城区=Kowloon City 红磡=Hung Hom 土瓜湾=To Kwa Wan 何文田=Ho Man Tin 九龙塘=Kowloon Tong
    启德=Kai Tak 马头围=Ma Tau Wai 马头角=Ma Tau Kok
黄大仙区=Wong Tai Sin 新蒲岗=San Po Kong 钻石山=Diamond Hill 慈云山=Tsz Wan Shan 乐富=Lok Fu
    彩虹=Choi Hung 牛池湾=Ngau Chi Wan
观塘区=Kwun Tong 牛头角=Ngau Tau Kok 九龙湾=Kowloon Bay 蓝田=Lam Tin 油塘=Yau Tong
    秀茂坪=Sau Mau Ping 鲤鱼门=Lei Yue Mun
荃湾区=Tsuen Wan 深井=Sham Tseng 马湾=Ma Wan
葵青区=Kwai Tsing 葵涌=Kwai Chung 葵芳=Kwai Fong 葵兴=Kwai Hing 青衣=Tsing Yi 荔景=Lai King
屯门区=Tuen Mun 扫管笏=So Kwun Wat 蓝地=Lam Tei 大榄=Tai Lam
元朗区=Yuen Long 天水围=Tin Shui Wai 洪水桥=Hung Shui Kiu 锦田=Kam Tin 流浮山=Lau Fau Shan
    屏山=Ping Shan 新田=San Tin 八乡=Pat Heung 落马洲=Lok Ma Chau 厦村=Ha Tsuen
北区=North 上水=Sheung Shui 粉岭=Fanling 沙头角=Sha Tau Kok 打鼓岭=Ta Kwu Ling 古洞=Kwu Tung
大埔区=Tai Po 大埔墟=Tai Po Market 太和=Tai Wo 大尾笃=Tai Mei Tuk
沙田区=Sha Tin 火炭=Fo Tan 大围=Tai Wai 马鞍山=Ma On Shan 石门=Shek Mun
    小沥源=Siu Lek Yuen
西贡区=Sai Kung 将军澳=Tseung Kwan O 坑口=Hang Hau 清水湾=Clear Water Bay 调景岭=Tiu Keng Leng
离岛区=Islands 大屿山=Lantau 东涌=Tung Chung 长洲=Cheung Chau 愉景湾=Discovery Bay
    南丫岛=Lamma 坪洲=Peng Chau 赤鱲角=Chek Lap Kok
"""
"""A district with its quarters on each line that begins at the margin."""

_NAMED_ROADS = """
弥敦=Nathan 皇后=Queens 德辅=Des Voeux 干诺=Connaught 轩尼诗=Hennessy 骆克=Lockhart
告士打=Gloucester 谢斐=Jaffe 庄士敦=Johnston 港湾=Harbour 菲林明=Fleming 英皇=Kings
渣华=Java 电气=Electric 渣甸=Jardines 罗素=Russell 波斯富=Percival 荷李活=Hollywood
威灵顿=Wellington 士丹利=Stanley 云咸=Wyndham 雪厂=Ice House 毕打=Pedder 砵典乍=Pottinger
文咸=Bonham 般咸=Bonham 罗便臣=Robinson 坚=Caine 干德=Conduit 广东=Canton 北京=Peking
海防=Haiphong 上海=Shanghai 漆咸=Chatham 梳士巴利=Salisbury 加连威老=Granville
加拿分=Carnarvon 么地=Mody 麽地=Mody 金巴利=Kimberley 金马伦=Cameron 柯士甸=Austin
佐敦=Jordan 赫德=Hart 窝打老=Waterloo 亚皆老=Argyle 太子=Prince Edward 界限=Boundary
登打士=Dundas 豉油=Soy 砵兰=Portland 白加士=Parkes 庙=Temple 新填地=Reclamation 吴松=Woosung
宁波=Ningpo 鸭寮=Apliu 桂林=Kweilin 钦州=Yen Chow 元州=Un Chau 东京=Tonkin 大南=Tai Nan
塘尾=Tong Mi 福全=Fuk Tsun 青山=Castle Peak 德士古=Texaco 桂地=Kwei Tei 清水湾=Clear Water Bay
芜湖=Wuhu 龙翔=Lung Cheung 呈祥=Ching Cheung 博爱=Pok Oi 科学园=Science Park 工厂=Factory
"""
"""Roads whose English name is no spelling of the Chinese one, or an unusual one."""

_SPELLED = """
一Yat 二Yi 三Sam 四Sze 五Ng 六Luk 七Tsat 八Pat 九Kau 十Sap 万Man 千Tsin 大Tai 小Siu 上Sheung 下Ha
中Chung 东Tung 西Sai 南Nam 北Pak 新San 高Ko 长Cheung 天Tin 地Tei 山Shan 水Shui 火Fo 石Shek 田Tin
土To 木Muk 林Lam 竹Chuk 花Fa 草Tso 海Hoi 洋Yeung 河Ho 涌Chung 湾Wan 洲Chau 州Chau 岛To 角Kok
咀Tsui 头Tau 尾Mei 口Hau 门Mun 塘Tong 坑Hang 坪Ping 岭Ling 屋Uk 村Tsuen 围Wai 园Yuen 圆Yuen
王Wong 黄Wong 李Li 陈Chan 张Cheung 杨Yeung 何Ho 吴Ng 郑Cheng 邓Tang 业Yip 工Kung 财Choi 宝Po
金Kam 银Ngan 玉Yuk 珠Chu 成Shing 骏Tsun 创Chong 兴Hing 伟Wai 敬King 励Lai 荣Wing 永Wing
昌Cheong 葵Kwai 丰Fung 富Fu 贵Kwai 荃Tsuen 青Tsing 屯Tuen 明Ming 巧How 鸿Hung 图To 开Hoi 源Yuen
观Kwun 景King 福Fuk 禄Luk 寿Sau 喜Hei 乐Lok 安On 康Hong 宁Ning 平Ping 和Wo 顺Shun 利Li 德Tak
仁Yan 义Yi 礼Lai 信Shun 忠Chung 孝Hau 民Man 国Kwok 家Ka 嘉Ka 华Wa 文Man 英Ying 启Kai 祥Cheung
瑞Shui 泰Tai 裕Yue 盛Shing 达Tat 发Fat 通Tung 春Chun 秋Chau 龙Lung 凤Fung 马Ma 牛Ngau 羊Yeung
鸡Kai 红Hung 洪Hung 白Pak 双Sheung 联Luen 合Hop 众Chung 柴Chai 健Kin 建Kin 学Hok 院Yuen 沙Sha
桂Kwai 松Chung 梅Mui 兰Lan 菊Kuk 云Wan 风Fung 月Yuet 星Sing 光Kwong 辉Fai 元Yuen 朗Long 深Sham
埗Po 菜Choi 布Po 基Ki 隆Lung 汝Yu 荔Lai 枝Chi 保Po 瓜Kwa 鹤Hok 有Yau 祝Chuk 芳Fong 美Mei 彩Choi
虹Hung 宏Wang 照Chiu 常Sheung 悦Yuet 怡Yi 临Lam 泽Chak 滨Bun 勤Kan 定Ting 连Lin 排Pai 打Ta
砖Chuen 梨Lei 立Lap 蓝Lam 宜Yi 贝Pui 灰Fui 窑Yiu 横Wang 窝Wo 仔Tsai 半Pun 川Chuen 仙Sin 坳Au
背Pui 禾Wo 香Heung 益Yik 后Hau 汀Ting 居Kui 全Chuen 升Shing 姊Tsz 妹Mui 糖Tong 运Wan 恒Hang
炮Pau 台Toi 社Se 乡Heung 事Sze 会Wui 置Chi 锦Kam 屏Ping 厦Ha 桥Kiu 衣Yi 翠Tsui 秀Sau 茂Mau 丽Lai
雅Nga 鱼Yue 油Yau 麻Ma 旺Wong 公Kung 正Ching 力Lik 多To 善Shin 丹Tan 心Sum 功Kung
"""
"""How the English names of streets spell a character."""

_KINDS = {
    "公路": "lu", "大道": "lu", "道": "lu", "路": "lu", "街": "jie", "里": "xiang", "巷": "xiang",
    "径": "jing", "台": "tai",
}  # fmt: skip
"""What a road is called in Chinese, by what `words.ROAD_KINDS` calls its English word."""
_SIDES = {"东": "dong", "西": "xi", "南": "nan", "北": "bei", "中": "zhong"}

_ROAD = re.compile(
    rf"(?P<stem>[\u3400-\u9fff]{{1,7}}?)(?P<side>[东西南北中])??(?P<kind>{'|'.join(_KINDS)})"
    r"(?P<after>[东西南北中])?(?:[\u3400-\u9fff]{2,4}段)?"
)
_CALLED_SO = re.compile(r"[东西南北中]?(?:公路|大道|道|路|街|角街|里|径)")
_BUILT = re.compile(r"工业|工厂|货|中心|大厦|广场|商|城|阁|楼|邨|苑|花园")
_GROUND_FLOOR = re.compile(r"地(?:下|铺)(?=[\da-z铺舖室]|$)")

_SPELLED_TWICE = {"sun": "san", "yick": "yik", "hi": "hei", "kei": "ki", "yu": "yue"}
"""Words of street names that are spelled in two ways, with the one that counts here."""
_SHORT = 3
_HERE = re.compile(r"\bhong\s?kong\b(?!\s+(?:[a-z]+\s+)?(?:road|rd|street|st|lu|avenue|ave)\b)")
_SIGNS = ("hong", "kowloon", "territories", "hk", "h.k", "kln", "n.t")
_WRITTEN_OUT = tuple(
    (re.compile(written), meant)
    for written, meant in (
        (
            r"\bhong\s?kong\s+(?:island|s\.?\s?a\.?\s?r\b\.?|special\s+admin\w*\s+region)",
            "hongkong",
        ),
        (r"\bhksar\b|\bh\.?\s?k\b\.?(?=\W*$)", "hongkong"),
        (r"\b(?:kowloon|kln)\b\.?(?=\s*(?:[,;)]|$|hong))", ",hongkong,"),
        (r"\bnew\s+territories\b|\bn\.?\s?t\b\.?(?=\s*(?:[,;)]|$|hong))", ",hongkong,"),
        (r"\b(road|street) - ", r"\1,"),
    )
)


@cache
def city() -> Region:
    """Hong Kong itself."""
    return gazetteer().keyed["xianggang/xianggang"]


def spelled_out(text: str) -> str | None:
    """The lower-case Latin text with what is short for parts of Hong Kong; None where it is none.

    >>> spelled_out("10 shing yip st, kwun tong, kln, hk")
    '10 shing yip st, kwun tong, ,hongkong,, hongkong'
    """
    if not any(sign in text for sign in _SIGNS):
        return None
    for pattern, meant in _WRITTEN_OUT:
        text = pattern.sub(meant, text)
    return text if _HERE.search(text) else None


def longest_quarter(words: Sequence[str]) -> tuple[int, Region | None]:
    """How many of the first words name a district or quarter, and in which district it lies.

    No words, though a district, where the name belongs to a building: tsuen wan plaza.
    """
    names = _latin_names()
    for size in range(min(4, len(words)), 0, -1):
        district = names.get("".join(words[:size]).replace("-", ""))
        if district is None:
            continue
        after = words[size:]
        if after and after[0] in ("district", "dist"):
            return size + 1, district
        alone = not after or after[0] == "hongkong" or longest_quarter(after)[0] > 0
        return (size if alone else 0), district
    return 0, None


def after_quarters(text: str, at: int) -> tuple[int, Region]:
    """Where the rest begins behind quarters in simplified characters, and their district."""
    district: Region | None = None
    while found := _chinese_pattern().match(text, at):
        inner = _chinese_names().get(found[0])
        if _CALLED_SO.match(text, found.end()) or (inner and district not in (None, inner)):
            break
        district = district or inner
        if _BUILT.match(text, found.end()):
            break
        at = found.end()
    return at, district or city()


def begins_here(text: str) -> bool:
    """Whether an address begins with a part of Hong Kong and a quarter of it: 九龙观塘."""
    part = _PART.match(text)
    return part is not None and after_quarters(text, part.end())[1] is not city()


def without_ground_floor(text: str) -> str:
    """The text without 地下, which English writes G/F: the floor of a shop without a number."""
    return _GROUND_FLOOR.sub("", text)


def road(text: str) -> str | None:
    """The road's part of the key, from its name in simplified characters.

    None where it is no road, or where its English spelling is not known.

    >>> road("皇后大道中"), road("成业街")
    ('queensluzhong', 'shingyipjie')
    """
    written = _ROAD.fullmatch(text)
    if written is None:
        return None
    stem, side = written["stem"], written["side"] or ""
    # 西洋菜南街 is a part of a longer street, 大南街 a street of its own.
    if side and len(stem) < _SHORT and stem not in named_roads():
        stem, side = stem + side, ""
    spelled = _spelled(stem)
    if spelled is None:
        return None
    return spelled + _KINDS[written["kind"]] + _SIDES.get(side or written["after"], "")


def road_in_english(words: Sequence[str], kind: str, side: str) -> str:
    """The road's part of the key, from the words before what kind of road it is."""
    return "".join(map(_folded, words)) + kind + side


def leave_out_names(parts: Parts) -> None:
    """Leaves out what a building is called where road and number say which one it is."""
    number, _, _ = parts.settled()
    if parts.on_road and number is not None:
        parts.named.clear()


def _spelled(stem: str) -> str | None:
    named = named_roads().get(stem)
    if named is not None:
        return named
    spelled = [_characters().get(character) for character in stem]
    return None if None in spelled else "".join(filter(None, spelled))


def _folded(word: str) -> str:
    """One spelling for words that are spelled in two ways: Wah and Wa, Lee and Li, Sun and San."""
    word = word.replace("-", "")
    if len(word) == _SHORT and word.endswith(("ah", "ee")):
        word = word[0] + ("a" if word.endswith("ah") else "i")
    return _SPELLED_TWICE.get(word, word)


@cache
def _districts() -> dict[str, list[tuple[str, str]]]:
    """Chinese and English names of each district and its quarters, by the district's name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in re.sub(r"\n\s+", " ", _DISTRICTS).split("\n"):
        names = re.findall(r"(\S+?)=([A-Z][A-Za-z -]*?)(?= \S+=|$)", line)
        if names:
            found[names[0][0]] = names
    return found


@cache
def _regions() -> dict[str, Region]:
    whole = city()
    return {
        name: Region(
            name, _stem(name), place_pinyin(_stem(name)), DISTRICT, whole, whole.lat, whole.lon
        )
        for name in _districts()
    }


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 else name


def both_names() -> list[tuple[str, str, Region]]:
    """Every district and quarter in Chinese and English, with the district it is or lies in."""
    return [
        (chinese, english, _regions()[district])
        for district, names in _districts().items()
        for chinese, english in names
    ]


@cache
def _chinese_names() -> dict[str, Region]:
    found = {chinese: region for chinese, _, region in both_names()}
    return {_stem(name): region for name, region in found.items() if name in _districts()} | found


@cache
def _chinese_pattern() -> re.Pattern[str]:
    names = sorted((*_chinese_names(), *_PARTS), key=len, reverse=True)
    return re.compile("|".join(names))


@cache
def _latin_names() -> dict[str, Region]:
    return {
        english.lower().replace(" ", "").replace("-", ""): region
        for _, english, region in both_names()
    }


@cache
def named_roads() -> dict[str, str]:
    """The roads that have an English name of their own, by the Chinese one without its kind."""
    pairs = re.findall(r"(\S+?)=([A-Z][A-Za-z ]*?)(?=\s+\S+=|\s*$)", _NAMED_ROADS)
    return {chinese: road_in_english(english.lower().split(), "", "") for chinese, english in pairs}


@cache
def _characters() -> dict[str, str]:
    return {pair[0]: _folded(pair[1:].lower()) for pair in _SPELLED.split()}


_PARTS = ("香港岛", "港岛", "九龙", "新界", "特别行政区", "岛")
_PART = re.compile("香港岛|港岛|九龙|新界")
