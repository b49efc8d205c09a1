"""`casework`: every command, loaded only when called, so that `--help` answers at once."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from casework import __version__
from casework.cli.edge import say
from casework.errors import CaseworkProblem

_COMMANDS = {
    "init": ("casework.cli.founding", "Make the register, or bring an earlier one up to date."),
    "demo": ("casework.cli.demo", "Make a demo world, work it, and serve it."),
    "import": ("casework.cli.intake", "Take deliveries in: files, folders, ZIPs."),
    "map": ("casework.cli.mapping", "Say what the columns of a file mean, and save it by name."),
    "mappings": ("casework.cli.mapping", "List the mappings in use, or withdraw one."),
    "batches": ("casework.cli.data", "List what was delivered."),
    "withdraw": ("casework.cli.data", "Withdraw a batch: its rows no longer count."),
    "restore": ("casework.cli.data", "Bring a withdrawn batch back."),
    "photographs": ("casework.cli.photographs", "Photographed waybills: show, accept, put aside."),
    "discover": ("casework.cli.data", "Discover rings in everything delivered."),
    "rings": ("casework.cli.data", "List the rings of the newest discovery."),
    "case": ("casework.cli.casefile", "Open and list cases."),
    "share": ("casework.cli.casefile", "Share a case with an agency."),
    "unshare": ("casework.cli.casefile", "Revoke an agency's share of a case."),
    "pack": ("casework.cli.casefile", "Seal an evidence pack and write it to a folder."),
    "verify": ("casework.cli.casefile", "Check a pack: bytes, signatures, chain."),
    "audit": ("casework.cli.founding", "Check the trail."),
    "agencies": ("casework.cli.founding", "List agencies, or add one."),
    "officers": ("casework.cli.founding", "List an agency's officers, add or invite one."),
    "serve": ("casework.cli.serving", "Serve the pages and do the work."),
    "worker": ("casework.cli.serving", "Do the work alone, without the pages."),
    "access": ("casework.cli.founding", "Print who may do what, as docs/access.md has it."),
}


class Commands(click.Group):
    """Loads a command's module when the command is called; a refusal is one line, exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        found: click.Command = getattr(importlib.import_module(module), f"{cmd_name}_command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CaseworkProblem as problem:
            say(f"casework: {problem}", err=True)
            sys.exit(1)
        except OSError as problem:
            if isinstance(problem, BrokenPipeError):
                raise
            place = f": {problem.filename}" if problem.filename else ""
            say(f"casework: {problem.strerror or problem}{place}", err=True)
            sys.exit(1)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="casework")
@click.option("--as", "email", metavar="EMAIL", help="Act as this officer.")
@click.pass_context
def main(ctx: click.Context, email: str | None) -> None:
    """casework: from delivered files to rings, cases and sealed evidence packs.

    Data lives under CASEWORK_HOME (default ./var), the register under CASEWORK_DATABASE_URL
    when given. Every command acts as an officer: the register's administrator unless --as says
    otherwise.
    """
    ctx.obj = email
