"""The demo: a simulated world delivered, discovered, worked, shared, sealed and served."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import config
from casework.cli.edge import ProgressLine, acting, open_register, reaching
from casework.cli.founding import found
from casework.cli.serving import serve
from casework.counting import many
from casework.vocabulary import (
    AgencyKind,
    Audience,
    CasePart,
    Handling,
    Role,
    ShareLevel,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.act import Act
    from casework.model import Agency, Case
    from casework.settings import Settings

_ADMINISTRATOR = "administrator@marketplace.example"
_INVESTIGATOR = "lin@marketplace.example"
_AGENCIES = (
    ("norvik", "Norvik Brand Protection", AgencyKind.BRAND, "CN-31"),
    ("guangdong-police", "Guangdong Provincial Police", AgencyKind.POLICE, "CN-44"),
    ("shenzhen-customs", "Shenzhen Customs", AgencyKind.CUSTOMS, "CN-44"),
    ("guangzhou-prosecution", "Guangzhou Prosecution Office", AgencyKind.PROSECUTION, "CN-44"),
)
_OFFICERS = (
    ("marketplace", _INVESTIGATOR, "Lin Yue", Role.INVESTIGATOR, "platform investigator"),
    ("guangdong-police", "chen@police.example", "Chen Bo", Role.LIAISON, "police liaison"),
    ("shenzhen-customs", "zhao@customs.example", "Zhao Min", Role.LIAISON, "customs liaison"),
    ("guangzhou-prosecution", "sun@prosecution.example", "Sun Qi", Role.PROSECUTOR, "prosecutor"),
    ("marketplace", "wu@marketplace.example", "Wu Jia", Role.AUDITOR, "auditor"),
)
_SIGN_INS = "sign-ins.txt"
_TO_TRY = "to-try"
"""Files nobody has taken in: for whoever tries casework."""
_WHOLE = "whole"
"""Stands in the folder aside when nothing but the moving in is left to do."""
_CUSTOMS_PARTS = frozenset(
    {
        CasePart.PLACES,
        CasePart.SHIPMENTS,
        CasePart.TEST_BUYS,
        CasePart.TIMELINE,
        CasePart.EXHIBITS,
        CasePart.PACKS,
    }
)


@click.command("demo")
@click.option("--port", default=8000, show_default=True)
@click.option("--accounts", default=5_000, show_default=True, help="Size of the simulated world.")
@click.option("--rings", default=12, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True)
@click.option("--serve/--no-serve", "serving", default=True, show_default=True)
def demo_command(port: int, accounts: int, rings: int, seed: int, serving: bool) -> None:
    """Make a demo home (once), print who can sign in, and serve it."""
    settings = replace(config.load(), demo=True)
    demo_dir = settings.home / "demo"
    unfinished, ready = demo_dir / "unfinished", demo_dir / "ready"
    if not ready.exists():
        if not (unfinished / _WHOLE).exists():
            _make(settings, unfinished, accounts, rings, seed)
        _move_in(settings, unfinished, demo_dir)
        ready.write_text("The demo was made whole.\n", encoding="utf-8")
    shutil.rmtree(unfinished, ignore_errors=True)
    open_register(settings)
    click.echo((demo_dir / _SIGN_INS).read_text(encoding="utf-8"), nl=False)
    if (to_try := settings.home / _TO_TRY).exists():
        click.echo(f"Files to take in yourself, from Intake: {to_try}")
    if serving:
        click.echo(f"\nServing on http://127.0.0.1:{port} - Ctrl-C ends it, nothing is lost.")
        serve("127.0.0.1", port)


def _make(settings: Settings, aside: Path, accounts: int, rings: int, seed: int) -> None:
    """Make the demo whole in a home of its own, aside; one cut off before is begun again.

    Nobody works in it before it is moved in, so beginning again takes nothing from anyone.
    """
    _refuse_real_work(settings)
    shutil.rmtree(aside, ignore_errors=True)
    delivery = aside / "delivery"
    with _step(f"Simulating {many(accounts, 'account')}"):
        _simulate(delivery, aside / "truth.json", accounts, rings, seed)
    with _step("Making files to take in by hand"):
        _write_to_try(aside / _TO_TRY, settings.dist_dir / "fonts", seed)
    staged = replace(settings, home=aside)
    if (register := _register_file(settings)) is not None:
        staged = replace(staged, database_url=f"sqlite:///{aside / register.name}")
    passwords = _found(settings, staged)
    with _step("Taking the delivery in") as says:
        says(_import(staged, delivery))
    with _step("Discovering rings") as says:
        says(_discover(staged))
    with _step("Opening a case and sharing it") as says:
        number = _open_and_share(staged)
        says(number)
    for audience, code in (
        (Audience.POLICE, "guangdong-police"),
        (Audience.CUSTOMS, "shenzhen-customs"),
    ):
        with _step(f"Sealing the {audience.value} pack") as says:
            says(_seal(staged, number, audience, code))
    _write_sign_ins(aside / _SIGN_INS, passwords)
    (aside / _WHOLE).touch()


def _refuse_real_work(settings: Settings) -> None:
    """Raise HomeInUse where a register, deliveries or kept files are here already."""
    from casework.errors import HomeInUse
    from casework.model import connect, is_made

    register = _register_file(settings)
    with reaching(settings):
        made = is_made(connect(settings.database_url)) if register is None else register.exists()
    kept = (settings.lake_dir, settings.vault_dir, settings.home / _TO_TRY)
    if made or any(folder.exists() and any(folder.iterdir()) for folder in kept):
        raise HomeInUse(settings.home)


def _register_file(settings: Settings) -> Path | None:
    """Return the file of a register on SQLite; None on PostgreSQL, where it is made in place."""
    if not settings.database_url.startswith("sqlite:///"):
        return None
    return Path(settings.database_url.removeprefix("sqlite:///"))


def _found(settings: Settings, staged: Settings) -> dict[str, str]:
    """Make the register with its agencies and officers; return the officers' passwords."""
    from casework import people

    with _step("Making the register"):
        if settings.keys_dir.exists():
            shutil.copytree(settings.keys_dir, staged.keys_dir)
        found(
            staged,
            people.NewAgency("marketplace", "Harbour Marketplace", AgencyKind.PLATFORM, "CN-33"),
            people.NewOfficer(_ADMINISTRATOR, "Administrator", Role.ADMINISTRATOR),
        )
        return _enrol(staged)


def _move_in(settings: Settings, aside: Path, demo_dir: Path) -> None:
    """Move the whole demo to where it is served from, the register last.

    Cut off, it goes on where it was: what is no longer aside has been moved.
    """
    made = replace(settings, home=aside)
    moves = [
        *((aside / name, demo_dir / name) for name in ("delivery", "truth.json", _SIGN_INS)),
        (made.lake_dir, settings.lake_dir),
        (made.vault_dir, settings.vault_dir),
        (made.keys_dir / "packs", settings.keys_dir / "packs"),
        (aside / _TO_TRY, settings.home / _TO_TRY),
    ]
    if (register := _register_file(settings)) is not None:
        moves.append((aside / register.name, register))
    for source, target in moves:
        if not source.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            # Empty, or the very keys the demo was sealed with.
            shutil.rmtree(target)
        shutil.move(source, target)


def _simulate(delivery: Path, truth: Path, accounts: int, rings: int, seed: int) -> None:
    from casework import simulator

    world = simulator.simulate(simulator.WorldPlan(seed=seed, accounts=accounts, rings=rings))
    delivery.mkdir(parents=True, exist_ok=True)
    simulator.write_delivery(world, delivery)
    simulator.write_truth(world, truth)


def _write_to_try(folder: Path, fonts_dir: Path, seed: int) -> None:
    """Write deliveries and photographs of another, small world: none of its rows is in the demo."""
    from casework import simulator
    from casework.simulator import photographs

    world = simulator.simulate(simulator.WorldPlan(seed=seed + 1, accounts=200, rings=2))
    simulator.write_exports(world, folder)
    photographs.draw_samples(world, folder, fonts_dir)


def _enrol(settings: Settings) -> dict[str, str]:
    """Add the demo's agencies and officers; return the passwords made for them."""
    from casework import people

    passwords = {}
    with acting(settings, _ADMINISTRATOR) as act:
        agencies: dict[str, Agency] = {act.officer.agency.code: act.officer.agency}
        for code, name, kind, jurisdiction in _AGENCIES:
            new = people.NewAgency(code, name, kind, jurisdiction)
            agencies[code] = people.add_agency(act, new)
        for code, email, name, role, _ in _OFFICERS:
            officer = people.enrol(act, agencies[code], people.NewOfficer(email, name, role))
            passwords[email] = f"demo-{secrets.token_hex(5)}"
            people.set_password(act, officer, passwords[email])
        passwords[_ADMINISTRATOR] = f"demo-{secrets.token_hex(5)}"
        people.set_password(act, act.officer, passwords[_ADMINISTRATOR])
    return passwords


def _import(settings: Settings, delivery: Path) -> str:
    from casework.flow import intake

    with acting(settings, _INVESTIGATOR) as act:
        options = intake.TakeInOptions(zone=settings.time_zone)
        taken = intake.take_in(act, delivery, delivery.name, options)
        rows = sum(batch.rows for batch in taken.batches)
        rejected = sum(batch.rejected for batch in taken.batches)
        batches = many(len(taken.batches), "batch", "batches")
        return f"{batches}, {many(rows, 'row')}, {rejected:,} rejected with reasons"


def _discover(settings: Settings) -> str:
    from casework.flow import rings

    with acting(settings, _INVESTIGATOR) as act:
        run = rings.discover(act)
        return many(run.rings, "ring")


def _open_and_share(settings: Settings) -> str:
    from casework.errors import WorldImpossible
    from casework.flow import cases, rings

    with acting(settings, _INVESTIGATOR) as act:
        strongest = rings.ranked(act, limit=1).items
        if not strongest:
            raise WorldImpossible("no ring of it can be found")
        case = cases.open_from_ring(act, strongest[0].ring.number)
        _share(act, case, "guangdong-police", frozenset(CasePart))
        _share(act, case, "shenzhen-customs", _CUSTOMS_PARTS)
        return case.number


def _share(act: Act, case: Case, code: str, parts: frozenset[CasePart]) -> None:
    from casework.cli.casefile import find_agency
    from casework.flow import sharing

    new = sharing.NewShare(
        level=ShareLevel.EXPORT,
        parts=parts,
        purpose="Investigate and stop the making of counterfeit goods",
        legal_basis="E-Commerce Law of the PRC, articles 25 and 42",
        ends_at=datetime.now(UTC) + timedelta(days=180),
    )
    sharing.grant(act, case, find_agency(act, code), new)


def _seal(settings: Settings, number: str, audience: Audience, code: str) -> str:
    from casework.cli.casefile import find_agency
    from casework.flow import cases, packs

    with acting(settings, _INVESTIGATOR) as act:
        options = packs.PackOptions(
            audience=audience,
            recipient=find_agency(act, code),
            purpose="Referral for investigation",
            handling=Handling.NONE,
            language="both",
        )
        pack = packs.seal(act, cases.find(act, number), options)
        return f"{pack.name}, {many(pack.pages, 'page')}"


def _write_sign_ins(path: Path, passwords: dict[str, str]) -> None:
    lines = ["Sign in as (passwords of this demo alone):"]
    people = [(role, email) for _, email, _, _, role in _OFFICERS]
    for role, email in [*people, ("administrator", _ADMINISTRATOR)]:
        lines.append(f"  {role:<22} {email:<34} {passwords[email]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)


@contextmanager
def _step(title: str) -> Iterator[Any]:
    """Say what is being done, then how it ended and how long it took."""
    started = datetime.now(UTC)
    outcome: list[str] = []
    line = ProgressLine()
    line(title, 0, 0)
    try:
        yield outcome.append
    finally:
        line.clear()
    took = (datetime.now(UTC) - started).total_seconds()
    says = f": {outcome[0]}" if outcome else ""
    click.echo(f"{title}{says} ({took:.1f} s)")
