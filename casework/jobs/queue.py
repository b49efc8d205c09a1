"""The queue is a table: asked for in the asker's transaction, claimed with a lease and a token.

The token grows with every claim. Whoever lost its lease finds that its token no longer matches,
and what it did is dropped: at-least-once delivery, exactly-once effect. On SQLite a claim is one
IMMEDIATE transaction; on PostgreSQL the row is locked and others skip it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from casework.act import Act
from casework.errors import JobOver, JobTaken
from casework.model import Case, Job
from casework.vocabulary import Action, JobState, JobVerb

ATTEMPTS = 3
"""A job whose worker dies this often is given up: it is likely the job that kills."""

_ASKS: dict[JobVerb, Action] = {
    JobVerb.LOOK: Action.BATCH_IMPORT,
    JobVerb.IMPORT: Action.BATCH_IMPORT,
    JobVerb.DISCOVER: Action.RING_DISCOVER,
    JobVerb.SEAL: Action.PACK_SEAL,
}
_LONGEST_TITLE = 200
_OPEN = (JobState.WAITING, JobState.RUNNING)


def enqueue(
    act: Act, verb: JobVerb, title: str, arguments: dict[str, Any], case: Case | None = None
) -> Job:
    """Return the job, asked for in this act's transaction: it exists only if that commits."""
    act.require(_ASKS[verb], case)
    job = Job(
        verb=verb,
        title=title[:_LONGEST_TITLE],
        arguments=arguments,
        agency_id=act.officer.agency_id,
        case_id=case.id if case else None,
        asked_by=act.officer,
        asked_at=act.at,
        state=JobState.WAITING,
    )
    act.session.add(job)
    act.record("job:asked", job, verb=verb.value)
    return job


def ask_again(act: Act, job: Job) -> None:
    """Raise NotPermitted where the asker lost the right while the work ran: what it did is dropped.

    Work lets go of the register for minutes; an officer may be disabled meanwhile.
    """
    act.session.refresh(act.officer)
    case = act.session.get(Case, job.case_id) if job.case_id else None
    act.require(_ASKS[job.verb], case)


def find(act: Act, job_id: int) -> Job:
    """Return one job of the officer's agency."""
    act.require(Action.JOB_READ)
    return act.get(Job, job_id)


def recent(act: Act, verb: JobVerb | None = None, limit: int = 20) -> Sequence[Job]:
    """Return the agency's latest jobs, newest first."""
    act.require(Action.JOB_READ)
    statement = act.select(Job)
    if verb is not None:
        statement = statement.where(Job.verb == verb)
    return act.session.scalars(statement.order_by(Job.id.desc()).limit(limit)).all()


def latest(act: Act, verbs: Sequence[JobVerb], **asked: int) -> Job | None:
    """Return the newest of these jobs that was asked for with these arguments, if there is one."""
    act.require(Action.JOB_READ)
    statement = act.select(Job).where(Job.verb.in_(verbs))
    for name, value in asked.items():
        statement = statement.where(Job.arguments[name].as_integer() == value)
    return act.session.scalars(statement.order_by(Job.id.desc()).limit(1)).one_or_none()


def cancel(act: Act, job: Job) -> Job:
    """Return the job: cancelled at once if nobody holds it, else its worker is asked to stop."""
    act.require(Action.JOB_CANCEL, job)
    if job.state not in _OPEN:
        raise JobOver(job.id, job.state)
    job.cancel_asked_at = act.at
    if job.state is JobState.WAITING:
        job.state, job.ended_at = JobState.CANCELLED, act.at
    act.record("job:cancelled", job)
    return job


def claim(session: Session, at: datetime, lease: timedelta) -> Job | None:
    """Return a job that waits, or whose holder fell silent, now held under a new token."""
    due = or_(
        Job.state == JobState.WAITING,
        and_(Job.state == JobState.RUNNING, Job.lease_until < at),
    )
    job = session.scalars(
        select(Job).where(due).order_by(Job.id).limit(1).with_for_update(skip_locked=True, of=Job)
    ).one_or_none()
    if job is None:
        return None
    job.token += 1
    if job.attempts >= ATTEMPTS:
        job.state, job.ended_at = JobState.FAILED, at
        job.error = f"Its worker died {job.attempts} times; given up."
        session.flush()
        return None
    job.attempts += 1
    job.state, job.lease_until = JobState.RUNNING, at + lease
    job.started_at = job.started_at or at
    session.flush()
    return job


def beat(
    session: Session,
    job_id: int,
    token: int,
    lease_until: datetime,
    progress: tuple[str, int, int] | None,
) -> bool:
    """Keep hold of a job and show how far it is; return whether it should be cancelled.

    Raises JobTaken when another worker holds it.
    """
    shown = {} if progress is None else dict(zip(("doing", "done", "total"), progress, strict=True))
    _write(session, job_id, token, lease_until=lease_until, **shown)
    asked = session.scalar(select(Job.cancel_asked_at).where(Job.id == job_id))
    return asked is not None


def finish(session: Session, job_id: int, token: int, state: JobState, **facts: Any) -> None:
    """End a job in the transaction that holds what it did. Raises JobTaken for a stale token."""
    _write(session, job_id, token, state=state, lease_until=None, **facts)


def is_any(
    session: Session, agency_id: int, verb: JobVerb, states: Sequence[JobState], after: int = 0
) -> bool:
    """Return whether the agency has a job of this verb in one of these states, asked later."""
    wanted = (
        Job.agency_id == agency_id,
        Job.verb == verb,
        Job.state.in_(states),
        Job.id > after,
    )
    return session.scalar(select(Job.id).where(*wanted).limit(1)) is not None


def last(session: Session, agency_id: int, verb: JobVerb) -> int:
    """Return the id of the agency's newest job of this verb, 0 where there is none."""
    wanted = (Job.agency_id == agency_id, Job.verb == verb)
    return session.scalar(select(func.max(Job.id)).where(*wanted)) or 0


def _write(session: Session, job_id: int, token: int, **values: Any) -> None:
    held = (Job.id == job_id, Job.token == token, Job.state == JobState.RUNNING)
    if "doing" in values:
        values["doing"] = values["doing"][:200]
    result = session.execute(update(Job).where(*held).values(**values))
    if getattr(result, "rowcount", 0) != 1:
        raise JobTaken(job_id)
