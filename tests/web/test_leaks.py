"""Nobody's page, hit, count or error shows what was not shared: every role asks every route.

Two agencies lead a case each, full of planted words. Every officer opens every address with every
id, sends every form, and searches for the words' common stem; what comes back may hold only the
words the grants allow.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from casework import evidence
from casework.evidence import Vault
from casework.flow import intake
from casework.model import AcceptedField, Batch, Case, Member, Officer, Place, Tie
from casework.vocabulary import (
    CasePart,
    DeliveryKind,
    JobState,
    JobVerb,
    ReadFrom,
    ShareLevel,
)
from tests.factories import cases, packs, rings, work
from tests.factories import intake as deliveries
from tests.web.conftest import SignIn, token
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]

STEM = "Zeisig"
_WORD = re.compile(STEM + r"-([a-z]+-[a-z-]+)")
_PART_OF_KIND = {
    DeliveryKind.ACCOUNTS: CasePart.MEMBERS,
    DeliveryKind.ORDERS: CasePart.SALES,
    DeliveryKind.TEST_BUYS: CasePart.TEST_BUYS,
    DeliveryKind.SHIPMENTS: CasePart.SHIPMENTS,
}
_WORDS = """
    text q query words why title summary purpose legal_basis number officer what brand platform
    name email code kind value-sender_name add_value
"""
_NUMBERS = "ring_id agency agency_id recipient recipient_id"
_FORM = dict.fromkeys(_WORDS.split(), STEM) | dict.fromkeys(_NUMBERS.split(), "1")


def _word(of: str, what: str) -> str:
    return f"{STEM}-{of}-{what}"


def _plant(world: World, of: str, by: Officer) -> Case:
    """A case with a planted word in everything it holds."""
    session = world.session
    batch = _delivered(world, of, by)
    run = rings.run(session, by, too_common=[_hub(of)], batch_ids=[batch.id])
    finding = rings.finding(
        session,
        by,
        run=run,
        brands=[_word(of, "brand")],
        reasons=[_word(of, "reason")],
        members_count=2,
    )
    finding.members = [
        Member(
            position=position,
            platform="taobao",
            account_id=_word(of, "members") + second,
            role="storefront",
            confidence=0.9,
            says=[_word(of, "members")],
            rows=[],
        )
        for position, second in enumerate(("", "-2"), start=1)
    ]
    finding.places = [
        Place(
            position=1,
            role="production",
            address=_word(of, "places"),
            key="x",
            lat=23.1,
            lon=113.2,
            confidence=0.9,
            says=[_word(of, "places")],
            rows=[],
        )
    ]
    finding.ties = [_tie(of)]
    case = cases.case(session, by, finding=finding, title=_word(of, "title"))
    case.summary = _word(of, "summary")
    case.tiers = [{"tier": "A", "currency": "CNY", "orders": 1, "amount": "77123.45"}]
    for kind, part in _PART_OF_KIND.items():
        cases.record(
            session,
            case,
            by,
            kind=kind,
            part=part,
            batch_id=batch.id,
            file=_word(of, part.value) + ".csv",
            written={"platform": "taobao", "account_id": _word(of, part.value)},
            tier="A" if kind is DeliveryKind.ORDERS else None,
        )
    cases.note(session, case, by, text=_word(of, "timeline"))
    _exhibit(world, of, case)
    _on_its_way(world, of, by)
    work.job(session, by, title=_word(of, "job"), error=_word(of, "job"), state=JobState.FAILED)
    work.job(session, by, title=_word(of, "job"), verb=JobVerb.IMPORT)
    rings.judgement(session, by).why = _word(of, "judgement")
    rings.exclusion(session, by).why = _word(of, "exclusion")
    return case


def _delivered(world: World, of: str, by: Officer) -> Batch:
    """A real delivery: one row accepted, one rejected."""
    word = _word(of, "batch")
    file = world.settings.home / f"{word}.csv"
    file.write_text(f"platform,account_id,shop_name\ntaobao,{word},{word}\n,,{word}\n")
    act = world.act("investigator" if of == "ours" else "brand")
    assert act.officer is by
    return intake.take_in(act, file, file.name, intake.TakeInOptions()).batches[0]


def _on_its_way(world: World, of: str, by: Officer) -> None:
    """A delivery that waits, a mapping, a photograph with a field that was read and accepted."""
    word = _word(of, "intake")
    act = world.act("investigator" if of == "ours" else "brand")
    header = ["shop", "order", word]
    intake.save_mapping(
        act, word, DeliveryKind.ORDERS, {"shop": "platform", "order": "order_id"}, header
    )
    for table in (f"platform,order_id\ntaobao,{word}\n", f"{word}\n{word}\n"):
        handed_in = intake.receive(act, io.BytesIO(table.encode()), f"{word}.csv", "UTC")
        intake.look(act, handed_in)
    box = [[0, 0], [9, 0], [9, 9], [0, 9]]
    seen = {
        "barcodes": [{"text": word, "format": "Code128", "box": box}],
        "lines": [{"text": word, "score": 0.9, "box": box}],
        "fields": [
            {"column": "sender_name", "value": word, "box": box, "read_from": "text",
             "confidence": 0.9, "why": word},
        ],
        "camera": word,
    }  # fmt: skip
    kept = Vault(world.settings.vault_dir).put(io.BytesIO(word.encode()))
    shown = deliveries.photograph(
        world.session, by, file=f"{word}.jpg", sha256=kept.sha256, reading=seen, versions=1
    )
    world.session.add(
        AcceptedField(
            photograph=shown, version=1, column="sender_name", as_read=word, accepted=word,
            read_from=ReadFrom.TEXT, at=act.at, by=by,
        )
    )  # fmt: skip


def _exhibit(world: World, of: str, case: Case) -> None:
    word = _word(of, "exhibits")
    act = world.act("investigator" if of == "ours" else "brand")
    new = evidence.NewExhibit(word, f"{word}.txt", io.BytesIO(word.encode()), word, act.at)
    evidence.add_exhibit(act, case, new)


def _hub(of: str) -> dict[str, object]:
    word = _word(of, "hub")
    return {
        "kind": "phone", "value": word, "as_written": word,
        "accounts": 9, "parties": 9, "says": word,
    }  # fmt: skip


def _tie(of: str) -> Tie:
    word = _word(of, "ties")
    reason = {
        "kind": "phone", "left": word, "right": word, "value": word,
        "weight": 4.0, "says": word, "innocent": word, "rows": [],
    }  # fmt: skip
    return Tie(
        position=1,
        left_platform="taobao",
        left_account=word,
        right_platform="taobao",
        right_account=word,
        weight=4.0,
        reasons=[reason],
    )


@pytest.fixture
def planted(world: World) -> dict[str, set[str]]:
    """Plant two cases and their shares; return the words each officer may see."""
    session = world.session
    lin, brand = world.officers["investigator"], world.officers["brand"]
    ours, theirs = _plant(world, "ours", lin), _plant(world, "theirs", brand)
    soon = datetime.now(UTC) + timedelta(days=30)
    long_ago = datetime.now(UTC) - timedelta(days=1)
    police, customs = world.agencies["police"], world.agencies["customs"]
    cases.grant(
        session, ours, customs, lin,
        parts={CasePart.PLACES, CasePart.SHIPMENTS}, level=ShareLevel.VIEW,
        purpose=_word("ours", "customs-purpose"), ends_at=soon,
    )  # fmt: skip
    cases.grant(
        session, ours, police, lin, ends_at=soon, revoked_at=long_ago,
        purpose=_word("ours", "police-purpose"),
    )  # fmt: skip
    cases.grant(
        session, theirs, police, brand, ends_at=long_ago, purpose=_word("theirs", "police-purpose")
    )
    for agency in (police, customs):
        word = _word("ours", f"{agency.code}-pack")
        bag = Vault(world.settings.vault_dir).put(io.BytesIO(word.encode()))
        packs.pack(session, ours, agency, lin, purpose=word, bag_sha256=bag.sha256)
    for of, by, case in (("ours", "investigator", ours), ("theirs", "brand", theirs)):
        world.act(by).record("case:read", case, note=_word(of, "trail"))
    session.commit()
    customs_sees = {"title", "summary", "places", "shipments", "customs-purpose"}
    return {
        "police": set(),
        "police-auditor": set(),
        "prosecutor": set(),
        "customs": {f"ours-{what}" for what in customs_sees},
        "brand": {"theirs"},
        "brand-auditor": {"theirs"},
        "investigator": {"ours"},
        "supervisor": {"ours"},
        "auditor": {"ours"},
        "administrator": {"ours"},
    }


OFFICERS = [
    "police", "police-auditor", "prosecutor", "customs", "brand", "brand-auditor",
    "investigator", "supervisor", "auditor", "administrator",
]  # fmt: skip


@pytest.mark.parametrize("officer", OFFICERS)
def test_every_route_shows_only_what_was_shared(
    app: Flask, world: World, sign_in: SignIn, planted: dict[str, set[str]], officer: str
) -> None:
    # Given an officer signed in, and what the grants allow them
    browser = sign_in(world.officers[officer])
    allowed = planted[officer]
    shown: set[str] = set()

    # When they open every address and send every form
    for address, page in _everything(app, browser):
        for found in _WORD.findall(page):
            assert any(found == word or found.startswith(f"{word}-") for word in allowed), (
                f"{officer} sees {STEM}-{found} at {address}"
            )
            shown.add(found)
        if "77123" in page.replace(",", ""):
            assert "ours" in allowed or "theirs" in allowed, f"{officer} sees sums at {address}"

    # Then those who may see something did: the walk is no walk through closed doors
    assert bool(shown) == bool(allowed)


def _everything(app: Flask, browser: FlaskClient) -> Iterator[tuple[str, str]]:
    csrf = token(browser)
    leaving = {"signin.leave", "static"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint in leaving or rule.endpoint.startswith("signin."):
            continue
        for address in _addresses(rule):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                form = {"csrf_token": csrf, **_FORM} if method == "POST" else None
                answer = browser.open(address, method=method, data=form)
                assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
                yield f"{method} {address}", answer.get_data(as_text=True)


_NAMED = {
    "rings.member": "account=taobao/{members}",
    "rings.sales": "account=taobao/{members}",
    "rings.why": "one=taobao/{members}&other=taobao/{members}-2",
    "links.judge": "one=taobao/{members}&other=taobao/{members}-2",
    "links.exclude": "one=taobao/{members}&other=taobao/{members}-2&number=0",
    "rings.place": "role=production&key=x",
    "rings.movements": "role=production&key=x",
}
"""What addresses that name an account or a place ask for: those of the ring they are on."""


def _addresses(rule: Rule) -> Iterator[str]:
    for address in _filled(rule):
        yield address
        of = {"1": "ours", "2": "theirs"}.get(address.removeprefix("/rings/").partition("/")[0])
        if rule.endpoint in _NAMED and of:
            yield f"{address}?{_NAMED[rule.endpoint].format(members=_word(of, 'members'))}"


def _filled(rule: Rule) -> Iterator[str]:
    converters = re.findall(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", rule.rule)
    most = 4 if len(converters) == 1 else 2  # there are so many of anything, and of what is in it
    choices = [
        [str(number) for number in range(1, most + 1)] if one == "int" else [STEM]
        for one in converters
    ]
    for values in itertools.product(*choices):
        address = rule.rule
        for value in values:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        yield address
