"""The front of a pack: cover, contents, the ask on one page, the summary."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer

from casework.flow.packs.amounts import by_currency, money
from casework.flow.packs.render.blocks import (
    BODY,
    LEAD,
    SMALL,
    STRONG,
    WARNING,
    Column,
    ContentsLine,
    Look,
    Prose,
    facts,
    halves,
    likely,
    table,
)
from casework.flow.packs.render.fonts import BOLD
from casework.flow.packs.render.page import ACCENT, QUIET, Sheet
from casework.flow.packs.snapshot import Row
from casework.vocabulary import CasePart, DeliveryKind

_FIRST = 6
"""Premises and accounts shown on the page of the ask; all of them follow later."""
_PLACE_ORDER = ("production", "warehouse", "supplier", "pickup")
_ROLE_ORDER = ("collector", "distributor", "storefront")


def cover(sheet: Sheet) -> list[Flowable]:
    """Who, to whom, what for, under which handling, from which frozen content."""
    all_facts, label = sheet.snapshot.facts, sheet.words.label
    pack, case = all_facts["pack"], all_facts["case"]
    recipient = pack["recipient"]
    kind = sheet.words.word("agency", recipient["kind"])
    who = f"{recipient['name']} – {kind}, {recipient['jurisdiction']}, {recipient['code']}"
    made: list[Flowable] = [
        Spacer(0, 30),
        Prose(label("pack." + pack["audience"]), Look(11, 16, BOLD, QUIET, after=2)),
        Prose(case["number"], Look(26, 34, BOLD, ACCENT, after=2)),
        Prose(case["title"], Look(15, 21, after=16)),
    ]
    handling = pack["handling"]
    if handling != "none":
        made += [Prose(text, WARNING) for text in sheet.words.prose("handling." + handling)]
    made.append(
        facts(
            [
                (
                    label("cover.recipient"),
                    who,
                ),
                (label("cover.purpose"), pack["purpose"]),
                (label("cover.basis"), _basis(all_facts["shares"], label("cover.until"))),
                (label("cover.version"), f"{pack['version']} – {pack['name']}"),
                (label("cover.frozen"), _when(pack["frozen_at"])),
                (label("cover.sender"), _sender(case, pack)),
                (label("cover.ring"), all_facts["ring"]["number"]),
                (label("cover.brands"), ", ".join(all_facts["ring"].get("brands", ())) or "—"),
                (label("cover.handling"), sheet.words.word("handling.code", handling)),
                (label("cover.parts"), _parts(sheet)),
                (label("cover.pages"), _range(sheet)),
                (label("cover.snapshot"), halves(sheet.snapshot.sha256)),
                (label("cover.authority"), _fingerprint(all_facts["seal"]["authority_sha256"])),
            ]
        )
    )
    made += [Prose(text, SMALL) for text in sheet.words.prose("cover.what")]
    return made


def contents(sheet: Sheet, keys: Sequence[str]) -> list[Flowable]:
    """Every section with its page; the first pass draws it blank to learn the pages."""
    title = Look(15, 20, BOLD, ACCENT, after=8)
    made: list[Flowable] = [PageBreak(), Prose(sheet.words.label("section.contents"), title)]
    for key in keys:
        page = sheet.starts.get(key)
        number = sheet.bates(page) if page else ""
        made.append(ContentsLine(key, sheet.titles.get(key, ""), number))
    return [*made, PageBreak()]


def ask(sheet: Sheet) -> list[Flowable]:
    """One page: what is asked, where, and what perishes first."""
    facts_, words = sheet.snapshot.facts, sheet.words
    audience = facts_["pack"]["audience"]
    made: list[Flowable] = [Prose(facts_["pack"]["purpose"], LEAD)]
    made += [Prose(text) for text in words.prose("ask." + audience)]
    if sheet.snapshot.has(CasePart.PLACES):
        made.append(Prose(words.label("ask.where"), STRONG))
        made += _first_places(sheet)
    if sheet.snapshot.has(CasePart.MEMBERS):
        made.append(Prose(words.label("ask.who"), STRONG))
        made += _first_accounts(sheet)
    made.append(Prose(words.label("ask.perish"), STRONG))
    made += [
        Prose(text.format(last=_last_seen(sheet)), BODY) for text in words.prose("ask.perishes")
    ]
    return made


def summary(sheet: Sheet) -> list[Flowable]:
    """The case in words and numbers, only of the parts that were shared."""
    facts_, label = sheet.snapshot.facts, sheet.words.label
    case, ring = facts_["case"], facts_["ring"]
    made: list[Flowable] = [Prose(case["summary"] or sheet.words.label("none.summary"))]
    pairs = [
        (label("summary.lead"), case["agency"]["name"]),
        (label("summary.opened"), f"{_when(case['opened_at'])} – {case['opened_by']}"),
        (label("summary.stage"), sheet.words.word("stage", case["stage"])),
    ]
    if "score" in ring:
        sure = f"{likely(ring['score'])} / {likely(ring['stability'])}"
        pairs.append((label("summary.score"), sure))
    pairs += _counts(sheet)
    made.append(facts(pairs))
    if ring.get("reasons"):
        made.append(Prose(label("summary.reasons"), STRONG))
        made += [Prose(f"• {text}") for text in ring["reasons"]]
    if "score" in ring:
        made += [Prose(text, SMALL) for text in sheet.words.prose("summary.score")]
    return made


def _counts(sheet: Sheet) -> list[tuple[str, str]]:
    snapshot, label = sheet.snapshot, sheet.words.label
    pairs: list[tuple[str, str]] = []
    if snapshot.has(CasePart.MEMBERS):
        pairs.append((label("section.accounts"), str(len(snapshot.facts["members"]))))
    if snapshot.has(CasePart.PLACES):
        pairs.append((label("section.premises"), str(len(snapshot.facts["places"]))))
    if snapshot.has(CasePart.TEST_BUYS):
        pairs.append((label("section.test_buys"), _verdicts(sheet)))
        seizures = snapshot.records(DeliveryKind.SEIZURES)
        pairs.append((label("section.seizures"), str(len(seizures))))
    if snapshot.has(CasePart.SHIPMENTS):
        shipments = snapshot.records(DeliveryKind.SHIPMENTS)
        pairs.append((label("section.shipments"), str(len(shipments))))
    if snapshot.has(CasePart.SALES):
        sums = [f"{money(tally.proven())} {tally.currency}" for tally in by_currency(snapshot)]
        pairs.append((label("summary.sales"), " + ".join(sums) or "0"))
    if snapshot.has(CasePart.EXHIBITS):
        pairs.append((label("section.exhibits"), str(len(snapshot.facts["exhibits"]))))
    return pairs


def _verdicts(sheet: Sheet) -> str:
    found: dict[str, int] = {}
    for row in sheet.snapshot.records(DeliveryKind.TEST_BUYS):
        verdict = str(row["understood"].get("verdict") or "pending")
        found[verdict] = found.get(verdict, 0) + 1
    told = [f"{sheet.words.word('verdict', one)}: {found[one]}" for one in sorted(found)]
    return ", ".join(told) or "0"


def _first_places(sheet: Sheet) -> list[Flowable]:
    words, places = sheet.words, sheet.snapshot.facts["places"]
    first = sorted(places, key=lambda one: _PLACE_ORDER.index(one["role"]))[:_FIRST]
    rows = [
        (
            words.word("place", one["role"]),
            one["address"],
            _coordinates(one),
            likely(one["confidence"]),
        )
        for one in first
    ]
    columns = [
        Column(words.label("column.role"), 2),
        Column(words.label("column.address"), 6),
        Column(words.label("column.coordinates"), 2.4),
        Column(words.label("column.confidence"), 1.4, right=True),
    ]
    return table(columns, rows, 8) or [Prose(words.label("none.rows"), SMALL)]


def _first_accounts(sheet: Sheet) -> list[Flowable]:
    words, members = sheet.words, sheet.snapshot.facts["members"]
    first = sorted(members, key=lambda one: _ROLE_ORDER.index(one["role"]))[:_FIRST]
    rows = [
        (
            words.word("role", one["role"]),
            one["platform"],
            one["account_id"],
            likely(one["confidence"]),
        )
        for one in first
    ]
    columns = [
        Column(words.label("column.role"), 2),
        Column(words.label("column.platform"), 2),
        Column(words.label("column.account"), 4),
        Column(words.label("column.confidence"), 1.4, right=True),
    ]
    return table(columns, rows, 8) or [Prose(words.label("none.rows"), SMALL)]


def _last_seen(sheet: Sheet) -> str:
    moments = [row["at"] for row in sheet.snapshot.facts["records"] if row["at"]]
    return max(moments)[:10] if moments else "—"


def _coordinates(place: Row) -> str:
    if place["lat"] is None or place["lon"] is None:
        return "—"
    return f"{place['lat']:.5f}, {place['lon']:.5f}"


def _basis(shares: list[Row], until: str) -> str:
    return "\n".join(
        f"{share['legal_basis']} – {share['purpose']} ({until.format(day=share['ends_at'][:10])})"
        for share in shares
    )


def _sender(case: Row, pack: Row) -> str:
    return f"{case['agency']['name']} – {pack['sealed_by']['name']}"


def _parts(sheet: Sheet) -> str:
    parts = sheet.snapshot.facts["pack"]["parts"]
    return ", ".join(sheet.words.word("part", part) for part in parts)


def _range(sheet: Sheet) -> str:
    return f"{sheet.bates(1)} … {sheet.bates(sheet.pages)}" if sheet.pages else "…"


def _when(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC"


def _fingerprint(pairs: str) -> str:
    return f"{pairs[:47]}\n{pairs[48:]}"
