"""The ring: accounts, premises, the network and the reasons for every tie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable, Spacer

from casework.flow.packs.render.blocks import (
    BODY,
    SMALL,
    STRONG,
    Column,
    Look,
    Prose,
    likely,
    table,
)
from casework.flow.packs.render.chart import MOST, network, number
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Row, written
from casework.vocabulary import Audience, DeliveryKind

_ROWS = 4
"""Source rows printed with a reason; the schedule of ties holds them all."""
_TIES = 150
"""Ties printed with their reasons, strongest first; the schedule holds them all."""
_Account = tuple[str, str]
_INDENT = Look(indent=12, after=2)
_INDENT_SMALL = Look(7.5, 10.5, tone=SMALL.tone, indent=12, after=3)


def accounts(sheet: Sheet) -> list[Flowable]:
    """Every account with its role, how sure that is, and why."""
    label, members = sheet.words.label, sheet.snapshot.facts["members"]
    profiles = {_account(row): row for row in sheet.snapshot.records(DeliveryKind.ACCOUNTS)}
    rows = []
    for member in members:
        profile = profiles.get((member["platform"], member["account_id"]))
        rows.append(
            (
                number(member, members),
                f"{member['platform']}\n{member['account_id']}",
                _registered(sheet, profile),
                sheet.words.word("role", member["role"]),
                likely(member["confidence"]),
                "\n".join([*member["says"], _sources(member["rows"])]),
            )
        )
    columns = [
        Column(label("column.number"), 0.7),
        Column(label("column.account"), 2.2),
        Column(label("column.registered"), 4),
        Column(label("column.role"), 1.5),
        Column(label("column.confidence"), 1.1, right=True),
        Column(label("column.why"), 4),
    ]
    made = [Prose(text) for text in sheet.words.prose("accounts.intro")]
    return [*made, *(table(columns, rows) or _none(sheet))]


def premises(sheet: Sheet) -> list[Flowable]:
    """Every place with the part it plays, where it is, and how that is known."""
    label = sheet.words.label
    rows = [
        (
            f"L{at}",
            sheet.words.word("place", place["role"]),
            place["address"],
            f"{place['lat']:.6f}\n{place['lon']:.6f}" if place["lat"] is not None else "—",
            likely(place["confidence"]),
            "\n".join([*place["says"], _sources(place["rows"])]),
        )
        for at, place in enumerate(sheet.snapshot.facts["places"], 1)
    ]
    columns = [
        Column(label("column.number"), 0.6),
        Column(label("column.role"), 1.5),
        Column(label("column.address"), 4),
        Column(label("column.coordinates"), 1.8),
        Column(label("column.confidence"), 1.1, right=True),
        Column(label("column.how_known"), 4),
    ]
    made = [Prose(text) for text in sheet.words.prose("premises.intro")]
    return [*made, *(table(columns, rows, 7.5) or _none(sheet))]


def chart(sheet: Sheet) -> list[Flowable]:
    """The network as a drawing, and what it leaves out."""
    members, ties = sheet.snapshot.facts["members"], sheet.snapshot.facts["ties"]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("chart.intro")]
    if not members or not ties:
        return [*made, *_none(sheet)]
    made += [network(sheet), Spacer(0, 10)]
    if len(members) > MOST:
        left_out = [
            text.format(shown=MOST, all=len(members)) for text in sheet.words.prose("chart.more")
        ]
        made += [Prose(text, SMALL) for text in left_out]
    return made


def ties(sheet: Sheet) -> list[Flowable]:
    """Why accounts are held to be one operation, and what else each reason could mean.

    Prosecutors get every tie up to a limit; others the strongest that join all the accounts.
    """
    all_ties = sorted(sheet.snapshot.facts["ties"], key=lambda one: -one["weight"])
    whole = sheet.snapshot.facts["pack"]["audience"] == Audience.PROSECUTION
    shown = all_ties[:_TIES] if whole else list(_joining(all_ties))[:_TIES]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("ties.intro")]
    if not shown:
        return [*made, *_none(sheet)]
    if len(all_ties) > len(shown):
        key = "ties.more" if whole else "ties.joining"
        made += [
            Prose(text.format(shown=len(shown), all=len(all_ties)), SMALL)
            for text in sheet.words.prose(key)
        ]
    members = sheet.snapshot.facts["members"]
    names = {(one["platform"], one["account_id"]): number(one, members) for one in members}
    for tie in shown:
        made += _tie(sheet, tie, names)
    return made


def _joining(strongest: list[Row]) -> Iterator[Row]:
    """Yield the strongest ties of which none is needed twice: Kruskal's spanning forest."""
    roots: dict[_Account, _Account] = {}

    def root(account: _Account) -> _Account:
        while roots.setdefault(account, account) != account:
            account = roots[account]
        return account

    for tie in strongest:
        left, right = root(tuple(tie["left"])), root(tuple(tie["right"]))
        if left != right:
            roots[left] = right
            yield tie


def _tie(sheet: Sheet, tie: Row, names: dict[tuple[str, str], str]) -> Iterable[Flowable]:
    words = sheet.words
    ends = [
        f"{names.get((side[0], side[1]), '')} {side[0]} {side[1]}".strip()
        for side in (tie["left"], tie["right"])
    ]
    weight = words.label("ties.weight").format(weight=f"{tie['weight']:.1f}")
    yield Prose(
        f"{ends[0]}  —  {ends[1]}   ({weight})", Look(9, 13, STRONG.font, before=6, after=2)
    )
    for reason in tie["reasons"]:
        yield Prose(f"• {_says(sheet, reason)}", _INDENT)
        as_written = f"{words.label('ties.as_written')}: {_written(reason)}"
        yield Prose(
            f"{as_written} – {words.label('ties.source')}: {_sources(reason['rows'])}",
            _INDENT_SMALL,
        )
        innocent = f"{words.label('ties.innocent')}: {_innocent(sheet, reason)}"
        yield Prose(innocent, _INDENT_SMALL)
        # Packs sealed before explanations could be excluded do not speak of it.
        for one in reason.get("excluded", ()):
            by = f"{one['excluded_by']}, {one['excluded_at'][:10]}. {one['why']}"
            yield Prose(f"{words.label('ties.excluded')}: {by}", _INDENT_SMALL)
    for one in tie["judgements"]:
        judged = words.word("judgement", one["judgement"])
        yield Prose(f"{judged}: {one['judged_by']}, {one['judged_at'][:10]}. {one['why']}", _INDENT)


def _written(reason: Row) -> str:
    """Return what each wrote; a cell can hold several devices, so which one is meant is told."""
    shown = " / ".join(dict.fromkeys([reason["left"], reason["right"]]))
    return f"{reason['value']} ({shown})" if reason["kind"] == "device" else shown


def _says(sheet: Sheet, reason: Row) -> str:
    told = sheet.words.chinese("reason.masked" if _partly(reason) else "reason.same")
    kind = sheet.words.chinese(f"identifier.{reason['kind']}")
    translated = told.format(kind=kind, value=reason["value"], weight=f"{reason['weight']:.1f}")
    return sheet.words.joined(reason["says"], translated)


def _innocent(sheet: Sheet, reason: Row) -> str:
    key = "masked" if _partly(reason) else reason["kind"]
    return sheet.words.joined(reason["innocent"], sheet.words.chinese(f"innocent.{key}"))


def _partly(reason: Row) -> bool:
    """Whether only a part of the value is known: masked, or without its smallest level."""
    return "*" in reason["value"]


def _registered(sheet: Sheet, profile: Row | None) -> str:
    if profile is None:
        return "—"
    columns = (
        "shop_name",
        "registered_name",
        "company_reg_no",
        "phone",
        "email",
        "payment_account",
        "address",
    )
    lines = [
        f"{sheet.words.label('field.' + column)}: {written(profile, column)}"
        for column in columns
        if written(profile, column)
    ]
    return "\n".join(lines) or "—"


def _account(row: Row) -> tuple[str, str]:
    return str(row["understood"].get("platform")), str(row["understood"].get("account_id"))


def _sources(rows: list[Row]) -> str:
    shown = [f"B{row['batch_id']}:{row['row_number']} #{row['row_sha256'][:8]}" for row in rows]
    more = f" (+{len(rows) - _ROWS})" if len(rows) > _ROWS else ""
    return ", ".join(shown[:_ROWS]) + more


def _none(sheet: Sheet) -> list[Flowable]:
    return [Prose(sheet.words.label("none.rows"), BODY)]
