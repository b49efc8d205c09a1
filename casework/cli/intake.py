"""Deliveries in: taken, or looked at first; what came of each file in one line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casework.cli.edge import acting, acting_as, say, say_object, shown
from casework.counting import many

if TYPE_CHECKING:
    from casework.act import Act
    from casework.flow.intake import Look, LookedTable, TakeInOptions, TakenIn
    from casework.model import Batch

_MOST_SHOWN = 8
_LONGEST_SHOWN = 40
_NO_HEADER = "  no header was found; the first row is a row, and columns are called by their place"
_DOUBTS = {
    "exchanged": "with latitude and longitude exchanged, it seems",
    "abroad": "outside mainland China",
}
_COORDINATES = "  coordinates are in {}, kept in WGS-84 beside what was written"


header_option = click.option(
    "--header",
    type=click.Choice(["as-found", "yes", "no"]),
    default="as-found",
    help="Whether the first line of each table is its header, where that is not found out.",
)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per batch.")
@click.option("--zone", help="The time zone of times that name none, e.g. Asia/Shanghai.")
@click.option(
    "--encoding", default="", help="What text files are in, e.g. gb18030; else found out."
)
@header_option
@click.option("--dry-run", is_flag=True, help="Read all of it and report; take nothing.")
@acting_as
def import_command(
    paths: tuple[Path, ...],
    as_json: bool,
    zone: str | None,
    encoding: str,
    header: str,
    dry_run: bool,
) -> None:
    """Take deliveries in: files, folders or ZIPs of the seven kinds, and photographed waybills.

    Ends with code 1 where a file could not be taken, or would not be.
    """
    from casework.flow import intake

    refused = 0
    with acting() as act:
        first_line = intake.FirstLine(header)
        options = intake.TakeInOptions(zone or act.settings.time_zone, encoding, first_line)
        for path in paths:
            if dry_run:
                refused += _look(act, path, options, as_json)
            else:
                refused += _take(act, path, options, as_json)
    if refused:
        sys.exit(1)


def _take(act: Act, path: Path, options: TakeInOptions, as_json: bool) -> int:
    """Take a delivery in, say what became of it, and return how many files were refused."""
    from casework.flow import intake

    # `.` has no name of its own until it is made absolute.
    taken = intake.take_in(act, path, path.absolute().name, options)
    for batch in taken.batches:
        _show_batch(batch, as_json)
    for batch in taken.again:
        _show_batch(batch, as_json, again=True)
        if batch in taken.otherwise:
            say(
                f"casework: batch {batch.id} was read in another way; to have {batch.file} read "
                f"differently, first: casework withdraw {batch.id}",
                err=True,
            )
    for refusal in (*taken.refused, *taken.passed_over):
        say(f"casework: {refusal}", err=True)
    _say_photographs(taken)
    return len(taken.refused)


def _say_photographs(taken: TakenIn) -> None:
    for one in taken.photographs:
        fields = many(len(one.reading["fields"]), "field")
        say(
            f"casework: {one.file}, page {one.page}: photograph {one.id}, {fields} proposed. "
            f"Nothing of it counts yet; see it with: casework photographs show {one.id}",
            err=True,
        )


def _show_batch(batch: Batch, as_json: bool, *, again: bool = False) -> None:
    if as_json:
        # Bytes taken in before are told by the number of the batch they already have.
        say_object(batch_json(batch))
        return
    note = ", here already" if again else ""
    if again and batch.withdrawn_at is not None:
        note = f", here already but withdrawn (casework restore {batch.id})"
    say(
        f"batch {batch.id}: {batch.kind.value} from {batch.file}, {many(batch.rows, 'row')}, "
        f"{batch.accepted:,} accepted, {batch.rejected:,} rejected{note}"
    )
    if batch.reading.get("headerless"):
        say(_NO_HEADER)
    if batch.reading.get("coordinates"):
        say(_COORDINATES.format(batch.reading["coordinates"]))


def batch_json(batch: Batch) -> dict[str, Any]:
    """Return a batch as other programs read it."""
    return {
        "kind": batch.kind.value,
        "file": batch.file,
        "sha256": batch.sha256,
        "rows": batch.rows,
        "accepted": batch.accepted,
        "rejected": batch.rejected,
        "batch": batch.id,
    }


def _look(act: Act, path: Path, options: TakeInOptions, as_json: bool) -> int:
    """Report what would become of a delivery, and return how much of it would be refused."""
    from casework.flow import intake

    look = intake.dry_run(act, path, path.absolute().name, options)
    if as_json:
        say_object(look.as_json())
    else:
        show_look(look)
    return len(look.refusals)


def show_look(look: Look) -> None:
    """Print what would become of a delivery, table by table."""
    for table in look.tables:
        _show_table(table)
    for photograph in look.photographs:
        _show_photograph(photograph)
    for label, why in look.refusals:
        say(f"casework: {label}: {why}", err=True)


def _show_table(table: LookedTable) -> None:
    told = {"header": "by its header", "mapping": f"by the mapping {table.mapping}"}
    kind = f"{table.kind} {told[table.by]}" if table.by in told else "not known yet"
    if table.by == "proposal":
        kind = f"{table.kind}, it seems: say so with casework map"
    say(f"{table.label}: {kind}")
    counts = (
        f"  {many(table.rows, 'row')}: {table.accepted:,} accepted, {table.rejected:,} rejected"
    )
    say(counts if table.kind else f"  {many(table.rows, 'row')}")
    how = (table.format, table.encoding, table.delimiter, "a hidden sheet" if table.hidden else "")
    say("  read as " + ", ".join(filter(None, how)))
    if table.headerless:
        say(_NO_HEADER)
    if table.coordinates:
        say(_COORDINATES.format(table.coordinates))
    for doubt, count in table.doubted_points.items():
        say(f"  {many(count, 'point')} {_DOUBTS[doubt]}")
    if table.encoding_doubt:
        say(f"  the encoding is not certain: {table.encoding_doubt} (--encoding NAME)")
    if table.unknown:
        say(f"  columns not known, kept with the row: {shown(', '.join(table.unknown), 200)}")
    for theirs, why in table.unread.items():
        say(f"  {shown(theirs, _LONGEST_SHOWN)} is kept, not read: {why}")
    if table.again is not None:
        otherwise = ", read in another way: withdraw it first" if table.otherwise else ""
        say(f"  the same bytes are here already, as batch {table.again}{otherwise}")
    if table.supersedes:
        say(f"  supersedes {many(table.supersedes, 'row')} delivered before")
    for reason in table.reasons[:_MOST_SHOWN]:
        where = f"row {reason['first_row']:,}" if reason["rows"] == 1 else _where(reason)
        say(f"  rejected, {where}: {reason['column']}: {reason['reason']}")
    if table.duplicate_keys:
        say(f"  {many(table.duplicate_keys, 'row')} superseded by a later row of the file:")
    for one in table.duplicates[:_MOST_SHOWN]:
        rows = ", ".join(map(str, one["rows"]))
        say(f"    {' '.join(map(str, one['key'].values()))}: rows {rows}")


def _show_photograph(found: dict[str, Any]) -> None:
    fields = found["fields"]
    read = "not read yet" if fields is None else f"{many(fields, 'field')} can be read"
    say(f"{found['label']}, page {found['page']}: a photograph; {read}.")
    say("  Once it is taken in, an officer accepts what it says: casework photographs")


def _where(reason: dict[str, Any]) -> str:
    first = repr(shown(reason["value"], _LONGEST_SHOWN))
    return f"{reason['rows']:,} rows, first row {reason['first_row']:,} ({first})"
