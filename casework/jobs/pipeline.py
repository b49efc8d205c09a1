"""What each job does, and what follows what: one list. The pipeline stops at ring proposals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.act import Act
from casework.errors import FileUnreadable
from casework.flow import intake, packs, rings
from casework.jobs.queue import enqueue, is_any, last
from casework.model import Agency, Case, Job
from casework.vocabulary import Action, Audience, Handling, JobState, JobVerb

Work = Callable[[Act, dict[str, Any]], dict[str, Any]]


def _look(act: Act, arguments: dict[str, Any]) -> dict[str, Any]:
    delivery = intake.delivery(act, arguments["delivery_id"])
    found = intake.look(act, delivery)
    return {
        "delivery": delivery.id,
        "tables": len(found.tables),
        "rows": sum(table.rows for table in found.tables),
        "rejected": sum(table.rejected for table in found.tables),
        "refused": [f"{one['label']}: {one['why']}" for one in found.refused],
    }


def _import(act: Act, arguments: dict[str, Any]) -> dict[str, Any]:
    delivery = intake.delivery(act, arguments["delivery_id"])
    taken = intake.take_delivery(act, delivery)
    if taken.refused and not (taken.batches or taken.again or taken.photographs):
        raise FileUnreadable(taken.refused[0].file, taken.refused[0].why)
    return {
        "delivery": delivery.id,
        "batches": [batch.id for batch in taken.batches],
        "again": [batch.id for batch in taken.again],
        "otherwise": [batch.id for batch in taken.otherwise],
        "photographs": [photograph.id for photograph in taken.photographs],
        "refused": [str(refusal) for refusal in taken.refused],
        "rows": sum(batch.rows for batch in taken.batches),
        "rejected": sum(batch.rejected for batch in taken.batches),
    }


def _discover(act: Act, arguments: dict[str, Any]) -> dict[str, Any]:
    run = rings.discover(act)
    return {"run": run.id, "rings": run.rings}


def _seal(act: Act, arguments: dict[str, Any]) -> dict[str, Any]:
    case = act.get(Case, arguments["case_id"])
    act.require(Action.PACK_SEAL, case)
    options = packs.PackOptions(
        audience=Audience(arguments["audience"]),
        recipient=act.get(Agency, arguments["recipient_id"]),
        purpose=arguments["purpose"],
        handling=Handling(arguments["handling"]),
        language=arguments["language"],
    )
    pack = packs.seal(act, case, options)
    return {"pack": pack.id, "case": case.id}


WORK: dict[JobVerb, Work] = {
    JobVerb.LOOK: _look,
    JobVerb.IMPORT: _import,
    JobVerb.DISCOVER: _discover,
    JobVerb.SEAL: _seal,
}
"""What each kind of job does. All are idempotent: a job may be begun again after a crash."""


def follow(act: Act, job: Job) -> Job | None:
    """Return the job that follows a finished one, if any.

    After the last waiting import of an agency its rings are discovered anew, once.
    """
    if job.verb is not JobVerb.IMPORT or not act.may(Action.RING_DISCOVER):
        return None
    if is_any(act.session, job.agency_id, JobVerb.IMPORT, [JobState.WAITING]):
        return None
    # A failed import is the last one too: what came in before it waits to be looked at.
    asked = last(act.session, job.agency_id, JobVerb.DISCOVER)
    if not is_any(act.session, job.agency_id, JobVerb.IMPORT, [JobState.DONE], after=asked):
        return None
    return enqueue(act, JobVerb.DISCOVER, "Discover rings", {})
