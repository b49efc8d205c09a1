"""Deliveries written row by row: a few shops under one hand among honest ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.factories import intake

PHONE = "139 2777 8812"
_SHARED = {
    "phone": PHONE,
    "payment_account": "alipay:kettles@example.com",
    "device_ids": "dev-77aa10|dev-77aa11",
}
_FAMILY = "王李张刘陈杨黄赵吴周"
_GIVEN = "伟芳娜敏静丽强磊"


def three_shops_one_phone(folder: Path) -> Path:
    """Write a delivery of forty shops, three of them with one phone, card and device; return it.

    Each of the three had a counterfeit sold to a test buyer.
    """
    return delivery(folder, dict.fromkeys((1, 2, 3), _SHARED))


def delivery(folder: Path, hands: Mapping[int, Mapping[str, str]], shops: int = 40) -> Path:
    """Write accounts and test buys of so many shops; return the folder.

    `hands` says what shops have in common, by shop; each of those sold a counterfeit.
    """
    accounts = [shop(number, **hands.get(number, {})) for number in range(1, shops + 1)]
    intake.write_csv(folder / "accounts.csv", accounts)
    intake.write_csv(folder / "test_buys.csv", [bought(number) for number in hands])
    return folder


def shared(**given: str) -> dict[str, str]:
    """Return what shops of one hand have in common."""
    return _SHARED | given


def shop(number: int, **given: str) -> dict[str, str]:
    """Return an account with a phone, card, device and name of its own."""
    own = {
        "registered_name": f"{_FAMILY[number % 10]}{_GIVEN[number // 10 % 8]}{_GIVEN[number % 7]}",
        "phone": f"+86 138 {1000 + number * 7} {1000 + number * 13}",
        "payment_account": f"alipay:shop{number}@example.com",
        "device_ids": f"dev-{number:06x}",
        "email": f"shop{number}@example.com",
        "address": f"浙江省义乌市福田路{number * 3}号",
    }
    return intake.account(number, **own | given)


def bought(number: int, **given: str) -> dict[str, str]:
    """Return a counterfeit bought from a shop."""
    row = {
        "test_buy_id": f"TB-{number:04d}",
        "platform": "taobao",
        "account_id": f"s{number:08d}",
        "ordered_on": "2026-02-03",
        "price": "59.90",
        "currency": "CNY",
        "examined_on": "2026-02-10",
        "brand": "Norvik",
        "verdict": "counterfeit",
    }
    return row | given
