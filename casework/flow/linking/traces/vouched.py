"""A count of parties before any weight: which holders of a value something else joins too.

The holders of a service's value (an agency's phone, a payment agent's card) share it and nothing
else. The holders of an operator's value share more with one another. So before any weight is
known, two values vouch for each other when the holders of the one are found among the holders of
the other far more often than chance puts them there, and no single service hands out both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.components import components
from casework.analysis.distinct import Flags
from casework.analysis.evidence import FIRST_MASKED, NATURE, Family, Space, related
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.parties import Common, Joined
from casework.lake import ints

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

    from casework.lake import Engine

_PURSES = (Family.PAYMENT, Family.REGISTRATION)
"""Money and registration stay with whoever runs a shop: no agency, warehouse or counter lends its
clients its card together with its phone, its computer or its address."""
_NARROW = 3
"""A value of two or three accounts is not what a service hands out to all its clients."""
_OWN = [int(space) for space in Space if NATURE[space].alone and space < FIRST_MASKED]


def vouched(engine: Engine, common: Common, accounts: int, parameters: Parameters) -> Joined:
    """Return the holders of common values that vouching values join.

    Money and registration vouch for contacts, devices and places, and these for them. Among
    contacts, devices and places, which one service can hand out together, only narrow values
    vouch, only for a wide one, and only where they chain most of its holders together.
    """
    held = engine.keep("own_holding", _own_holdings(engine))
    found = engine.rows(_both(held, parameters.hub_parties))
    kept = related(
        ints(found, "common"), ints(found, "smaller"), ints(found, "larger"), accounts, parameters
    )
    purse = np.asarray(found["purse"].to_numpy(), dtype=bool)
    alone = _joined(engine, held, found, kept & purse)
    chained = _joined(engine, held, found, kept)
    engine.drop("own_holding")
    return _spanning(alone, chained, common)


def _own_holdings(engine: Engine) -> Table:
    """Return who holds values that tie alone, with how many others."""
    holding, value = engine.table("holding"), engine.table("common_value")
    own = value.filter(value.space.isin(_OWN)).select("value_id", "accounts")
    return holding.select("account", "value_id", "family").join(own, "value_id")


def _both(held: Table, wide: int) -> Table:
    """Return pairs of values, v for which w may vouch, with how many accounts hold both."""
    import ibis

    mine = held.select(
        "account", v="value_id", v_family="family", v_accounts="accounts", v_purse=_purse(held)
    )
    other = held.select(
        "account", w="value_id", w_family="family", w_accounts="accounts", w_purse=_purse(held)
    )
    both = mine.join(other, "account")
    purse = both.v_purse | both.w_purse
    narrow = (both.w_accounts <= _NARROW) & (both.v_accounts >= wide)
    apart = (both.v != both.w) & (both.v_family != both.w_family)
    met = both.filter(apart, purse | narrow).mutate(
        purse=purse,
        smaller=ibis.least(both.v_accounts, both.w_accounts),
        larger=ibis.greatest(both.v_accounts, both.w_accounts),
    )
    counted = met.group_by(["v", "w", "purse", "smaller", "larger"]).agg(common=met.count())
    return counted.filter(counted.common > 1)


def _purse(held: Table) -> object:
    return held.family.isin([int(family) for family in _PURSES])


def _joined(engine: Engine, held: Table, found: pa.Table, kept: Flags) -> Joined:
    """Return the holders that hold a value with one that vouches for it, by party."""
    import pyarrow as pa

    pairs = pa.table({name: found[name].filter(pa.array(kept)) for name in ("v", "w")})
    vouching = engine.give("vouching", pairs)
    of_value = held.select("account", v="value_id").join(vouching, "v")
    both = engine.rows(of_value.semi_join(held.select("account", w="value_id"), ["account", "w"]))
    value, account, voucher = (ints(both, name) for name in ("v", "account", "w"))
    # A holder of a value is one node, the value that vouches among those holders another.
    span = 1 + max(int(account.max(initial=0)), int(voucher.max(initial=0)))
    holders, holder = np.unique(value * span + account, return_inverse=True)
    vouchers, place = np.unique(value * span + voucher, return_inverse=True)
    party = components(holder, len(holders) + place, len(holders) + len(vouchers))
    return Joined(holders // span, holders % span, party[: len(holders)])


def _spanning(alone: Joined, chained: Joined, common: Common) -> Joined:
    """Return the chained holders of values most of whose holders are one chain, else the others."""
    sizes = np.bincount(chained.party, minlength=len(chained.party))[chained.party]
    most = np.zeros(len(common), dtype=np.int64)
    np.maximum.at(most, chained.value, sizes)
    spanned = 2 * most > common.accounts
    one, other = spanned[chained.value], ~spanned[alone.value]
    return Joined(
        np.concatenate([chained.value[one], alone.value[other]]),
        np.concatenate([chained.account[one], alone.account[other]]),
        np.concatenate([chained.party[one], alone.party[other]]),
    )
