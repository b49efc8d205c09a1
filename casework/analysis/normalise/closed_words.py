"""The few words of a closed list, as systems in Chinese and English write them.

`交易成功` is a completed order, `假冒` a counterfeit, `出口` an export. A word that is known and
says none of ours (an order under way is neither completed nor cancelled) is understood as nothing;
a word that nobody knows is left as it is, and is told to whoever delivered it.

An order refunded in part is `refunded`. Our list has no word for it, and the nearer one must not
count more money than was kept: of the two that could stand, `completed` would prove the whole
amount as a sale, `refunded` none of it. What was written stays beside.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain
from casework.vocabulary import CLOSED_WORDS, DeliveryKind

SHARED_BY = (
    "Everything that is at the same stage: it says what became of a thing, never whose it is."
)

_LEFT_OUT = re.compile(r"[\s_\-.·,，。!！]+")
_LONGEST = 60

_WRITTEN: dict[tuple[DeliveryKind, str], dict[str, str]] = {
    (DeliveryKind.ORDERS, "status"): {
        "completed": (
            "交易成功 成功 已完成 完成 订单完成 交易完成 已签收 已收货 确认收货 已确认收货 "
            "买家已签收 已妥投 complete success successful succeeded finished tradefinished "
            "tradesuccess delivered fulfilled orderfinish finish"
        ),
        "refunded": (
            "退款成功 已退款 全额退款 退款 退货退款 退款完成 退货退款成功 已全额退款 refund "
            "refundsuccess fullyrefunded fullrefund moneyback "
            "部分退款 部份退款 已部分退款 部分退款成功 部分退款完成 部分退货 部分退货退款 部分退 "
            "partiallyrefunded partlyrefunded partialrefund partialrefunded refundedpartially "
            "refundedinpart partialrefundsuccess partiallyreturned"
        ),
        "cancelled": (
            "交易关闭 已关闭 关闭 已取消 取消 订单取消 交易取消 订单关闭 作废 已作废 canceled "
            "cancel voided void closed tradeclosed ordercancelled ordercanceled"
        ),
        "": (
            "等待买家付款 待付款 未付款 待支付 买家已付款 已付款 已支付 等待卖家发货 待发货 "
            "未发货 备货中 卖家已发货 已发货 等待买家确认 等待买家确认收货 待收货 运输中 配送中 "
            "部分发货 待评价 退款中 退款处理中 部分退款中 待成团 已成团待发货 pending "
            "pendingpayment awaitingpayment awaitingshipment unpaid paid authorized processing "
            "inprogress open new shipped shipping intransit dispatched unshipped partiallyshipped "
            "onhold waitsellersendgoods waitbuyerconfirmgoods waitbuyerpay unfulfilled"
        ),
    },
    (DeliveryKind.TEST_BUYS, "verdict"): {
        "counterfeit": (
            "假冒 假货 仿冒 仿品 侵权 假冒产品 假冒商品 侵权产品 非正品 假 为假冒 系假冒 "
            "假冒注册商标商品 fake notgenuine infringing counterfeited notauthentic replica"
        ),
        "genuine": "正品 真品 真 真货 为正品 系正品 authentic original notcounterfeit real",
        "inconclusive": (
            "无法判断 无法鉴定 不能确定 不确定 无法确定 存疑 undetermined unclear cannotsay "
            "indeterminate"
        ),
        "pending": "待鉴定 鉴定中 送检中 未鉴定 检验中 awaiting inprogress submitted open",
    },
    (DeliveryKind.SHIPMENTS, "direction"): {
        "export": "出口 出境 e exp exports outbound ex 出口件",
        "import": "进口 进境 i imp imports inbound im 进口件",
        "domestic": "国内 境内 内贸 国内件 local national inland",
    },
}

_MEANT = {
    which: {name: ours for ours, names in words.items() for name in names.split()}
    for which, words in _WRITTEN.items()
}


def clean(text: str, kind: DeliveryKind, column: str) -> str | None:
    """Our word for what was written; the writing in lower-case where it is none that is known.

    None where nothing is written, and for a known word that says none of ours.

    >>> clean("交易成功", DeliveryKind.ORDERS, "status")
    'completed'
    >>> clean("卖家已发货", DeliveryKind.ORDERS, "status") is None
    True
    """
    written = text.strip().lower()
    if not written or written in CLOSED_WORDS[kind, column] or len(written) > _LONGEST:
        return written or None
    name = _LEFT_OUT.sub("", plain(written))
    return _MEANT[kind, column].get(name, written) or None


def is_known(text: str, kind: DeliveryKind, column: str) -> bool:
    """Whether a word is one of a closed list, or is understood as one or as none of them."""
    found = clean(text, kind, column)
    return bool(text.strip()) and (found is None or found in CLOSED_WORDS[kind, column])
