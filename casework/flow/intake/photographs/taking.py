"""Taking photographs in: opened and read in confinement, and kept beside the file as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import and_, not_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from casework.act import Act
from casework.evidence import Vault
from casework.flow.intake.confined import Limits, confined
from casework.flow.intake.photographs import opening, reading
from casework.flow.intake.photographs.camera import moment
from casework.flow.intake.photographs.page import MOST_PAGES
from casework.flow.intake.unpacking import Delivered
from casework.model import Photograph
from casework.paging import Page, page
from casework.vocabulary import Action

_MEBIBYTE = 1024**2
TO_OPEN = Limits(memory=380 * _MEBIBYTE, seconds=5, silence=30)
"""For unpacking one page: with what is loaded before, it stays under 500 MB."""
_READ_MEMORY = 1_600 * _MEBIBYTE
_SECONDS_A_PAGE = 40
_SILENCE = 180


def read_photographs(act: Act, file: Delivered, zone: str | None = None) -> list[Photograph]:
    """Read a photograph or scan and keep what stands on each of its pages, as a proposal.

    Nothing of it counts before an officer accepts it. The same bytes are read once for an agency:
    a second time, what was read before is returned. `zone` (IANA) is for the camera's time where it
    names no offset; the installation's where not given. Raises FileUnreadable: then no page is
    kept. Lets go of the register while it reads.
    """
    act.require(Action.BATCH_IMPORT)
    before = _kept(act, file.kept.sha256)
    act.release()
    if before:
        return before
    zone = zone or act.settings.time_zone
    Vault(act.settings.vault_dir).check(file.kept.sha256)
    pages = _checked(act, file.path, file.label, zone)
    found = []
    with closing(_reading(file.path, file.label, zone, pages)) as told:
        for said in told:
            found.append(_photograph(act, file, said, zone))
            act.progress(f"reading {file.label}", len(found), pages)
    return _registered(act, file, found)


def fields_read(act: Act, file: Delivered, zone: str, most: int) -> list[tuple[int, int | None]]:
    """Return each page of a photograph or scan with how many fields are read from it.

    Nothing is kept. Of a file with more than `most` pages none is read: None stands for the number.
    Raises FileUnreadable. Lets go of the register.
    """
    act.require(Action.BATCH_IMPORT)
    act.release()
    pages = _checked(act, file.path, file.label, zone)
    if pages > most:
        return [(number, None) for number in range(1, pages + 1)]
    with closing(_reading(file.path, file.label, zone, pages)) as told:
        return [(said["page"], len(said["reading"]["fields"])) for said in told]


def photographs(
    act: Act, after: str | None = None, limit: int = 50, waiting: bool | None = None
) -> Page[Photograph]:
    """Return the photographs the officer may see, newest first.

    `waiting` asks for those that nobody has accepted or put aside yet, or for the others alone.
    """
    act.require(Action.BATCH_READ)
    mine = act.select(Photograph)
    waits = and_(Photograph.versions == 0, Photograph.put_aside_at.is_(None))
    if waiting is not None:
        mine = mine.where(waits if waiting else not_(waits))
    mine = mine.options(selectinload(Photograph.batch))  # whether it counts is shown of each
    return page(act.session, mine, ((Photograph.id, True),), after, limit)


def photograph(act: Act, photograph_id: int) -> Photograph:
    """Return one photograph with what was read and accepted; NotFound.

    Its names and telephone numbers are people's: that it was opened is put on the trail.
    """
    found = act.get(Photograph, photograph_id)
    act.record("photograph:opened", found)
    return found


def date_anew(act: Act, photographs: Iterable[Photograph], zone: str) -> None:
    """Take times without an offset on photographs read before as those of another zone.

    What the camera wrote stays, and an offset it wrote goes before `zone` (IANA). Rows accepted
    before stay as they were understood; what is accepted from now on is understood in `zone`.
    """
    for one in photographs:
        act.require(Action.BATCH_IMPORT, one)
        act.session.refresh(one, with_for_update={"of": Photograph})
        if one.reading.get("zone") == zone:
            continue
        before, one.taken_at = one.taken_at, moment(one.taken_as_written, zone)
        one.reading = one.reading | {"zone": zone}
        facts = {"was": _said(before), "taken_at": _said(one.taken_at)}
        act.record("photograph:dated", one, page=one.page, zone=zone, **facts)


def original(act: Act, photograph: Photograph) -> BinaryIO:
    """Return the delivered file, to the byte, for handing out; raises ExhibitAltered."""
    act.require(Action.BATCH_READ, photograph)
    stream = Vault(act.settings.vault_dir).open(photograph.sha256)
    act.record("photograph:downloaded", photograph, sha256=photograph.sha256)
    return stream


def _checked(act: Act, path: Path, label: str, zone: str) -> int:
    """Return how many pages will be read, each having been unpacked once within narrow limits."""
    number, pages = 1, 1
    while number <= pages:
        with closing(
            confined(opening.opened, path, label, zone, number, label=label, limits=TO_OPEN)
        ) as told:
            for said in told:
                pages = min(int(said["pages"]), MOST_PAGES)
        act.progress(f"opening {label}", number, pages)
        number += 1
    return pages


def _reading(path: Path, label: str, zone: str, pages: int) -> Any:
    limits = Limits(_READ_MEMORY, _SECONDS_A_PAGE * pages, _SILENCE)
    return confined(reading.read, path, label, zone, label=label, limits=limits)


def _photograph(act: Act, file: Delivered, said: dict[str, Any], zone: str) -> Photograph:
    taken_at = said["taken_at"]
    return Photograph(
        agency_id=act.officer.agency_id,
        file=file.label,
        sha256=file.kept.sha256,
        size=file.kept.size,
        page=said["page"],
        width=said["width"],
        height=said["height"],
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        taken_as_written=said["taken_as_written"],
        lat=said["lat"],
        lon=said["lon"],
        reading=said["reading"] | {"zone": zone, "within": file.within},
        read_at=act.at,
        read_by_id=act.officer.id,
    )


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _registered(act: Act, file: Delivered, found: list[Photograph]) -> list[Photograph]:
    act.session.add_all(found)
    try:
        act.session.flush()
    except IntegrityError:
        # Another process read the same bytes meanwhile: theirs counts.
        act.session.rollback()
        before = _kept(act, file.kept.sha256)
        if not before:
            raise
        act.release()
        return before
    for one in found:
        counts = {name: len(one.reading[name]) for name in ("barcodes", "lines", "fields")}
        facts = {"page": one.page, "pages": one.reading["pages"], "sha256": one.sha256}
        act.record("photograph:read", one, **facts, **counts)
    act.release()
    return found


def _kept(act: Act, sha256: str) -> list[Photograph]:
    mine = act.select(Photograph).where(
        Photograph.agency_id == act.officer.agency_id, Photograph.sha256 == sha256
    )
    return list(act.session.scalars(mine.order_by(Photograph.page)))
