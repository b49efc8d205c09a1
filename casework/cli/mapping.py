"""What the columns of a file mean: proposed, corrected, saved by name; listed and withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casework.cli.edge import acting, acting_as
from casework.cli.intake import show_look, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casework.act import Act
    from casework.flow.intake import LookedTable, Proposed
    from casework.vocabulary import DeliveryKind

_WIDTH = 24
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
@click.option("--kind", type=click.Choice(_KINDS), help="What each row speaks of.")
@click.option(
    "--column", "columns", multiple=True, callback=_pairs, metavar="THEIRS=ours",
    help="What one of their columns is; THEIRS= for none of ours. As often as needed.",
)  # fmt: skip
@click.option(
    "--constant", "constants", multiple=True, callback=_pairs, metavar="ours=VALUE",
    help="What holds for every row and no column says, e.g. platform=taobao.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Save without asking.")
@acting_as
def map_command(
    path: Path,
    name: str | None,
    kind: str | None,
    columns: dict[str, str],
    constants: dict[str, str],
    yes: bool,
) -> None:
    """Show what the columns of the file PATH seem to mean, and save it under a name.

    Files with these columns are then recognised by themselves.
    """
    with acting() as act:
        table = _table(act, path)
        proposed = _proposed(act, table, kind)
        meant = {**proposed.mapping, **columns}
        meant = {theirs: ours for theirs, ours in meant.items() if ours}
        given = {
            ours: value for ours, value in {**proposed.constants, **constants}.items() if value
        }
        given = {ours: value for ours, value in given.items() if ours not in meant.values()}
        _show(proposed, table, meant, given)
        if name is None:
            click.echo("Nothing is saved; give it a name with --name.")
        elif yes or click.confirm(f"Save this as {name}?"):
            _save(act, path, (name, proposed.kind), table, (meant, given))


def _save(
    act: Act,
    path: Path,
    called: tuple[str, DeliveryKind],
    table: LookedTable,
    meant: tuple[Mapping[str, str], Mapping[str, str]],
) -> None:
    from casework.flow import intake

    columns, constants = meant
    saved = intake.save_mapping(act, *called, columns, table.header, constants)
    click.echo(f"Saved as {saved.name}, version {saved.version}. With it:")
    show_look(intake.dry_run(act, path, path.absolute().name))


def _table(act: Act, path: Path) -> LookedTable:
    """Return the table to be mapped: the first whose columns nobody knows, else the first."""
    from casework.errors import FileUnreadable, NotFound
    from casework.flow import intake

    look = intake.dry_run(act, path, path.absolute().name)
    if look.tables:
        return next((one for one in look.tables if one.why), look.tables[0])
    if look.refused:
        raise FileUnreadable(look.refused[0]["label"], look.refused[0]["why"])
    raise NotFound("table in", path.name)


def _proposed(act: Act, table: LookedTable, kind: str | None) -> Proposed:
    from casework.flow import intake
    from casework.vocabulary import DeliveryKind

    return intake.propose(act, table.header, table.sample, DeliveryKind(kind) if kind else None)


def _show(
    proposed: Proposed, table: LookedTable, meant: Mapping[str, str], given: Mapping[str, str]
) -> None:
    click.echo(f"{table.label}: each row speaks of {proposed.kind}")
    for theirs in table.header:
        ours, one = meant.get(theirs), proposed.columns.get(theirs)
        why = f"{one.confidence:.2f}  {one.why}" if one and one.ours == ours and ours else ""
        if ours and not why:
            why = "as you say"
        click.echo(f"  {_cell(theirs)}  {_cell(ours or '-')}  {shown(why, 120)}")
    for ours, value in given.items():
        given_by = proposed.given.get(ours)
        why = given_by.why if given_by and given_by.value == value else "as you say"
        click.echo(f"  {_cell('(every row)')}  {_cell(f'{ours} = {value}')}  {shown(why, 120)}")
    for ours in proposed.needs:
        if ours not in given and ours not in meant.values():
            click.echo(
                f"  {_cell('(no column)')}  {_cell(ours)}  needs a value: --constant {ours}=..."
            )
    click.echo(f"The first {len(table.sample)} of {table.rows:,} rows:")
    taken = [theirs for theirs in table.header if theirs in meant]
    click.echo("  " + "  ".join(_cell(meant[theirs]) for theirs in taken))
    for row in table.sample:
        cells = dict(zip(table.header, row, strict=True))
        click.echo("  " + "  ".join(_cell(cells[theirs]) for theirs in taken))


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
            click.echo(f"mapping {withdrawn} is withdrawn")
            return
        for one in found.values():
            click.echo(
                f"{_cell(one.name)}  version {one.version}  {one.kind.value:<10} "
                f"{len(one.columns):>3} columns  {one.saved_at:%Y-%m-%d %H:%M}  {one.saved_by.name}"
            )
