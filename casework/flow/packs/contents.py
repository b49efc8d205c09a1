"""Freezing: take from the register what a recipient's share opens, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from casework import __version__, policy
from casework.act import Act
from casework.analysis.evidence import alike
from casework.errors import RecipientNotCleared
from casework.flow.cases import NAME_BRANDS, REASONS_SPEAK_OF
from casework.flow.packs.bag import safe_name
from casework.flow.packs.keys import Keys
from casework.flow.packs.ledgers import deliveries, exhibits, notes, trail
from casework.flow.packs.minimise import Minimiser
from casework.flow.packs.snapshot import FORMAT, Snapshot, moment
from casework.model import (
    Agency,
    Case,
    ExcludedExplanation,
    Grant,
    LinkJudgement,
    Member,
    Place,
    Record,
    Tie,
)
from casework.vocabulary import Audience, CasePart, DeliveryKind, Handling, ShareLevel

LETTERS = {Audience.POLICE: "P", Audience.CUSTOMS: "C", Audience.PROSECUTION: "J"}
"""The letter a pack's page numbers carry."""
_LIBRARIES = ("reportlab", "pikepdf", "pyhanko", "cryptography", "pillow")
_KINDS = list(DeliveryKind)
_Pair = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PackOptions:
    """Whom a pack is for, and how it is to be handled."""

    audience: Audience
    recipient: Agency
    purpose: str
    handling: Handling = Handling.NONE
    language: str = "en"
    """en, zh, or both."""


def cleared(act: Act, case: Case, recipient: Agency) -> frozenset[CasePart]:
    """Return the parts the recipient may take away now; raise RecipientNotCleared if none."""
    parts = policy.shared_parts(case, recipient.id, act.at, ShareLevel.EXPORT)
    if not parts:
        raise RecipientNotCleared(recipient.name, case.number)
    return parts


def freeze(act: Act, case: Case, options: PackOptions, version: int) -> Snapshot:
    """Return what the pack will say: only the parts the recipient's live share opens.

    Raises RecipientNotCleared where no live share at level export opens anything.
    """
    parts = cleared(act, case, options.recipient)
    finding = case.finding
    places = [_place(place) for place in finding.places] if CasePart.PLACES in parts else []
    minimiser = Minimiser(options.audience, {place["key"] for place in places})
    records = [_record(record, minimiser) for record in _records(act, case, parts)]
    ties = _ties(act, case) if CasePart.TIES in parts else []
    members = [_member(one) for one in finding.members] if CasePart.MEMBERS in parts else []
    frozen = {
        "format": FORMAT,
        "pack": _pack(act, case, options, version, parts),
        "seal": _seal(act),
        "software": _software(),
        "case": _case(case),
        "shares": [_share(grant) for grant in _grants(act, case, options.recipient)],
        "ring": _ring(case, parts),
        "members": members,
        "places": places,
        "ties": ties,
        "records": records,
        "exhibits": exhibits(act, case) if CasePart.EXHIBITS in parts else [],
        "notes": notes(act, case) if CasePart.TIMELINE in parts else [],
        "trail": trail(act, case, options.recipient, parts),
        "deliveries": deliveries(act, _batches(members, places, ties, records)),
        "left_out": dict(sorted(minimiser.left_out.items())),
    }
    return Snapshot.of(frozen)


def _pack(
    act: Act, case: Case, options: PackOptions, version: int, parts: Collection[CasePart]
) -> dict[str, Any]:
    code = safe_name(options.recipient.code).replace("_", "-")
    letter = LETTERS[options.audience]
    return {
        "name": f"{case.number}_{options.audience.value}_v{version}_{code}",
        "bates": f"{case.number}-{letter}{version}-",
        "audience": options.audience.value,
        "version": version,
        "recipient": _agency(options.recipient),
        "purpose": options.purpose,
        "handling": options.handling.value,
        "language": options.language,
        "parts": [part.value for part in CasePart if part in parts],
        "frozen_at": moment(act.at),
        "sealed_by": {"name": act.officer.name, "agency": act.officer.agency.name},
    }


def _seal(act: Act) -> dict[str, Any]:
    keys = Keys(act.settings)
    return {
        "authority_sha256": keys.authority_fingerprint,
        "authority": "own",
        "clock": "own",
    }


def _software() -> dict[str, str]:
    return {"casework": __version__, **{name: metadata.version(name) for name in _LIBRARIES}}


def _agency(agency: Agency) -> dict[str, str]:
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind.value,
        "jurisdiction": agency.jurisdiction,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "title": case.title,
        "summary": case.summary,
        "stage": case.stage.value,
        "opened_at": moment(case.opened_at),
        "opened_by": case.opened_by.name,
        "agency": _agency(case.agency),
    }


def _grants(act: Act, case: Case, recipient: Agency) -> list[Grant]:
    return [
        grant
        for grant in case.grants
        if grant.agency_id == recipient.id
        and policy.is_live(grant, act.at)
        and grant.level is ShareLevel.EXPORT
    ]


def _share(grant: Grant) -> dict[str, Any]:
    return {
        "purpose": grant.purpose,
        "legal_basis": grant.legal_basis,
        "granted_at": moment(grant.granted_at),
        "ends_at": moment(grant.ends_at),
    }


def _ring(case: Case, parts: Collection[CasePart]) -> dict[str, Any]:
    finding, run = case.finding, case.finding.run
    facts: dict[str, Any] = {
        "number": finding.ring.number,
        "suspected": finding.suspected,
        "run": {
            "id": run.id,
            "engine": run.engine,
            "started_at": moment(run.started_at),
            "batches": run.batches,
            "rows": run.rows,
            "parameters": run.parameters,
        },
    }
    if CasePart.TIES in parts:
        facts["score"], facts["stability"] = finding.score, finding.stability
    if not NAME_BRANDS.isdisjoint(parts):
        facts["brands"] = finding.brands
    if REASONS_SPEAK_OF.issubset(parts):
        facts["reasons"] = finding.reasons
    if CasePart.TEST_BUYS in parts:
        facts["counterfeit_test_buys"] = finding.counterfeit_test_buys
        facts["genuine_test_buys"] = finding.genuine_test_buys
    if CasePart.SALES in parts:
        facts["sales"] = [finding.sales, *finding.sales_other]
    return facts


def _member(member: Member) -> dict[str, Any]:
    return {
        "platform": member.platform,
        "account_id": member.account_id,
        "role": member.role.value,
        "confidence": member.confidence,
        "says": member.says,
        "rows": member.rows,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "role": place.role.value,
        "address": place.address,
        "key": place.key,
        "lat": place.lat,
        "lon": place.lon,
        "confidence": place.confidence,
        "says": place.says,
        "rows": place.rows,
    }


def _ties(act: Act, case: Case) -> list[dict[str, Any]]:
    judged: dict[_Pair, list[dict[str, Any]]] = defaultdict(list)
    live = act.select(LinkJudgement).where(
        LinkJudgement.agency_id == case.agency_id, LinkJudgement.withdrawn_at.is_(None)
    )
    for one in act.session.scalars(live.order_by(LinkJudgement.id)):
        judged[_pair(one)].append(
            {
                "judgement": one.judgement.value,
                "why": one.why,
                "judged_at": moment(one.judged_at),
                "judged_by": one.judged_by.name,
            }
        )
    excluded = _excluded(act, case)
    return [
        {
            "left": [tie.left_platform, tie.left_account],
            "right": [tie.right_platform, tie.right_account],
            "weight": tie.weight,
            "reasons": [
                reason | {"excluded": excluded[*_pair(tie), reason["kind"], reason["value"]]}
                for reason in tie.reasons
            ],
            "judgements": judged[_pair(tie)],
        }
        for tie in case.finding.ties
    ]


def _excluded(act: Act, case: Case) -> Mapping[tuple[str, ...], list[dict[str, Any]]]:
    """Return who excluded an innocent explanation and why, by pair of accounts, kind and value."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    live = act.select(ExcludedExplanation).where(
        ExcludedExplanation.agency_id == case.agency_id, ExcludedExplanation.withdrawn_at.is_(None)
    )
    for one in act.session.scalars(live.order_by(ExcludedExplanation.id)):
        told = {
            "why": one.why,
            "excluded_at": moment(one.excluded_at),
            "excluded_by": one.excluded_by.name,
        }
        for kind in alike(one.kind):
            found[*_pair(one), kind.value, one.value].append(told)
    return found


def _pair(of: Tie | LinkJudgement | ExcludedExplanation) -> _Pair:
    return of.left_platform, of.left_account, of.right_platform, of.right_account


def _records(act: Act, case: Case, parts: Collection[CasePart]) -> list[Record]:
    asked = act.select(Record).where(Record.case_id == case.id, Record.part.in_(parts))
    return sorted(
        act.session.scalars(asked),
        key=lambda one: (_KINDS.index(one.kind), one.batch_id, one.row_number),
    )


def _record(record: Record, minimiser: Minimiser) -> dict[str, Any]:
    shown, understood = minimiser.values(record)
    return {
        "part": record.part.value,
        "kind": record.kind.value,
        "batch": record.batch_id,
        "row": record.row_number,
        "row_sha256": record.row_sha256,
        "written": shown,
        "understood": understood,
        "at": moment(record.at),
        "tier": record.tier,
    }


def _batches(*rooms: Iterable[dict[str, Any]]) -> set[int]:
    found: set[int] = set()
    for thing in (thing for room in rooms for thing in room):
        if "batch" in thing:
            found.add(int(thing["batch"]))
        sources = [thing, *thing.get("reasons", [])]
        found.update(int(row["batch_id"]) for one in sources for row in one.get("rows", []))
    return found
