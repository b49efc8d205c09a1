"""What platforms know of their sellers: the accounts file, written as sellers filled it in."""

from __future__ import annotations

from random import Random

from casework.simulator import phones, places
from casework.simulator.clock import Clock
from casework.simulator.rows import AccountRow
from casework.simulator.sellers import Seller


def registrations(sellers: list[Seller], rng: Random, clock: Clock) -> list[AccountRow]:
    """Return one row for each account, with the gaps such files have."""
    return [_registration(seller, rng, clock) for seller in sellers]


def _registration(seller: Seller, rng: Random, clock: Clock) -> AccountRow:
    company = seller.company
    name = company.write(rng) if company else seller.owner.write(rng)
    same_return = seller.return_place is seller.place
    returns = "" if same_return and rng.random() < 0.5 else places.write(seller.return_place, rng)
    return AccountRow(
        platform=seller.platform,
        account_id=seller.account_id,
        shop_name=seller.shop_name,
        registered_name=name,
        company_reg_no=company.number if company else "",
        phone=phones.write(seller.phone, rng),
        email=_capitalised(seller.email, rng),
        payment_account=_grouped(seller.payment_account, rng),
        address=places.write(seller.place, rng) if rng.random() < 0.95 else "",
        return_address=returns,
        device_ids="" if seller.discreet else "|".join(seller.devices),
        opened_on=clock.date(seller.opened),
        category=seller.goods.category,
        shop_level=str(1 + int(rng.random() ** 2 * 5)),
    )


def _capitalised(email: str, rng: Random) -> str:
    return email.upper() if email and rng.random() < 0.05 else email


def _grouped(account: str, rng: Random) -> str:
    """Return a card or an IBAN in groups of four at times, as people copy them from a card."""
    scheme, _, number = account.rpartition(":")
    if scheme == "alipay" or rng.random() > 0.12:
        return account
    groups = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return f"{scheme}:{groups}" if scheme else groups
