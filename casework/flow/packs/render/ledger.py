"""The ledgers: timeline, exhibits with their custody and pictures, rows and deliveries."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Image, Spacer

from casework.flow.packs.events import months
from casework.flow.packs.render.blocks import SMALL, STRONG, Column, Prose, facts, halves, table
from casework.flow.packs.render.goods import none
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.render.picture import picture
from casework.flow.packs.snapshot import Row, source
from casework.vocabulary import DeliveryKind


def timeline(sheet: Sheet) -> list[Flowable]:
    """What happened, earliest first; orders and parcels counted by month."""
    label = sheet.words.label
    rows = [
        (
            event.at[:10],
            sheet.words.word("event", event.kind),
            event.says(sheet.words),
            event.source,
        )
        for event in months(sheet.snapshot)
    ]
    columns = [
        Column(label("column.day"), 1.2),
        Column(label("column.what"), 1.8),
        Column(label("column.event"), 7),
        Column(label("column.source"), 1.4),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("timeline.intro")]
    return [*made, *(table(columns, rows, 7.5) or none(sheet))]


def exhibits(sheet: Sheet) -> list[Flowable]:
    """Every exhibit: its mark, what it is, where it came from, the hash of its bytes."""
    label = sheet.words.label
    rows = [
        (
            exhibit["mark"],
            f"{exhibit['title']}\n{exhibit['file']}",
            exhibit["source"],
            f"{exhibit['obtained_at'][:16].replace('T', ' ')}\n{exhibit['obtained_zone']}",
            f"{exhibit['size']:,}",
            halves(exhibit["sha256"]),
        )
        for exhibit in sheet.snapshot.facts["exhibits"]
    ]
    columns = [
        Column(label("column.mark"), 1.2),
        Column(label("column.exhibit"), 2.7),
        Column(label("column.obtained_from"), 2.2),
        Column(label("column.obtained_at"), 1.8),
        Column(label("column.bytes"), 1.2, right=True),
        Column("SHA-256", 3.7),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("exhibits.intro")]
    return [*made, *(table(columns, rows, 6.5) or none(sheet))]


def custody(sheet: Sheet) -> list[Flowable]:
    """The custody of each exhibit, step by step."""
    label = sheet.words.label
    made: list[Flowable] = []
    columns = [
        Column("#", 0.4),
        Column(label("column.when"), 1.6),
        Column(label("column.what"), 1.3),
        Column(label("column.from_to"), 2.6),
        Column(label("column.where"), 2),
        Column(label("column.purpose"), 2.2),
        Column(label("column.hashes"), 1.7),
    ]
    for exhibit in sheet.snapshot.facts["exhibits"]:
        made += [
            CondPageBreak(80),
            Prose(f"{exhibit['mark']} – {exhibit['title']}", STRONG),
            *table(columns, [_step(sheet, step) for step in exhibit["custody"]], 6.8),
        ]
    return made or none(sheet)


def plates(sheet: Sheet) -> list[Flowable]:
    """Each exhibit that can be shown as a picture; of the others the reason why not."""
    made: list[Flowable] = []
    for exhibit in sheet.snapshot.facts["exhibits"]:
        shown = picture(exhibit, sheet.exhibit_file(exhibit["sha256"]))
        head = Prose(f"{exhibit['mark']} – {exhibit['title']}", STRONG)
        if isinstance(shown, Image):
            made += [CondPageBreak(shown.drawHeight + 30), head, shown, Spacer(0, 10)]
        else:
            made += [CondPageBreak(110), head, *_placeholder(sheet, exhibit, shown)]
    return made or none(sheet)


def rows(sheet: Sheet) -> list[Flowable]:
    """Every row the case rests on, with the hash of what was delivered."""
    label = sheet.words.label
    listed = [
        (
            sheet.words.word("kind", row["kind"]),
            source(row),
            (row["at"] or "—")[:10],
            row["row_sha256"],
        )
        for kind in DeliveryKind
        for row in sheet.snapshot.records(kind)
    ]
    columns = [
        Column(label("column.kind"), 2),
        Column(label("column.source"), 2),
        Column(label("column.day"), 2),
        Column(label("column.row_sha256"), 6),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("rows.intro")]
    return [*made, *(table(columns, listed, 5.5) or none(sheet))]


def deliveries(sheet: Sheet) -> list[Flowable]:
    """The delivered files behind B1, B2, …, each with the hash of its bytes."""
    label = sheet.words.label
    listed = [
        (
            f"B{one['batch']}",
            sheet.words.word("kind", one["kind"]),
            f"{one['file']} {one['member']}".strip(),
            f"{one['accepted']:,} / {one['rows']:,}",
            one["imported_at"][:10],
            halves(one["sha256"]),
        )
        for one in sheet.snapshot.facts["deliveries"]
    ]
    columns = [
        Column(label("column.delivery"), 0.9),
        Column(label("column.kind"), 1.5),
        Column(label("column.file"), 3.4),
        Column(label("column.accepted"), 1.8, right=True),
        Column(label("column.imported"), 1.4),
        Column("SHA-256", 3.7),
    ]
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("deliveries.intro")]
    made += table(columns, listed, 6.5) or none(sheet)
    left_out = sheet.snapshot.facts["left_out"]
    if left_out:
        made += [Prose(text) for text in sheet.words.prose("left_out.intro")]
        made.append(facts([(column, str(count)) for column, count in left_out.items()], 0.4, 7.5))
    return made


def _step(sheet: Sheet, step: Row) -> tuple[str, ...]:
    before, after = step["sha256_before"], step["sha256_after"]
    same = sheet.words.label("custody.same" if before == after else "custody.differs")
    hashes = f"{(before or '—')[:12]}\n{(after or '—')[:12]}\n{same}" if before or after else "—"
    return (
        str(step["seq"]),
        f"{step['at'][:16].replace('T', ' ')}\n{step['zone']}",
        sheet.words.word("custody", step["action"]),
        f"{step['from']}\n→ {step['to']}",
        step["where"],
        f"{step['purpose']}\n({step['recorded_by']})",
        hashes,
    )


def _placeholder(sheet: Sheet, exhibit: Row, reason: str) -> list[Flowable]:
    told = [
        text.format(reason=sheet.words.label(reason), path=exhibit["path"])
        for text in sheet.words.prose("plates.placeholder")
    ]
    return [*(Prose(text) for text in told), Prose(halves(exhibit["sha256"]), SMALL)]
