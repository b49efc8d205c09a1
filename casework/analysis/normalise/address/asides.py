"""What people write around a place: whom it is for, how to reach them, what to do at the door."""

from __future__ import annotations

import re

_PHONE = re.compile(
    r"(?<![\d*-])(?:\+?(?:00)?86[- ]?)?1[3-9]\d[\d*]{8}(?![\d*])"
    r"|(?<![\w*-])(?:\+?(?:00)?86[- ]?)?1[3-9]\d[- ][\d*]{4}[- ][\d*]{4}(?![\d*])"
    r"|(?<![\d*-])0\d{2,3}-?\d{7,8}(?!\d)"
)
_POSTCODE = re.compile(
    r"(?:邮政编码|邮编|邮码|post ?code|zip(?: ?code)?)[:.\s]*\d{6}(?!\d)"
    r"|^[0-8]\d{5}(?=[\s,\u3400-\u9fff])"
    r"|(?<=[\s,(\u3400-\u9fff])(?<!号)(?<!栋)[0-8]\d{5}(?=\s*[)]?\s*$)"
)
_LABEL = re.compile(
    r"^(?:(?:收货|收件|寄件|发货|退货|详细|送货|通讯|联系|办公|仓库|经营|公司)人?的?地址|地址)[:\s]*"
    r"|^(?:(?:shipping|delivery|return|mailing|full|company|registered)\s+)?"
    r"(?:address|addr|add|ship to|deliver to)\s*[:.]\s*"
)
_CALL = re.compile(r"(?:联系)?(?:电话|手机|电联|联系方式|tel|phone|mobile|mob)(?:号码?)?[:.\s]*$")
_NOTE = re.compile(
    r"(?<=[\d号栋幢座室楼层房户厦场园村苑城库*\s,;()])(?:"
    r"(?:[,;(\s]|请|麻烦|务必|直接)*"
    r"(?:(?<!解)放(?:在|到|门|前台|快递|驿站|丰巢|物业|保安|菜鸟|家|柜)|电联|电话联系|打电话|送货|派送|派件|"
    r"送到|勿|不要|别放|轻放|易碎|加急|代收|签收|自提|周末|工作日|白天|晚上|下班|谢谢|备注|收件人|联系人|"
    r"联系电话|收货人|到付|快递放|转交|请(?!安))).*$"
)
_NOTE_IN_ENGLISH = re.compile(
    r"[\s,;(]+(?:please|pls|leave (?:at|it|in)|call (?:before|on|me|first)|do not|don't|fragile|"
    r"(?:tel|phone|mobile|mob|contact|attn|note|remarks?)\b[\s:.]).*$"
)
_FOR_WHOM = re.compile(
    r"^(?:c/o|attn|attention|to|from)\b[\s:.]*[^,;]{0,60}[,;]\s*(?:(?:ltd|inc|llc)\.?[,;]\s*)?"
    r"|^[^,;\d]{2,60}?\b(?:co\.?,? ?ltd|limited|ltd|llc|inc|gmbh|company|corp|shop|store)\b"
    r"\.?[,;]\s*"
)


def place_only(written: str) -> str:
    """The half-width, lower-case text without phones, postcode, labels and notes."""
    bare = _LABEL.sub("", written)
    if _PHONE.search(bare):
        pieces = _PHONE.split(bare)
        bare = " ".join(_CALL.sub("", piece) for piece in pieces)
    bare = _POSTCODE.sub(" ", bare)
    if written.isascii():
        return _FOR_WHOM.sub("", _NOTE_IN_ENGLISH.sub("", bare)).strip()
    return _NOTE.sub("", bare).strip()
