"""Photographs from a shell: list them, show what was read, accept or correct it, put aside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from casework.cli.edge import acting, acting_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casework.model import Photograph

_SURE_ENOUGH = 0.4
"""What was read with less confidence is taken only where an officer writes it."""


@click.group("photographs", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per photograph.")
@click.option("--as", "acting_officer", metavar="EMAIL", help="Act as this officer.")
@click.pass_context
def photographs_command(ctx: click.Context, as_json: bool, acting_officer: str | None) -> None:
    """List photographs and scans, newest first; show one, accept what was read, put it aside."""
    ctx.obj = acting_officer or ctx.obj
    if ctx.invoked_subcommand is not None:
        return
    from casework.flow import intake

    with acting(reading=True) as act:
        after: str | None = None
        while True:
            page = intake.photographs(act, after)
            for one in page.items:
                click.echo(_line(one) if not as_json else _object(_facts(one)))
            after = page.after
            if after is None:
                return


@photographs_command.command("show")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with boxes in pixels.")
@acting_as
def show_command(number: int, as_json: bool) -> None:
    """Show what was read from photograph NUMBER, and what was accepted."""
    from casework.flow import intake

    with acting() as act:
        found = intake.photograph(act, number)
        if as_json:
            click.echo(_object(_facts(found) | {"reading": found.reading} | _accepted(found)))
            return
        click.echo(_line(found))
        for said in _remarks(found):
            click.echo(said)
        for one in found.reading.get("fields", []):
            says = f"{one['confidence']:.0%} from {one['read_from']}: {one['why']}"
            click.echo(f"  {one['column']:<18} {one['value']}  ({says})")
        for one in _accepted(found)["accepted"]:
            click.echo(f"  accepted {one['column']:<18} {one['value'] or 'struck out'}")


@photographs_command.command("accept")
@click.argument("number", type=int)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="A field as the label says it, e.g. waybill_no=78001234567890; empty strikes it out.",
)
@click.option("--yes", is_flag=True, help="Accept what was read surely enough, without asking.")
@acting_as
def accept_command(number: int, fields: Sequence[str], yes: bool) -> None:
    """Accept photograph NUMBER as one row of shipments: what was read, with your corrections."""
    from casework.flow import intake

    given = dict(_given(field) for field in fields)
    with acting() as act:
        found = intake.photograph(act, number)
        read = [one for one in found.reading.get("fields", []) if one["confidence"] >= _SURE_ENOUGH]
        chosen = {one["column"]: one["value"] for one in read} | given
        if not yes:
            for column, value in chosen.items():
                click.echo(f"  {column:<18} {value or 'struck out'}")
            click.confirm("Accept these fields?", abort=True)
        batch = intake.accept_fields(
            act, found, [intake.FieldGiven(column, value) for column, value in chosen.items()]
        )
        click.echo(f"batch {batch.id}: one row of shipments from {batch.file}, {batch.member}")


@photographs_command.command("put-aside")
@click.argument("number", type=int)
@click.option("--why", required=True, help="The reason, recorded.")
@acting_as
def put_aside_command(number: int, why: str) -> None:
    """Put photograph NUMBER aside: nothing of it is taken, and nothing of it is lost."""
    from casework.flow import intake
    from casework.model import Photograph

    with acting() as act:
        found = intake.put_aside(act, act.get(Photograph, number), why)
        click.echo(f"photograph {found.id} is put aside; accepting fields brings it back")


def _given(field: str) -> tuple[str, str]:
    column, sign, value = field.partition("=")
    if not sign:
        raise click.BadParameter(f"write COLUMN=VALUE, not {field!r}", param_hint="--field")
    return column.strip(), value


def _line(found: Photograph) -> str:
    page = f", page {found.page}" if found.reading.get("pages", 1) > 1 else ""
    return f"{found.id:>6}  {found.read_at:%Y-%m-%d %H:%M}  {_state(found):<9}  {found.file}{page}"


def _state(found: Photograph) -> str:
    if found.put_aside_at is not None:
        return "put aside"
    return "accepted" if found.versions else "waits"


def _remarks(found: Photograph) -> list[str]:
    said = [f"        {one}" for one in found.reading.get("remarks", [])]
    if found.put_aside_at is not None:
        by = found.put_aside_by.name if found.put_aside_by else "an officer"
        when = f"{found.put_aside_at:%Y-%m-%d %H:%M}"
        said.append(f"        put aside by {by}, {when}: {found.put_aside_why or ''}".rstrip(": "))
    if found.taken_as_written:
        said.append(f"        taken {found.taken_as_written}, says the camera")
    if found.lat is not None:
        said.append(f"        at {found.lat:.6f}, {found.lon:.6f} (WGS 84), says the camera")
    return said


def _facts(found: Photograph) -> dict[str, Any]:
    return {
        "photograph": found.id,
        "file": found.file,
        "sha256": found.sha256,
        "page": found.page,
        "width": found.width,
        "height": found.height,
        "state": _state(found),
        "put_aside_why": found.put_aside_why,
        "versions": found.versions,
        "batch": found.batch_id,
        "fields": {one["column"]: one["value"] for one in found.reading.get("fields", [])},
        "taken_at": found.taken_at.isoformat() if found.taken_at else None,
        "lat": found.lat,
        "lon": found.lon,
    }


def _accepted(found: Photograph) -> dict[str, Any]:
    """Return the newest version of what was accepted."""
    newest = [one for one in found.accepted if one.version == found.versions]
    return {
        "accepted": [
            {
                "column": one.column,
                "value": one.accepted,
                "as_read": one.as_read,
                "read_from": one.read_from.value,
                "by": one.by.email,
                "at": one.at.isoformat(),
            }
            for one in newest
        ]
    }


def _object(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False)
