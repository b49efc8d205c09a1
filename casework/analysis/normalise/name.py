"""Names of people and companies in one key for characters and pinyin, in either order.

How many could share it: a common personal name in pinyin some hundred thousand people; a masked
one (`zhang **`) millions; a company's name few. A name alone never ties two shops.

A given name is keyed as its joined pinyin is read back (`Xian` for 先 and for 西安), because
passports and forms drop the apostrophe. This adds a collision only where the second syllable begins
with a vowel (安, 恩, 爱, 儿 ...): every other pair of syllables reads back as itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from casework.analysis.normalise.romanise import (
    begins_phrase,
    has_characters,
    plain,
    syllables,
)
from casework.analysis.normalise.syllables import join_syllables, split_syllables

SHARED_BY = (
    "A common personal name in pinyin is borne by some hundred thousand people and a masked one by "
    "millions, a company's name by few; a name alone never ties two shops."
)
"""How many could share a value of this kind."""

_HONORIFICS = (  # noqa: SIM905 words in a row are read at a glance
    "先生 女士 小姐 太太 老板娘 老板 经理 师傅 老师 总经理 收"
).split()
_HONORIFIC = re.compile(
    rf"(?:{'|'.join(_HONORIFICS)}|\(收\))$|"
    r"^(?:(?:mr|mrs|ms|miss|dr|sir|madam)\b\.?\s*)|\b(?:xiansheng|nvshi|nushi|laoban)$"
)
_SAYS_NOTHING = frozenset({"na", "n", "none", "null", "unknown", "nan", "test", "xx", "xxx"})
_SAYS_NOTHING_HERE = frozenset(
    ["无", "暂无", "未知", "匿名", "不详", "空", "收件人", "寄件人", "测试", "客户"]
)
_COMPANIES = (  # noqa: SIM905 words in a row are read at a glance
    "股份有限公司 集团有限公司 有限责任公司 有限公司 合伙企业 公司 个体工商户 商行 商店 商铺 "
    "经营部 经销部 门市部 工作室 加工厂 制品厂 厂 店 中心 集团 合作社"
).split()
_COMPANY = re.compile(rf"({'|'.join(_COMPANIES)})(?:\([^)]*\))?$")
_STARTS_A_WORD = frozenset(
    word[0] for word in (*_HONORIFICS, *_COMPANIES, *_SAYS_NOTHING_HERE) if len(word) in (2, 3)
)
"""With what a name of two or three characters begins when all of it may be such a word."""

_CHINESE_FORMS = {
    "股份有限公司": "plc", "集团有限公司": "jituan ltd", "有限责任公司": "ltd", "有限公司": "ltd",
    "公司": "ltd", "加工厂": "factory", "厂": "factory", "制品厂": "zhipin factory",
}  # fmt: skip
_FORMS = re.compile(
    r"\b(?:(company limited|co ?,? ?ltd|co ?,? ?limited|ltd|limited|company|co)|"
    r"(incorporated|inc|corporation|corp|plc|joint stock|ag|sa|spa)|(gmbh|srl|sarl|bv|kg)|"
    r"(llc|llp)|(factory|works))\b\.?$"
)
_FORM_KEYS = ("ltd", "plc", "gmbh", "llc", "factory")
_SPOKEN_IN_ENGLISH = {
    "trading": "mao yi", "trade": "mao yi", "leather": "pi ge", "garment": "fu zhuang",
    "garments": "fu zhuang", "clothing": "fu zhuang", "apparel": "fu zhuang", "toys": "wan ju",
    "toy": "wan ju", "shoes": "xie ye", "footwear": "xie ye", "electronics": "dian zi",
    "electronic": "dian zi", "technology": "ke ji", "tech": "ke ji", "industrial": "shi ye",
    "industry": "shi ye", "logistics": "wu liu", "cosmetics": "hua zhuang pin",
    "jewelry": "zhu bao", "packaging": "bao zhuang", "hardware": "wu jin", "plastic": "su jiao",
    "import": "jin", "export": "chu kou", "commerce": "shang mao", "bags": "xiang bao",
    "city": "shi", "group": "ji tuan",
}  # fmt: skip
"""What English names of Chinese companies call what their Chinese names say."""

_SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "区": "ou", "查": "zha", "任": "ren",
    "盖": "ge", "尉迟": "yuchi", "万俟": "moqi", "翟": "zhai", "朴": "piao", "缪": "miao",
    "覃": "qin", "纪": "ji", "华": "hua", "燕": "yan", "宁": "ning", "吕": "lv", "冼": "xian",
    "长孙": "zhangsun", "尹": "yin", "种": "chong", "黑": "he", "折": "she", "员": "yun",
    "召": "shao", "繁": "po", "逄": "pang", "乐": "yue", "令狐": "linghu", "沈": "shen",
    "石": "shi", "洗": "xian", "葛": "ge", "都": "du", "褚": "chu", "过": "guo", "那": "na",
}  # fmt: skip
"""Surnames that are said otherwise than the same character elsewhere."""

_TWO_CHARACTER_SURNAMES = frozenset(
    """
    欧阳 司马 上官 诸葛 司徒 皇甫 东方 夏侯 公孙 慕容 宇文 端木 独孤 南宫 申屠 西门
    尉迟 万俟 长孙 令狐 闻人 钟离 轩辕 赫连 澹台 淳于 太史 濮阳 公冶 宗政 呼延
    """.split()  # noqa: SIM905 words in a row are read at a glance
)
_SURNAME_RANKS = {
    surname: rank
    for rank, surname in enumerate(
        """
        wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng
        liang xie song tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye
        cheng wei su lv ding ren lu yao shen zhong cui tan fan liao shi jin jia xia fu fang zou
        xiong bai meng qin qiu hou yin xue yan duan lei long tao mao hao gu gong shao wan qian dai
        mo kong xiang chang an ou ai
        """.split()  # noqa: SIM905 words in a row are read at a glance
    )
}
"""The commonest surnames, the commonest first: they tell which end of a spaced name is one."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TWO_CHARACTERS = frozenset(
    {*_TWO_CHARACTER_SURNAMES, *(name for name in _SURNAMES if len(name) > 1)}
)
_UMLAUT = re.compile(r"\b([ln])(?:ü|u:)(?=e?\b)")
_LONGEST_PERSON = 4
_LONGEST = 200


def clean(text: str) -> str | None:
    """The key: a person's syllables sorted, a company's in order with its legal form at the end.

    >>> clean("张伟先生"), clean("Zhang Wei"), clean("WEI ZHANG"), clean("张**")
    ('wei zhang', 'wei zhang', 'wei zhang', 'zhang **')
    """
    if text.isascii():
        first, space, last = text.partition(" ")
        if space and (one := _pinyin(first)) and (other := _pinyin(last)):
            return " ".join(sorted(one + other))
    elif len(text) in (2, 3):
        surname, said, alone = _surname(text[0])
        given, tokens = _given(text[1:])
        written = surname + given
        known = surname and given and written[:2] not in _TWO_CHARACTERS
        if known and (alone or not begins_phrase(written)):
            return " ".join(sorted((said, *tokens)))
    return _understood(text[:_LONGEST])


@lru_cache(maxsize=8_192)
def _surname(character: str) -> tuple[str, str, bool]:
    """A surname of one character, its syllable, and whether what follows cannot change that.

    ("", "", False) where the name must be read as a whole; so it is with `_given`.
    """
    written = plain(character)
    spoken = _spoken(written, surname=True)
    if not _HAN.fullmatch(written) or written in _STARTS_A_WORD or len(spoken) != 1:
        return "", "", False
    return written, spoken[0], written in _SURNAMES


@lru_cache(maxsize=65_536)
def _given(characters: str) -> tuple[str, tuple[str, ...]]:
    """A given name of one or two characters, and its syllables."""
    written = plain(characters)
    if not _HAN.fullmatch(written) or _HONORIFIC.search(written) or _COMPANY.search(written):
        return "", ()
    return written, join_syllables(syllables(written))


@lru_cache(maxsize=65_536)
def _pinyin(word: str) -> tuple[str, ...]:
    """The syllables of one word of a name in pinyin, () where the name must be read as a whole."""
    lower = word.lower()
    if not lower.isalpha() or _HONORIFIC.search(lower) or _FORMS.fullmatch(lower):
        return ()
    return split_syllables(lower) if len(lower) > 1 else ()


@lru_cache(maxsize=65_536)
def _understood(text: str) -> str | None:
    written = _HONORIFIC.sub("", " ".join(plain(text).split())).strip(" .,;:-_/\\\"'")
    if written in _SAYS_NOTHING_HERE or re.sub(r"[^a-z]", "", written) in _SAYS_NOTHING - {""}:
        return None
    if "*" in written:
        return _masked(written)
    if has_characters(written):
        form = _COMPANY.search(written)
        return _chinese_company(written, form) if form else _in_characters(written)
    return _in_letters(written)


def _masked(written: str) -> str | None:
    """`张**` -> `zhang **`: what is visible, and one star for each character taken away."""
    visible = written.replace("*", " ").split()
    if not any(map(str.isalnum, "".join(visible))):
        return None
    if not has_characters(written):
        pieces = re.findall(r"\*+|[a-z0-9]+", written)
    else:
        pieces = []
        for piece in re.findall(r"\*+|[^*\s]+", written):
            first = not pieces
            pieces += piece.split() if piece[0] == "*" else _spoken(piece, surname=first)
    return " ".join(pieces)


def _in_characters(written: str) -> str | None:
    compact = re.sub(r"[\s·.]+", "", written)
    person = len(compact) <= _LONGEST_PERSON
    spoken = _spoken(compact, surname=person)
    tokens = [token for token in spoken if token.isalnum()]
    if not tokens:
        return None
    if len(tokens) == 1:
        return f"{tokens[0]} *"  # 张先生: a surname alone says no more than a masked name
    if not person:
        return " ".join(tokens)
    length = 2 if compact[:2] in _TWO_CHARACTER_SURNAMES and len(tokens) > 2 else 1
    return " ".join(sorted([*tokens[:length], *join_syllables(tokens[length:])]))


def _spoken(characters: str, *, surname: bool) -> list[str]:
    for length in (2, 1) if surname else ():
        reading = _SURNAMES.get(characters[:length])
        if reading is not None:
            return [*split_syllables(reading), *syllables(characters[length:])]
    return [token for token in syllables(characters) if token.strip()]


def _chinese_company(written: str, form: re.Match[str]) -> str | None:
    stem = re.sub(r"[^\u3400-\u9fffa-z0-9]+", "", written[: form.start()])
    tokens = [token for token in syllables(stem) if token.isalnum()]
    if not tokens:
        return None
    ending = _CHINESE_FORMS.get(form[1]) or " ".join(syllables(form[1]))
    return " ".join([*_read_back(tokens), ending])


def _in_letters(written: str) -> str | None:
    spelled = _UMLAUT.sub(r"\1v", written)
    unaccented = "".join(
        mark for mark in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(mark)
    )
    bare = re.sub(r"[^a-z0-9'-]+", " ", unaccented).strip(" -")
    spaced = bare.replace("-", " ")
    form = _FORMS.search(spaced)
    if form is not None and form.start() > 0:
        return _english_company(spaced[: form.start()], form)
    tokens = _personal(bare)
    if sum(map(str.isalpha, "".join(tokens))) < 2:
        return None
    return " ".join(sorted(tokens))


def _personal(bare: str) -> list[str]:
    """The syllables of a person's name, its given name read as if it were written in one word."""
    words = bare.split()
    if len(words) == 1:
        words = re.split("[-']", bare)  # Zhang-Wei
    else:
        words = [joined for word in words for joined in _joined(word)]
    cut = [list(split_syllables(word)) for word in words]
    if len(words) == 3 and all(cut):
        surname = cut.pop(_surname_at(words))
        cut = [surname, list(join_syllables([*cut[0], *cut[1]]))]
        return [token for part in cut for token in part]
    parts = [found or [word] for word, found in zip(words, cut, strict=True)]
    return [token for part in parts for token in part if token]


def _joined(word: str) -> list[str]:
    """`xi'an` and `xi-an` as one word; what is no pinyin falls apart at its hyphens."""
    letters = re.sub("[-']", "", word)
    return [letters] if split_syllables(letters) else word.replace("'", "").split("-")


def _surname_at(words: list[str]) -> int:
    """Which end of three words is the surname: the commoner one, in doubt the first."""
    return -1 if _rarity(words[-1]) < _rarity(words[0]) else 0


def _rarity(word: str) -> int:
    """The rank of a surname; a word of two syllables beside single ones is surely one (Ouyang)."""
    if len(split_syllables(word)) == 2:
        return -1
    return _SURNAME_RANKS.get(word, len(_SURNAME_RANKS))


def _read_back(tokens: list[str]) -> list[str]:
    """The syllables of a company's name as they are read where it is written in one word."""
    runs: list[list[str]] = []
    for token in tokens:
        if runs and len(token) > 1 and token[0] in "aeo":
            runs[-1].append(token)
        else:
            runs.append([token])
    return [syllable for run in runs for syllable in join_syllables(run)]


def _english_company(stem: str, form: re.Match[str]) -> str:
    tokens: list[str] = []
    for word in stem.split():
        known = _SPOKEN_IN_ENGLISH.get(word)
        tokens += known.split() if known else split_syllables(word) or [word.replace("'", "")]
    index = next(at for at, group in enumerate(form.groups()) if group)
    return " ".join([*_read_back(tokens), _FORM_KEYS[index]])
