"""Schedules: what the document prints, and what it had no room for, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from casework.disarm import disarmed
from casework.flow.packs.amounts import TIERS, by_account
from casework.flow.packs.events import every
from casework.flow.packs.snapshot import Row, Snapshot, source, written
from casework.vocabulary import COLUMNS, CasePart, DeliveryKind

_Lines = Iterator[Sequence[object]]
_ROW = ("source", "batch", "row", "row_sha256", "at")
_NAMES = {DeliveryKind.ACCOUNTS: "account_rows"}
"""accounts.csv holds the accounts as the case sees them; these are the rows delivered."""


def write_schedules(snapshot: Snapshot, folder: Path) -> list[str]:
    """Write every schedule the recipient's share allows; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, lines in _schedules(snapshot):
        _write(folder / f"{name}.csv", lines)
        made.append(name)
    return made


def _schedules(snapshot: Snapshot) -> Iterator[tuple[str, _Lines]]:
    if snapshot.has(CasePart.MEMBERS):
        yield "accounts", _accounts(snapshot)
    if snapshot.has(CasePart.PLACES):
        yield "places", _places(snapshot)
    if snapshot.has(CasePart.TIES):
        yield "ties", _ties(snapshot)
    if snapshot.has(CasePart.SALES):
        yield "amounts", _amounts(snapshot)
    for kind in DeliveryKind:
        rows = snapshot.records(kind)
        if rows:
            yield _NAMES.get(kind, kind.value), _rows(kind, rows)
    if snapshot.has(CasePart.TIMELINE):
        yield "timeline", _timeline(snapshot)
    if snapshot.has(CasePart.EXHIBITS):
        yield "exhibits", _exhibits(snapshot)
        yield "custody", _custody(snapshot)
    yield "deliveries", _deliveries(snapshot)


def _accounts(snapshot: Snapshot) -> _Lines:
    yield "platform", "account_id", "role", "confidence", "why", "source_rows"
    for one in snapshot.facts["members"]:
        yield (
            one["platform"],
            one["account_id"],
            one["role"],
            one["confidence"],
            " ".join(one["says"]),
            _cited(one["rows"]),
        )


def _places(snapshot: Snapshot) -> _Lines:
    yield "role", "address", "lat", "lon", "confidence", "how_known", "source_rows"
    for one in snapshot.facts["places"]:
        yield (
            one["role"],
            one["address"],
            one["lat"],
            one["lon"],
            one["confidence"],
            " ".join(one["says"]),
            _cited(one["rows"]),
        )


def _ties(snapshot: Snapshot) -> _Lines:
    yield (
        *("left_platform", "left_account", "right_platform", "right_account", "tie_weight"),
        *("kind", "left_as_written", "right_as_written", "value", "weight", "says", "innocent"),
        *("excluded", "judgements", "source_rows"),
    )
    for tie in snapshot.facts["ties"]:
        judged = "; ".join(f"{one['judgement']}: {one['why']}" for one in tie["judgements"])
        for reason in tie["reasons"]:
            told = (reason[key] for key in ("kind", "left", "right", "value", "weight", "says"))
            yield (
                *(*tie["left"], *tie["right"], tie["weight"], *told),
                *(reason["innocent"], _excluded(reason), judged, _cited(reason["rows"])),
            )


def _excluded(reason: Row) -> str:
    return "; ".join(one["why"] for one in reason.get("excluded", ()))


def _amounts(snapshot: Snapshot) -> _Lines:
    yield "platform", "account_id", "currency", "tier", "orders", "without_amount", "amount"
    for (platform, account), tallies in by_account(snapshot).items():
        for tally in tallies:
            for tier in TIERS:
                yield (
                    *(platform, account, tally.currency, tier, tally.orders[tier]),
                    *(tally.without_amount[tier], f"{tally.amounts[tier]:f}"),
                )


def _rows(kind: DeliveryKind, rows: list[Row]) -> _Lines:
    columns = list(COLUMNS[kind])
    tier = ("tier",) if kind is DeliveryKind.ORDERS else ()
    yield (*_ROW, *tier, *columns)
    for row in rows:
        head = (source(row), row["batch"], row["row"], row["row_sha256"], row["at"])
        yield (*head, *(row[one] for one in tier), *(written(row, column) for column in columns))


def _timeline(snapshot: Snapshot) -> _Lines:
    yield "at", "kind", "event", "source"
    for event in every(snapshot):
        yield event.at, event.kind, event.text, event.source


def _exhibits(snapshot: Snapshot) -> _Lines:
    columns = (
        *("mark", "title", "file", "path", "media_type", "size", "sha256", "sha512"),
        *("source", "obtained_at", "obtained_zone", "added_at", "added_by", "agency"),
    )
    yield columns
    for exhibit in snapshot.facts["exhibits"]:
        yield [exhibit[column] for column in columns]


def _custody(snapshot: Snapshot) -> _Lines:
    columns = (
        *("seq", "action", "at", "zone", "from", "to", "where", "purpose"),
        *("sha256_before", "sha256_after", "recorded_by"),
    )
    yield ("mark", *columns)
    for exhibit in snapshot.facts["exhibits"]:
        for step in exhibit["custody"]:
            yield (exhibit["mark"], *(step[column] for column in columns))


def _deliveries(snapshot: Snapshot) -> _Lines:
    columns = (
        *("batch", "kind", "file", "member", "sha256", "size", "rows", "accepted", "rejected"),
        *("imported_at", "withdrawn_at"),
    )
    yield columns
    for delivery in snapshot.facts["deliveries"]:
        yield [delivery[column] for column in columns]


def _cited(rows: Iterable[Row]) -> str:
    return " ".join(f"B{row['batch_id']}:{row['row_number']}#{row['row_sha256']}" for row in rows)


def _write(path: Path, lines: _Lines) -> None:
    # A byte order mark: without one, spreadsheets in China read UTF-8 as GB18030.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        pen = csv.writer(file)
        for line in lines:
            pen.writerow([disarmed("" if cell is None else str(cell)) for cell in line])
