"""The demo as `casework demo` makes it, worked on a little, with an address for each route."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from zipfile import ZipFile

from PIL import Image, ImageDraw
from sqlalchemy import select
from werkzeug.routing import Rule

import config
from casework import evidence, jobs, people
from casework.act import Act
from casework.app import create_app
from casework.cli.edge import acting
from casework.evidence import NewExhibit
from casework.flow import cases, intake, linking, rings, sharing
from casework.flow.linking import SharedTrace
from casework.model import (
    Agency,
    Batch,
    Case,
    Grant,
    LinkJudgement,
    Officer,
    Pack,
    Photograph,
    Record,
)
from casework.vocabulary import DeliveryKind, IdentifierKind, JobVerb, Judgement
from casework.web.addresses import account_in_address
from casework.web.answers import positions
from casework.web.picture import pair_of
from tests.journeys.installation import Installation
from tests.journeys.investigation import FIRST_CASE

ADMINISTRATOR = "administrator@marketplace.example"
LIN = "lin@marketplace.example"
SUN = "sun@prosecution.example"

_SIGN_IN = re.compile(r"^ +(?:\S+ )+ *(\S+@\S+) +(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Demo:
    """Where it is served, the passwords it printed, and an address for every route."""

    address: str
    passwords: dict[str, str]
    addresses: dict[str, str]


def make(installation: Installation) -> tuple[dict[str, str], dict[str, str]]:
    """Make a demo in this home; return the passwords it printed, and an address by endpoint."""
    size = ("--accounts", 300, "--rings", 3, "--seed", 11)
    made = installation.typed("demo", *size, "--no-serve")
    assert made.returncode == 0, made.stderr
    settings = config.load({"CASEWORK_HOME": str(installation.home)})
    with acting(settings, LIN) as act:
        values = _worked_on(act)
    with acting(settings, ADMINISTRATOR) as act:
        sun = act.session.scalars(act.select(Officer).where(Officer.email == SUN)).one()
        values["token"] = people.invite(act, sun)
    rules = create_app(settings).url_map.iter_rules()
    addresses = {
        rule.endpoint: _filled(rule, values) for rule in rules if "GET" in (rule.methods or ())
    }
    pair = f"one={values['one']}&other={values['other']}"
    asked = {
        "rings.why": pair,
        "rings.what_if": f"refused={values['refused']}&without=1",
        "rings.member": f"account={values['one']}",
        "rings.place": f"role={values['role']}&key={values['key']}",
        "rings.movements": f"role={values['role']}&key={values['key']}",
        "links.judge": pair,
        "links.exclude": f"finding={values['finding_id']}&number=0&{pair}",
    }
    for endpoint, query in asked.items():
        addresses[endpoint] += f"?{query}"
    addresses["cases.records"] += f"?kind={DeliveryKind.ORDERS.value}"
    return dict(_SIGN_IN.findall(made.stdout)), addresses


def _worked_on(act: Act) -> dict[str, object]:
    """Add what the demo leaves out; return a value for each argument an address may have."""
    case = cases.find(act, FIRST_CASE)
    cases.edit(act, case, cases.CaseChange("Kettles of one workshop", "What is proved.", 1))
    cases.write_note(act, case, "The return address was visited.\nNobody answered.")
    plate = NewExhibit("Door plate", "门牌.txt", io.BytesIO(b"third floor"), "Seen", act.at)
    exhibit = evidence.add_exhibit(act, case, plate)
    finding = rings.of_ring(act, case.finding.ring_id)
    tie, other = rings.ties(act, finding, limit=2).items
    linking.judge(act, pair_of(tie), Judgement.CONFIRMED, "One owner, spoken to.")
    trace = SharedTrace(IdentifierKind(tie.reasons[0]["kind"]), tie.reasons[0]["value"])
    linking.exclude(act, pair_of(tie), trace, "The owner of both answered for it.")
    pair = pair_of(tie)
    position, place = positions(finding), finding.places[0]
    linking.judge(act, pair_of(other), Judgement.REFUSED, "Two tenants of one building.")
    return {
        "batch_id": _first(act, Batch),
        "row_number": 2,
        "ring_id": finding.ring_id,
        "finding_id": finding.id,
        "refused": f"{position[pair.left]}-{position[pair.right]}",
        "one": account_in_address(*pair.left),
        "other": account_in_address(*pair.right),
        "role": place.role.value,
        "key": place.key,
        "judgement_id": _first(act, LinkJudgement),
        "case_id": case.id,
        "record_id": _first(act, Record),
        "exhibit_id": exhibit.id,
        "grant_id": _shares(act, case)["guangdong-police"].id,
        "pack_id": _first(act, Pack),
        "job_id": _failed_look(act),
        "delivery_id": _odd_delivery(act),
        "place": 0,
        "mapping_id": _mapping(act),
        "photograph_id": _photograph(act),
        "agency_id": _first(act, Agency),
        "seq": 1,
    }


def _shares(act: Act, case: Case) -> dict[str, Grant]:
    """Return the live shares by agency, after one more was given and taken back."""
    given = {share.agency.code: share for share in sharing.shares(act, case)}
    norvik = next(one for one in sharing.recipients(act, case) if one.code == "norvik")
    like = given["guangdong-police"]
    new = sharing.NewShare(
        like.level, frozenset(like.shared_parts), "By mistake", "None", like.ends_at
    )
    sharing.revoke(act, sharing.grant(act, case, norvik, new), "Given by mistake.")
    return given


def _failed_look(act: Act) -> int:
    """Return a job that will fail: no file casework reads begins like this."""
    kept = intake.receive(act, io.BytesIO(b"PK\x03\x04 no workbook"), "broken.xlsx")
    asked = {"delivery_id": kept.id}
    return jobs.enqueue(act, JobVerb.LOOK, "Look at broken.xlsx", asked).id


def _odd_delivery(act: Act) -> int:
    """Return a delivery that was looked at: a table that is known, one that is not, a picture."""
    bundle = io.BytesIO()
    with ZipFile(bundle, "w") as zipped:
        zipped.writestr("orders.csv", "platform,order_id,amount\ntaobao,o1,9\ntaobao,,x\n")
        zipped.writestr("waybill.jpg", _picture())
        zipped.writestr("明细.csv", "来源,单据甲,金额乙\ntaobao,o1,9.00\n")
    bundle.seek(0)
    kept = intake.receive(act, bundle, "导出.zip")
    intake.look(act, kept)
    return kept.id


def _picture() -> bytes:
    sheet = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(sheet).text((60, 60), "Waybill 78001234567890", "black", font_size=36)
    drawn = io.BytesIO()
    sheet.save(drawn, "JPEG")
    return drawn.getvalue()


def _photograph(act: Act) -> int:
    """Return a photograph of which fields were accepted."""
    shown = act.session.get_one(Photograph, _first(act, Photograph))
    given = {"carrier": "zto", "waybill_no": "78001234567890"}
    intake.accept_fields(act, shown, [intake.FieldGiven(*field) for field in given.items()])
    return shown.id


def _mapping(act: Act) -> int:
    """Return a mapping in use."""
    columns = {"Shop system": "platform", "Order": "order_id"}
    header = [*columns, "Remark"]
    return intake.save_mapping(act, "Shop 7", DeliveryKind.ORDERS, columns, header).id


def _first(
    act: Act, model: type[Batch | Record | Pack | Agency | LinkJudgement | Photograph]
) -> int:
    return act.session.scalars(select(model.id).order_by(model.id).limit(1)).one()


def _filled(rule: Rule, values: dict[str, object]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda named: str(values.get(named[1], "-")), rule.rule)
