"""Every page is closed by default, named by one word on all floors, and reached by typed ids."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from casework import policy
from casework.model import (
    Batch,
    Case,
    Delivery,
    ExcludedExplanation,
    Exhibit,
    Grant,
    Job,
    LinkJudgement,
    Mapping,
    Officer,
    Pack,
    Photograph,
    Record,
    Ring,
)
from casework.web.guard import ON_THE_WAY, PUBLIC
from tests.factories import casefiles, intake, packs, rings, work
from tests.house import source
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]


@pytest.mark.usefixtures("world")
def test_every_route_but_the_public_ones_refuses_a_stranger(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = client.open(_address(rule), method=method)
            led_away = (answer.location or "").startswith("/sign-in")
            assert led_away or answer.status_code in {400, 401, 404}, (
                f"{method} {rule.rule} answers {answer.status_code} to a stranger: "
                "ask current_act() first"
            )


@pytest.mark.parametrize("officer", ["brand", "brand-auditor"])
def test_every_route_to_a_thing_refuses_an_officer_of_another_agency(
    app: Flask, world: World, sign_in: SignIn, officer: str
) -> None:
    # Given one of each thing an address can name, all of them the platform's
    _one_of_each(world)
    browser = sign_in(world.officers[officer])
    for rule in app.url_map.iter_rules():
        if not rule.arguments or rule.endpoint in PUBLIC | ON_THE_WAY:
            continue
        for method in (rule.methods or set()) & {"GET", "POST"}:
            # When an officer of the brand, with whom nothing is shared, asks for it
            url = _address(rule)
            answer = browser.get(url) if method == "GET" else post(browser, url)
            # Then they are refused, whatever they may do with what is their own
            assert answer.status_code in {403, 404}, (
                f"{method} {rule.rule} answers {answer.status_code} to {officer}: "
                "get it by act.get, and act.require the action"
            )


def test_addresses_are_kebab_case_with_typed_ids(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        plain = re.sub(r"<[^>]+>", "", rule.rule)
        assert plain == plain.lower(), f"{rule.rule}: write it in lower case"
        assert "_" not in plain, f"{rule.rule}: write it in kebab-case"
        for argument in re.findall(r"<([^>]+)>", rule.rule):
            assert ":" in argument, f"{rule.rule}: give <{argument}> a type"


def test_each_template_is_rendered_by_the_route_of_its_name(app: Flask) -> None:
    rendered = {name for _, name in _renderings()}
    faults = []
    for template in sorted((source.ROOT / "templates").glob("*/*.html")):
        room, view = template.parent.name, template.stem
        if room not in app.blueprints or view.startswith("_"):
            continue
        if f"{room}.{view}" not in app.view_functions:
            faults.append(f"{source.name(template)} has no route {room}.{view}: rename one of them")
        if f"{room}/{view}.html" not in rendered:
            faults.append(f"{source.name(template)} is rendered nowhere: remove it")

    assert not faults, "\n".join(faults)


def test_each_route_renders_the_template_of_its_name(app: Flask) -> None:
    rules = list(app.url_map.iter_rules())
    pages = {rule.rule: rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    faults = []
    for rule in rules:
        room, _, _ = rule.endpoint.partition(".")
        rendered = _renders(app.view_functions[rule.endpoint]) if room in app.blueprints else set()
        # A form that is sent back stands on the page of its own address: `submit` shows `show`.
        named = {rule.endpoint, pages.get(rule.rule, rule.endpoint)}
        if rendered and not rendered & {f"{one.replace('.', '/')}.html" for one in named}:
            faults.append(f"{rule.endpoint} renders {', '.join(rendered)}: rename one of them")

    assert not faults, "\n".join(faults)


def test_each_rendered_template_exists() -> None:
    faults = [
        f"{where} renders {name}: there is none"
        for where, name in _renderings()
        if not (source.ROOT / "templates" / name).exists()
    ]

    assert not faults, "\n".join(faults)


def test_templates_hold_no_inline_script_or_style() -> None:
    for template in sorted((source.ROOT / "templates").rglob("*.html")):
        text = template.read_text(encoding="utf-8")
        where = source.name(template)
        assert not re.search(r"\sstyle\s*=", text), f"{where}: put the style into static/css"
        assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), f"{where}: listen in static/js"
        assert not re.search(r"<style", text), f"{where}: put the style into static/css"
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or "application/json" in tag, f"{where}: no inline script"


def _address(rule: Rule) -> str:
    values = {"int": "1", "string": "x", "path": "x", "default": "x"}
    return re.sub(
        r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>",
        lambda found: values.get(found.group(1) or "default", "x"),
        rule.rule,
    )


def _one_of_each(world: World) -> None:
    lin, session = world.officers["investigator"], world.session
    case = casefiles.worked(world)
    casefiles.photographed(world, case)
    casefiles.shared(world, case, "police")
    packs.pack(session, case, world.agencies["police"], lin)
    rings.judgement(session, lin)
    rings.exclusion(session, lin)
    work.job(session, lin)
    intake.delivery(session, lin)
    intake.mapping(session, lin)
    intake.photograph(session, lin)
    session.commit()
    things = (Batch, Case, Delivery, Exhibit, Grant, Job, LinkJudgement, Mapping, Officer, Pack)
    for model in (*things, ExcludedExplanation, Photograph, Record, Ring):
        assert policy.GROUNDS[model].owned(session.get_one(model, 1), lin.agency_id), model
    session.commit()


def _renderings() -> Iterator[tuple[str, str]]:
    """Where in the web room a template is rendered, and which."""
    for module in sorted((source.PACKAGE / "web").rglob("*.py")):
        for line, name in _rendered_in(source.tree(module)):
            yield f"{source.name(module)}:{line}", name


def _rendered_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for call in source.calls(tree):
        if call.name == "render_template" and isinstance(call.node.args[0], ast.Constant):
            yield call.node.lineno, str(call.node.args[0].value)


def _renders(view: Callable[..., object]) -> set[str]:
    """The templates a view names, itself or in a private function of its module that it calls."""
    module = Path(inspect.getfile(inspect.unwrap(view)))
    return {
        name
        for function in source.reached(module, view.__name__)
        for _, name in _rendered_in(function)
    }
