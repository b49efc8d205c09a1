"""Answers about a ring as pages show them: ties with their marks, and what was supposed to fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casework.act import Act
from casework.analysis.evidence import Space, alike
from casework.analysis.pillars import Pillar
from casework.analysis.sentences import what
from casework.analysis.supposing import Supposition
from casework.analysis.values import AccountKey, Reason, RowRef
from casework.analysis.values import Tie as ToldTie
from casework.errors import NotFound
from casework.flow import linking, rings
from casework.flow.linking import AccountPair
from casework.flow.rings import Foundations
from casework.model import ExcludedExplanation, Finding, Member, Tie
from casework.vocabulary import IdentifierKind, Judgement
from casework.web.addresses import account_in_address, account_named
from casework.web.forms.rings import AskWhyForm, WhatIfForm
from casework.web.picture import judged_pairs

FRAGILE = 0.7
"""A ring found again in fewer copies than this hangs on a few values (see docs/rings.md)."""
_VALUES = 12
"""Values a page offers to let fall: those that carry most."""
_TIES = 12
_LONGEST = 20
"""Characters of a pair of numbers in an address: no finding has members by the billion."""

Excluded = dict[tuple[AccountPair, str, str], ExcludedExplanation]


@dataclass(frozen=True, slots=True)
class End:
    """An account that was asked about, and what it is in now."""

    account: AccountKey
    finding: Finding


@dataclass(frozen=True, slots=True)
class ShownTie:
    """A tie that was asked about or judged, with the names a kept tie has."""

    id: str
    left_platform: str
    left_account: str
    right_platform: str
    right_account: str
    weight: float
    reasons: list[Reason]
    """Empty where an officer's judgement is all there is."""

    @property
    def left(self) -> AccountKey:
        """The account that stands left."""
        return self.left_platform, self.left_account

    @property
    def right(self) -> AccountKey:
        """The other."""
        return self.right_platform, self.right_account


@dataclass(frozen=True, slots=True)
class ShownWhy:
    """Why two accounts are linked, as a page shows it."""

    direct: ShownTie | Tie | None
    chain: list[ShownTie]
    complete: bool
    holds: bool
    """Whether every tie of the chain ties alone."""
    apart: bool = False
    """Whether the two are in different rings: nothing of what both show is kept."""


def is_of(form: WhatIfForm, of: Finding) -> bool:
    """Return whether the numbers of the address are this finding's; from here on they are.

    A later discovery numbers members and values anew: an old address must not name others.
    """
    given, form.finding.data = form.finding.data, of.id
    return given in (None, of.id)


def marks(act: Act, of: Finding) -> dict[str, Any]:
    """Return what every page that shows ties of a finding needs to know of them."""
    return {
        "finding": of,
        "judged": judged_pairs(linking.judgements(act)),
        "excluded": excluded_reasons(linking.exclusions(act)),
        "position": positions(of),
    }


def positions(of: Finding) -> dict[AccountKey, int]:
    """Return the number of each member in the finding."""
    return {(one.platform, one.account_id): one.position for one in of.members}


def excluded_reasons(exclusions: Iterable[ExcludedExplanation]) -> Excluded:
    """Return the exclusion that counts for each pair of accounts, kind and value.

    By every kind the value can be shown under: a later delivery may name a parcel's sender phone
    as the account's own.
    """
    return {
        (
            AccountPair(one.left_platform, one.left_account, one.right_platform, one.right_account),
            kind.value,
            one.value,
        ): one
        for one in exclusions
        for kind in alike(one.kind)
    }


def ends(act: Act, of: Finding, accounts: Iterable[AccountKey]) -> list[End]:
    """Return the accounts with what each is in: this finding, or another of the newest run.

    NotFound where one is in no ring.
    """
    known = positions(of)
    found = []
    for account in accounts:
        there = of if account in known else rings.now_in(act, account)
        if there is None:
            raise NotFound("account in a ring of the newest run", "/".join(account))
        found.append(End(account, there))
    return found


def why(act: Act, of: Finding, asked: Sequence[End]) -> ShownWhy:
    """Return why two accounts are linked; where no evidence was kept, by their kept tie alone.

    Of two that are in different rings, a judgement is all there is.
    """
    one, other = (end.account for end in asked)
    judged = AccountPair.of(one, other) in judged_pairs(linking.judgements(act))
    bare = ShownTie("direct", *one, *other, 0.0, []) if judged else None
    if {end.finding.id for end in asked} != {of.id}:
        return ShownWhy(bare, [], complete=False, holds=False, apart=True)
    if of.evidence is None:
        kept = rings.tie_between(act, of, one, other)
        return ShownWhy(kept or bare, [], complete=False, holds=False)
    told = rings.why(act, of, one, other)
    chain = [_shown(tie, f"chain-{step}") for step, tie in enumerate(told.chain, start=1)]
    direct = _shown(told.direct, "direct") if told.direct else None
    return ShownWhy(direct, chain, told.complete, told.holds)


def confirmed_ties(act: Act, of: Finding) -> list[ShownTie]:
    """Return the pairs of members that officers confirmed and of which no tie is kept.

    With everything both show, where they show anything: else the judgement is the only ground.
    """
    known = positions(of)
    found = []
    for pair, judged in judged_pairs(linking.judgements(act)).items():
        one, other = pair.left, pair.right
        if judged.judgement is not Judgement.CONFIRMED or not {one, other} <= known.keys():
            continue
        if rings.tie_between(act, of, one, other) is None:
            told = rings.why(act, of, one, other).direct if of.evidence is not None else None
            tie = told or ToldTie(one, other, 0.0, [])
            found.append(_shown(tie, f"confirmed-{judged.id}"))
    return found


def _shown(tie: ToldTie, number: str) -> ShownTie:
    return ShownTie(number, *tie.left, *tie.right, tie.weight, tie.reasons)


def reasons_between(act: Act, of: Finding, one: AccountKey, other: AccountKey) -> list[Reason]:
    """Return every reason why two members are tied, the strongest first."""
    if of.evidence is not None:
        direct = rings.why(act, of, one, other).direct
        return direct.reasons if direct else []
    kept = rings.tie_between(act, of, one, other)
    return [
        Reason(
            **reason
            | {
                "kind": IdentifierKind(reason["kind"]),
                "rows": [RowRef(**row) for row in reason["rows"]],
            }
        )
        for reason in (kept.reasons if kept else ())
    ]


def fragile(stability: float) -> bool:
    """Return whether a ring of this stability hangs on a few values."""
    return stability < FRAGILE


def offer_accounts(act: Act, form: AskWhyForm, of: Finding) -> None:
    """Let the form choose between the members of the finding, and take one of another ring.

    First, two different members are chosen.
    """
    names = {(one.platform, one.account_id): _name(one) for one in of.members}
    choices = [(account_in_address(*account), name) for account, name in names.items()]
    form.one.choices, form.other.choices = choices, list(choices)
    if form.one.data is None and form.other.data is None and len(choices) > 1:
        form.other.data = choices[1][0]
    asked = account_named(form.elsewhere.data or form.other.data or "")
    there = rings.now_in(act, asked) if asked not in names else None
    if there is not None:
        name = f"{' / '.join(asked)}, of {there.ring.number}"
        form.other.choices.append((account_in_address(*asked), name))
    if form.elsewhere.data:
        form.other.data = account_in_address(*asked)


def _name(one: Member) -> str:
    return f"{one.platform} / {one.account_id}"


def foundations(act: Act, of: Finding, form: WhatIfForm) -> Foundations:
    """Return what the ring rests on, and let the form choose of it."""
    known = positions(of)
    base = rings.foundations(act, of, _VALUES, also=form.value.data or ())
    form.value.choices = [
        (one.number, f"{one.kind} {_told(one)}, of {one.accounts} accounts") for one in base.values
    ]
    form.explained.choices = [
        (space.name.lower(), f"{what(space).capitalize()}: {says}")
        for space, says in base.kinds.items()
    ]
    form.without.choices = [
        (one.position, _name(one))
        for one in sorted(of.members, key=lambda one: (not one.keystone, one.position))
    ]
    shown = rings.ties(act, of, limit=_TIES).items
    pairs = [
        (known[tie.left_platform, tie.left_account], known[tie.right_platform, tie.right_account])
        for tie in shown
    ]
    asked = [pair for one in form.refused.data or () if (pair := _pair(one))]
    name = {one.position: one.account_id for one in of.members}
    form.refused.choices = [
        (f"{left}-{right}", f"{name[left]} and {name[right]}")
        for left, right in dict.fromkeys([*pairs, *asked])
        if left in name and right in name
    ]
    return base


def supposition(of: Finding, form: WhatIfForm, base: Foundations) -> Supposition:
    """Return what the form takes to fall."""
    name = {one.position: (one.platform, one.account_id) for one in of.members}
    value = {one.number: one.value for one in base.values}
    pairs = [pair for one in form.refused.data or () if (pair := _pair(one))]
    return Supposition(
        values=frozenset(value[number] for number in form.value.data or ()),
        explained=frozenset(Space[word.upper()] for word in form.explained.data or ()),
        refused=frozenset((name[left], name[right]) for left, right in pairs),
        without=frozenset(name[position] for position in form.without.data or ()),
    )


def _told(one: Pillar) -> str:
    """Return the value as one of them wrote it; of the several devices of a cell the one meant."""
    return one.value if one.kind is IdentifierKind.DEVICE else one.written


def _pair(text: str) -> tuple[int, int] | None:
    """Return the two numbers of `3-7`; None where it names no two."""
    left, _, right = text[: _LONGEST + 1].partition("-")
    if len(text) > _LONGEST:
        return None
    if not (left.isascii() and left.isdigit() and right.isascii() and right.isdigit()):
        return None
    return (int(left), int(right)) if int(left) != int(right) else None
