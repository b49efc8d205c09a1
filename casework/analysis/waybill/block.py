"""One party's lines: which of them is the name, which the telephone, which the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.analysis.waybill import telephones
from casework.analysis.waybill.page import around, beside
from casework.analysis.waybill.values import FieldRead
from casework.analysis.waybill.words import Piece

CALLED = {"name": "name", "phone": "telephone", "address": "address"}
CHARACTERS = re.compile(r"[\u3400-\u9fff]")
_LONGEST_NAME = 6
_COMPANY = re.compile(r"公司|厂|店|商行|Ltd|LLC|Inc\b|GmbH|BV\b|Co\.", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[省市区县镇路街号栋幢室巷弄]|\d|,")
_OF_ADDRESS = re.compile(
    r"[省市区县镇乡村路街道巷弄號号栋幢棟室區]|\b(?:road|rd|street|st|avenue|lane|building|bldg|room|rm|"
    r"district|city|province|china|no)\b|\d",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[A-Z0-9]{2,}[-/]?\d|^\W*$")
_CUT_NUMBER = re.compile(r"([\u3400-\u9fff]{2,4}|[\u3400-\u9fff][*★]{1,2})\s*1[3-9][\d*]{1,8}")
"""A name beside a telephone number that something hides the end of."""


@dataclass(slots=True)
class Block:
    """The lines of one party, in the order of reading."""

    side: str
    how: str
    """How it is known whose they are, as the end of a sentence."""
    trust: float
    pieces: list[Piece] = field(default_factory=list)


class Reading:
    """Reads one block: which of its lines is the name, the telephone, the address."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.name: list[Piece] = []
        self.phone: list[Piece] = []
        self.address: list[Piece] = []
        self.left_over: list[Piece] = []
        self._said = ""
        self._whole = False

    def fields(self) -> list[FieldRead]:
        """Return what the block proposes."""
        for piece in self.block.pieces:
            if self.left_over or self._begins_another(piece):
                self.left_over.append(piece)
            elif piece.kind in {"name", "phone", "address"}:
                self._said = piece.kind
                self.put(piece.kind, piece)
            elif not self._whole:
                self._unsaid(piece)
        return self.proposed()

    def proposed(self) -> list[FieldRead]:
        """Return the parts found so far."""
        return [
            field
            for part, found in (
                ("name", self.name),
                ("phone", self.phone),
                ("address", self.address),
            )
            if (field := self._field(part, found)) is not None
        ]

    def put(self, part: str, piece: Piece) -> None:
        """Take a piece for the part that a word announces."""
        if not piece.text:
            return
        found: list[Piece] = getattr(self, part)
        if part != "address" and found:
            return
        if part == "phone":
            span = telephones.find(piece.text)
            piece = _slice(piece, *span) if span else piece
        found.append(piece)

    def _unsaid(self, piece: Piece) -> None:
        """Read a line that nothing within the block announces."""
        text = piece.text
        if not text or (not self.address and re.fullmatch(r"\d{1,4}|\d{1,3}[*★]+", text)):
            return  # a telephone number fell apart: no address begins so
        if only_stars(text):
            self._stars(piece)
            return
        span = telephones.find(text)
        if span and _may_stand_beside(text[: span[0]], text[span[1] :]):
            before = _slice(piece, 0, span[0])
            if before.text and not self.name:
                self.name.append(before)
            elif before.text and not self.address:
                self.address.append(before)
            if not self.phone:
                self.phone.append(_slice(piece, *span))
                # Where the telephone comes last, nothing follows it.
                self._whole = bool(self.address)
        elif not self.phone and re.fullmatch(r"[*★]+\d{2,4}", text):
            self.phone.append(piece)
        elif (cut := _CUT_NUMBER.fullmatch(text)) and not self.name:
            self.name.append(_slice(piece, 0, cut.end(1)))
        elif not self.name and self._said != "address" and _may_be_name(text):
            self.name.append(piece)
        elif self._said in {"", "address"} or _OF_ADDRESS.search(text):
            self.address.append(piece)

    def _stars(self, piece: Piece) -> None:
        """Put stars that were read apart back beside what they hide the rest of."""
        if self.name and not self.address and beside(self.name[-1].line, piece.line):
            self.name.append(piece)
        elif self.address:
            self.address.append(piece)

    def _begins_another(self, piece: Piece) -> bool:
        """Tell whether a piece is a second name with telephone, after a whole party."""
        if piece.kind or not (self.phone and self.address):
            return False
        if telephones.find(piece.text) or _CUT_NUMBER.fullmatch(piece.text):
            return True
        return (
            _may_be_name(piece.text)
            and bool(CHARACTERS.search(piece.text))
            and not _OF_ADDRESS.search(piece.text)
            and any(
                beside(other.line, piece.line) and telephones.find(other.text)
                for other in self.block.pieces
            )
        )

    def _field(self, part: str, found: list[Piece]) -> FieldRead | None:
        if not found:
            return None
        value = telephones.written(_joined(found)).strip(" ,，;；:：")
        if not value or (part == "name" and _NO_NAME.search(value)):
            return None
        trust = min(piece.line.score for piece in found) * self.block.trust
        why = f"Read as the {self.block.side}'s {CALLED[part]}, {self.block.how}"
        if part == "phone":
            trust *= telephones.likely(value)
            why += telephones.doubt(value)
        elif part == "address":
            trust *= 0.93 if _OF_ADDRESS.search(value) else 0.4
            why += f", in {len(found)} lines" if len(found) > 1 else ""
        else:
            trust *= 0.93
        why += "; part of it was hidden before it was printed." if "*" in value else "."
        column = f"{self.block.side}_{part}"
        return FieldRead(
            column, value, around([one.box for one in found]), "text", round(trust, 2), why
        )


def _slice(piece: Piece, start: int, end: int) -> Piece:
    text = piece.text[start:end]
    skipped = len(text) - len(text.lstrip(" :：,，"))
    return Piece(piece.kind, text.strip(" :：,，"), piece.line, piece.start + start + skipped)


def _joined(found: Sequence[Piece]) -> str:
    """Return lines as one: characters close up, words of letters with a blank between."""
    text = ""
    for piece in found:
        close = not text or only_stars(piece.text) or not (text[-1] + piece.text[0]).isascii()
        if text and text[-1].isdigit() and CHARACTERS.search(text):
            close = True
        text += piece.text if close else f" {piece.text}"
    return text


def only_stars(text: str) -> bool:
    return bool(text) and all(sign in telephones.STARS for sign in text)


def _may_stand_beside(before: str, after: str) -> bool:
    """Tell whether what stands around a number is a name or nothing, and not an address."""
    return not after.strip(" -") and (not before.strip() or _may_be_name(before.strip(" :：")))


def _may_be_name(text: str) -> bool:
    if _COMPANY.search(text):
        return True
    if CHARACTERS.search(text):
        return len(text) <= _LONGEST_NAME and not re.search(r"\d", text)
    return not _IN_ADDRESS.search(text) and len(text) <= 40
