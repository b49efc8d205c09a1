"""Who sends and who receives: the block of lines beside or below the word that announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.analysis.waybill import telephones
from casework.analysis.waybill.block import CALLED, CHARACTERS, Block, Reading, only_stars
from casework.analysis.waybill.page import Placed, around, beside
from casework.analysis.waybill.values import FieldRead
from casework.analysis.waybill.words import RECEIVER, SENDER, Piece

_INSIDE = frozenset({"name", "phone", "address", ""})
_OF_PARTY = _INSIDE | {SENDER, RECEIVER}
_FARTHEST = 1.9
"""Heights of a line that may lie empty between two lines of one block."""
_FEWEST_STARS = 4
_TAIL = re.compile(r"[*★]?\d{2,4}")
"""The end of a telephone number whose beginning is hidden."""
_BARE_FACT = re.compile(
    r"\d+(?:\.\d+)?\s*(?:KGS?|LBS?|公斤)\b|\d+\s*(?:OF|/)\s*\d+$|^\d{4}[-/]\d\d[-/]\d\d(?!\d)",
    re.IGNORECASE,
)


def parties(pieces: Sequence[Piece]) -> list[FieldRead]:
    """Return the proposals for names, telephones and addresses of both sides."""
    fields: list[FieldRead] = []
    pieces = _whole(pieces)
    for block in _blocks(pieces):
        fields += Reading(block).fields()
    for piece in pieces:
        side, _, part = piece.kind.partition("_")
        if side in {SENDER, RECEIVER} and part in CALLED and piece.text:
            # 寄件电话 names both: no block is needed.
            alone = Reading(Block(side, "after the word for it", 1.0))
            alone.put(part, piece)
            fields += alone.proposed()
    return fields


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with hidden telephone numbers whole that were read in two: *** and 9161."""
    whole: list[Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if (
            last is not None
            and _TAIL.fullmatch(piece.text)
            and len(last.text) >= _FEWEST_STARS
            and only_stars(last.text)
            and beside(last.line, piece.line)
        ):
            line = _run(last.line, piece.line)
            whole[-1] = Piece(last.kind, line.text, line, 0)
        else:
            whole.append(piece)
    return whole


def _run(left: Placed, right: Placed) -> Placed:
    """Return two lines of one row as one."""
    return Placed(
        left.text + right.text,
        min(left.score, right.score),
        around([left.box, right.box]),
        left.left,
        min(left.top, right.top),
        right.right,
        max(left.bottom, right.bottom),
    )


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    """Return a block for each side that is announced, and for one that is not when it is clear."""
    anchors = [piece for piece in pieces if piece.kind in {SENDER, RECEIVER}]
    blocks = {side: Block(side, "", 1.0) for side in (SENDER, RECEIVER)}
    unclaimed: list[Piece] = []
    for piece in pieces:
        anchor = _anchor_of(piece, anchors)
        if anchor is not None:
            blocks[anchor.kind].pieces.append(piece)
        elif piece.kind in _INSIDE and not _BARE_FACT.search(piece.text):
            unclaimed.append(piece)
    for block in blocks.values():
        first = next((one for one in anchors if one.kind == block.side), None)
        if first is not None:
            word = first.line.text[first.said_at : first.start].strip(" :：") or block.side
            block.how = f"beside or below “{word}”"
            _contiguous(block, first, [one.line for one in pieces if one.kind not in _OF_PARTY])
    _take_over(blocks)
    if not blocks[SENDER].pieces and blocks[RECEIVER].pieces:
        blocks[SENDER] = _above(unclaimed)
    if not anchors:
        _unsaid(blocks, unclaimed)
    return [block for block in blocks.values() if block.pieces]


def _anchor_of(piece: Piece, anchors: Sequence[Piece]) -> Piece | None:
    """Return the announcement a piece stands under: the nearest above it, or left in its row."""
    if piece.kind in {SENDER, RECEIVER}:
        return piece
    if piece.kind not in _INSIDE:
        return None
    if not piece.kind and (piece.line.text[: piece.start].strip() or _BARE_FACT.search(piece.text)):
        return None
    line = piece.line
    above = [
        one
        for one in anchors
        if one.line is line
        or (
            one.line.top - 0.4 * one.line.height <= line.middle
            and line.left >= one.line.left - 1.2 * line.height
        )
    ]
    return max(
        above, key=lambda one: (round(one.line.top / line.height), one.line.left), default=None
    )


def _contiguous(block: Block, anchor: Piece, facts: Sequence[Placed]) -> None:
    """Keep the lines of a block that follow each other closely, with no fact between them."""
    kept: list[Piece] = []
    bottom = anchor.line.bottom
    for piece in block.pieces:
        line = piece.line
        if kept and line.top - bottom > _FARTHEST * min(line.height, anchor.line.height * 1.5):
            break
        if any(_between(one, anchor.line, line) for one in facts):
            break
        if piece.text or piece.kind in {SENDER, RECEIVER}:
            kept.append(piece)
        bottom = max(bottom, line.bottom)
    block.pieces = kept


def _between(fact: Placed, anchor: Placed, line: Placed) -> bool:
    """Tell whether a fact stands above a line and below the anchor, in the line's column."""
    return (
        anchor.middle < fact.middle < line.middle
        and not beside(fact, line)
        and fact.left < line.right
        and fact.right > line.left
    )


def _take_over(blocks: dict[str, Block]) -> None:
    """Give what follows a complete party to the other one, when nothing announces that."""
    for side, other in ((SENDER, RECEIVER), (RECEIVER, SENDER)):
        if not blocks[side].pieces or blocks[other].pieces:
            continue
        found = Reading(blocks[side])
        found.fields()
        if found.left_over:
            start = blocks[side].pieces.index(found.left_over[0])
            blocks[other].pieces = blocks[side].pieces[start:]
            blocks[side].pieces = blocks[side].pieces[:start]
            blocks[other].how = "the second of two blocks, its own word was not read"
            blocks[other].trust = 0.8


def _unsaid(blocks: dict[str, Block], unclaimed: Sequence[Piece]) -> None:
    """Read two blocks of a Chinese label whose words were not read: the receiver's is above."""
    spoken = [place for place, one in enumerate(unclaimed) if telephones.find(one.text)]
    if len(spoken) != 2 or not any(CHARACTERS.search(one.text) for one in unclaimed):
        return
    first, second = (
        next(at for at, one in enumerate(unclaimed) if beside(one.line, unclaimed[place].line))
        for place in spoken
    )
    blocks[RECEIVER].pieces = list(unclaimed[first:second])
    blocks[SENDER].pieces = list(unclaimed[second:])
    for block, place in ((blocks[RECEIVER], "upper"), (blocks[SENDER], "lower")):
        block.how = f"the {place} of two blocks, as Chinese labels have it; no word for it was read"
        block.trust = 0.6
        _contiguous(block, block.pieces[0], [])


def _above(unclaimed: Sequence[Piece]) -> Block:
    """Return the lines that stand together around a telephone number and under no word."""
    block = Block(SENDER, "the block without a word of its own, before the receiver", 0.85)
    spoken = [one for one in unclaimed if telephones.find(one.text)]
    if not spoken:
        return block
    near = [spoken[0]]
    grown = True
    while grown:
        grown = False
        for piece in unclaimed:
            if piece not in near and any(_adjoining(piece.line, one.line) for one in near):
                near.append(piece)
                grown = True
    block.pieces = [piece for piece in unclaimed if piece in near]
    return block


def _adjoining(one: Placed, other: Placed) -> bool:
    high = min(one.height, other.height)
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    aligned = abs(one.left - other.left) < 1.5 * high
    return (aligned and gap < 0.9 * high) or (
        beside(one, other) and max(one.left, other.left) - min(one.right, other.right) < 3 * high
    )
