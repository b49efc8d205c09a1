"""Where to buy next: which test buy would settle most about a group, and what it would tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp2, log, log2

from casework.analysis.goods import Goods, ring_probability
from casework.analysis.parameters import Parameters
from casework.analysis.values import NextBuy

_CERTAIN = 0.99
"""From here on no test buy is needed to know the group: the next one belongs to another group."""
_NEGLIGIBLE = 0.02  # bits: a verdict that changes nothing is not worth its price
_QUIET_DAYS = 90.0
"""A shop that sold nothing for so long is half as likely to deliver."""
_UNSEEN = 0.1  # a shop never seen selling, against one that sells today


@dataclass(frozen=True, slots=True)
class Outlook:
    """A brand that a verdict on an account would probably name, and who else lists it."""

    brand: str
    selling: int
    """Accounts of the group that list it."""
    brand_share: float
    """Share of other accounts that do."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account of the group as a place to buy."""

    platform: str
    account_id: str
    seller: int
    """Accounts of one seller, whom a payment account or a company joins, have one number."""
    belongs: float
    """Probability that the account belongs to the others."""
    tested: bool
    """Whether a verdict on it is known already."""
    quiet_days: float | None
    """Days since it was last seen selling, by the newest row of the data; None if never."""
    outlook: Outlook | None = None
    """None where its listings are not known."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing that could be bought."""

    listing_id: str
    title: str
    brand: str
    price: Decimal | None
    currency: str
    units_sold: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """What a test buy at one account would tell, on average, in bits."""

    candidate: Candidate
    bits: float
    if_counterfeit: float
    if_genuine: float


def sellers(holding: Sequence[AbstractSet[int]]) -> list[int]:
    """Return a number for each account's seller: who shares a value, with whomever, is one.

    `holding` are the payment accounts and companies each account shows.

    >>> sellers([{1}, {2}, {1, 3}, set(), {3}])
    [0, 1, 0, 3, 0]
    """
    seller = list(range(len(holding)))
    first: dict[int, int] = {}
    for account, values in enumerate(holding):
        for value in sorted(values):
            one, other = sorted((seller[account], seller[first.setdefault(value, account)]))
            seller = [one if number == other else number for number in seller]
    return seller


def likeliest(outlooks: Iterable[Outlook]) -> Outlook | None:
    """Return the brand a group's counterfeits probably bear: listed by many inside, few outside.

    >>> likeliest([Outlook("Norvik", 4, 0.01), Outlook("Tassel", 5, 0.5)]).brand
    'Norvik'
    """
    telling = [(one.selling * log(max(one.brand_share, 1e-6)), one.brand, one) for one in outlooks]
    return min(telling, key=lambda found: found[:2])[2] if telling else None


def worth_buying(
    goods: Goods, candidates: Sequence[Candidate], parameters: Parameters, most: int = 2
) -> list[Worth]:
    """Return the test buys that would settle most, the best first, one at each seller.

    The worth of a test buy is the expected fall of the uncertainty (entropy) of the group's score
    when the verdict comes, by how surely the account belongs and how likely it still delivers.
    A seller with a verdict, or awaiting one, is left out: one bad seller is one fact, however many
    names it has.
    """
    score = ring_probability(goods, parameters)
    if score >= _CERTAIN:
        return []
    known = {one.seller for one in candidates if one.tested}
    fresh = [one for one in candidates if one.seller not in known]
    worths = [_worth(goods, score, one, parameters) for one in fresh]
    order = sorted(worths, key=lambda w: (-w.bits, w.candidate.platform, w.candidate.account_id))
    chosen: dict[int, Worth] = {}
    for one in order:
        if one.bits >= _NEGLIGIBLE and len(chosen) < most:
            chosen.setdefault(one.candidate.seller, one)
    return list(chosen.values())


def offer_to_buy(offers: Sequence[Offer], brand: str) -> Offer | None:
    """Return the cheapest listing of the brand among those that sell well; None without any.

    Well means at least as often as the middle one: what nobody buys may not exist. Where no
    listing names the brand, any will do.
    """
    naming = [one for one in offers if names(one, brand)] if brand else []
    among = naming or list(offers)
    if not among:
        return None
    middle = sorted(one.units_sold for one in among)[len(among) // 2]
    well = [one for one in among if one.units_sold >= middle]
    return min(
        well,
        key=lambda one: (one.price is None, one.price or 0, -one.units_sold, one.listing_id),
    )


def names(offer: Offer, brand: str) -> bool:
    """Return whether a listing names a brand, in its own column or in its title."""
    wanted = brand.casefold()
    return offer.brand.casefold() == wanted or wanted in offer.title.casefold()


def next_buy(worth: Worth, score: float, offer: Offer | None) -> NextBuy:
    """Return the test buy as an officer reads it, with its reasons in sentences."""
    one = worth.candidate
    brand = one.outlook.brand if one.outlook else ""
    return NextBuy(
        one.platform,
        one.account_id,
        round(worth.if_counterfeit, 4),
        round(worth.if_genuine, 4),
        [_effect(worth, score), *_about(one)],
        brand,
        offer.listing_id if offer else "",
        offer.title if offer else "",
        str(offer.price) if offer and offer.price is not None else "",
        offer.currency if offer else "",
    )


def _worth(goods: Goods, score: float, one: Candidate, parameters: Parameters) -> Worth:
    bad = ring_probability(_after_counterfeit(goods, one.outlook), parameters)
    good = ring_probability(replace(goods, genuine=goods.genuine + 1), parameters)
    share, error = parameters.counterfeit_share, parameters.verdict_error
    expected = score * share + (1.0 - score) * error
    fall = _entropy(score) - expected * _entropy(bad) - (1.0 - expected) * _entropy(good)
    bits = max(fall, 0.0) * one.belongs * _delivers(one.quiet_days)
    return Worth(one, round(bits, 3), bad, good)  # nearly alike is alike: names decide


def _after_counterfeit(goods: Goods, outlook: Outlook | None) -> Goods:
    after = replace(goods, counterfeit=goods.counterfeit + 1)
    if goods.counterfeit or goods.seizures:
        return after  # the brand is known by the verdicts there are
    if outlook is None:
        return replace(after, listing=0)  # who else lists a brand nobody knows says nothing
    listing = max(goods.listing, outlook.selling)
    return replace(after, listing=listing, selling=outlook.selling, brand_share=outlook.brand_share)


def _entropy(p: float) -> float:
    if not 0.0 < p < 1.0:
        return 0.0
    return -p * log2(p) - (1.0 - p) * log2(1.0 - p)


def _delivers(quiet_days: float | None) -> float:
    if quiet_days is None:
        return _UNSEEN
    return max(_UNSEEN, exp2(-max(quiet_days, 0.0) / _QUIET_DAYS))


def _effect(worth: Worth, score: float) -> str:
    """Return what the two verdicts would do, in a sentence."""
    bad = f"A counterfeit verdict would {_moves(score, worth.if_counterfeit)}"
    if percent(worth.if_genuine) != percent(score):
        return f"{bad}; a genuine one lower it to {percent(worth.if_genuine)}."
    return f"{bad}; a genuine one leave it at {percent(worth.if_genuine)}."


def _moves(score: float, after: float) -> str:
    if percent(after) == percent(score):
        return f"leave the group at {percent(after)}"
    if after > score:
        return f"raise the group from {percent(score)} to {percent(after)}"
    moved = f"lower the group from {percent(score)} to {percent(after)}"
    return f"{moved}, as too few of it list what was bought"


def _about(one: Candidate) -> list[str]:
    lines = [f"It belongs to the group with a probability of {percent(one.belongs)}."]
    if one.quiet_days is not None:
        days = round(max(one.quiet_days, 0.0))
        count = "day" if days == 1 else "days"
        ago = f"{days} {count} before the newest row" if days else "on the newest day"
        lines.append(f"It was last seen selling {ago} of the data.")
    if one.outlook:
        selling = one.outlook.selling
        who = (
            "One account of the group lists" if selling == 1 else f"{selling} of its accounts list"
        )
        share = percent(one.outlook.brand_share)
        lines.append(f"{who} {one.outlook.brand}, as {share} of the others do.")
    return lines


def percent(p: float) -> str:
    """Return a probability as people say it; never 0 % or 100 %.

    >>> percent(0.304), percent(0.9996), percent(0.001)
    ('30 %', 'more than 99 %', 'less than 1 %')
    """
    if p > 0.995:
        return "more than 99 %"
    return "less than 1 %" if p < 0.005 else f"{100.0 * p:.0f} %"
