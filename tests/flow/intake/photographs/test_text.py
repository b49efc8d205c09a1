"""Text is read whichever way the paper lay, with models that are there, and no network."""

from __future__ import annotations

import socket
from typing import Any

import numpy as np
import pytest

from casework.flow.intake.photographs.text import TextRead, text
from tests.factories import photographs


def _read(picture: Any) -> TextRead:
    return text(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_chinese_and_numbers_without_a_word_to_anyone(capfd: pytest.CaptureFixture[str]) -> None:
    # Given a label; when read
    found = _read(photographs.waybill(barcode=False))
    # Then its lines are there with the place each stands at, and nothing was printed
    lines = {line.text.replace(" ", ""): line for line in found.lines}
    assert {words.replace(" ", "") for words, *_ in photographs.LINES} == set(lines)
    assert found.turn == 0
    address = lines["广东省广州市白云区兴隆路12号3栋402室"]
    assert address.score > 0.9
    assert np.abs(np.array(address.box[0]) - (60, 610)).max() < 20
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("turned", "turn"), [(90, 90), (180, 180), (270, 270)])
def test_a_label_on_its_side_or_head(turned: int, turn: int) -> None:
    # Given a label turned against the clock; when read
    found = _read(photographs.waybill(barcode=False).rotate(turned, expand=True))
    # Then every line is read, and the page is told to be turned back by the clock
    assert found.turn == turn
    assert "广东省广州市白云区兴隆路12号3栋402室" in {line.text for line in found.lines}


@pytest.mark.parametrize("size", [(60, 40), (1, 1), (9000, 2), (2, 9000)])
def test_a_picture_without_text(size: tuple[int, int]) -> None:
    # Given pictures with nothing on them, some of absurd shape; when; then
    assert _read(photographs.blank(*size)).lines == []
