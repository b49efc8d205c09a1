"""Work a case from the shell: open, share, seal, verify."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import config
from casework.cli.edge import acting, acting_as, say, say_object
from casework.vocabulary import Audience, CasePart, Handling, ShareLevel

if TYPE_CHECKING:
    from casework.act import Act
    from casework.model import Agency


def _words(words: type[Audience] | type[Handling] | type[ShareLevel]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


@click.group("case")
def case_command() -> None:
    """Open and list cases."""


@case_command.command("open")
@click.argument("ring")
@click.option("--title", help="What to call the case.")
@acting_as
def open_case(ring: str, title: str | None) -> None:
    """Open a case on RING (for instance R-2026-0001)."""
    from casework.flow import cases

    with acting() as act:
        case = cases.open_from_ring(act, ring, title)
        say(f"{case.number}: {case.title}")


@case_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per case.")
@acting_as
def list_cases(as_json: bool) -> None:
    """List the cases this officer may see, newest first."""
    from casework.flow import cases

    with acting(reading=True) as act:
        page = cases.listed(act)
        while True:
            for case in page.items:
                if as_json:
                    facts = {
                        "case": case.number,
                        "title": case.title,
                        "stage": case.stage.value,
                        "agency": case.agency.code,
                    }
                    say_object(facts)
                else:
                    say(f"{case.number}  {case.stage.value:<13}  {case.title}")
            if page.after is None:
                return
            page = cases.listed(act, after=page.after)


@click.command("share")
@click.argument("case")
@click.argument("agency")
@click.option("--level", type=_words(ShareLevel), default="export", show_default=True)
@click.option("--parts", help="Parts to open, joined by commas; all by default.")
@click.option("--purpose", required=True)
@click.option("--basis", required=True, help="The legal basis.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@acting_as
def share_command(
    case: str, agency: str, level: str, parts: str | None, purpose: str, basis: str, until: datetime
) -> None:
    """Share CASE with AGENCY (its code or name)."""
    from casework.flow import cases, sharing

    with acting() as act:
        new = sharing.NewShare(
            ShareLevel(level),
            _parts(parts),
            purpose,
            basis,
            act.settings.end_of(until.date()),
        )
        given = sharing.grant(act, cases.find(act, case), find_agency(act, agency), new)
        say(f"{case} is shared with {given.agency.name} until {given.ends_at:%Y-%m-%d}")


@click.command("unshare")
@click.argument("case")
@click.argument("agency")
@click.option("--why", required=True)
@acting_as
def unshare_command(case: str, agency: str, why: str) -> None:
    """Revoke the share AGENCY holds of CASE."""
    from casework.errors import ShareOver
    from casework.flow import cases, sharing
    from casework.policy import is_live

    with acting() as act:
        recipient = find_agency(act, agency)
        held = [
            grant
            for grant in sharing.shares(act, cases.find(act, case))
            if grant.agency_id == recipient.id and is_live(grant, act.at)
        ]
        if not held:
            raise ShareOver(recipient.name)
        for grant in held:
            sharing.revoke(act, grant, why)
        say(f"{recipient.name} no longer sees {case}")


@click.command("pack")
@click.argument("case")
@click.option("--audience", type=_words(Audience), required=True)
@click.option("--recipient", required=True, metavar="AGENCY", help="Its code or name.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--purpose", default="Referral for investigation", show_default=True)
@click.option("--handling", type=_words(Handling), default="none", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh", "both"]), default="both")
@acting_as
def pack_command(
    case: str,
    audience: str,
    recipient: str,
    out: Path,
    purpose: str,
    handling: str,
    language: str,
) -> None:
    """Seal a pack of CASE for an agency and write it to a folder."""
    import shutil

    from casework.flow import cases, packs

    with acting() as act:
        options = packs.PackOptions(
            audience=Audience(audience),
            recipient=find_agency(act, recipient),
            purpose=purpose,
            handling=Handling(handling),
            language=language,
        )
        pack = packs.seal(act, cases.find(act, case), options)
        sealed = packs.download(act, pack)
        out.mkdir(parents=True, exist_ok=True)
        target = out / f"{pack.name}.zip"
        shutil.copyfile(sealed, target)
        say(target)


@click.command("verify")
@click.argument("pack", type=click.Path(exists=True, path_type=Path))
@click.option("--ca", type=click.Path(exists=True, path_type=Path), help="The issuer you trust.")
def verify_command(pack: Path, ca: Path | None) -> None:
    """Check PACK (a ZIP or an unpacked folder): every byte, signature and chain.

    Needs no register. Says whether the authority it was sealed under is the one given, this
    installation's own, or one whose fingerprint is yet to be compared with what the sender tells.
    Exit code 1 where anything does not fit.
    """
    from casework.errors import PackUnsealed
    from casework.flow import packs

    check = packs.PackCheck(pack, ca)
    findings = check.findings()
    for name, value in check.facts.items():
        whose = f" ({_whose(value, ca)})" if name == "authority" else ""
        say(f"{name}: {value}{whose}")
    for finding in findings:
        say(f"- {finding}")
    if findings:
        raise PackUnsealed(pack.name, findings)
    say(f"PASS: {pack.name} is as it was sealed.")


def _whose(authority: str, ca: Path | None) -> str:
    """Say whose authority a pack was sealed under; looks at the home, and needs none."""
    from casework.flow import packs

    if ca is not None:
        return "held against the issuer given"
    keys = packs.Keys(config.load(looking=True))
    if keys.authority.is_file() and keys.authority_fingerprint == authority:
        return "this installation's own"
    return "not this installation's: compare it with what the sender tells you"


def _parts(given: str | None) -> frozenset[CasePart]:
    if not given:
        return frozenset(CasePart)
    try:
        return frozenset(CasePart(word.strip()) for word in given.split(","))
    except ValueError:
        known = ", ".join(part.value for part in CasePart)
        raise click.BadParameter(f"parts are among: {known}", param_hint="--parts") from None


def find_agency(act: Act, name: str) -> Agency:
    """Return the agency of this code (else of this name), if the officer may know of it."""
    from casework.errors import NotFound
    from casework.model import Agency

    named = act.select(Agency)
    found = (
        act.session.scalars(named.where(Agency.code == name.lower())).one_or_none()
        or act.session.scalars(named.where(Agency.name == name)).one_or_none()
    )
    if found is None:
        raise NotFound("agency", name)
    return found
