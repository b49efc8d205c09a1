"""Invented people and companies, and the ways their names are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from casework.simulator.gazetteer import District

# The commonest first: a few names are shared by very many people, and so tie nobody.
_SURNAMES = """
王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 黄:Huang 赵:Zhao 吴:Wu 周:Zhou 徐:Xu
孙:Sun 马:Ma 朱:Zhu 胡:Hu 郭:Guo 何:He 林:Lin 高:Gao 罗:Luo 郑:Zheng 梁:Liang 谢:Xie
宋:Song 唐:Tang 许:Xu 韩:Han 冯:Feng 邓:Deng 曹:Cao 彭:Peng 肖:Xiao 田:Tian 董:Dong
潘:Pan 袁:Yuan 蔡:Cai 蒋:Jiang 余:Yu 于:Yu 杜:Du 叶:Ye 程:Cheng 魏:Wei 苏:Su 丁:Ding
任:Ren 卢:Lu 姚:Yao 钟:Zhong 姜:Jiang 崔:Cui 谭:Tan 陆:Lu 范:Fan 汪:Wang 廖:Liao 石:Shi
"""
_GIVEN = """
伟:Wei 芳:Fang 娜:Na 敏:Min 静:Jing 丽:Li 强:Qiang 磊:Lei 军:Jun 洋:Yang 勇:Yong 艳:Yan
杰:Jie 娟:Juan 涛:Tao 明:Ming 超:Chao 秀:Xiu 霞:Xia 平:Ping 刚:Gang 桂:Gui 英:Ying
华:Hua 玉:Yu 兰:Lan 红:Hong 文:Wen 建:Jian 国:Guo 志:Zhi 海:Hai 波:Bo 辉:Hui 鹏:Peng
飞:Fei 俊:Jun 浩:Hao 宇:Yu 欣:Xin 佳:Jia 怡:Yi 雪:Xue 梅:Mei 婷:Ting 慧:Hui 琳:Lin 晨:Chen
阳:Yang 龙:Long 斌:Bin 峰:Feng 亮:Liang 东:Dong 春:Chun 晓:Xiao 小:Xiao 家:Jia 永:Yong
荣:Rong 德:De 福:Fu 祥:Xiang 庆:Qing 云:Yun 凤:Feng 莲:Lian 珍:Zhen 金:Jin 银:Yin 水:Shui
木:Mu 林:Lin 森:Sen 天:Tian 成:Cheng 立:Li 新:Xin 光:Guang 达:Da 伦:Lun 凯:Kai 诗:Shi
雅:Ya
"""
_COMPANY_WORDS = """
鑫源:Xinyuan 恒通:Hengtong 嘉美:Jiamei 瑞丰:Ruifeng 天成:Tiancheng 宏达:Hongda 佳艺:Jiayi
盛世:Shengshi 博雅:Boya 金帆:Jinfan 海川:Haichuan 明辉:Minghui 华腾:Huateng 优品:Youpin
新锐:Xinrui 众诚:Zhongcheng 美佳:Meijia 力拓:Lituo 卓越:Zhuoyue 安信:Anxin 德力:Deli
凯旋:Kaixuan 丰泽:Fengze 润泰:Runtai 启航:Qihang 星辰:Xingchen 百川:Baichuan 茂盛:Maosheng
"""
_TRADES = """
贸易:Trading 电子商务:E-Commerce 服饰:Garments 百货:Department 供应链管理:Supply-Chain
包装制品:Packaging 实业:Industry 网络科技:Network-Technology
"""


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, pinyin) for word, pinyin in (p.split(":") for p in table.split()))


class _Weighted:
    """Draws a pair, the earlier ones of the table far more often."""

    def __init__(self, pairs: Sequence[tuple[str, str]], flat: float) -> None:
        self.pairs = pairs
        self.sums = list(accumulate(1 / (place + flat) for place in range(len(pairs))))

    def draw(self, rng: Random) -> tuple[str, str]:
        return rng.choices(self.pairs, cum_weights=self.sums)[0]


_SURNAME = _Weighted(_pairs(_SURNAMES), 4.0)
_FIRST = _Weighted(_pairs(_GIVEN), 9.0)
_WORDS = _pairs(_COMPANY_WORDS)
_BUSINESS = _pairs(_TRADES)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in characters and in pinyin."""

    surname: str
    given: str
    surname_en: str
    given_en: str

    @property
    def name(self) -> str:
        """The name in characters."""
        return self.surname + self.given

    @property
    def handle(self) -> str:
        """The name as a mail user writes it."""
        return f"{self.surname_en}{self.given_en}".lower()

    def write(self, rng: Random) -> str:
        """Return the name in characters, or in pinyin in either order."""
        drawn = rng.random()
        if drawn < 0.84:
            return self.name
        if drawn < 0.93:
            return f"{self.surname_en} {self.given_en}"
        return f"{self.given_en} {self.surname_en}"

    def masked(self) -> str:
        """Return the name as a label prints it: all but the surname hidden (GB/T 41833-2022)."""
        return self.surname + "*" * len(self.given)


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name in characters and in English, and its registration number."""

    name: str
    name_en: str
    number: str

    def write(self, rng: Random) -> str:
        """Return the name, mostly in characters."""
        return self.name if rng.random() < 0.9 else self.name_en


def person(rng: Random) -> Person:
    """Return an invented person; common names come up again and again, as they do."""
    surname, surname_en = _SURNAME.draw(rng)
    given, given_en = _FIRST.draw(rng)
    if rng.random() < 0.72:
        second, second_en = _FIRST.draw(rng)
        given, given_en = given + second, given_en + second_en.lower()
    return Person(surname, given, surname_en, given_en)


def company(rng: Random, seat: District, number: str) -> Company:
    """Return an invented company of `seat` with its registration `number`."""
    word, word_en = rng.choice(_WORDS)
    other, other_en = rng.choice(_WORDS)
    business, business_en = rng.choice(_BUSINESS)
    trade_en = business_en.replace("-", " ")
    return Company(
        f"{seat.city}{word}{other}{business}有限公司",
        f"{seat.city_en} {word_en}{other_en.lower()} {trade_en} Co., Ltd.",
        number,
    )
