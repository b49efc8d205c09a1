"""Questions of a ring, answered from the evidence kept with its finding: no lake is needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from casework.act import Act
from casework.analysis import pillars, reasons, supposing
from casework.analysis.belonging import Belonging, belonging
from casework.analysis.dossier import Dossier, from_bytes
from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.analysis.pillars import Pillar
from casework.analysis.reasons import Why
from casework.analysis.supposing import Remaining, Supposition
from casework.analysis.values import AccountKey
from casework.errors import NotFound
from casework.flow import linking
from casework.model import Finding, Run
from casework.vocabulary import Action, Judgement

_read = lru_cache(maxsize=8)(from_bytes)
"""Officers ask about one ring again and again: the evidence read last stays at hand."""


@dataclass(frozen=True, slots=True)
class Foundations:
    """What a ring rests on: what can be supposed to fall."""

    values: list[Pillar]
    """Those that carry most first."""
    kinds: dict[Space, str]
    """The kinds of values its members share, each with its best innocent explanation."""


def how_known(act: Act, of: Finding, account: AccountKey) -> Belonging:
    """Return what a member shares with the others of the ring, family by family, with the rows."""
    act.require(Action.RING_READ, of)
    dossier = _kept(of)
    _require_members(dossier, [account])
    return belonging(dossier, account)


def foundations(act: Act, of: Finding, most: int, also: Collection[int] = ()) -> Foundations:
    """Return the values and kinds of values a ring rests on; of the values `most` and `also`."""
    act.require(Action.RING_READ, of)
    dossier = _kept(of)
    return Foundations(pillars.pillars(dossier, most, also), pillars.kinds(dossier))


def why(act: Act, of: Finding, one: AccountKey, other: AccountKey) -> Why:
    """Return why two members of the ring are linked, as officers judge its ties now."""
    act.require(Action.RING_READ, of)
    dossier = _judged(act, of)
    _require_members(dossier, (one, other))
    return reasons.why(dossier, one, other, _parameters(of.run))


def what_if(act: Act, of: Finding, supposed: Supposition) -> Remaining:
    """Return what would remain of the ring if something it rests on fell.

    Officers' judgements of now are obeyed; where they excluded an innocent explanation, the value
    stands though the explanation is supposed.
    """
    act.require(Action.RING_READ, of)
    dossier = _judged(act, of)
    _require_members(dossier, supposed.without)
    excluded = {
        ((one.left_platform, one.left_account), (one.right_platform, one.right_account), one.value)
        for one in linking.exclusions(act)
    }
    known = replace(supposed, excluded=supposed.excluded | excluded)
    return supposing.what_if(dossier, known, _parameters(of.run))


def _judged(act: Act, of: Finding) -> Dossier:
    """Return the evidence with the judgements that count now, not those that counted then."""
    dossier = _kept(of)
    place = {name: number for number, name in enumerate(dossier.names)}
    judged: dict[tuple[int, int], bool] = {}
    for one in linking.judgements(act):
        left = place.get((one.left_platform, one.left_account))
        right = place.get((one.right_platform, one.right_account))
        if left is not None and right is not None and one.judgement is not Judgement.PROPOSED:
            judged[min(left, right), max(left, right)] = one.judgement is Judgement.CONFIRMED
    return replace(dossier, traces=replace(dossier.traces, judged=judged))


def _kept(of: Finding) -> Dossier:
    if not of.evidence:
        raise NotFound("kept evidence of ring", of.ring.number)
    return _read(of.evidence)


def _require_members(dossier: Dossier, accounts: Collection[AccountKey]) -> None:
    for key in accounts:
        if key not in dossier.names:
            raise NotFound("member", "/".join(key))


def _parameters(run: Run) -> Parameters:
    """Return the numbers the run was made with; those it did not know yet, as they are now."""
    known = {one.name for one in fields(Parameters)}
    return Parameters(**{name: value for name, value in run.parameters.items() if name in known})
