"""Photographs from a shell: list them, show what was read, accept or correct it, put aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from casework.cli.edge import acting, acting_as, say, say_object

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
                say_object(_facts(one)) if as_json else say(_line(one))
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
            say_object(_facts(found) | {"reading": found.reading} | _accepted(found))
            return
        say(_line(found))
        for said in _remarks(found):
            say(said)
        for one in found.reading.get("fields", []):
            says = f"{one['confidence']:.0%} from {one['read_from']}: {one['why']}"
            say(f"  {one['column']:<18} {one['value']}  ({says})")
        for said in _newest(found):
            say(said)


_VERSION = click.option(
    "--version",
    type=click.IntRange(min=0),
    help="The version you saw (show prints it): over a newer one nothing is decided. 0 where not "
    "given: nothing was accepted.",
)
_WITHDRAWN = click.option("--withdrawn", is_flag=True, help="You saw that it is withdrawn.")


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
@_VERSION
@click.option("--put-aside", is_flag=True, help="You saw that it is put aside: it is brought back.")
@_WITHDRAWN
@acting_as
def accept_command(
    number: int,
    fields: Sequence[str],
    yes: bool,
    version: int | None,
    put_aside: bool,
    withdrawn: bool,
) -> None:
    """Accept photograph NUMBER as one row of shipments: what was read, with your corrections.

    With --yes, what you do not say you saw was not there: nothing accepted is replaced, and nothing
    put aside or withdrawn is brought back. Without, it is shown before you are asked.
    """
    from casework.flow import intake

    given = dict(_given(field) for field in fields)
    with acting() as act:
        found = intake.photograph(act, number)
        seen = intake.Seen(version or 0, put_aside, withdrawn)
        if not yes:
            now = intake.Seen.of(found)
            seen = now if version is None else replace(now, version=version)
        read = [one for one in found.reading.get("fields", []) if one["confidence"] >= _SURE_ENOUGH]
        chosen = {one["column"]: one["value"] for one in read} | given
        if not yes:
            for said in (*_decided(found), *_newest(found), *_fields(chosen)):
                say(said)
            act.release()  # nobody waits for the register until a person has answered
            click.confirm("Accept these fields?", abort=True)
        fields_given = [intake.FieldGiven(column, value) for column, value in chosen.items()]
        batch = intake.accept_fields(act, found, fields_given, seen)
        say(f"batch {batch.id}: one row of shipments from {batch.file}, {batch.member}")


@photographs_command.command("put-aside")
@click.argument("number", type=int)
@click.option("--why", required=True, help="The reason, recorded.")
@_VERSION
@_WITHDRAWN
@acting_as
def put_aside_command(number: int, why: str, version: int | None, withdrawn: bool) -> None:
    """Put photograph NUMBER aside: nothing of it is taken, and nothing of it is lost.

    What you do not say you saw was not there: nothing that was accepted is put aside unseen.
    """
    from casework.flow import intake
    from casework.model import Photograph

    with acting() as act:
        found = act.get(Photograph, number)
        intake.put_aside(act, found, why, intake.Seen(version or 0, withdrawn=withdrawn))
        say(f"photograph {found.id} is put aside; accepting fields brings it back")


def _given(field: str) -> tuple[str, str]:
    column, sign, value = field.partition("=")
    if not sign:
        raise click.BadParameter(f"write COLUMN=VALUE, not {field!r}", param_hint="--field")
    return column.strip(), value


def _newest(found: Photograph) -> list[str]:
    """Return what was accepted last, and by whom, as lines."""
    accepted = _accepted(found)["accepted"]
    if not accepted:
        return []
    by, at = accepted[0]["by"], accepted[0]["at"][:16].replace("T", " ")
    chosen = {one["column"]: one["value"] for one in accepted}
    fields = [f"  accepted {said.strip()}" for said in _fields(chosen)]
    return [f"        version {found.versions}, accepted by {by}, {at}", *fields]


def _fields(chosen: Mapping[str, str]) -> list[str]:
    return [f"  {column:<18} {value or 'struck out'}" for column, value in chosen.items()]


def _line(found: Photograph) -> str:
    page = f", page {found.page}" if found.reading.get("pages", 1) > 1 else ""
    return f"{found.id:>6}  {found.read_at:%Y-%m-%d %H:%M}  {_state(found):<9}  {found.file}{page}"


def _state(found: Photograph) -> str:
    if found.put_aside_at is not None:
        return "put aside"
    if found.batch is not None and found.batch.withdrawn_at is not None:
        return "withdrawn"
    return "accepted" if found.versions else "waits"


def _decided(found: Photograph) -> list[str]:
    """Return that it is put aside or withdrawn, by whom and why, as lines."""
    state, batch = _state(found), found.batch
    if state == "put aside":
        by, at, why = found.put_aside_by, found.put_aside_at, found.put_aside_why
    elif state == "withdrawn" and batch is not None:
        by, at, why = batch.withdrawn_by, batch.withdrawn_at, batch.withdrawn_why
    else:
        return []
    told = f"        {state} by {by.name if by else 'an officer'}, {at:%Y-%m-%d %H:%M}: {why or ''}"
    return [told.rstrip(": ")]


def _remarks(found: Photograph) -> list[str]:
    said = [f"        {one}" for one in found.reading.get("remarks", [])]
    said += _decided(found)
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
        "taken_as_written": found.taken_as_written,
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
