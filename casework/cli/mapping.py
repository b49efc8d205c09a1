"""What the columns of a file mean: proposed, corrected, saved by name; listed and withdrawn."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casework.cli.edge import acting, acting_as, say, shown
from casework.cli.intake import header_option, show_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casework.act import Act
    from casework.flow.intake import LookedTable, Proposed, TakeInOptions

_WIDTH = 24
_MOST_LISTED = 100
"""Columns listed that are none of ours."""
_KINDS = ("accounts", "listings", "orders", "payments", "test_buys", "shipments", "seizures")


def _pairs(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """Return `left=right` as pairs; their column may hold a `=` of its own, ours never does."""
    pairs = {}
    for one in given:
        left, equals, right = (
            one.rpartition("=") if option.name == "columns" else one.partition("=")
        )
        if not equals or not left:
            raise click.BadParameter(f"{one!r} is not written as left=right", ctx, option)
        pairs[left] = right
    return pairs


@click.command("map")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--name", help="The name to save it by, e.g. the system that writes such files.")
@click.option(
    "--table", "label", help="The table, as a dry run calls it; else the first that is not known."
)
@click.option("--kind", type=click.Choice(_KINDS), help="What each row speaks of.")
@click.option(
    "--column", "columns", multiple=True, callback=_pairs, metavar="THEIRS=ours",
    help="What one of their columns is; THEIRS= for none of ours. As often as needed.",
)  # fmt: skip
@click.option(
    "--constant", "constants", multiple=True, callback=_pairs, metavar="ours=VALUE",
    help="What holds for every row and no column says, e.g. platform=taobao, coordinates=GCJ-02.",
)  # fmt: skip
@header_option
@click.option("--yes", is_flag=True, help="Save without asking.")
@acting_as
def map_command(
    path: Path,
    name: str | None,
    label: str | None,
    kind: str | None,
    columns: dict[str, str],
    constants: dict[str, str],
    header: str,
    yes: bool,
) -> None:
    """Show what the columns of the file PATH seem to mean, and save it under a name.

    Files with these columns are then recognised by themselves. Of a file with several tables one is
    shown at a time.
    """
    from casework.flow import intake

    with acting() as act:
        options = intake.TakeInOptions(first_line=intake.FirstLine(header))
        table, others = _table(act, path, options, label)
        there = intake.standing(act, name or "", _header(table))
        seen = there.id if there else 0
        proposed = _proposed(act, table, kind)
        meant = {**proposed.mapping, **columns}
        meant = {theirs: ours for theirs, ours in meant.items() if ours}
        given = {
            ours: value for ours, value in {**proposed.constants, **constants}.items() if value
        }
        given = {ours: value for ours, value in given.items() if ours not in meant.values()}
        _show(proposed, table, meant, given)
        for other in others:
            say(f"Not known either: {other.label} (--table {shlex.quote(other.label)})")
        if name is None:
            say("Nothing is saved; give it a name with --name.")
        elif yes or click.confirm(f"Save this as {name}?"):
            intake.check_unchanged(act, name, _header(table), seen)
            saved = intake.save_mapping(act, name, proposed.kind, meant, _header(table), given)
            say(f"Saved as {saved.name}, version {saved.version}. With it:")
            show_look(intake.dry_run(act, path, path.absolute().name, options))


def _table(
    act: Act, path: Path, options: TakeInOptions, label: str | None
) -> tuple[LookedTable, list[LookedTable]]:
    """Return the table to be mapped, and the others whose columns nobody knows.

    It is the one that is called so, else the first that nobody knows, else the first.
    """
    from casework.errors import FileUnreadable, NotFound
    from casework.flow import intake

    look = intake.dry_run(act, path, path.absolute().name, options)
    asked = [one for one in look.tables if label in (None, one.label, one.member or one.label)]
    if asked:
        unknown = [one for one in look.tables if one.why]
        table = next((one for one in asked if one.why), asked[0])
        return table, [one for one in unknown if one is not table]
    if look.refused and label is None:
        raise FileUnreadable(look.refused[0]["label"], look.refused[0]["why"])
    raise NotFound("table", label) if label else NotFound("table in", path.name)


def _proposed(act: Act, table: LookedTable, kind: str | None) -> Proposed:
    from casework.flow import intake
    from casework.vocabulary import DeliveryKind

    asked = DeliveryKind(kind) if kind else None
    return intake.propose(act, _header(table), table.sample, asked)


def _header(table: LookedTable) -> list[str]:
    from casework.flow import intake

    return intake.Unnamed.as_told(table.header, asdict(table))


def _show(
    proposed: Proposed, table: LookedTable, meant: Mapping[str, str], given: Mapping[str, str]
) -> None:
    if meant:
        say(f"{table.label}: each row speaks of {proposed.kind}")
    else:
        say(f"{table.label}: nothing tells what its rows speak of; say so with --kind")
    if table.headerless:
        say("  no header was found; the first row is a row, and values alone were looked at")
    if proposed.as_reads:
        say(f"  as the mapping {proposed.as_reads} reads its file: look at each column")
    said = [theirs for theirs in table.header if theirs in meant]
    others = [theirs for theirs in table.header if theirs not in meant]
    listed = {*said, *others[:_MOST_LISTED]}
    for theirs in (theirs for theirs in table.header if theirs in listed):
        ours, one = meant.get(theirs), proposed.columns.get(theirs)
        why = ""
        if one and one.ours == ours:
            why = f"{one.confidence:.2f}  {one.why}" if one.confidence else one.why
        if ours and not why:
            why = "as you say"
        say(f"  {_cell(theirs)}  {_cell(ours or '-')}  {shown(why, 120)}")
    if len(others) > _MOST_LISTED:
        say(f"  {len(others) - _MOST_LISTED:,} other columns stay with the row")
    for ours, value in given.items():
        given_by = proposed.given.get(ours)
        why = given_by.why if given_by and given_by.value == value else "as you say"
        say(f"  {_cell('(every row)')}  {_cell(f'{ours} = {value}')}  {shown(why, 120)}")
    for ours in proposed.needs:
        if ours not in given and ours not in meant.values():
            say(f"  {_cell('(no column)')}  {_cell(ours)}  needs a value: --constant {ours}=...")
    say(f"The first {len(table.sample)} of {table.rows:,} rows:")
    say("  " + "  ".join(_cell(meant[theirs]) for theirs in said))
    for row in table.sample:
        cells = dict(zip(table.header, row, strict=True))
        say("  " + "  ".join(_cell(cells[theirs]) for theirs in said))


def _cell(text: str) -> str:
    return shown(text, _WIDTH).ljust(_WIDTH)


@click.command("mappings")
@click.option("--withdraw", "withdrawn", metavar="NAME", help="Take a mapping out of use.")
@acting_as
def mappings_command(withdrawn: str | None) -> None:
    """List the mappings in use, or withdraw one; what was read by it stays."""
    from casework.errors import NotFound
    from casework.flow import intake

    with acting(reading=withdrawn is None) as act:
        found = {one.name: one for one in intake.mappings(act)}
        if withdrawn is not None:
            if withdrawn not in found:
                raise NotFound("mapping", withdrawn)
            intake.withdraw_mapping(act, found[withdrawn])
            say(f"mapping {withdrawn} is withdrawn")
            return
        for one in found.values():
            say(
                f"{_cell(one.name)}  version {one.version}  {one.kind.value:<10} "
                f"{len(one.columns):>3} columns  {one.saved_at:%Y-%m-%d %H:%M}  {one.saved_by.name}"
            )
