"""What was delivered, and the rings in it: batches, withdraw, restore, discover, rings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

import config
from casework.cli.edge import acting, acting_as, say, say_object
from casework.cli.intake import batch_json
from casework.counting import many

if TYPE_CHECKING:
    from casework.act import Act
    from casework.model import Batch, Run
    from casework.settings import EngineName


@click.command("batches")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per batch.")
@acting_as
def batches_command(as_json: bool) -> None:
    """List what was delivered, newest first."""
    from casework.flow import intake

    with acting(reading=True) as act:
        after: str | None = None
        while True:
            page = intake.batches(act, after)
            for batch in page.items:
                _list_batch(batch, as_json)
            after = page.after
            if after is None:
                return


def _list_batch(batch: Batch, as_json: bool) -> None:
    if as_json:
        more = {
            "imported_at": batch.imported_at.isoformat(),
            "withdrawn_at": batch.withdrawn_at.isoformat() if batch.withdrawn_at else None,
        }
        say_object({**batch_json(batch), **more})
        return
    state = "withdrawn" if batch.withdrawn_at else "counts"
    say(
        f"{batch.id:>6}  {batch.imported_at:%Y-%m-%d %H:%M}  {batch.kind.value:<10} "
        f"{batch.accepted:>10,} of {batch.rows:>10,}  {state:<9}  {batch.file}"
    )


@click.command("withdraw")
@click.argument("batch", type=int)
@click.option("--why", default="withdrawn from the command line", help="The reason, recorded.")
@acting_as
def withdraw_command(batch: int, why: str) -> None:
    """Withdraw BATCH: its rows no longer count, and nothing of it is lost."""
    from casework.flow import intake
    from casework.model import Batch

    with acting() as act:
        withdrawn = intake.withdraw(act, act.get(Batch, batch), why)
        say(f"batch {withdrawn.id} is withdrawn; discover anew to see rings without it")


@click.command("restore")
@click.argument("batch", type=int)
@acting_as
def restore_command(batch: int) -> None:
    """Bring the withdrawn BATCH back."""
    from casework.flow import intake
    from casework.model import Batch

    with acting() as act:
        restored = intake.restore(act, act.get(Batch, batch))
        say(f"batch {restored.id} counts again")


@click.command("discover")
@click.option(
    "--json", "as_json", is_flag=True, help="The rings found, as `rings --json` has them."
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    help="What runs the heavy part; else CASEWORK_ENGINE.",
)
@click.option(
    "--spark-master",
    metavar="URL",
    help="Where Spark works: local[2], spark://host:7077; else CASEWORK_SPARK_MASTER.",
)
@acting_as
def discover_command(as_json: bool, engine: EngineName | None, spark_master: str | None) -> None:
    """Discover rings in everything delivered and not withdrawn."""
    from casework.flow import rings

    settings = config.load()
    settings = replace(
        settings,
        engine=engine or settings.engine,
        spark_master=spark_master or settings.spark_master,
    )
    if spark_master and settings.engine != "spark":
        raise click.UsageError("--spark-master is for --engine spark.")
    with acting(settings) as act:
        run = rings.discover(act)
        if as_json:
            _print_rings(act, run)
        else:
            say(
                f"run {run.id}: {many(run.rings, 'ring')} in {many(run.rows, 'row')} "
                f"of {many(run.batches, 'batch', 'batches')}"
            )


@click.command("rings")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with the run and its rings.")
@acting_as
def rings_command(as_json: bool) -> None:
    """List the rings of the newest discovery, strongest first."""
    from casework.errors import NothingDiscovered
    from casework.flow import rings

    with acting(reading=True) as act:
        run = rings.latest_run(act)
        if run is None:
            raise NothingDiscovered
        if as_json:
            _print_rings(act, run)
            return
        for ring in rings.as_json(act, run)["rings"]:
            say(
                f"{ring['id']}  score {ring['score']:.2f}  stability {ring['stability']:.2f}  "
                f"{len(ring['accounts']):>4} accounts  {', '.join(ring['brand'])}"
            )


def _print_rings(act: Act, run: Run) -> None:
    from casework.flow import rings

    say_object(rings.as_json(act, run))
