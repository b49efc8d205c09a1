"""Exhibits and their custody: taken in, handed on, verified whenever read."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select

from casework.act import Act
from casework.errors import CaseClosed, NotFound, NotYetHappened
from casework.evidence.vault import Vault
from casework.model import Case, CustodyEntry, Exhibit
from casework.paging import Page, page
from casework.vocabulary import Action, CasePart, CaseStage, CustodyAction


@dataclass(frozen=True, slots=True)
class NewExhibit:
    """A file to take in, and where it came from."""

    title: str
    file: str
    content: BinaryIO
    source: str
    obtained_at: datetime
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class NewCustody:
    """One step in custody, as the officer reports it."""

    action: CustodyAction
    from_whom: str
    to_whom: str
    where: str
    purpose: str
    at: datetime
    zone: str = "UTC"


def add_exhibit(act: Act, case: Case, new: NewExhibit) -> Exhibit:
    """Return the exhibit, its bytes in the vault, its mark given, its custody begun."""
    act.require(Action.EXHIBIT_ADD, case)
    act.require_part(case, CasePart.EXHIBITS)
    if new.obtained_at > act.at:
        raise NotYetHappened(new.title, new.obtained_at)
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    # Hash before anything opens the file: a preview may rewrite it.
    kept = Vault(act.settings.vault_dir).put(new.content)
    exhibit = Exhibit(
        case=case,
        agency=act.officer.agency,
        mark=_next_mark(act, case),
        title=new.title,
        file=new.file,
        media_type=mimetypes.guess_type(new.file)[0] or "application/octet-stream",
        sha256=kept.sha256,
        sha512=kept.sha512,
        size=kept.size,
        source=new.source,
        obtained_at=new.obtained_at,
        obtained_zone=new.zone,
        added_at=act.at,
        added_by=act.officer,
    )
    act.session.add(exhibit)
    act.record("exhibit:added", exhibit, sha256=kept.sha256, size=kept.size)
    whom, agency = act.officer.name, act.officer.agency.name
    obtained = NewCustody(
        CustodyAction.OBTAINED, new.source, whom, agency, "taken in", new.obtained_at, new.zone
    )
    _append(act, exhibit, obtained, None)
    hashed = NewCustody(CustodyAction.HASHED, whom, "vault", agency, "SHA-256, SHA-512", act.at)
    _append(act, exhibit, hashed, kept.sha256)
    return exhibit


def exhibits(act: Act, case: Case, after: str | None = None, limit: int = 50) -> Page[Exhibit]:
    """Return the exhibits of a case the officer may see, in the order they came."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.EXHIBITS)
    statement = act.select(Exhibit).where(Exhibit.case_id == case.id)
    return page(act.session, statement, ((Exhibit.id, False),), after, limit)


def exhibit(act: Act, case: Case, exhibit_id: int) -> Exhibit:
    """Return one exhibit of the case; NotFound for one of another case."""
    act.require(Action.EXHIBIT_READ)
    found = act.get(Exhibit, exhibit_id)
    if found.case_id != case.id:
        raise NotFound("exhibit", exhibit_id)
    return found


def open_exhibit(act: Act, exhibit: Exhibit) -> Path:
    """Return the path of an exhibit's bytes, checked against its hash; the opening is recorded.

    Raises ExhibitAltered when a byte differs from what was taken in.
    """
    act.require(Action.EXHIBIT_READ, exhibit)
    vault = Vault(act.settings.vault_dir)
    vault.check(exhibit.sha256)
    copied = NewCustody(
        CustodyAction.COPIED,
        "vault",
        act.officer.name,
        act.officer.agency.name,
        "opened for reading",
        act.at,
    )
    _append(act, exhibit, copied, exhibit.sha256)
    act.record("exhibit:opened", exhibit, sha256=exhibit.sha256)
    return vault.path(exhibit.sha256)


def enter_custody(act: Act, exhibit: Exhibit, new: NewCustody) -> CustodyEntry:
    """Return the new entry of the exhibit's ledger; the bytes are checked as it is made."""
    act.require(Action.EXHIBIT_ADD, exhibit)
    if new.at > act.at:
        raise NotYetHappened(exhibit.mark, new.at)
    Vault(act.settings.vault_dir).check(exhibit.sha256)
    entry = _append(act, exhibit, new, exhibit.sha256)
    act.record("custody:entered", exhibit, action=new.action.value, seq=entry.seq)
    return entry


def _append(act: Act, exhibit: Exhibit, new: NewCustody, sha256: str | None) -> CustodyEntry:
    act.session.flush()
    # One writer at a time: the ledger of an exhibit counts its steps without gaps.
    act.session.execute(select(Exhibit.id).where(Exhibit.id == exhibit.id).with_for_update())
    last = act.session.scalar(
        select(func.max(CustodyEntry.seq)).where(CustodyEntry.exhibit_id == exhibit.id)
    )
    entry = CustodyEntry(
        exhibit_id=exhibit.id,
        seq=(last or 0) + 1,
        action=new.action,
        at=new.at,
        zone=new.zone,
        from_whom=new.from_whom,
        to_whom=new.to_whom,
        where=new.where,
        purpose=new.purpose,
        sha256_before=sha256,
        sha256_after=sha256,
        recorded_by=act.officer,
    )
    act.session.add(entry)
    act.session.flush()
    return entry


def _next_mark(act: Act, case: Case) -> str:
    """Initials of the producing officer and the next number of the case: ABC/12."""
    words = [word for word in act.officer.name.split() if word]
    initials = "".join(word[0] for word in words)[:3].upper() or "EX"
    serial = act.number_in(f"exhibit {case.id}")
    return f"{initials}/{serial}"
