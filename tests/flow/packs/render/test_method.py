"""Method, verification and integrity on the page."""

from __future__ import annotations

from casework.flow.packs.guide import COMMANDS
from casework.flow.packs.render import method
from casework.flow.packs.render.page import Sheet
from tests.flow.packs.reading import texts


def test_every_command_stands_on_the_verification_page(sheet: Sheet) -> None:
    text = texts(method.verification(sheet))
    for _, command in COMMANDS:
        assert command in text
    assert sheet.snapshot.facts["seal"]["authority_sha256"].replace(":", " ") in text


def test_the_limits_of_an_own_authority_are_said_plainly(sheet: Sheet) -> None:
    text = texts(method.verification(sheet))
    assert "an authority this installation made itself" in text
    assert "It does not prove that the content is true." in text


def test_characters_that_could_not_be_drawn_are_listed(sheet: Sheet) -> None:
    assert "U+202E, U+20BB7" in texts(method.verification(sheet))
    sheet.missing = []
    assert "Every character of the content could be drawn." in texts(method.verification(sheet))


def test_versions_and_limits_are_stated(sheet: Sheet) -> None:
    text = texts(method.integrity(sheet))
    for name, version in sheet.snapshot.facts["software"].items():
        assert f"{name} | {version}" in text
    assert "not checked by a certified validator" in text


def test_the_run_is_named_with_its_settings(sheet: Sheet) -> None:
    run = sheet.snapshot.facts["ring"]["run"]
    assert f"{run['id']} – {run['engine']}" in texts(method.method(sheet))
    assert method._flat({"b": 1, "a": "x"}) == "a = x; b = 1"


def test_unused_material_is_pointed_to(sheet: Sheet) -> None:
    assert "never put into the same bag" in texts(method.unused(sheet))
