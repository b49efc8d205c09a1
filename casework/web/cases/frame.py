"""What every page of a case stands in: its sections, and on what ground one reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for

from casework.flow import sharing
from casework.model import Case, Grant
from casework.vocabulary import CasePart
from casework.web.guard import current_act

blueprint = Blueprint("cases", __name__, url_prefix="/cases")

_SECTIONS: tuple[tuple[str, str, CasePart | None], ...] = (
    ("Overview", "cases.read", None),
    ("Accounts", "cases.members", CasePart.MEMBERS),
    ("Places", "cases.places", CasePart.PLACES),
    ("Ties", "cases.ties", CasePart.TIES),
    ("Test buys", "cases.test_buys", CasePart.TEST_BUYS),
    ("Shipments", "cases.shipments", CasePart.SHIPMENTS),
    ("Sales", "cases.sales", CasePart.SALES),
    ("Timeline", "cases.timeline", CasePart.TIMELINE),
    ("Notes", "cases.notes", CasePart.TIMELINE),
    ("Exhibits", "evidence.exhibits", CasePart.EXHIBITS),
    ("Packs", "packs.of_case", CasePart.PACKS),
    ("Shares", "sharing.shares", None),
)
"""Every section and the part that must be open for it; None where it always is."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a case the officer may see."""

    label: str
    url: str
    here: bool


@blueprint.app_template_global()
def sections_of(case: Case) -> list[Section]:
    """Return the sections of a case that are open to the officer, and no others."""
    open_parts = current_act().parts(case)
    return [
        Section(label, url_for(endpoint, case_id=case.id), _is_here(endpoint))
        for label, endpoint, part in _SECTIONS
        if part is None or part in open_parts
    ]


@blueprint.app_template_global()
def basis_of(case: Case) -> Grant | None:
    """Return the share by which the officer reads another agency's case."""
    return sharing.basis(current_act(), [case]).get(case.id)


def _is_here(endpoint: str) -> bool:
    room, _, _ = endpoint.partition(".")
    return request.endpoint == endpoint or (room == request.blueprint and room != "cases")
