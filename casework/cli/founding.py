"""Found and oversee an installation: init, agencies, officers, audit, access."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

import config
from casework.cli.edge import acting, acting_as, closing_all, reaching, say, say_object
from casework.counting import many
from casework.vocabulary import AgencyKind, Role

if TYPE_CHECKING:
    from casework.act import Act
    from casework.model import Officer
    from casework.people import NewAgency, NewOfficer
    from casework.settings import Settings

_KINDS = click.Choice([kind.value for kind in AgencyKind])
_ROLES = click.Choice([role.value for role in Role])


@click.command("init")
@click.option("--agency", default="Marketplace", show_default=True, help="Who runs this register.")
@click.option("--code", default="marketplace", show_default=True, help="Its short name.")
@click.option("--kind", type=_KINDS, default="platform", show_default=True)
@click.option("--jurisdiction", default="CN-33", show_default=True, help="ISO 3166-2.")
@click.option("--email", default="administrator@casework.example", show_default=True)
@click.option("--name", default="Administrator", show_default=True)
def init_command(
    agency: str, code: str, kind: str, jurisdiction: str, email: str, name: str
) -> None:
    """Make the register, or bring an earlier one up to date; nothing in it is lost."""
    from casework import people
    from casework.flow import packs

    settings = config.load()
    invitation = found(
        settings,
        people.NewAgency(code, agency, AgencyKind(kind), jurisdiction),
        people.NewOfficer(email, name, Role.ADMINISTRATOR),
    )
    say(f"The register in {settings.home} is ready.")
    say("Packs are sealed under this authority; tell recipients its SHA-256 fingerprint:")
    say(f"  {packs.Keys(settings).authority_fingerprint}")
    if invitation:
        say(f"{name} <{email}> administers it. To choose a password, open once:")
        say(f"  {_welcome(settings, invitation)}")


def found(settings: Settings, agency: NewAgency, administrator: NewOfficer) -> str | None:
    """Make or upgrade register, folders and keys; return the first administrator's invitation.

    None where the register had an administrator already.
    """
    from sqlalchemy import select

    from casework import people
    from casework.flow import packs
    from casework.model import Agency, connect, sessions, upgrade

    # Other accounts of the machine must not read what was delivered: the home opens to its owner.
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (settings.lake_dir, settings.vault_dir, settings.work_dir):
        folder.mkdir(exist_ok=True, mode=0o700)
    with reaching(settings):
        engine = connect(settings.database_url)
        upgrade.upgrade(engine, settings.migrations_dir)
    packs.Keys(settings).ensure()
    register = sessions(engine)
    with reaching(settings), closing_all(register), register() as session:
        if session.scalars(select(Agency).limit(1)).first() is not None:
            return None
        act = people.found(session, settings, datetime.now(UTC), agency, administrator)
        token = people.invite(act, act.officer)
        session.commit()
    return token


@click.group("audit")
def audit_command() -> None:
    """Check the trail."""


@audit_command.command("verify")
@acting_as
def verify_trail() -> None:
    """Check that every entry of the trail fits the one before; name the first that does not."""
    from casework import oversight

    with acting() as act:
        check = oversight.verify(act)
    if check.broken is not None:
        raise check.broken
    say(f"The trail holds {many(check.entries, 'entry', 'entries')} and every one fits.")


@click.group("agencies", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per agency.")
@click.option("--as", "email", metavar="EMAIL", help="Act as this officer.")
@click.pass_context
def agencies_command(ctx: click.Context, as_json: bool, email: str | None) -> None:
    """List the agencies, or add one."""
    ctx.obj = email or ctx.obj
    if ctx.invoked_subcommand is not None:
        return
    from casework import people

    with acting(reading=True) as act:
        page = people.agencies(act)
        while True:
            for agency in page.items:
                facts = {
                    "agency": agency.code,
                    "name": agency.name,
                    "kind": agency.kind.value,
                    "jurisdiction": agency.jurisdiction,
                }
                if as_json:
                    say_object(facts)
                else:
                    say("  ".join(str(fact) for fact in facts.values()))
            if page.after is None:
                return
            page = people.agencies(act, page.after)


@agencies_command.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=_KINDS, required=True)
@click.option("--jurisdiction", required=True, help="ISO 3166-2, for instance CN-44.")
@acting_as
def add_agency(code: str, name: str, kind: str, jurisdiction: str) -> None:
    """Add an agency that cases can be shared with."""
    from casework import people

    with acting() as act:
        new = people.NewAgency(code, name, AgencyKind(kind), jurisdiction)
        agency = people.add_agency(act, new)
        say(f"{agency.code}: {agency.name}")


@click.group("officers")
def officers_command() -> None:
    """List an agency's officers, add or invite one."""


@officers_command.command("list")
@click.option("--agency", help="The agency's code; one's own by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per officer.")
@acting_as
def list_officers(agency: str | None, as_json: bool) -> None:
    """List the officers of one agency, by name."""
    from casework import people
    from casework.cli.casefile import find_agency

    with acting(reading=True) as act:
        of = find_agency(act, agency) if agency else act.officer.agency
        page = people.officers(act, of)
        while True:
            for officer in page.items:
                facts = {
                    "officer": officer.email,
                    "name": officer.name,
                    "role": officer.role.value,
                    "agency": officer.agency.code,
                    "disabled": officer.disabled_at is not None,
                }
                if as_json:
                    say_object(facts)
                else:
                    state = "  disabled" if officer.disabled_at else ""
                    say(f"{officer.email}  {officer.name}  {officer.role.value}{state}")
            if page.after is None:
                return
            page = people.officers(act, of, page.after)


@officers_command.command("invite")
@click.argument("email")
@acting_as
def invite_officer(email: str) -> None:
    """Print a new link by which an officer chooses a password; links given before end."""
    from casework import people

    with acting() as act:
        say(f"  {_welcome(act.settings, people.invite(act, find_officer(act, email)))}")


@officers_command.command("add")
@click.argument("email")
@click.option("--agency", required=True, help="The agency's code.")
@click.option("--name", required=True)
@click.option("--role", type=_ROLES, required=True)
@acting_as
def add_officer(email: str, agency: str, name: str, role: str) -> None:
    """Add an officer and print the link by which they choose a password, once, within 72 hours."""
    from casework import people
    from casework.cli.casefile import find_agency

    with acting() as act:
        new = people.NewOfficer(email, name, Role(role))
        officer = people.enrol(act, find_agency(act, agency), new)
        say(f"{officer.name} <{officer.email}>, {officer.role.value}")
        say(f"  {_welcome(act.settings, people.invite(act, officer))}")


def find_officer(act: Act, email: str) -> Officer:
    """Return the officer of this address, if the one who asks may know of them."""
    from casework.errors import NotFound
    from casework.model import Officer

    named = act.select(Officer).where(Officer.email == email.strip().lower())
    found = act.session.scalars(named).one_or_none()
    if found is None:
        raise NotFound("officer", email)
    return found


def _welcome(settings: Settings, token: str) -> str:
    return f"{settings.address}/welcome/{token}"


@click.command("access")
def access_command() -> None:
    """Print who may do what, as docs/access.md has it."""
    click.echo(access_page(), nl=False)


def access_page() -> str:
    """Return docs/access.md: the policy's table, in words."""
    from casework.policy import LAW

    lines = [
        "# Who may do what",
        "",
        "Printed by `casework access` from the one table in `casework/policy.py`; what is not here",
        "is refused. *Own*: on what the officer's own agency leads or owns. *Shared*: in a case",
        "shared with the officer's agency by a live share of at least the level named, and only in",
        "the parts it opens. *Host*: everywhere, for officers of the agency that runs the",
        "installation.",
        "",
        "| action | what it allows | own | shared | host |",
        "| --- | --- | --- | --- | --- |",
    ]
    for action, law in LAW.items():
        shared = f"{_roles(law.shared)} (from level {law.level.value})" if law.shared else "-"
        lines.append(
            f"| `{action.value}` | {law.says} | {_roles(law.own)} | {shared} | {_roles(law.host)} |"
        )
    return "\n".join(lines) + "\n"


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles) or "-"
