"""Search: one question over everything the officer may see, with the reason for every hit.

What was delivered is found by what it means: a telephone number in any way of writing, a name in
characters or pinyin, an address however it is put, and a masked number that the whole one fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, literal, or_, select, true

from casework.act import Act
from casework.analysis import normalise
from casework.flow import cases
from casework.model import Case, Exhibit, Finding, Member, Note, Pack, Record, Ring
from casework.vocabulary import COLUMNS, Action, AgencyKind, ColumnType, DeliveryKind

LIMIT = 25
"""Hits shown of each kind; whoever finds more asks more precisely."""
SHORTEST, LONGEST = 2, 200

Found = Case | Ring | Pack | Exhibit | Note | Record

_MEANT = frozenset(
    {
        ColumnType.PHONE,
        ColumnType.EMAIL,
        ColumnType.PAYMENT,
        ColumnType.COMPANY,
        ColumnType.TRACKING,
        ColumnType.CONTAINER,
        ColumnType.HS_CODE,
        ColumnType.NAME,
        ColumnType.ADDRESS,
        ColumnType.IMAGE,
    }
)
"""Compared by what they mean, not by how they are written."""

_IDS = frozenset(
    {
        "account_id",
        "listing_id",
        "order_id",
        "payment_id",
        "test_buy_id",
        "seizure_ref",
        "sample_ref",
        "batch_mark",
        "shop_name",
        "buyer_ref",
        "payer_ref",
    }
)
"""Compared letter by letter, once trimmed."""


Meaning = tuple[DeliveryKind, str, ColumnType, str]
"""A kind of row, a column of it, the column's type, and what the question means there."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the officer may see, and why it was found."""

    found: Found
    why: str
    weak: bool = False
    """True where a masked value merely leaves room for what was asked."""


def search(act: Act, text: str) -> list[Hit]:
    """Return what the officer may see that fits, at most `LIMIT` of each kind; cases first.

    Nothing hidden is counted, named or hinted at: each statement is scoped before it is limited.
    """
    act.require(Action.CASE_READ)
    asked = " ".join(text.split())[:LONGEST]
    if len(asked) < SHORTEST:
        return []
    hits = [
        *_cases(act, asked),
        *_rings(act, asked),
        *_packs(act, asked),
        *_exhibits(act, asked),
        *_notes(act, asked),
        *_records(act, asked),
    ]
    # Who looked whom up is asked one day: the question is kept with its asker.
    act.record("search:made", act.officer, asked=asked, hits=len(hits))
    return hits


def _cases(act: Act, asked: str) -> Iterator[Hit]:
    named = {"number": Case.number, "title": Case.title, "summary": Case.summary}
    statement = act.select(Case).where(_contains(asked, *named.values()))
    for case in act.session.scalars(statement.order_by(Case.id.desc()).limit(LIMIT)).unique():
        fits = [name for name in named if asked.casefold() in getattr(case, name).casefold()]
        yield Hit(case, f"in its {' and '.join(fits) or 'title'}")


def _rings(act: Act, asked: str) -> Iterator[Hit]:
    if not act.may(Action.RING_READ):
        return
    numbered = act.select(Ring).where(Ring.number.icontains(asked, autoescape=True))
    for ring in act.session.scalars(numbered.order_by(Ring.id.desc()).limit(LIMIT)).unique():
        yield Hit(ring, "in its number")
    newest = select(func.max(Finding.id)).group_by(Finding.ring_id)
    members = (
        select(Ring, Member.platform, Member.account_id)
        .join(Finding, Finding.ring_id == Ring.id)
        .join(Member, Member.finding_id == Finding.id)
        .where(act.visible(Ring), Finding.id.in_(newest), Member.account_id == asked)
    )
    for ring, platform, account in act.session.execute(members.limit(LIMIT)).unique():
        yield Hit(ring, f"{platform} / {account} is one of its accounts")


def _packs(act: Act, asked: str) -> Iterator[Hit]:
    by_hash = Pack.bag_sha256 == asked.lower()
    statement = act.select(Pack).where(or_(_contains(asked, Pack.name), by_hash))
    for pack in act.session.scalars(statement.order_by(Pack.id.desc()).limit(LIMIT)).unique():
        yield Hit(pack, "by its SHA-256" if pack.bag_sha256 == asked.lower() else "in its name")


def _exhibits(act: Act, asked: str) -> Iterator[Hit]:
    named = {"mark": Exhibit.mark, "title": Exhibit.title, "file": Exhibit.file}
    by_hash = Exhibit.sha256 == asked.lower()
    statement = act.select(Exhibit).where(or_(_contains(asked, *named.values()), by_hash))
    for one in act.session.scalars(statement.order_by(Exhibit.id.desc()).limit(LIMIT)).unique():
        fits = [name for name in named if asked.casefold() in getattr(one, name).casefold()]
        yield Hit(one, f"in its {' and '.join(fits)}" if fits else "by its SHA-256")


def _notes(act: Act, asked: str) -> Iterator[Hit]:
    statement = act.select(Note).where(_contains(asked, Note.text))
    for note in act.session.scalars(statement.order_by(Note.id.desc()).limit(LIMIT)).unique():
        yield Hit(note, f"“{_around(note.text, asked)}”")


def _records(act: Act, asked: str) -> Iterator[Hit]:
    meanings = list(_meanings(asked))
    same = [and_(_same(*meaning), _open(act, *meaning[:2])) for meaning in meanings]
    statement = act.select(Record).where(or_(false(), *same)).order_by(Record.id)
    strong = act.session.scalars(statement.limit(LIMIT)).all()
    yield from (Hit(record, _why(act, record, meanings)) for record in strong)
    phones = [meaning for meaning in meanings if meaning[2] is ColumnType.PHONE]
    if not phones or len(strong) == LIMIT:
        return
    room = [
        and_(_leaves_room(kind, column, value), _open(act, kind, column))
        for kind, column, _, value in phones
    ]
    masked = act.select(Record).where(or_(*room)).order_by(Record.id)
    for record in act.session.scalars(masked.limit(LIMIT - len(strong))):
        yield Hit(record, f"{_why(act, record, phones)} fits; it proves nothing alone", weak=True)


def _meanings(asked: str) -> Iterator[Meaning]:
    """Every column the question could speak of, with what it would mean there."""
    understood: dict[ColumnType, Any] = {}
    for kind, columns in COLUMNS.items():
        for column, type_ in columns.items():
            if type_ in _MEANT and type_ not in understood:
                understood[type_] = normalise.understand(type_, asked)
            value = asked if column in _IDS else understood.get(type_)
            if type_ is ColumnType.DEVICES:
                value = normalise.device.clean(asked)
            if isinstance(value, str):
                yield kind, column, type_, value


def _open(act: Act, kind: DeliveryKind, column: str) -> ColumnElement[bool]:
    """Whose rows this column may be searched in: buyers are found by the lead agency alone."""
    if column not in cases.OTHER_PEOPLES.get(kind, ()):
        return true()
    agency = act.officer.agency
    led = Record.case_id.in_(select(Case.id).where(Case.agency_id == agency.id))
    if agency.kind is AgencyKind.CUSTOMS and kind is DeliveryKind.SHIPMENTS:
        return or_(led, Record.understood["direction"].as_string().in_(cases.CROSSING))
    return led


def _same(kind: DeliveryKind, column: str, type_: ColumnType, value: str) -> ColumnElement[bool]:
    if type_ is ColumnType.DEVICES:
        among = cast(Record.understood[column], String).contains(f'"{value}"', autoescape=True)
        return and_(Record.kind == kind, among)
    return and_(Record.kind == kind, Record.understood[column].as_string() == value)


def _leaves_room(kind: DeliveryKind, column: str, value: str) -> ColumnElement[bool]:
    """A star stands for one digit nobody showed, on either side."""
    understood = Record.understood[column].as_string()
    fits = or_(
        literal(value).like(func.replace(understood, "*", "_")),
        understood.like(value.replace("*", "_")),
    )
    return and_(Record.kind == kind, understood != value, fits)


def _why(act: Act, record: Record, meanings: Sequence[Meaning]) -> str:
    shown = cases.shown(act, record.case, record)
    for kind, column, _, value in meanings:
        understood = shown.understood.get(column)
        if kind is not record.kind or understood is None:
            continue
        if understood == value or value in understood or _may_be(understood, value):
            return f"{column.replace('_', ' ')}: {shown.written.get(column, '')}"
    return "in what was delivered"


def _may_be(one: str, other: str) -> bool:
    return len(one) == len(other) and all(
        a == b or "*" in (a, b) for a, b in zip(one, other, strict=True)
    )


def _contains(asked: str, *columns: Any) -> ColumnElement[bool]:
    return or_(*(column.icontains(asked, autoescape=True) for column in columns))


def _around(text: str, asked: str, room: int = 60) -> str:
    """The line around what was asked, cut to a sentence's length."""
    at = max(text.casefold().find(asked.casefold()), 0)
    start, end = max(at - room, 0), at + len(asked) + room
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"
