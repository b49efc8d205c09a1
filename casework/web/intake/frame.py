"""What every page of intake stands in: its sections, and foreign text made safe to read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, request, url_for

blueprint = Blueprint("intake", __name__, url_prefix="/intake")

TURNING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters nobody sees; among them those that turn a text round, so that it reads as another."""

_SECTIONS = (
    ("Deliveries and batches", "intake.batches"),
    ("Photographs", "intake.photographs"),
    ("Mappings", "intake.mappings"),
)
_OF = {"photographs": "intake.photographs", "mappings": "intake.mappings"}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of intake."""

    label: str
    url: str
    here: bool


@blueprint.app_template_global()
def sections_of_intake() -> list[Section]:
    """Return the sections of intake, the one that is open marked."""
    within = request.path.removeprefix("/intake/").partition("/")[0]
    open_now = _OF.get(within, "intake.batches")
    return [Section(label, url_for(one), one == open_now) for label, one in _SECTIONS]


@blueprint.app_template_filter("plain")
def plain(text: object) -> str:
    """Return foreign text as it can be read: what nobody sees is named where it stands.

    Tabs and ends of lines stay: they turn nothing round.

    >>> plain("a\\u202egnp.exe")
    'a‹U+202E›gnp.exe'
    """
    return TURNING.sub(_named, str(text))


_SAID = {
    "account_id": "account id",
    "batch_mark": "batch mark of the goods",
    "buyer_ref": "reference of the buyer",
    "company_reg_no": "company registration number",
    "container_no": "container number",
    "device_ids": "device ids",
    "hs_code": "HS code",
    "pickup_lat": "latitude of the pickup",
    "pickup_lon": "longitude of the pickup",
    "place_lat": "latitude of the place",
    "place_lon": "longitude of the place",
    "payer_ref": "reference of the payer",
    "sample_ref": "reference of the sample",
    "seizure_ref": "reference of the seizure",
    "test_buy_id": "test buy id",
    "waybill_no": "waybill number",
    "weight_kg": "weight in kg",
}
_SURE = ((0.9, "sure"), (0.7, "likely"), (0.4, "not sure"))


@blueprint.app_template_filter("column")
def column(name: str) -> str:
    """Return one of our columns as people say it.

    >>> column("company_reg_no"), column("sender_phone")
    ('company registration number', 'sender phone')
    """
    return _SAID.get(name, name.replace("_", " "))


@blueprint.app_template_filter("kind")
def kind(name: str) -> str:
    """Return a kind of rows as people say it: `test_buys` is `test buys`."""
    return str(name).replace("_", " ")


@blueprint.app_template_filter("sure")
def sure(confidence: float) -> str:
    """Return a confidence between 0 and 1 in words.

    >>> sure(0.95), sure(0.1)
    ('sure', 'a guess')
    """
    return next((word for least, word in _SURE if confidence >= least), "a guess")


def _named(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\t\n\r" else f"‹U+{ord(found[0]):04X}›"


def own_name(sent: str) -> str:
    """Return what an uploaded file is called, without what nobody sees in its name."""
    return TURNING.sub("", sent)
