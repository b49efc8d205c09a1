"""What a file says of all its rows without a column for it: whose export it is, which carrier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.analysis import normalise
from casework.flow.intake.mapping import COORDINATES, PLACES
from casework.flow.intake.proposing import values
from casework.vocabulary import COLUMNS, DeliveryKind


@dataclass(frozen=True, slots=True)
class Given:
    """A value that seems to hold for every row, and why."""

    value: str
    why: str


_HEADINGS = {
    "taobao": (
        "宝贝标题",
        "宝贝种类",
        "买家会员名",
        "宝贝总数量",
        "买家旺旺",
        "宝贝id",
        "宝贝数量",
        "淘宝",
    ),
    "tmall": ("天猫",),
    "1688": ("买家公司名", "货品标题", "货品种类", "1688", "买家会员", "物流公司运单号"),
    "jd": ("京东", "京豆", "商家sku"),
    "pinduoduo": ("多多", "拼单", "成团", "拼多多"),
    "douyin": ("抖音", "达人", "抖店", "主播id"),
    "kuaishou": ("快手",),
    "amazon": ("amazon", "asin", "fulfillment-channel", "merchant-order-id", "ship-service-level"),
    "shopify": ("lineitem", "financial status", "fulfillment status"),
    "ebay": ("sales record number", "ebay", "buyer username", "item number", "global shipping"),
    "aliexpress": ("aliexpress", "速卖通"),
}
"""Parts of column names that only one platform's own exports have."""
_CERTAIN = frozenset(
    {"taobao", "淘宝", "天猫", "1688", "京东", "拼多多", "抖音", "抖店", "快手", "速卖通"}
    | {"amazon", "asin", "lineitem", "ebay", "aliexpress"}
)
"""Parts of which one is enough; of the others, two."""
_MOST = 0.9

_PECULIAR = {
    "amazon": {"item-price": "amount", "buyer-name": "buyer_ref", "buyer-email": "buyer_ref"},
    "shopify": {
        "name": "order_id",
        "email": "buyer_ref",
        "total": "amount",
        "financial status": "status",
        "created at": "ordered_on",
        "lineitem quantity": "quantity",
        "lineitem price": "unit_price",
        "lineitem sku": "listing_id",
        "vendor": "account_id",
    },
    "ebay": {"sold for": "unit_price"},
}
"""Names that mean something else, or only there something, in one platform's order exports."""


def peculiar(header: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return whose export of orders a header is, and which columns it alone names so.

    `("", {})` where no platform is known by it. Theirs to ours.
    """
    platform = _platform(header)
    known = _PECULIAR.get(platform.value, {}) if platform else {}
    names = {name: known.get(normalise.plain(name).strip(), "") for name in header}
    found = {name: ours for name, ours in names.items() if ours}
    return (platform.value if platform and found else "", found)


def givens(
    kind: DeliveryKind,
    mapping: Mapping[str, str],
    header: Sequence[str],
    cells: Mapping[str, Sequence[str]],
) -> dict[str, Given]:
    """Return values for the platform and the carrier where a file suggests them without a column,
    and the system of its coordinates where a column says it.

    `mapping` is theirs to ours, as proposed.
    """
    found: dict[str, Given] = {}
    theirs = {ours: name for name, ours in mapping.items()}
    if (
        "platform" in COLUMNS[kind]
        and "platform" not in theirs
        and kind is not DeliveryKind.SHIPMENTS
    ):
        platform = _platform(header)
        if platform is not None:
            found["platform"] = platform
    if "carrier" in COLUMNS[kind] and "carrier" not in theirs and "waybill_no" in theirs:
        carrier = _carrier(cells.get(theirs["waybill_no"], ()))
        if carrier is not None:
            found["carrier"] = carrier
    if any({*pair} <= theirs.keys() for pair in PLACES):
        system = _system({name: cells.get(name, ()) for name in header if name not in mapping})
        if system is not None:
            found[COORDINATES] = system
    return found


def _system(others: Mapping[str, Sequence[str]]) -> Given | None:
    """Return the system of coordinates that all cells of a column name, where there is one."""
    for name, cells in others.items():
        look = values.look_of(cells)
        named = {normalise.coordinate.system_named_in(cell) for cell in look.cells}
        system = named.pop() if len(named) == 1 else None
        if system is not None:
            return Given(system.value, f"{name} says {look.cells[0]} in every row")
    return None


def _platform(header: Sequence[str]) -> Given | None:
    names = [normalise.plain(name) for name in header]
    for platform, parts in _HEADINGS.items():
        met = [part for part in parts if any(_speaks_of(name, part) for name in names)]
        if len(met) > 1 or (met and met[0] in _CERTAIN):
            shown = [
                name
                for name, plain in zip(header, names, strict=True)
                if any(_speaks_of(plain, part) for part in met)
            ]
            return Given(platform, f"{', '.join(shown[:3])}: so {platform} heads its own exports")
    return None


def _speaks_of(name: str, part: str) -> bool:
    """Return whether a name has a part: `column_1688` is the 1,688th, and no platform's."""
    if not part.isdigit():
        return part in name
    return re.search(rf"(?<![\d_\s.-]){part}(?!\d)", name) is not None


def _carrier(cells: Sequence[str]) -> Given | None:
    """Return the carrier nearly all waybills name by letters that only it prints."""
    look = values.look_of(cells)
    waybills = (normalise.tracking.read(cell) for cell in look.cells)
    named = Counter(
        one.carriers[0]
        for one in waybills
        if one is not None and one.told_by == "letters" and one.checked is not False
    )
    for carrier, met in named.most_common(1):
        if met >= _MOST * len(look.cells):
            return Given(carrier, f"{met} of {len(look.cells)} waybills have the form of {carrier}")
    return None
