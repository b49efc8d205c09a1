"""Cutting joined pinyin into its syllables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_SYLLABLES = frozenset(
    """
a ai an ang ao e ei en eng er o ou ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo
bu pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu ma mai man mang mao mei
men meng mi mian miao mie min ming miu mo mou mu fa fan fang fei fen feng fo fou fu da dai dan
dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo ta tai tan
tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo na nai nan nang nao ne nei
nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve la lai lan lang lao le
lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv lve lyu nyu ga gai
gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ka kai kan kang kao ke
ken keng kong kou ku kua kuai kuan kuang kui kun kuo ha hai han hang hao he hei hen heng hong
hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue
jun qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun xi xia xian xiang xiao xie xin
xing xiong xiu xu xuan xue xun zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu
zhua zhuai zhuan zhuang zhui zhun zhuo cha chai chan chang chao che chen cheng chi chong chou
chu chua chuai chuan chuang chui chun chuo sha shai shan shang shao she shei shen sheng shi shou
shu shua shuai shuan shuang shui shun shuo ran rang rao re ren reng ri rong rou ru rua ruan rui
run ruo za zai zan zang zao ze zei zen zeng zi zong zou zu zuan zui zun zuo ca cai can cang cao
ce cen ceng ci cong cou cu cuan cui cun cuo sa sai san sang sao se sen seng si song sou su suan
sui sun suo ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun wa wai wan wang wei wen
weng wo wu
""".split()  # noqa: SIM905 words in a row are read at a glance
)
"""Every syllable of standard Chinese without its tone; ü as `v`, or as passports write it."""

_ONE_VOWEL = {"lyu": "lv", "nyu": "nv"}
_LONGEST_SYLLABLE = 6
_LONGEST_WORD = 30


@lru_cache(maxsize=65_536)
def split_syllables(word: str) -> tuple[str, ...]:
    """The pinyin syllables of a joined word, () when it is not pinyin: `xiaoming` -> xiao, ming.

    Where a word can be cut in several ways, the cut with the fewest syllables that begin with a
    vowel is taken, since pinyin writes an apostrophe before those (GB/T 16159): `jiangang` is
    jian, gang. Next, ü is read only where nothing else fits: `yunyu` is yun, yu and not yu, nyu.
    """
    found: list[str] = []
    for piece in word.split("'"):
        cut = _cut(piece) if piece else ()
        if cut is None:
            return ()
        found += cut
    return tuple(_ONE_VOWEL.get(syllable, syllable) for syllable in found)


def join_syllables(syllables: Sequence[str]) -> tuple[str, ...]:
    """The syllables as they are read back from the joined word without apostrophes: xi, an -> xian.

    Passports and shop forms drop the apostrophe, so `xian` may be one syllable or two, and `fangan`
    fang, an or fan, gan. What was written in characters or apart is brought to the reading that
    the joined word gets, and all of them meet. Syllables that are not pinyin stay as they are.
    """
    return split_syllables("".join(syllables)) or tuple(syllables)


def _cut(word: str) -> tuple[str, ...] | None:
    if len(word) > _LONGEST_WORD:
        return None
    best: list[tuple[tuple[int, int, int], tuple[str, ...]] | None]
    best = [((0, 0, 0), ()), *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            before, syllable = best[start], word[start:end]
            if before is None or syllable not in _SYLLABLES:
                continue
            vowels, umlauts, count = before[0]
            vowels += start > 0 and syllable[0] in "aoe"
            umlauts += syllable in _ONE_VOWEL
            option = ((vowels, umlauts, count + 1), (*before[1], syllable))
            now = best[end]
            if now is None or option[0] < now[0]:
                best[end] = option
    last = best[len(word)]
    return last[1] if last else None
